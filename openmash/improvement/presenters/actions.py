"""One action with all that became of it, in words."""

from datetime import date, datetime
from typing import Any

from openmash.base.worktime import in_full, said_at
from openmash.improvement.choices import ENTRY_WORDS
from openmash.improvement.presenters.plan import NO_OWNER, colour_tag


def day_words(day: date | None) -> str:
    """Return a day in full; empty for none."""
    return in_full(day) if day else ""


def above(planned: Any, held: Any, *, origin: str, source: str, origin_href: str = "") -> list[dict[str, Any]]:
    """Return what stands at the head of an action: who, until when, why, towards what."""
    lead, *others = planned.owners or (NO_OWNER,)
    owners = f"{lead}, with {', '.join(others)}" if others else lead
    target = held.target_words or "No target is set."
    if held.target_words and held.target_on:
        target += f" by {in_full(held.target_on)}"
    rows: list[dict[str, Any]] = [
        {"key": "Who does it", "value": f"{owners}{' (leads: ' + lead + ')' if others else ''}"},
        {"key": "Until when", "value": day_words(held.due_on) or "No day is set."},
        {"key": "Where it comes from", "value": {"keys": 1, "text": origin, "href": origin_href}},
        {"key": "Target", "value": target},
    ]
    if source:
        rows.append({"key": "Read from", "value": source})
    if held.baseline:
        rows.append({"key": "Where it stood", "value": held.baseline})
    if planned.start:
        rows.append({"key": "On the plan", "value": f"Weeks {planned.start} to {planned.end}"})
    if planned.priority:
        rows.append({"key": "Under", "value": f"{planned.priority}: {planned.outcome}"})
    if planned.waits_for:
        rows.append({"key": "Waits for", "value": {"keys": 1, "lines": list(planned.waits_for)}})
    slips = (
        "It has not slipped."
        if not planned.slipped
        else "Once."
        if planned.slipped == 1
        else f"{planned.slipped} times."
    )
    rows.append({"key": "Slipped", "value": slips})
    return rows


def history(held: Any, now: datetime) -> list[dict[str, Any]]:
    """Return all that became of an action, the latest first, each with who wrote it and when."""
    work = held.action
    found: list[tuple[datetime, dict[str, Any]]] = [(work.agreed_at, _event("Made", "", work.agreed_by_name))]
    found += [
        (one.rated_at, _event("Colour", one.reason, one.rated_by_name, tag=colour_tag(one.colour)))
        for one in held.ratings.all()
    ]
    found += [
        (one.written_at, _event(ENTRY_WORDS[one.kind], one.words, one.written_by_name)) for one in held.entries.all()
    ]
    for place in held.placements.all():
        title = f"{'Carried over into' if place.reason else 'Placed on'} cycle {place.cycle.number}"
        words = [f"Weeks {place.starts_week} to {place.ends_week}.", place.reason]
        words += [f"Agreed with a gap: {gap}" for gap in place.gaps]
        found.append((place.placed_at, _event(title, "\n".join(part for part in words if part), place.placed_by_name)))
        found += [
            (one.moved_at, _event(f"End moved from week {one.before} to {one.after}", one.reason, one.moved_by_name))
            for one in place.moves.all()
        ]
    if work.done_at:
        found.append((work.done_at, _event("Said to be done", work.done_words, work.done_by_name)))
    if work.looked_at:
        title = "Looked at again: it is done" if work.holds else "Looked at again: it is not done"
        found.append((work.looked_at, _event(title, work.looked_words, work.looked_by_name)))
    ordered = sorted(enumerate(found), key=lambda pair: (pair[1][0], pair[0]), reverse=True)
    return [event | {"when": said_at(at, now), "iso": at.isoformat()} for _, (at, event) in ordered]


def _event(title: str, text: str, by: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "text": text, "by": by} | more
