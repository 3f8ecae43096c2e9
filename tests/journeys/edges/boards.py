"""Boards and groups of the small area: one with much laid down, one with nothing, and one that has ended."""

from typing import Any

from openmash.base.clock import london_day
from openmash.base.transactions import request_transaction
from openmash.boards import services
from openmash.boards.choices import Capacity, Regime
from openmash.boards.services import BodyGiven, SeatGiven
from tests.journeys.edges.shown import Shown

PAGES = {
    "boards:boards": (
        Shown("principal", "/boards/"),
        Shown("board", "/boards/"),
        Shown("school", "/boards/", status=403),
    ),
    "boards:set_up_body": (
        Shown("principal", "/boards/new/", errors=True),
        Shown("board", "/boards/new/", status=403),
    ),
    "boards:body": (
        Shown("principal", "/boards/{body}/"),
        Shown("board", "/boards/{body}/"),
        Shown("principal", "/boards/{body_bare}/"),
        Shown("principal", "/boards/{body_ended}/"),
        Shown("principal", "/boards/BD-1/", status=404),
    ),
    "boards:change_body": (Shown("principal", "/boards/{body}/change/", errors=True),),
    "boards:end_body": (Shown("principal", "/boards/{body_bare}/end/"),),
    "boards:give_seat": (Shown("principal", "/boards/{body}/seats/new/", errors=True),),
    "boards:end_seat": (
        Shown("principal", "/boards/{body}/seats/{seat}/end/", errors=True),
        Shown("principal", "/boards/{body}/seats/999999/end/", status=404),
    ),
}
LONG = (
    "Liaison meeting of the twelve districts, the county and the health boards about children who go missing from care"
)


def settle_boards(area: Any) -> None:
    """Set up the boards as the principal social worker."""
    actor, now = area.actors["principal"], area.now
    with request_transaction(actor):
        top = services.set_up_body(
            actor=actor,
            given=BodyGiven("Improvement board", Regime.OTHER, "Steers the plan.", "Every six weeks", 3),
            now=now,
        )
        bare = services.set_up_body(
            actor=actor, given=BodyGiven(LONG, Regime.COMMITTEE, answers_to=top.reference), now=now
        )
        over = services.set_up_body(actor=actor, given=BodyGiven("Task group", Regime.OTHER), now=now)
        services.end_body(actor=actor, body=over, now=now)
        for name, capacity in (("Una Chair", Capacity.CHAIR), ("Otto Member", Capacity.MEMBER)):
            seat = services.give_seat(
                actor=actor, body=top, given=SeatGiven(name, capacity, london_day(now), "Police", "D Deputy"), now=now
            )
        left = services.give_seat(
            actor=actor, body=top, given=SeatGiven("Lea Left", Capacity.ADVISER, london_day(now)), now=now
        )
        services.end_seat(actor=actor, seat=left, until_on=london_day(now), now=now)
    area.held |= {
        "body": top.reference,
        "body_bare": bare.reference,
        "body_ended": over.reference,
        "seat": str(seat.pk),
    }
