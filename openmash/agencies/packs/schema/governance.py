"""Law and words: lawful bases, purposes, retention, letters, measures, and what the door itself needs."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from openmash.agencies.packs.schema.entry import Code, Entry, Undated, Words
from openmash.agencies.packs.schema.places import Named
from openmash.agencies.packs.schema.practice import Condition


class LawKind(StrEnum):
    """What kind of basis it is: a disclosure about a child usually names one of several kinds."""

    ARTICLE_6 = "uk_gdpr_article_6"
    ARTICLE_9 = "uk_gdpr_article_9"
    OFFENCES = "uk_gdpr_article_10"
    POWER = "statutory_power"
    DUTY = "statutory_duty"
    CONFIDENTIALITY = "common_law"
    LAW_ENFORCEMENT = "law_enforcement"


class LawfulBasis(Entry):
    """A legal reason for sharing, in plain words; agreement to support is a separate fact.

    `usual_when`: where all of it holds for a child, the basis is offered first (an empty list: always); without it, never.
    """

    kind: LawKind
    law: Words
    words: Words
    use_when: Words
    harm_likely: bool = False
    needs: str = ""
    usual_when: tuple[Condition, ...] | None = None


class Purpose(Named):
    """Why somebody opens or shares a record."""

    opens_records: bool = True
    order: Annotated[int, Field(ge=0, le=999)] = 100


class Retention(Entry):
    """How long a class of record is kept, and from when. A legal hold always stops it."""

    words: Words
    years: Annotated[int, Field(ge=0, le=200)]
    counted_from: Words


class DataItem(Entry):
    """One item of information that may be shared, as an agreement names it and as a column of a feed."""

    words: str = ""
    order: Annotated[int, Field(ge=0, le=999)] = 100


class Receives(Entry):
    """Which items a kind of agency may receive in a standing feed. Whatever is not named is withheld."""

    items: tuple[Code, ...] = ()


class Duty(Entry):
    """A duty about sharing that begins on a day. Without `begins_on` no day is known: the note says what is known."""

    law: Words
    words: Words
    begins_on: date | None = None
    checked_on: date

    def has_begun(self, on: date) -> bool:
        """Return whether the duty is known to bind on a day."""
        return self.begins_on is not None and self.begins_on <= on


class TemplateUse(StrEnum):
    """The fixed letters and messages of the front door."""

    ACKNOWLEDGEMENT_PROFESSIONAL = "acknowledgement_professional"
    ACKNOWLEDGEMENT_PUBLIC = "acknowledgement_public"
    OUTCOME_PROFESSIONAL = "outcome_professional"
    OUTCOME_PUBLIC = "outcome_public"
    HANDED_OVER = "handed_over_professional"
    DISAGREEMENT_RECEIVED = "disagreement_received"
    DISAGREEMENT_ANSWERED = "disagreement_answered"
    POLICE_FEEDBACK = "police_feedback"


PLACEHOLDERS: dict[TemplateUse, frozenset[str]] = {
    use: frozenset({"reference", "received_on", "authority", "team", "telephone"})
    | {
        TemplateUse.ACKNOWLEDGEMENT_PROFESSIONAL: {"answer_by"},
        TemplateUse.ACKNOWLEDGEMENT_PUBLIC: {"answer_by"},
        TemplateUse.OUTCOME_PROFESSIONAL: {"outcome", "deciders_words", "disagree_how"},
        TemplateUse.OUTCOME_PUBLIC: {"outcome", "disagree_how"},
        TemplateUse.HANDED_OVER: {"worker", "worker_telephone"},
        TemplateUse.DISAGREEMENT_RECEIVED: {"answer_by"},
        TemplateUse.DISAGREEMENT_ANSWERED: {"answer"},
        TemplateUse.POLICE_FEEDBACK: {"outcome", "notice_reference"},
    }[use]
    for use in TemplateUse
}
"""What may stand in braces in each message. None of them carries detail of a case but the decider's own words."""


class Template(Entry):
    """A fixed message. What stands in braces is filled in; nothing else about the case is said."""

    use: TemplateUse
    subject: Words
    body: Words

    @property
    def key(self) -> str:
        """Return what it is for: one message at a time for each use."""
        return self.use.value


class Unit(StrEnum):
    """How a measure is shown."""

    COUNT = "count"
    PERCENT = "percent"
    DAYS = "days"
    HOURS = "hours"


class Theme(StrEnum):
    """What measures are about, in the order in which they are read."""

    FRONT_DOOR = "front_door"
    HUB = "hub"
    EARLY_HELP = "early_help"
    REFERRALS = "referrals"
    PROTECTION = "protection"
    NEED = "need"
    CARE = "care"
    LEAVING_CARE = "leaving_care"
    MISSING = "missing"
    AUDIT = "audit"


class Direction(StrEnum):
    """Which way is better. Most counts are neither: more referrals may be good or bad."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


class DefinedBy(StrEnum):
    """Whose definition it is: that of a national return, and so comparable, or one of our own."""

    DFE = "dfe"
    LOCAL = "local"


class Measure(Entry):
    """A figure: what it means, whom it counts, what it counts of them, and the target if there is one.

    `data` says from which records it is counted, `clock` names the clock it is measured against, `owner` who answers for it.
    `lacking`: why there is no figure yet; such a measure is defined and never shown as nought.
    """

    words: Words
    population: Words
    numerator: str = ""
    unit: Unit
    by: tuple[Code, ...] = ()
    report: Code
    published: bool
    target: Annotated[float, Field(ge=0, le=100)] | None = None
    target_source: str = ""
    target_on: date | None = None
    theme: Theme = Theme.FRONT_DOOR
    direction: Direction = Direction.NEITHER
    defined_by: DefinedBy = DefinedBy.LOCAL
    owner: Words = "MASH manager"
    data: Words = "Contacts at the front door"
    clock: Code | None = None
    lacking: str = ""
    order: Annotated[int, Field(ge=0, le=999)] = 100


class Benchmark(Entry):
    """What others published of a measure: where, for which year, and as a share in percent. Never invented, never of a person.

    `counted` and `of` are its numbers, where the source gives them.
    """

    measure: Code
    place: Words
    year: Words
    percent: Annotated[float, Field(ge=0, le=100)]
    counted: Annotated[int, Field(ge=0)] | None = None
    of: Annotated[int, Field(ge=1)] | None = None
    main: bool = False


class FrontDoor(Undated):
    """Which of the pack's clocks, policies and services the front door runs on."""

    service: Code
    decision_clock: Code
    acknowledgement_clock: Code
    answer_clock: Code
    disagreement_clock: Code
    early_help_check_clock: Code
    handover_clock: Code
    referral_clock: Code
    emergency_team: Code
    adult_duty_team: Code
    unknown_source: Code
    anonymous_source: Code
    duplicate_window_days: Annotated[int, Field(ge=0, le=31)]
    repeat_windows_months: tuple[Annotated[int, Field(ge=1, le=60)], ...]
    without_telling_needs_manager: bool
    early_help_check_required: bool
    history_before_family: bool
    register_team: str = ""
    adults_only_answer: Words = "We have looked at this and told those who help adults."
    agreement_review_clock: str = ""
    agreement_review_notice_days: Annotated[int, Field(ge=0, le=366)] = 60
