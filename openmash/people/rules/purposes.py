"""Whether somebody has a purpose for reading a person's record now, and which: a table of what binds them to the person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from openmash.people.choices import BOND_WORDS, Bond

LONGEST = 120
# The nearest first: an opening is kept with the one that comes first.
ORDER = (Bond.OWN, Bond.TEAM, Bond.CASE, Bond.REQUEST, Bond.DUTY, Bond.LOCALITY, Bond.MATCHING, Bond.GLASS)


@dataclass(frozen=True)
class Tie:
    """What binds a worker to a person: how, by which record, whether that is open, and when it last moved.

    For a reason that was given (`Bond.GLASS`) `at` is the moment at which it ends, and `words` are the reason.
    """

    bond: str
    record: str = ""
    open: bool = True
    at: datetime | None = None
    words: str = ""


@dataclass(frozen=True)
class LivePurpose:
    """A purpose that holds now, and the record it comes from."""

    bond: str
    record: str = ""
    words: str = ""

    def said(self, role_purpose: str) -> str:
        """Return it as the trail keeps it: what the role opens records for, and what binds this worker to this person."""
        own = ", ".join(part for part in (self.words or BOND_WORDS[self.bond], self.record) if part)
        return f"{role_purpose}: {own}"[:LONGEST]


def live_purposes(*, ties: Iterable[Tie], days: int, now: datetime) -> list[LivePurpose]:
    """Return the purposes that a worker has for a person now, the nearest first; none: they are asked why.

    What is open binds while it is open; what is closed for so many days after it last moved; a reason given until it ends.
    """
    since = now - timedelta(days=days)
    held = [tie for tie in ties if _holds(tie, since=since, now=now)]
    return [
        LivePurpose(tie.bond, tie.record, tie.words)
        for tie in sorted(held, key=lambda tie: ORDER.index(Bond(tie.bond)))
    ]


def _holds(tie: Tie, *, since: datetime, now: datetime) -> bool:
    if tie.bond == Bond.GLASS:
        return tie.at is not None and now < tie.at
    return tie.open or (tie.at is not None and tie.at >= since)
