"""What every entry of a pack has: a code, where it comes from, how sure that is, and its dates."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator


def _without_control_characters(text: str) -> str:
    if any(ord(character) < ord(" ") and character not in "\n\t" for character in text):
        raise ValueError("has a character that cannot be shown")
    return text


Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$")]
Words = Annotated[
    str,
    StringConstraints(min_length=1, max_length=4000, strip_whitespace=True),
    AfterValidator(_without_control_characters),
]


class Confidence(StrEnum):
    """How sure an entry is. Anything but `sourced` is for an area to check before it relies on it."""

    SOURCED = "sourced"
    GENERAL_KNOWLEDGE_HIGH = "gk_high"
    GENERAL_KNOWLEDGE_MEDIUM = "gk_medium"
    LOCAL_CONFIG = "local_config"
    DEMONSTRATION = "demonstration"
    PLACEHOLDER = "placeholder"


class Part(BaseModel):
    """A piece of an entry: frozen, and nothing in it that the schema does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True, validate_by_name=True)


class Undated(Part):
    """What is said of the whole pack at once: its source and how sure it is."""

    source: Words
    confidence: Confidence
    note: str = ""
    layer: str = ""


class Entry(Undated):
    """One entry of a list: in force from a day, and until a day (that day included) if it ends.

    Where the first day is not known, `from` is the earliest day the pack vouches for. `layer` is
    the pack it was written in; it is filled in when the pack is read.
    """

    code: Code
    title: Words
    since: date = Field(alias="from")
    until: date | None = None

    @model_validator(mode="after")
    def _dates_and_doubts(self) -> Self:
        if self.until is not None and self.until < self.since:
            raise ValueError(f"ends ({self.until}) before it begins ({self.since})")
        if self.confidence is Confidence.PLACEHOLDER and not self.note:
            raise ValueError("is a placeholder, so it needs a note that says what is not known")
        return self

    @property
    def key(self) -> str:
        """Return what no other entry of its list may have on the same day."""
        return self.code

    def in_force(self, on: date) -> bool:
        """Return whether the entry holds on that day."""
        return self.since <= on and (self.until is None or on <= self.until)

    def overlaps(self, other: "Entry") -> bool:
        """Return whether both hold on the same day at some time."""
        ends, other_ends = self.until or date.max, other.until or date.max
        return self.since <= other_ends and other.since <= ends
