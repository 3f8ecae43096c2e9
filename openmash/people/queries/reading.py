"""Whether somebody has a purpose for reading a person's record now; the reasons that were given; who holds the record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.people import permissions
from openmash.people.choices import Bond, Index
from openmash.people.models import BreakGlass, IndexRecord, Person
from openmash.people.rules import LivePurpose, Tie, is_open, live_purposes

REASONS = "record_opened"
MOST_LISTED = 200
Binding = Callable[..., list[Tie]]
_bindings: list[Binding] = []


@dataclass(frozen=True)
class Holder:
    """Who holds what is known of a person: a team, perhaps somebody in it, and by which record."""

    team: Any
    owner_id: int | None
    record: str
    locality: str = ""


Holding = Callable[..., Holder | None]
_holdings: list[Holding] = []


def bind_by(binding: Binding) -> Binding:
    """Have `binding(actor=…, persons=…, beside=…, since=…, now=…)` say what ties an actor to people, after those before it.

    For rooms above, which hold the work about them. Called from their `apps.py`, the likeliest first: the first live tie
    is enough, and what comes after it is not asked.
    """
    if binding not in _bindings:
        _bindings.append(binding)
    return binding


def hold_by(holding: Holding) -> Holding:
    """Have `holding(person=…)` say who holds a person's record. For rooms above; called from their `apps.py`."""
    if holding not in _holdings:
        _holdings.append(holding)
    return holding


def bindings() -> tuple[Callable[..., object], ...]:
    """Return who is asked, for the manual."""
    return (*_bindings, *_holdings)


def purpose_to_read(
    actor: Actor, persons: Sequence[Person], *, beside: Sequence[Person] = (), now: datetime
) -> LivePurpose | None:
    """Return the purpose for which an actor may read the records of people now, or None: then they are asked why.

    `beside` are those they live with: work on one of a household is a purpose for all of it; a reason that was given
    opens the one record it was given for.
    """
    if permissions.has_management_duty(actor):
        return LivePurpose(Bond.DUTY)
    days = agencies.pack_in_force().record_reading.days_after
    everybody, since = [*persons, *beside], now - timedelta(days=days)
    asked: tuple[Binding, ...] = (*_bindings, _by_open_case, _by_reason)
    for binding in asked:
        ties = binding(actor=actor, persons=persons, beside=everybody, since=since, now=now)
        if live := live_purposes(ties=ties, days=days, now=now):
            return live[0]
    return None


def where_to_say_why(reference: str, *, to: str, **more: str) -> str:
    """Return the page that asks why somebody needs a record, and leads on `to` the page that they wanted."""
    return f"{reverse('people:break_glass', kwargs={'reference': reference})}?{urlencode({'to': to, **more})}"


def _by_open_case(*, actor: Actor, beside: Sequence[Person], now: datetime, **_: Any) -> list[Tie]:
    """Return the open cases that the index of social care says the actor has, of one of these people."""
    rows = IndexRecord.objects.filter(
        person__in=beside, index=Index.SOCIAL_CARE, worker=actor.name, gone_at__isnull=True
    ).exclude(worker="")
    today = clock.london_day(now)
    held = [row for row in rows if is_open(row.status, row.until, today)]
    if not held or agencies.user_id_by_name(actor.name, on=today) != actor.user_id:
        return []
    return [Tie(Bond.CASE, row.record_id) for row in held]


def _by_reason(*, actor: Actor, persons: Sequence[Person], now: datetime, **_: Any) -> list[Tie]:
    """Return the reasons that the actor gave for these very people and that still hold."""
    rows = BreakGlass.objects.filter(user_id=actor.user_id or 0, person__in=persons, until__gt=now).order_by("-until")
    titles = opening_reasons(now)
    return [Tie(Bond.GLASS, row.reference, at=row.until, words=titles.get(row.reason, "")) for row in rows]


def opening_reasons(now: datetime) -> dict[str, str]:
    """Return the reasons for opening a record, as the pack in force words them, by code."""
    entries = agencies.pack_in_force().in_force("reasons", clock.london_day(now))
    return {entry.code: entry.title for entry in entries if entry.group == REASONS}


def holder_of(person: Person) -> Holder | None:
    """Return who holds what is known of a person, None when nobody does."""
    found = (holding(person=person) for holding in _holdings)
    return next((holder for holder in found if holder is not None), None)


def opening_by_reference(actor: Actor, reference: str) -> BreakGlass:
    """Return an opening for which a reason was given. Raises NotFound for one that the actor may not see."""
    rows = BreakGlass.objects.visible_to(actor).select_related("person", "told_team", "told_person", "reviewed_by")
    opening = rows.filter(reference=reference).first()
    if opening is None:
        raise NotFound
    return opening


def openings_for_reasons(actor: Actor) -> list[BreakGlass]:
    """Return the openings for which a reason was given that the actor may see: what waits for a review first, then the latest."""
    rows = BreakGlass.objects.visible_to(actor).select_related("person", "told_team", "reviewed_by")
    return sorted(rows.order_by("-opened_at")[:MOST_LISTED], key=lambda row: row.reviewed_at is not None)


def openings_of(person: Person) -> list[str]:
    """Return the references of the openings of a person's record for which a reason was given, for rooms that follow it."""
    return list(BreakGlass.objects.filter(person=person).order_by("pk").values_list("reference", flat=True))
