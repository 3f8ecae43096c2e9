"""What holds for a contact: where it may go, how urgent it is, when a family may be approached, what repeats."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta

from openmash.base.errors import RuleBroken
from openmash.base.worktime import add_months, london_day
from openmash.frontdoor.choices import ContactStatus
from openmash.frontdoor.rules.given import PersonRow
from openmash.work.choices import RAG_RANK

GROWN_UP = 18
MOVES: dict[str, frozenset[str]] = {
    ContactStatus.RECEIVED: frozenset({ContactStatus.SCREENING, ContactStatus.DECIDED, ContactStatus.PASSED}),
    ContactStatus.SCREENING: frozenset({ContactStatus.DECIDED, ContactStatus.PASSED}),
    ContactStatus.DECIDED: frozenset({ContactStatus.SCREENING, ContactStatus.CLOSED}),
    ContactStatus.PASSED: frozenset({ContactStatus.SCREENING, ContactStatus.CLOSED}),
    ContactStatus.CLOSED: frozenset({ContactStatus.SCREENING}),
}
OPEN = frozenset({ContactStatus.RECEIVED, ContactStatus.SCREENING})


def check_move(before: str, after: str) -> None:
    """Raise RuleBroken unless a contact may go from one status to another."""
    if after not in MOVES[ContactStatus(before)]:
        raise RuleBroken("This contact has moved on meanwhile. Open it again to see where it stands.")


def check_open(status: str) -> None:
    """Raise RuleBroken unless the contact still waits for a decision."""
    if status not in OPEN:
        raise RuleBroken("This contact has been decided or passed on already. Reopen it first, with a reason.")


def most_urgent(colours: Iterable[str]) -> str:
    """Return the most urgent colour that a person has set; none when none is set."""
    return min((colour for colour in colours if colour), key=lambda colour: RAG_RANK[colour], default="")


def check_family_may_be_approached(*, history_opened: bool, history_first: bool, reason: str) -> None:
    """Raise RuleBroken while the history has not been read and no reason says why waiting would be wrong."""
    if history_first and not history_opened and not reason.strip():
        raise RuleBroken(
            "Read the history before anybody approaches the family. Where waiting would be wrong, say why.",
            field="reason",
        )


def is_child(row: PersonRow, *, adult_words: Collection[str] = (), today: date | None = None) -> bool:
    """Whether a person as given is a child: as said, else by birth or age, else by the relationship word.

    Somebody of whom none of it is known counts as a child: rather one screened too many.
    """
    if row.is_child is not None:
        return row.is_child
    if row.unborn:
        return True
    if row.date_of_birth is not None and today is not None:
        return age_in_years(row.date_of_birth, today) < GROWN_UP
    if row.age is not None:
        return row.age < GROWN_UP
    return row.relationship.strip().lower() not in adult_words


def age_in_years(born: date, day: date) -> int:
    """Return whole years; negative for a birth that lies ahead."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def within_months(moments: Iterable[datetime], *, now: datetime, months: int) -> int:
    """Return how many of the moments lie within the last months."""
    since = add_months(london_day(now), -months)
    return sum(1 for moment in moments if since <= london_day(moment) and moment <= now)


def repeats_in_words(
    own: Sequence[datetime],
    address: Sequence[datetime],
    *,
    now: datetime,
    windows: Sequence[int],
    noun: str = "earlier contact",
) -> list[str]:
    """Return why this is a repeat contact, as sentences; nothing when it is the first."""
    said: list[str] = []
    for moments, what in ((own, "about this child"), (address, "at the same address, about other people")):
        counts = [(months, within_months(moments, now=now, months=months)) for months in sorted(windows)]
        shown = [(months, count) for months, count in counts if count]
        if shown:
            months, count = shown[0]
            said.append(f"{counted(count, noun)} {what} in the last {counted(months, 'month')}.")
            if shown[-1][1] > count:
                months, count = shown[-1]
                said.append(f"{counted(count, noun)} {what} in the last {counted(months, 'month')}.")
    return said


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 1 contact, 2 contacts."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def clock_start(*, starts_with: str, received_at: datetime, now: datetime) -> datetime:
    """Return the moment a colour's clock counts from: the rating itself, or the arrival of the contact."""
    return now if "rat" in starts_with else received_at


def earliest_born(now: datetime) -> date:
    """Return the last day on which an unborn child may be expected: ten months ahead."""
    return add_months(london_day(now), 10)


def soon(due_at: datetime, now: datetime) -> bool:
    """Whether a clock has under two hours left."""
    return due_at - now < timedelta(hours=2)


def ways_to_write(postcode: str) -> set[str]:
    """Return how a postcode may stand in a record: it is kept as it was typed, with or without capitals and its space."""
    bare = "".join(postcode.split()).upper()
    forms = {bare, f"{bare[:-3]} {bare[-3:]}".strip(), postcode}
    return {form for form in {*forms, *(form.lower() for form in forms)} if form}
