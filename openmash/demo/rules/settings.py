"""What the planner is told: the seed, the dates, the volume, and what the practice pack calls its teams."""

from dataclasses import dataclass, field
from datetime import date, datetime

from openmash.demo.rules.hours import LONDON
from openmash.demo.rules.places import LOCALITIES, Postcodes

FIRST_DAY = date(2024, 4, 1)
VOLUME = 6_000
SMALL = 0.1


def _by_locality(what: str) -> dict[str, str]:
    return {name: f"{name.lower()}-{what}" for name in LOCALITIES}


@dataclass(frozen=True)
class Teams:
    """What the pack calls each team, and which teams the partner agencies have."""

    triage: str = "east-central-triage"
    mash: dict[str, str] = field(default_factory=lambda: _by_locality("mash"))
    assessment: dict[str, str] = field(default_factory=lambda: _by_locality("social-work"))
    early_help: dict[str, str] = field(default_factory=lambda: _by_locality("early-help"))
    management: str = "mash-management"
    adult_duty: str = "adult-duty"
    designated_officer: str = "designated-officer"
    exploitation: str = "exploitation-hub"
    domestic_abuse: str = "domestic-abuse-desk"
    prevent: str = "prevent-desk"
    board: str = "improvement-board"
    administration: str = "front-door-support"
    partners: dict[str, str] = field(
        default_factory=lambda: {
            "LANCS-POLICE": "police-mash",
            "HEALTH-0-19": "health-mash",
            "SCHOOL-BAY": "bay-primary",
            "SCHOOL-GUILD": "guild-high",
            "SCHOOL-CALDER": "calder-primary",
        }
    )

    @property
    def of_the_story(self) -> tuple[str, ...]:
        """Return every team in which somebody works; the board, which is no team of a pack, left out."""
        by_locality = (self.mash, self.assessment, self.early_help, self.partners)
        desks = (self.designated_officer, self.exploitation, self.domestic_abuse, self.prevent)
        alone = (self.triage, self.management, self.adult_duty, *desks, self.administration)
        return (*alone, *(team for teams in by_locality for team in teams.values()))

    def screening(self, locality: str) -> str:
        """Return the team that screens: inside the locality in the North, the triage team elsewhere."""
        return self.mash["North"] if locality == "North" else self.triage


@dataclass(frozen=True)
class AreaSettings:
    """One story. The same settings give the same story, to the last word."""

    now: datetime
    postcodes: Postcodes
    bank_holidays: frozenset[date]
    seed: int = 1
    first_day: date = FIRST_DAY
    volume: int = VOLUME
    scale: float = 1.0
    teams: Teams = field(default_factory=Teams)
    red_hours: int = 4

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("The moment a story ends needs a time zone.")
        if self.last_day <= self.first_day:
            raise ValueError("A story ends after the day it begins.")
        if not 0 < self.scale <= 20:
            raise ValueError("The scale lies above 0 and is at most 20.")

    @property
    def last_day(self) -> date:
        """Return the London day on which the story ends: today."""
        return self.now.astimezone(LONDON).date()

    @property
    def contacts(self) -> int:
        return round(self.volume * self.scale)
