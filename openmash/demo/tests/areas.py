"""Areas for tests: real postcodes, a few of each district, and a story that ends on a Monday morning."""

from datetime import date, datetime
from functools import lru_cache

from openmash.base.worktime import england
from openmash.demo.rules.area import PlannedArea, plan_area
from openmash.demo.rules.hours import LONDON
from openmash.demo.rules.settings import AreaSettings

POSTCODES = {
    "Blackburn with Darwen": ("BB1 6PQ", "BB2 2ND", "BB2 6GF", "BB3 2TQ"),
    "Blackpool": ("FY1 1JL", "FY1 3DP", "FY4 2LY", "FY4 2QD"),
    "Burnley": ("BB10 3QJ", "BB10 4LP", "BB11 4HP", "BB12 6NZ"),
    "Chorley": ("PR6 6SD", "PR6 8TJ", "PR7 4HN", "PR7 6QU"),
    "Fylde": ("FY8 1BU", "FY8 2DN", "PR4 2WJ", "PR4 3TB"),
    "Hyndburn": ("BB1 4FA", "BB5 3JH", "BB5 6EB", "BB6 7HN"),
    "Lancaster": ("LA3 2EL", "LA3 3DL", "LA5 0RE", "LA5 8BF"),
    "Pendle": ("BB18 5EF", "BB8 0SG", "BB9 5EA", "BB9 9BL"),
    "Preston": ("PR1 6YN", "PR1 8GJ", "PR2 3BF", "PR2 9YJ"),
    "Ribble Valley": ("BB7 3JL", "BB7 4GQ", "BB7 9UN", "PR3 2EZ"),
    "Rossendale": ("BB4 7DB", "BB4 9HR", "OL13 0EL", "OL13 8PE"),
    "South Ribble": ("PR1 9BA", "PR25 2QB", "PR5 0RA", "PR5 2AU"),
    "West Lancashire": ("L39 3QB", "L40 0SD", "WN8 0BU", "WN8 8HQ"),
    "Wyre": ("FY5 2EH", "FY6 8DW", "FY7 7EY", "PR3 1BP"),
}
MONDAY = datetime(2026, 11, 23, 11, 40, tzinfo=LONDON)


def settings(now: datetime = MONDAY, **other: object) -> AreaSettings:
    holidays = frozenset(day for day in england().bank_holidays if date(2024, 1, 1) <= day <= date(2028, 12, 31))
    return AreaSettings(now=now, postcodes=POSTCODES, bank_holidays=holidays, **other)


@lru_cache(maxsize=1)
def whole_area() -> PlannedArea:
    """Return an area of the full size."""
    return plan_area(settings())


@lru_cache(maxsize=1)
def small_area() -> PlannedArea:
    """Return an area of a tenth of the size."""
    return plan_area(settings(scale=0.1))
