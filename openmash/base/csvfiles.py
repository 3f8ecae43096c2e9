"""CSV files as offices save them: UTF-8 or not, commas or semicolons, with a mark at the beginning or none."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from openmash.base.errors import RuleBroken

CHUNK = 1 << 20
MOST_LINES_IN_A_CELL = 20
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass
class CsvFile:
    """A file opened for reading: its columns as they are compared, and what is unusual about it."""

    columns: list[str]
    encoding: str
    remarks: list[str] = field(default_factory=list)
    _rows: Iterator[list[str]] = field(default_factory=lambda: iter(()))
    _text: io.TextIOWrapper | None = None

    def rows(self) -> Iterator[tuple[int, dict[str, str], str]]:
        """Yield each data row: its number from 1, its cells by column, and what is wrong with its shape.

        Raises RuleBroken when the file cannot be read on.
        """
        number = 0
        while True:
            try:
                cells = next(self._rows, None)
            except csv.Error:
                raise RuleBroken(_unclosed(number + 1)) from None
            except UnicodeError:
                raise RuleBroken(_cut_short(number + 1, self.encoding)) from None
            if cells is None:
                break
            if not any(cell.strip() for cell in cells):
                continue
            number += 1
            if any(cell.count("\n") > MOST_LINES_IN_A_CELL for cell in cells):
                raise RuleBroken(_unclosed(number))
            surplus = any(cell.strip() for cell in cells[len(self.columns) :])
            problem = "The row has more cells than the first line has columns." if surplus else ""
            yield number, dict(zip(self.columns, cells, strict=False)), problem
        if self._text:
            self._text.detach()


def _cut_short(number: int, encoding: str) -> str:
    return (
        f"From row {number} on the file cannot be read: its letters are not those of {encoding.upper()}. It may have been cut "
        "short. Save it as CSV, UTF-8, and load it again."
    )


def _unclosed(number: int) -> str:
    return f"From row {number} on the file cannot be read: a quotation mark is opened there and not closed."


def open_csv(file: BinaryIO) -> CsvFile:
    """Open a CSV file. Raises RuleBroken with a sentence when it is none."""
    encoding, remarks = _encoding_of(file)
    file.seek(0)
    errors = "replace" if encoding == "cp1252" else "strict"
    text = io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="")
    try:
        first = text.readline(CHUNK)
        while first and not first.strip(" ,;\t|\r\n"):
            first = text.readline(CHUNK)
    except UnicodeError:
        raise RuleBroken(_cut_short(1, encoding)) from None
    if not first:
        raise RuleBroken("The file is empty. Its first line must name the columns.")
    separator = max(SEPARATORS, key=first.count)
    if separator != ",":
        remarks.append(f"The columns are parted by {SEPARATORS[separator]}, not commas.")
    try:
        names = next(csv.reader([first], delimiter=separator))
    except csv.Error:
        raise RuleBroken("The first line cannot be read as the names of columns. Save the file as CSV again.") from None
    columns = ["_".join(name.strip().lower().split()) for name in names]
    return CsvFile(columns, encoding, remarks, csv.reader(text, delimiter=separator), text)


def _encoding_of(file: BinaryIO) -> tuple[str, list[str]]:
    """Return how the file is written: UTF-8, UTF-16 with its mark, and for anything else Windows-1252, told."""
    file.seek(0)
    head = file.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", ["The file is written in UTF-16, not UTF-8."]
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise RuleBroken("This is not a CSV file. Open it where it was made and save it as CSV, UTF-8.")
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252", ["The file is not written in UTF-8. It was read as Windows-1252: check names with accents."]
    return "utf-8-sig", []
