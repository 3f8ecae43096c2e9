"""Plans one contact from its arrival to its answer, and remembers what it changes for the family."""

from dataclasses import dataclass, field
from datetime import datetime

from openmash.demo.rules import codes
from openmash.demo.rules.arrivals import Arrival
from openmash.demo.rules.callers import SOURCES, Callers
from openmash.demo.rules.cases import Known
from openmash.demo.rules.chance import Chance, Weighted
from openmash.demo.rules.contacts import deciding, screening
from openmash.demo.rules.contacts.events import AddressFound, Decided
from openmash.demo.rules.contacts.handovers import hand_over
from openmash.demo.rules.contacts.model import POLICE_NOTICE, TELEPHONE, Caller, Involved, PlannedContact
from openmash.demo.rules.contacts.pace import a_few, draw_colour, minutes_to_decide
from openmash.demo.rules.contacts.people import address_as_told, children_named, people_of
from openmash.demo.rules.contacts.setting import Setting
from openmash.demo.rules.contacts.transfers import is_passed_on, pass_on
from openmash.demo.rules.families import PlannedFamily
from openmash.demo.rules.hours import DAY, WorkingHours
from openmash.demo.rules.kinds import ELSEWHERE, HARM, KINDS, KINDS_OF_VOICE, NEED, SLIGHT, SUPPORT, Kind
from openmash.demo.rules.people import PlannedPerson
from openmash.demo.rules.places import Address
from openmash.demo.rules.population import YEAR, Population
from openmash.demo.rules.settings import Teams
from openmash.demo.rules.staff import Staff
from openmash.demo.rules.words import replies
from openmash.demo.rules.words.slots import Slots
from openmash.demo.rules.words.tellings import childs_own_words, tell, worry_most

BY_THE_CHILD = "1C"
OLD_ENOUGH_TO_RING = (11, 16)
SLIGHTER_FOR = {"police": 4.05, "neighbour": 1.9, "family": 1.4, "school": 1.27, "health": 1.27, "agency": 1.27}
MORE_OFTEN = {NEED: 1.13, SUPPORT: 0.84}
OFTEN, SLIGHT_WHEN_OFTEN = 3, 0.55
"""From the fourth contact within a year on it is less often put aside."""
GRAVER_WHEN_BACK = 5.5
"""How much likelier a family that was referred within the year, and closed, is referred again."""
HANDED_OVER = 0.92
MALICIOUS = 0.4
FOUND = 0.85


def in_first_wave(family: str) -> bool:
    """Return whether a family's contacts belong to the small area that is served at once: one family in twenty-five."""
    return int(family[1:]) % 25 == 0


