"""Why a contact is to be decided by then: the rule, in the words of the clock."""

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.frontdoor.choices import ContactStatus
from openmash.frontdoor.models import Contact


def due_because(contact: Contact) -> str:
    """Return the rule that sets the decision's due time and how it was counted; nothing where no rule gives that time."""
    pack = agencies.pack_of(contact.pack)
    codes = [pack.door.decision_clock]
    if contact.rag:
        colour = pack.rag_policy(clock.london_day(contact.received_at)).colour(contact.rag)
        codes += [colour.clock] if colour.clock else []
    reopened = contact.status_changes.filter(after=ContactStatus.SCREENING).values_list("changed_at", flat=True)
    for begins in (contact.received_at, *reopened):
        for code in codes:
            due = agencies.due_by(code, begins, team=contact.team, pack=contact.pack)
            if due.due_at == contact.decide_due_at:
                return f"{pack.clock(code).title}. {due.explanation}"
    return ""
