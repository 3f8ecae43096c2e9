"""What pages about an audit have in common: the audit opened for its own purpose, and where things are."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import ActView
from openmash.caseaudits import permissions, queries
from openmash.trail import services as trail

HOME = "caseaudits:audits"


def address(name: str, reference: str, **more: str) -> str:
    """Return an address of this room that names a record."""
    return reverse(f"caseaudits:{name}", kwargs={"reference": reference, **more})


def saw(actor: Actor, audit: Any, now: datetime) -> None:
    """Keep that an audit was opened, and with it whom it is about: the audit is what ties the actor to them."""
    purpose = queries.purpose_of(actor, audit)
    people = [audit.person] if audit.person is not None else []
    if audit.contact is not None:
        trail.saw(actor=actor, subject=audit.contact, purpose=purpose, at=now)
        people = list(queries.known_of(audit).children)
    for person in people:
        trail.saw(actor=actor, subject=person, purpose=purpose, at=now)


def opened(actor: Actor, reference: str, now: datetime) -> Any:
    """Return an audit that the actor may see, and keep that they opened it. Raises NotFound."""
    audit = queries.audit_by_reference(actor, reference)
    saw(actor, audit, now)
    return audit


def in_hand(actor: Actor, reference: str) -> Any:
    """Return an audit that is with the actor now. Raises NotFound for every other: nobody else writes it."""
    audit = queries.audit_by_reference(actor, reference)
    if not permissions.can_audit(actor, audit):
        raise NotFound
    return audit


class AuditAct(ActView):
    """One act about an audit: who may send it is who may see it, for the audit's own purpose."""

    template = "caseaudits/act.html"
    button = ""

    def held(self, actor: Actor, reference: str) -> Any:
        """Return the audit. Raises NotFound where the actor may not do this to it."""
        return queries.audit_by_reference(actor, reference)

    def may_send(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> None:
        self.held(actor, reference)

    def draft_key_for(self, actor: Actor, *, reference: str = "", **kwargs: Any) -> str:
        return f"{type(self).__name__}:{reference}:{kwargs.get('part', '')}"


class WritingAct(AuditAct):
    """One act of whoever has the audit in hand."""

    def held(self, actor: Actor, reference: str) -> Any:
        return in_hand(actor, reference)
