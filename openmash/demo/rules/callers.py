"""Who raises a worry: professionals with a name and a desk, families, neighbours, and those who give no name."""

from datetime import date

from openmash.demo.rules.chance import Chance, Weighted
from openmash.demo.rules.contacts.model import Caller
from openmash.demo.rules.families import PlannedFamily
from openmash.demo.rules.names import given_name, is_avoided, surname
from openmash.demo.rules.people import Numbers, PlannedPerson
from openmash.demo.rules.places import LOCALITY_OF
from openmash.demo.rules.staff import HEALTH, POLICE, SCHOOLS, PlannedUser

SOURCES: dict[str, Weighted[str]] = {
    "police": Weighted({"6": 1}),
    "school": Weighted({"2A": 92, "2B": 8}),
    "health": Weighted({"3A": 20, "3B": 27, "3C": 13, "3D": 13, "3E": 19, "3F": 8}),
    "family": Weighted({"1A": 89, "1C": 11}),
    "neighbour": Weighted({"9": 46, "1B": 38, "1D": 16}),
    "agency": Weighted({"4": 18, "5A": 14, "5B": 12, "5C": 10, "5D": 18, "7": 15, "8": 11, "10": 2}),
}
PUBLIC = frozenset({"1A", "1B", "1C", "1D", "9", "10"})

ROLES: dict[str, tuple[tuple[str, str], ...]] = {
    "2A": (("designated safeguarding lead", ""), ("deputy head", ""), ("pastoral lead", ""), ("form tutor", "")),
    "2B": (("attendance officer", "Pupil attendance support"), ("SEND officer", "Inclusion service")),
    "3A": (("GP", "surgery"), ("practice nurse", "surgery")),
    "3B": (("health visitor", "Community health service"),),
    "3C": (("school nurse", "Community health service"),),
    "3D": (("community midwife", "Maternity service"), ("safeguarding midwife", "Maternity service")),
    "3E": (
        ("emergency nurse", "Emergency department"),
        ("paediatric liaison nurse", "Emergency department"),
    ),
    "3F": (
        ("mental health nurse", "Child and adolescent mental health service"),
        ("dentist", "Community dental service"),
    ),
    "4": (("tenancy officer", "Housing association"), ("homelessness adviser", "District council housing")),
    "5A": (("social worker, adults", "Adult social care"),),
    "5B": (("play worker", "Play service"), ("youth worker", "Youth service")),
    "5C": (("duty social worker", "Another council's children's services"),),
    "5D": (
        ("family support worker", "Children and family wellbeing service"),
        ("lead professional", "Children and family wellbeing service"),
    ),
    "7": (("probation officer", "Probation"), ("family court adviser", "Family court advisory service")),
    "8": (
        ("nursery manager", "nursery"),
        ("recovery worker", "Recovery service"),
        ("support worker", "Domestic abuse service"),
    ),
}
STEMS = (
    "Larkfold",
    "Withymere",
    "Copperdale",
    "Mossbeck",
    "Fellgarth",
    "Tenterfield",
    "Harebeck",
    "Millrace",
    "Starbeck",
    "Yarrowfold",
)
CHILD_RINGS = "child rings"
ASKED_BY_PARENTS = frozenset({"asks_for_help", "disabled_child", "online"})
SHY = {"1A": 0.2, "1B": 0.45, "1D": 0.35, "8": 0.05, "5D": 0.02}
"""How often a caller asks not to be named to the family."""


