"""The plan of a cycle as a page shows it: week by week, and as lists."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from openmash.base.worktime import in_full
from openmash.improvement.choices import COLOUR_LETTERS, COLOUR_WORDS, CYCLE_WORDS
from openmash.improvement.rules import plan as rules

NO_PRIORITY = "Not under a priority yet"
NO_OWNER = "No owner yet"


def cycle_words(cycle: Any, today: date) -> dict[str, Any]:
    """Return which cycle it is, its days, and which week of it today lies in."""
    week = rules.week_of(today, starts_on=cycle.starts_on)
    days = f"{in_full(cycle.starts_on)} to {in_full(cycle.ends_on)}"
    now = {0: "It has not begun yet.", rules.WEEKS + 1: "Its twelve weeks are over."}
    return {
        "number": cycle.number,
        "title": f"Cycle {cycle.number}",
        "days": days,
        "state": CYCLE_WORDS[cycle.state],
        "week": week,
        "now": now.get(week, f"This is week {week} of {rules.WEEKS}."),
        "agreed": cycle.agreed_words,
    }


def week_choices(starts_on: date) -> list[tuple[str, str]]:
    """Return the weeks of a cycle to choose from, each with the day on which it begins."""
    begins = [rules.week_begins(week, starts_on=starts_on) for week in range(1, rules.WEEKS + 1)]
    return [(str(number), f"Week {number}, from {day.day} {day:%B}") for number, day in enumerate(begins, start=1)]


def colour_tag(colour: str) -> dict[str, str] | None:
    """Return a colour as a tag that says its name and what it means; None without one."""
    if not colour:
        return None
    return {
        "text": f"{colour.capitalize()}: {COLOUR_WORDS[colour][0].lower()}{COLOUR_WORDS[colour][1:]}",
        "tone": colour,
    }


def line(one: Any, today: date) -> dict[str, Any]:
    """Return an action as one entry of a list; a day that is over, of what is not done, is said to be."""
    weeks = ""
    if one.start:
        weeks = f"Week {one.start}" if one.start == one.end else f"Weeks {one.start} to {one.end}"
    notes = [*one.gaps, *(f"Waits for: {words}" for words in one.waits_for)]
    if one.slipped:
        notes.append("Slipped once." if one.slipped == 1 else f"Slipped {one.slipped} times.")
    if one.carried:
        notes.append(f"Carried over: {one.carried}")
    late = one.due_on is not None and one.due_on < today and not one.done
    return {
        "reference": one.reference,
        "href": reverse("improvement:board_action", kwargs={"reference": one.reference}),
        "words": one.words,
        "owners": ", ".join(one.owners) or NO_OWNER,
        "lead": one.owners[0] if one.owners else NO_OWNER,
        "weeks": weeks,
        "due": f"{'was to be done by' if late else 'by'} {in_full(one.due_on)}" if one.due_on else "",
        "tag": colour_tag(one.colour),
        "reason": one.reason,
        "notes": notes,
    }


def weeks_table(rows: Sequence[Any], cycle: Any, today: date) -> list[dict[str, Any]]:
    """Return the plan as one table a priority: each action with a cell a week, its letter where it runs, today’s week marked."""
    week = rules.week_of(today, starts_on=cycle.starts_on)
    found: dict[str, list[dict[str, Any]]] = {}
    for one in rows:
        cells = [
            {
                "week": number,
                "in": one.start <= number <= one.end,
                "letter": COLOUR_LETTERS.get(one.colour, "–") if one.start <= number <= one.end else "",
                "colour": one.colour or "none",
                "now": number == week,
            }
            for number in range(1, rules.WEEKS + 1)
        ]
        found.setdefault(one.priority or NO_PRIORITY, []).append(
            line(one, today) | {"cells": cells, "outcome": one.outcome}
        )
    heads = [
        {"number": number, "day": f"{day.day} {day:%b}", "now": number == week}
        for number in range(1, rules.WEEKS + 1)
        for day in [rules.week_begins(number, starts_on=cycle.starts_on)]
    ]
    return [{"title": title, "rows": held, "heads": heads} for title, held in found.items()]


def lines_by_owner(rows: Sequence[Any], today: date) -> list[dict[str, Any]]:
    """Return the actions under each of their owners, by name; those without one last."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in rows:
        for place, name in enumerate(one.owners or (NO_OWNER,)):
            led = " (leads)" if place == 0 and len(one.owners) > 1 else ""
            found.setdefault(name, []).append(line(one, today) | {"led": led})
    return [
        {"title": name, "lines": lines}
        for name, lines in sorted(found.items(), key=lambda pair: (pair[0] == NO_OWNER, pair[0].casefold()))
    ]