@dataclass(slots=True)
class Planner:
    """Everything one contact is planned with."""

    chance: Chance
    hours: WorkingHours
    staff: Staff
    teams: Teams
    known: Known
    population: Population
    callers: Callers
    met: set[str] = field(default_factory=set)
    planned: int = 0
    notices: int = 0

    def plan(self, arrival: Arrival) -> PlannedContact:
        """Return the next contact, and let the family's story go on."""
        chance, day = self.chance, arrival.at.date()
        source = chance.draw(SOURCES[arrival.voice])
        kind = KINDS[chance.draw(KINDS_OF_VOICE["child" if source == BY_THE_CHILD else arrival.voice])]
        family, focus = self.population.choose(day, OLD_ENOUGH_TO_RING if source == BY_THE_CHILD else kind.ages)
        setting = self.setting(arrival.at, arrival.voice, kind, family, focus=focus, incident_at=arrival.incident_at)
        caller = self.callers.draw(chance, source, family, focus, day=day, kind=kind.code)
        return self.contact(setting, source, caller, arrival.incident_at)

    def setting(
        self,
        at: datetime,
        voice: str,
        kind: Kind,
        family: PlannedFamily,
        *,
        focus: PlannedPerson,
        incident_at: datetime | None,
    ) -> Setting:
        day = at.date()
        children = children_named(self.chance, family.children_on(day), focus, voice, kind.code)
        told = address_as_told(self.chance, family.address_on(day), voice)
        return Setting(
            chance=self.chance, hours=self.hours, staff=self.staff, teams=self.teams, known=self.known, kind=kind, voice=voice,
            tier=self._tier(kind, voice, family, at), family=family, focus=focus, children=children,
            slots=Slots(self.chance, family, focus, children, at, voice=voice, incident_at=incident_at), received_at=at, address=told,
            earlier=self.population.contacts_before(family.key, day),
        )  # fmt: skip

    def _tier(self, kind: Kind, voice: str, family: PlannedFamily, at: datetime) -> str:
        """Return how grave it is; a family referred before within the year is likelier to be referred again."""
        weights = dict(kind.weights)
        for tier, more in MORE_OFTEN.items():
            if tier in weights:
                weights[tier] *= more
        if SLIGHT in weights:
            weights[SLIGHT] *= SLIGHTER_FOR.get(voice, 1.0)
        if SLIGHT in weights and self.population.contacts_before(family.key, at.date()) >= OFTEN:
            weights[SLIGHT] *= SLIGHT_WHEN_OFTEN
        if self.known.closed_within(family.key, at.date(), YEAR):
            for tier in (NEED, HARM):
                if tier in weights:
                    weights[tier] *= GRAVER_WHEN_BACK
        return self.chance.draw(Weighted(weights))

    def contact(self, setting: Setting, source: str, caller: Caller, incident_at: datetime | None) -> PlannedContact:
        """Return the planned contact of a setting, with all that happens to it."""
        chance, kind, slots = self.chance, setting.kind, setting.slots
        way_in = POLICE_NOTICE if setting.voice == "police" else TELEPHONE
        slots["dash"] = str(self._dash(setting.tier))
        story = tell(slots, kind, setting.voice, setting.tier, by_child=source == BY_THE_CHILD)
        people = people_of(setting, setting.address, self.met)
        told, locality = setting.address, setting.locality
        taken_by = "" if way_in == POLICE_NOTICE else self._call_taker(setting)
        case = self.known.visible_case(setting.family.key, setting.focus.key, setting.received_at)
        if case and setting.tier != HARM and chance.yes(HANDED_OVER):
            by = taken_by or self._call_taker(setting)
            setting.outcome, referrer_level = codes.OPEN, None
            hand_over(setting, case, caller, by, way_in)
        else:
            level = screening.level_for(setting)
            setting.outcome = deciding.outcome_for(setting)
            referrer_level = screening.referrers_level(setting, level)
            setting.malicious = self._malicious(setting)
            self._decide(setting, caller, level)
        self._remember(setting, people)
        return PlannedContact(
            key=f"c{self.planned:05d}", family=setting.family.key, kind=kind.code, way_in=way_in, source=source,
            received_at=setting.received_at, incident_at=incident_at, taken_by=taken_by, caller=caller, story=story,
            category=kind.category, worries_most=worry_most(slots, kind, setting.tier) if way_in == TELEPHONE else "",
            child_words=childs_own_words(slots, kind, setting.tier) if chance.yes(0.42) else "", people=people, address=told,
            locality=locality, referrer_level=referrer_level, risk_grade=self._grade(setting),
            events=deciding.in_order(setting.events), notice=self._notice(setting) if way_in == POLICE_NOTICE else "",
            believed_malicious=setting.malicious, interpreter=self._interpreter(setting), warning=setting.family.warning,
            later_wave=not in_first_wave(setting.family.key),
        )  # fmt: skip

    def _call_taker(self, setting: Setting) -> str:
        return self.chance.pick(self.staff.screeners(setting.screening_team))

    def _dash(self, tier: str) -> int:
        """Return how many of the 24 questions of a risk assessment were answered yes."""
        low, high = {HARM: (12, 19), NEED: (7, 14), ELSEWHERE: (13, 18)}.get(tier, (1, 8))
        return self.chance.between(low, high)

    def _malicious(self, setting: Setting) -> str:
        if setting.kind.code == "parents_at_odds" and setting.tier == SLIGHT and self.chance.yes(MALICIOUS):
            return self.chance.pick(replies.MALICIOUS)
        return ""

    def _grade(self, setting: Setting) -> str:
        if setting.voice != "police":
            return ""
        point = self.chance.random()
        if setting.tier == HARM:
            return "high" if point < 0.8 else "medium"
        if setting.tier in (NEED, SUPPORT):
            return "medium" if point < 0.7 else "standard"
        return "standard" if point < 0.85 else "medium"

    def _notice(self, setting: Setting) -> str:
        self.notices += 1
        return f"PVP-{setting.day:%y}-{self.notices:05d}"

    def _interpreter(self, setting: Setting) -> str:
        carer = setting.family.carer()
        return codes.LANGUAGES.get(carer.language, "other") if carer.needs_interpreter else ""

    def _decide(self, setting: Setting, caller: Caller, level: screening.Level) -> None:
        """Plan the work from the first reading to the answer, through triage and MASH team where the model has both."""
        chance = setting.chance
        setting.colour = draw_colour(chance, setting.tier, setting.kind.code)
        minutes = minutes_to_decide(setting)

        def at(share: float) -> datetime:
            return setting.later(setting.received_at, minutes * share)

        if not setting.address.is_known:
            self._find_address(setting, at(0.04), chance.pick(self.staff.screeners(setting.screening_team)))
        team = setting.screening_team
        screener, manager = chance.pick(self.staff.screeners(team)), self.staff.manager(team)
        passed = is_passed_on(setting)
        end = 0.3 if passed else 0.92
        early = chance.yes(screening.BEFORE_HISTORY)
        if early:
            screening.take_position(setting, at(0.05), screener, manager, before_history=True)
        screening.open_history(setting, at(0.08), screener)
        screening.rate(setting, at(0.1), at(end * 0.7), screener)
        self._check(setting, at(end * 0.75), screener)
        screening.screen(setting, at(end * 0.85), screener)
        screening.recommend(setting, at(end * 0.95), screener, level)
        decider = screener
        if passed:
            moments = [at(share) for share in (0.32, 0.42, 0.52, 0.6, 0.68)]
            locality_team = self.teams.mash[setting.locality]
            if pass_on(setting, moments, screener, locality_team):
                decider, manager = chance.pick(self.staff.screeners(locality_team)), self.staff.manager(locality_team)
                screening.open_history(setting, at(0.75), decider)
        if not early:
            screening.take_position(
                setting, at(0.85 if passed else end * 0.6), decider if passed else screener, manager
            )
        decided = deciding.decide(setting, at(1.0), decider, setting.outcome, level)
        self._after(setting, caller, decided, manager)

    def _check(self, setting: Setting, at: datetime, by: str) -> None:
        """Check early help before screening ends; for some reds the check follows, and once in a while is forgotten."""
        chance = self.chance
        if setting.colour == codes.RED and chance.yes(screening.RED_CHECK_LATE):
            if chance.yes(screening.RED_CHECK_NEVER / screening.RED_CHECK_LATE):
                return
            at = setting.hours.after(at, a_few(chance, 120, 700))
        screening.check_early_help(setting, at, by)

    def _find_address(self, setting: Setting, at: datetime, by: str) -> None:
        if not self.chance.yes(FOUND):
            return
        true: Address = setting.family.address_on(setting.day)
        words = self.chance.pick(
            ("Found with the help of school.", "The GP practice had it.", "Given by the family by telephone.")
        )
        setting.add(AddressFound(at=at, by=by, address=true.lines, postcode=true.postcode, words=words))
        setting.address = true

    def _after(self, setting: Setting, caller: Caller, decided: Decided, manager: str) -> None:
        stands_at = deciding.countersign(setting, decided, manager)
        deciding.take_up(setting, decided, stands_at)
        answered_at = deciding.answer_referrer(setting, caller, decided, stands_at)
        if answered_at is None:
            deciding.cannot_answer(setting, decided, stands_at)
            deciding.reopen_sometimes(setting, caller, manager, decided)
        else:
            before = len(setting.events)
            deciding.disagree(setting, caller, manager, answered_at, decided)
            if len(setting.events) == before:
                deciding.reopen_sometimes(setting, caller, manager, decided)

    def _remember(self, setting: Setting, people: tuple[Involved, ...]) -> None:
        """Let the family's story go on: who was met, what opened, what help began."""
        self.planned += 1
        self.met.update(person.person for person in people)
        self.population.visited(setting.family.key, setting.day)
        last = next((event for event in reversed(setting.events) if isinstance(event, Decided)), None)
        if last is None:
            return
        day = last.at.date()
        referred = [answer.child for answer in last.answers if answer.outcome in codes.REFERRALS]
        if referred and not self.known.open_case(setting.family.key, day):
            self.known.begin_case(setting.family, referred, day, grave=setting.tier == HARM)
        helped = [answer.child for answer in last.answers if answer.outcome == codes.EARLY_HELP]
        if helped and not any(episode.open_on(day) for episode in self.known.episodes.get(setting.family.key, ())):
            self.known.begin_help(setting.family, helped, day + DAY * self.chance.between(3, 20))
