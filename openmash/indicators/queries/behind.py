"""The cases behind a figure: those the reader may see, how many there are, and why a list is shorter than its count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.frontdoor.queries import contacts
from openmash.indicators.engine import counting
from openmash.indicators.engine.cohorts import CONTACT, PERSON
from openmash.indicators.engine.rows import EXPRESSIONS
from openmash.indicators.queries.counted import asked_of
from openmash.indicators.queries.holding import data_now
from openmash.indicators.queries.measures import SPLITS
from openmash.indicators.rules.periods import Period
from openmash.people import queries as people

MOST_CASES = 200
AT_ONCE = 500
SEE_EVERYWHERE = (Role.MASH_MANAGER, Role.PRINCIPAL_SOCIAL_WORKER)


@dataclass(frozen=True)
class Behind:
    """What a figure is about, the records that may be seen, and how many there are: `all_there_are` for everybody."""

    about: str
    seen: tuple[Any, ...]
    all_there_are: int
    whole: bool

    @property
    def why_shorter(self) -> str:
        """Return why the list is shorter than the count; empty where it is not."""
        missing = self.all_there_are - len(self.seen)
        if not missing:
            return ""
        there = f"{self.all_there_are:,} {'is' if self.all_there_are == 1 else 'are'} behind the figure"
        if not self.whole:
            return f"{there}; the list holds the latest {len(self.seen):,} of those you may see."
        return (
            f"{there}; {missing:,} of them {'is' if missing == 1 else 'are'} not on the list: restricted, or of a team or "
            "locality that is not yours."
        )


def has_cases(code: str) -> bool:
    """Whether single cases stand behind a measure, for those who may see them."""
    return code in EXPRESSIONS and code not in SPLITS and bool(counting.about(code))


def cases_behind(actor: Actor, code: str, period: Period, *, locality: str = "", missed: bool, now: datetime) -> Behind:
    """Return the contacts or children behind a figure that the actor may see, the latest first.

    Raises LookupError for a measure that has no cases.
    """
    if not has_cases(code):
        raise LookupError(f"No cases stand behind {code}.")
    found = counting.behind(code, asked_of(period, locality=locality), data_now(now), missed=missed)
    keys = list(found)
    if counting.about(code) == PERSON and not actor.has(*SEE_EVERYWHERE):
        keys = [key for key in keys if found[key] in actor.localities]
    seen, reached = _seen(actor, counting.about(code), keys)
    return Behind(counting.about(code), tuple(seen), len(found), whole=reached)


def _seen(actor: Actor, about: str, keys: Sequence[int]) -> tuple[list[Any], bool]:
    """Return the latest that may be seen, and whether all were looked at."""
    seen: list[Any] = []
    rest = iter(keys)
    while part := list(islice(rest, AT_ONCE)):
        if about == CONTACT:
            seen += contacts.contacts_by_keys(actor, part)
        else:
            held = people.people_by_keys(actor, part)
            seen += [held[key] for key in part if key in held]
        if len(seen) > MOST_CASES:
            return seen[:MOST_CASES], False
    return seen, True
