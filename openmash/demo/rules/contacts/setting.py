"""What planning one contact works with: the story so far, and where and when things happen."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from openmash.demo.rules.cases import Known
from openmash.demo.rules.chance import Chance
from openmash.demo.rules.codes import RED
from openmash.demo.rules.contacts.events import Event
from openmash.demo.rules.families import PlannedFamily
from openmash.demo.rules.hours import LATEST_FOR_RED, LONDON, WorkingHours
from openmash.demo.rules.kinds import Kind
from openmash.demo.rules.people import PlannedPerson
from openmash.demo.rules.places import Address
from openmash.demo.rules.settings import Teams
from openmash.demo.rules.staff import Staff
from openmash.demo.rules.words.slots import Slots

ASKED_BY_THE_FAMILY = frozenset({"asks_for_help", "disabled_child"})


@dataclass(slots=True)
class Setting:
    """One contact being planned: about whom, how grave it is, who works on it, and what was planned so far."""

    chance: Chance
    hours: WorkingHours
    staff: Staff
    teams: Teams
    known: Known
    kind: Kind
    voice: str
    tier: str
    family: PlannedFamily
    focus: PlannedPerson
    children: list[PlannedPerson]
    slots: Slots
    received_at: datetime
    address: Address
    earlier: int
    colour: str = ""
    outcome: str = ""
    malicious: str = ""
    events: list[Event] = field(default_factory=list)

    @property
    def day(self) -> date:
        return self.received_at.astimezone(LONDON).date()

    @property
    def child_keys(self) -> tuple[str, ...]:
        return tuple(child.key for child in self.children)

    @property
    def locality(self) -> str:
        return self.address.locality

    @property
    def screening_team(self) -> str:
        return self.teams.screening(self.locality)

    @property
    def family_asked(self) -> bool:
        """Whether it is the family itself that asks, so that it knows."""
        return self.voice == "family" or self.kind.code in ASKED_BY_THE_FAMILY

    @property
    def family_can_be_missed(self) -> bool:
        """Whether it can be that nobody of the family was reached: not where they ring, or are with a doctor now."""
        return not self.family_asked and self.kind.code != "bruise_on_baby"

    def add(self, event: Event) -> None:
        self.events.append(event)

    def later(self, moment: datetime, minutes: float) -> datetime:
        """Return the moment so many minutes of work later; a red goes on into the evening."""
        if self.colour == RED:
            local = moment.astimezone(LONDON)
            onwards = local + timedelta(minutes=minutes)
            if onwards.date() == local.date() and onwards.time() <= LATEST_FOR_RED:
                return onwards
        return self.hours.after(moment, minutes)
