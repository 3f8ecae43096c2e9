"""Words the work is done in: risk headings, reasons, categories, relationships, warnings, languages."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from openmash.agencies.packs.schema.entry import Code, Entry, Part, Words
from openmash.agencies.packs.schema.places import Named


class RiskColumn(StrEnum):
    """The three columns of a Risk Sensible table."""

    HIGH_RISK = "high_risk"
    UNDERLYING = "underlying"
    STRENGTH = "strength"


class RiskItem(Part):
    """One thing to look for, in plain words."""

    code: Code
    title: Words
    words: str = ""
    factors: tuple[str, ...] = ()


class RiskHeading(Entry):
    """A column of the Risk Sensible table: what it asks for, and what to look for. No score."""

    column: RiskColumn
    words: Words
    items: Annotated[tuple[RiskItem, ...], Field(min_length=1)]


class ReasonGroup(StrEnum):
    """The places in the work where a reason is chosen from a list."""

    WITHOUT_TELLING = "going_ahead_without_telling"
    AGREEMENT_NOT_SOUGHT = "agreement_not_sought"
    BEFORE_HISTORY = "approach_before_history"
    CHECK_NOT_POSSIBLE = "early_help_check_not_possible"
    TRANSFER_REJECTED = "transfer_rejected"
    TRANSFER_SETTLED = "transfer_settled"
    REOPENED = "decision_reopened"
    RE_RATED = "rating_changed"
    DISAGREEMENT = "referrer_disagrees"
    WORKER_NOT_REACHED = "worker_not_reached"
    HISTORY_OPENED = "history_opened"
    REQUEST_DECLINED = "request_declined"
    REQUEST_PURPOSE = "request_purpose"
    WITHHOLDING = "withholding_from_family"
    RECORD_OPENED = "record_opened"


class Reason(Named):
    """A reason that can be chosen somewhere in the work."""

    group: ReasonGroup
    needs_manager: bool = False
    needs_words: bool = False

    @property
    def key(self) -> str:
        """Return group and code: the same code may be a reason in two places."""
        return f"{self.group.value}:{self.code}"


class Category(Named):
    """What a contact is mainly about, in everyday words."""

    primary_need: str = ""
    factors: tuple[str, ...] = ()
    order: Annotated[int, Field(ge=0, le=999)] = 100


class RelationshipKind(StrEnum):
    """What a relationship word says about a person beside a child."""

    PARENT = "parent"
    CARER = "carer"
    SIBLING = "sibling"
    WIDER_FAMILY = "wider_family"
    HOUSEHOLD = "household"
    OTHER = "other"


class Relationship(Named):
    """A word for what a person is to the child."""

    kind: RelationshipKind
    also_called: tuple[str, ...] = ()


class SafetyWarning(Named):
    """A kind of warning that a worker must see before they visit or ring."""

    review_months: Annotated[int, Field(ge=1, le=60)]
    advice: Words


class Language(Named):
    """A language for which an interpreter can be asked."""

    code: Annotated[str, Field(min_length=2, max_length=12)]
    interpreter: Words = "spoken"
