"""What a decision needs, and who may not countersign it."""

from openmash.base.errors import RuleBroken
from openmash.frontdoor.choices import DecisionState

MOVES: dict[str, frozenset[str]] = {
    DecisionState.AWAITING: frozenset({DecisionState.MADE, DecisionState.RETURNED, DecisionState.REOPENED}),
    DecisionState.MADE: frozenset({DecisionState.REOPENED}),
    DecisionState.RETURNED: frozenset(),
    DecisionState.REOPENED: frozenset(),
}


def check_move(before: str, after: str) -> None:
    """Raise RuleBroken unless a decision may go from one state to another."""
    if after not in MOVES[DecisionState(before)]:
        raise RuleBroken("This decision was answered already. Open the contact to see where it stands.")


def check_rationale(*, rationale: str, required: bool) -> None:
    """Raise RuleBroken for a decision without its reasons."""
    if required and not rationale.strip():
        raise RuleBroken("Write why: what you weighed, and what speaks against it.", field="rationale")


def check_rated(*, rag: str) -> None:
    """Raise RuleBroken for a child without a colour."""
    if not rag:
        raise RuleBroken("Set a colour for this child first.")


def check_not_malicious_alone(*, closes: bool, believed_malicious: bool, other_evidence: bool) -> None:
    """Raise RuleBroken when only the belief that the source is malicious would close a contact."""
    if closes and believed_malicious and not other_evidence:
        raise RuleBroken(
            "A source believed malicious can never alone close a contact. Record what others say about this child first."
        )


def check_not_own(*, proposed_by: str, actor: str) -> None:
    """Raise RuleBroken when somebody would countersign their own decision."""
    if proposed_by == actor:
        raise RuleBroken("Nobody countersigns their own decision. Another person has to.")


def drawn_for_sample(number: int, *, one_in: int) -> bool:
    """Whether a decision is drawn for a dip sample: every so many-th, by its running number."""
    return number % one_in == 0
