"""Notices in the words of the work: for this room's pages and for the room that binds them to a record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import worktime
from openmash.base.actors import Actor
from openmash.schools.choices import (
    EVENT_WORDS,
    STATE_WORDS,
    TOLD_HOW_WORDS,
    WITHOUT_SCHOOL_WORDS,
    NoticeState,
)
from openmash.schools.queries.notices import states_about
from openmash.schools.rules.notices import NOT_ACKNOWLEDGED, NOT_TOLD_YET, is_late, may_move, of_school_age

TONES = {
    NoticeState.TO_PREPARE: "amber",
    NoticeState.AT_THE_GATE: "amber",
    NoticeState.RELEASED: "blue",
    NoticeState.READ: "blue",
    NoticeState.ACKNOWLEDGED: "green",
    NoticeState.TOLD_OTHERWISE: "green",
    NoticeState.WITH_COUNCIL: "green",
    NoticeState.WITHDRAWN: "grey",
}
RELAY = "relay"


@dataclass(frozen=True)
class Standing:
    """How the telling about one record stands: how many notices, how many still to be told or acknowledged, the first due time."""

    notices: int
    to_tell: int
    not_acknowledged: int
    first_due_at: datetime | None

    @property
    def done(self) -> int:
        """How many wait for nobody."""
        return self.notices - self.to_tell - self.not_acknowledged


def standing_of(actor: Actor, *, about_kind: str, about: str) -> Standing:
    """Return how the telling about a record stands: for a room that has checked that the actor may see the record."""
    held = states_about(actor, about_kind=about_kind, about=about)
    to_tell = [due_at for state, due_at in held if state in NOT_TOLD_YET]
    return Standing(
        notices=len(held),
        to_tell=len(to_tell),
        not_acknowledged=sum(state in NOT_ACKNOWLEDGED for state, _ in held),
        first_due_at=min(to_tell, default=None),
    )


def telling_mode() -> str:
    """Return who sends notices here: relay (the council) or log (the police)."""
    return str(agencies.pack_in_force().telling_schools.mode)


def of_age(person: Any, on: date) -> bool:
    """Whether the pack in force has a school told about somebody, by their age on a day."""
    telling = agencies.pack_in_force().telling_schools
    return not person.unborn and of_school_age(
        born=person.date_of_birth,
        age=person.age_on(on),
        on=on,
        lowest=telling.lowest_age,
        highest=telling.highest_age,
    )


def what_can_be_done(notice: Any) -> list[tuple[str, str, bool]]:
    """Return what a person may do about a notice where it stands: a word for it, the address's name, and whether."""
    relayed = telling_mode() == RELAY
    return [
        ("prepare", "prepare_school_notice", relayed and may_move(notice.state, NoticeState.AT_THE_GATE)),
        ("otherwise", "tell_school_otherwise", may_move(notice.state, NoticeState.TOLD_OTHERWISE)),
        ("withdraw", "withdraw_school_notice", may_move(notice.state, NoticeState.WITHDRAWN)),
    ]


def state_tag(notice: Any) -> dict[str, str]:
    """Return where a notice stands as a tag."""
    return {"text": STATE_WORDS[notice.state], "tone": TONES[NoticeState(notice.state)]}


def clock_of(notice: Any, now: datetime) -> dict[str, str]:
    """Return a notice's clock as the components take it: by when the school is told, or when it was."""
    if notice.state == NoticeState.WITHDRAWN:
        return {"text": "Not needed", "tone": ""}
    late = is_late(state=notice.state, due_at=notice.due_at, told_at=notice.told_at, now=now)
    tone = "overdue" if late else ""
    if notice.told_at is None:
        return {"text": worktime.in_words(notice.due_at, now), "tone": tone, "rule": notice.due_caveat}
    who = "The council’s team was told" if notice.state == NoticeState.WITH_COUNCIL else "Told"
    when = "after the school day had begun" if late else "in time"
    return {"text": f"{who} {worktime.said_at(notice.told_at, now)}, {when}", "tone": tone}


def receipts(notice: Any, now: datetime) -> list[str]:
    """Return what is known of its way: sent, read, acknowledged, told otherwise, raised."""
    reader = notice.read_by_name or "the school"
    why = "acknowledged" if notice.released_at else "told"
    rows = [
        f"Sent to {notice.told_name} {worktime.said_at(notice.sent_at, now)}" if notice.sent_at else "",
        f"Read by {reader} {worktime.said_at(notice.read_at, now)}" if notice.read_at else "",
        f"Acknowledged {worktime.said_at(notice.acknowledged_at, now)}" if notice.acknowledged_at else "",
        f"{TOLD_HOW_WORDS[notice.told_how]}: {notice.told_words}" if notice.told_how else "",
        WITHOUT_SCHOOL_WORDS[notice.without_school] if notice.without_school else "",
        f"Raised {worktime.said_at(notice.raised_at, now)}: not {why} in time" if notice.raised_at else "",
    ]
    return [row for row in rows if row]


def notice_row(notice: Any, now: datetime) -> dict[str, Any]:
    """Return a notice as the council reads it in a list."""
    return {
        "reference": notice.reference,
        "about": notice.about,
        "child": notice.child_name,
        "school": notice.school_name or ("In no school" if notice.without_school else "School not chosen yet"),
        "telephone": notice.school.telephone if notice.school else "",
        "state": state_tag(notice),
        "clock": clock_of(notice, now),
        "receipts": receipts(notice, now),
        "problem": notice.problem,
        "footing": notice.footing,
        "footing_warned": notice.footing_warned,
        "to_tell": notice.state in NOT_TOLD_YET,
    }


def notice_in_words(notice: Any, now: datetime) -> dict[str, Any]:
    """Return a notice with what happened to it."""
    return notice_row(notice, now) | {"events": event_rows(notice.events.order_by("pk"), now)}


def event_rows(events: Iterable[Any], now: datetime) -> list[str]:
    """Return what happened to a notice, as sentences."""
    rows = []
    for one in events:
        when = worktime.said_at(one.at, now)
        parts = (f"{when[:1].upper()}{when[1:]}: {EVENT_WORDS[one.kind]}", one.words, one.by_name)
        rows.append(". ".join(part.rstrip(".") for part in parts if part))
    return rows
