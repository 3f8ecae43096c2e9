"""Which family a contact is about: mostly a new one, often one that was here before, and a few again and again."""

from datetime import date, timedelta

from openmash.demo.rules.cases import Known
from openmash.demo.rules.chance import Chance
from openmash.demo.rules.families import PlannedFamily
from openmash.demo.rules.familymaking import FamilyMaker, Needs
from openmash.demo.rules.people import PlannedPerson
from openmash.demo.rules.places import NEIGHBOURS

REPEATED = 0.44
OUT_OF_AREA = 0.014
OPEN_BEFORE, CLOSED_BEFORE, HELP_BEFORE = 0.035, 0.13, 0.16
OPEN_COMES_BACK, OTHERS_COME_BACK = 0.42, 0.7
MOST_CONTACTS = 16
YEAR = timedelta(days=365)
TRIES = 10
REACH_BACK = 0.6
"""The share of the contacts so far among which a repeat is looked for: what is long past comes back seldom."""


class Population:
    """The families of the story, and how often each was here."""

    def __init__(self, chance: Chance, maker: FamilyMaker, known: Known) -> None:
        self.chance, self.maker, self.known = chance, maker, known
        self.families: dict[str, PlannedFamily] = {}
        self._visits: list[str] = []
        self._days: dict[str, list[date]] = {}

    def choose(self, day: date, needs: Needs) -> tuple[PlannedFamily, PlannedPerson]:
        """Return a family and the child a worry is about. Drawing among past contacts makes the tail heavy."""
        chance = self.chance
        if self._visits and chance.yes(REPEATED):
            oldest = int(len(self._visits) * (1 - REACH_BACK))
            for _ in range(TRIES):
                family = self.families[self._visits[chance.between(oldest, len(self._visits) - 1)]]
                focus = self.child_for(family, day, needs)
                if focus and chance.yes(self._likely_back(family.key, day)):
                    return family, focus
        family = self.newcomer(day, needs)
        focus = self.child_for(family, day, needs)
        if focus is None:
            raise AssertionError(f"{family.key} has no child of the age that was asked for.")
        return family, focus

    def _likely_back(self, family: str, day: date) -> float:
        """Return how readily a family comes back: whoever was helped and left alone does, whoever has a worker less so."""
        if self.contacts_before(family, day, 1000) >= MOST_CONTACTS:
            return 0.0
        if self.known.open_case(family, day):
            return OPEN_COMES_BACK
        return 1.0 if self.known.closed_within(family, day, YEAR) else OTHERS_COME_BACK

    def child_for(self, family: PlannedFamily, day: date, needs: Needs) -> PlannedPerson | None:
        """Return a child of the family of the age needed."""
        fitting = [child for child in family.children_on(day, family.home) if _fits(child, day, needs)]
        return self.chance.pick(fitting) if fitting else None

    def newcomer(self, day: date, needs: Needs) -> PlannedFamily:
        """Return a family that was not here before; what other services know of it began earlier."""
        chance = self.chance
        district = chance.pick(NEIGHBOURS) if chance.yes(OUT_OF_AREA) else ""
        family = self.maker.make(day, needs, district)
        self.families[family.key] = family
        if not district:
            self.give_past(family, day)
        return family

    def give_past(self, family: PlannedFamily, day: date, *, more: float = 1.0) -> None:
        """Give a family what social care and early help know of it already."""
        chance = self.chance
        children = [child.key for child in family.children_on(day, family.home)]
        point = chance.random() / more
        if point < OPEN_BEFORE:
            self.known.recall_case(family, children, day, still_open=True)
        elif point < OPEN_BEFORE + CLOSED_BEFORE:
            self.known.recall_case(family, children, day, still_open=False)
        if chance.yes(HELP_BEFORE * more):
            self.known.begin_help(family, children, day - timedelta(days=chance.between(10, 600)))

    def visited(self, family: str, day: date) -> None:
        self._visits.append(family)
        self._days.setdefault(family, []).append(day)

    def contacts_before(self, family: str, day: date, within_days: int = 365) -> int:
        """Return how many contacts about a family there were within a time before a day."""
        earliest = day - timedelta(days=within_days)
        return sum(earliest <= earlier for earlier in self._days.get(family, ()))


def _fits(child: PlannedPerson, day: date, needs: Needs) -> bool:
    """Return whether a child is of the age needed; needs below 0 ask for an unborn one, below 1 for a baby."""
    low, high = needs
    if high < 0 or child.is_unborn(day):
        return high < 0 and child.is_unborn(day)
    months = child.months(day)
    return int(low * 12) <= months < (6 if high < 1 else (high + 1) * 12)
