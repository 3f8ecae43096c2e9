"""What waits at the gate, and what it found. Who may see the record that a package is about asks the room that shows it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.people import queries as people
from openmash.release.choices import PackageState
from openmash.release.models import Package
from openmash.release.rules import gate

# How long its preparer finds a document that must not leave among what waits, so that nobody misses it or keeps it there for good.
REFUSED_STAYS = timedelta(days=14)


def packages_about(actor: Actor, *, subject_kind: str, subject: str) -> list[Package]:
    """Return every package about a record, the latest first: for those of the council who may see the record."""
    if not actor.is_authority:
        return []
    rows = Package.objects.filter(subject_kind=subject_kind, subject=subject)
    return list((rows if actor.cleared else rows.filter(restricted=False)).order_by("-prepared_at", "-pk"))


def packages_waiting(actor: Actor, *, subject_kind: str, most: int = 200) -> list[Package]:
    """Return what is to be read or released about a kind of record, the longest wait first, at most 200.

    Who may see which record asks the room that shows it.
    """
    if not actor.is_authority:
        return []
    rows = Package.objects.filter(subject_kind=subject_kind, state__in=[PackageState.PREPARED, PackageState.WAITING])
    return list((rows if actor.cleared else rows.filter(restricted=False)).order_by("prepared_at", "pk")[:most])


def packages_refused(actor: Actor, *, subject_kind: str, now: datetime) -> list[Package]:
    """Return what the actor prepared about a kind of record and a second person refused within 14 days, the latest first.

    What was made anew since, for the same recipient, is left out. Who may see which record asks the room that shows it.
    """
    if not actor.is_authority:
        return []
    anew = Package.objects.filter(
        kind=OuterRef("kind"), subject_kind=subject_kind, subject=OuterRef("subject"), recipient=OuterRef("recipient"),
        prepared_at__gt=OuterRef("settled_at"),
    )  # fmt: skip
    rows = Package.objects.filter(
        subject_kind=subject_kind, state=PackageState.REFUSED, prepared_by=actor.reference,
        settled_at__gt=now - REFUSED_STAYS,
    )  # fmt: skip
    rows = rows if actor.cleared else rows.filter(restricted=False)
    return list(rows.filter(~Exists(anew)).order_by("-settled_at", "-pk"))


def package_about(actor: Actor, reference: str, *, subject_kind: str, subject: str) -> Package:
    """Return one package about a record. Raises NotFound."""
    for package in packages_about(actor, subject_kind=subject_kind, subject=subject):
        if package.reference == reference:
            return package
    raise NotFound


def was_released(reference: str) -> bool:
    """Whether a package (empty for none) has left. For the services, and for pages of those who may see its record."""
    return bool(reference) and Package.objects.filter(reference=reference, state=PackageState.RELEASED).exists()


def released_among(references: Collection[str]) -> set[str]:
    """Return those of some packages that have left. For pages of those who may see their record."""
    held = Package.objects.filter(reference__in=set(references) - {""}, state=PackageState.RELEASED)
    return set(held.values_list("reference", flat=True))


def facts_of(package: Package) -> list[gate.Fact]:
    """Return what could be told."""
    return [gate.Fact(**one) for one in package.facts]


def known_of(package: Package) -> list[gate.Known]:
    """Return whom the record knew when the package was prepared."""
    return [gate.Known(**one) for one in package.known]


def known_now(package: Package) -> list[gate.Known]:
    """Return whom the record knew when the package was prepared, with where they live now and whether that home is protected.

    A home that was protected then stays so for this document: it may hold it.
    """
    known = known_of(package)
    places = people.places_now([one.reference for one in known])
    return [_as_now(one, places.get(one.reference)) for one in known]


def _as_now(one: gate.Known, place: tuple[str, str, bool] | None) -> gate.Known:
    if place is None or one.hidden or not place[2]:
        return one
    return replace(one, address=place[0], postcode=place[1], home_protected=True)


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
        protected={one.reference for one in known_of(package) if one.hidden},
    )


def may_be_second(actor: Actor, package: Package) -> bool:
    """Whether the actor had no hand in a package."""
    return gate.is_second_person(hands=package.hands, reader=actor.reference)


def asks_for(package: Package) -> tuple[bool, bool, bool]:
    """Return whether what the gate found stops a package, asks for a second person, and has to be seen."""
    found = findings_of(package)
    return bool(gate.stops(found)), gate.needs_second(found), gate.needs_look(found)
