"""The child process that opens a workbook a stranger made: `python -I unpacking.py BOOK OUTPUT`.

It knows no Django and no database. It gives up memory and time before it looks, writes the sheets to OUTPUT, one line of JSON
for each with its rows, and says in one line of JSON what the workbook is, or why it is not read: `{"refused": "..."}`. Formulas
are not worked out and macros are not run: what a cell showed when it was saved is read.
"""

import html
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

MEMORY = 2_500_000_000
SECONDS = 120
LARGEST_OUTPUT = 1_500_000_000
MOST_UNPACKED = 1_500_000_000
MOST_ROWS = 300_000
MOST_COLUMNS = 400
MOST_SHEETS = 200
LONGEST_CELL = 2000
DATE_MARK = "\x01"
MOST_ERRORS = 50_000
LONGEST_CELL_XML = 100_000
ERROR_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?:(?!</c>)[^>])* t="e"[^>]*>(?:(?!</c>).){0,2000}?<v>(#[A-Z0-9/!?_]{1,20})</v>',
    re.S,
)
Error = tuple[int, int, str]

TOO_MUCH = (
    "This workbook unpacks to more than can be read safely. Save it with the sheets alone that are to be read, and nothing below "
    "their last row."
)
NO_BOOK = (
    "This is not a workbook of a spreadsheet (.xlsx, .xlsm, .xlsb, .xls or .ods), or it is damaged. Open it and save it again "
    "as .xlsx."
)
LOCKED = "This workbook is locked with a password. Save it without one and read that."


class CannotOpen(Exception):
    """Why a workbook is not read, as a sentence."""


def limit() -> None:
    """Give up memory, time and everything else that a file could use up. What a system does not know is left out."""
    limits = [
        ("RLIMIT_AS", MEMORY),
        ("RLIMIT_CPU", SECONDS),
        ("RLIMIT_FSIZE", LARGEST_OUTPUT),
        ("RLIMIT_NOFILE", 64),
        ("RLIMIT_CORE", 0),
    ]
    for name, most in limits:
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (AttributeError, ValueError, OSError):
            continue


def check_zip(path: Path) -> tuple[bool, dict[str, list[Error]]]:
    """Look into a packed workbook before it is unpacked. Raises CannotOpen.

    Returns whether its days count from 1904, and the cells that hold an error, which the library gives as empty, by sheet.
    """
    if not zipfile.is_zipfile(path):
        return False, {}
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED or len(packed.infolist()) > 5000:
                raise CannotOpen(TOO_MUCH)
            for one in packed.infolist():
                if one.filename.startswith("xl/worksheets/") and one.filename.endswith(".xml"):
                    check_extent(packed, one.filename)
            if "xl/workbook.xml" not in packed.namelist():
                return False, {}
            with packed.open("xl/workbook.xml") as book:
                head = book.read(200_000).decode("utf-8", "replace")
            errors = {name: errors_in(packed, part) for name, part in parts_of(packed, head).items()}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError):
        raise CannotOpen(NO_BOOK) from None
    return bool(re.search(r'date1904\s*=\s*"(1|true)"', head)), errors


def parts_of(packed: zipfile.ZipFile, head: str) -> dict[str, str]:
    """Return the part of the packed workbook that holds each sheet, by the sheet's name."""
    names = set(packed.namelist())
    if "xl/_rels/workbook.xml.rels" not in names:
        return {}
    with packed.open("xl/_rels/workbook.xml.rels") as file:
        links = file.read(200_000).decode("utf-8", "replace")
    targets = {}
    for one in re.findall(r"<Relationship\b[^>]*>", links):
        said = dict(re.findall(r'(\w+)="([^"]*)"', one))
        targets[said.get("Id", "")] = said.get("Target", "").lstrip("/").removeprefix("xl/")
    found = {}
    for one in re.findall(r"<sheet\b[^>]*>", head):
        said = dict(re.findall(r'([\w:]+)="([^"]*)"', one))
        part = f"xl/{targets.get(said.get('r:id', ''), '')}"
        if part in names:
            found[html.unescape(said.get("name", ""))] = part
    return found


