"""What happens to a contact after it is received: each event is one act of one person, ready to become one service call.

`by` is the key of a planned user. Everything that names children lists their keys; "same for the siblings" is one event.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act at one moment."""

    act: ClassVar[str] = ""
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryOpened(Event):
    """The history page of these children was opened."""

    act: ClassVar[str] = "open_history"
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated(Event):
    """A person set the colour. A later one carries the code of the reason for the change."""

    act: ClassVar[str] = "rate_contact"
    children: tuple[str, ...]
    colour: str
    words: str
    before: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Factor:
    """One entry in a Risk Sensible column, with its evidence, its source and the day it was seen."""

    column: str
    code: str
    evidence: str
    source: str
    seen_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened(Event):
    """What the screening worker set down: factors, and the answers to the questions that make one think again."""

    act: ClassVar[str] = "screen_contact"
    children: tuple[str, ...]
    factors: tuple[Factor, ...]
    analysis: str
    lived_impact: str
    not_known: str
    what_would_make_this_wrong: str
    wider_family: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPositionTaken(Event):
    """What the family was told, whether they agree to support, and the lawful basis: three separate facts."""

    act: ClassVar[str] = "record_family_position"
    told: str
    told_who: str
    must_not_be_told: str
    agreement: str
    agreement_who: str
    reason: str
    reason_words: str
    lawful_bases: tuple[str, ...]
    necessity: str
    before_history: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyHelpChecked(Event):
    """The early-help index was checked for one child: found (with the episode), no_record or not_possible."""

    act: ClassVar[str] = "check_early_help"
    child: str
    siblings: tuple[str, ...] = ()
    result: str
    episode: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRecommended(Event):
    """The screening worker recommends a level of need. `split` is s17 or s47 within level 4."""

    act: ClassVar[str] = "recommend_level"
    children: tuple[str, ...]
    level: int
    words: str
    split: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressFound(Event):
    """An address that was missing, or did not lead to a locality, was found."""

    act: ClassVar[str] = "resolve_address"
    address: str
    postcode: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferOffered(Event):
    act: ClassVar[str] = "offer_transfer"
    from_team: str
    to_team: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferAccepted(Event):
    act: ClassVar[str] = "accept_transfer"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRejected(Event):
    act: ClassVar[str] = "reject_transfer"
    reason: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferDisputed(Event):
    """The offer was turned down again: it goes to a named manager, and stays with the offering team meanwhile."""

    act: ClassVar[str] = "reject_transfer"
    reason: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferSettled(Event):
    """After a second rejection a named manager decided which team keeps the contact."""

    act: ClassVar[str] = "settle_transfer"
    to_team: str
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The decision for one child."""

    child: str
    outcome: str
    level: int
    rationale: str
    split: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Event):
    """A social worker decided, child by child. `to_team` is the team the next work goes to, if any."""

    act: ClassVar[str] = "decide_contact"
    answers: tuple[Answer, ...]
    words_to_professional: str
    words_to_public: str
    to_team: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersigned(Event):
    act: ClassVar[str] = "countersign_decision"
    children: tuple[str, ...]
    agrees: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(Event):
    act: ClassVar[str] = "reopen_decision"
    children: tuple[str, ...]
    reason: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Event):
    """A contact about a child who is open passed to their worker. `warm` says whether the caller was put through."""

    act: ClassVar[str] = "hand_over_open_case"
    children: tuple[str, ...]
    involvement: str
    worker: str
    worker_user: str
    team: str
    telephone: str
    warm: bool
    words: str
    not_reached: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverReceived(Event):
    """The worker of the open case read what came in."""

    act: ClassVar[str] = "receive_handover"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTakenUp(Event):
    """The receiving team took up what the decision asked for."""

    act: ClassVar[str] = "take_up_work"
    team: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferrerAnswered(Event):
    """The person who raised the worry was told. `audience` is professional or public; `channel` may be not_possible."""

    act: ClassVar[str] = "answer_referrer"
    audience: str
    channel: str
    words: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreed(Event):
    """The referrer disagreed. `by` is a planned user, or empty for a caller without an account."""

    act: ClassVar[str] = "disagree_with_decision"
    reason: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementAnswered(Event):
    act: ClassVar[str] = "answer_disagreement"
    upheld: bool
    words: str


def together(events: Iterable[Event]) -> Iterator[Event]:
    """Yield events as they are played: checks that found the same for brothers and sisters are one act."""
    held: EarlyHelpChecked | None = None
    for event in events:
        checked = event if isinstance(event, EarlyHelpChecked) else None
        if held and checked and not held.episode and replace(checked, child=held.child, siblings=held.siblings) == held:
            held = replace(held, siblings=(*held.siblings, checked.child))
            continue
        if held:
            yield held
        held = checked
        if not checked:
            yield event
    if held:
        yield held
