"""Every read of the front door, scoped to the actor, one file a noun."""

from openmash.frontdoor.queries.auditing import (
    Auditable,
    ContactAsRead,
    children_in_early_help_to_audit,
    children_of,
    contact_as_read,
    contacts_to_audit,
    deciders_of,
)
from openmash.frontdoor.queries.children import Happening, Story, story_of
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
from openmash.frontdoor.queries.returns import ContactTold, contacts_told

__all__ = [
    "Auditable",
    "ContactAsRead",
    "ContactTold",
    "Happening",
    "QueueRow",
    "Story",
    "children_in_early_help_to_audit",
    "children_of",
    "contact_as_read",
    "contacts_to_audit",
    "contacts_told",
    "deciders_of",
    "handover_for",
    "messages_in_need",
    "names_behind",
    "next_due",
    "open_transfer",
    "places_of",
    "queue_page",
    "queue_rows",
    "raised_by_agency",
    "raised_contact",
    "story_of",
    "visible_contact",
]
