"""Who else needs to know of an incident: by which branch, suggested when, and the questions about danger to an adult."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from openmash.agencies.packs.schema.entry import Code, Entry, Part, Words


class BranchKind(StrEnum):
    """What somebody else is told of an incident for."""

    ADULT = "adult_safeguarding"
    CONFERENCE = "marac"
    ADVISER = "adviser"
    SCHOOL = "school"
    HOUSING = "housing"


class Branch(Entry):
    """One way in which an incident goes on to somebody else. It suggests; a person chooses.

    Either a team of the council has it (`team_kind`), or agencies outside are told (`agency_kinds`).
    """

    kind: BranchKind
    team_kind: Code | None = None
    agency_kinds: tuple[Code, ...] = ()
    clock: Code
    then_clock: Code | None = None  # for the conference: by when it hears what is referred
    purpose: Code
    about_a_child: bool = False
    categories: tuple[Code, ...] = ()
    age_from: Annotated[int, Field(ge=0, le=120)] = 0
    age_to: Annotated[int, Field(ge=0, le=120)] = 120
    with_child: bool = False
    why: Words

    @property
    def key(self) -> str:
        """Return what it is for: one branch at a time of each kind."""
        return self.kind.value

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.team_kind) == bool(self.agency_kinds):
            raise ValueError("names either a team_kind or agency_kinds")
        if self.kind in (BranchKind.ADULT, BranchKind.CONFERENCE) and not self.team_kind:
            raise ValueError("is decided inside the council, so it names a team_kind")
        if bool(self.then_clock) != (self.kind is BranchKind.CONFERENCE):
            raise ValueError("then_clock says by when the conference hears it, and goes with no other branch")
        if self.about_a_child != (self.kind is BranchKind.SCHOOL):
            raise ValueError("the school is told about a child, and everybody else about an adult")
        return self

    def fits(self, category: str, *, age: int | None, children: int) -> bool:
        """Whether it is suggested for somebody of an age in a household with so many children; an age not known fits."""
        about = not self.categories or category in self.categories
        old_enough = age is None or self.age_from <= age <= self.age_to
        return about and old_enough and (children > 0 or not self.with_child)


class ChecklistQuestion(Part):
    """One question of a checklist; `flag` where a yes alone makes one think again, whatever the total."""

    code: Code
    words: Words
    hint: str = ""
    flag: bool = False


class Band(Part):
    """From this total on the danger is called so; `refers` where the total alone takes it to the conference."""

    code: Code
    title: Words
    from_total: Annotated[int, Field(ge=0, le=100)]
    refers: bool = False


class Checklist(Entry):
    """Questions about danger to an adult, each yes counting one; the bands of their total, and when a repeat goes back."""

    questions: Annotated[tuple[ChecklistQuestion, ...], Field(min_length=1, max_length=40)]
    bands: Annotated[tuple[Band, ...], Field(min_length=2, max_length=6)]
    repeat_months: Annotated[int, Field(ge=0, le=60)]

    @model_validator(mode="after")
    def _rising(self) -> Self:
        codes = [question.code for question in self.questions]
        if len(codes) != len(set(codes)):
            raise ValueError("asks the same question twice")
        totals = [band.from_total for band in self.bands]
        if totals[0] != 0 or totals != sorted(set(totals)):
            raise ValueError("bands begin at 0 and rise")
        return self

    def band_of(self, total: int) -> Band:
        """Return the band of a total."""
        return max((band for band in self.bands if band.from_total <= total), key=lambda band: band.from_total)
