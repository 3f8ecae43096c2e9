"""The gate: prepare a document for one recipient, look at it, have a second person look, let it leave or stop it.

What a person signs is the mark of exactly the document, the recipient and the address. Whatever changes afterwards, the
signature does not hold any more, and somebody looks again.
"""

from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.references import next_reference
from openmash.release import permissions
from openmash.release.choices import PackageState
from openmash.release.models import Disclosure, Package
from openmash.release.queries.packages import findings_of, known_now, known_of, recipient_of, told_of
from openmash.release.rules import gate
from openmash.release.rules.gate import Fact, Known
from openmash.release.services.disclosing import DisclosureGiven, record_disclosure
from openmash.release.services.following import tell_of_package
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

CHANGED = "This is not what was looked at: it has changed since. Read it as it is now."
NOT_SO_TODAY = (
    "Since this was prepared, a home in it has been protected, or what its recipient may be told has changed. Nothing leaves "
    "as it is: leave something out, which makes it anew, or have it prepared anew."
)
NOT_SECOND = "You had a hand in this yourself. Somebody else reads it before it leaves."


@dataclass(frozen=True)
class PackageGiven:
    """A document for one recipient. `people` whom it is about, as (key, reference); `recipient_kind` a code of the pack.

    `address` is the one that the recipient's record holds. `words`: a finished text, where the document is not made of facts.
    `must_not_be_told`: what the family is not to learn of it.
    """

    kind: str
    subject_kind: str
    subject: str
    recipient_kind: str
    recipient: str
    recipient_name: str
    title: str
    known: Sequence[Known]
    people: Sequence[tuple[int, str]] = ()
    facts: Sequence[Fact] = ()
    words: str = ""
    address: str = ""
    purpose: str = ""
    lawful_bases: Sequence[str] = ()
    not_to_be_named: Sequence[str] = ()
    must_not_be_told: str = ""
    source_kind: str = ""
    source: str = ""
    restricted: bool = False


@dataclass(frozen=True)
class WorkGiven:
    """In whose queue a second person finds it: a team, the colour and locality of the record."""

    team: Any
    rag: str = ""
    locality: str = ""
    arrived_at: datetime | None = None


@transaction.atomic
def prepare_package(*, actor: Actor, given: PackageGiven, now: datetime) -> Package:
    """Prepare a document for one recipient. Nothing leaves by it: it is read first. Raises Denied; RuleBroken without a basis."""
    permissions.check_can_prepare(actor)
    if given.facts and not given.lawful_bases:
        raise RuleBroken("Choose the lawful basis on which you share this.", field="lawful_bases")
    held = {
        name: value
        for name, value in vars(given).items()
        if name not in ("facts", "known", "words", "lawful_bases", "not_to_be_named", "people")
    }
    package = Package(
        **held,
        reference=next_reference("K-", "ref_package"),
        facts=[asdict(one) for one in given.facts],
        known=[asdict(one) for one in given.known],
        people=[list(one) for one in given.people],
        lawful_bases=list(given.lawful_bases),
        not_to_be_named=[one for one in given.not_to_be_named if one.strip()],
        document=given.words,
        hands=[actor.reference],
        state=PackageState.PREPARED,
        prepared_at=now,
        prepared_by=actor.reference,
        prepared_by_name=actor.name,
    )
    _compose(package, now)
    package.save(force_insert=True)
    _record(actor, package, "prepared", now)
    return package


def _compose(package: Package, now: datetime) -> None:
    """Make the document of its facts anew, with its mark and with what the gate finds. A finished text stays as it is."""
    recipient = recipient_of(package, now)
    package.known = [asdict(one) for one in known_now(package)]
    if package.facts:
        package.document = gate.document(told_of(package, now), taken_out=package.taken_out)
    package.document_hash = gate.mark_of(
        recipient=package.recipient, address=package.address, document=package.document
    )
    found = gate.findings(
        package.document,
        envelope=package.address,
        known=known_of(package),
        allowed=[str(one) for one in recipient.fields],
        second_person=recipient.second_person,
        not_to_be_named=package.not_to_be_named,
    )
    package.findings = [{"weight": str(one.weight), "code": one.code, "words": one.words} for one in found]


def _record(actor: Actor, package: Package, kind: str, now: datetime) -> None:
    trail.record(
        actor=actor,
        kind=f"package.{kind}",
        subject=f"{package.subject_kind} {package.subject}",
        at=now,
        package=package.reference,
        recipient=package.recipient,
        mark=package.document_hash,
    )


def _locked(package: Package) -> Package:
    return Package.objects.select_for_update(of=("self",)).get(pk=package.pk)


