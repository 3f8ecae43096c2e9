"""Look through the records of everybody with a case for what the returns would lack, and keep it by team."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.cases.choices import FactKind
from openmash.returns import permissions
from openmash.returns.models import MissingItem, MissingRun
from openmash.returns.queries.census import Counted, census_children
from openmash.returns.queries.missing import so_far
from openmash.returns.services.writing import WRITER
from openmash.trail import services as trail

AT_ONCE = 2000


@transaction.atomic
def find_missing(*, actor: Actor, now: datetime) -> MissingRun:
    """Look through all records of the census year that runs; what was found before is forgotten. Raises Denied."""
    permissions.check_can_look_through(actor)
    with request_transaction(WRITER):
        run = MissingRun.objects.create(found_at=now)
        held: list[MissingItem] = []
        found = 0
        for counted in census_children(WRITER, so_far(clock.london_day(now)), beside=(FactKind.WORKER,)):
            run.children += 1
            held += _items(run, counted)
            if len(held) >= AT_ONCE:
                found += len(MissingItem.objects.bulk_create(held))
                held = []
        found += len(MissingItem.objects.bulk_create(held))
        run.save(update_fields=["children"])
        MissingRun.objects.exclude(pk=run.pk).delete()
        trail.record(
            actor=actor, kind="missing.found", subject="return cin", at=now, children=run.children, missing=found
        )
    return run


def _items(run: MissingRun, counted: Counted) -> Iterator[MissingItem]:
    """Give what the record of a child lacks, each thing once, with the team and the worker that the child has now."""
    workers = [fact for fact in counted.facts if fact.kind == FactKind.WORKER and fact.ended_on is None]
    team, worker = (workers[-1].team, workers[-1].worker) if workers else ("", "")
    for one in dict.fromkeys(counted.lacks):
        yield MissingItem(
            run=run, person_id=counted.person.key, kind=one.kind.code, fact=one.fact, team=team, worker=worker
        )
