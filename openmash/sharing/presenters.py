"""The register and the feeds in words, tags and days for their pages."""

from datetime import date
from typing import Any

from django.urls import reverse

from openmash.base.clock import london_day
from openmash.base.worktime import in_full, said_at
from openmash.sharing.choices import (
    DOCUMENT_WORDS,
    FEED_STATE_WORDS,
    SHARE_ANSWER_WORDS,
    STATE_WORDS,
    FeedState,
    ShareAnswer,
    VersionState,
)
from openmash.sharing.queries import DocumentRow, FeedRow, VersionRow

TONES = {
    VersionState.DRAFT: "grey",
    VersionState.APPROVED: "blue",
    VersionState.IN_FORCE: "green",
    VersionState.SUPERSEDED: "grey",
    VersionState.LAPSED: "red",
}
ANSWER_TONES = {ShareAnswer.ALLOWED: "green", ShareAnswer.WARNED: "amber", ShareAnswer.STOPPED: "red"}
SOON = 60


def state_tag(state: str) -> dict[str, str]:
    """Return where a version stands as a tag."""
    return {"text": STATE_WORDS[state], "tone": TONES[VersionState(state)]}


def answer_tag(answer: str) -> dict[str, str]:
    """Return whether something went, as a tag."""
    return {"text": SHARE_ANSWER_WORDS[answer], "tone": ANSWER_TONES[ShareAnswer(answer)]}


def document_address(reference: str) -> str:
    """Return where a document is shown."""
    return reverse("sharing:document", kwargs={"reference": reference})


def feed_address(reference: str) -> str:
    """Return where a feed is shown."""
    return reverse("sharing:feed", kwargs={"reference": reference})


def register_line(row: DocumentRow, *, on: date) -> dict[str, Any]:
    """Return a document as a line of the register."""
    shown = row.shown
    waiting = row.latest if row.latest is not shown else None
    return {
        "href": document_address(row.reference),
        "reference": row.reference,
        "title": row.title,
        "kind": DOCUMENT_WORDS[row.kind],
        "tag": state_tag(shown.standing),
        "version": f"version {shown.number}",
        "waiting": f"Version {waiting.number}: {STATE_WORDS[waiting.standing].lower()}" if waiting else "",
        "parties": ", ".join(shown.parties),
        "review": review_words(row.next_review, on=on) if shown.standing != VersionState.SUPERSEDED else "",
    }


def review_words(day: date | None, *, on: date) -> str:
    """Return when it is reviewed next, and how near that is."""
    if day is None:
        return "No day given"
    if day < on:
        return f"{in_full(day)}, passed"
    left = (day - on).days
    return f"{in_full(day)}, in {left} day{'s' * (left != 1)}" if left <= SOON else in_full(day)


def version_card(version: VersionRow, *, reference: str, acts: list[dict[str, str]]) -> dict[str, Any]:
    """Return one version as a summary card, with what may be done with it."""
    rows = [
        ("What it is for", version.words),
        ("Agencies", {"lines": list(version.parties)} if version.parties else ""),
        ("Purposes", {"lines": list(version.purposes)} if version.purposes else ""),
        ("Lawful bases", {"lines": list(version.bases)} if version.bases else ""),
        ("Items", ", ".join(version.items)),
        ("Kept for", version.retention),
        ("Reviewed by", in_full(version.review_on) if version.review_on else ""),
        *([("Ends on", in_full(version.ends_on))] if version.ends_on else []),
        *([("Signed document", version.kept_at)] if version.kept_at else []),
        ("What happened", {"lines": happened(version)}),
    ]
    return {
        "id": f"version-{version.number}",
        "title": f"Version {version.number}",
        "tag": state_tag(version.standing),
        "actions": [act | {"hidden": f"version {version.number}"} for act in acts],
        "rows": [{"key": key, "value": value} for key, value in rows],
        "reference": reference,
    }


