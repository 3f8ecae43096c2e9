"""Cases behind a figure, in words: no names, only where each contact is found and when it was due and done."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe

from openmash.base import clock
from openmash.indicators.rendering.sparklines import sparkline
from openmash.indicators.rules.periods import Period, add_months, day_in_words


def _when(moment: datetime | None) -> str:
    if moment is None:
        return "Not yet"
    local = moment.astimezone(clock.LONDON)
    return f"{local.day} {local:%B %Y, %H:%M}"


def case_row(contact: Any) -> dict[str, Any]:
    """Return one contact of a list of cases."""
    return {
        "reference": contact.reference,
        "href": reverse("frontdoor:contact", kwargs={"reference": contact.reference}),
        "received": _when(contact.received_at),
        "decided": _when(contact.first_decided_at),
        "answered": _when(contact.answered_at),
        "colour": contact.rag.capitalize() or "No colour set",
        "place": ", ".join(filter(None, [contact.locality or "No locality found", contact.team.name])),
    }


def pulse_words(said: list[tuple[date, list[str]]]) -> list[dict[str, Any]]:
    """Return what people wrote in each round, under its day."""
    return [{"opened": day_in_words(opened), "words": words} for opened, words in said]


def child_row(person: Any) -> dict[str, Any]:
    """Return one child of a list of cases: where it is found, and no name."""
    return {"reference": person.reference, "href": reverse("web:child", kwargs={"reference": person.reference})}


def choices_of_months(now: datetime, number: int, chosen: Period, *, every: int = 1) -> list[dict[str, Any]]:
    """Return the months until which a year can be asked for, the latest first."""
    first = add_months(clock.london_day(now).replace(day=1), -1)
    months = [add_months(first, -back) for back in range(0, number, every)]
    held = chosen.end.replace(day=1)
    months = months if held in months else [held, *months]
    return [{"value": f"{one:%Y-%m}", "text": f"{one:%B %Y}", "chosen": one == held} for one in months]


def measure_href(code: str, asked: str) -> str:
    return reverse("indicators:measure", kwargs={"measure": code}) + asked


def measure_line(line: Any, asked: str) -> dict[str, Any]:
    """Return one measure of the list: its figure, its line, and what its chart says."""
    entry, target = line.entry, line.entry.target
    return {
        "title": entry.title,
        "href": measure_href(entry.code, asked),
        "sentence": line.figure.sentence,
        "spark": mark_safe(sparkline(line.values, label=f"{entry.title}, month by month")),  # noqa: S308 - drawn by us
        "says": line.says,
        "signal": line.says.startswith("a signal"),
        "target": f"The aim is {target:g}%." if target is not None else "",
    }


def scorecard_rows(card: Any, asked: str) -> list[dict[str, Any]]:
    """Return the scorecard by theme: a row a measure, a cell a locality, and the whole last."""
    return [
        {
            "title": title,
            "rows": [
                {
                    "title": entry.title,
                    "href": measure_href(entry.code, asked),
                    "cells": [figure_in_a_cell(figure) for figure in figures],
                }
                for entry, figures in rows
            ],
        }
        for title, rows in card.themes
    ]


def figure_in_a_cell(figure: Any) -> dict[str, str]:
    """Return a figure in few words: its numbers, and its share where there are enough cases."""
    if figure.lacking:
        return {"numbers": "No figure", "share": ""}
    share = f"{figure.percent_shown} ({figure.interval_shown})" if figure.percent_shown else ""
    return {"numbers": f"{figure.numerator_shown} of {figure.denominator_shown}", "share": share}


def exception_row(one: Any, asked: str) -> dict[str, str]:
    """Return an exception: the measure, where, and what the data say."""
    return {
        "title": one.entry.title,
        "href": measure_href(one.entry.code, asked),
        "where": one.locality or "The whole area",
        "words": one.words,
    }
