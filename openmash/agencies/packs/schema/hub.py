"""What agencies are asked: question sets, whom the pack suggests to ask, how soon they answer, and who answers for them."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from openmash.agencies.packs.schema.entry import Code, Entry, Part, Undated, Words


class QuestionKind(StrEnum):
    """The shape of an answer."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"


class Question(Part):
    """One question to an agency about the family."""

    code: Code
    words: Words
    hint: str = ""
    kind: QuestionKind
    choices: tuple[Words, ...] = ()
    required: bool = False

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.choices) != (self.kind is QuestionKind.CHOICE):
            raise ValueError("choices go with a question of choice, and only with it")
        return self


class QuestionSet(Entry):
    """What agencies of these kinds are asked, in their own words. Every set ends in free text."""

    agency_kinds: Annotated[tuple[Code, ...], Field(min_length=1)]
    words: Words
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _once(self) -> Self:
        codes = [question.code for question in self.questions]
        if len(codes) != len(set(codes)):
            raise ValueError("asks the same question twice")
        return self


class Suggestion(Entry):
    """Whom to ask, by what the worry is about and how old a child is. It suggests; a person chooses."""

    agency_kinds: Annotated[tuple[Code, ...], Field(min_length=1)]
    categories: tuple[Code, ...] = ()
    age_from: Annotated[int, Field(ge=0, le=25)] = 0
    age_to: Annotated[int, Field(ge=0, le=25)] = 25
    why: Words

    def fits(self, category: str, ages: tuple[int | None, ...]) -> bool:
        """Whether it fits a category and at least one child; an age that is not known fits."""
        about = not self.categories or category in self.categories
        return about and any(age is None or self.age_from <= age <= self.age_to for age in ages)


class AgencyClock(Entry):
    """By which clock agencies of these kinds answer a request of a colour, where not by that of the colour's policy."""

    colour: Code
    agency_kinds: Annotated[tuple[Code, ...], Field(min_length=1)]
    clock: Code

    @property
    def key(self) -> str:
        """Return colour and kinds: one clock at a time for each."""
        return f"{self.colour}:{','.join(sorted(self.agency_kinds))}"


class Hub(Undated):
    """What the asking of agencies runs on."""

    unrated_colour: Code
    raise_after_minutes: Annotated[int, Field(ge=0, le=10_080)]
    read_clock: Code
    late_clock: Code
    more_time_most: Annotated[int, Field(ge=0, le=9)]
    link_days: Annotated[int, Field(ge=1, le=30)]
    code_minutes: Annotated[int, Field(ge=5, le=60)]
    releases_answers: bool = False  # every answer to the hub as it comes in, without somebody looking first
