"""How people of several agencies meet: kinds of meeting, who must attend, what is decided by whom, and how one disagrees."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from openmash.agencies.packs.schema.entry import Code, Entry, Part, Words


class AgendaPoint(Part):
    """One thing to talk about, in its order."""

    title: Words
    words: str = ""


class ClockAfter(Part):
    """The clock that an answer of a meeting starts for a child, and the answers, of any meeting since, that end it."""

    clock: Code
    question: Code
    answer: Code
    ended_by: Code
    ending: Annotated[tuple[Code, ...], Field(min_length=1)]


class MetAbout(StrEnum):
    """What a kind of meeting is about."""

    CONTACT = "contact"
    ALLEGATION = "allegation"


class MeetingKind(Entry):
    """A kind of meeting: what it is about, its agenda, by when it is held where that is said, and what it can start.

    `ends_with` names the question whose answer ends what such meetings are about.
    """

    about: MetAbout = MetAbout.CONTACT
    words: Words
    agenda: Annotated[tuple[AgendaPoint, ...], Field(min_length=1, max_length=20)]
    hold_clock: Code | None = None
    clock_after: ClockAfter | None = None
    ends_with: Code | None = None


class MustAttend(Entry):
    """Somebody without whom these meetings are not whole. Going on without them needs a reason."""

    meetings: Annotated[tuple[Code, ...], Field(min_length=1)]
    agency_kinds: Annotated[tuple[Code, ...], Field(min_length=1)]
    why: Words


class DecidedBy(StrEnum):
    """Whose decision it is."""

    COUNCIL_MANAGER = "council_manager"
    AGENCY = "agency"
    MEETING = "meeting"


class MeetingAnswer(Part):
    """One answer that can be given; `say_more` where words must stand with it, `goes_on` where it ends nothing: one meets again."""

    code: Code
    title: Words
    say_more: bool = False
    goes_on: bool = False


class MeetingQuestion(Entry):
    """What these meetings decide for each child, and whose decision it is."""

    meetings: Annotated[tuple[Code, ...], Field(min_length=1)]
    words: str = ""
    decided_by: DecidedBy
    agency_kinds: tuple[Code, ...] = ()
    answers: Annotated[tuple[MeetingAnswer, ...], Field(min_length=2, max_length=10)]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.agency_kinds) != (self.decided_by is DecidedBy.AGENCY):
            raise ValueError("agency_kinds go with what an agency decides, and only with it")
        codes = [answer.code for answer in self.answers]
        if len(codes) != len(set(codes)):
            raise ValueError("offers the same answer twice")
        return self

    def answer(self, code: str) -> MeetingAnswer | None:
        """Return an answer by its code, or None."""
        return next((one for one in self.answers if one.code == code), None)


class EscalationStage(Entry):
    """One stage of a professional disagreement: who speaks with whom, and by when. Without a team it stays where the record is."""

    order: Annotated[int, Field(ge=1, le=9)]
    words: Words
    clock: Code
    team_kind: Code | None = None
    roles: tuple[Code, ...] = ()
