"""When a transfer may be offered, accepted, rejected and settled. A red is never rejected; an item always has an owner."""

from collections.abc import Mapping

from openmash.base.errors import RuleBroken
from openmash.frontdoor.choices import ContactStatus, TransferState

MOVES: Mapping[str, frozenset[str]] = {
    TransferState.OFFERED: frozenset(
        {TransferState.ACCEPTED, TransferState.REJECTED, TransferState.SETTLED, TransferState.WITHDRAWN}
    ),
    TransferState.REJECTED: frozenset({TransferState.SETTLED}),
    TransferState.ACCEPTED: frozenset(),
    TransferState.SETTLED: frozenset(),
    TransferState.WITHDRAWN: frozenset(),
}

OPEN_STATUSES = frozenset({ContactStatus.RECEIVED, ContactStatus.SCREENING, ContactStatus.DECIDED})


def check_can_be_offered(*, status: str, already_offered: bool, same_team: bool, awaits_settlement: bool) -> None:
    """Raise RuleBroken unless a contact in this state can be offered to another team."""
    if status not in OPEN_STATUSES:
        raise RuleBroken("This contact is passed on or closed. Reopen it before you transfer it.")
    if already_offered:
        raise RuleBroken(
            "This contact is on offer to a team already. Wait for its answer, or withdraw the offer first."
        )
    if awaits_settlement:
        raise RuleBroken(
            "Two teams have rejected this contact, so a manager settles where it goes. It stays with you until then."
        )
    if same_team:
        raise RuleBroken("This contact is with that team already. Choose another team.", field="team")


def check_move(before: str, after: str) -> None:
    """Raise RuleBroken unless a transfer can go from one state to another."""
    if after not in MOVES[TransferState(before)]:
        raise RuleBroken("This transfer has been answered already. Open the contact to see where it is now.")


def check_can_be_rejected(*, rag: str, rejections: int, allowed: int) -> None:
    """Raise RuleBroken when this colour may not be rejected, or has been rejected as often as it may be.

    `rejections` counts those before this one; `allowed` is the pack's limit for the colour.
    """
    if allowed == 0:
        raise RuleBroken(
            f"A {rag or 'contact without a colour'} contact is never rejected. Accept it, and settle afterwards where it belongs."
            if rag
            else "This contact may not be rejected. Accept it, and settle afterwards where it belongs."
        )


def goes_to_settlement(*, rejections: int, allowed: int) -> bool:
    """Whether a rejection, this one counted, is one too many for teams to sort out between themselves."""
    return rejections > allowed
