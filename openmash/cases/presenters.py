"""A case in words: its record by day, one fact with what it said before, and the clock of each. Plain values in and out."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from openmash.base import worktime
from openmash.base.clock import london_day
from openmash.base.fields.days import said
from openmash.cases.choices import SOURCE_WORDS, ClockState, Shape
from openmash.cases.models import Correction, Fact
from openmash.cases.queries import Clocked, answers_of
from openmash.cases.rules import FACTS, Answer

TONES = {ClockState.LATE: "overdue", ClockState.RUNNING: "", ClockState.IN_TIME: "", ClockState.DONE_LATE: ""}
YES_NO = {True: "Yes", False: "No"}
DATE_WORDS = {"variety": "Which it was", "began_on": "Start", "ended_on": "End"}
Titles = Mapping[str, Mapping[str, str]]


def dates_words(fact: Fact) -> str:
    """Return when a fact was: one day, or from a day until a day."""
    if not FACTS[fact.kind].ended:
        return said(fact.began_on)
    return f"{said(fact.began_on)} to {said(fact.ended_on)}" if fact.ended_on else f"Since {said(fact.began_on)}"


def clock_words(row: Clocked, now: datetime) -> dict[str, str] | None:
    """Return where the clock of a fact stands, as people say it, and by which rule."""
    fact = row.fact
    if row.state is None or fact.due_at is None:
        return None
    if row.state in (ClockState.RUNNING, ClockState.LATE):
        return {"text": worktime.in_words(fact.due_at, now), "tone": TONES[row.state], "rule": ""}
    done = said(row.stopped_on) if row.stopped_on else ""
    late = "late" if row.state == ClockState.DONE_LATE else "in time"
    return {"text": f"{late}, {done}", "tone": "", "rule": f"was due by {said(london_day(fact.due_at))}"}


def said_of(fact: Fact, titles: Titles) -> list[dict[str, str]]:
    """Return what a fact says, answer by answer; what was not answered is left out."""
    held = answers_of(fact)
    rows = []
    for answer in FACTS[fact.kind].answers:
        words = in_words(answer, held.get(answer.name), titles.get(answer.name, {}))
        if words:
            rows.append({"key": answer.title, "value": words})
    return rows


def in_words(answer: Answer, value: Any, titles: Mapping[str, str]) -> str:
    """Return one answer as people read it; empty where nothing was said."""
    if value in (None, "", []):
        return ""
    if answer.shape == Shape.YES_NO:
        return YES_NO[value]
    if answer.shape == Shape.CODE:
        return titles.get(value, str(value))
    if answer.shape == Shape.CODES:
        return ". ".join(titles.get(code, code) for code in value)
    if answer.shape == Shape.DAY:
        return said(value if isinstance(value, date) else date.fromisoformat(value))
    return str(value)


def fact_row(row: Clocked, titles: Mapping[str, Titles], href: str, rule: str, now: datetime) -> dict[str, Any]:
    """Return one line of the record; `rule` is what its clock asks for."""
    fact = row.fact
    rows = said_of(fact, titles.get(fact.kind, {}))
    return {
        "title": FACTS[fact.kind].title_of(fact.variety),
        "href": href,
        "when": dates_words(fact),
        "text": "; ".join(f"{one['key'].rstrip('?')}: {one['value']}" for one in rows),
        "clock": clock_words(row, now),
        "rule": rule,
        "source": f"{SOURCE_WORDS[fact.source]}, {said(london_day(fact.source_at))}",
        "open": bool(FACTS[fact.kind].ended) and fact.ended_on is None,
    }


def fact_in_full(fact: Fact, row: Clocked, titles: Titles, now: datetime, rule: str) -> dict[str, Any]:
    """Return one fact with everything it says, where it comes from, and what it said before."""
    shape = FACTS[fact.kind]
    dates = [{"key": shape.began, "value": said(fact.began_on)}]
    if shape.ended:
        dates.append({"key": shape.ended, "value": said(fact.ended_on) if fact.ended_on else "Goes on"})
    clock = clock_words(row, now)
    return {
        "title": shape.title_of(fact.variety),
        "rows": [*dates, *said_of(fact, titles)],
        "clock": clock,
        "rule": rule,
        "source": SOURCE_WORDS[fact.source],
        "source_at": worktime.said_at(fact.source_at, now),
        "by": fact.recorded_by_name,
        "withdrawn": fact.withdrawn_because,
        "before": [before_words(one, shape.answers, titles, now) for one in _latest_first(fact)],
    }


def _latest_first(fact: Fact) -> Sequence[Correction]:
    return sorted(fact.corrections.all(), key=lambda one: (one.corrected_at, one.pk), reverse=True)


def before_words(one: Correction, answers: Sequence[Answer], titles: Titles, now: datetime) -> dict[str, str]:
    """Return one correction: what it said, what it says since, who changed it and why."""
    answer = next((held for held in answers if held.name == one.field), None)
    if answer is None:
        shape = Answer(
            one.field, DATE_WORDS.get(one.field, one.field), Shape.LINE if one.field == "variety" else Shape.DAY
        )
        names: Mapping[str, str] = FACTS[one.fact.kind].varieties if one.field == "variety" else {}
        before, after = (names.get(str(value), in_words(shape, value, {})) for value in (one.before, one.after))
    else:
        shape = answer
        before, after = (in_words(answer, value, titles.get(one.field, {})) for value in (one.before, one.after))
    return {
        "field": shape.title,
        "before": before or "nothing",
        "after": after or "nothing",
        "by": one.corrected_by_name,
        "when": worktime.said_at(one.corrected_at, now),
        "why": one.reason,
    }
