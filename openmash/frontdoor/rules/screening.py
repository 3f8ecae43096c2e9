"""When the pack's prompts and oversight apply. Facts go in, an answer comes out; nothing is scored."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from openmash.base.errors import RuleBroken
from openmash.frontdoor.rules.contacts import within_months


@dataclass(frozen=True)
class Facts:
    """What is known of one child of a contact: facts that hold, moments of what is counted, the category."""

    now: datetime
    holding: frozenset[str] = frozenset()
    moments: Mapping[str, Sequence[datetime]] = field(default_factory=dict)
    category: str = ""


def holds(condition: Any, facts: Facts) -> bool:
    """Whether one condition of the pack holds."""
    fact = str(condition.fact)
    if condition.at_least is not None:
        met = (
            within_months(facts.moments.get(fact, ()), now=facts.now, months=condition.within_months)
            >= condition.at_least
        )
    elif condition.one_of:
        met = facts.category in condition.one_of
    else:
        met = fact in facts.holding
    return bool(met is condition.holds)


def all_hold(conditions: Iterable[Any], facts: Facts) -> bool:
    """Whether all conditions hold; without any, it applies always."""
    return all(holds(condition, facts) for condition in conditions)


def prompts_that_ask(prompts: Iterable[Any], *, moments: Collection[str], facts: Facts) -> list[Any]:
    """Return the prompts of these moments whose conditions hold, in the pack's order."""
    asking = [p for p in prompts if set(map(str, p.at)) & set(moments) and all_hold(p.when, facts)]
    return sorted(asking, key=lambda prompt: (prompt.order, prompt.code))


def oversight_that_applies(entries: Iterable[Any], *, outcome: str, colour: str, facts: Facts) -> list[Any]:
    """Return the pack's oversight for a decision: what is required before its effect comes first."""
    fit = [
        entry
        for entry in entries
        if (not entry.outcomes or outcome in entry.outcomes)
        and (not entry.colours or colour in entry.colours)
        and all_hold(entry.when, facts)
    ]
    return sorted(fit, key=lambda entry: not entry.before_effect)


def check_rating(*, before: str, after: str, reason: str, needs_reason: bool) -> None:
    """Raise RuleBroken when a changed colour has no reason."""
    if before and before != after and needs_reason and not reason.strip():
        raise RuleBroken("Say why the colour changes. Every earlier colour is kept with its reason.", field="reason")


def check_factor(*, evidence: str, source: str) -> None:
    """Raise RuleBroken for a factor that nobody could check later."""
    if not evidence.strip():
        raise RuleBroken("Write what was seen or said: a factor without evidence cannot be weighed.", field="evidence")
    if not source.strip():
        raise RuleBroken("Write who says so, or where it was read.", field="source_words")
