"""A concern in words, as adult social care reads it."""

from datetime import datetime
from typing import Any

from openmash.adults.queries import branch_words, decision_words
from openmash.agencies import queries as agencies
from openmash.base import worktime


def concern_row(branch: Any, now: datetime) -> dict[str, Any]:
    """Return one line of the concerns of a team."""
    return branch_words(branch, now) | {"rag": branch.rag, "age": next((one.age for one in _subject(branch)), "")}


def _subject(branch: Any) -> list[Any]:
    return [one for one in branch.people.all() if one.is_subject]


def person_row(one: Any) -> dict[str, Any]:
    """Return somebody of the household as they are shown on a branch."""
    facts = [agencies.relationship_words(one.relationship), one.age, f"born {one.born}" if one.born else ""]
    address = "Address kept back" if one.address_kept_back else one.address
    return {
        "name": one.name,
        "facts": ", ".join(fact for fact in facts if fact),
        "address": address or "Address not known",
        "protected": one.address_protected and not one.address_kept_back,
    }


def concern_in_full(branch: Any, *, category: str, now: datetime) -> dict[str, Any]:
    """Return a concern as its page shows it: whom it is about, who else is there, what happened, who asks, until when."""
    people = list(branch.people.all())
    return concern_row(branch, now) | {
        "about": [person_row(one) for one in people if one.is_subject],
        "children": [person_row(one) for one in people if one.is_child and not one.is_subject],
        "adults": [person_row(one) for one in people if not one.is_child and not one.is_subject],
        "category": category,
        "happened": worktime.said_at(branch.happened_at, now) if branch.happened_at else "",
        "story": branch.story,
        "safe_contact": branch.safe_contact,
        "must_not": f"Must not be told: {branch.must_not_be_told}" if branch.must_not_be_told else "",
        "asked_by": f"{branch.opened_by_name}, {branch.asked_by_team.name}".lstrip(", "),
        "telephone": branch.asked_by_team.telephone,
        "decision": decision_words(branch, now),
    }
