"""Time in a pack: the events that start and stop clocks, the clocks, and the RAG policies."""

from datetime import time
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from openmash.agencies.packs.schema.entry import Code, Confidence, Entry, Part, Words
from openmash.base.worktime import ClockRule, Convention, Kind

NOT_SOURCED = {
    Confidence.GENERAL_KNOWLEDGE_HIGH: "general knowledge: check the text before relying on it",
    Confidence.GENERAL_KNOWLEDGE_MEDIUM: "general knowledge, not certain: check the text before relying on it",
    Confidence.LOCAL_CONFIG: "local choice: no source fixes this number",
    Confidence.DEMONSTRATION: "made up for demonstration",
    Confidence.PLACEHOLDER: "not known from a source: a placeholder",
}


class Event(Entry):
    """Something that happens and can start or stop a clock, and the room that says it happened."""

    told_by: Words


class Clock(Entry):
    """A named clock: how long something may take, counted how, from what until what.

    `statutory` is a limit of law or statutory guidance; `national_code` is its code in returns
    and code lists. `applies_to` narrows it (RAG colours, cohorts) where a policy does not.
    """

    limit: Annotated[int, Field(ge=1, le=10000)]
    kind: Kind
    convention: Convention | None = None
    start: Code
    stop: Code
    hours: str = ""
    before: time | None = None
    applies_to: tuple[Code, ...] = ()
    statutory: bool = False
    national_code: str = ""
    words: Words

    @model_validator(mode="after")
    def _countable(self) -> Self:
        self.rule()
        if self.start == self.stop:
            raise ValueError("stops at the event that starts it")
        return self

    @property
    def says_who(self) -> str:
        """Return where the limit comes from, and say so where no source gives it."""
        if self.confidence is Confidence.SOURCED:
            return self.source
        return f"{self.source} ({NOT_SOURCED[self.confidence]})"

    def rule(self) -> ClockRule:
        """Return the rule as working time counts it."""
        return ClockRule(
            code=self.code,
            limit=self.limit,
            kind=self.kind,
            convention=self.convention,
            start=self.start,
            stop=self.stop,
            source=self.source,
            note=self.note,
            applies_to=self.applies_to,
            hours=self.hours,
            before=self.before,
        )


class RagUse(StrEnum):
    """What a RAG policy sets the time for."""

    DECISION = "decision"
    AGENCY_ANSWER = "agency_answer"


class Tone(StrEnum):
    """The colours a page can show; colour is never the only sign."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


class Colour(Part):
    """One rating: what it means, when to choose it, and the clock it sets (or that it sets none).

    `rank` 1 is the most urgent and is the order of every queue. `never_pauses` promises that its
    clock does not wait for an office to open.
    """

    code: Code
    title: Words
    tone: Tone
    rank: Annotated[int, Field(ge=1, le=9)]
    means: Words
    choose_when: Words
    clock: Code | None = None
    no_clock: bool = False
    never_pauses: bool
    warn_at_percent: Annotated[int, Field(ge=1, le=99)] = 75

    @model_validator(mode="after")
    def _timed_or_said_not_to_be(self) -> Self:
        if (self.clock is None) != self.no_clock:
            raise ValueError("has a clock, or says no_clock = true")
        return self


class RagPolicy(Entry):
    """A set of ratings, set by a person and never by a calculation, and the time each allows."""

    use: RagUse
    words: Words
    colours: Annotated[tuple[Colour, ...], Field(min_length=1, max_length=9)]
    re_rating_needs_reason: bool
    set_by: Annotated[tuple[Code, ...], Field(min_length=1)]

    @property
    def key(self) -> str:
        """Return what it is for: one policy at a time for each use."""
        return self.use.value

    @model_validator(mode="after")
    def _each_colour_once(self) -> Self:
        for name in ("code", "rank"):
            values = [getattr(colour, name) for colour in self.colours]
            if len(set(values)) != len(values):
                raise ValueError(f"has two colours with the same {name}")
        return self

    def colour(self, code: str) -> Colour:
        """Return the colour with that code. Raises KeyError with a sentence."""
        for colour in self.colours:
            if colour.code == code:
                return colour
        raise KeyError(f"“{code}” is not a rating of {self.title}.")
