"""Load a file of notices: each incident whole or not at all, and a record of what was refused and why."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

from django.db import IntegrityError, transaction

from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.frontdoor import permissions
from openmash.frontdoor.models import NoticeFile
from openmash.frontdoor.queries import contacts as queries
from openmash.frontdoor.rules.given import Incident
from openmash.frontdoor.rules.notices import CannotRead, read_notices
from openmash.frontdoor.services.contacts import receive_notice
from openmash.people import permissions as people
from openmash.sharing import queries as sharing
from openmash.trail import services as trail

LARGEST = 20 * 1024 * 1024
LOADER = Actor.machine("contacts-load")


@transaction.atomic
def load_notices(*, actor: Actor, file: BinaryIO, name: str, now: datetime) -> NoticeFile:
    """Load a file of notices and keep what became of each row.

    Raises Denied; RuleBroken when the file as a whole cannot be read.
    """
    permissions.check_can_load_notices(actor)
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise RuleBroken("The file is larger than 20 MB. Send it in parts.", field="file")
    try:
        read = read_notices(content, now=now)
    except CannotRead as problem:
        raise RuleBroken(str(problem), field="file") from None
    refused, accepted, new = [dict(row) for row in read.refused], 0, 0
    held: list[dict[str, object]] = []
    # An administrator may load a file but keeps no records of people: what is in it comes in as if by the command line.
    opener = actor if people.can_change_people(actor) else LOADER
    for incident in read.incidents:
        with request_transaction(opener):
            reason, column, contact, is_new = _receive(actor=opener, incident=incident, now=now)
        if reason:
            first, *rest = incident.rows
            refused.append({"row": first, "column": column, "reason": reason})
            refused += [
                {"row": row, "column": "reference", "reason": f"belongs to {incident.reference}"} for row in rest
            ]
        else:
            rows = list(incident.rows)
            held.append({"reference": incident.reference, "rows": rows, "contact": contact, "new": is_new})
            accepted, new = accepted + len(rows), new + is_new
    loaded = NoticeFile.objects.create(
        name=name[:200],
        content_hash=hashlib.sha256(content).hexdigest(),
        rows=read.rows,
        accepted=accepted,
        contacts=new,
        incidents=held,
        refused=sorted(refused, key=lambda row: int(str(row["row"]))),
        reported=[dict(row) for row in read.reported],
        warnings=_doubts(actor, read.incidents, now),
        agency_id=actor.agency_id,
        loaded_at=now,
        loaded_by=actor.reference,
    )
    trail.record(
        actor=actor, kind="notices.loaded", subject=f"noticefile {loaded.pk}", at=now, rows=read.rows, accepted=accepted
    )
    return loaded


def _doubts(actor: Actor, incidents: Iterable[Incident], now: datetime) -> list[str]:
    """Return a sentence for each sender that no agreement in force covers: the file is loaded all the same."""
    named = {incident.agency for incident in incidents if incident.agency}
    senders = {agency.code for words in named if (agency := queries.agency_named(words)) is not None}
    return sharing.doubts_on_loading(actor, senders=senders, on=london_day(now))


def _receive(*, actor: Actor, incident: Incident, now: datetime) -> tuple[str, str, str, bool]:
    """Receive one incident in its own savepoint. Returns the refusal and its column, or its contact and whether it is new."""
    try:
        with transaction.atomic():
            made = receive_notice(actor=actor, incident=incident, now=now)
            contact = made or queries.held_notice(incident.reference, incident.agency)
            return "", "", contact.reference if contact else "", made is not None
    except RuleBroken as broken:
        return broken.reason, broken.field or "reference", "", False
    except IntegrityError:
        why = "The same reference is being received by somebody else just now. Load the file again."
        return why, "reference", "", False
