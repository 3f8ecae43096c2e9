"""Which data figures are counted from: the extract that holds now, made anew where it is too old for what is asked."""

from datetime import datetime, timedelta

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.transactions import remembered
from openmash.indicators.engine import keeping
from openmash.indicators.engine.keeping import Extract
from openmash.indicators.rules.periods import day_in_words

MOST_AGE = timedelta(minutes=15)
"""How old data a page shows at most: a job takes what changed every five minutes, so a page seldom has to."""

PASSES_TO_WORKER = "pass_to_allocated_worker"


def data_now(now: datetime, *, fresh: bool = False) -> Extract:
    """Return the extract to count from. `fresh`: what is true at this moment, for a command; else as a page needs it."""

    def find() -> Extract:
        held = keeping.current()
        if held is None or fresh or not held.extracted_at <= now <= held.extracted_at + MOST_AGE:
            return keeping.extract(now=now)
        return held

    return remembered("indicators.extract", find)


def passing_outcomes() -> tuple[str, ...]:
    """Return the outcomes by which a contact goes to the worker of an open case: for them no early-help check is asked."""
    return tuple(one.code for one in agencies.pack_in_force().outcomes if str(one.next_work.act) == PASSES_TO_WORKER)


def moment_in_words(moment: datetime) -> str:
    local = moment.astimezone(clock.LONDON)
    return f"{day_in_words(local.date())} at {local:%H:%M}"