class Callers:
    """Draws callers. Professionals come from a directory of the district, so that the same people ring again."""

    def __init__(self, chance: Chance, users: tuple[PlannedUser, ...]) -> None:
        self.numbers = Numbers(chance)
        self.seed = chance.between(1, 1_000_000)
        self.user_of = {user.agency: user for user in users if user.role == "referrer"}
        self._directory: dict[tuple[str, str], list[Caller]] = {}

    def draw(
        self, chance: Chance, source: str, family: PlannedFamily, focus: PlannedPerson, *, day: date, kind: str
    ) -> Caller:
        district = family.address_on(day).district
        if source == "6":
            return police_caller()
        if source == "9":
            return Caller("", "", "", "", professional=False, anonymous=True)
        if source == "2A":
            return chance.pick(self._school(district, primary=focus.age(day) < 11))
        if source in ROLES:
            caller = chance.pick(self._professionals(source, district))
            return _shy(caller) if chance.yes(SHY.get(source, 0.006)) else caller
        if source in ("1A", "1C"):
            return self._relative(chance, family, focus, kind=CHILD_RINGS if source == "1C" else kind)
        return self._neighbour(chance, source)

    def _school(self, district: str, *, primary: bool) -> list[Caller]:
        """Return who rings from the schools of a district: ours has accounts, two more have none."""
        key = ("2A primary" if primary else "2A secondary", district)
        if key not in self._directory:
            chance = Chance.named(self.seed, *key)
            found = []
            for school in SCHOOLS:
                if school.district != district or school.primary != primary:
                    continue
                user = self.user_of.get(school.agency) if school.agency else None
                if user:
                    role = "designated safeguarding lead"
                    found.append(
                        Caller(user.name, role, school.name, user.telephone, user.email, school.agency, user.key)
                    )
                found.append(self._professional(chance, "2A", school.name, agency=school.agency))
            kind = "Example Primary School" if primary else "Example High School"
            found += [self._professional(chance, "2A", f"{stem} {kind}") for stem in chance.some(STEMS, 2)]
            self._directory[key] = found
        return self._directory[key]

    def _professionals(self, source: str, district: str) -> list[Caller]:
        key = (source, district)
        if key not in self._directory:
            chance = Chance.named(self.seed, source, district)
            found = []
            for _ in range(4):
                role, organisation = chance.pick(ROLES[source])
                if organisation in ("surgery", "nursery"):
                    organisation = f"{chance.pick(STEMS)} {organisation.capitalize()}"
                agency = HEALTH if source in ("3B", "3C") else ""
                found.append(self._professional(chance, source, organisation, role=role, agency=agency))
            user = self.user_of.get(HEALTH)
            if source == "3B" and user and LOCALITY_OF.get(district) == "East":
                found.append(
                    Caller(
                        user.name,
                        "health visitor",
                        "Community health service",
                        user.telephone,
                        user.email,
                        HEALTH,
                        user.key,
                    )
                )
            self._directory[key] = found
        return self._directory[key]

    def _professional(
        self, chance: Chance, source: str, organisation: str, *, role: str = "", agency: str = ""
    ) -> Caller:
        name = _name(chance, "F" if chance.yes(0.72) else "M")
        role = role or chance.pick(ROLES[source])[0]
        address = f"{name.split()[0]}.{name.split()[-1]}".casefold()
        address = "".join(letter for letter in address if letter.isascii() and (letter.isalnum() or letter == "."))
        return Caller(name, role, organisation, self.numbers.landline(), f"{address}@work.example", agency)

    def _relative(self, chance: Chance, family: PlannedFamily, focus: PlannedPerson, *, kind: str) -> Caller:
        """Return somebody of the family who would ring about such a thing: a parent, a relative, or the child."""
        if kind == CHILD_RINGS:
            telephone = focus.telephone or self.numbers.mobile()
            return Caller(focus.given_name, "the young person", "", telephone, professional=False)
        other = family.other_adult()
        if kind in ASKED_BY_PARENTS and chance.yes(0.8):
            person = family.carer()
        elif other and other[1] == "ex-partner" and chance.yes(0.9 if kind == "parents_at_odds" else 0.35):
            person = other[0]
        else:
            role = chance.pick(("grandmother", "grandmother", "aunt", "grandfather", "uncle"))
            name = _name(chance, "M" if role in ("grandfather", "uncle") else "F")
            hidden = chance.yes(SHY["1A"] * 1.6)
            return Caller(name, role, "", self.numbers.mobile(), professional=False, do_not_name=hidden)
        role = family.role_of(person.key)
        name = f"{person.given_name} {person.family_name}"
        return Caller(name, role.replace("_", "-"), "", person.telephone or self.numbers.mobile(), professional=False)

    def _neighbour(self, chance: Chance, source: str) -> Caller:
        if source == "10" or chance.yes(0.08):
            return Caller("", "did not say", "", "", professional=False)
        role = chance.pick(
            ("neighbour", "neighbour", "friend of the family", "parent at the school gate", "shopkeeper")
        )
        name = _name(chance, "F" if chance.yes(0.6) else "M")
        return Caller(
            name, role, "", self.numbers.mobile(), professional=False, do_not_name=chance.yes(SHY.get(source, 0.3))
        )


def police_caller() -> Caller:
    return Caller(
        "",
        "attending officer",
        "Police, protecting vulnerable people unit",
        "01632 960101",
        "notices@police.example",
        POLICE,
    )


def _shy(caller: Caller) -> Caller:
    return Caller(
        caller.name, caller.role, caller.organisation, caller.telephone, caller.email, caller.agency, caller.user,
        do_not_name=True,
    )  # fmt: skip


def _name(chance: Chance, sex: str) -> str:
    while True:
        heritage = "English" if chance.yes(0.82) else "South Asian"
        given, family = given_name(chance, heritage, sex, child=False), surname(chance, heritage)[0]
        if not is_avoided(given, family):
            return f"{given} {family}"
