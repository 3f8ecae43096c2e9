"""Keep the register: draft, approve, bring into force, end and let lapse. A version is never deleted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from openmash.accounts import queries as accounts
from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.errors import Conflict, RuleBroken
from openmash.base.references import next_reference
from openmash.sharing import permissions
from openmash.sharing.choices import DocumentKind, FeedState, ShareAnswer, VersionState
from openmash.sharing.models import Document, DocumentVersion, StandingFeed
from openmash.sharing.queries.register import titles
from openmash.sharing.rules import register as rules
from openmash.sharing.services.reviews import register_team
from openmash.trail import services as trail
from openmash.work import services as work
from openmash.work.choices import WorkAct

LAPSE_REASON = "Its last day has passed without a review"


@dataclass(frozen=True)
class VersionGiven:
    """What somebody drafts. `parties` are codes of agencies; purposes, bases, items and retention are codes of the pack."""

    words: str = ""
    parties: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    retention: str = ""
    review_on: date | None = None
    ends_on: date | None = None
    kept_at: str = ""


@transaction.atomic
def draft_document(*, actor: Actor, kind: str, title: str, given: VersionGiven, now: datetime) -> DocumentVersion:
    """Begin a document with its first version as a draft. The register's team of the pack looks after it.

    Raises Denied; RuleBroken for an unknown kind, no title, an unknown code, or a day that has passed.
    """
    permissions.check_can_keep_register(actor)
    if kind not in set(DocumentKind):
        raise RuleBroken("Choose what kind of document it is.", field="kind")
    if not title.strip():
        raise RuleBroken("Give the document a title.", field="title")
    document = Document.objects.create(
        reference=next_reference("G-", "ref_document"),
        kind=kind,
        title=title.strip()[:160],
        team=register_team(),
        begun_at=now,
        begun_by=actor.reference,
    )
    trail.record(actor=actor, kind="document.begun", subject=document, at=now, document_kind=kind)
    return _draft(actor=actor, document=document, number=1, given=given, now=now)


@transaction.atomic
def draft_version(*, actor: Actor, document: Document, given: VersionGiven, now: datetime) -> DocumentVersion:
    """Draft the next version of a document. What is in force stays so until this one comes into force.

    Raises Denied; RuleBroken while another version is unfinished, for an unknown code, or a day that has passed.
    """
    permissions.check_can_keep_register(actor)
    document = Document.objects.select_for_update().get(pk=document.pk)
    held = list(document.versions.order_by("-number"))
    if any(version.state in rules.UNFINISHED for version in held):
        raise RuleBroken(f"Version {held[0].number} is not finished yet. Change that one, or end it first.")
    return _draft(actor=actor, document=document, number=held[0].number + 1, given=given, now=now)


def _draft(*, actor: Actor, document: Document, number: int, given: VersionGiven, now: datetime) -> DocumentVersion:
    version = DocumentVersion(
        document=document,
        number=number,
        state=VersionState.DRAFT,
        writers=[actor.reference],
        drafted_at=now,
        drafted_by=actor.reference,
    )
    _fill(version, given, on=london_day(now))
    version.save()
    _record(actor, version, "version.drafted", now)
    return version


def _fill(version: DocumentVersion, given: VersionGiven, *, on: date) -> None:
    """Put what is given into a version. Raises RuleBroken for a code that the pack does not have, or a day in the past."""
    rules.check_days(review_on=given.review_on, ends_on=given.ends_on, on=on)
    known = {one.code: one.pk for one in agencies.all_agencies()}
    for field, codes, there in (
        ("parties", given.parties, known),
        ("purposes", given.purposes, titles("purposes")),
        ("bases", given.bases, titles("lawful_bases")),
        ("items", given.items, titles("data_items")),
        ("retention", [given.retention] if given.retention else [], titles("retention")),
    ):
        unknown: Collection[str] = [code for code in codes if code not in there]
        if unknown:
            raise RuleBroken(f"The pack in force does not know “{next(iter(unknown))}”.", field=field)
    version.words, version.kept_at = given.words.strip(), given.kept_at.strip()[:300]
    version.party_ids = [known[code] for code in given.parties]
    version.purposes, version.bases = list(given.purposes), list(given.bases)
    version.items, version.retention = list(given.items), given.retention
    version.review_on, version.ends_on = given.review_on, given.ends_on


@transaction.atomic
def amend_draft(
    *, actor: Actor, version: DocumentVersion, given: VersionGiven, edits: int, now: datetime
) -> DocumentVersion:
    """Change a draft. Whoever changes it is one of its writers. `edits` is the count that the writer began from.

    Raises Denied; RuleBroken when it is no draft any more, for an unknown code or a day that has passed, or when somebody
    else has ticked otherwise meanwhile; Conflict when they have written other words.
    """
    permissions.check_can_keep_register(actor)
    held = _locked(version)
    if held.state != VersionState.DRAFT:
        raise RuleBroken("Only a draft can be changed. Take the approval back, or draft a new version.")
    if held.edits != edits:
        _meanwhile(held, given)
    _fill(held, given, on=london_day(now))
    held.writers = [*(one for one in held.writers if one != actor.reference), actor.reference]
    held.edits += 1
    held.save()
    _record(actor, held, "version.amended", now)
    return held


def _meanwhile(held: DocumentVersion, given: VersionGiven) -> None:
    """Refuse a change of what somebody else has changed since it was opened: words can be chosen, ticked lists cannot."""
    writer, current = accounts.name_of(held.writers[-1]), DocumentVersion(document=held.document, number=held.number)
    _fill(current, given, on=london_day(held.drafted_at))
    ticked = ("party_ids", "purposes", "bases", "items", "retention", "review_on", "ends_on", "kept_at")
    if any(getattr(current, name) != getattr(held, name) for name in ticked):
        raise RuleBroken(
            f"{writer} has changed this draft since you opened it. Open it again in another window, and make your change "
            "there. What you wrote is still here."
        )
    raise Conflict(
        current={"words": held.words},
        yours={"words": given.words},
        changed_by=writer,
        current_version=held.edits,
    )


@transaction.atomic
def approve_version(*, actor: Actor, version: DocumentVersion, for_whom: str = "", now: datetime) -> DocumentVersion:
    """Approve a draft; `for_whom` names who has signed where that is somebody else (a Caldicott guardian, partners).

    Raises Denied, also for whoever drafted it; RuleBroken when it is no draft, or does not say what its kind must say.
    """
    held = _locked(version)
    permissions.check_can_approve(actor, held.writers)
    rules.check_move(held.state, VersionState.APPROVED)
    rules.check_whole(
        held.document.kind,
        said=[name for name in rules.SAYS if _value(held, name)],
        parties=len(held.party_ids),
        on=london_day(now),
        review_on=held.review_on,
    )
    held.state, held.approved_at, held.approved_by = VersionState.APPROVED, now, actor.reference
    held.approved_for = for_whom.strip()[:200]
    held.save()
    _record(actor, held, "version.approved", now)
    return held


def _value(version: DocumentVersion, name: str) -> Any:
    return version.party_ids if name == "parties" else getattr(version, name)


@transaction.atomic
def return_to_draft(*, actor: Actor, version: DocumentVersion, now: datetime) -> DocumentVersion:
    """Take the approval of a version back, so that it can be changed and is approved anew.

    Raises Denied; RuleBroken when it is not approved, or in force already.
    """
    permissions.check_can_keep_register(actor)
    held = _locked(version)
    rules.check_move(held.state, VersionState.DRAFT)
    held.state, held.approved_at, held.approved_by, held.approved_for = VersionState.DRAFT, None, "", ""
    held.save()
    _record(actor, held, "version.returned", now)
    return held


@transaction.atomic
def bring_into_force(*, actor: Actor, version: DocumentVersion, now: datetime) -> DocumentVersion:
    """Bring an approved version into force from this moment: the one before it is superseded, and its feeds run today.

    Raises Denied; RuleBroken when it is not approved, or the day of its review has come meanwhile.
    """
    permissions.check_can_keep_register(actor)
    held, today = _locked(version), london_day(now)
    rules.check_move(held.state, VersionState.IN_FORCE)
    rules.check_days(review_on=held.review_on, ends_on=held.ends_on, on=today)
    for earlier in held.document.versions.select_for_update().filter(state=VersionState.IN_FORCE):
        _end(earlier, VersionState.SUPERSEDED, actor, f"Version {held.number} came into force", now)
        _record(actor, earlier, "version.superseded", now)
    held.state, held.in_force_at, held.in_force_by = VersionState.IN_FORCE, now, actor.reference
    held.save()
    _record(actor, held, "version.in_force", now)
    _wake_feeds(held.document, today)
    work.finish_work(
        actor=Actor.machine("register"),
        act=WorkAct.REVIEW_DOCUMENT,
        subject_kind="document",
        subject=held.document.reference,
        reason="a version came into force",
        now=now,
    )
    return held


def _wake_feeds(document: Document, today: date) -> None:
    """Let the feeds go today that were stopped the last time."""
    for feed in StandingFeed.objects.filter(document=document, state=FeedState.RUNNING, next_on__gt=today):
        latest = feed.runs.order_by("-ran_at", "-pk").first()
        if latest is not None and latest.answer == ShareAnswer.STOPPED:
            feed.next_on = today
            feed.save(update_fields=["next_on"])


@transaction.atomic
def end_version(*, actor: Actor, version: DocumentVersion, reason: str, now: datetime) -> DocumentVersion:
    """End a version: given up before it came into force, or superseded by something else. What it said stays readable.

    Raises Denied; RuleBroken without a reason, or when it has ended already.
    """
    permissions.check_can_keep_register(actor)
    held = _locked(version)
    rules.check_move(held.state, VersionState.SUPERSEDED)
    if not reason.strip():
        raise RuleBroken("Say what takes its place, or why it is given up.", field="reason")
    _end(held, VersionState.SUPERSEDED, actor, reason, now)
    _record(actor, held, "version.superseded", now)
    return held


@transaction.atomic
def lapse_versions(*, actor: Actor, now: datetime) -> int:
    """Note as lapsed what is in force and whose last day has passed. Returns how many. For a job; the rule knew before.

    Raises Denied.
    """
    permissions.check_can_keep_register(actor)
    lapsed = 0
    for held in DocumentVersion.objects.select_for_update(of=("self",)).filter(state=VersionState.IN_FORCE):
        stands = rules.standing(held.state, review_on=held.review_on, ends_on=held.ends_on, on=london_day(now))
        if stands is VersionState.LAPSED:
            _end(held, VersionState.LAPSED, actor, LAPSE_REASON, now)
            _record(actor, held, "version.lapsed", now)
            lapsed += 1
    return lapsed


def _end(version: DocumentVersion, state: VersionState, actor: Actor, reason: str, now: datetime) -> None:
    version.state, version.over_at, version.over_by = state, now, actor.reference
    version.over_reason = reason.strip()[:300]
    version.save()


def _locked(version: DocumentVersion) -> DocumentVersion:
    return DocumentVersion.objects.select_for_update(of=("self",)).select_related("document__team").get(pk=version.pk)


def _record(actor: Actor, version: DocumentVersion, kind: str, now: datetime) -> None:
    trail.record(actor=actor, kind=kind, subject=version.document, at=now, version=version.number, state=version.state)
