"""Files that were read in, in words."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.base import worktime
from openmash.caseaudits.choices import FILE_WORDS, FileOf
from openmash.caseaudits.models import FileRead

UNITS = {FileOf.AUDITS: ("audit", "audits"), FileOf.REPORTED: ("figure", "figures")}


def file_row(one: FileRead, now: datetime) -> dict[str, Any]:
    """Return a file that was read in, as a row of a list."""
    unit, units = UNITS[FileOf(one.what)]
    return {
        "href": reverse("caseaudits:file_read", kwargs={"number": one.pk}),
        "name": one.name,
        "what": FILE_WORDS[one.what],
        "when": worktime.said_at(one.read_at, now),
        "by": one.read_by_name,
        "rows": one.rows,
        "accepted": one.accepted,
        "refused": one.rows - one.accepted,
        "came_of_it": f"{one.added:,} new {unit if one.added == 1 else units}, {one.changed:,} changed",
    }


def file_in_full(one: FileRead, now: datetime) -> dict[str, Any]:
    """Return a file that was read in, with each row that was refused or doubtful."""
    return file_row(one, now) | {
        "remarks": one.remarks,
        "refused_rows": one.refused,
        "refused_more": one.refused_count - len(one.refused),
        "doubted": one.doubted,
        "doubted_more": one.doubted_count - len(one.doubted),
    }
