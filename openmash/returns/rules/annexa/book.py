"""A workbook as it is understood: each list's rows, what was refused and why, and which children are told of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from openmash.base.workbooks import Sheet
from openmash.returns.rules.annexa.cells import Cells
from openmash.returns.rules.annexa.headings import SheetFound, bare, find_list, layout_of, list_named, missing_from
from openmash.returns.rules.annexa.layout import ADOPTERS, AGE, DAY, LISTS, ListLayout

NO_CHILD = "The row has no number of the child. Merged cells keep their words in the first row alone."
NO_ADOPTER = "The row has no number of the adopter. Merged cells keep their words in the first row alone."
NOT_GIVEN = "The row says nothing without it."
NO_COLUMN = "The list has no column of this name, so nothing of it can be kept."
ENDS_FIRST = "It cannot have ended before it began."
LONG_BEFORE_BIRTH = "This day lies long before the child was born."
LONGEST_NUMBER = 60
EMPTY = (None, "")
# Of refused and doubtful cells so many are kept, and of the doubtful ones told: the command line tells all that are refused.
NOTED = 1000
# What is known of a child before birth: no case begins earlier (`cases` says the same).
BEFORE_BIRTH = timedelta(days=300)
TOO_LONG = f"The number is longer than {LONGEST_NUMBER} characters."


@dataclass(slots=True)
class RowRead:
    """One row of a list: its number among the rows of data, its line in the sheet, and what it says by our names."""

    number: int
    line: int
    values: dict[str, Any]


@dataclass(frozen=True)
class Remark:
    """What is said of one cell: the row of data, the line of the sheet, the heading, and the sentence."""

    row: int
    line: int
    column: str
    reason: str

    def as_data(self) -> dict[str, Any]:
        """Return it as it is told."""
        return {"row": self.row, "column": self.column, "reason": self.reason, "line": self.line}


# What facts are given that is no column of its own, by the column it is made of.
MADE_OF: dict[str, set[str]] = {
    "ended": {"ended_on"},
    "no_action": {"outcome", "ended_on"},
    "conference_on": {"ended_on"},
    "plan": {"outcome"},
    "alone": {"seen"},
    "seen_on": {"seen"},
    "legal": {"status"},
}


@dataclass
class ListRead:
    """What came of one list. `rows` are those that can be kept; the others are refused.

    `hindered` are the children of whom a row was refused for its own sake, with the row.
    """

    layout: ListLayout
    sheet: str = ""
    total: int = 0
    rows: list[RowRead] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    noted: list[Remark] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    mapped: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    hindered: list[tuple[str, int]] = field(default_factory=list)

    def as_data(self, *, most: int | None = None) -> dict[str, Any]:
        """Return what came of the list as it is told: rows, accepted, refused, the columns that are missing or not known."""
        return {
            "rows": self.total,
            "accepted": len(self.rows),
            "refused": [one.as_data() for one in self.refused[:most]],
            "columns_missing": self.missing,
            "columns_unknown": self.unknown,
            "noted": [one.as_data() for one in self.noted[: most or NOTED]],
            "sheet": self.sheet,
            "remarks": self.remarks,
        }

    def as_kept(self) -> dict[str, Any]:
        """Return what came of the list as it is kept: with what each heading was taken for, and how much is not listed."""
        return self.as_data(most=NOTED) | {
            "columns": self.mapped,
            "refused_in_all": len({one.row for one in self.refused}),
            "noted_in_all": len(self.noted),
        }

    @property
    def key(self) -> str:
        """The heading of the column that says whom a row is about, as this sheet has it."""
        name = self.layout.key.name
        return next((heading for heading, column in self.mapped.items() if column == name), self.layout.key.heading)

    @property
    def speaks_of(self) -> frozenset[str]:
        """The answers that the sheet has a place for: its columns by our names, and what is made of them."""
        here = set(self.mapped.values())
        return frozenset(here.union(*(MADE_OF[name] for name in here & set(MADE_OF))))

    def heading(self, name: str) -> str:
        """Return the heading of a column in this sheet, or in the layout where the sheet has none."""
        found = next((heading for heading, column in self.mapped.items() if column == name), "")
        return found or next((one.heading for one in self.layout.columns if one.name == name), name)


@dataclass
class BookRead:
    """A workbook that was read: its layout, its lists by number, and sheets that look like a list and are none."""

    layout: str
    lists: dict[int, ListRead]
    remarks: list[str] = field(default_factory=list)
    told_until: date | None = None

    def refuse_child(self, number: int, row: RowRead, column: str, reason: str) -> None:
        """Refuse a row that was taken for sound, and with it all that the workbook says of the same child."""
        held = self.lists[number]
        held.refused.append(Remark(row.number, row.line, column, reason))
        held.rows = [one for one in held.rows if one is not row]
        key = held.layout.key.name
        refuse_with(self, {row.values[key]: (held.layout.name, row.number)}, children=number != ADOPTERS)


def read_book(
    sheets: Sequence[Sheet], *, said: Mapping[int, Mapping[str, str]], today: date, from_1904: bool = False
) -> BookRead:
    """Return what a workbook says. A child of whom one row is refused is refused whole, in every list."""
    found: dict[int, tuple[SheetFound, Sheet]] = {}
    remarks = []
    for sheet in sheets:
        one = find_list(sheet.name, sheet.rows, said)
        if one is None:
            if list_named(sheet.name):
                remarks.append(
                    f"The sheet {sheet.name} has no row of headings that is known, so nothing of it was read."
                )
        elif one.layout.number in found and len(found[one.layout.number][1].rows) >= len(sheet.rows):
            remarks.append(f"The sheet {sheet.name} holds {one.layout.name} a second time; it was left out.")
        else:
            if one.layout.number in found:
                second = found[one.layout.number][1].name
                remarks.append(f"The sheet {second} holds {one.layout.name} a second time; it was left out.")
            found[one.layout.number] = (one, sheet)
    layout = layout_of([one for one, _ in found.values()])
    cells = Cells(today, from_1904)
    lists = {number: _read_list(*found[number], layout, cells) for number in sorted(found)}
    book = BookRead(layout, lists, remarks, _told_until(lists.values()))
    _check_births(book)
    wanted: dict[str, tuple[str, int]] = {}
    for number, held in lists.items():
        if number != ADOPTERS:
            for child, row in held.hindered:
                wanted.setdefault(child, (held.layout.name, row))
    refuse_with(book, wanted, children=True)
    return book


def refuse_with(book: BookRead, about: Mapping[str, tuple[str, int]], *, children: bool) -> None:
    """Refuse the sound rows of those of whom another row is refused, and say which."""
    if not about:
        return
    for number, held in book.lists.items():
        if (number != ADOPTERS) is not children:
            continue
        key, kept = held.layout.key.name, []
        for row in held.rows:
            told = about.get(row.values[key])
            if told is None:
                kept.append(row)
                continue
            reason = f"belongs to a child of whom row {told[1]} of {told[0]} is refused"
            held.refused.append(Remark(row.number, row.line, held.key, reason))
        held.rows = kept
        held.refused.sort(key=lambda one: one.row)


def _told_until(lists: Any) -> date | None:
    """Return the last day on which anything in the workbook happened."""
    last = date.min
    for held in lists:
        days = [column.name for column in held.layout.columns if column.answer == DAY]
        for row in held.rows:
            for name in days:
                day = row.values.get(name)
                if day is not None and day > last:
                    last = day
    return last if last > date.min else None


def _read_list(found: SheetFound, sheet: Sheet, layout: str, cells: Cells) -> ListRead:
    held = ListRead(found.layout, sheet.name, missing=missing_from(found, layout), unknown=found.mapped.unknown)
    held.mapped = {found.mapped.headings[place]: column.name for place, column in found.mapped.columns.items()}
    if sheet.wide:
        held.remarks.append(f"The sheet has {sheet.wide:,} columns; the first {len(sheet.rows[0])} were looked at.")
    columns = [
        (place, column, found.mapped.headings[place], cells.known(column.answer))
        for place, column in found.mapped.columns.items()
    ]
    here = {column.name for _, column, _, _ in columns}
    absent = [column.heading for column in found.layout.columns if column.needed and column.name not in here]
    for line, row in enumerate(sheet.rows[found.row + 1 :], start=found.row + 2):
        if (not row or row[0] in EMPTY) and all(cell in EMPTY for cell in row):
            continue
        held.total += 1
        read = RowRead(held.total, line, {})
        problems = [(heading, NO_COLUMN) for heading in absent] or _read_row(held, read, row, columns, cells)
        if problems:
            held.refused += [Remark(read.number, line, heading, reason) for heading, reason in problems]
            if child := read.values.get(found.layout.key.name):
                held.hindered.append((child, read.number))
        else:
            held.rows.append(read)
    return held


def _read_row(
    held: ListRead, read: RowRead, row: Sequence[Any], columns: Sequence[Any], cells: Cells
) -> list[tuple[str, str]]:
    """Read a row, and return what refuses it."""
    problems, width = [], len(row)
    for place, column, heading, known in columns:
        value = row[place] if place < width else None
        if value is None or value == "":
            if column.needed:
                problems.append((heading, _lacking(held, column)))
            continue
        said = known.get(value)
        if said is None or value is True or value is False:  # True is the key that 1 is
            said = cells.read(column.answer, value)
        if said.problem:
            problems.append((heading, said.problem))
        elif said.note:
            held.noted.append(Remark(read.number, read.line, heading, said.note))
        if said.value is not None and not said.problem:
            read.values[column.name] = said.value
        elif column.needed and not said.problem:
            problems.append((heading, _lacking(held, column)))
    return problems or _impossible(held, read.values)


def _lacking(held: ListRead, column: Any) -> str:
    if column is held.layout.key:
        return NO_ADOPTER if held.layout.number == ADOPTERS else NO_CHILD
    return NOT_GIVEN


def _impossible(held: ListRead, values: dict[str, Any]) -> list[tuple[str, str]]:
    if len(values[held.layout.key.name]) > LONGEST_NUMBER:
        return [(held.key, TOO_LONG)]
    began, ended = values.get("began"), values.get("ended")
    if began and ended and ended < began:
        return [(held.heading("ended"), ENDS_FIRST)]
    return []


def _check_births(book: BookRead) -> None:
    """Refuse rows that tell of a day long before the birth of their child, by what is said last of it."""
    born: dict[str, date] = {}
    for number, held in book.lists.items():
        if number != ADOPTERS:
            born |= {
                row.values["child"]: day for row in held.rows if (day := row.values.get("date_of_birth")) is not None
            }
    for held in book.lists.values():
        kept = []
        for row in held.rows:
            day = born.get(row.values.get("child", ""))
            began = row.values.get("began")
            if day is not None and began is not None and began < day - BEFORE_BIRTH:
                held.refused.append(Remark(row.number, row.line, held.heading("began"), LONG_BEFORE_BIRTH))
                held.hindered.append((row.values["child"], row.number))
            else:
                kept.append(row)
        held.rows = kept


def unborn_of(values: Mapping[str, Any]) -> bool:
    """Whether a row says that the child is not born yet: its age is below nought."""
    return values.get(AGE) == -1


def heading_key(heading: str) -> str:
    """Return a heading as it is remembered for a council."""
    return bare(heading)


def columns_of(number: int) -> list[tuple[str, str]]:
    """Return what a heading of a list can mean: our name of the column, and its own heading."""
    return [(column.name, column.heading) for column in LISTS[number].columns]
