"""How schools are told of an incident at a pupil's home: who tells, by when, what a notice says, and who sees to the rest."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from openmash.agencies.packs.schema.entry import Code, Undated


class TellingMode(StrEnum):
    """Who sends the notice: the council relays what the police told it, or the police send it and the council keeps that."""

    RELAY = "relay"
    LOG = "log"


class TellingSchools(Undated):
    """What the telling of schools runs on. `recipient` says what a notice may tell: the minimal or the fuller one.

    `answers_by_link`: a key adult who does not sign in here is sent a link and a code, and nobody of the school needs an account.
    """

    mode: TellingMode
    clock: Code
    recipient: Code
    categories: Annotated[tuple[Code, ...], Field(min_length=1)]
    lawful_bases: Annotated[tuple[Code, ...], Field(min_length=1)]
    lowest_age: Annotated[int, Field(ge=2, le=6)]
    highest_age: Annotated[int, Field(ge=15, le=19)]
    raise_after_minutes: Annotated[int, Field(ge=0, le=10_080)]
    raise_clock: Code
    team: Code
    no_school_team: Code
    no_school_clock: Code
    answers_by_link: bool = False
