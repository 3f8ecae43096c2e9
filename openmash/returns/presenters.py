"""Returns, what records lack for them, and workbooks that were read, in words. Plain values in and out."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from openmash.base import worktime
from openmash.base.fields.days import said
from openmash.returns.choices import KIND_WORDS, NO_TEAM
from openmash.returns.models import ReturnRead, ReturnWritten
from openmash.returns.queries.missing import TeamLine, WhoseLine
from openmash.returns.rules.annexa.layout import LISTS
from openmash.returns.rules.lacks import EFFECT_WORDS

SHOWN = 200


def return_row(one: ReturnWritten, now: datetime) -> dict[str, Any]:
    """Return one return as a line: of which period, who asked when, and where it stands."""
    return {
        "title": KIND_WORDS[one.kind],
        "period": f"{said(one.first)} to {said(one.last)}",
        "asked": f"{worktime.said_at(one.asked_at, now)}, by {one.asked_by_name}",
        "state": state_words(one),
        "tone": "red" if one.problem else "" if one.finished_at else "blue",
        "href": reverse("returns:return_written", kwargs={"reference": one.reference}),
    }


def state_words(one: ReturnWritten) -> str:
    """Return where a return stands, in two words."""
    if one.problem:
        return "Not written"
    if one.finished_at is None:
        return "Being written"
    return "Ready" if one.file_id else "File taken away"


def return_in_full(one: ReturnWritten, now: datetime) -> dict[str, Any]:
    """Return one return with its tables, and what records lacked."""
    return return_row(one, now) | {
        "waiting": one.finished_at is None,
        "problem": one.problem,
        "tables": [{"name": name, "rows": rows} for name, rows in one.tables.items() if rows],
        "empty": sum(not rows for rows in one.tables.values()),
        "lacking": one.lacking,
        "left_out": one.left_out,
        "size": size_words(one.file.size) if one.file else "",
        "file": reverse("returns:return_file", kwargs={"reference": one.reference}) if one.file else "",
    }


def size_words(size: int) -> str:
    """Return how large a file is."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} kB"


def team_blocks(lines: Iterable[TeamLine]) -> list[dict[str, Any]]:
    """Return what records lack, a block for each team."""
    return [
        {
            "team": team or NO_TEAM,
            "rows": [
                {
                    "title": one.kind.title,
                    "times": one.times,
                    "children": one.children,
                    "effect": EFFECT_WORDS[one.kind.effect],
                    "href": f"{reverse('returns:missing_whose', kwargs={'kind': one.kind.code})}?{urlencode({'team': team})}",
                }
                for one in held
            ],
        }
        for team, held in groupby(lines, key=lambda one: one.team)
    ]


def whose_row(one: WhoseLine, *, may_open: bool) -> dict[str, str]:
    """Return one child whose record lacks something, by reference; with where it is put right for those who may."""
    href = ""
    if may_open:
        named = {"reference": one.reference}
        href = (
            reverse("cases:fact", kwargs=named | {"fact": one.fact})
            if one.fact
            else reverse("cases:record", kwargs=named)
        )
    return {"reference": one.reference, "worker": one.worker or "Nobody recorded", "fact": one.fact, "href": href}


def read_row(one: ReturnRead, now: datetime) -> dict[str, Any]:
    """Return one workbook that was read as a line: how fresh it is, who sent it when, and what came of it."""
    state = "Nothing kept" if one.problem else "Read" if one.finished_at else "Being read"
    rows = sum(held["rows"] for held in one.lists.values())
    accepted = sum(held["accepted"] for held in one.lists.values())
    return {
        "title": one.file_name,
        "reference": one.reference,
        "asked": f"{worktime.said_at(one.asked_at, now)}, by {one.asked_by_name}",
        "until": said(one.told_until) if one.told_until else "",
        "state": state,
        "tone": "red" if one.problem else "" if one.finished_at else "blue",
        "rows": rows,
        "accepted": accepted,
        "refused": rows - accepted,
        "href": reverse("returns:return_read", kwargs={"reference": one.reference}),
    }


def read_in_full(one: ReturnRead, now: datetime) -> dict[str, Any]:
    """Return one workbook list by list: rows, refusals with their reasons, columns missing, headings that nobody knows."""
    named = {"reference": one.reference}
    return read_row(one, now) | {
        "waiting": one.finished_at is None,
        "problem": one.problem,
        "layout": one.layout,
        "children": one.children,
        "new": one.new,
        "changed": one.changed,
        "remarks": one.remarks,
        "again": reverse("returns:read_again", kwargs=named) if one.file_id and one.finished_at else "",
        "lists": [
            _list(one, number, one.lists[layout.name]) for number, layout in LISTS.items() if layout.name in one.lists
        ],
        "absent": [f"{layout.name}: {layout.title}" for layout in LISTS.values() if layout.name not in one.lists],
    }


def unknown_headings(one: ReturnRead) -> list[tuple[int, str]]:
    """Return the headings of a workbook that nobody knows, with the number of their list."""
    held = [(number, one.lists[layout.name]) for number, layout in LISTS.items() if layout.name in one.lists]
    return [(number, heading) for number, told in held for heading in told["columns_unknown"][:SHOWN]]


def _list(read: ReturnRead, number: int, held: dict[str, Any]) -> dict[str, Any]:
    headings = {column.name: column.heading for column in LISTS[number].columns}
    return {
        "name": f"List {number}",
        "title": LISTS[number].title,
        "sheet": held["sheet"],
        "rows": held["rows"],
        "accepted": held["accepted"],
        "refused": held["refused"][:SHOWN],
        "refused_in_all": held["refused_in_all"],
        "more_refused": max(0, held["refused_in_all"] - SHOWN),
        "noted": held["noted"][:SHOWN],
        "noted_in_all": held["noted_in_all"],
        "missing": held["columns_missing"],
        "unknown": [
            {
                "heading": heading,
                "href": reverse("returns:say_heading", kwargs={"reference": read.reference, "number": place}),
            }
            for place, (of, heading) in enumerate(unknown_headings(read), start=1)
            if of == number
        ],
        "understood": [
            {"heading": heading, "means": headings.get(name, name)} for heading, name in held["columns"].items()
        ],
        "remarks": held["remarks"],
    }
