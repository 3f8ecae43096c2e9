"""A contact as planned: what came in, about whom, from whom; and everything that happens to it, in order."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from openmash.demo.rules.contacts.events import Decided, Event, HandedOver
from openmash.demo.rules.places import Address

TELEPHONE = "telephone"
POLICE_NOTICE = "police_notice"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who raised the worry, as they gave it."""

    name: str
    role: str
    organisation: str
    telephone: str
    email: str = ""
    agency: str = ""
    user: str = ""
    professional: bool = True
    anonymous: bool = False
    do_not_name: bool = False


@dataclass(frozen=True, slots=True)
class AsGiven:
    """Somebody as the caller or the notice described them, mistakes and gaps included."""

    given_name: str
    family_name: str
    also_known_as: str = ""
    date_of_birth: date | None = None
    age: int | None = None
    sex: str = ""
    nhs_number: str = ""
    upn: str = ""
    unborn: bool = False
    language: str = ""
    interpreter_needed: bool = False
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Involved:
    """Somebody in a contact. `person` is the true person, so that a later contact about them meets the same record."""

    person: str
    relationship: str
    is_child: bool
    given: AsGiven
    address: Address
    known: bool
    """Whether an earlier contact of the story was about them."""


@dataclass(frozen=True, slots=True)
class PlannedContact:
    """One contact. `key` names it within the story; `notice` is the reference on the police's file."""

    key: str
    family: str
    kind: str
    way_in: str
    source: str
    received_at: datetime
    incident_at: datetime | None
    taken_by: str
    caller: Caller
    story: str
    category: str
    worries_most: str
    child_words: str
    people: tuple[Involved, ...]
    address: Address
    locality: str
    referrer_level: int | None
    risk_grade: str
    events: tuple[Event, ...]
    notice: str = ""
    named: str = ""
    believed_malicious: str = ""
    interpreter: str = ""
    warning: tuple[str, str] | None = None
    later_wave: bool = True

    @property
    def children(self) -> tuple[Involved, ...]:
        return tuple(person for person in self.people if person.is_child)

    @property
    def adults(self) -> tuple[Involved, ...]:
        return tuple(person for person in self.people if not person.is_child)

    def decision(self) -> Decided | None:
        """Return the decision that stands, or None while there is none."""
        return next((event for event in reversed(self.events) if isinstance(event, Decided)), None)

    def first_decision(self) -> Decided | None:
        return next((event for event in self.events if isinstance(event, Decided)), None)

    def handover(self) -> HandedOver | None:
        return next((event for event in self.events if isinstance(event, HandedOver)), None)

    def until(self, now: datetime) -> "PlannedContact":
        """Return the contact as it stands at a moment: what lies ahead has not happened yet."""
        if not self.events or self.events[-1].at <= now:
            return self
        return replace(self, events=tuple(event for event in self.events if event.at <= now))
