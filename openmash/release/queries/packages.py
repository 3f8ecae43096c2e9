"""What waits at the gate, and what it found. Who may see the record that a package is about asks the room that shows it."""

from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.release.models import Package
from openmash.release.rules import gate


def packages_about(actor: Actor, *, subject_kind: str, subject: str) -> list[Package]:
    """Return every package about a record, the latest first: for those of the council who may see the record."""
    if not actor.is_authority:
        return []
    rows = Package.objects.filter(subject_kind=subject_kind, subject=subject)
    return list((rows if actor.cleared else rows.filter(restricted=False)).order_by("-prepared_at", "-pk"))


def package_about(actor: Actor, reference: str, *, subject_kind: str, subject: str) -> Package:
    """Return one package about a record. Raises NotFound."""
    for package in packages_about(actor, subject_kind=subject_kind, subject=subject):
        if package.reference == reference:
            return package
    raise NotFound


def facts_of(package: Package) -> list[gate.Fact]:
    """Return what could be told."""
    return [gate.Fact(**one) for one in package.facts]


def known_of(package: Package) -> list[gate.Known]:
    """Return whom the record knew when the package was prepared."""
    return [gate.Known(**one) for one in package.known]


def findings_of(package: Package) -> list[gate.Finding]:
    """Return what the gate found in the document as it is."""
    return [gate.Finding(**one) for one in package.findings]


def recipient_of(package: Package, now: datetime) -> Any:
    """Return the pack's entry of the kind of recipient."""
    return agencies.pack_in_force().one("recipients", package.recipient_kind, clock.london_day(now))


def told_of(package: Package, now: datetime) -> list[gate.Told]:
    """Return each fact with whether it is told, and why not."""
    return gate.told(
        facts_of(package),
        allowed=[str(one) for one in recipient_of(package, now).fields],
        left_out=package.left_out,
        protected={one.reference for one in known_of(package) if one.address_protected},
    )


def may_be_second(actor: Actor, package: Package) -> bool:
    """Whether the actor had no hand in a package."""
    return gate.is_second_person(hands=package.hands, reader=actor.reference)


def asks_for(package: Package) -> tuple[bool, bool, bool]:
    """Return whether what the gate found stops a package, asks for a second person, and has to be seen."""
    found = findings_of(package)
    return bool(gate.stops(found)), gate.needs_second(found), gate.needs_look(found)