def _check_move(package: Package, after: str) -> None:
    if not gate.may_move(package.state, after):
        raise RuleBroken("This has moved on. Open it again to see where it stands.")


def _check_as_read(package: Package, look: str, now: datetime) -> None:
    """Raise RuleBroken for another document than was read, and for one that the records of today would make otherwise."""
    if look != package.document_hash:
        raise RuleBroken(CHANGED)
    today = copy(package)
    _compose(today, now)
    if (today.document_hash, today.findings) != (package.document_hash, package.findings):
        raise RuleBroken(NOT_SO_TODAY)


@transaction.atomic
def change_package(
    *, actor: Actor, package: Package, left_out: Collection[int], taken_out: Collection[str], now: datetime
) -> Package:
    """Leave facts out and take words out, anew. Whoever had looked before has to look again.

    Raises Denied; RuleBroken for what has left or was stopped.
    """
    permissions.check_can_prepare(actor)
    package = _locked(package)
    if package.state != PackageState.PREPARED:
        _check_move(package, PackageState.PREPARED)
    package.left_out = sorted(number for number in set(left_out) if 0 <= number < len(package.facts))
    package.taken_out = [piece.strip() for piece in taken_out if piece.strip()]
    package.hands = list(dict.fromkeys([*package.hands, actor.reference]))
    _compose(package, now)
    _void(package)
    package.save()
    _finish_looking(actor, package, "changed", now)
    _record(actor, package, "changed", now)
    return package


def _void(package: Package) -> None:
    package.state, package.looked_at, package.looked_by, package.looked_hash = PackageState.PREPARED, None, "", ""


@transaction.atomic
def sign_package(*, actor: Actor, package: Package, look: str, seen: bool, queue: WorkGiven, now: datetime) -> Package:
    """Sign exactly the document that was read (`look` is its mark). It leaves, or waits for a second person where it must.

    Raises Denied; RuleBroken where something stops it, it has changed, or what was pointed out was not `seen`.
    """
    permissions.check_can_prepare(actor)
    package = _locked(package)
    if package.state != PackageState.PREPARED:
        raise RuleBroken("This has moved on. Open it again to see where it stands.")
    _check_as_read(package, look, now)
    found = findings_of(package)
    if stopped := gate.stops(found):
        raise RuleBroken(" ".join(one.words for one in stopped))
    if gate.needs_look(found) and not seen:
        raise RuleBroken("Say that you have seen what is pointed out.", field="seen")
    package.looked_at, package.looked_by, package.looked_hash = now, actor.reference, package.document_hash
    package.hands = list(dict.fromkeys([*package.hands, actor.reference]))
    if not gate.needs_second(found):
        return _leave(actor, package, now)
    package.state = PackageState.WAITING
    package.save()
    due = agencies.due_by(_second_look_clock(), now)
    work.open_work(
        actor=actor,
        act=WorkAct.RELEASE_PACKAGE,
        subject_kind=package.subject_kind,
        subject=package.subject,
        child=package.reference,
        team=queue.team,
        due=due,
        rag=queue.rag,
        locality=queue.locality,
        restricted=package.restricted,
        arrived_at=queue.arrived_at or now,
        not_by=actor.reference,
        note=f"{package.title}, to {package.recipient_name}",
        now=now,
    )
    _record(actor, package, "waiting", now)
    return package


def _second_look_clock() -> str:
    pack = agencies.pack_in_force()
    return pack.hub.read_clock if pack.hub else pack.door.answer_clock


def _leave(actor: Actor, package: Package, now: datetime) -> Package:
    """Let a package leave: what was told to whom about whom is written down, or by the room whose message it is, once sent."""
    package.state = PackageState.RELEASED
    package.settled_at, package.settled_by, package.settled_by_name = now, actor.reference, actor.name
    package.save()
    _record(actor, package, "released", now)
    if not package.source:
        record_disclosure(actor=actor, given=_disclosed(package, now), now=now)
    tell_of_package(actor=actor, package=package, now=now)
    return package


def _disclosed(package: Package, now: datetime) -> DisclosureGiven:
    return DisclosureGiven(
        what=package.kind,
        subject_kind=package.subject_kind,
        subject=package.subject,
        source_kind="package",
        source=package.reference,
        recipient_kind=package.recipient_kind,
        recipient=package.recipient,
        recipient_name=package.recipient_name,
        people=[(key, reference) for key, reference in package.people],
        purpose=package.purpose,
        lawful_bases=package.lawful_bases,
        fields=sorted({row.fact.field for row in told_of(package, now) if row.shown}),
        must_not_be_told=package.must_not_be_told,
        document_hash=package.document_hash,
        restricted=package.restricted,
    )


