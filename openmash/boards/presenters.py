"""Boards and groups in words, and their map as a drawing. Plain values in and out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from openmash.boards import rules
from openmash.boards.choices import CAPACITY_WORDS, REGIME_WORDS
from openmash.boards.models import Body, Seat
from openmash.boards.queries import BodyRow

LONGEST_LINE, MOST_LINES = 26, 2


def body_address(reference: str) -> str:
    return reverse("boards:body", kwargs={"reference": reference})


def long_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def chair_of(seats: Sequence[Seat]) -> str:
    """Return the name of the chair, or that there is none."""
    return next((f"Chair: {one.name}" for one in seats if one.capacity == "chair"), "No chair")


def body_line(row: BodyRow) -> dict[str, Any]:
    """Return a body as a line of the list, with what it lacks to be able to decide."""
    body = row.body
    lacks = rules.missing_of(body.terms, body.quorum, body.frequency, row.capacities)
    return {
        "name": body.name,
        "href": body_address(body.reference),
        "chair": chair_of(row.seats),
        "frequency": body.frequency or "Not laid down",
        "seats": len(row.seats),
        "lacks": f"Not laid down yet: {', '.join(lacks)}" if lacks else "",
    }


def nested(rows: Sequence[BodyRow]) -> list[dict[str, Any]]:
    """Return the bodies that answer to no other, each with those `below` it: the map for whoever reads it as text."""
    held = {row.body.pk: row for row in rows}
    answers_to = {row.body.pk: row.body.answers_to_id for row in rows}

    def branch(key: int) -> dict[str, Any]:
        return {**body_line(held[key]), "below": [branch(one) for one in rules.below(key, answers_to)]}

    return [branch(top) for top in rules.below(None, answers_to)]


def map_of(rows: Sequence[BodyRow]) -> dict[str, Any]:
    """Return the drawing: boxes with their name in at most two lines, and the lines between them as points."""
    held = {row.body.pk: row for row in rows}
    drawing = rules.drawn({row.body.pk: row.body.answers_to_id for row in rows})
    return {
        "width": drawing.width,
        "height": drawing.height,
        "boxes": [
            {
                "x": box.x + 1,
                "y": box.y + 1,
                "width": rules.WIDE - 2,
                "height": rules.HIGH - 2,
                "words": [
                    {"x": box.x + 12, "y": box.y + 27 + 20 * place, "text": text}
                    for place, text in enumerate(in_lines(held[box.key].body.name))
                ],
            }
            for box in drawing.boxes
        ],
        "lines": [" ".join(f"{x},{y}" for x, y in line.points) for line in drawing.lines],
    }


def in_lines(words: str) -> list[str]:
    """Return words in at most two lines of a box; what does not fit is cut with a sign of it."""
    lines = [""]
    for word in words.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= LONGEST_LINE or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    kept = [line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…" for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        kept[-1] = kept[-1][: LONGEST_LINE - 1].rstrip("…") + "…"
    return kept


def seat_line(seat: Seat, *, reference: str, may_keep: bool) -> dict[str, Any]:
    """Return one who sits there."""
    return {
        "name": seat.name,
        "organisation": seat.organisation,
        "capacity": CAPACITY_WORDS[seat.capacity],
        "deputy": seat.deputy,
        "since": f"since {long_day(seat.from_on)}",
        "end": reverse("boards:end_seat", kwargs={"reference": reference, "number": seat.pk})
        if may_keep and seat.until_on is None
        else "",
        "until": f"until {long_day(seat.until_on)}" if seat.until_on else "",
    }


def past_line(seat: Seat) -> str:
    """Return one who sat there before, in a line."""
    until = long_day(seat.until_on) if seat.until_on else ""
    return f"{seat.name}, {CAPACITY_WORDS[seat.capacity].lower()}, {long_day(seat.from_on)} to {until}"


def body_rows(body: Body, seats: Sequence[Seat], way: Sequence[Body], on: date) -> list[dict[str, Any]]:
    """Return what is laid down of a body, as rows of a summary."""
    voting = rules.voters(one.capacity for one in seats)
    rows = [
        {"key": "What it is for", "value": body.terms or "Not laid down yet"},
        {"key": "How often it meets", "value": body.frequency or "Not laid down yet"},
        {"key": "Quorum", "value": rules.quorum_words(body.quorum, voting)},
        {
            "key": "Line of sight",
            "value": ", then ".join(one.name for one in way[1:]) or "It answers to no other board here",
        },
        {"key": "Papers are asked for under", "value": REGIME_WORDS[body.regime]},
    ]
    if body.ended_on is not None and body.ended_on <= on:
        rows.append({"key": "Ended", "value": long_day(body.ended_on)})
    return rows
