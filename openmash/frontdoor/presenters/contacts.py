"""A contact in words: its header, its task list, and what was set down for each child."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from openmash.agencies import queries as agencies
from openmash.base import clock, worktime
from openmash.frontdoor.choices import CHECK_WORDS, STATUS_WORDS, ContactStatus, DecisionState

COLUMN_TITLES = {"high_risk": "High-risk indicators", "underlying": "Underlying risk factors", "strength": "Strengths"}
DECISION_WORDS = {
    DecisionState.AWAITING: "waits for another person",
    DecisionState.MADE: "made",
    DecisionState.RETURNED: "returned",
    DecisionState.REOPENED: "reopened",
}
WAYS_IN = {
    "telephone": "by telephone",
    "police_notice": "as a notice",
    "step_up": "from early help",
    "file": "in a file",
}


def when(moment: datetime | None) -> str:
    """Return a moment as people say it: 3 March 2026, 14:03."""
    if moment is None:
        return ""
    local = moment.astimezone(clock.LONDON)
    return f"{local.day} {local:%B %Y, %H:%M}"


def age_words(person: Any, now: datetime) -> str:
    """Return an age with the date of birth beside it."""
    born, words = person.date_of_birth, str(person.age_in_words(clock.london_day(now)))
    known = born and not person.unborn and not person.date_of_birth_estimated
    return f"{words}, born {born.day} {born:%B %Y}" if known else words


def header(contact: Any, now: datetime) -> dict[str, Any]:
    """Return what stands above every page of a contact."""
    # Those whom it is about: where only adults are in it, they stand where the children would.
    about = contact.adults.all() if contact.adults_only else contact.children.all()
    children = [
        {
            "name": c.person.full_name,
            "age": c.person.age_in_words(clock.london_day(now)),
            "rag": getattr(c, "rag", ""),
            "person": c.person.reference,
        }
        for c in about
    ]
    clock_words = worktime.in_words(contact.decide_due_at, now)
    late = contact.decide_due_at < now
    left = "Passed on" if contact.status == ContactStatus.PASSED else "Decided"
    return {
        "reference": contact.reference,
        "children": children,
        "rag": contact.rag,
        "status": STATUS_WORDS[contact.status],
        "received": f"Received {worktime.said_at(contact.received_at, now)}, {WAYS_IN.get(contact.way_in, '')}".rstrip(
            ", "
        ),
        "clock": f"{left} {worktime.said_at(contact.decided_at, now)}"
        if contact.decided_at
        else f"Decide: {clock_words}",
        "overdue": late and contact.decided_at is None,
        "team": contact.team.name,
        "owner": contact.owner.name if contact.owner else "",
        "restricted": contact.restricted,
    }


def caller(contact: Any, *, known: bool) -> dict[str, Any]:
    """Return who raised the worry; to those who may not know them, only that they asked not to be named."""
    held = {"name": "Asked not to be named", "role": "", "organisation": "", "telephone": ""}
    if known:
        held = {
            "name": "Stays anonymous" if contact.anonymous else contact.caller_name or "Not known yet",
            "role": contact.caller_role,
            "organisation": contact.caller_organisation,
            "telephone": contact.caller_telephone,
        }
    return held | {"do_not_name": contact.do_not_name or contact.anonymous}


def told(contact: Any, categories: Mapping[str, str]) -> dict[str, Any]:
    """Return what was told and where, as plain words."""
    return {
        "story": contact.story,
        "worries_most": contact.worries_most,
        "child_words": contact.child_words,
        "safety_words": contact.safety_words,
        "category": categories.get(contact.category, ""),
        "interpreter": contact.interpreter_language if contact.interpreter_needed else "",
        "address": ", ".join(part for part in (contact.address, contact.postcode, contact.district) if part),
        "believed_malicious": contact.believed_malicious,
    }


def left_at_home(contact: Any) -> str:
    """Return who was not brought together with the others of a contact, in one sentence without any address; empty for nobody."""
    rows = [*contact.children.all(), *contact.adults.all()]
    names = [one.person.full_name for one in rows if one.left_at_home]
    if not names:
        return ""
    who = f"{', '.join(names[:-1])} and {names[-1]} were" if len(names) > 1 else f"{names[0]} was"
    return (
        f"{who} left where they live. Their address is protected: it was not given to anybody else in this contact, and "
        "they were not moved to the address that was told."
    )


def adults(contact: Any, now: datetime) -> list[dict[str, str]]:
    """Return the adults of the story."""
    return [
        {
            "name": adult.person.full_name,
            "age": age_words(adult.person, now),
            "relationship": agencies.relationship_words(adult.relationship),
            "person": adult.person.reference,
        }
        for adult in contact.adults.all()
    ]


def child_card(screened: Any, titles: Mapping[str, str], names: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """Return one child's screening so far as plain values."""
    child = screened.child
    return {
        "name": child.person.full_name,
        "person": child.person.reference,
        "age": age_words(child.person, now),
        "relationship": agencies.relationship_words(child.relationship),
        "rag": child.rag,
        "levels": [
            ("Referrer", child.referrer_level),
            ("Recommended", child.recommended_level),
            ("Decided", child.decided_level),
        ],
        "analysis": child.analysis,
        "lived_impact": child.lived_impact,
        "not_known": child.not_known,
        "check": CHECK_WORDS.get(child.check_result, "Not done yet"),
        "outcome": titles.get(child.outcome, child.outcome),
        "factors": factor_columns(screened.factors, titles, names),
        "ratings": [
            f"{rating.rag.capitalize()}, {when(rating.rated_at)}, {names.get(rating.rated_by, 'a colleague')}"
            + (f": {rating.reason}" if rating.reason else ".")
            for rating in reversed(screened.ratings)
        ],
        "answers": [(titles.get(answer.prompt, answer.prompt), answer.words) for answer in screened.answers],
        "decisions": [decision_words(one, titles, names) for one in reversed(screened.decisions)],
        "returned": returned_words(screened.decisions, names),
    }


