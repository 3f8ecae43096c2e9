"""Rows and small words of audits."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from openmash.base import worktime
from openmash.base.clock import london_day
from openmash.base.fields.days import said
from openmash.caseaudits.choices import (
    AUDIT_KIND_WORDS,
    AUDIT_STATE_WORDS,
    COHORT_WORDS,
    GRADE_WORDS,
    ROUND_STATE_WORDS,
    SAMPLING_WORDS,
    STRATUM_WORDS,
    AuditState,
    Grade,
    RoundState,
)
from openmash.caseaudits.rules import Agreement

TONES = {Grade.OUTSTANDING: "blue", Grade.GOOD: "green", Grade.REQUIRES_IMPROVEMENT: "amber", Grade.INADEQUATE: "red"}
STATE_TONES = {
    AuditState.DRAWN: "amber",
    AuditState.ALLOCATED: "grey",
    AuditState.STARTED: "blue",
    AuditState.FINISHED: "green",
    AuditState.WITHDRAWN: "grey",
}


def day_words(day: date | None) -> str:
    """Return a day as people say it; empty for none."""
    return said(day) if day else ""


def month_words(day: date) -> str:
    """Return a month, as November 2026."""
    return f"{day:%B} {day.year}"


def grade_words(grade: str) -> str:
    """Return a grade in words; empty where nothing was graded."""
    return GRADE_WORDS.get(grade, "")


def grade_tag(grade: str) -> dict[str, str] | None:
    """Return a grade as a tag: its word says it, its colour says it again."""
    return {"text": GRADE_WORDS[grade], "tone": TONES[Grade(grade)]} if grade in GRADE_WORDS else None


def who_words(audit: Any, today: date) -> str:
    """Return whom an audit is about: a child with the age, or a contact by its reference."""
    if audit.contact is not None:
        return f"Contact {audit.contact.reference}"
    if audit.person is None:
        return f"Audited elsewhere, {audit.source_id}"
    age = audit.person.age_on(today)
    return f"{audit.person.full_name}, {age}" if age is not None else str(audit.person.full_name)


def clock_of(audit: Any, now: datetime) -> dict[str, str] | None:
    """Return by when an audit is to be finished; nothing once it is over."""
    if audit.due_at is None or audit.state in (AuditState.FINISHED, AuditState.WITHDRAWN):
        return None
    return {"text": worktime.in_words(audit.due_at, now), "tone": "overdue" if audit.due_at < now else ""}


def audit_row(audit: Any, href: str, now: datetime, *, act: str = "") -> dict[str, Any]:
    """Return one audit as a row of a list; `act` leads to giving it to somebody."""
    kind = "" if audit.kind == "first" else AUDIT_KIND_WORDS[audit.kind]
    return {
        "who": who_words(audit, london_day(now)),
        "href": href,
        "reference": audit.reference,
        "kind": kind,
        "cohort": COHORT_WORDS[audit.cohort],
        "place": ", ".join(part for part in (audit.locality, audit.team) if part),
        "auditor": audit.auditor_name,
        "state": {"text": AUDIT_STATE_WORDS[audit.state], "tone": STATE_TONES[AuditState(audit.state)]},
        "clock": clock_of(audit, now),
        "finished": day_words(audit.audited_on),
        "act": act,
    }


def round_row(held: Any, href: str) -> dict[str, Any]:
    """Return one round as a row: what it is about, how it was drawn, and how many of its audits are finished."""
    drawn = held.state != RoundState.PLANNED
    return {
        "month": month_words(held.month),
        "theme": held.theme,
        "href": href,
        "cohorts": ", ".join(COHORT_WORDS[code] for code in held.cohorts),
        "sampling": sampling_words(held),
        "state": ROUND_STATE_WORDS[held.state],
        "done": f"{held.done} of {held.number} finished" if drawn else "",
    }


def sampling_words(held: Any) -> str:
    """Return how a round is drawn, in words."""
    by = f" ({STRATUM_WORDS[held.stratum].lower()})" if held.stratum else ""
    return f"{SAMPLING_WORDS[held.sampling]}{by}"


def escalation_rows(one: Any, now: datetime) -> list[dict[str, Any]]:
    """Return an escalation as rows of a summary."""
    rows: list[dict[str, Any]] = [
        {"key": "Danger now", "value": "Yes" if one.immediate else "No", "danger": one.immediate},
        {"key": "What was found", "value": one.words},
        {"key": "Raised by", "value": f"{one.raised_by_name}, {worktime.said_at(one.raised_at, now)}"},
        {"key": "Raised with", "value": one.team.name},
    ]
    if one.answered_at is None:
        tone = "overdue" if one.due_at < now else ""
        rows.append(
            {"key": "Answer", "value": {"keys": 1, "clock": {"text": worktime.in_words(one.due_at, now), "tone": tone}}}
        )
        return rows
    late = "" if one.answered_at <= one.due_at else ", after it was due"
    answered = f"{one.answered_by_name}, {worktime.said_at(one.answered_at, now)}{late}"
    return [*rows, {"key": "Answer", "value": one.answer}, {"key": "Answered by", "value": answered}]


def action_row(one: Any, now: datetime, *, done: str = "", look: str = "") -> dict[str, Any]:
    """Return an action as one line: what, by whom, until when, and whether somebody looked again."""
    who = one.owner.name if one.owner else one.team.name
    if one.looked_at is not None:
        state = f"{'Done: looked at again' if one.holds else 'Not done'} by {one.looked_by_name}. {one.looked_words}"
    elif one.done_at is not None:
        state = f"Said to be done by {one.done_by_name}: {one.done_words} Somebody else looks again."
    else:
        state = f"Until {day_words(london_day(one.due_at))}"
    late = one.done_at is None and one.due_at < now
    return {"words": one.words, "who": who, "state": state, "late": late, "done": done, "look": look}


def child_card(person: Any) -> dict[str, Any]:
    """Return the basic details of a child as the record has them; what is not known is said to be so."""
    said_as = [
        ("Name", person.full_name),
        ("Also known as", person.also_known_as),
        ("Born", day_words(person.date_of_birth) or "not known yet"),
        ("Language", person.language or "not known yet"),
        ("NHS number", "held" if person.nhs_number else "not held"),
        ("Pupil number", "held" if person.upn else "not held"),
    ]
    return {"title": "The child", "lines": [f"{title}: {words}" for title, words in said_as if words]}


def known_cards(known: Any, kinds: Mapping[str, str], wanted: Sequence[str], now: datetime) -> list[dict[str, Any]]:
    """Return what the record knows of some kinds, and of the contact, as lists of lines under a heading."""
    cards = [{"title": kinds[kind], "lines": known.facts[kind]} for kind in wanted if known.facts.get(kind)]
    contact = known.contact
    if contact is None:
        return cards
    times = [
        ("Received", contact.received_at),
        ("Decided", contact.decided_at),
        ("To be decided by", contact.decide_due_at),
        ("History read", contact.history_opened_at),
        ("Answered", contact.answered_at),
    ]
    lines = [f"{title}: {worktime.said_at(at, now) if at else 'not yet'}" for title, at in times]
    lines.append(f"Early help checked: {'yes' if contact.checked_early_help else 'no'}")
    told = [
        ("What was told", contact.story),
        ("The worst worry", contact.worries_most),
        ("In the child’s words", contact.child_words),
    ]
    cards.append({"title": f"Contact {contact.reference}", "lines": lines})
    cards += [{"title": title, "lines": [words]} for title, words in told if words]
    cards += [{"title": f"Decision: {outcome}", "lines": [words]} for outcome, words in contact.decisions if words]
    return cards


def agreement_words(found: Agreement, fewest: int) -> str:
    """Return how far two readers agree, as one would say it: never a percentage of few, and kappa with its interval."""
    if not found.pairs:
        return "Nothing has been read twice yet."
    counted = f"{found.same} of {found.pairs} grades are the same, {found.within_one} within one step"
    leaning = f"the first reader was milder in {found.milder} and stricter in {found.stricter}"
    if found.kappa is None:
        why = f"fewer than {fewest}" if found.pairs < fewest else "the grades vary too little"
        return f"{counted}; {leaning}. Agreement beyond chance cannot be said: {why}."
    return (
        f"{counted}; {leaning}. Weighted kappa {found.kappa:.2f} ({found.low:.2f} to {found.high:.2f}), "
        f"which is called {found.words}."
    )
