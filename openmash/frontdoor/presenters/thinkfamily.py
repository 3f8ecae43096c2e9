"""Who else is told of the incident of a contact, in words."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.adults import queries as adults
from openmash.adults.choices import BranchKind, BranchState, ToldBy
from openmash.agencies import queries as agencies
from openmash.frontdoor.presenters.lawfulbases import Offered
from openmash.schools import queries as schools

SUGGESTED, OTHERS = "Suggested for this incident", "Others that can be told"
SETTLED, WITHDRAWN = "settled", "withdrawn"
TAKEN_BACK = (WITHDRAWN, "It is taken back")
WAYS = {
    BranchState.TO_TELL: [(SETTLED, "They have been told, and said what they do"), TAKEN_BACK],
    BranchState.TO_WEIGH: [TAKEN_BACK],
    BranchState.REFERRED: [TAKEN_BACK],
}
# Where what was prepared for somebody never left: whoever settles it says how they know of it.
NOTHING_LEFT = [
    (str(ToldBy.WORD), "They were told by word of mouth, and said what they do"),
    (str(ToldBy.NOBODY), "They were told nothing, and it is settled all the same"),
    TAKEN_BACK,
]
WAY_HINTS = {
    str(
        ToldBy.WORD
    ): "By telephone or in person. It is kept as told today, and what was prepared for them does not leave any more.",
    str(
        ToldBy.NOBODY
    ): "Write why below. Nothing is kept as told, and what was prepared for them does not leave any more.",
}


def ways_of(branch: Any, *, released: bool) -> list[tuple[str, str]]:
    """Return how a branch can be closed; `released`: whether what was prepared for its recipient has left."""
    if branch.state == BranchState.TO_TELL and not released:
        return NOTHING_LEFT
    return WAYS.get(branch.state, [])


def said_by(way: str) -> dict[str, Any]:
    """Return what the service takes for a way of closing: whether it is settled, and how they were told."""
    by = way if way in set(ToldBy) else ""
    return {"settled": way == SETTLED or bool(by), "told": by}


def branch_choices(suggested: Sequence[Any], names: Mapping[str, str], there: Collection[tuple[str, str]]) -> Offered:
    """Return the branches that can be opened, those that the pack suggests first. `there` are those opened already.

    Once an adult of the incident has somebody who is told for them, the same is not suggested for another adult, who may be the one
    who hurts them: it can be told all the same.
    """
    for_an_adult = {kind for kind, _ in there if kind in set(BranchKind)}
    first = {id(one): one.suggested and one.kind not in for_an_adult for one in suggested}
    held = sorted((one for one in suggested if (one.kind, one.person) not in there), key=lambda one: not first[id(one)])
    codes = {id(one): f"{one.kind}:{one.person}" for one in held}
    some = any(first[id(one)] for one in held)
    return Offered(
        choices=[(codes[id(one)], f"{one.title}: {names[one.person]}") for one in held],
        hints={codes[id(one)]: _hint(one) for one in held},
        groups={codes[id(one)]: SUGGESTED if first[id(one)] else OTHERS for one in held} if some else {},
        more=frozenset(codes[id(one)] for one in held if not first[id(one)]) if some else frozenset(),
        others="Others that can be told",
    )


def _hint(one: Any) -> str:
    who = f" Told: {one.agencies[0][1]}." if len(one.agencies) == 1 else ""
    return f"{one.why}{who} Then {one.due_words}."


def branch_row(branch: Any, contact: str, now: datetime, *, may_act: bool, released: bool) -> dict[str, Any]:
    """Return one branch of a contact: where it stands, what its recipient is shown, and what can be done.

    `released`: whether what was prepared for its recipient has left.
    """
    place = {"reference": contact, "branch": branch.reference}
    acts = []
    if may_act and branch.state == BranchState.TO_WEIGH:
        acts.append(("Answer the questions", reverse("frontdoor:weigh_danger", kwargs=place)))
    if may_act and branch.state == BranchState.REFERRED:
        acts.append(("It was heard", reverse("frontdoor:hear_conference", kwargs=place)))
    if branch.package:
        at_gate = {"reference": contact, "package": branch.package}
        never_left = "Read what was prepared for them" if branch.closed_at else "Read what they are told"
        words = "Read what they were told" if released else never_left
        acts.append((words, reverse("frontdoor:package", kwargs=at_gate)))
    if may_act and branch.state in WAYS:
        words = "Keep what they do" if branch.state == BranchState.TO_TELL else "Take it back"
        acts.append((words, reverse("frontdoor:close_branch", kwargs=place)))
    said = adults.branch_words(branch, now)
    if released and branch.state == BranchState.TO_TELL:
        said["state"] = {"text": "Told, and their answer is to be kept", "tone": "blue"}
    return said | {
        "acts": [{"title": title, "href": href} for title, href in acts],
        "shown": [_shown(one) for one in branch.people.all()],
        "danger": adults.danger_words(branch, now) if branch.kind == BranchKind.CONFERENCE else None,
    }


def _shown(one: Any) -> str:
    facts = [one.name, one.age, agencies.relationship_words(one.relationship)]
    said = ", ".join(part for part in facts if part)
    if one.address_kept_back:
        return f"{said}. Address kept back."
    return f"{said}. {one.address}." if one.address else f"{said}. No address."


def school_row(notice: Any, contact: str, now: datetime) -> dict[str, Any]:
    """Return a notice to a school as one of those who are told."""
    said = schools.notice_row(notice, now)
    address = reverse("frontdoor:school_notices", kwargs={"reference": contact})
    return {
        "reference": notice.reference,
        "kind": "Notice to the school",
        "who": said["child"],
        "owner": said["school"],
        "state": said["state"],
        "clock": said["clock"],
        "opened": "",
        "outcome": said["problem"],
        "footing": said["footing"],
        "footing_warned": said["footing_warned"],
        "acts": [{"title": "See what the school is told", "href": address}],
    }


def footing_row(what: str, agency: str, footing: Any) -> dict[str, Any]:
    """Return under which agreement somebody outside would be told."""
    return {"what": what, "agency": agency, "footing": footing.kept, "footing_warned": footing.warned}


def standing_words(closings: Sequence[datetime | None]) -> str:
    """Return how the telling of others stands, as a sentence, by when each of its branches was closed."""
    if not closings:
        return "Nobody else has been told yet."
    still = closings.count(None)
    others = f"{len(closings)} {'other has' if len(closings) == 1 else 'others have'} to know"
    return f"{others}, {still} still open." if still else f"{others}, all closed."


def child_branch(contact: Any, header: Mapping[str, Any]) -> dict[str, Any]:
    """Return the contact itself as the branch of its children."""
    return {
        "kind": "Children’s social care, this contact",
        "who": ", ".join(child["name"] for child in header["children"]),
        "owner": header["team"],
        "state": {"text": header["status"], "tone": "green" if contact.decided_at else "blue"},
        "clock": {"text": header["clock"], "tone": "overdue" if header["overdue"] else ""},
    }


def conference_row(branch: Any, now: datetime) -> dict[str, Any]:
    """Return one line of what goes to the conference."""
    return adults.branch_words(branch, now) | {
        "danger": adults.danger_words(branch, now),
        "href": reverse("frontdoor:think_family", kwargs={"reference": branch.subject}),
        "contact": branch.subject,
    }
