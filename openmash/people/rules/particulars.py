"""What is known of somebody, in a question or in a record: what two are compared by."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Particulars:
    """Names, date of birth or age, sex, place and numbers. Empty is not known.

    `loose` holds words of a name of which nobody said which is which. `age` is as of the day of comparing.
    """

    given: str = ""
    family: str = ""
    also_known_as: str = ""
    loose: str = ""
    date_of_birth: date | None = None
    estimated: bool = False
    age: int | None = None
    sex: str = ""
    address: str = ""
    postcode: str = ""
    nhs: str = ""
    upn: str = ""

    @property
    def names(self) -> str:
        return " ".join(name for name in (self.given, self.family, self.loose) if name)

    @property
    def all_names(self) -> str:
        return f"{self.names} {self.also_known_as}".strip()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that could be looked for; an age or sex alone is nothing."""
        return not any(
            (self.all_names, self.date_of_birth, self.address, self.postcode, self.nhs, self.upn),
        )
