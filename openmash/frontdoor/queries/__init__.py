"""Every read of the front door, scoped to the actor, one file a noun."""

from openmash.frontdoor.queries.children import Happening, Story, not_known_of, story_of
from openmash.frontdoor.queries.counting import GROUPS, count, level_cross
from openmash.frontdoor.queries.names import names_behind
from openmash.frontdoor.queries.queue import (
    QueueRow,
    handover_for,
    next_due,
    open_transfer,
    places_of,
    queue_page,
    queue_rows,
    raised_by_agency,
    raised_contact,
    visible_contact,
)

__all__ = [
    "GROUPS",
    "Happening",
    "QueueRow",
    "Story",
    "count",
    "handover_for",
    "level_cross",
    "names_behind",
    "next_due",
    "not_known_of",
    "open_transfer",
    "places_of",
    "queue_page",
    "queue_rows",
    "raised_by_agency",
    "raised_contact",
    "story_of",
    "visible_contact",
]
