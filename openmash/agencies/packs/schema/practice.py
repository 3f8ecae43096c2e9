"""How contacts are understood and decided: levels, outcomes, risk headings, prompts, oversight."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from openmash.agencies.packs.schema.entry import Code, Entry, Part, Words
from openmash.agencies.packs.schema.places import Named


class SourceKind(StrEnum):
    """Who is speaking: it decides which answer they may get."""

    PROFESSIONAL = "professional"
    PUBLIC = "public"
    ANONYMOUS = "anonymous"
    UNKNOWN = "unknown"


class ContactSource(Entry):
    """Where a contact came from, by the code of the national returns."""

    kind: SourceKind
    agency_kinds: tuple[Code, ...] = ()


class ListItem(Part):
    """One code of a national list; a withdrawn code stays readable."""

    code: Annotated[str, Field(min_length=1, max_length=60)]
    title: Words
    withdrawn: bool = False


class CodeList(Named):
    """A code list of a national return, kept whole."""

    items: Annotated[tuple[ListItem, ...], Field(min_length=1)]

    def title_of(self, code: str) -> str:
        """Return the words of a code. Raises KeyError with a sentence."""
        for item in self.items:
            if item.code == code:
                return item.title
        raise KeyError(f"“{code}” is not in {self.title}.")


class Response(StrEnum):
    """The family of help a level of need calls for."""

    UNIVERSAL = "universal"
    EARLY_HELP = "early_help"
    STATUTORY = "statutory"
    S17 = "s17"
    S47 = "s47"


STATUTORY = frozenset({Response.STATUTORY, Response.S17, Response.S47})


class Level(Part):
    """One level of a Continuum of Need."""

    level: Annotated[int, Field(ge=0, le=9)]
    name: Words
    response: Response
    words: Words
    splits: tuple[Response, ...] = ()

    @property
    def is_statutory(self) -> bool:
        """Return whether this level is answered by social care under the Children Act."""
        return self.response in STATUTORY


class NeedScheme(Entry):
    """A Continuum of Need: its levels, as one edition has them."""

    levels: Annotated[tuple[Level, ...], Field(min_length=2, max_length=10)]

    @property
    def key(self) -> str:
        """Return one key for all: one scheme is in force at a time."""
        return "continuum-of-need"

    @model_validator(mode="after")
    def _rising(self) -> Self:
        numbers = [level.level for level in self.levels]
        if numbers != sorted(set(numbers)):
            raise ValueError("has levels that do not rise, or one that is there twice")
        return self

    def level(self, number: int) -> Level:
        """Return the level with that number. Raises KeyError with a sentence."""
        for level in self.levels:
            if level.level == number:
                return level
        raise KeyError(f"Level {number} is not a level of {self.title}.")

    @property
    def statutory_from(self) -> int | None:
        """Return the lowest level that social care answers, or None where none is."""
        return min((level.level for level in self.levels if level.is_statutory), default=None)


class Act(StrEnum):
    """What the next work of an outcome is, as the product's acts know it."""

    NONE = "none"
    PASS_TO_WORKER = "pass_to_allocated_worker"  # noqa: S105 (no password)
    ALLOCATE = "allocate_assessment"
    STRATEGY = "hold_strategy_discussion"
    PROTECT = "protect_now"
    OFFER_EARLY_HELP = "offer_early_help"
    TAKE_UP = "take_up"
    PASS_OUT = "pass_to_other_authority"  # noqa: S105 (no password)


class NextWork(Part):
    """The work an outcome makes: what, for which kind of team, by which clock."""

    act: Act
    team_kind: Code | None = None
    clock: Code | None = None


class Agreement(StrEnum):
    """What an outcome asks about the family's agreement to support."""

    NOT_ASKED = "not_asked"
    EXPECTED = "expected"
    REQUIRED = "required"


class Outcome(Entry):
    """What can be decided about a contact, for each child.

    `statutory` is None where it depends on the child's existing plan. `to_professional` and
    `to_public` are what a referrer may be told; neither ever says more about a family. What is decided `seldom`
    stands behind the others.
    """

    words: Words
    statutory: bool | None
    is_referral: bool
    urgent: bool = False
    agreement: Agreement
    needs_early_help_check: bool
    closes: bool
    seldom: bool = False
    rationale_required: bool = True
    next_work: NextWork
    to_professional: Words
    to_public: Words
    ssd_flags: tuple[str, ...] = ()
    national_outcome: str = ""


class Needs(StrEnum):
    """What a decision needs besides the person who makes it."""

    MANAGER = "manager"
    SECOND_PERSON = "second_pair_of_eyes"
    DIP_SAMPLE = "dip_sample"


