"""Schools, calendars and notices in words."""

from datetime import date, datetime
from typing import Any

from openmash.base import clock, worktime
from openmash.base.worktime import in_full
from openmash.schools.choices import (
    DATES_WORDS,
    SCHOOL_STATUS_WORDS,
    NoticeState,
    SchoolStatus,
)

STATUS_TONES = {
    SchoolStatus.OPEN: "green",
    SchoolStatus.CLOSING: "amber",
    SchoolStatus.PROPOSED: "blue",
    SchoolStatus.CLOSED: "grey",
}


def own_row(notice: Any, now: datetime) -> dict[str, Any]:
    """Return a notice as a line of the school's own list."""
    has_it = notice.state in (NoticeState.ACKNOWLEDGED, NoticeState.TOLD_OTHERWISE)
    said = (
        f"You have it since {worktime.said_at(notice.acknowledged_at, now)}"
        if notice.acknowledged_at
        else "Told in another way"
    )
    return {
        "reference": notice.reference,
        "child": notice.child_name,
        "sent": worktime.said_at(notice.released_at, now),
        "has_it": has_it,
        "clock": {"text": said, "tone": ""} if has_it else own_clock(notice, now),
    }


def own_clock(notice: Any, now: datetime) -> dict[str, str]:
    """Return by when a school says that it has a notice."""
    words = worktime.in_words(notice.due_at, now)
    return {"text": f"Say that you have it: {words}", "tone": "overdue" if notice.due_at < now else ""}


def own_notice(notice: Any, now: datetime) -> dict[str, Any]:
    """Return a notice as the school reads it: exactly what was released, and by whom it can be asked about."""
    paragraphs = [paragraph.partition(": ") for paragraph in notice.document.split("\n\n") if paragraph.strip()]
    return own_row(notice, now) | {
        "rows": [{"label": label, "words": words} for label, _, words in paragraphs],
        "team": notice.team.name,
        "telephone": notice.team.telephone,
        "school": notice.school_name,
    }


def school_row(school: Any) -> dict[str, Any]:
    """Return a school as a line of the register."""
    return {
        "urn": school.urn,
        "name": school.name,
        "kind": ", ".join(part for part in (school.phase, school.kind) if part),
        "place": ", ".join(part for part in (school.address, school.postcode) if part),
        "status": {"text": SCHOOL_STATUS_WORDS[school.status], "tone": STATUS_TONES[SchoolStatus(school.status)]},
        "signs_in": school.agency is not None,
        "telephone": school.telephone,
    }


def school_in_full(school: Any) -> dict[str, Any]:
    """Return a school with everything that is kept of it."""
    ages = (
        f"{school.lowest_age} to {school.highest_age}"
        if school.highest_age is not None and school.lowest_age is not None
        else ""
    )
    days = [("Opened", school.opened_on), ("Closed", school.closed_on)]
    return school_row(school) | {
        "rows": [
            {"label": label, "words": words}
            for label, words in (
                ("Number (URN)", school.urn),
                ("Kind", ", ".join(part for part in (school.phase, school.kind) if part)),
                ("Council", school.authority),
                ("Ages", ages),
                ("Address", ", ".join(part for part in (school.address, school.postcode) if part)),
                *((label, in_full(day)) for label, day in days if day),
                ("Signs in here", school.agency.name if school.agency else "Nobody"),
                ("Calendar", school.calendar.name if school.calendar else "That of the council’s schools"),
            )
            if words
        ],
    }


PLACES = ("First", "Deputy", "Second deputy")


def key_adult_row(one: Any, *, known: Any, today: date) -> dict[str, Any]:
    """Return a key adult as a line of a school's page; `known` is who they are in force, if they are."""
    until = f" to {in_full(one.until)}" if one.until else ""
    return {
        "reference": one.reference,
        "name": one.name,
        "role": one.role,
        "email": one.email,
        "telephone": one.telephone,
        "place": PLACES[min(one.place, len(PLACES) - 1)],
        "when": f"Since {in_full(one.since)}{until}",
        "in_force": one.in_force(today),
        "may_end": one.until is None,
        "signs_in": known is not None and known.user_id is not None,
        "by_link": known is not None and known.by_link,
    }


def load_row(load: Any, now: datetime) -> dict[str, Any]:
    """Return what became of a file."""
    return {
        "number": load.pk,
        "name": load.file_name,
        "when": worktime.said_at(load.loaded_at, now),
        "rows": load.rows,
        "accepted": load.accepted,
        "new": load.new,
        "changed": load.changed,
        "refused_count": load.refused_count,
        "refused": load.refused,
        "remarks": load.remarks,
    }


def dates_row(number: int, line: Any, now: datetime) -> dict[str, Any]:
    """Return a line of a calendar with its place in it."""
    first, last = in_full(line.first_day), in_full(line.last_day)
    return {
        "number": number,
        "kind": DATES_WORDS[line.kind],
        "name": line.name,
        "days": first if line.first_day == line.last_day else f"{first} to {last}",
        "over": line.last_day < clock.london_day(now),
    }
