"""What was told about a person, in words: for the council's eyes, and as papers for the family."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from openmash.base import worktime
from openmash.release.choices import STANDING_WORDS, TELLING_WORDS, Standing
from openmash.release.queries import review_is_due

TONES = {Standing.TOLD: "green", Standing.TO_DECIDE: "amber", Standing.WITHHELD: "grey"}


def told_row(
    row: Any, *, fields: Mapping[str, str], bases: Mapping[str, str], rules: Mapping[str, str], now: datetime
) -> dict[str, Any]:
    """Return one telling as the council reads it: what, to whom, when, on which basis, and whether the family is told."""
    return {
        "reference": row.reference,
        "what": _what(row),
        "to": row.to,
        "when": worktime.said_at(row.disclosed_at, now),
        "held": ", ".join(dict.fromkeys(fields.get(one, one.replace("_", " ")) for one in row.fields)),
        "bases": [bases.get(code, code) for code in row.bases],
        "tag": {"text": STANDING_WORDS[row.standing], "tone": TONES[row.standing]},
        "must_not": row.must_not_be_told,
        "decision": decision_words(row.decision, rules, now) if row.decision is not None else None,
    }


def decision_words(decision: Any, rules: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """Return a decision to keep something from a family, or to tell it: by whom, when, why, and until when."""
    return {
        "who": f"{decision.decided_by_name}, {worktime.said_at(decision.decided_at, now)}".lstrip(", "),
        "rule": rules.get(decision.rule, decision.rule),
        "why": decision.reason,
        "review": _day(decision.review_on) if decision.review_on else "",
        "over": review_is_due(decision, now),
    }


def _what(row: Any) -> str:
    return TELLING_WORDS.get(row.what, row.what.replace("_", " ").capitalize())


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def choices_of(rows: Iterable[Any], now: datetime) -> list[tuple[str, str]]:
    """Return each telling as a choice."""
    return [(row.reference, f"{_what(row)}: {row.to}, {worktime.said_at(row.disclosed_at, now)}") for row in rows]


def receiver_choices(receivers: Iterable[Any], addresses: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return who could get the paper, with where it would go: what their record says."""
    return [
        (one.reference, f"{one.full_name}: {addresses[one.reference].replace(chr(10), ', ') or 'no address on record'}")
        for one in receivers
    ]


def sections(body: str) -> list[dict[str, Any]]:
    """Return a paper as headings with their paragraphs. A line that begins with ## is a heading."""
    found: list[dict[str, Any]] = []
    for part in (part.strip() for part in body.split("\n") if part.strip()):
        if part.startswith("## "):
            found.append({"heading": part.removeprefix("## "), "paragraphs": []})
        elif found:
            found[-1]["paragraphs"].append(part)
        else:
            found.append({"heading": "", "paragraphs": [part]})
    return found
