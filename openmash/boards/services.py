"""Every change to boards and groups: set up, changed, ended; a seat given and left."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.errors import Conflict, RuleBroken
from openmash.base.references import next_reference
from openmash.boards import permissions, rules
from openmash.boards.choices import Capacity, Regime
from openmash.boards.models import Body, Seat
from openmash.boards.queries import answering, body_by_reference
from openmash.trail import services as trail

BODY = "body"
COLUMNS = ("name", "regime", "terms", "frequency", "quorum")
ONE_ONLY = frozenset({Capacity.CHAIR})


@dataclass(frozen=True)
class BodyGiven:
    """What somebody says of a body. `answers_to` is the reference of another one, or empty."""

    name: str
    regime: str
    terms: str = ""
    frequency: str = ""
    quorum: int | None = None
    answers_to: str = ""


@dataclass(frozen=True)
class SeatGiven:
    """Who gets a seat: by name, for whom, as what, with whom as deputy; and the account, where there is one."""

    name: str
    capacity: str
    from_on: date
    organisation: str = ""
    deputy: str = ""
    user_id: int | None = None


def _checked(actor: Actor, given: BodyGiven) -> dict[str, Any]:
    """Return the columns of what was said. Raises RuleBroken without a name, for an unknown regime, or for one that is not there."""
    if not given.name.strip():
        raise RuleBroken("Give the board or group its name.", field="name")
    if given.regime not in set(Regime):
        raise RuleBroken("Choose what kind of body it is.", field="regime")
    if given.quorum is not None and given.quorum < 1:
        raise RuleBroken("A quorum is at least one person.", field="quorum")
    above = body_by_reference(actor, given.answers_to) if given.answers_to else None
    said = asdict(given) | {"name": given.name.strip(), "answers_to": above}
    twin = Body.objects.filter(name__iexact=said["name"], ended_on__isnull=True)
    return said | {"twin": twin}


@transaction.atomic
def set_up_body(*, actor: Actor, given: BodyGiven, now: datetime) -> Body:
    """Set up a board or group. Raises Denied; RuleBroken for what does not hold together, NotFound for one it cannot answer to."""
    permissions.check_can_keep_boards(actor)
    said = _checked(actor, given)
    if said.pop("twin").exists():
        raise RuleBroken("There is a board or group of this name already.", field="name")
    body = Body.objects.create(
        reference=next_reference("BD-", "ref_body"), **said, set_up_at=now, set_up_by=actor.reference
    )
    trail.record(actor=actor, kind="body.set_up", subject=f"{BODY} {body.reference}", at=now)
    return body


@transaction.atomic
def change_body(*, actor: Actor, body: Body, version: int, given: BodyGiven, now: datetime) -> Body:
    """Change what is said of a body. Raises Denied; Conflict where somebody changed it meanwhile; RuleBroken for a circle."""
    permissions.check_can_keep_boards(actor)
    held = Body.objects.select_for_update().get(pk=body.pk)
    if held.version != version:
        raise Conflict(
            current=_as_typed(BodyGiven(**{name: getattr(held, name) for name in COLUMNS}, answers_to=_above(held))),
            yours=_as_typed(given),
            changed_by="A colleague",
            current_version=held.version,
        )
    said = _checked(actor, given)
    if said.pop("twin").exclude(pk=held.pk).exists():
        raise RuleBroken("There is a board or group of this name already.", field="name")
    above = said["answers_to"]
    if rules.would_circle(held.pk, above.pk if above else None, answering(actor)):
        raise RuleBroken("It would answer to itself. Choose one that does not answer to it.", field="answers_to")
    for name, value in said.items():
        setattr(held, name, value)
    held.version += 1
    held.save()
    trail.record(actor=actor, kind="body.changed", subject=f"{BODY} {held.reference}", at=now)
    return held


def _above(body: Body) -> str:
    return body.answers_to.reference if body.answers_to else ""


def _as_typed(given: BodyGiven) -> dict[str, str]:
    """Return what is said of a body as its form holds it."""
    return {name: "" if value is None else str(value) for name, value in asdict(given).items()}


@transaction.atomic
def end_body(*, actor: Actor, body: Body, now: datetime) -> Body:
    """End a body from today. Raises Denied; RuleBroken while others answer to it, or when it has ended."""
    permissions.check_can_keep_boards(actor)
    held = Body.objects.select_for_update().get(pk=body.pk)
    if held.ended_on is not None:
        raise RuleBroken("This has ended already.")
    if held.answering.filter(ended_on__isnull=True).exists():
        raise RuleBroken("Others answer to this one. Say first whom they answer to from now on.")
    held.ended_on = london_day(now)
    held.version += 1
    held.save(update_fields=["ended_on", "version"])
    trail.record(actor=actor, kind="body.ended", subject=f"{BODY} {held.reference}", at=now)
    return held


@transaction.atomic
def give_seat(*, actor: Actor, body: Body, given: SeatGiven, now: datetime) -> Seat:
    """Give somebody a seat. Raises Denied; RuleBroken without a name, for a second chair, or for somebody who sits there."""
    permissions.check_can_keep_boards(actor)
    held = Body.objects.select_for_update().get(pk=body.pk)
    if held.ended_on is not None:
        raise RuleBroken("This board or group has ended.")
    name = given.name.strip()
    if not name:
        raise RuleBroken("Write who gets the seat.", field="name")
    if given.capacity not in set(Capacity):
        raise RuleBroken("Choose as what they sit there.", field="capacity")
    sitting = [one for one in held.seats.all() if rules.holds(one.from_on, one.until_on, given.from_on)]
    if any(one.name.casefold() == name.casefold() for one in sitting):
        raise RuleBroken(f"{name} sits there already.", field="name")
    if given.capacity in ONE_ONLY and any(one.capacity == given.capacity for one in sitting):
        raise RuleBroken("There is a chair already. End that seat first.", field="capacity")
    seat = Seat.objects.create(body=held, **(asdict(given) | {"name": name}), given_at=now, given_by=actor.reference)
    trail.record(actor=actor, kind="seat.given", subject=f"{BODY} {held.reference}", at=now, capacity=given.capacity)
    return seat


@transaction.atomic
def end_seat(*, actor: Actor, seat: Seat, until_on: date, now: datetime) -> Seat:
    """Let a seat end on a day. Raises Denied; RuleBroken for a day before it began, or when it has ended."""
    permissions.check_can_keep_boards(actor)
    held = Seat.objects.select_for_update(of=("self",)).select_related("body").get(pk=seat.pk)
    if held.until_on is not None:
        raise RuleBroken("This seat has ended already.")
    if until_on < held.from_on:
        raise RuleBroken("The seat began later than that.", field="until_on")
    held.until_on = until_on
    held.save(update_fields=["until_on"])
    trail.record(
        actor=actor, kind="seat.ended", subject=f"{BODY} {held.body.reference}", at=now, capacity=held.capacity
    )
    return held
