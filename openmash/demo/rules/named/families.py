"""Families of the hand-made situations, as short tables of who lives together."""

from dataclasses import dataclass
from datetime import date, timedelta

from openmash.demo.rules.chance import Chance
from openmash.demo.rules.families import CHILD, Household, Member, PlannedFamily, Stay
from openmash.demo.rules.people import Numbers, PlannedPerson
from openmash.demo.rules.places import NO_FIXED_ADDRESS, UNKNOWN_ADDRESS, Address, Postcodes, town_of


@dataclass(frozen=True)
class Child:
    """A child by age in years (weeks where `weeks` is given; below 0 is unborn)."""

    given: str
    age: int
    sex: str
    surname: str = ""
    known_as: str = ""
    own_script: str = ""
    weeks: int | None = None
    second_home: bool = False
    former: str = ""

    def born(self, today: date) -> date:
        if self.weeks is not None:
            return today - timedelta(weeks=self.weeks)
        return today - timedelta(days=int(self.age * 365.25) + 117 + sum(map(ord, self.given)) % 90)


@dataclass(frozen=True)
class Adult:
    role: str
    given: str
    age: int
    surname: str = ""
    language: str = "English"
    interpreter: bool = False
    second_home: bool = False


@dataclass(frozen=True)
class Home:
    """A family of one situation. `house` is empty where the address is not known."""

    key: str
    surname: str
    district: str
    house: str
    adults: tuple[Adult, ...]
    children: tuple[Child, ...]
    heritage: str = "English"
    warning: tuple[str, str] | None = None
    second_house: str = ""
    second_district: str = ""
    same_address_as: str = ""


def settle(
    home: Home, today: date, postcodes: Postcodes, numbers: Numbers, *, seed: int, addresses: dict[str, Address]
) -> PlannedFamily:
    """Return the family of a table, as it is today."""
    people: dict[str, PlannedPerson] = {}
    members: tuple[list[Member], list[Member]] = ([], [])
    for number, child in enumerate(home.children, start=1):
        key = f"{home.key}-c{number}"
        born = child.born(today)
        people[key] = PlannedPerson(
            key, home.key, child.given, child.surname or home.surname, child.sex, born, known_as=child.known_as,
            own_script=child.own_script, former_family_name=child.former,
            renamed_on=today - timedelta(days=200) if child.former else None,
            nhs_number="" if born > today else numbers.nhs_number(), upn=numbers.upn(born) if child.age >= 4 else "",
        )  # fmt: skip
        members[child.second_home].append(Member(key, CHILD))
    for number, adult in enumerate(home.adults, start=1):
        key = f"{home.key}-a{number}"
        born = today - timedelta(days=int(adult.age * 365.25) + 40 + 13 * number)
        sex = "F" if adult.role in ("mother", "step_mother", "grandmother", "aunt") else "M"
        people[key] = PlannedPerson(
            key, home.key, adult.given, adult.surname or home.surname, sex, born, language=adult.language,
            needs_interpreter=adult.interpreter, telephone=numbers.mobile(),
        )  # fmt: skip
        members[adult.second_home].append(Member(key, adult.role))
    chance = Chance.named(seed, "named address", home.key)
    if home.same_address_as:
        first = addresses[home.same_address_as]
    else:
        first = _address(chance, home.house, home.district, postcodes)
    addresses[home.key] = first
    households = [Household(f"{home.key}-h1", tuple(members[0]), (Stay(today - timedelta(days=700), first),))]
    if members[1]:
        second = _address(chance, home.second_house, home.second_district or home.district, postcodes)
        households.append(Household(f"{home.key}-h2", tuple(members[1]), (Stay(today - timedelta(days=700), second),)))
    return PlannedFamily(home.key, home.heritage, tuple(households), people, home.warning)


def _address(chance: Chance, house: str, district: str, postcodes: Postcodes) -> Address:
    if not house:
        return UNKNOWN_ADDRESS
    if house == NO_FIXED_ADDRESS:
        return Address(NO_FIXED_ADDRESS, "", "")
    postcode = chance.pick(postcodes[district])
    return Address(f"{house}, {town_of(postcode, district)}", postcode, district)
