"""Every read of the front door, scoped to the actor, one file a noun."""

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
    "QueueRow",
    "handover_for",
    "next_due",
    "open_transfer",
    "places_of",
    "queue_page",
    "queue_rows",
    "raised_by_agency",
    "raised_contact",
    "visible_contact",
]
