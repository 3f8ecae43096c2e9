"""What is to leave about a contact, in words."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.base import worktime
from openmash.release.choices import PACKAGE_WORDS, PackageState

WEIGHTS = {"stop": "Stops it", "second": "A second person", "look": "Look at this"}
TONES = {"stop": "red", "second": "amber", "look": "blue"}
STATE_TONES = {
    PackageState.PREPARED: "blue",
    PackageState.WAITING: "amber",
    PackageState.RELEASED: "green",
    PackageState.REFUSED: "red",
    PackageState.WITHDRAWN: "grey",
}


def package_row(package: Any, now: datetime) -> dict[str, Any]:
    """Return one line of what is to leave about a contact."""
    return {
        "reference": package.reference,
        "title": package.title,
        "to": package.recipient_name,
        "state": {"text": PACKAGE_WORDS[package.state], "tone": STATE_TONES[PackageState(package.state)]},
        "prepared": f"{worktime.said_at(package.prepared_at, now)}, {package.prepared_by_name}".rstrip(", "),
        "settled": f"{worktime.said_at(package.settled_at, now)}, {package.settled_by_name}".rstrip(", ")
        if package.settled_at
        else "",
    }


SHOWN_AT = {"contact": "frontdoor:package", "person": "frontdoor:statement"}


def waiting_row(package: Any, may_be_second: bool, now: datetime) -> dict[str, Any]:
    """Return one document that waits, with what the reader can do about it."""
    mine = package.state == PackageState.PREPARED
    todo = "Read it" if mine else "Read it as the second person" if may_be_second else "Somebody else reads it"
    return package_row(package, now) | {"contact": package.subject, "todo": todo, "href": _shown_at(package)}


def refused_row(package: Any, now: datetime) -> dict[str, Any]:
    """Return one document that must not leave, with why, for whoever prepared it."""
    return package_row(package, now) | {
        "contact": package.subject,
        "why": package.reason,
        "href": _shown_at(package),
    }


def _shown_at(package: Any) -> str:
    place = {"reference": package.subject, "package": package.reference}
    return reverse(SHOWN_AT[package.subject_kind], kwargs=place)


def feed_row(feed: Any, now: datetime) -> dict[str, Any]:
    """Return one standing feed that was stopped, and why."""
    return {
        "title": feed.title,
        "to": feed.to,
        "href": reverse("sharing:feed", kwargs={"reference": feed.reference}),
        "since": worktime.said_at(feed.latest.ran_at, now),
        "why": feed.latest.sentences[0] if feed.latest.sentences else "",
    }


def file_row(dispatch: Any, now: datetime) -> dict[str, Any]:
    """Return one file of a standing feed that has not been handed over."""
    return {
        "title": dispatch.subject_line,
        "to": dispatch.recipient_name,
        "href": reverse("sharing:feed", kwargs={"reference": dispatch.subject}),
        "since": worktime.said_at(dispatch.prepared_at, now),
        "why": dispatch.problem or "It is on its way.",
    }


def package_in_full(
    package: Any, *, told: Iterable[Any], findings: Iterable[Any], bases: Sequence[str], kind: str, now: datetime
) -> dict[str, Any]:
    """Return a package as it is read at the gate: exactly what goes, what does not and why, and what is pointed out."""
    return package_row(package, now) | {
        "kind": kind,
        "address": package.address,
        "paragraphs": [paragraph for paragraph in package.document.split("\n\n") if paragraph.strip()],
        "kept_back": [{"label": row.fact.label, "why": row.why_not} for row in told if not row.shown],
        "findings": [
            {"tag": {"text": WEIGHTS[one.weight], "tone": TONES[one.weight]}, "words": one.words} for one in findings
        ],
        "bases": list(bases),
        "mark": package.document_hash,
        "reason": package.reason,
    }


def facts_to_leave_out(told: Iterable[Any]) -> list[tuple[str, str]]:
    """Return what could be left out by hand, as choices: what is not told anyhow is none."""
    rows = enumerate(told)
    return [
        (str(number), f"{row.fact.label}: {row.fact.words[:80]}")
        for number, row in rows
        if row.shown or row.why_not == BY_HAND
    ]


BY_HAND = "Left out by hand"


def answers_to(*, state: str, stopped: bool, second: bool, may_be_second: bool) -> list[tuple[str, str]]:
    """Return what the reader may answer at the gate; nothing where it waits for somebody else."""
    if state == PackageState.PREPARED and not stopped:
        words = "I have read it. Send it for a second person to read" if second else "I have read it. It may leave"
        return [("sign", words)]
    if state == PackageState.WAITING and may_be_second:
        return [("release", "I have read it as it is here. It may leave"), ("refuse", "It must not leave")]
    return []


def waits_for(*, state: str, stopped: bool, may_be_second: bool) -> str:
    """Return the sentence that stands where there is nothing to answer."""
    if state == PackageState.PREPARED and stopped:
        return "It is stopped. Take out what stops it, then read it again."
    if state == PackageState.WAITING and not may_be_second:
        return "It waits for a second person. You had a hand in it, so that is somebody else."
    return ""