class Fact(StrEnum):
    """What the product can tell a pack about the contact in hand. Facts, never scores."""

    HIGH_RISK_RECORDED = "high_risk_recorded"
    NO_STRENGTH_EVIDENCED = "no_strength_evidenced"
    LEVEL_BELOW_STATUTORY = "level_below_statutory"
    LEVEL_BELOW_RECOMMENDED = "level_below_recommended"
    LEVEL_BELOW_REFERRERS = "level_below_referrers"
    OUTCOME_CLOSES = "outcome_closes"
    OUTCOME_STATUTORY = "outcome_statutory"
    OUTCOME_URGENT = "outcome_urgent"
    HARM_LIKELY = "harm_likely"
    MALICIOUS_SOURCE_ONLY = "malicious_source_only"
    MALICIOUS_SOURCE_SAID = "malicious_source_said"
    NO_WIDER_FAMILY_VOICE = "no_wider_family_voice"
    NO_CHILD_VOICE = "no_child_voice"
    REPEAT_CONTACTS = "repeat_contacts"
    REPEAT_POLICE_NOTICES = "repeat_police_notices"
    REPEAT_AT_ADDRESS = "repeat_at_address"
    SIBLINGS_NOT_SCREENED = "siblings_not_screened"
    HISTORY_NOT_READ = "history_not_read"
    GOING_AHEAD_WITHOUT_TELLING = "going_ahead_without_telling"
    AGREEMENT_REFUSED = "agreement_refused"
    EARLY_HELP_CHECK_OUTSTANDING = "early_help_check_outstanding"
    RATING_LOWERED = "rating_lowered"
    RATED_WITHOUT_HISTORY = "rated_without_history"
    CHILD_UNDER_ONE = "child_under_one"
    UNBORN = "unborn"
    CATEGORY_IS = "category_is"
    OUTSIDE_OPENING_HOURS = "outside_opening_hours"


COUNTED = frozenset({Fact.REPEAT_CONTACTS, Fact.REPEAT_POLICE_NOTICES, Fact.REPEAT_AT_ADDRESS})


class Condition(Part):
    """One fact that must hold (or must not, with `is = false`), with numbers where it is counted."""

    fact: Fact
    holds: bool = Field(default=True, alias="is")
    at_least: Annotated[int, Field(ge=1, le=99)] | None = None
    within_months: Annotated[int, Field(ge=1, le=60)] | None = None
    one_of: tuple[Code, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        counted = self.fact in COUNTED
        if counted != (self.at_least is not None) or counted != (self.within_months is not None):
            raise ValueError("at_least and within_months go with counted facts, and only with them")
        if bool(self.one_of) != (self.fact is Fact.CATEGORY_IS):
            raise ValueError("one_of goes with category_is, and only with it")
        return self


class Moment(StrEnum):
    """Where in the work a prompt is shown or a rule is asked."""

    TELLING_FAMILY = "telling_family"
    SCREENING = "screening"
    RATING = "rating"
    DECISION = "decision"
    GOING_AHEAD = "going_ahead"


class Prompt(Entry):
    """A question that is asked when all its conditions hold. It asks; it never decides."""

    at: Annotated[tuple[Moment, ...], Field(min_length=1)]
    when: tuple[Condition, ...]
    question: Words
    why: Words
    requires_answer: bool
    blocks_closing: bool = False
    order: Annotated[int, Field(ge=0, le=999)] = 100


class Oversight(Entry):
    """Which decisions need another person, or are sampled. Nobody countersigns their own.

    All of `outcomes`, `colours` and `when` that are given must match; an empty one matches all.
    `before_effect`: the second person agrees before it takes effect, otherwise within the clock.
    """

    words: Words
    needs: Needs
    outcomes: tuple[Code, ...] = ()
    colours: tuple[Code, ...] = ()
    when: tuple[Condition, ...] = ()
    by: Annotated[tuple[Code, ...], Field(min_length=1)]
    before_effect: bool = False
    clock: Code | None = None
    one_in: Annotated[int, Field(ge=1, le=1000)] | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.needs is Needs.DIP_SAMPLE) != (self.one_in is not None):
            raise ValueError("one_in goes with a dip sample, and only with it")
        if self.before_effect and self.needs is Needs.DIP_SAMPLE:
            raise ValueError("a dip sample is read afterwards, so it cannot come before the effect")
        if not self.before_effect and self.clock is None:
            raise ValueError("is answered afterwards, so it needs a clock")
        return self
