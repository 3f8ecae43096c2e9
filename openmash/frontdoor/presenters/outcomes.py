"""What can be decided, put together by who goes on with the child."""

from collections.abc import Iterable
from typing import Any

NOTHING, EARLY_HELP, SOCIAL_CARE, ELSEWHERE = "Nothing further", "Early help services", "Social care", "Somebody else"
GROUPS = (NOTHING, EARLY_HELP, SOCIAL_CARE, ELSEWHERE)
BY_TEAM = {"early_help": EARLY_HELP, "assessment": SOCIAL_CARE}


def group_of(outcome: Any) -> str:
    """Return under which heading an outcome stands, by what the pack says of it: does it end here, which team goes on?"""
    if outcome.closes:
        return NOTHING
    by_team = BY_TEAM.get(str(outcome.next_work.team_kind), ELSEWHERE)
    return SOCIAL_CARE if outcome.is_referral else by_team


def stands_behind(outcome: Any) -> bool:
    """Whether an outcome stands behind the others: it is seldom decided, or nobody here goes on with the child."""
    return outcome.seldom or group_of(outcome) == ELSEWHERE


def in_groups(outcomes: Iterable[Any]) -> list[Any]:
    """Return outcomes heading by heading, within one in the pack's order."""
    return sorted(outcomes, key=lambda outcome: GROUPS.index(group_of(outcome)))
