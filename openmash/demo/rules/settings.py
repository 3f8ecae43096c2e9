"""What the planner is told: the seed, the dates, the volume, and what the practice pack calls its teams."""

from dataclasses import dataclass, field
from datetime import date, datetime

from openmash.demo.rules.hours import LONDON
from openmash.demo.rules.places import LOCALITIES, Postcodes

FIRST_DAY = date(2024, 4, 1)
VOLUME = 6_000
SMALL = 0.1


@dataclass(frozen=True)
class Teams:
    """What the pack calls each team. Localities are North, Central and East."""

    triage: str = "social-work-triage"
    mash: dict[str, str] = field(default_factory=lambda: {name: f"{name.lower()}-mash" for name in LOCALITIES})
    assessment: dict[str, str] = field(default_factory=lambda: {name: f"{name.lower()}-assessment" for name in LOCALITIES})
    early_help: dict[str, str] = field(default_factory=lambda: {name: f"{name.lower()}-early-help" for name in LOCALITIES})
    adult_duty: str = "adult-duty"
    addresses: str = "social-work-triage"
    board: str = "improvement-board"
    administration: str = "administration"

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
