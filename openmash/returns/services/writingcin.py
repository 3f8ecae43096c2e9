"""Write the children in need census: child by child, in constant memory, with everybody who is in it."""

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.returns import permissions
from openmash.returns.queries.census import Counted, census_children
from openmash.returns.rules.asxml import END, TABLES, child_as_xml, head, rows_of
from openmash.returns.rules.census import Period, period_problem
from openmash.returns.rules.lacks import EFFECT_WORDS, KINDS
from openmash.returns.services.writing import KEPT, WRITER, whole_or_not
from openmash.trail import services as trail


@dataclass
class CensusWritten:
    """What went into a census: rows by table, and what records lacked, counted by its kind. `said` holds the first of them.

    `left_out` counts the children of whom nothing could be written, and `whom` names the first of them with the reasons.
    """

    tables: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(TABLES, 0)))
    lacking: Counter[str] = field(default_factory=Counter)
    said: list[dict[str, str]] = field(default_factory=list)
    left_out: int = 0
    whom: list[dict[str, Any]] = field(default_factory=list)

    def count(self, counted: Counted) -> None:
        if counted.child:
            self.tables.update(rows_of(counted.child))
        else:
            self.left_out += 1
            if len(self.whom) < KEPT:
                why = sorted({one.kind.title for one in counted.lacks})
                self.whom.append({"child": counted.person.reference, "why": why})
        for one in counted.lacks:
            self.lacking[one.kind.code] += 1
            if len(self.said) < KEPT:
                self.said.append({"child": counted.person.reference, "fact": one.fact, "words": one.words})

    @property
    def in_words(self) -> list[dict[str, Any]]:
        """What records lacked, the most frequent first."""
        return [
            {"what": KINDS[code].title, "times": times, "effect": EFFECT_WORDS[KINDS[code].effect]}
            for code, times in self.lacking.most_common()
        ]


@transaction.atomic
def write_census(*, actor: Actor, start: date, end: date, out: Path, now: datetime) -> CensusWritten:
    """Write the children in need census of a period, all of it or no file.

    Raises Denied, and RuleBroken for a period that is none, where nobody can be written, or where nothing can be put there.
    """
    permissions.check_can_write_returns(actor)
    if problem := period_problem(start, end):
        raise RuleBroken(problem, field="end")
    authority = authority_code()
    period, written = Period(start, end), CensusWritten()
    local = now.astimezone(clock.LONDON)
    with request_transaction(WRITER), whole_or_not(out) as file:
        file.write(head(period, authority=authority, release=release(), written_at=local))
        for counted in census_children(WRITER, period):
            written.count(counted)
            if counted.child:
                file.write(child_as_xml(counted.child))
        if not written.tables["Child"]:
            raise RuleBroken("No child’s case lies in this period, or none can be written: a census has at least one.")
        file.write(END)
    trail.record(
        actor=actor,
        kind="return.written",
        subject="return cin",
        at=now,
        first=start.isoformat(),
        last=end.isoformat(),
        children=written.tables["Child"],
        left_out=written.left_out,
        lacking=written.lacking.total(),
    )
    return written


def authority_code() -> str:
    """Return the three figures that the returns name the authority by. Raises RuleBroken where the pack has none."""
    home = agencies.pack_in_force().home
    if not home.returns_code:
        raise RuleBroken(
            f"The pack does not say by which number the returns name {home.name}. Write it as returns_code in the pack."
        )
    return home.returns_code


def release() -> str:
    """Return the release of the product that writes."""
    with (Path(__file__).parents[3] / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])
