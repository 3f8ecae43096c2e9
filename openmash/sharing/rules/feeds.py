"""What may stand in a standing feed, and how it is written down so that no cell is a formula."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from openmash.base.cells import plain_cell

DAILY, MOST_DAYS = 1, 92


@dataclass(frozen=True)
class Columns:
    """The items that go, in order, and those that were asked for and are withheld, each with its reason."""

    sent: tuple[str, ...]
    withheld: tuple[tuple[str, str], ...]


def columns(
    *, wanted: Sequence[str], offered: Collection[str], agreed: Collection[str], may_receive: Collection[str]
) -> Columns:
    """Return what goes of what is wanted: only what the content has, the agreement covers and the recipient may receive.

    Whatever is not named anywhere is withheld.
    """
    sent, withheld = [], []
    for item in wanted:
        if item not in offered:
            withheld.append((item, "not in this content"))
        elif item not in agreed:
            withheld.append((item, "not covered by the agreement"))
        elif item not in may_receive:
            withheld.append((item, "not for this kind of recipient"))
        else:
            sent.append(item)
    return Columns(tuple(sent), tuple(withheld))


def as_csv(*, headings: Sequence[str], columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return the rows as CSV in UTF-8, one line a row, with only these columns; what a row does not have is empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([plain_cell(heading) for heading in headings])
    for row in rows:
        writer.writerow([plain_cell(str(row.get(column, ""))) for column in columns])
    return out.getvalue().encode("utf-8")


def next_day(*, due: date, every_days: int, ran: date) -> date:
    """Return the next day of a feed: so many days after it was due, and never in the past."""
    following = due + timedelta(days=every_days)
    return following if following > ran else ran + timedelta(days=every_days)


def next_try(ran: date) -> date:
    """Return when a stopped feed is tried again: the next day."""
    return ran + timedelta(days=1)
