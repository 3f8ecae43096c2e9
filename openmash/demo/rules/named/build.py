"""Makes contacts of hand-made situations, with the same steps as any other contact."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from openmash.demo.rules import codes
from openmash.demo.rules.cases import Known
from openmash.demo.rules.chance import Chance
from openmash.demo.rules.contacts import deciding, screening
from openmash.demo.rules.contacts.events import (
    AddressFound,
    Answer,
    Countersigned,
    Decided,
    Disagreed,
    EarlyHelpChecked,
    HandedOver,
    Rated,
    ReferrerAnswered,
    Reopened,
    TransferAccepted,
    TransferDisputed,
    TransferOffered,
    TransferRejected,
    TransferSettled,
    WorkTakenUp,
)
from openmash.demo.rules.contacts.handovers import hand_over
from openmash.demo.rules.contacts.model import POLICE_NOTICE, TELEPHONE, AsGiven, PlannedContact
from openmash.demo.rules.contacts.people import people_of
from openmash.demo.rules.contacts.setting import Setting
from openmash.demo.rules.families import PlannedFamily
from openmash.demo.rules.hours import DAY, WorkingHours, at
from openmash.demo.rules.kinds import HARM, KINDS, NEED, SUPPORT
from openmash.demo.rules.named.callers import caller_of
from openmash.demo.rules.named.model import Situation, Step
from openmash.demo.rules.places import Address
from openmash.demo.rules.settings import AreaSettings
from openmash.demo.rules.slips import Rates, write_down
from openmash.demo.rules.staff import Staff
from openmash.demo.rules.words import replies, thinking
from openmash.demo.rules.words.slots import Slots

LIKELY = {HARM: codes.STRATEGY, NEED: codes.S17, SUPPORT: codes.EARLY_HELP}
"""What a situation that nobody has decided yet is heading for, so that what the family was told fits."""
JUST_BEFORE = timedelta(seconds=20)
OUTCOME_LEVEL = {
    codes.S17: (4, "s17"),
    codes.STRATEGY: (4, "s47"),
    codes.IMMEDIATE: (4, "s47"),
    codes.EARLY_HELP: (3, ""),
}


class Builder:
    """Plans one situation, step by step."""

    def __init__(
        self,
        situation: Situation,
        family: PlannedFamily,
        *,
        settings: AreaSettings,
        hours: WorkingHours,
        staff: Staff,
        known: Known,
        met: set[str],
        earlier: int,
    ) -> None:
        caller = situation.caller
        self.caller = caller_of(caller, staff.users.values()) if isinstance(caller, str) else caller
        self.situation, self.settings, self.hours, self.staff, self.known = situation, settings, hours, staff, known
        chance = Chance.named(settings.seed, "named", situation.name)
        self.received_at = self._received()
        day = self.received_at.date()
        children = family.children_on(day)
        first = family.people[f"{family.key}-c1"]
        children = [first, *(child for child in children if child.key != first.key)]
        told = family.address_on(day)
        if situation.address_not_told is not None:
            told = Address(situation.address_not_told, "", "")
        self.met = met
        self.setting = Setting(
            chance=chance, hours=hours, staff=staff, teams=settings.teams, known=known, kind=KINDS[situation.kind],
            voice=situation.voice, tier=situation.tier, family=family, focus=first, children=children,
            slots=Slots(chance, family, first, children, self.received_at, voice=situation.voice),
            received_at=self.received_at, address=told, earlier=earlier, colour=situation.colour,
        )  # fmt: skip
        self.told = told
        team = self.setting.screening_team
        self.screener, self.manager = staff.screeners(team)[0], staff.manager(team)
        self.decider = self.screener
        self.decided: Decided | None = None

    def _received(self) -> datetime:
        situation, now = self.situation, self.settings.now
        if situation.days_ago:
            day = max(self.settings.last_day - DAY * situation.days_ago, self.settings.first_day)
            return at(self.hours.next_working_day(day - DAY), 10, situation.days_ago % 50)
        if situation.by_the_clock:
            return now - timedelta(minutes=situation.minutes_ago)
        return self.hours.before(now, situation.minutes_ago)

    def _moment(self, step: Step, number: int) -> datetime:
        """Return when a step was done: never in the future, and never before the step before it."""
        if self.situation.by_the_clock:
            moment = self.received_at + timedelta(minutes=step.minute)
        else:
            moment = self.hours.after(self.received_at, step.minute)
        latest = self.settings.now - JUST_BEFORE * (len(self.situation.steps) - number)
        return max(min(moment, latest), self.received_at + timedelta(seconds=number + 1))

    def build(self, number: int) -> PlannedContact:
        situation, setting = self.situation, self.setting
        people = people_of(setting, self.told, self.met)
        people = tuple(replace(person, given=_plainly(setting, person.person)) for person in people)
        for place, step in enumerate(situation.steps):
            STEPS[step.act](self, step, self._moment(step, place))
        way_in = POLICE_NOTICE if situation.voice == "police" else TELEPHONE
        return PlannedContact(
            key=f"n{number:05d}", family=setting.family.key, kind=situation.kind, way_in=way_in, source=situation.source,
            received_at=self.received_at, incident_at=self.received_at - timedelta(hours=9) if way_in == POLICE_NOTICE else None,
            taken_by="" if way_in == POLICE_NOTICE else self.screener, caller=self.caller, story=situation.story,
            category=setting.kind.category, worries_most=situation.worries_most, child_words=situation.child_words,
            people=people, address=self.told, locality=self.told.locality, referrer_level=situation.referrer_level,
            risk_grade=situation.risk_grade, events=deciding.in_order(setting.events),
            notice=f"PVP-{self.received_at:%y}-9{number:04d}" if way_in == POLICE_NOTICE else "", named=situation.name,
            believed_malicious=situation.believed_malicious, interpreter=situation.interpreter,
            warning=setting.family.warning, later_wave=False,
        )  # fmt: skip

    # Steps, by the name of the act.

    def history(self, step: Step, moment: datetime) -> None:
        screening.open_history(self.setting, moment, self.decider)

    def rate(self, step: Step, moment: datetime) -> None:
        earlier = next((event for event in reversed(self.setting.events) if isinstance(event, Rated)), None)
        colour = step.to or self.setting.colour
        words = step.words or thinking.colour_words(self.setting.slots, self.setting.kind, self.setting.tier, colour)
        keys = self.setting.child_keys
        before, reason = (earlier.colour, codes.RERATED_NEW) if earlier else ("", "")
        self.setting.add(
            Rated(at=moment, by=self.decider, children=keys, colour=colour, words=words, before=before, reason=reason)
        )
        self.setting.colour = colour

    def position(self, step: Step, moment: datetime) -> None:
        decision = next((later.to for later in self.situation.steps if later.act == "decide"), "")
        self.setting.outcome = step.to or decision or LIKELY.get(self.situation.tier, codes.ADVICE)
        screening.take_position(self.setting, moment, self.decider, self.manager)

    def check(self, step: Step, moment: datetime) -> None:
        for child in self.setting.children:
            episode = self.known.visible_episode(self.setting.family.key, child.key, self.setting.day)
            result = codes.FOUND if episode else codes.NO_RECORD
            key = episode.key if episode else ""
            self.setting.add(EarlyHelpChecked(at=moment, by=self.decider, child=child.key, result=result, episode=key))

    def screen(self, step: Step, moment: datetime) -> None:
        screening.screen(self.setting, moment, self.decider)

    def recommend(self, step: Step, moment: datetime) -> None:
        screening.recommend(self.setting, moment, self.decider, screening.level_for(self.setting))

    def find_address(self, step: Step, moment: datetime) -> None:
        true = self.setting.family.address_on(self.setting.day)
        words = step.words or "Found with the help of school."
        self.setting.add(
            AddressFound(at=moment, by=self.decider, address=true.lines, postcode=true.postcode, words=words)
        )
        self.setting.address = true

    def offer(self, step: Step, moment: datetime) -> None:
        teams = self.settings.teams
        words = step.words or "For the MASH team: more is known here than triage can see."
        to_team = teams.mash[self.setting.locality]
        self.setting.add(
            TransferOffered(at=moment, by=self.screener, from_team=teams.triage, to_team=to_team, words=words)
        )

    def accept(self, step: Step, moment: datetime) -> None:
        self._with_mash_team()
        self.setting.add(TransferAccepted(at=moment, by=self.manager))

    def settle(self, step: Step, moment: datetime) -> None:
        by, to_team = self.staff.service_manager(), self._with_mash_team()
        self.setting.add(
            TransferSettled(at=moment, by=by, to_team=to_team, reason=codes.SETTLED_TAKEN, words=step.words)
        )

    def _with_mash_team(self) -> str:
        team = self.settings.teams.mash[self.setting.locality]
        self.manager = self.staff.manager(team)
        self.decider = self.staff.screeners(team)[0]
        return team

    def reject(self, step: Step, moment: datetime) -> None:
        by = self.staff.manager(self.settings.teams.mash[self.setting.locality])
        again = any(isinstance(event, TransferRejected) for event in self.setting.events)
        act = TransferDisputed if again else TransferRejected
        self.setting.add(act(at=moment, by=by, reason=step.to or codes.REJECT_UNFINISHED, words=step.words))

    def decide(self, step: Step, moment: datetime) -> None:
        setting = self.setting
        setting.outcome = step.to
        decided = deciding.decide(setting, moment, self.decider, step.to, OUTCOME_LEVEL.get(step.to, (1, "")))
        setting.events.pop()
        answers = list(decided.answers)
        for place, answer in enumerate(answers):
            outcome = step.outcomes.get(place, step.to)
            level, split = OUTCOME_LEVEL.get(outcome, (2, ""))
            words = step.words if outcome == step.to and step.words else answer.rationale
            answers[place] = Answer(answer.child, outcome, level, words, split)
        self.decided = replace(decided, answers=tuple(answers))
        setting.add(self.decided)

    def countersign(self, step: Step, moment: datetime) -> None:
        words = step.words or "Read and agreed."
        self.setting.add(
            Countersigned(at=moment, by=self.manager, children=self.setting.child_keys, agrees=True, words=words)
        )

    def take_up(self, step: Step, moment: datetime) -> None:
        decided = self._decision()
        locality = self.setting.locality or "Central"
        early = self.settings.teams.early_help[locality]
        by = (
            self.staff.early_help_officers(locality)[0]
            if decided.to_team == early
            else self.staff.locality_manager(locality)
        )
        self.setting.add(WorkTakenUp(at=moment, by=by, team=decided.to_team, words=step.words or replies.TAKEN_UP[0]))

    def answer(self, step: Step, moment: datetime) -> None:
        caller, decided = self.caller, self._decision()
        audience = "professional" if caller.professional else "public"
        channel = "in_product" if caller.user else "email" if caller.email else "telephone"
        words = step.words or (decided.words_to_professional if caller.professional else decided.words_to_public)
        self.setting.add(ReferrerAnswered(at=moment, by=self.decider, audience=audience, channel=channel, words=words))

    def disagree(self, step: Step, moment: datetime) -> None:
        self.setting.add(Disagreed(at=moment, by=self.caller.user, reason=codes.DISAGREES_LEVEL, words=step.words))

    def reopen(self, step: Step, moment: datetime) -> None:
        keys = self.setting.child_keys
        self.setting.add(
            Reopened(at=moment, by=self.manager, children=keys, reason=codes.REOPENED_NEW, words=step.words)
        )

    def hand_over(self, step: Step, moment: datetime) -> None:
        case = self.known.involvements[self.setting.family.key][0]
        before = len(self.setting.events)
        hand_over(self.setting, case, self.caller, self.screener, TELEPHONE)
        planned = self.setting.events[before:]
        del self.setting.events[before:]
        read, handed = planned[:2]
        if not isinstance(handed, HandedOver):
            raise ValueError(f"{self.situation.name} was not handed over.")
        words = step.words or replies.HANDED_WARM[0].format(worker=case.worker)
        self.setting.add(replace(read, at=moment - timedelta(minutes=6)))
        self.setting.add(replace(handed, at=moment, warm=True, not_reached="", words=words))

    def _decision(self) -> Decided:
        if self.decided is None:
            raise ValueError(f"{self.situation.name} answers before anybody has decided.")
        return self.decided


def _plainly(setting: Setting, person: str) -> AsGiven:
    """Return somebody as given without a mistake, so that a journey finds them under their name."""
    found = setting.family.people[person]
    return write_down(setting.chance, found, setting.address, setting.day, Rates(clean=1.0)).given


STEPS: dict[str, Callable[[Builder, Step, datetime], None]] = {
    name: getattr(Builder, name)
    for name in (
        "history", "rate", "position", "check", "screen", "recommend", "find_address", "offer", "accept", "reject", "settle", "decide",
        "countersign", "take_up", "answer", "disagree", "reopen", "hand_over",
    )
}  # fmt: skip
