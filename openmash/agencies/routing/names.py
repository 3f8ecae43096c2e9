"""What districts and authorities are called: the look-up from lower to upper tier, by GSS code."""

import csv
from functools import cache
from typing import NamedTuple

from openmash.agencies.routing.postcodes import DATA

NAMES = DATA / "authorities_2021.csv"


class Authority(NamedTuple):
    """An authority responsible for children's services: its code and name."""

    code: str
    name: str


@cache
def _names() -> dict[str, tuple[str, Authority]]:
    with NAMES.open(encoding="utf-8-sig", newline="") as file:
        return {
            row["LTLA21CD"]: (row["LTLA21NM"], Authority(row["UTLA21CD"], row["UTLA21NM"]))
            for row in csv.DictReader(file)
        }


def district_name(gss: str) -> str | None:
    """Return the name of a district, or None where the look-up does not have it."""
    return _names()[gss][0] if gss in _names() else None


def authority_of(gss: str) -> Authority | None:
    """Return the authority a district belongs to, or None where the look-up does not have it."""
    return _names()[gss][1] if gss in _names() else None
