"""Who can audit, and what of a case makes somebody its own judge. Read by a machine: the answer is a sentence, never a record."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count

from openmash.agencies import queries as agencies
from openmash.agencies.choices import CLEARED_ROLES, Role
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.caseaudits.choices import IN_HAND
from openmash.caseaudits.models import Audit
from openmash.caseaudits.permissions import READERS
from openmash.caseaudits.rules import Case, Reader
from openmash.cases import queries as cases
from openmash.frontdoor import queries as frontdoor

LOOKER = Actor.machine("independence-of-audits")
LEADS = (Role.LOCALITY_MANAGER, Role.MASH_MANAGER)
USER = "user:"


def readers_at_work(*, on: date, roles: Sequence[str] = READERS) -> list[Reader]:
    """Return everybody of the council who can audit on a day, with their teams and how many audits they have. Three queries."""
    with request_transaction(LOOKER):
        busy = Audit.objects.filter(state__in=IN_HAND, auditor__isnull=False).values_list("auditor_id")
        in_hand = dict(busy.annotate(number=Count("pk")).order_by())
    held: dict[int, list[Any]] = {}
    for membership in agencies.at_work_in(roles, on=on):
        held.setdefault(membership.user_id, []).append(membership)
    return [
        Reader(
            user_id=key,
            name=rows[0].user.name,
            teams=frozenset(word for row in rows for word in (row.team.name, row.team.code)),
            leads=frozenset(word for row in rows if row.role in LEADS for word in (row.team.name, row.team.code)),
            cleared=any(row.role in CLEARED_ROLES for row in rows),
            in_hand=in_hand.get(key, 0),
        )
        for key, rows in held.items()
    ]


def case_of(audit: Audit) -> Case:
    """Return what of the case of an audit counts for independence."""
    return cases_of([audit])[audit.pk]


def cases_of(audits: Sequence[Audit]) -> dict[int, Case]:
    """Return what of the cases of audits counts for independence, by their keys: everybody's facts in one query."""
    with request_transaction(LOOKER):
        rows = Audit.objects.filter(pk__in=[one.pk for one in audits]).select_related("person", "contact")
        held = list(rows)
        facts = cases.facts_of_each(LOOKER, [one.person for one in held if one.person is not None])
        return {one.pk: _case(one, facts.get(one.person_id or 0, ())) for one in held}


def _case(audit: Audit, facts: Iterable[Any]) -> Case:
    held = list(facts)
    decided = {int(one.recorded_by.removeprefix(USER)) for one in held if one.recorded_by.startswith(USER)}
    if audit.contact_id is not None:
        decided |= frontdoor.deciders_of(LOOKER, audit.contact_id)
    if audit.worker_user_id is not None:
        decided.add(audit.worker_user_id)
    restricted = any(one.restricted for one in (audit.person, audit.contact) if one is not None)
    return Case(
        workers=frozenset({audit.worker, *(one.worker for one in held)} - {""}),
        teams=frozenset({audit.team, *(one.team for one in held)} - {""}),
        decided_by=frozenset(decided),
        read_by=frozenset(_read_by(audit)),
        restricted=restricted,
    )


def _read_by(audit: Audit) -> Iterable[int]:
    """Return who has this very reading's partner: the first reader for a second reading, the second for a first."""
    if audit.reads_id is not None:
        own = Audit.objects.filter(pk=audit.reads_id)
    else:
        own = Audit.objects.filter(reads_id=audit.pk)
    return [key for key in own.values_list("auditor_id", flat=True) if key is not None]