def returned_words(decisions: Sequence[Any], names: Mapping[str, str]) -> str:
    """Return who sent the child's latest decision back and what they miss; empty unless it was sent back."""
    if not decisions or decisions[-1].state != DecisionState.RETURNED:
        return ""
    last = decisions[-1]
    return f"{names.get(last.countersigned_by, 'A colleague')} returned the decision: {last.countersign_words}"


def decision_words(decision: Any, titles: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """Return a decision with who, when and why."""
    words = f"{titles.get(decision.outcome, decision.outcome)}, level {decision.level}"
    by = names.get(decision.proposed_by, "a colleague")
    also = names.get(decision.countersigned_by, "") if decision.countersigned_by else ""
    return {
        "words": f"{words}: {DECISION_WORDS[decision.state]}",
        "by": f"{by}, {when(decision.proposed_at)}" + (f"; second person {also}" if also else ""),
        "rationale": decision.rationale,
        "returned": decision.countersign_words if decision.state == DecisionState.RETURNED else "",
        "reopened": decision.reopen_reason,
    }


def factor_columns(factors: Iterable[Any], titles: Mapping[str, str], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the three columns of the Risk Sensible table."""
    numbered = list(enumerate(factors, start=1))
    return [
        {
            "title": title,
            "rows": [
                {
                    "number": number,
                    "heading": titles.get(factor.heading, factor.heading),
                    "evidence": factor.evidence,
                    "source": factor.source_words,
                    "seen_on": f"{factor.seen_on.day} {factor.seen_on:%B %Y}" if factor.seen_on else "",
                    "by": names.get(factor.recorded_by, "a colleague"),
                    "withdrawn": factor.withdrawn_at is not None,
                }
                for number, factor in numbered
                if factor.column == column
            ],
        }
        for column, title in COLUMN_TITLES.items()
    ]


def tasks(
    screened: Any, *, history: str, family: str, links: Mapping[str, str], open_: bool = True
) -> list[dict[str, Any]]:
    """Return the parts of screening for one child, in the order in which a good worker thinks, and what is left."""
    child = screened.child
    factors = [factor for factor in screened.factors if factor.withdrawn_at is None]
    waiting = any(decision.state == DecisionState.AWAITING for decision in screened.decisions)
    decided = "Waits for another person" if waiting else ("Decided" if child.decided_at else "")
    rows = [
        ("history", "Read the history", history),
        ("record_analysis", "What it means, and what we do not know", "Written" if child.analysis else ""),
        ("record_factor", "Risks and strengths", f"{len(factors)} recorded" if factors else ""),
        ("record_family_position", "What the family knows and agrees to", family),
        ("rate_rag", "Colour", child.rag.capitalize()),
        ("give_level", "Level of need", _level_given(child.recommended_level)),
        ("check_early_help", "Early-help check", CHECK_WORDS.get(child.check_result, "")),
        ("answer_prompts", "Questions to think about", "" if screened.prompts and open_ else "Answered"),
        ("decide_contact", "Decision", decided),
    ]
    return [
        {
            "name": name,
            "title": title,
            "done": bool(state),
            "state": state,
            "number": len(screened.prompts) if name == "answer_prompts" else 0,
            "href": links.get(name, "") if open_ or name in ALWAYS else "",
        }
        for name, title, state in rows
    ]


# What may be looked at, or still be done, when the contact has been decided.
ALWAYS = frozenset({"history", "check_early_help"})


def _level_given(level: int | None) -> str:
    return "" if level is None else f"Level {level} recommended"


def left_words(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return how much is left for a child: "4 of 9 parts left", or that nothing is."""
    rows = list(rows)
    left = sum(1 for row in rows if not row["done"])
    return f"{left} of {len(rows)} parts left" if left else "Nothing left to do"
