"""Write down what a meeting decided for each child, and who did not agree. Nothing is overwritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.errors import Conflict, RuleBroken
from openmash.meetings import permissions, queries, rules
from openmash.meetings.choices import PRESENT, Decider
from openmash.meetings.models import Attendee, Dissent, Finding, Meeting, MeetingAbout
from openmash.meetings.queries.meetings import findings_in_force
from openmash.meetings.services.shared import check_held, lock_meeting
from openmash.trail import services as trail


@dataclass(frozen=True)
class FindingGiven:
    """An answer to one question; `said_by` is who of the agency said so (a key of an attendee), where an agency decides."""

    question: str
    answer: str
    words: str = ""
    said_by: int | None = None


def _check_answered(given: Sequence[FindingGiven]) -> None:
    if not any(one.answer for one in given):
        first = f"answer_{given[0].question}" if given else None
        raise RuleBroken("Choose an answer to at least one of the questions.", field=first)


@transaction.atomic
def record_findings(
    *,
    actor: Actor,
    meeting: Meeting,
    about: MeetingAbout | None,
    given: Sequence[FindingGiven],
    expected_version: int,
    now: datetime,
) -> list[Finding]:
    """Write down what was decided for a child, or for the record. What has changed becomes a new version beside the one before.

    `expected_version` is how many answers stood for the child, earlier versions counted, when the writer began.

    Raises Denied for what only a manager decides; RuleBroken before the meeting was held, for an answer that there is
    not or that needs words, or without who of the agency said so; Conflict with both texts when a colleague was first.
    """
    permissions.check_can_keep(actor, meeting.subject_kind)
    meeting = lock_meeting(meeting)
    check_held(meeting)
    _check_answered(given)
    rows = list(Finding.objects.filter(meeting=meeting, about=about).order_by("pk"))
    held = findings_in_force(rows, about)
    changed = [one for one in given if one.answer and _differs(one, held.get(one.question))]
    if changed and expected_version != len(rows):
        raise Conflict(
            current=_texts({one.question: (one.answer, one.words) for one in held.values()}, given),
            yours=_texts({one.question: (one.answer, one.words) for one in given}, given),
            changed_by=rows[-1].recorded_by_name if rows else "A colleague",
            current_version=len(rows),
        )
    questions = {one.code: one for one in queries.questions_of(meeting)}
    attendees = {one.pk: one for one in meeting.attendees.select_related("agency")}
    made = []
    for one in changed:
        finding = _finding(actor, questions.get(one.question), one, attendees)
        before = held.get(one.question)
        finding.meeting, finding.about, finding.version = meeting, about, before.version + 1 if before else 1
        finding.recorded_at, finding.recorded_by, finding.recorded_by_name = now, actor.reference, actor.name
        finding.save(force_insert=True)
        made.append(finding)
    trail.record(
        actor=actor,
        kind="meeting.decided",
        subject=meeting,
        at=now,
        child=about.person_reference if about else "",
        questions=[one.question for one in made],
        answers=[one.answer for one in made],
    )
    return made


def _differs(one: FindingGiven, held: Finding | None) -> bool:
    return held is None or (held.answer, held.words.strip()) != (one.answer, one.words.strip())


def _texts(held: Mapping[str, tuple[str, str]], given: Sequence[FindingGiven]) -> dict[str, str]:
    """Return answers and words by the names of the form's fields, for those questions that were asked."""
    texts = {}
    for one in given:
        answer, words = held.get(one.question, ("", ""))
        texts[f"answer_{one.question}"], texts[f"words_{one.question}"] = answer, words
    return texts


def _finding(actor: Actor, question: Any, one: FindingGiven, attendees: Mapping[int, Attendee]) -> Finding:
    answer = question.answer(one.answer) if question is not None else None
    if answer is None:
        raise RuleBroken("Choose one of the answers.", field=f"answer_{one.question}")
    if answer.say_more and not one.words.strip():
        raise RuleBroken(f"“{answer.title}” needs words: why, how, when.", field=f"words_{one.question}")
    if not rules.may_decide(question.decided_by, council_manager=permissions.is_manager(actor)):
        permissions.check_can_decide_for_council(actor)
    finding = Finding(question=one.question, answer=one.answer, words=one.words, decider=question.decided_by)
    if question.decided_by == Decider.AGENCY:
        said_by = attendees.get(one.said_by or 0)
        kinds = question.agency_kinds
        if said_by is None or said_by.agency is None or said_by.agency.kind not in kinds:
            raise RuleBroken(
                "It is not ours to decide. Say who of the agency said so.", field=f"said_by_{one.question}"
            )
        if said_by.attendance not in PRESENT:
            raise RuleBroken("They did not take part in the meeting.", field=f"said_by_{one.question}")
        finding.decided_by_agency, finding.said_by = said_by.agency, said_by.name
    return finding


@transaction.atomic
def record_dissent(
    *, actor: Actor, meeting: Meeting, attendee: Attendee, question: str = "", reason: str, now: datetime
) -> Dissent:
    """Write down who did not agree, and why. Raises Denied; RuleBroken before the meeting was held or without a reason."""
    permissions.check_can_keep(actor, meeting.subject_kind)
    meeting = lock_meeting(meeting)
    check_held(meeting)
    if not reason.strip():
        raise RuleBroken("Write why they do not agree, in their words.", field="reason")
    dissent = Dissent.objects.create(
        meeting=meeting,
        attendee=attendee,
        question=question,
        reason=reason,
        recorded_at=now,
        recorded_by=actor.reference,
    )
    trail.record(actor=actor, kind="meeting.dissent", subject=meeting, at=now, question=question)
    return dissent
