"""A board of the promises with one who sits there."""

from openmash.base import clock
from openmash.boards.models import Body, Seat


def set_up_board() -> tuple[str, int]:
    """Keep a board with a member. Returns its reference, and the number of the seat."""
    now = clock.now()
    body = Body.objects.create(
        reference="BD-A", name="Improvement board", regime="other", set_up_at=now, set_up_by="user:1"
    )
    seat = Seat.objects.create(
        body=body,
        name="M Member",
        capacity="member",
        from_on=clock.london_day(now),
        given_at=now,
        given_by="user:1",
    )
    return body.reference, seat.pk
