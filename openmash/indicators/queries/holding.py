"""Which data figures are counted from: the extract that holds now, made anew where it is too old for what is asked."""

from datetime import datetime, timedelta

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.errors import BeingMade
from openmash.base.transactions import remembered
from openmash.indicators.engine import keeping, monthly
from openmash.indicators.engine.keeping import Extract
from openmash.indicators.rules.periods import day_in_words

MOST_AGE = timedelta(minutes=15)
"""How old data a page shows at most: a job takes what changed every five minutes, so a page seldom has to."""

PASSES_TO_WORKER = "pass_to_allocated_worker"


BEING_MADE = "Figures are being made from the record for the first time. It takes from seconds to a minute or two."


def data_now(now: datetime, *, fresh: bool = False) -> Extract:
    """Return the extract to count from. `fresh`: what is true at this moment, for a command; else as a page needs it.

    A page does not wait for one that is being made: it reads the one before, of whatever age, and says of which moment it is.
    Raises BeingMade where there is none.
    """

    def find() -> Extract:
        if fresh:
            return keeping.extract(now=now)
        held = keeping.current()
        if held and held.extracted_at <= now <= held.extracted_at + MOST_AGE:
            return held
        if not keeping.is_being_made():
            return make_data(now)
        if held is None:
            raise BeingMade(BEING_MADE)
        return held

    return remembered("indicators.extract", find)


def make_data(now: datetime) -> Extract:
    """Take what changed, and make all that pages count from before it holds."""
    passing = passing_outcomes()
    return keeping.extract(now=now, then=lambda made: monthly.make(made, passing))


def passing_outcomes() -> tuple[str, ...]:
    """Return the outcomes by which a contact goes to the worker of an open case: for them no early-help check is asked."""
    return tuple(one.code for one in agencies.pack_in_force().outcomes if str(one.next_work.act) == PASSES_TO_WORKER)


def moment_in_words(moment: datetime) -> str:
    local = moment.astimezone(clock.LONDON)
    return f"{day_in_words(local.date())} at {local:%H:%M}"
