"""Every read of the front door, scoped to the actor, one file a noun."""

from openmash.frontdoor.queries.cases import cases_of
from openmash.frontdoor.queries.children import Happening, Story, story_of
from openmash.frontdoor.queries.counting import (
    GROUPS,
    Counts,
    count,
    count_all,
    first_received_on,
    last_received_at,
    level_cross,
    references_in,
)
from openmash.frontdoor.queries.names import names_behind
from openmash.frontdoor.queries.outbox import messages_in_need
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
    "Counts",
    "Happening",
    "QueueRow",
    "Story",
    "cases_of",
    "count",
    "count_all",
    "first_received_on",
    "handover_for",
    "last_received_at",
    "level_cross",
    "messages_in_need",
    "names_behind",
    "next_due",
    "open_transfer",
    "places_of",
    "queue_page",
    "queue_rows",
    "raised_by_agency",
    "raised_contact",
    "references_in",
    "story_of",
    "visible_contact",
]
