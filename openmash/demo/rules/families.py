"""Families: who belongs together, who lives where since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openmash.demo.rules.people import PlannedPerson
from openmash.demo.rules.places import UNKNOWN_ADDRESS, Address


@dataclass(frozen=True, slots=True)
class Stay:
    """Where a household lives from a day on."""

    since: date
    address: Address


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a household, with what they are to its children: a child, mother, step_father, grandmother ..."""

    person: str
    role: str


@dataclass(frozen=True, slots=True)
class Household:
    """People under one roof, and their addresses over time, oldest first."""

    key: str
    members: tuple[Member, ...]
    stays: tuple[Stay, ...]

    def address_on(self, day: date) -> Address:
        current = self.stays[0].address if self.stays else UNKNOWN_ADDRESS
        for stay in self.stays[1:]:
            if stay.since > day:
                break
            current = stay.address
        return current


CHILD = "child"
PARENTS = ("mother", "father", "step_mother", "step_father")


@dataclass(frozen=True, slots=True)
class PlannedFamily:
    """A family in one household or two. The first is where most of the children live."""

    key: str
    heritage: str
    households: tuple[Household, ...]
    people: dict[str, PlannedPerson]
    warning: tuple[str, str] | None = None
    """A warning for workers' safety: its kind and its words."""

    @property
    def home(self) -> Household:
        return self.households[0]

    def address_on(self, day: date) -> Address:
        return self.home.address_on(day)

    def household_of(self, person: str) -> Household:
        for household in self.households:
            if any(member.person == person for member in household.members):
                return household
        raise KeyError(f"Nobody called {person} is in {self.key}.")

    def role_of(self, person: str) -> str:
        return next(member.role for member in self.household_of(person).members if member.person == person)

    def with_role(self, *roles: str) -> list[PlannedPerson]:
        """Return the people with any of these roles, in the order of the roles."""
        found = []
        for role in roles:
            for household in self.households:
                found += [self.people[member.person] for member in household.members if member.role == role]
        return found

    def children_on(self, day: date, household: Household | None = None) -> list[PlannedPerson]:
        """Return the children under 18 on a day, the unborn included once they are expected, oldest first."""
        return sorted(self._children(day, (household,) if household else self.households), key=lambda child: child.born)

    def _children(self, day: date, households: Iterable[Household]) -> list[PlannedPerson]:
        children = (
            self.people[member.person]
            for household in households
            for member in household.members
            if member.role == CHILD
        )
        return [child for child in children if child.age(day) < 18 and child.months(day) > -7]

    def carer(self) -> PlannedPerson:
        """Return the adult who looks after the children of the first household."""
        for role in ("mother", "father", "grandmother", "grandfather", "aunt"):
            for member in self.home.members:
                if member.role == role:
                    return self.people[member.person]
        raise ValueError(f"Nobody looks after the children of {self.key}.")

    def other_adult(self) -> tuple[PlannedPerson, str] | None:
        """Return the adult beside the carer, with what they are to the carer: partner or ex-partner."""
        carer = self.carer().key
        for member in self.home.members:
            if member.role in ("father", "step_father", "step_mother") and member.person != carer:
                return self.people[member.person], "partner"
        for household in self.households[1:]:
            for member in household.members:
                if member.role in ("father", "mother"):
                    return self.people[member.person], "ex-partner"
        return None
