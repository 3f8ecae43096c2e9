"""Meetings and disagreements in the words of the work: for this room's pages and for the rooms that show them."""

from datetime import datetime
from typing import Any

from openmash.base import worktime
from openmash.meetings.choices import (
    ATTENDANCE_WORDS,
    DECIDER_WORDS,
    ESCALATION_WORDS,
    MEANS_WORDS,
    REPLY_WORDS,
    STATE_WORDS,
    Decider,
    EscalationState,
    MeetingState,
)
from openmash.meetings.queries.escalations import stage_of
from openmash.meetings.queries.meetings import findings_in_force
from openmash.meetings.queries.packed import kind_of, questions_of

TONES = {MeetingState.CALLED: "blue", MeetingState.HELD: "green", MeetingState.CALLED_OFF: "grey"}
ESCALATION_TONES = {
    EscalationState.OPEN: "amber",
    EscalationState.ANSWERED: "blue",
    EscalationState.SETTLED: "green",
    EscalationState.NOT_SETTLED: "red",
}


STEP_WORDS = {EscalationState.OPEN: "Raised to this stage", EscalationState.ANSWERED: "Answered"}


def state_tag(meeting: Any) -> dict[str, str]:
    """Return where a meeting stands as a tag."""
    return {"text": STATE_WORDS[meeting.state], "tone": TONES[MeetingState(meeting.state)]}


def at_in_words(at: datetime, now: datetime | None) -> str:
    """Return a past moment as people say it now; in full, without a now, for what is printed and read on another day."""
    if now is not None:
        return worktime.said_at(at, now)
    local = worktime.local(at)
    return f"{local.day} {local:%B %Y}, {local:%H:%M}"


def _due(due_at: datetime, now: datetime | None) -> dict[str, str]:
    """Return until when something is due as the components take it; in full where it is printed."""
    if now is None:
        return {"text": f"due {at_in_words(due_at, None)}", "tone": ""}
    return {"text": worktime.in_words(due_at, now), "tone": "overdue" if due_at < now else ""}


def when_in_words(meeting: Any) -> str:
    """Return day and time of a meeting: when it was held, else for when it is called."""
    at = worktime.local(meeting.held_at or meeting.planned_at)
    return f"{at:%A} {at.day} {at:%B %Y}, {at:%H:%M}"


def meeting_in_words(meeting: Any, now: datetime | None) -> dict[str, Any]:
    """Return what a page says of a meeting itself: kind, when, how, about whom, and why."""
    kind = kind_of(meeting)
    return {
        "reference": meeting.reference,
        "title": kind.title,
        "kind_words": kind.words,
        "state": state_tag(meeting),
        "open": meeting.state == MeetingState.CALLED,
        "held": meeting.state == MeetingState.HELD,
        "when": when_in_words(meeting),
        "how": ", ".join(part for part in (MEANS_WORDS[meeting.means], meeting.place) if part),
        "about": [_person(one) for one in meeting.about.all()],
        "purpose": meeting.purpose,
        "urgent": meeting.urgent_reason,
        "inquorate": meeting.inquorate_reason,
        "called": f"Called by {meeting.called_by_name or 'a colleague'}, {at_in_words(meeting.called_at, now)}",
        "called_off": meeting.called_off_reason,
        "notes": meeting.notes,
        "team": meeting.team.name,
        "telephone": meeting.team.telephone,
        "agenda": [{"title": one.title, "words": one.words} for one in kind.agenda],
    }


def _person(one: Any) -> dict[str, str]:
    facts = [one.age, f"born {one.born}" if one.born else "date of birth not known"]
    return {"person": one.person_reference, "name": one.name, "facts": ", ".join(fact for fact in facts if fact)}


def attendee_in_words(one: Any, seats: dict[str, str]) -> dict[str, Any]:
    """Return somebody invited: who, for whom, in which seat (by its title), the reply, how they took part, what they said."""
    reply = ". ".join(part for part in (REPLY_WORDS.get(one.reply, ""), one.reply_words) if part)
    return {
        "key": one.pk,
        "name": one.name or "Somebody",
        "who": who_in_words(one),
        "agency": one.agency.name if one.agency else "",
        "seat": seats.get(one.seat, ""),
        "reply": reply or ("No reply yet" if one.invited_at else ""),
        "attendance": ATTENDANCE_WORDS.get(one.attendance, ""),
        "said": [said.words for said in one.said.all()],
    }


def who_in_words(one: Any) -> str:
    """Return who somebody at a meeting is: name, what they do, and their agency."""
    named = ", ".join(part for part in (one.name, one.role) if part)
    agency = one.agency.name if one.agency else ""
    return f"{named} ({agency})" if named and agency else named or agency


