"""A queue in words and colours, for the shared components: rows, counts, filters and news."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from openmash.base import access
from openmash.base.actors import Actor
from openmash.base.acts import fresh_key
from openmash.frontdoor.queries import QueueRow

COLOURS = (("", "All"), ("red", "Red"), ("amber", "Amber"), ("green", "Green"))
WHOSE = (("mine", "Mine", "web:home"), ("team", "My team’s", "web:team_board"), ("all", "All", "web:board"))


def row_in_words(row: QueueRow, *, back: str = "/") -> dict[str, Any]:
    """Return one row as the queue component takes it; `back` is the list as it was filtered."""
    return {
        "rag": {"text": row.rag.capitalize(), "tone": row.rag} if row.rag else None,
        "href": row.href,
        "title": row.who,
        "note": row.note,
        "tags": (),
        "act": row.act,
        "owner": _whose(row),
        "button": {
            "action": _act_on(row, "take_work", back),
            "text": "Take",
            "fields": {"idempotency_key": fresh_key()},
        }
        if row.may_take
        else None,
        "link": {"href": _act_on(row, "hand_over_work", back), "text": "Hand over"} if row.may_hand_over else None,
        "clock": {"text": row.due_words, "tone": row.due_tone, "rule": row.due_why},
        "place": row.locality,
        "reference": row.reference,
    }


def _whose(row: QueueRow) -> str:
    """Return who has the work: a person, else the team. To those with one team, its own name says nothing new."""
    if row.mine:
        return "You have this"
    return row.owner or ("" if row.our_only_team else row.team)


def _act_on(row: QueueRow, name: str, back: str) -> str:
    """Return the address of an act on a row's work, which leads back to the list as it was."""
    address = reverse(f"web:{name}", kwargs={"reference": row.reference, "act": row.act_code})
    return f"{address}?{urlencode({name: value for name, value in (('child', row.child), ('back', back)) if value})}"


def counts_in_words(counts: dict[str, int]) -> list[dict[str, Any]]:
    """Return the four counts in the order of urgency."""
    return [
        {"text": "Overdue", "number": counts["overdue"], "tone": "red" if counts["overdue"] else "", "href": ""},
        {"text": "Next two hours", "number": counts["next_two_hours"], "tone": "", "href": ""},
        {"text": "Later today", "number": counts["today"], "tone": "", "href": ""},
        {"text": "After today", "number": counts["later"], "tone": "", "href": ""},
    ]


def _address(page: dict[str, Any], **changed: str) -> str:
    asked = {"rag": page["rag"], "locality": page["locality"]} | changed
    kept = {name: value for name, value in asked.items() if value}
    return "?" + urlencode(kept) if kept else "?"


def filters_in_words(actor: Actor, page: dict[str, Any]) -> dict[str, Any]:
    """Return the filters: whose work, colour and locality, the chosen ones marked."""
    whose = [
        {"text": text, "href": reverse(name), "current": which == page["which"], "count": None}
        for which, text, name in WHOSE
        if access.may_use(actor, name)
    ]
    colours = [
        {"text": text, "href": _address(page, rag=code), "current": code == page["rag"], "count": None}
        for code, text in COLOURS
    ]
    places = [
        {
            "text": name or "All",
            "href": _address(page, locality=name),
            "current": name == page["locality"],
            "count": None,
        }
        for name in ["", *page["localities"]]
    ]
    return {
        "groups": [
            {"label": "Whose", "options": whose},
            {"label": "Colour", "options": colours},
            {"label": "Locality", "options": places},
        ],
        "clear": "?" if page["rag"] or page["locality"] else "",
    }


def nothing_in_words(actor: Actor, which: str, *, beside: bool = False) -> dict[str, str]:
    """Return what an empty list says: what that means, and where there may be something to do.

    `beside`: something that is no row of the list waits above it.
    """
    if which == "mine" and access.may_use(actor, "web:team_board"):
        return {
            "title": "Nothing else is waiting for you." if beside else "Nothing is waiting for you.",
            "text": "New work is told here by itself. Somebody in your team may be glad of help:",
            "href": reverse("web:team_board"),
            "link": "see your team’s work",
        }
    return {"title": "Nothing is waiting here.", "text": "New work is told here by itself."}


def queue_in_words(actor: Actor, page: dict[str, Any], *, beside: bool = False) -> dict[str, Any]:
    """Return the whole queue page for its template."""
    filtered = bool(page["rag"] or page["locality"])
    names = {which: name for which, _, name in WHOSE}
    asked = _address(page)
    back = reverse(names[page["which"]]) + (asked if asked != "?" else "")
    since = urlencode({"since": page["as_of"].isoformat()})
    return {
        "queue": {"rows": [row_in_words(row, back=back) for row in page["rows"]]},
        "counts": counts_in_words(page["counts"]),
        "filters": filters_in_words(actor, page),
        "news": {"url": f"{reverse('web:queue_news', kwargs={'which': page['which']})}?{since}"},
        "more": page["more"],
        "shown": page["shown"],
        "show_more": f"{_address(page, shown=str(page['next_shown']))}#row-{page['shown'] + 1}"
        if page["next_shown"]
        else "",
        "empty": {"title": "Nothing fits this filter.", "href": "?", "link": "Show everything"}
        if filtered
        else nothing_in_words(actor, page["which"], beside=beside),
    }
