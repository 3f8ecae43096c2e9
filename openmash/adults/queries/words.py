"""Branches in words that several rooms say alike."""

from datetime import datetime
from typing import Any

from openmash.adults import rules
from openmash.adults.choices import (
    INSTEAD_WORDS,
    JUDGEMENT_WORDS,
    KIND_WORDS,
    SAID_WORDS,
    SECTION_42_WORDS,
    STATE_WORDS,
    BranchState,
    Judgement,
    Section42,
)
from openmash.adults.models import Branch
from openmash.adults.queries.branches import earlier_referrals
from openmash.adults.queries.packed import checklist_of
from openmash.base import worktime

TONES = {
    BranchState.TO_DECIDE: "blue",
    BranchState.TO_WEIGH: "blue",
    BranchState.TO_TELL: "blue",
    BranchState.ENQUIRY: "amber",
    BranchState.REFERRED: "amber",
    BranchState.ENQUIRY_ENDED: "green",
    BranchState.HEARD: "green",
    BranchState.SETTLED: "green",
}


def state_tag(branch: Branch) -> dict[str, str]:
    """Return a branch's state as a tag."""
    return {"text": STATE_WORDS[branch.state], "tone": TONES.get(BranchState(branch.state), "grey")}


def clock_of(branch: Branch, now: datetime) -> dict[str, str]:
    """Return a branch's clock as the components take it; when it was closed, that."""
    if branch.closed_at is not None:
        return {"text": f"Closed {worktime.said_at(branch.closed_at, now)}", "tone": ""}
    if branch.state == BranchState.ENQUIRY:
        return {"text": f"Decided {worktime.said_at(branch.decision.decided_at, now)}", "tone": ""}
    return {"text": worktime.in_words(branch.due_at, now), "tone": "overdue" if branch.due_at < now else ""}


def branch_words(branch: Branch, now: datetime) -> dict[str, Any]:
    """Return a branch as it stands in a list: what for, about whom, who has it, where it stands, by when."""
    return {
        "reference": branch.reference,
        "kind": KIND_WORDS[branch.kind],
        "kind_code": branch.kind,
        "who": next((one.name for one in branch.people.all() if one.is_subject), branch.person_reference),
        "owner": branch.agency.name if branch.agency_id and branch.agency else branch.team.name,
        "state": state_tag(branch),
        "clock": clock_of(branch, now),
        "outcome": branch.outcome,
        "footing": branch.footing,
        "footing_warned": branch.footing_warned,
        "opened": f"{worktime.said_at(branch.opened_at, now)}, {branch.opened_by_name}".rstrip(", "),
        "open": branch.state in rules.OPEN,
    }


def repeats_in_words(branch: Branch, now: datetime) -> list[str]:
    """Return each earlier referral of the same person to the conference, the latest first."""
    return [f"{reference}, {worktime.said_at(at, now)}" for reference, at in earlier_referrals(branch)]


def decision_words(branch: Branch, now: datetime) -> dict[str, Any] | None:
    """Return what adult social care decided, whole; None while it has not."""
    made = getattr(branch, "decision", None)
    if made is None:
        return None
    return {
        "answers": [
            {"question": SECTION_42_WORDS[question], "answer": SAID_WORDS[getattr(made, question)]}
            for question in Section42
        ],
        "wishes": made.wishes if made.asked else f"Not asked: {made.why_not_asked}",
        "difficulty": SAID_WORDS[made.difficulty],
        "advocate": made.advocate,
        "decision": STATE_WORDS[made.decision],
        "instead": INSTEAD_WORDS.get(made.instead, ""),
        "reason": made.reason,
        "by": f"{made.decided_by_name}, {worktime.said_at(made.decided_at, now)}",
    }


def danger_words(branch: Branch, now: datetime) -> dict[str, Any] | None:
    """Return the danger to an adult as it was weighed: total, band, flags, judgement; None while it was not."""
    weighed = getattr(branch, "danger", None)
    if weighed is None:
        return None
    held = checklist_of(branch)
    band = next((one for one in held.bands if one.code == weighed.band), None)
    return {
        "total": f"{weighed.total} of {len(held.questions)}",
        "band": band.title if band else weighed.band,
        "flags": [one.words for one in held.questions if one.flag and weighed.answers.get(one.code) == "yes"],
        "answers": [
            {"question": one.words, "answer": SAID_WORDS.get(weighed.answers.get(one.code, ""), "Not known yet")}
            for one in held.questions
        ],
        "repeat": weighed.repeat_of,
        "judgement": "" if weighed.judgement == Judgement.AS_BAND else JUDGEMENT_WORDS[weighed.judgement],
        "judgement_reason": weighed.judgement_reason,
        "aware": SAID_WORDS[weighed.aware],
        "refers": weighed.refers,
        "by": f"{weighed.weighed_by_name}, {worktime.said_at(weighed.weighed_at, now)}",
        "heard_on": f"{weighed.heard_on.day} {weighed.heard_on:%B %Y}" if weighed.heard_on else "",
    }
