"""The plan, its actions and minutes in words and tags, for a page."""

from openmash.improvement.presenters.actions import above, day_words, history
from openmash.improvement.presenters.minutes import minutes_row, minutes_said, proposal_row
from openmash.improvement.presenters.plan import (
    colour_tag,
    cycle_words,
    line,
    lines_by_owner,
    week_choices,
    weeks_table,
)

__all__ = [
    "above",
    "colour_tag",
    "cycle_words",
    "day_words",
    "history",
    "line",
    "lines_by_owner",
    "minutes_row",
    "minutes_said",
    "proposal_row",
    "week_choices",
    "weeks_table",
]
