"""When the pulse is asked again, what counts as agreeing, and which groups are too small to show. Plain values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from openmash.pulse.choices import AGREES, COUNTS


def is_due(*, last_opened_on: date | None, every_weeks: int, today: date) -> bool:
    """Whether it is time to ask again: at first at once, then so many weeks after the last time."""
    return last_opened_on is None or today >= last_opened_on + timedelta(weeks=every_weeks)


def last_day(opened_on: date, open_days: int) -> date:
    """Return the last day on which one may answer; the first is the day it opens."""
    return opened_on + timedelta(days=open_days - 1)


@dataclass(frozen=True)
class Agreement:
    """How many agreed with a sentence, of how many who could say."""

    agreed: int
    said: int


def agreement(answers: Mapping[str, int]) -> Agreement:
    """Return how many agreed, by the number of each feeling."""
    return Agreement(
        agreed=sum(number for feeling, number in answers.items() if feeling in AGREES),
        said=sum(number for feeling, number in answers.items() if feeling in COUNTS),
    )


def groups_to_show(people: Mapping[str, int], *, fewest: int) -> frozenset[str]:
    """Return the groups whose answers may be shown: each with at least `fewest` people, and none that tells another.

    A hidden group can be worked out where it is the only one, or where the hidden ones together are fewer than `fewest`: the
    whole less the others. Then the smallest group that could be shown is hidden as well.
    """
    shown = {name for name, number in people.items() if number >= fewest}
    while shown and 0 < sum(number for name, number in people.items() if name not in shown) < fewest:
        shown.discard(min(sorted(shown), key=lambda name: people[name]))
    return frozenset(shown)
