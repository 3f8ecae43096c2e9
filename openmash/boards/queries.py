"""Boards and groups as they stand on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.boards import rules
from openmash.boards.models import Body, Seat


@dataclass(frozen=True)
class BodyRow:
    """A body with those who sit on it on a day: chair first, then as they were given their seats."""

    body: Body
    seats: Sequence[Seat]

    @property
    def capacities(self) -> list[str]:
        return [one.capacity for one in self.seats]


def bodies(actor: Actor, *, on: date) -> list[BodyRow]:
    """Return the bodies that there are on a day, in the order in which they were set up. Two queries."""
    held = list(Body.objects.visible_to(actor).filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on)).order_by("pk"))
    sitting = seats_on([one.pk for one in held], on=on)
    return [BodyRow(one, sitting.get(one.pk, [])) for one in held]


def seats_on(keys: Sequence[int], *, on: date) -> dict[int, list[Seat]]:
    """Return who sits on bodies on a day, by body."""
    order = {name: place for place, name in enumerate(("chair", "deputy_chair", "secretary", "member", "adviser"))}
    rows = Seat.objects.filter(body_id__in=keys, from_on__lte=on).filter(Q(until_on__isnull=True) | Q(until_on__gte=on))
    found: dict[int, list[Seat]] = {}
    for seat in sorted(rows, key=lambda one: (order[one.capacity], one.pk)):
        found.setdefault(seat.body_id, []).append(seat)
    return found


def body_by_reference(actor: Actor, reference: str) -> Body:
    """Return a body with the one it answers to. Raises NotFound."""
    held = Body.objects.visible_to(actor).select_related("answers_to").filter(reference=reference).first()
    if held is None:
        raise NotFound
    return held


def seat_of(body: Body, number: int) -> Seat:
    """Return one seat of a body that nobody has left yet. Raises NotFound."""
    held = Seat.objects.filter(body=body, pk=number, until_on__isnull=True).first()
    if held is None:
        raise NotFound
    return held


def seats_before(body: Body, *, on: date) -> list[Seat]:
    """Return who sat on a body before a day and does not any more, the latest first."""
    return list(Seat.objects.filter(body=body, until_on__lt=on).order_by("-until_on", "-pk"))


def answering(actor: Actor) -> dict[int, int | None]:
    """Return whom each body answers to, by number of the body; those that have ended too."""
    return dict(Body.objects.visible_to(actor).order_by("pk").values_list("pk", "answers_to_id"))


def above(actor: Actor, body: Body) -> list[Body]:
    """Return a body and those above it, up to the one that answers to none. Two queries."""
    way = rules.line_of_sight(body.pk, answering(actor))
    held = {one.pk: one for one in Body.objects.visible_to(actor).filter(pk__in=way)}
    return [held[key] for key in way]


def answering_to(body: Body, *, on: date) -> list[Body]:
    """Return the bodies that answer to one on a day."""
    return list(body.answering.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on)).order_by("pk"))


def could_answer_to(actor: Actor, body: Body | None, *, on: date) -> list[tuple[str, str]]:
    """Return the bodies that one may answer to as reference and name: none of those that answer to it."""
    held = answering(actor)
    return [
        (row.body.reference, row.body.name)
        for row in bodies(actor, on=on)
        if body is None or not rules.would_circle(body.pk, row.body.pk, held)
    ]
