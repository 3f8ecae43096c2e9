"""Acts that move a contact: transfers between teams, and passing it to the worker of an open case."""

from typing import Any

from openmash.demo.rules.contacts import events
from openmash.demo.services.indexes import record_id
from openmash.demo.services.screening import play
from openmash.demo.services.stage import Stage
from openmash.frontdoor import queries as frontdoor
from openmash.frontdoor.services import transfers


@play.register
def _offer(event: events.TransferOffered, stage: Stage) -> None:
    stage.act(
        stage.worker(event.by, event.at),
        event.act,
        lambda actor: transfers.offer_transfer(
            actor=actor, contact=stage.contact, to_team_code=event.to_team, reason=event.words, now=event.at
        ),
    )


def _offered(stage: Stage, actor: Any) -> Any:
    return frontdoor.open_transfer(actor, stage.contact.reference)


@play.register
def _accept(event: events.TransferAccepted, stage: Stage) -> None:
    actor = stage.cast.actor(event.by, event.at)
    transfer = _offered(stage, actor)
    if transfer is not None:
        stage.act(
            actor, event.act, lambda actor: transfers.accept_transfer(actor=actor, transfer=transfer, now=event.at)
        )


@play.register(events.TransferRejected)
@play.register(events.TransferDisputed)
def _reject(event: Any, stage: Stage) -> None:
    actor = stage.cast.actor(event.by, event.at)
    transfer = _offered(stage, actor)
    if transfer is not None:
        stage.act(
            actor,
            event.act,
            lambda actor: transfers.reject_transfer(actor=actor, transfer=transfer, reason=event.words, now=event.at),
        )


@play.register
def _settle(event: events.TransferSettled, stage: Stage) -> None:
    stage.act(
        stage.cast.actor(event.by, event.at),
        event.act,
        lambda actor: transfers.settle_transfer(
            actor=actor, contact=stage.contact, team_code=event.to_team, reason=event.words, now=event.at
        ),
    )


@play.register
def _hand_over(event: events.HandedOver, stage: Stage) -> None:
    cases = stage.story.area.known.involvements.get(stage.planned.family, ())
    case = next(one for one in cases if one.key == event.involvement)
    about = next((key for key in event.children if key in stage.children and key in case.children), "")
    child = stage.child_rows((about,))[0] if about else None
    key = stage.cast.key_of_name(event.worker)
    stage.handover = stage.act(
        stage.worker(event.by, event.at),
        event.act,
        lambda actor: transfers.pass_to_worker(
            actor=actor,
            contact=stage.contact,
            child=child,
            index_record_id=record_id(case, about or case.children[0]),
            worker=event.worker,
            worker_user_id=stage.cast.users[key].pk if key else None,
            worker_team=event.team,
            worker_phone=event.telephone,
            warm=event.warm,
            words=event.words,
            now=event.at,
        ),
    )


@play.register
def _receive(event: events.HandoverReceived, stage: Stage) -> None:
    if stage.handover is not None:
        stage.act(
            stage.cast.actor(event.by, event.at),
            event.act,
            lambda actor: transfers.receive_handover(actor=actor, handover=stage.handover, now=event.at),
        )
