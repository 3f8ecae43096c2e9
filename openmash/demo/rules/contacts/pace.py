"""How long things take: most are decided in time, some late, and one locality gets better from a day on."""

from datetime import date

from openmash.demo.rules.chance import Chance
from openmash.demo.rules.codes import AMBER, GREEN, RED
from openmash.demo.rules.contacts.setting import Setting
from openmash.demo.rules.hours import OPEN_MINUTES

IN_TIME = {"North": 0.84, "Central": 0.9, "East": 0.89}
ELSEWHERE_IN_TIME = 0.87
NORTH_CHANGED_ON = date(2025, 9, 1)
"""From this day the North runs a morning huddle, and decides faster: a change that a control chart should find."""
NORTH_AFTER = 0.955
EAST_WAS_SHORT = (date(2025, 1, 1), date(2025, 3, 31))
"""For one winter the East was short of workers: a dip that comes and goes."""
EAST_THEN = 0.74
RED_IN_TIME = 0.93
LATEST_RED_MINUTES = 235


def chance_of_being_in_time(locality: str, day: date) -> float:
    """Return how likely a contact of a locality is decided within one working day, by month."""
    if locality == "North" and day >= NORTH_CHANGED_ON:
        return NORTH_AFTER
    if locality == "East" and EAST_WAS_SHORT[0] <= day <= EAST_WAS_SHORT[1]:
        return EAST_THEN
    wobble = ((day.year * 12 + day.month) * 7 % 5 - 2) * 0.008
    return IN_TIME.get(locality, ELSEWHERE_IN_TIME) + wobble


def minutes_to_decide(setting: Setting) -> float:
    """Return the minutes of work until the decision: by the clock for a red, by open hours for the rest."""
    chance = setting.chance
    if setting.colour == RED:
        if chance.yes(RED_IN_TIME):
            return 25 + (LATEST_RED_MINUTES - 25) * skewed(chance, 1.2)
        return LATEST_RED_MINUTES + 20 + 200 * chance.random()
    limit = setting.hours.in_time_until(setting.received_at)
    if chance.yes(chance_of_being_in_time(setting.locality, setting.day)):
        quickest = 55.0
        shape = 1.5 if setting.colour == AMBER else 0.9
        return quickest + max(limit - 12 - quickest, 5) * skewed(chance, shape)
    return limit + 15 + OPEN_MINUTES * (0.1 + 3.2 * skewed(chance, 2))


def draw_colour(chance: Chance, tier: str, kind: str) -> str:
    """Return the colour a worker gives at first sight."""
    point = chance.random()
    if kind == "bruise_on_baby":
        return RED
    red, amber = {
        "slight": (0.004, 0.17), "support": (0.0, 0.42), "need": (0.06, 0.86), "harm": (0.82, 1.0), "elsewhere": (0.05, 0.6),
    }[tier]  # fmt: skip
    if point < red:
        return RED
    return AMBER if point < amber else GREEN


def minutes_to_answer(setting: Setting) -> float:
    """Return the minutes from the decision to the answer to the referrer."""
    chance = setting.chance
    if chance.yes(0.91):
        return 8 + 420 * skewed(chance, 1.6)
    return OPEN_MINUTES * (2.1 + 3 * chance.random())


def skewed(chance: Chance, power: float) -> float:
    """Return a number between 0 and 1, the smaller ones likelier the higher the power."""
    return float(chance.random() ** power)


def a_few(chance: Chance, low: int, high: int) -> float:
    return low + (high - low) * chance.random()
