"""A restricted person hides the audits about them, with their work and their actions, for those who are not cleared."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.caseaudits.models import Audit
from openmash.caseaudits.queries import restricted_audit
from openmash.caseaudits.services.following import ESCALATION, ORIGIN
from openmash.caseaudits.services.giving import AUDIT, GIVER
from openmash.trail import services as trail
from openmash.work import services as work


@transaction.atomic
def follow_restriction(*, actor: Actor, person: Any, now: datetime) -> None:
    """Hide the work on every audit about a person, or about a contact they are in; or show it again."""
    about = Q(person=person) | Q(contact__children__person=person) | Q(contact__adults__person=person)
    with request_transaction(GIVER):
        for audit in Audit.objects.filter(about).distinct().select_related("person", "contact").order_by("pk"):
            hidden = restricted_audit(audit)
            named = [(AUDIT, audit.reference)]
            named += [(ESCALATION, one) for one in audit.escalations.values_list("reference", flat=True)]
            for kind, reference in named:
                work.restrict_work(actor=GIVER, subject_kind=kind, subject=reference, restricted=hidden, now=now)
            work.restrict_actions(actor=GIVER, origin_kind=ORIGIN, origin=audit.reference, restricted=hidden, now=now)
            trail.record(
                actor=actor,
                kind="case_audit.restricted",
                subject=f"{AUDIT} {audit.reference}",
                at=now,
                restricted=hidden,
            )
