"""Requests and answers in the words of the work: for this room's pages and for the room that reads them together."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock, files, worktime
from openmash.base.fields.days import PartialDay
from openmash.enquiries import rules
from openmash.enquiries.choices import (
    EVENT_WORDS,
    HANDLING_WORDS,
    RETURN_WORDS,
    STATE_WORDS,
    Exactness,
    RequestState,
    ReturnKind,
)
from openmash.enquiries.queries.asking import question_set_of

ANSWER_WORDS = {"yes": "Yes", "no": "No", "not_known": "We do not know"}
TONES = {
    RequestState.ASKED: "blue",
    RequestState.PARTLY: "amber",
    RequestState.ANSWERED: "green",
    RequestState.NOTHING: "green",
    RequestState.DECLINED: "red",
    RequestState.WITHDRAWN: "grey",
}


def declining_reasons(now: datetime) -> dict[str, str]:
    """Return why an agency may decline, by code."""
    entries = agencies.pack_in_force().in_force("reasons", clock.london_day(now))
    return {one.code: one.title for one in entries if one.group == "request_declined"}


def state_tag(request: Any) -> dict[str, str]:
    """Return where a request stands as a tag."""
    return {"text": STATE_WORDS[request.state], "tone": TONES[RequestState(request.state)]}


def clock_of(request: Any, now: datetime) -> dict[str, str]:
    """Return a request's clock as the components take it; when it was answered, that."""
    if request.first_answered_at is not None:
        late = rules.is_late(
            state=request.state, due_at=request.due_at, first_answered_at=request.first_answered_at, now=now
        )
        said = f"Answered {worktime.said_at(request.first_answered_at, now)}"
        return {"text": f"{said}, late" if late else f"{said}, in time", "tone": "overdue" if late else ""}
    if request.state == RequestState.WITHDRAWN:
        return {"text": "Not waiting any more", "tone": ""}
    return {"text": worktime.in_words(request.due_at, now), "tone": "overdue" if request.due_at < now else ""}


def returns_in_words(request: Any, now: datetime, *, where: Callable[[str], str]) -> list[dict[str, Any]]:
    """Return the answers to a request as they are read, the first one first. `where` is the address of a file of one."""
    questions, reasons = question_set_of(request).questions, declining_reasons(now)
    given = sorted(request.returns.all(), key=lambda one: one.pk)
    return [_return_in_words(one, questions, reasons, now) | {"files": _files(one, where)} for one in given]


def return_in_words(given: Any, now: datetime) -> dict[str, Any]:
    """Return one answer as it is read, without its files."""
    return _return_in_words(given, question_set_of(given.request).questions, declining_reasons(now), now)


def _files(given: Any, where: Callable[[str], str]) -> list[dict[str, str]]:
    return [
        {"href": where(one.reference), "name": one.name, "words": files.in_words(one.file)} for one in given.files.all()
    ]


def _return_in_words(given: Any, questions: Iterable[Any], reasons: dict[str, str], now: datetime) -> dict[str, Any]:
    """Return one answer as it is read: questions with answers, words, who is involved, and the owner's mark."""
    titles = {question.code: question.words for question in questions}
    return {
        "released": given.released_at is not None,
        "reference": given.reference,
        "kind": RETURN_WORDS[given.kind],
        "when": worktime.said_at(given.given_at, now),
        "by": given.given_by_name,
        "answers": [
            {"question": titles.get(code, code), "answer": ANSWER_WORDS.get(answer, answer)}
            for code, answer in given.answers.items()
        ],
        "words": given.words,
        "reason": reasons.get(given.reason, given.reason),
        "handling": HANDLING_WORDS[given.handling] if given.kind in (ReturnKind.PART, ReturnKind.WHOLE) else "",
        "facts": [{"when": when_of(one), "words": one.words} for one in facts_in_order(given)],
        "involved": [
            {
                "worker": one.worker,
                "role": one.role,
                "about": one.about,
                "since": one.since,
                "until": one.until,
                "telephone": one.telephone,
            }
            for one in given.involved.all()
        ],
    }


def when_of(fact: Any) -> str:
    """Return when something happened as people say it: “3 March 2026”, “about March 2026”, “about 2026”."""
    day = fact.happened_on
    month = None if fact.exactness == Exactness.YEAR else day.month
    return str(PartialDay(day.year, month, day.day if fact.exactness == Exactness.DAY else None))


def facts_in_order(given: Any) -> list[Any]:
    """Return the dated facts of an answer, oldest first."""
    return sorted(given.facts.all(), key=lambda one: (one.happened_on, one.pk))


def events_in_words(request: Any, now: datetime) -> list[str]:
    """Return what happened to a request as sentences, the first one first."""
    return [_event(one, now) for one in sorted(request.events.all(), key=lambda one: one.pk)]


def _event(event: Any, now: datetime) -> str:
    """Return one event as a sentence."""
    said = f"{EVENT_WORDS[event.kind]}, {worktime.said_at(event.at, now)}"
    return f"{said}. {event.words}" if event.words else f"{said}."
