"""The area and who works in it: districts, localities, agencies, teams, hours, models."""

from datetime import date, time
from enum import StrEnum
from re import compile as pattern
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from openmash.agencies.packs.schema.entry import Code, Entry, Part, Undated, Words
from openmash.base.worktime import OpeningHours, SchoolCalendar, SchoolTerm

OPENING = pattern(r"([01]\d:[0-5]\d|2[0-3]:[0-5]\d)\s*-\s*([01]\d:[0-5]\d|2[0-3]:[0-5]\d|24:00)")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Authority(Undated):
    """The council that runs this front door."""

    code: Code
    name: Words
    short_name: Words
    returns_code: str = ""


class Named(Entry):
    """A code with its words, and an explanation where the title is not enough."""

    words: str = ""


class District(Entry):
    """A district of the authority; its code is the national statistics (GSS) code."""


class Locality(Entry):
    """A group of districts, as one service groups them."""

    service: Code
    districts: Annotated[tuple[Code, ...], Field(min_length=1)]

    @property
    def key(self) -> str:
        """Return service and code: two services may both have a North."""
        return f"{self.service}:{self.code}"


class OutsideAuthority(Entry):
    """A neighbouring authority to which children who live there are passed."""

    districts: tuple[Code, ...]
    team: str = ""
    email: str = ""
    telephone: str = ""


def _opening(value: object) -> object:
    """Turn "08:45-17:00" into two times; 24:00 is midnight at the end of the day."""
    if not isinstance(value, str):
        return value
    found = OPENING.fullmatch(value.strip())
    if found is None:
        raise ValueError(f"“{value}” is not an opening: write it as 08:45-17:00")
    begins, ends = found.groups()
    return begins, "00:00" if ends == "24:00" else ends


Opening = Annotated[tuple[time, time], BeforeValidator(_opening)]
Openings = tuple[Opening, ...]


class Week(Part):
    """The openings of each day of the week; a day left out is closed."""

    mon: Openings = ()
    tue: Openings = ()
    wed: Openings = ()
    thu: Openings = ()
    fri: Openings = ()
    sat: Openings = ()
    sun: Openings = ()


class OpeningTimes(Entry):
    """When a team or service is open. Bank holidays are closed unless openings are stated."""

    week: Week
    bank_holidays: Openings = ()
    closed: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _make_sense(self) -> Self:
        self.hours()
        return self

    def hours(self) -> OpeningHours:
        """Return the hours as working time knows them."""
        week = tuple(tuple(getattr(self.week, day)) for day in DAYS)
        return OpeningHours(week, tuple(self.bank_holidays), frozenset(self.closed))


class Term(Part):
    """One unbroken stretch of school, by the name of its term: both halves of a term have the same."""

    name: Words
    first_day: date
    last_day: date


class SchoolYear(Entry):
    """The terms of the area's schools in one year, and the days on which all are closed."""

    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
    closed: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _make_sense(self) -> Self:
        self.calendar()
        return self

    def calendar(self) -> SchoolCalendar:
        """Return the terms as working time knows them."""
        terms = tuple(SchoolTerm(term.first_day, term.last_day, term.name) for term in self.terms)
        return SchoolCalendar(terms, frozenset(self.closed))


class Agency(Entry):
    """An organisation whose people work at this front door or are asked by it, and who answers for its lateness.

    `answers_by_link`: seldom asked, so it is sent a link and a code with each question, and nobody there needs an account.
    """

    kind: Code
    is_authority: bool = False
    asked_at: str = ""
    answers_by_link: bool = False
    lead: str = ""
    lead_email: str = ""
    lead_telephone: str = ""


class Team(Entry):
    """A team: what kind it is, whose it is, which places it covers and when it is open."""

    kind: Code
    agency: Code
    service: Code
    localities: tuple[Code, ...] = ()
    districts: tuple[Code, ...] = ()
    hours: Code
    telephone: str = ""
    email: str = ""
    purpose: str = ""


class TeamKind(Named):
    """A kind of team, so that work can name who gets it without naming a team."""

    takes_contacts: bool = False


class QueueReason(StrEnum):
    """Why an address cannot be routed to a locality."""

    MISSING = "missing_address"
    UNKNOWN = "unknown_postcode"
    OUT_OF_AREA = "out_of_area"
    NO_LOCALITY = "no_locality"


class AddressQueue(Entry):
    """A named queue for contacts whose address does not lead to a locality, and who minds it."""

    when: Annotated[tuple[QueueReason, ...], Field(min_length=1)]
    team: Code
    clock: Code
    next_act: Words


class ModelKind(StrEnum):
    """Where screening is done."""

    IN_LOCALITY = "in_locality"
    TRIAGE_THEN_TRANSFER = "triage_then_transfer"


class TransferRule(Part):
    """For one RAG colour: how often a transfer may be rejected (0 is never), and its own clock if it has one."""

    colour: Code
    rejections: Annotated[int, Field(ge=0, le=5)]
    clock: Code | None = None


class OperatingModel(Entry):
    """Who screens a locality's contacts, and to whom they are passed.

    A rejection beyond what the transfer rules allow is not possible: the item goes to a person with
    the role `settled_by` in the team `settled_in`, who decides which team keeps it.
    """

    service: Code
    locality: Code
    kind: ModelKind
    screening_team: Code
    transfers_to: Code | None = None
    transfer_clock: Code | None = None
    transfer_rules: tuple[TransferRule, ...] = ()
    settled_by: str = ""
    settled_in: Code | None = None
    settle_clock: Code | None = None

    @property
    def key(self) -> str:
        """Return service and locality: one model at a time for each."""
        return f"{self.service}:{self.locality}"

    @model_validator(mode="after")
    def _whole(self) -> Self:
        transfer = (self.transfers_to, self.transfer_clock, self.settled_in, self.settle_clock)
        if self.kind is ModelKind.TRIAGE_THEN_TRANSFER and not all((*transfer, self.settled_by)):
            raise ValueError(
                "transfers, so it needs transfers_to, transfer_clock, settled_by, settled_in and settle_clock"
            )
        if self.kind is ModelKind.IN_LOCALITY and self.transfers_to:
            raise ValueError("screens in the locality, so it transfers to nobody")
        return self

    def may_be_rejected(self, colour: str, times_so_far: int) -> bool:
        """Return whether a transfer of this colour may be rejected once more."""
        allowed = {rule.colour: rule.rejections for rule in self.transfer_rules}
        return times_so_far < allowed.get(colour, 0)

    def clock_for(self, colour: str) -> str | None:
        """Return the clock by which a transfer of this colour is answered; None where nothing is transferred."""
        own = {rule.colour: rule.clock for rule in self.transfer_rules}
        return own.get(colour) or self.transfer_clock


class Offer(Entry):
    """One service of the early-help offer, where it is and whether it has room."""

    districts: Annotated[tuple[Code, ...], Field(min_length=1)]
    agency: Code
    words: Words
    for_whom: Words
    capacity: Annotated[int, Field(ge=0)]
    in_use: Annotated[int, Field(ge=0)] = 0
    waiting_weeks: Annotated[int, Field(ge=0)] = 0
    telephone: str = ""
    how_to_ask: str = ""
