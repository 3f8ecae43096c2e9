"""A message on its way out: what may follow what, and the mark of exactly this message."""

from collections.abc import Mapping
from hashlib import sha256

from openmash.release.choices import DispatchState

# What may follow what. Only a person brings a refused or an uncertain one on its way again.
MOVES: Mapping[str, frozenset[str]] = {
    DispatchState.WAITING: frozenset({DispatchState.SENDING, DispatchState.SENT, DispatchState.DROPPED}),
    DispatchState.SENDING: frozenset(
        {DispatchState.WAITING, DispatchState.SENT, DispatchState.REFUSED, DispatchState.UNCERTAIN}
    ),
    DispatchState.REFUSED: frozenset({DispatchState.WAITING, DispatchState.SENT, DispatchState.DROPPED}),
    DispatchState.UNCERTAIN: frozenset({DispatchState.WAITING, DispatchState.SENT, DispatchState.DROPPED}),
    DispatchState.SENT: frozenset(),
    DispatchState.DROPPED: frozenset(),
}
STUCK = frozenset({DispatchState.REFUSED, DispatchState.UNCERTAIN})


def may_move(before: str, after: str) -> bool:
    """Whether a message may go from one state to another."""
    return after in MOVES.get(before, frozenset())


def mark_of(*, address: str, subject: str, body: str) -> str:
    """Return the mark (SHA-256, 64 hex digits) of exactly this message to exactly this address."""
    return sha256("\x1f".join((address, subject, body)).encode()).hexdigest()
