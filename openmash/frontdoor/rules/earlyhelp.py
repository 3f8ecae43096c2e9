"""The early-help check: what an answer needs, and who may leave screening without one."""

from openmash.base.errors import RuleBroken
from openmash.frontdoor.choices import CheckResult
from openmash.work.choices import Rag


def check_answer(*, result: str, episode: str, reason: str) -> None:
    """Raise RuleBroken when an answer lacks what makes it useful."""
    if result == CheckResult.FOUND and not episode.strip():
        raise RuleBroken("Write which episode was found, with its lead professional if there is one.", field="episode")
    if result == CheckResult.NOT_POSSIBLE and not reason.strip():
        raise RuleBroken("Say why the check is not possible.", field="reason")


def goes_on_without_check(*, rag: str) -> bool:
    """Whether a child is decided before the check: only a red one, and the check follows on its own clock."""
    return rag == Rag.RED


def check_checked(*, result: str, rag: str, required: bool) -> None:
    """Raise RuleBroken for a child who may not leave screening without an early-help check."""
    if required and not result and not goes_on_without_check(rag=rag):
        raise RuleBroken("Do the early-help check first. Only a red contact goes on without it.")