def findings_in_words(meeting: Any, about: Any, now: datetime | None) -> list[dict[str, Any]]:
    """Return what was decided for somebody, question by question, with who decided and the versions before.

    Without somebody: for the record as a whole.
    """
    rows, key = list(meeting.findings.all()), about.pk if about else None
    held, shown = findings_in_force(rows, about), []
    for question in questions_of(meeting):
        earlier = sorted(
            (one for one in rows if one.about_id == key and one.question == question.code),
            key=lambda one: one.version,
        )[:-1]
        one = held.get(question.code)
        shown.append(
            {
                "code": question.code,
                "question": question.title,
                "whose": DECIDER_WORDS[question.decided_by],
                "answer": _answer(question, one) if one else "",
                "words": one.words if one else "",
                "by": _decided_by(one, now) if one else "",
                "earlier": [f"{_answer(question, old)}. {old.words} {_decided_by(old, now)}" for old in earlier],
            }
        )
    return shown


def _answer(question: Any, one: Any) -> str:
    answer = question.answer(one.answer)
    return str(answer.title) if answer else str(one.answer)


def _decided_by(one: Any, now: datetime | None) -> str:
    wrote = f"written down by {one.recorded_by_name or 'a colleague'}, {at_in_words(one.recorded_at, now)}"
    if one.decider == Decider.AGENCY:
        agency = one.decided_by_agency.name if one.decided_by_agency else "the agency"
        return f"Decided by {agency}, said by {one.said_by}; {wrote}."
    if one.decider == Decider.COUNCIL_MANAGER:
        return f"Decided for the council by {one.recorded_by_name}, {at_in_words(one.recorded_at, now)}."
    return f"Decided together; {wrote}."


def outcome_in_words(meeting: Any) -> tuple[str, bool]:
    """Return how what a meeting is about ends, in its words, and whether it has ended; empty while nobody has said so."""
    code = kind_of(meeting).ends_with
    found = findings_in_force(meeting.findings.all(), None).get(code) if code else None
    question = next((one for one in questions_of(meeting) if one.code == code), None)
    answer = question.answer(found.answer) if found and question else None
    return (str(answer.title), not answer.goes_on) if answer else ("", False)


def action_in_words(one: Any, now: datetime | None) -> dict[str, Any]:
    """Return an action: what, who, by when, and whether it is done."""
    done = one.done_at is not None
    clock = (
        {"text": f"done {at_in_words(one.done_at, now)} by {one.done_by_name or 'a colleague'}", "tone": ""}
        if done
        else _due(one.due_at, now)
    )
    owner = one.team.name if one.team else one.agency.name
    return {
        "reference": one.reference,
        "words": one.words,
        "owner": f"{one.owner_name}, {owner}" if one.owner_name else owner,
        "clock": clock,
        "done": done,
        "done_words": one.done_words,
    }


def clock_in_words(one: Any, now: datetime | None) -> dict[str, str]:
    """Return the clock that a meeting began for a child: what is due, until when, counted from which meeting."""
    began = worktime.local(one.began_at)
    since = f"{one.meeting_title} {one.meeting} of {began.day} {began:%B %Y}"
    if one.ended_at is not None:
        ended = at_in_words(one.ended_at, now)
        return {"title": one.title, "text": f"{one.ending}, {ended}", "tone": "", "since": since, "why": ""}
    return {"title": one.title, **_due(one.due_at, now), "since": since, "why": one.explanation}


def escalation_in_words(one: Any, now: datetime) -> dict[str, Any]:
    """Return a professional disagreement: who, about what, at which stage, until when, and what was said at each."""
    stage = stage_of(one)
    waiting = one.state == EscalationState.OPEN
    return {
        "reference": one.reference,
        "subject": one.subject,
        "about": f"{one.about_kind.capitalize()} {one.about}",
        "state": {"text": ESCALATION_WORDS[one.state], "tone": ESCALATION_TONES[EscalationState(one.state)]},
        "stage": stage.title,
        "stage_words": stage.words,
        "words": one.words,
        "wanted": one.wanted,
        "raised": f"Raised by {one.raised_by_name or 'a colleague'}, {one.agency.name}, "
        f"{worktime.said_at(one.raised_at, now)}",
        "clock": {
            "text": worktime.in_words(one.due_at, now),
            "tone": "overdue" if one.due_at < now else "",
        }
        if waiting
        else None,
        "waiting": waiting,
        "answered": one.state == EscalationState.ANSWERED,
        "steps": [
            {
                "stage": stage_of(one, step.stage).title,
                "what": STEP_WORDS.get(step.state, ESCALATION_WORDS[step.state]),
                "when": worktime.said_at(step.at, now),
                "by": step.by_name,
                "words": step.words,
            }
            for step in sorted(one.steps.all(), key=lambda step: step.pk)
        ],
    }
