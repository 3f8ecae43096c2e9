"""What a caller or a file told us, as plain values on their way into a service."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class PersonRow:
    """One person as given. `reference` names somebody we hold already, `record` a row of an index; `is_child` None is not known yet."""

    given_name: str = ""
    family_name: str = ""
    date_of_birth: date | None = None
    date_of_birth_estimated: bool = False
    age: int | None = None
    unborn: bool = False
    sex: str = ""
    relationship: str = ""
    is_child: bool | None = None
    reference: str = ""
    record: str = ""
    address: str = ""
    postcode: str = ""

    @property
    def as_given(self) -> dict[str, object]:
        """The row as it was told, kept beside whatever is learnt later."""
        born = self.date_of_birth.isoformat() if self.date_of_birth else ""
        rest = {name: getattr(self, name) for name in ("given_name", "family_name", "age", "sex", "relationship")}
        return rest | {"date_of_birth": born, "address": self.address, "postcode": self.postcode}


@dataclass(frozen=True)
class CallGiven:
    """A worry as told: in a call or a notice. Whatever is not known yet is empty or None."""

    story: str = ""
    worries_most: str = ""
    child_words: str = ""
    source: str = ""
    category: str = ""
    caller_name: str = ""
    caller_role: str = ""
    caller_organisation: str = ""
    caller_telephone: str = ""
    caller_email: str = ""
    caller_is_professional: bool | None = None
    anonymous: bool = False
    do_not_name: bool = False
    interpreter_needed: bool | None = None
    interpreter_language: str = ""
    safety_words: str = ""
    address: str = ""
    postcode: str = ""
    referrer_level: int | None = None
    risk_grade: str = ""
    adults_only: bool = False
    people: tuple[PersonRow, ...] = ()


@dataclass(frozen=True)
class Incident:
    """All rows of one reference in a file of notices: one contact."""

    reference: str
    agency: str
    received_at: datetime | None
    incident_at: datetime | None
    given: CallGiven
    content_hash: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class ReadNotices:
    """A file as it was read: whole incidents, refused rows, and what is worth knowing of the accepted ones."""

    rows: int
    incidents: tuple[Incident, ...]
    refused: tuple[Mapping[str, object], ...]
    reported: tuple[Mapping[str, object], ...] = field(default=())
