"""The whole story: people, staff, contacts, and what the indexes say, from the first day to this moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from openmash.demo.rules.arrivals import arrivals
from openmash.demo.rules.callers import Callers
from openmash.demo.rules.cases import Known
from openmash.demo.rules.chance import Chance
from openmash.demo.rules.contacts.events import Event
from openmash.demo.rules.contacts.model import PlannedContact
from openmash.demo.rules.contacts.planning import Planner
from openmash.demo.rules.families import PlannedFamily
from openmash.demo.rules.familymaking import FamilyMaker
from openmash.demo.rules.hours import DAY, WorkingHours
from openmash.demo.rules.named.plan import plan_named
from openmash.demo.rules.people import PlannedPerson
from openmash.demo.rules.population import Population
from openmash.demo.rules.settings import AreaSettings
from openmash.demo.rules.staff import PlannedUser, Staff, plan_users

BACKGROUND = 0.28
"""Families that the indexes know and no contact is about, for each contact."""
AFTER_THE_END = DAY * 60


@dataclass(frozen=True)
class PlannedArea:
    """A story, planned to the end. What lies after `settings.now` is left out of the contacts."""

    settings: AreaSettings
    users: tuple[PlannedUser, ...]
    families: dict[str, PlannedFamily]
    contacts: tuple[PlannedContact, ...]
    known: Known

    @property
    def sign_ins(self) -> tuple[PlannedUser, ...]:
        """Return the accounts that the demo's page shows, one or more for each role."""
        return tuple(user for user in self.users if user.sign_in)

    @property
    def named(self) -> dict[str, PlannedContact]:
        """Return the hand-made situations of today by name."""
        return {contact.named: contact for contact in self.contacts if contact.named}

    def person(self, key: str) -> PlannedPerson:
        return self.families[key.split("-", maxsplit=1)[0]].people[key]

    def acts(self, *, later_wave: bool | None = None) -> Iterator[tuple[datetime, PlannedContact, Event | None]]:
        """Yield everything that happens, in order: a contact received (without event), then each act on it."""
        rows: list[tuple[datetime, int, int, PlannedContact, Event | None]] = []
        for number, contact in enumerate(self.contacts):
            if later_wave is not None and contact.later_wave is not later_wave:
                continue
            rows.append((contact.received_at, number, -1, contact, None))
            rows += [(event.at, number, place, contact, event) for place, event in enumerate(contact.events)]
        rows.sort(key=lambda row: row[:3])
        for at, _, _, contact, event in rows:
            yield at, contact, event


def working_hours(settings: AreaSettings, last: date) -> WorkingHours:
    holidays = settings.bank_holidays
    return WorkingHours(settings.first_day - DAY * 40, last, lambda day: day.weekday() < 5 and day not in holidays)


def plan_area(settings: AreaSettings) -> PlannedArea:
    """Return the story of an area. The same settings give the same story, to the last word."""
    seed = settings.seed
    hours = working_hours(settings, settings.last_day + AFTER_THE_END)
    users = plan_users(settings.teams)
    staff = Staff(users, settings.teams)
    known = Known(Chance.named(seed, "known"), staff, settings.first_day, settings.last_day)
    maker = FamilyMaker(Chance.named(seed, "families"), settings.postcodes, settings.last_day)
    named_families, named = plan_named(settings, hours, staff, known, maker.numbers)
    population = Population(Chance.named(seed, "population"), maker, known)
    callers = Callers(Chance.named(seed, "callers"), users)
    planner = Planner(Chance.named(seed, "contacts"), hours, staff, settings.teams, known, population, callers)
    stream = arrivals(Chance.named(seed, "arrivals"), hours, settings.first_day, settings.last_day, settings.contacts)
    contacts = [planner.plan(arrival).until(settings.now) for arrival in stream if arrival.at <= settings.now]
    for number in range(round(settings.contacts * BACKGROUND)):
        since = settings.first_day + DAY * (number % max((settings.last_day - settings.first_day).days, 1))
        population.give_past(population.newcomer(since, (0, 17)), since, more=3.0)
    contacts += named
    population.families.update(named_families)
    contacts.sort(key=lambda contact: contact.received_at)
    return PlannedArea(settings, users, population.families, tuple(contacts), known)
