"""What the pack says of branches: whom it suggests to tell of what, by when, and the questions about danger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openmash.adults import rules
from openmash.adults.choices import BranchKind
from openmash.adults.models import Branch
from openmash.agencies import queries as agencies
from openmash.base import clock, worktime


@dataclass(frozen=True)
class Suggested:
    """One branch that can be opened about somebody: whether the pack suggests it, why, and by when it is due.

    `person` is a reference; `agencies` (code, name) are those of whom one is chosen, where somebody outside is told.
    """

    kind: str
    title: str
    person: str
    suggested: bool
    why: str
    due_words: str
    agencies: tuple[tuple[str, str], ...] = ()


def branch_entry(kind: str, now: datetime) -> Any:
    """Return the pack's entry of a kind of branch, or None where the area has none."""
    held = agencies.pack_in_force().in_force("branches", clock.london_day(now))
    return next((entry for entry in held if entry.kind.value == kind), None)


def suggestions(
    *, category: str, people: Sequence[tuple[str, int | None, bool]], now: datetime, on_time: datetime
) -> list[Suggested]:
    """Return every branch that can be opened for these people (reference, age, is a child), by the pack's order.

    A branch about a child is offered for children, every other one for those whom it may be about: adults, and a victim of 16
    or 17 for some. `on_time`: when the incident was, for clocks that count from it.
    """
    pack, day = agencies.pack_in_force(), clock.london_day(now)
    children = sum(1 for _, _, is_child in people if is_child)
    held = pack.in_force("agencies", day)
    return [
        Suggested(
            kind=entry.kind.value,
            title=entry.title,
            person=reference,
            suggested=entry.fits(category, age=age, children=_others(children, entry, is_child)),
            why=entry.why,
            due_words=worktime.in_words(
                agencies.due_by(entry.clock, on_time if entry.about_a_child else now).due_at, now
            ),
            agencies=tuple((one.code, one.title) for one in held if one.kind in entry.agency_kinds),
        )
        for entry in pack.in_force("branches", day)
        for reference, age, is_child in people
        if (is_child if entry.about_a_child else rules.may_be_about(entry.kind.value, is_child=is_child, age=age))
    ]


def _others(children: int, entry: Any, is_child: bool) -> int:
    """Return how many children there are besides the one whom a branch for adults is about."""
    return children - 1 if is_child and not entry.about_a_child else children


def is_old_enough(age: int | None) -> bool:
    """Whether somebody whom a record has among its children may be whom the conference or an adviser is asked about."""
    return rules.may_be_about(BranchKind.CONFERENCE, is_child=True, age=age)


def checklist(now: datetime) -> Any:
    """Return the questions about danger to an adult. Raises LookupError for a pack without any."""
    held = agencies.pack_in_force().in_force("checklists", clock.london_day(now))
    if not held:
        raise LookupError("The pack in force has no questions about danger to an adult.")
    return held[0]


def checklist_of(branch: Branch) -> Any:
    """Return the questions that were answered on a branch, as the pack had them when it was opened."""
    return agencies.pack_of(branch.pack_id).one(
        "checklists", branch.danger.checklist, clock.london_day(branch.danger.weighed_at)
    )


def bands_in_words(held: Any) -> str:
    """Return the bands of a checklist in one sentence: Standard from 0, medium from 10, high from 14."""
    said = [f"{band.title.lower()} from {band.from_total}" for band in held.bands]
    return f"{said[0].capitalize()}, {', '.join(said[1:])}."
