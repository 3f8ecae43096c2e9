"""The planned story for this installation: the practice pack's places, days and codes put into the plan."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

from openmash.agencies import queries as agencies
from openmash.base.clock import london_day
from openmash.demo.rules.area import AFTER_THE_END, PlannedArea, plan_area, working_hours
from openmash.demo.rules.contacts.model import PlannedContact
from openmash.demo.rules.hours import WorkingHours
from openmash.demo.rules.places import NEIGHBOURS, PEOPLE_OF_DISTRICT
from openmash.demo.rules.settings import FIRST_DAY, AreaSettings

FIRST_WAVE = 60
LIVE_DAYS = 2
OTHER_WORDS = {
    # Categories.
    "parental_substance_use": "parent-substance-use",
    "parental_mental_health": "parent-mental-health",
    "parental_conflict": "family-conflict",
    "harm_between_children": "behaviour",
    "housing_and_money": "money-housing",
    "child_disability": "disability",
    "unborn_baby": "unborn",
    "online_harm": "exploitation",
    "radicalisation": "exploitation",
    # Headings of the Risk Sensible columns.
    "person_posing_risk": "person-of-risk",
    "repeated_injury": "unexplained-injury",
    "threats_of_harm": "threats",
    "scapegoated": "scapegoat",
    "refusal_avoidance": "avoidance",
    "disguised_compliance": "avoidance",
    "pre_mobile_child": "cannot-tell",
    "repeated_missing": "missing-exploited",
    "poor_housing": "housing",
    "parents_own_childhood": "parents-childhood",
    "parent_mental_ill_health": "parent-mental-health",
    "use_of_help": "uses-help",
    "supportive_network": "wider-family",
    "regular_attendance": "attendance",
    "regular_health_care": "attendance",
    # Warnings.
    "threat_to_staff": "threats-to-staff",
    "violence": "violence-to-staff",
    "dog": "dangerous-dog",
    "weapon": "weapons",
}
"""What the story says otherwise than the pack does."""


def code_among(word: str, codes: Iterable[str], otherwise: str = "") -> str:
    """Return the pack's code for a word of the story."""
    held = set(codes)
    for wanted in (word, word.replace("_", "-"), OTHER_WORDS.get(word, "")):
        if wanted in held:
            return wanted
    return otherwise


@dataclass
class Story:
    """The plan, the working hours it was made with, and where its first wave ends."""

    area: PlannedArea
    hours: WorkingHours
    first_wave: list[PlannedContact] = field(default_factory=list)
    later: list[PlannedContact] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.area.settings.now


def story_at(now: datetime, *, scale: float = 1.0) -> Story:
    """Return the story that ends at this moment. The same moment and scale give the same story."""
    return _story(now, scale)


@lru_cache(maxsize=2)
def _story(now: datetime, scale: float) -> Story:
    pack, places = agencies.pack_in_force(), agencies.postcodes_by_district()
    calendar = pack.calendar()
    last = london_day(now)
    day, closed = FIRST_DAY - timedelta(days=45), set()
    while day <= last + AFTER_THE_END:
        if day.weekday() < 5 and not calendar.is_working_day(day):
            closed.add(day)
        day += timedelta(days=1)
    wanted = {*PEOPLE_OF_DISTRICT, *NEIGHBOURS}
    settings = AreaSettings(
        now=now,
        postcodes={name: tuple(codes) for name, codes in sorted(places.items()) if name in wanted},
        bank_holidays=frozenset(closed),
        scale=scale,
    )
    area = plan_area(settings)
    first = set(_first_wave(area))
    return Story(
        area,
        working_hours(settings, last + AFTER_THE_END),
        [contact for contact in area.contacts if contact.key in first],
        [contact for contact in area.contacts if contact.key not in first],
    )


def _first_wave(area: PlannedArea) -> list[str]:
    """Return the contacts built before anything is served: those made by hand, today's, each kind of act, some of each month."""
    contacts = area.contacts
    chosen = [contact.key for contact in contacts if contact.named]
    since = area.settings.now - timedelta(days=LIVE_DAYS)
    recent = [contact.key for contact in contacts if contact.received_at > since]
    chosen += recent[-FIRST_WAVE // 3 :]
    acts: set[str] = set()
    for contact in reversed(contacts):
        mine = {type(event).__name__ for event in contact.events}
        if not mine <= acts:
            acts |= mine
            chosen.append(contact.key)
    left = max(FIRST_WAVE - len(set(chosen)), 12)
    chosen += [contact.key for contact in contacts[:: max(len(contacts) // left, 1)]]
    return list(dict.fromkeys(chosen))