@transaction.atomic
def release_package(*, actor: Actor, package: Package, look: str, address: str, now: datetime) -> Package:
    """Let a package leave, as the second person who has read exactly it. `address` is what the recipient's record says now.

    Raises Denied for whoever had a hand in it; RuleBroken where it has changed, or the record says another address by now:
    then it goes back to whoever prepared it.
    """
    permissions.check_can_prepare(actor)
    package = _locked(package)
    _check_waits(package)
    check_second(actor, package)
    if address != package.address:
        raise RuleBroken(
            "The record of the recipient holds another address by now. Refuse this, and have it prepared anew."
        )
    _check_as_read(package, look, now)
    if package.looked_hash != package.document_hash:
        raise RuleBroken(CHANGED)
    package.hands = list(dict.fromkeys([*package.hands, actor.reference]))
    _leave(actor, package, now)
    _finish_looking(actor, package, "released", now)
    return package


def _check_waits(package: Package) -> None:
    if package.state != PackageState.WAITING:
        raise RuleBroken("This waits for nobody. Open it again to see where it stands.")


def check_second(actor: Actor, package: Package) -> None:
    """Raise Denied unless the actor is a person who had no hand in a package."""
    if not gate.is_second_person(hands=package.hands, reader=actor.reference):
        raise Denied(NOT_SECOND)


@transaction.atomic
def refuse_package(*, actor: Actor, package: Package, reason: str, now: datetime) -> Package:
    """Stop a package, as the second person, and say why. Raises Denied; RuleBroken without a reason."""
    permissions.check_can_prepare(actor)
    package = _locked(package)
    _check_waits(package)
    check_second(actor, package)
    if not reason.strip():
        raise RuleBroken("Write why this must not leave. Whoever prepared it reads that.", field="reason")
    package.reason = reason.strip()
    return _stop(actor, package, PackageState.REFUSED, now)


@transaction.atomic
def withdraw_packages(*, actor: Actor, source_kind: str, sources: Collection[str], now: datetime) -> int:
    """Take back what waits at the gate and was made from these records: it does not hold any more. Returns how many."""
    permissions.check_can_prepare(actor)
    rows = Package.objects.select_for_update(of=("self",)).filter(source_kind=source_kind, source__in=list(sources))
    held = [one for one in rows.order_by("pk") if gate.may_move(one.state, PackageState.WITHDRAWN)]
    for package in held:
        _stop(actor, package, PackageState.WITHDRAWN, now)
    return len(held)


@transaction.atomic
def withdraw_package(*, actor: Actor, reference: str, now: datetime) -> bool:
    """Take one package back that waits at the gate: it does not hold any more. Returns whether it still waited."""
    permissions.check_can_prepare(actor)
    package = Package.objects.select_for_update(of=("self",)).filter(reference=reference).first()
    if package is None or not gate.may_move(package.state, PackageState.WITHDRAWN):
        return False
    _stop(actor, package, PackageState.WITHDRAWN, now)
    return True


@transaction.atomic
def tell_by_word(*, actor: Actor, reference: str, source_kind: str, source: str, now: datetime) -> Disclosure:
    """Keep that the recipient of a package was told by word of mouth: it leaves no more, and what was told is written down.

    `source` is the record by which it was told. What is kept is at most what the document held: the words said are not ours to list.
    Raises Denied; NotFound; RuleBroken once it was released, since then they were told by it.
    """
    permissions.check_can_prepare(actor)
    package = Package.objects.select_for_update(of=("self",)).filter(reference=reference).first()
    if package is None:
        raise NotFound
    if package.state == PackageState.RELEASED:
        raise RuleBroken("This has moved on: it was released. Open it again to see where it stands.")
    if gate.may_move(package.state, PackageState.WITHDRAWN):
        _stop(actor, package, PackageState.WITHDRAWN, now)
    given = replace(_disclosed(package, now), source_kind=source_kind, source=source, document_hash="")
    return record_disclosure(actor=actor, given=given, now=now)


def _stop(actor: Actor, package: Package, state: PackageState, now: datetime) -> Package:
    package.state = state
    package.settled_at, package.settled_by, package.settled_by_name = now, actor.reference, actor.name
    package.save()
    _finish_looking(actor, package, str(state), now)
    _record(actor, package, str(state), now)
    tell_of_package(actor=actor, package=package, now=now)
    return package


def _finish_looking(actor: Actor, package: Package, reason: str, now: datetime) -> None:
    work.finish_work(
        actor=actor,
        act=WorkAct.RELEASE_PACKAGE,
        subject_kind=package.subject_kind,
        subject=package.subject,
        child=package.reference,
        reason=reason,
        now=now,
    )
