"""How people are written down wrongly: the mistakes of an index, and what a caller does not know.

The rates are those of the linkage bench, so that figures compare; they are guesses about the world, not facts.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from openmash.demo.rules.chance import Chance
from openmash.demo.rules.contacts.model import AsGiven
from openmash.demo.rules.names import misheard, nickname_of, surname
from openmash.demo.rules.people import PlannedPerson
from openmash.demo.rules.places import Address


@dataclass(frozen=True)
class Rates:
    """How often each mistake is made, between 0 and 1."""

    clean: float
    nickname: float = 0.12
    forename_misspelt: float = 0.12
    surname_misspelt: float = 0.14
    surname_changed: float = 0.07
    hyphen: float = 0.3
    transposed: float = 0.04
    age_only: float = 0.08
    day_and_month_swapped: float = 0.05
    wrong_digit: float = 0.06
    postcode_missing: float = 0.15
    postcode_mistyped: float = 0.05
    address_missing: float = 0.2
    sex_missing: float = 0.1
    numbers_missing: float = 0.3


OF_AN_INDEX = Rates(clean=0.12)
OF_PROFESSIONALS = Rates(
    clean=0.75, nickname=0.2, forename_misspelt=0.15, surname_misspelt=0.12, age_only=0.25, numbers_missing=0.5,
    surname_changed=0.05, transposed=0.02,
)  # fmt: skip
OF_POLICE = Rates(clean=0.6, nickname=0.1, forename_misspelt=0.2, age_only=0.12, numbers_missing=1.0, sex_missing=0.05)
OF_THE_PUBLIC = Rates(
    clean=0.2, nickname=0.35, forename_misspelt=0.2, surname_misspelt=0.15, age_only=0.85, numbers_missing=1.0, sex_missing=0.02,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """Somebody as written down, with the address written beside them."""

    given: AsGiven
    address: str
    postcode: str


def write_down(chance: Chance, person: PlannedPerson, address: Address, day: date, rates: Rates) -> Written:
    """Return somebody as written down on a day."""
    given = _faithful(person, day)
    if chance.yes(rates.clean):
        return Written(given, address.lines, address.postcode)
    given = _dated(chance, _named(chance, given, person, rates), day, rates)
    if chance.yes(rates.sex_missing):
        given = replace(given, sex="")
    if chance.yes(rates.numbers_missing):
        given = replace(given, nhs_number="", upn="")
    lines, postcode = address.lines, address.postcode
    if chance.yes(rates.address_missing):
        lines = ""
    if chance.yes(rates.postcode_missing):
        postcode = ""
    elif chance.yes(rates.postcode_mistyped):
        postcode = _mistyped(chance, postcode)
    return Written(given, lines, postcode)


def _faithful(person: PlannedPerson, day: date) -> AsGiven:
    unborn = person.is_unborn(day)
    return AsGiven(
        given_name="" if unborn else person.given_name,
        family_name=person.family_name_on(day),
        also_known_as="" if unborn else person.also_known_as,
        date_of_birth=person.born,
        sex="U" if unborn else person.sex,
        nhs_number="" if unborn else person.nhs_number,
        upn="" if unborn else person.upn,
        unborn=unborn,
        language=person.language,
        interpreter_needed=person.needs_interpreter,
        telephone=person.telephone,
    )


def _named(chance: Chance, given: AsGiven, person: PlannedPerson, rates: Rates) -> AsGiven:
    first, last = given.given_name, given.family_name
    short = person.known_as or nickname_of(first)
    if short and chance.yes(rates.nickname):
        first = short
    elif first and chance.yes(rates.forename_misspelt):
        first = misheard(first, chance)
    if chance.yes(rates.surname_changed):
        last = person.former_family_name or surname(chance, "English")[0]
    elif chance.yes(rates.surname_misspelt):
        last = misheard(last, chance)
    elif "-" in last and chance.yes(rates.hyphen):
        last = last.split("-")[chance.between(0, 1)] if chance.yes(0.5) else last.replace("-", " ")
    if first and chance.yes(rates.transposed):
        first, last = last, first
    return replace(given, given_name=first, family_name=last)


def _dated(chance: Chance, given: AsGiven, day: date, rates: Rates) -> AsGiven:
    born = given.date_of_birth
    if born is None or given.unborn:
        return given
    if chance.yes(rates.age_only):
        years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        return replace(given, date_of_birth=None, age=max(years + (chance.between(-1, 1) if chance.yes(0.3) else 0), 0))
    if born.day <= 12 and born.day != born.month and chance.yes(rates.day_and_month_swapped):
        swapped = born.replace(month=born.day, day=born.month)
        return replace(given, date_of_birth=swapped) if swapped <= day else given
    if chance.yes(rates.wrong_digit):
        wrong = born + timedelta(days=chance.pick((-10, -1, 1, 10, -365, 30)))
        return replace(given, date_of_birth=wrong) if wrong <= day else given
    return given


def _mistyped(chance: Chance, postcode: str) -> str:
    if not postcode:
        return postcode
    way = chance.random()
    if way < 0.4:
        return postcode.lower()
    if way < 0.6 and "0" in postcode:
        return postcode.replace("0", "O")
    if way < 0.8:
        return postcode.replace(" ", "")
    return postcode[:-1] + chance.pick("ABDEFGHJLN")
