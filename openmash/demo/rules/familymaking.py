"""How a family of the story comes about: with siblings, halves and twins, steps and grandparents, moves and new names."""

from dataclasses import replace
from datetime import date, timedelta

from openmash.demo.rules import codes
from openmash.demo.rules.chance import Chance, Weighted
from openmash.demo.rules.families import CHILD, Household, Member, PlannedFamily, Stay
from openmash.demo.rules.names import HERITAGES, draw_heritage, given_name, is_avoided, nickname_of, surname
from openmash.demo.rules.people import Numbers, PlannedPerson, born_years_ago
from openmash.demo.rules.places import DISTRICTS, Address, Postcodes, make_address

SHAPES = Weighted(
    {
        "lone mother": 30,
        "couple": 31,
        "mother and stepfather": 14,
        "lone father": 5,
        "grandparents": 4,
        "mother and grandmother": 5,
        "two homes": 11,
    }
)
CHILDREN = Weighted({1: 42, 2: 34, 3: 15, 4: 6, 5: 3})
TWINS, DOUBLE_BARRELLED, RENAMED, KNOWN_AS, MOVED, LIVES_AT_A_KNOWN_ADDRESS = 0.03, 0.05, 0.06, 0.1, 0.22, 0.045
WARNINGS = (
    (codes.DOG, "A large dog is loose in the front garden. Ring first and ask for it to be shut in."),
    (codes.DOG, "Two dogs, one has bitten a delivery driver. Do not go in until both are in the yard."),
    (codes.THREATS, "Threatened a housing officer on the doorstep. Visit in pairs, and not after dark."),
    (codes.THREATS, "Shouted at and followed a health visitor to her car. Meet at the centre instead."),
    (codes.WEAPONS, "Police found a machete by the front door at an earlier visit. Speak to police before visiting."),
    (codes.VIOLENCE, "The mother's ex-partner has assaulted a worker before. Check that he is not at the address."),
    (codes.INFECTION, "Rats and sewage in the back yard. Take overshoes and do not sit on soft furniture."),
)

Needs = tuple[float, float]
"""Youngest and oldest age in years that the child the worry is about may have; below 0 is unborn."""


