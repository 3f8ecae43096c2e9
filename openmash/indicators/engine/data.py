"""The tables of an extract, as expressions that are bound to no engine yet: DuckDB here, Spark elsewhere."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from openmash.indicators.engine.sources import SOURCES, TEXT, WHOLE

MADE: dict[str, dict[str, str]] = {
    "placed": {"id": WHOLE, "team": TEXT, "locality": TEXT},
    "registered": {
        "id": WHOLE,
        "person_id": WHOLE,
        "since": "date",
        "until": "date",
        "register": TEXT,
        "team_code": TEXT,
        "own_service": "boolean",
        "locality": TEXT,
    },
    "moment": {"at": "timestamp('UTC')", "today": "date"},
    "months": {"ends_on": "date"},
}
"""Tables that are worked out: what `preparing` makes, the moment that is counted, and the ends of months until then."""


@cache
def table(name: str) -> Any:
    """Return a table of the extract by its name, not bound to any engine."""
    import ibis

    columns = MADE.get(name) or {column: one.type for column, one in SOURCES[name].columns.items()}
    return ibis.table(columns, name=name)


@dataclass(frozen=True)
class Data:
    """What expressions are made of: the tables, the moment of counting, and what the pack says of codes.

    `passing` are the outcomes by which a contact goes to the worker of an open case. `months` are the days on which standing
    cohorts are counted.
    """

    passing: tuple[str, ...] = ()

    def __getattr__(self, name: str) -> Any:
        return table(name)

    @property
    def at(self) -> Any:
        """The moment of counting."""
        return table("moment").at.max().as_scalar()

    @property
    def today(self) -> Any:
        """The day in London of the moment of counting."""
        return table("moment").today.max().as_scalar()
