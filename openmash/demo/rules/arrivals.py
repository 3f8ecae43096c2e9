"""When contacts come in and who from: the shape of the week, the day and the school year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from openmash.demo.rules.chance import Chance, Weighted
from openmash.demo.rules.hours import DAY, WorkingHours, at, schools_are_in

SHARE = {"police": 35.5, "school": 20, "health": 15, "family": 9.5, "neighbour": 6.5, "agency": 13.5}
"""Percent of contacts by who raises them: the published mix, an assumption that the demo labels as such."""
VOICES = tuple(SHARE)

OF_THE_WEEK = {
    "police": (1.0, 1.0, 0.98, 0.97, 0.99),
    "school": (1.05, 0.98, 0.95, 1.0, 1.25),
    "health": (1.1, 1.05, 1.0, 1.0, 0.85),
    "family": (1.35, 1.0, 0.95, 0.9, 0.8),
    "neighbour": (1.3, 1.0, 0.95, 0.9, 0.9),
    "agency": (1.0, 1.05, 1.05, 1.0, 0.9),
}
OF_THE_YEAR = (1.02, 0.98, 1.05, 0.97, 1.06, 1.06, 1.02, 0.86, 1.06, 1.03, 1.08, 0.9)
HOURS_OF_A_CALL = Weighted({8: 3, 9: 10, 10: 13, 11: 13, 12: 9, 13: 9, 14: 12, 15: 14, 16: 11, 17: 4, 18: 1, 19: 1})
HOURS_OF_A_SCHOOL = Weighted({8: 4, 9: 14, 10: 12, 11: 11, 12: 9, 13: 13, 14: 18, 15: 15, 16: 4})
HOURS_OF_AN_INCIDENT = Weighted(
    {0: 7, 1: 6, 2: 4, 3: 2, 4: 1, 6: 1, 7: 2, 8: 3, 9: 2, 10: 2, 11: 2, 12: 3, 13: 3, 14: 3, 15: 5, 16: 6, 17: 7}
    | {18: 8, 19: 9, 20: 10, 21: 11, 22: 11, 23: 9}
)
BATCH_AT = (7, 35)
"""Police send the notices of the day before in one batch, early; on Mondays those of the weekend as well."""
WEEKEND_DAY_FOR_POLICE = 1.25


@dataclass(frozen=True, slots=True)
class Arrival:
    """A contact that comes in: when, from whom, and when the thing itself happened where that is known."""

    at: datetime
    voice: str
    incident_at: datetime | None


def arrivals(chance: Chance, hours: WorkingHours, first: date, last: date, contacts: int) -> Iterator[Arrival]:
    """Yield about so many contacts between two days, in the order in which they come in."""
    days = hours.working_days(first, last)
    weights = {voice: [_weight(voice, day, hours) for day in days] for voice in VOICES}
    totals = {voice: sum(weights[voice]) or 1.0 for voice in VOICES}
    mean = {voice: contacts * SHARE[voice] / sum(SHARE.values()) / totals[voice] for voice in VOICES}
    for number, day in enumerate(days):
        today: list[Arrival] = []
        for voice in VOICES:
            for _ in range(chance.number_around(mean[voice] * weights[voice][number])):
                today.append(_police(chance, day, hours) if voice == "police" else _call(chance, day, voice))
        today.sort(key=lambda arrival: arrival.at)
        yield from today


def _weight(voice: str, day: date, hours: WorkingHours) -> float:
    weight = OF_THE_WEEK[voice][day.weekday()] * OF_THE_YEAR[day.month - 1]
    if voice == "police":
        return weight * (1 + WEEKEND_DAY_FOR_POLICE * hours.closed_days_before(day))
    if voice == "school":
        return weight if schools_are_in(day) else weight * 0.04
    return weight


def _call(chance: Chance, day: date, voice: str) -> Arrival:
    hour = chance.draw(HOURS_OF_A_SCHOOL if voice == "school" else HOURS_OF_A_CALL)
    minute = chance.between(31, 59) if hour == 8 else chance.between(0, 59)
    received = at(day, hour, minute, chance.between(0, 59))
    incident = received - timedelta(hours=chance.between(1, 60)) if chance.yes(0.45) else None
    return Arrival(received, voice, incident)


def _police(chance: Chance, day: date, hours: WorkingHours) -> Arrival:
    """Return a notice of the morning's batch. A few were written up days after the incident."""
    back = 1 + int(chance.random() * (hours.closed_days_before(day) + 1))
    if chance.yes(0.09):
        back += chance.between(2, 9)
    incident = at(day - DAY * back, chance.draw(HOURS_OF_AN_INCIDENT), chance.between(0, 59))
    received = at(day, *BATCH_AT, 0)
    return Arrival(received, "police", min(incident, received - timedelta(hours=2)))