class FamilyMaker:
    """Makes families one after another, and remembers their addresses, since some are shared."""

    def __init__(self, chance: Chance, postcodes: Postcodes, last_day: date) -> None:
        self.chance, self.postcodes, self.last_day = chance, postcodes, last_day
        self.numbers = Numbers(chance)
        self.made = 0
        self._addresses: list[Address] = []

    def make(self, day: date, needs: Needs = (0, 17), district: str = "") -> PlannedFamily:
        """Return a new family, with a child of the age needed on a day."""
        chance = self.chance
        self.made += 1
        key = f"f{self.made:05d}"
        district = district or chance.draw(DISTRICTS)
        heritage = draw_heritage(chance, district)
        shape = (
            chance.draw(SHAPES) if needs[1] >= 0 else chance.pick(("couple", "lone mother", "mother and stepfather"))
        )
        people: dict[str, PlannedPerson] = {}
        homes = self._people(people, key, heritage, shape=shape, day=day, needs=needs)
        households = [Household(f"{key}-h1", homes[0], self._stays(day, district))]
        if homes[1]:
            households.append(Household(f"{key}-h2", homes[1], self._stays(day, district)))
        warning = chance.pick(WARNINGS) if chance.yes(0.03) else None
        return PlannedFamily(key, heritage, tuple(households), people, warning)

    def _people(
        self, people: dict[str, PlannedPerson], key: str, heritage: str, *, shape: str, day: date, needs: Needs
    ) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
        """Fill in the people of a family and return who lives in its first and its second household."""
        chance = self.chance
        family_name, mothers_name = surname(chance, heritage), surname(chance, heritage)
        children = self._births(day, needs)
        focus, oldest = children[0], min(children)
        halves = shape == "two homes" and len(children) > 1 and chance.yes(0.6)
        first: list[Member] = []
        second: list[Member] = []
        for number, born in enumerate(sorted(children), start=1):
            names = family_name if shape != "mother and stepfather" or number > 1 else mothers_name
            child = self._child(f"{key}-c{number}", key, heritage, names=names, born=born, day=day)
            people[child.key] = child
            (second if halves and number == 1 and born != focus else first).append(Member(child.key, CHILD))
        for role, home in _adults(shape):
            adult = self._adult(
                f"{key}-a{len(people)}", key, heritage, role, names=family_name, mothers=mothers_name, oldest=oldest
            )
            people[adult.key] = adult
            (first if home == 1 else second).append(Member(adult.key, role))
        return tuple(first), tuple(second)

    def _births(self, day: date, needs: Needs) -> list[date]:
        """Return when the children were born or are expected; the one the worry is about among them."""
        chance = self.chance
        if needs[1] < 0:
            focus = day + timedelta(days=chance.between(20, 170))
        elif needs[1] < 1:
            focus = day - timedelta(days=chance.between(max(5, int(needs[0] * 365)), int(needs[1] * 365)))
        else:
            focus = born_years_ago(chance, day, int(needs[0]), int(needs[1]))
        births = [focus]
        if chance.yes(TWINS):
            births.append(focus)
        for _ in range(chance.draw(CHILDREN) - 1):
            gap = timedelta(days=chance.between(400, 1500))
            earlier, later = min(births) - gap, max(births) + gap
            births.append(later if chance.yes(0.5) and later < day else earlier)
        eldest = day - timedelta(days=int(17.9 * 365))
        return [born for born in births if born > eldest or born == focus]

    def _child(
        self, key: str, family: str, heritage: str, *, names: tuple[str, str], born: date, day: date
    ) -> PlannedPerson:
        chance = self.chance
        sex = "F" if chance.yes(0.49) else "M"
        family_name = names[1] if sex == "F" else names[0]
        given = self._given(heritage, sex, family_name, child=True)
        former, renamed_on = "", None
        if chance.yes(RENAMED):
            former = surname(chance, heritage)[1 if sex == "F" else 0]
            renamed_on = day - timedelta(days=chance.between(-200, 900))
            former, renamed_on = ("", None) if former == family_name else (former, renamed_on)
        elif chance.yes(DOUBLE_BARRELLED) and "-" not in family_name:
            family_name = f"{family_name}-{surname(chance, 'English')[0]}"
        return PlannedPerson(
            key, family, given, family_name, sex, born,
            known_as=nickname_of(given) if chance.yes(KNOWN_AS * 2) else "",
            own_script=HERITAGES[heritage].own_script.get(given, ""),
            former_family_name=former, renamed_on=renamed_on,
            nhs_number=self.numbers.nhs_number() if chance.yes(0.9) else "",
            upn=self.numbers.upn(born) if (self.last_day - born).days > 4.5 * 365 and chance.yes(0.85) else "",
            ethnicity=chance.pick(HERITAGES[heritage].ethnicities),
        )  # fmt: skip

    def _adult(
        self,
        key: str,
        family: str,
        heritage: str,
        role: str,
        *,
        names: tuple[str, str],
        mothers: tuple[str, str],
        oldest: date,
    ) -> PlannedPerson:
        chance = self.chance
        sex = "F" if role in ("mother", "step_mother", "grandmother", "aunt") else "M"
        low, high = (41, 58) if role in ("grandmother", "grandfather") else (17, 36)
        own = {"mother": mothers if chance.yes(0.45) else names, "grandmother": mothers}.get(role, names)
        if role in ("step_father", "step_mother"):
            own = surname(chance, heritage if chance.yes(0.8) else "English")
        family_name = own[1] if sex == "F" else own[0]
        given = self._given(heritage, sex, family_name, child=False)
        languages = HERITAGES[heritage].languages
        language = chance.pick(languages) if languages else "English"
        return PlannedPerson(
            key, family, given, family_name, sex, born_years_ago(chance, oldest, low, high),
            known_as=nickname_of(given) if chance.yes(KNOWN_AS) else "",
            ethnicity=chance.pick(HERITAGES[heritage].ethnicities),
            language=language, needs_interpreter=language != "English" and chance.yes(0.45),
            telephone=self.numbers.mobile() if chance.yes(0.75) else "",
        )  # fmt: skip

    def _given(self, heritage: str, sex: str, family_name: str, *, child: bool) -> str:
        given = given_name(self.chance, heritage, sex, child=child)
        while is_avoided(given, family_name):
            given = given_name(self.chance, heritage, sex, child=child)
        return given

    def _stays(self, day: date, district: str) -> tuple[Stay, ...]:
        """Return the addresses of a household: some have just come, some will move, some share a known address."""
        chance = self.chance
        if self._addresses and chance.yes(LIVES_AT_A_KNOWN_ADDRESS):
            address = chance.pick(self._addresses[-400:])
        else:
            address = make_address(chance, district, self.postcodes)
            self._addresses.append(address)
        stays = [Stay(day - timedelta(days=chance.between(120, 3000)), address)]
        if chance.yes(MOVED):
            elsewhere = district if chance.yes(0.7) or not address.locality else chance.draw(DISTRICTS)
            moved_on = day + timedelta(days=chance.between(-100, 500))
            stays.append(Stay(max(moved_on, stays[0].since), make_address(chance, elsewhere, self.postcodes)))
        return tuple(stays)


def _adults(shape: str) -> tuple[tuple[str, int], ...]:
    """Return the adults of a family by its shape, and in which of the two homes each lives."""
    return {
        "lone mother": (("mother", 1), ("father", 2)),
        "couple": (("mother", 1), ("father", 1)),
        "mother and stepfather": (("mother", 1), ("step_father", 1), ("father", 2)),
        "lone father": (("father", 1), ("mother", 2)),
        "grandparents": (("grandmother", 1), ("grandfather", 1), ("mother", 2)),
        "mother and grandmother": (("mother", 1), ("grandmother", 1), ("father", 2)),
        "two homes": (("mother", 1), ("father", 2)),
    }[shape]


def moved(family: PlannedFamily, stays: tuple[Stay, ...]) -> PlannedFamily:
    """Return the family with other addresses of its first household."""
    return replace(family, households=(replace(family.home, stays=stays), *family.households[1:]))
