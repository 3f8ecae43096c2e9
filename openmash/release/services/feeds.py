"""The files of standing feeds: handed over by the one door, each line of them a disclosure once they have gone."""

from datetime import datetime
from typing import Any

from openmash.base.actors import Actor
from openmash.people import queries as people
from openmash.release.choices import DispatchState, RecipientKind, Way
from openmash.release.models import Dispatch
from openmash.release.services.disclosing import DisclosureGiven, record_disclosure
from openmash.release.services.sending import Outgoing, enqueue_dispatch
from openmash.sharing import queries as sharing
from openmash.sharing import services as sharing_services

SOURCE = "feed_run"


def send_feed_file(*, actor: Actor, run: Any, now: datetime) -> None:
    """Have the file of one run of a standing feed handed over to its agency: the file with exactly the run's mark."""
    feed = run.feed
    enqueue_dispatch(
        actor=actor,
        outgoing=Outgoing(
            kind="standing_feed",
            way=Way.FILE,
            subject_kind="feed",
            subject=feed.reference,
            source_kind=SOURCE,
            source=str(run.pk),
            recipient_kind=RecipientKind.AGENCY,
            recipient=f"agency {feed.to_agency.code}",
            recipient_name=feed.to_agency.name,
            address=feed.to_agency.code,
            subject_line=run.file_name,
            body=f"{feed.title}, {feed.reference}. {run.rows} lines. Mark of the file: {run.content_hash}",
        ),
        now=now,
    )


def file_of_run(dispatch: Dispatch) -> dict[str, Any]:
    """Return which file goes: its name, where it is kept, and its mark."""
    run = sharing.run_by_key(int(dispatch.source))
    return {"name": run.file_name, "path": sharing_services.kept_at(run.content_hash), "mark": run.content_hash}


def follow_feed_file(*, actor: Actor, dispatch: Dispatch, now: datetime) -> None:
    """Keep that the file of a run has been handed over, and what was told by it of whom."""
    if dispatch.state != DispatchState.SENT:
        return
    run = sharing.run_by_key(int(dispatch.source))
    sharing_services.note_handed_over(actor=actor, run=run, now=now)
    feed = run.feed
    record_disclosure(
        actor=actor,
        given=DisclosureGiven(
            what="standing_feed",
            subject_kind="feed",
            subject=feed.reference,
            source_kind=SOURCE,
            source=str(run.pk),
            recipient_kind=RecipientKind.AGENCY,
            recipient=f"agency {feed.to_agency.code}",
            recipient_name=feed.to_agency.name,
            people=people.keys_of(run.about),
            purpose=feed.purpose,
            lawful_bases=feed.bases,
            fields=run.items,
            document_hash=run.content_hash,
        ),
        now=now,
    )
