"""The people of the story: who they are, whatever anybody writes down about them."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from openmash.demo.rules.chance import Chance

NHS_WEIGHTS = (10, 9, 8, 7, 6, 5, 4, 3, 2)
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """Somebody in the story. A `born` that lies ahead is the day an unborn child is expected."""

    key: str
    family: str
    given_name: str
    family_name: str
    sex: str
    born: date
    known_as: str = ""
    own_script: str = ""
    former_family_name: str = ""
    renamed_on: date | None = None
    nhs_number: str = ""
    upn: str = ""
    ethnicity: str = ""
    language: str = "English"
    needs_interpreter: bool = False
    telephone: str = ""

    def is_unborn(self, day: date) -> bool:
        return self.born > day

    def age(self, day: date) -> int:
        """Return the age in whole years; 0 for an unborn child."""
        if self.born > day:
            return 0
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))

    def months(self, day: date) -> int:
        """Return the age in whole months; below 0 for an unborn child."""
        months = (day.year - self.born.year) * 12 + day.month - self.born.month
        return months - (day.day < self.born.day)

    def family_name_on(self, day: date) -> str:
        """Return the surname they went by on a day."""
        if self.renamed_on and day < self.renamed_on:
            return self.former_family_name
        return self.family_name

    def name_on(self, day: date) -> str:
        return f"{self.given_name} {self.family_name_on(day)}"

    @property
    def also_known_as(self) -> str:
        """Return the other names, as a record lists them."""
        return "; ".join(name for name in (self.known_as, self.own_script, self.former_family_name) if name)


@dataclass(slots=True)
class Numbers:
    """Numbers that belong to nobody: the NHS's synthetic range, invented pupil numbers, Ofcom's telephone numbers for drama."""

    chance: Chance
    _used: set[str] = field(default_factory=set)

    def nhs_number(self) -> str:
        """Return an unused number from 999 000 0000 on, with its right check digit."""
        while True:
            nine = f"999{self.chance.between(0, 999_999):06d}"
            check = nhs_check_digit(nine)
            if check is not None and nine not in self._used:
                self._used.add(nine)
                return f"{nine}{check}"

    def upn(self, born: date) -> str:
        """Return a pupil number in the national form, of an authority number that no authority has (000)."""
        twelve = f"000{self.chance.between(1000, 9999)}{(born.year + 4) % 100:02d}{self.chance.between(1, 999):03d}"
        value = sum(int(digit) * (place + 2) for place, digit in enumerate(twelve))
        return f"{UPN_LETTERS[value % 23]}{twelve}"

    def mobile(self) -> str:
        return f"07700 900{self.chance.between(0, 999):03d}"

    def landline(self) -> str:
        return f"01632 960{self.chance.between(0, 999):03d}"


def nhs_check_digit(nine: str) -> int | None:
    """Return the modulus-11 check digit for nine digits, or None for a number that is never issued."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(nine, NHS_WEIGHTS, strict=True)) % 11
    return None if rest == 10 else rest % 11


def born_years_ago(chance: Chance, day: date, low: int, high: int) -> date:
    """Return a date of birth that makes somebody from low to high years old on a day."""
    return day - timedelta(days=chance.between(low * 365 + low // 4 + 2, (high + 1) * 365 + high // 4 - 2))
