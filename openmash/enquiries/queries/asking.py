"""Whom one can ask, whom the pack suggests, with which questions and until when."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock, worktime
from openmash.base.errors import RuleBroken
from openmash.enquiries.choices import ReturnKind
from openmash.enquiries.models import AgencyRequest, AgencyReturn
from openmash.enquiries.rules import OPEN

# Of a kind with more agencies than this nobody is suggested who does not know the family: not every school of the county.
MANY = 2


@dataclass(frozen=True)
class Choice:
    """One agency that can be asked: why it is suggested (empty: it is not), by when, and what is open with it already."""

    code: str
    name: str
    kind: str
    due_words: str
    why: str = ""
    asked_already: str = ""


def question_set_for(pack: Any, kind: str, now: datetime) -> Any:
    """Return what agencies of a kind are asked, or None where the pack has no questions for them."""
    sets = pack.in_force("question_sets", clock.london_day(now))
    return next((entry for entry in sets if kind in entry.agency_kinds), None)


def question_set_of(request: AgencyRequest) -> Any:
    """Return the questions of a request, as the pack had them when it was made."""
    return agencies.pack_of(request.enquiry.pack_id).one(
        "question_sets", request.question_set, clock.london_day(request.asked_at)
    )


def kind_words(pack: Any, kind: str) -> str:
    """Return the words for a kind of agency."""
    try:
        return str(pack.one("agency_kinds", kind).title)
    except LookupError:
        return kind


def due_for(rag: str, kind: str, now: datetime) -> agencies.DueBy:
    """Return by when an agency of a kind answers about a contact of a colour, by the pack's clocks."""
    pack, day = agencies.pack_in_force(), clock.london_day(now)
    colour = rag or pack.asking.unrated_colour
    own = [one for one in pack.in_force("agency_clocks", day) if one.colour == colour and kind in one.agency_kinds]
    if own:
        return agencies.due_by(own[0].clock, now)
    held = pack.answer_policy(day).colour(colour)
    if held.clock is None:
        raise RuleBroken(f"{held.title} asks no agency. Set another colour first.")
    return agencies.due_by(held.clock, now)


def open_requests_about(subject_kind: str, subject: str) -> list[AgencyRequest]:
    """Return the requests on a record that no agency has answered in full, with whom they are about."""
    rows = AgencyRequest.objects.filter(
        enquiry__subject_kind=subject_kind, enquiry__subject=subject, state__in=sorted(OPEN)
    )
    return list(rows.select_related("agency", "enquiry").prefetch_related("enquiry__people").order_by("asked_at", "pk"))


def agencies_that_know(references: Collection[str]) -> frozenset[str]:
    """Return the codes of agencies that have told something about one of these people before. One query."""
    rows = AgencyReturn.objects.filter(
        kind__in=(ReturnKind.PART, ReturnKind.WHOLE), request__enquiry__people__person_reference__in=references
    )
    return frozenset(rows.values_list("request__agency__code", flat=True))


def choices_for(
    *,
    subject_kind: str,
    subject: str,
    category: str,
    ages: Sequence[int | None],
    rag: str,
    known_to: Collection[str] = (),
    now: datetime,
) -> list[Choice]:
    """Return every agency that can be asked, the suggested ones first, each with its clock and what is open with it.

    Of a kind of which there are many, such as schools, those are suggested that know the family (`known_to`, codes).
    """
    pack, day = agencies.pack_in_force(), clock.london_day(now)
    fitting = [one for one in pack.in_force("suggestions", day) if one.fits(category, tuple(ages))]
    open_already = {one.agency.code: one for one in open_requests_about(subject_kind, subject)}
    held = pack.in_force("agencies", day)
    many = {kind for kind, number in Counter(one.kind for one in held).items() if number > MANY}
    rows = [
        Choice(
            code=agency.code,
            name=agency.title,
            kind=kind_words(pack, agency.kind),
            due_words=worktime.in_words(due_for(rag, agency.kind, now).due_at, now),
            why=_why(fitting, agency.kind) if agency.kind not in many or agency.code in known_to else "",
            asked_already=_asked_already(open_already.get(agency.code), now),
        )
        for agency in held
        if question_set_for(pack, agency.kind, now) is not None and agency.kind != "CSC"
    ]
    return sorted(rows, key=lambda one: (not one.why, one.kind, one.name))


def _why(fitting: Iterable[Any], kind: str) -> str:
    return next((one.why for one in fitting if kind in one.agency_kinds), "")


def _asked_already(request: AgencyRequest | None, now: datetime) -> str:
    if request is None:
        return ""
    names = ", ".join(one.name for one in request.enquiry.people.all())
    return f"Asked {worktime.said_at(request.asked_at, now)} about {names}; an answer is {worktime.in_words(request.due_at, now)}"