def errors_in(packed: zipfile.ZipFile, part: str) -> list[Error]:
    """Return the cells of a sheet that hold an error, such as #N/A: line and column from nought, and the error."""
    found: list[Error] = []
    rest = b""
    with packed.open(part) as sheet:
        while chunk := sheet.read(1_000_000):
            held = rest + chunk
            if b't="e"' in held:
                for letters, line, words in ERROR_CELL.findall(held):
                    if len(found) < MOST_ERRORS:
                        found.append((int(line) - 1, place(letters.decode()) - 1, words.decode("ascii", "replace")))
            cut = held.rfind(b"</c>")
            rest = held[cut + 4 :] if cut >= 0 and len(held) - cut < LONGEST_CELL_XML else b""
    return found


def check_extent(packed: zipfile.ZipFile, name: str) -> None:
    """Refuse a sheet that says of itself that it is wider and longer than memory: all of it would be held."""
    with packed.open(name) as sheet:
        head = sheet.read(4000).decode("utf-8", "replace")
    found = re.search(r'<dimension ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"', head)
    if found and (int(found[4]) - int(found[2]) + 1) * (place(found[3]) - place(found[1]) + 1) > 60_000_000:
        raise CannotOpen(TOO_MUCH)


def place(letters: str) -> int:
    """Return the number of a column from its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def cell(value: Any) -> Any:
    """Return one cell as it is handed on: a day with a mark before it, words cut where no answer is as long."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST_CELL else value[:LONGEST_CELL]
    if isinstance(value, datetime):
        return f"{DATE_MARK}{value.date().isoformat()}"
    if isinstance(value, date):
        return f"{DATE_MARK}{value.isoformat()}"
    if isinstance(value, time | timedelta):
        return str(value)
    return value


def rows_of(sheet: Any) -> Iterator[list[Any]]:
    """Give the rows of a sheet from its first line on. Raises CannotOpen for more than any list has."""
    first = sheet.start[0] if sheet.start else 0
    for _ in range(min(first, MOST_ROWS)):
        yield []
    for number, row in enumerate(sheet.iter_rows()):
        if number >= MOST_ROWS:
            raise CannotOpen(
                f"The sheet {sheet.name} has more than {MOST_ROWS:,} rows, more than any list of any council. Delete what is "
                "below the last row of data and save it again."
            )
        yield [cell(value) for value in row[:MOST_COLUMNS]]


def unpack(path: Path, output: Path) -> dict[str, Any]:
    """Write the sheets of a workbook, and return what it is. Raises CannotOpen."""
    import python_calamine as calamine

    from_1904, errors = check_zip(path)
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
    except calamine.PasswordError:
        raise CannotOpen(LOCKED) from None
    except (calamine.CalamineError, OSError, ValueError) as problem:
        raise CannotOpen(LOCKED if "password" in str(problem).lower() else NO_BOOK) from None
    sheets = []
    with output.open("w", encoding="utf-8") as file:
        for name in book.sheet_names[:MOST_SHEETS]:
            try:
                sheet = book.get_sheet_by_name(name)
            except (calamine.CalamineError, ValueError):
                continue  # a chart, or a sheet that is damaged: what is left can still be read
            rows = list(rows_of(sheet))
            for line, column, words in errors.get(name, ()):
                if line < len(rows) and column < len(rows[line]):
                    rows[line][column] = words
            while rows and not any(value not in (None, "") for value in rows[-1]):
                rows.pop()
            width = sheet.end[1] + 1 if sheet.end else 0
            wide = width if width > MOST_COLUMNS else 0
            file.write(json.dumps({"name": name, "rows": rows, "wide": wide}, ensure_ascii=False))
            file.write("\n")
            sheets.append(name)
    return {"sheets": sheets, "from_1904": from_1904}


def main(arguments: list[str]) -> int:
    """Unpack one workbook under limits, and say what became of it."""
    limit()
    try:
        said = unpack(Path(arguments[0]), Path(arguments[1]))
    except CannotOpen as why:
        said = {"refused": str(why)}
    except (MemoryError, OSError):
        said = {"refused": TOO_MUCH}
    except Exception as problem:  # whatever the library makes of it, it is no workbook that can be read
        said = {"refused": TOO_MUCH if "memory" in str(problem).lower() else NO_BOOK}
    sys.stdout.write(json.dumps(said))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
