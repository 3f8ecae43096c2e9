"""Read a postcode as people type it, and look it up in a sorted table of fixed-width rows."""

import mmap
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path
from re import compile as pattern
from unicodedata import normalize

DATA = Path(__file__).resolve().parents[1] / "data"
SHIPPED_TABLE = DATA / "postcodes.dat"
MAGIC = b"openmash-postcodes-1 "

WIDTH = 7
INWARD = 3
ROW = WIDTH + 2
LONGEST_TYPED = 20

BETWEEN = pattern(r"[\s.\-]+")
LETTERS_AND_DIGITS = pattern(r"[A-Z0-9]{5,7}")
SHAPE = pattern(
    r"(?:"
    r"[A-PR-UWYZ][A-HK-Y]?[0-9][0-9]?"  # A9, A99, AA9, AA99
    r"|(?:E|N|W|EC|NW|SE|SW|WC)[0-9][A-HJKMNPR-Y]"  # A9A and AA9A: central London only
    r")[0-9][ABD-HJLNP-UW-Z]{2}"
)
MISTAKEN = {"O": "O0", "0": "0O", "I": "I1", "L": "L1", "1": "1IL"}
"""Signs that are typed for one another. A reading is tried only where the shape of postcodes asks for it."""


def tidy(typed: str) -> str:
    """Return what was typed in capitals, without the spaces, dots and hyphens between."""
    if len(typed) > LONGEST_TYPED:
        return ""
    return BETWEEN.sub("", normalize("NFKC", typed)).upper()


def spaced(compact: str) -> str:
    """Return a postcode with its space: PR18XJ as PR1 8XJ."""
    return f"{compact[:-INWARD]} {compact[-INWARD:]}"


def readings(typed: str) -> Iterator[list[str]]:
    """Yield the postcodes that can be meant, those with the fewest changed signs first.

    What has the shape of a postcode as it stands is taken as it stands.
    """
    given = tidy(typed)
    if not LETTERS_AND_DIGITS.fullmatch(given):
        return
    if SHAPE.fullmatch(given):
        yield [given]
        return
    by_changes: dict[int, list[str]] = {}
    for signs in product(*(MISTAKEN.get(sign, sign) for sign in given)):
        changes = sum(one != other for one, other in zip(signs, given, strict=True))
        reading = "".join(signs)
        if SHAPE.fullmatch(reading):
            by_changes.setdefault(changes, []).append(reading)
    for changes in sorted(by_changes):
        yield by_changes[changes]


@dataclass(frozen=True)
class PostcodeTable:
    """Postcodes with their districts: a first line with the districts, then sorted rows of nine bytes.

    A row is the first half padded to four signs, the second half, and the district's place in the
    first line. The file is mapped, not read: a look-up touches some sixteen rows.
    """

    path: Path
    districts: tuple[str, ...]
    start: int
    rows: mmap.mmap = field(repr=False, compare=False)

    @classmethod
    def open(cls, path: Path) -> "PostcodeTable":
        """Return the table in a file. Raises ValueError when it is not one."""
        with path.open("rb") as file:
            first = file.readline()
            rows = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if not first.startswith(MAGIC) or (len(rows) - len(first)) % ROW:
            raise ValueError(f"{path} is not a table of postcodes.")
        districts = first.removeprefix(MAGIC).decode("ascii").strip().split(",")
        return cls(path, tuple(districts), len(first), rows)

    def __len__(self) -> int:
        """Return how many postcodes the table holds."""
        return (len(self.rows) - self.start) // ROW

    def district(self, postcode: str) -> str | None:
        """Return the district (GSS code) of a postcode written without its space, or None."""
        wanted = padded(postcode)
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            row = self._row(middle)
            if row[:WIDTH] == wanted:
                return self.districts[int.from_bytes(row[WIDTH:], "big")]
            if row[:WIDTH] < wanted:
                low = middle + 1
            else:
                high = middle
        return None

    def find(self, typed: str) -> tuple[str, str] | None:
        """Return postcode and district of what was typed, or None where it is unknown or could be two places."""
        for alike in readings(typed):
            known = [(reading, district) for reading in alike if (district := self.district(reading)) is not None]
            if known:
                return (spaced(known[0][0]), known[0][1]) if len(known) == 1 else None
        return None

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield every postcode with its district."""
        for number in range(len(self)):
            row = self._row(number)
            postcode = row[:WIDTH].decode("ascii").replace(" ", "")
            yield spaced(postcode), self.districts[int.from_bytes(row[WIDTH:], "big")]

    def _row(self, number: int) -> bytes:
        place = self.start + number * ROW
        return self.rows[place : place + ROW]


def padded(postcode: str) -> bytes:
    """Return a postcode as the table's rows begin: the first half padded to four signs."""
    return f"{postcode[:-INWARD]:<4}{postcode[-INWARD:]}".encode("ascii")


@cache
def shipped_table() -> PostcodeTable:
    """Return the table that comes with the product: Lancashire's districts and the two unitaries beside them."""
    return PostcodeTable.open(SHIPPED_TABLE)