def happened(version: VersionRow) -> list[str]:
    """Return what was done with a version, one sentence for each step."""
    lines = [f"Drafted {_day(version.drafted_at)} by {version.drafted_by}"]
    if version.approved_at:
        signed = f", signed by {version.approved_for}" if version.approved_for else ""
        lines.append(f"Approved {_day(version.approved_at)} by {version.approved_by}{signed}")
    if version.in_force_at:
        lines.append(f"In force since {_day(version.in_force_at)}, brought into force by {version.in_force_by}")
    if version.over_at:
        lines.append(f"{STATE_WORDS[version.standing]} {_day(version.over_at)}: {version.over_reason}")
    return lines


def _day(moment: Any) -> str:
    return in_full(london_day(moment))


def warning_line(warning: Any, *, now: Any) -> dict[str, Any]:
    """Return one time that something was shared with a warning, by the reference of its record alone."""
    return {
        "when": said_at(warning.warned_at, now),
        "about": f"{warning.subject_kind} {warning.subject}",
        "between": f"{warning.from_agency.name} to {warning.to_agency.name}",
        "words": warning.sentences[0] if warning.sentences else "",
    }


def feed_line(row: FeedRow, *, now: Any) -> dict[str, Any]:
    """Return a feed as a line: what, to whom, and what became of it the last time."""
    latest = row.latest
    return {
        "href": feed_address(row.reference),
        "reference": row.reference,
        "title": row.title,
        "to": row.to,
        "document": row.document_title,
        "every": every_words(row.every_days),
        "next": in_full(row.next_on) if row.state == FeedState.RUNNING else FEED_STATE_WORDS[row.state],
        "tag": answer_tag(latest.answer) if latest else {"text": "Has not run yet", "tone": "grey"},
        "latest": said_at(latest.ran_at, now) if latest else "",
    }


def feed_summary(row: FeedRow) -> list[dict[str, Any]]:
    """Return what a feed is, as rows of a summary list."""
    going = row.state == FeedState.RUNNING
    return [
        {"key": "To", "value": row.to},
        {"key": "Under", "value": {"text": row.document_title, "href": document_address(row.document)}},
        {"key": "Purpose", "value": row.purpose},
        {"key": "Lawful bases", "value": {"lines": list(row.bases)}},
        {"key": "Items", "value": ", ".join(row.items)},
        {"key": "How often", "value": every_words(row.every_days)},
        {"key": "Next", "value": in_full(row.next_on) if going else f"Ended: {row.ended_reason}"},
    ]


def run_card(run: Any, titles: dict[str, str], *, now: Any) -> dict[str, Any]:
    """Return one run: that it went, with how many rows and which columns, or why it was stopped."""
    went = run.answer != ShareAnswer.STOPPED
    rows: list[dict[str, Any]] = [{"key": "Why" if not went else "On what footing", "value": " ".join(run.sentences)}]
    if went:
        rows += [
            {"key": "Lines", "value": str(run.rows)},
            {"key": "Columns", "value": ", ".join(titles.get(item, item) for item in run.items) or "None"},
            {"key": "File", "value": {"lines": [run.file_name, f"kept as files/feeds/{run.content_hash[:16]}….csv"]}},
            {
                "key": "Handed over",
                "value": said_at(run.handed_over_at, now)
                if run.handed_over_at
                else "Not yet. The outbox says where it stands.",
            },
        ]
    if run.withheld:
        lines = [f"{titles.get(item, item)}: {why}" for item, why in run.withheld]
        rows.append({"key": "Withheld", "value": {"lines": lines}})
    return {"title": said_at(run.ran_at, now), "tag": answer_tag(run.answer), "rows": rows}


def every_words(days: int) -> str:
    """Return how often, as people say it."""
    return {1: "Every day", 7: "Every week", 14: "Every two weeks"}.get(days, f"Every {days} days")


def duty_line(duty: dict[str, Any]) -> dict[str, Any]:
    """Return a duty with the day it begins, or that none is known."""
    begins = duty["begins_on"]
    tag = (
        {"text": "Binds", "tone": "green"}
        if duty["begun"]
        else {"text": "Begins later", "tone": "blue"}
        if begins
        else {"text": "No day known", "tone": "grey"}
    )
    return duty | {
        "tag": tag,
        "begins": in_full(begins) if begins else "No day is known",
        "checked": in_full(duty["checked_on"]),
    }
