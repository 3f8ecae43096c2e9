"""What the pack says of a meeting: its kind, who must attend, whom one can invite, and what is decided by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.meetings.models import Meeting


@dataclass(frozen=True)
class Seating:
    """Somebody who must attend: the seat, why, who says so, and the agencies (code, name) that can fill it."""

    code: str
    title: str
    why: str
    source: str
    agencies: tuple[tuple[str, str], ...]
    agency_kinds: tuple[str, ...] = ()


def kinds(now: datetime, *, about: str = "contact") -> list[Any]:
    """Return the kinds of meeting in force about a kind of record, in the pack's order."""
    held = agencies.pack_in_force().in_force("meeting_kinds", clock.london_day(now))
    return [one for one in held if one.about == about]


def kind_of(meeting: Meeting) -> Any:
    """Return the kind of a meeting as the pack had it when it was called."""
    return agencies.pack_of(meeting.pack_id).one("meeting_kinds", meeting.kind, clock.london_day(meeting.called_at))


def seats_of(kind: str, *, pack: Any = None, on: date) -> list[Seating]:
    """Return who must attend a kind of meeting on a day."""
    pack = pack or agencies.pack_in_force()
    held = pack.in_force("agencies", on)
    return [
        Seating(
            code=seat.code,
            title=seat.title,
            why=seat.why,
            source=seat.source,
            agencies=tuple((one.code, one.title) for one in held if one.kind in seat.agency_kinds),
            agency_kinds=seat.agency_kinds,
        )
        for seat in pack.in_force("must_attend", on)
        if kind in seat.meetings
    ]


def who_can_come(now: datetime) -> list[tuple[str, str]]:
    """Return code and name of every agency that can be invited."""
    return [(one.code, one.title) for one in agencies.pack_in_force().in_force("agencies", clock.london_day(now))]


def questions_of(meeting: Meeting) -> Sequence[Any]:
    """Return what a meeting decides for each child, as the pack had it when the meeting was called."""
    entries = agencies.pack_of(meeting.pack_id).in_force("meeting_questions", clock.london_day(meeting.called_at))
    return [one for one in entries if meeting.kind in one.meetings]
