"""What moved on the plan since a day, and what did not."""

from datetime import datetime

from openmash.base.actors import Actor
from openmash.improvement.models import BoardAction, Cycle
from openmash.improvement.queries.plan import WITH, reading
from openmash.improvement.rules.plan import Happened


def moved_since(actor: Actor, cycle: Cycle, *, since: datetime) -> list[Happened]:
    """Return what happened to each action of a cycle after a moment, in the order of their references."""
    with reading(actor):
        held = BoardAction.objects.visible_to(actor).filter(placements__cycle=cycle)
        rows = held.select_related("action").prefetch_related(*WITH).order_by("pk")
        return [_happened(one, cycle, since) for one in rows]


def _happened(one: BoardAction, cycle: Cycle, since: datetime) -> Happened:
    ratings = sorted(one.ratings.all(), key=lambda row: (row.rated_at, row.pk))
    before = [row.colour for row in ratings if row.rated_at < since]
    places = list(one.placements.all())
    here = next(place for place in places if place.cycle_id == cycle.pk)
    fresh = here.placed_at >= since
    moves = [move for move in here.moves.all() if move.moved_at >= since and move.after > move.before]
    done_at = one.action.done_at
    return Happened(
        reference=one.reference,
        words=one.action.words,
        before=before[-1] if before else "",
        after=ratings[-1].colour if ratings else "",
        done=done_at is not None and done_at >= since,
        new=fresh and len(places) == 1,
        carried=fresh and len(places) > 1,
        later=len(moves),
        notes=sum(1 for entry in one.entries.all() if entry.written_at >= since),
    )
