"""The eleven lists and their columns, and the codes of their answers, as the files beside this one have them."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
EARLIER, LATER = "August 2019", "January 2024"
# Answers that are not one of a list of codes.
TEXT, DAY, BIRTH, AGE, NUMBER = "text", "day", "birth", "age", "number"
CHILD, ADOPTER = "child", "adopter"
ADOPTERS = 11


@dataclass(frozen=True)
class Column:
    """One column: our name for it, its heading in each layout, other headings seen, how a cell is read, whether it is needed."""

    name: str
    heading: str
    answer: str
    needed: bool = False
    later: bool = False
    earlier: str = ""
    also: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading that means this column."""
        return tuple(one for one in (self.heading, self.earlier, *self.also) if one)

    def heading_of(self, layout: str) -> str:
        """Return its heading in a layout, empty where that has no such column."""
        if layout == EARLIER:
            return "" if self.later else self.earlier or self.heading
        return self.heading


@dataclass(frozen=True)
class ListLayout:
    """One of the lists: its number, what it tells of, and its columns in order."""

    number: int
    title: str
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        """What the list is called in a workbook."""
        return f"List {self.number}"

    @property
    def key(self) -> Column:
        """The column that says whom a row is about."""
        return self.columns[0]

    def column(self, name: str) -> Column:
        """Return one column by our name for it."""
        return next(one for one in self.columns if one.name == name)


def _layouts() -> dict[int, ListLayout]:
    with (HERE / "layout.toml").open("rb") as file:
        held = tomllib.load(file)["lists"]
    found = {}
    for one in held:
        columns = tuple(Column(**(entry | {"also": tuple(entry.get("also", ()))})) for entry in one["columns"])
        found[one["number"]] = ListLayout(one["number"], one["title"], columns)
    return found


LISTS = _layouts()


@lru_cache(maxsize=1)
def codes() -> dict[str, dict[str, list[str]]]:
    """Return, for each kind of answer, its codes with how the workbook writes each and what else it is called."""
    with (HERE / "codes.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def synonyms() -> Mapping[str, Mapping[str, str]]:
    """Return what councils write in place of a code, by kind of answer: words to code."""
    found: dict[str, dict[str, str]] = {}
    with (HERE / "synonyms.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["answer"], {})[row["said"]] = row["code"]
    return found


def written(answer: str, code: Any) -> str:
    """Return how the workbook writes a code; empty for none."""
    if isinstance(code, bool):
        code = "yes" if code else "no"
    words = codes()[answer].get(str(code)) if code not in (None, "") else None
    return words[0] if words else ""
