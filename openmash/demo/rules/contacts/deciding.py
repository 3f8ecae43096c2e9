"""Deciding, child by child; the second pair of eyes; the answer to the referrer; disagreeing and opening again."""

from datetime import datetime

from openmash.demo.rules import codes
from openmash.demo.rules.chance import Weighted
from openmash.demo.rules.contacts.events import (
    Answer,
    Countersigned,
    Decided,
    Disagreed,
    DisagreementAnswered,
    Event,
    ReferrerAnswered,
    Reopened,
    Screened,
    WorkTakenUp,
)
from openmash.demo.rules.contacts.model import Caller
from openmash.demo.rules.contacts.pace import a_few, minutes_to_answer
from openmash.demo.rules.contacts.people import ABOUT_ONE_CHILD
from openmash.demo.rules.contacts.screening import Level, take_position
from openmash.demo.rules.contacts.setting import Setting
from openmash.demo.rules.kinds import ELSEWHERE, HARM, NEED, SUPPORT
from openmash.demo.rules.people import PlannedPerson
from openmash.demo.rules.words import replies, thinking

SLIGHT_FOR_POLICE = Weighted({codes.NFA: 82, codes.ADVICE: 16, codes.SIGNPOST: 2})
SLIGHT_FOR_OTHERS = Weighted({codes.NFA: 46, codes.ADVICE: 48, codes.SIGNPOST: 6})
SUPPORTED = Weighted({codes.EARLY_HELP: 84, codes.ADVICE: 11, codes.SIGNPOST: 5})
HARMED = Weighted({codes.STRATEGY: 91, codes.IMMEDIATE: 9})
DIFFERS = 0.09
DISAGREES, UPHELD, REOPENED = 0.025, 0.35, 0.006
MANY_CONTACTS = 2
STATUTORY = 4


def outcome_for(setting: Setting) -> str:
    """Return what will be decided for the child the worry is about."""
    chance = setting.chance
    if setting.address.is_known and not setting.locality:
        return codes.OTHER_AUTHORITY
    if setting.known.open_case(setting.family.key, setting.day, setting.focus.key) and chance.yes(0.75):
        return codes.OPEN
    if setting.tier == ELSEWHERE:
        return chance.draw(Weighted(setting.kind.elsewhere))
    table = {SUPPORT: SUPPORTED, HARM: HARMED, NEED: Weighted({codes.S17: 1})}
    return chance.draw(table.get(setting.tier, SLIGHT_FOR_POLICE if setting.voice == "police" else SLIGHT_FOR_OTHERS))


def decide(setting: Setting, at: datetime, by: str, outcome: str, level: Level, *, tier: str = "") -> Decided:
    """Plan the decision for every child: mostly the same, now and then different for one of them."""
    tier = tier or setting.tier
    slots = setting.slots
    words = replies.rationale_of(slots, outcome) or thinking.rationale(slots, setting.kind, tier, setting.earlier)
    answers = tuple(_answer(setting, child, outcome, level, words) for child in setting.children)
    decided = Decided(
        at=at,
        by=by,
        answers=answers,
        words_to_professional=replies.to_professional(setting.slots, outcome),
        words_to_public=replies.to_public(setting.chance),
        to_team=team_after(setting, outcome),
    )
    setting.add(decided)
    return decided


def _answer(setting: Setting, child: PlannedPerson, outcome: str, level: Level, words: str) -> Answer:
    """Return the decision for one child: the same, with the same reasons, unless this child lives or is otherwise."""
    chance = setting.chance
    apart = setting.family.household_of(child.key).key != setting.family.home.key
    beside = child.key != setting.focus.key and outcome not in (codes.OPEN, codes.OTHER_AUTHORITY)
    one = setting.kind.code in ABOUT_ONE_CHILD
    if beside and (apart or (outcome not in codes.NO_SERVICE and (one or chance.yes(DIFFERS)))):
        words = replies.differs(chance, child.known_as or child.given_name, elsewhere=apart)
        return Answer(child.key, codes.ADVICE, 2, words)
    return Answer(child.key, outcome, level[0], words, level[1])


def team_after(setting: Setting, outcome: str) -> str:
    """Return the team that the next work of an outcome goes to, if any."""
    teams, locality = setting.teams, setting.locality or "Central"
    if outcome in codes.REFERRALS:
        return teams.assessment[locality]
    return {
        codes.EARLY_HELP: teams.early_help[locality],
        codes.ADULT: teams.adult_duty,
        codes.LADO: teams.designated_officer,
        codes.EXPLOITATION: teams.exploitation,
        codes.MISSING: teams.exploitation,
        codes.MARAC: teams.domestic_abuse,
        codes.CHANNEL: teams.prevent,
        codes.PRIVATE_FOSTERING: teams.assessment[locality],
        codes.NO_FUNDS: teams.assessment[locality],
    }.get(outcome, "")


def second_reading(setting: Setting, decided: Decided) -> str:
    """Return whether another person reads the decision: "before" it takes effect, "after", or not at all.

    As the pack has it: after for referrals; before where a red, a high risk, a third contact or a source
    believed malicious would otherwise be closed by one person alone.
    """
    outcomes = {answer.outcome for answer in decided.answers}
    risky = any(
        factor.column == codes.HIGH_RISK
        for event in setting.events
        if isinstance(event, Screened)
        for factor in event.factors
    )
    if risky and any(answer.level < STATUTORY for answer in decided.answers):
        return "before"
    if outcomes & codes.NO_SERVICE and (
        setting.colour == codes.RED or setting.malicious or setting.earlier >= MANY_CONTACTS
    ):
        return "before"
    return "after" if outcomes & codes.REFERRALS else ""


def countersign(setting: Setting, decided: Decided, manager: str) -> datetime:
    """Plan the second reading where one is needed. Returns when the decision takes effect."""
    reading, chance = second_reading(setting, decided), setting.chance
    if not reading:
        return decided.at
    urgent = any(answer.outcome in codes.URGENT for answer in decided.answers)
    if reading == "before" or urgent:
        at = setting.later(decided.at, a_few(chance, 4, 40))
    else:
        at = setting.hours.after(decided.at, a_few(chance, 15, 520 if chance.yes(0.93) else 1400))
    words = chance.pick(replies.COUNTERSIGNED)
    setting.add(Countersigned(at=at, by=manager, children=setting.child_keys, agrees=True, words=words))
    return at if reading == "before" else decided.at


def take_up(setting: Setting, decided: Decided, stands_at: datetime) -> None:
    """Plan the receiving team taking the work up, where that team has people in the story."""
    teams, locality = setting.teams, setting.locality or "Central"
    takers = {
        teams.assessment[locality]: [setting.staff.locality_manager(locality)],
        teams.early_help[locality]: setting.staff.early_help_officers(locality),
        teams.adult_duty: setting.staff.adult_duty(),
    }.get(decided.to_team)
    if takers:
        at = setting.hours.after(stands_at, a_few(setting.chance, 10, 420))
        words = setting.chance.pick(replies.TAKEN_UP)
        setting.add(WorkTakenUp(at=at, by=setting.chance.pick(takers), team=decided.to_team, words=words))


def answer_referrer(setting: Setting, caller: Caller, decided: Decided, stands_at: datetime) -> datetime | None:
    """Plan the answer to whoever raised it. Returns when they had it, or None when nobody can be told."""
    if caller.anonymous or not (caller.telephone or caller.email):
        return None
    at = setting.hours.after(stands_at, minutes_to_answer(setting))
    audience = "professional" if caller.professional else "public"
    channel = "in_product" if caller.user else "email" if caller.email else "telephone"
    words = decided.words_to_professional if caller.professional else decided.words_to_public
    setting.add(ReferrerAnswered(at=at, by=decided.by, audience=audience, channel=channel, words=words))
    return at


def cannot_answer(setting: Setting, decided: Decided, stands_at: datetime) -> None:
    at = setting.later(stands_at, 3)
    reason = "The caller gave no name and no way to be reached."
    setting.add(
        ReferrerAnswered(at=at, by=decided.by, audience="public", channel="not_possible", words="", reason=reason)
    )


def disagree(setting: Setting, caller: Caller, manager: str, answered_at: datetime, decided: Decided) -> None:
    """Plan a referrer who disagrees, the manager's answer, and a decision opened again where they were right."""
    chance = setting.chance
    outcome = decided.answers[0].outcome
    if not caller.professional or setting.voice == "police" or outcome not in codes.NO_SERVICE | {codes.EARLY_HELP}:
        return
    if not chance.yes(DISAGREES):
        return
    at = setting.hours.after(answered_at, a_few(chance, 40, 1500))
    reason, said = chance.pick(
        ((codes.DISAGREES_LEVEL, replies.LEVEL_TOO_LOW), (codes.DISAGREES_FACTS, replies.FACTS_MISSING))
    )
    setting.add(Disagreed(at=at, by=caller.user, reason=reason, words=setting.slots.pick(said)))
    upheld = chance.yes(UPHELD)
    at = setting.hours.after(at, a_few(chance, 60, 1000 if chance.yes(0.85) else 2400))
    words = setting.slots.pick(replies.UPHELD if upheld else replies.NOT_UPHELD)
    setting.add(DisagreementAnswered(at=at, by=manager, upheld=upheld, words=words))
    if upheld:
        decide_again(setting, caller, manager, by=decided.by, at=at, reason=codes.REOPENED_DISAGREEMENT)


def decide_again(setting: Setting, caller: Caller, manager: str, *, by: str, at: datetime, reason: str) -> None:
    """Plan a decision opened again and made anew: an assessment where there was less before."""
    chance = setting.chance
    at = setting.hours.after(at, a_few(chance, 5, 90))
    words = chance.pick(replies.REOPENED)
    setting.add(Reopened(at=at, by=manager, children=setting.child_keys, reason=reason, words=words))
    at = setting.hours.after(at, a_few(chance, 60, 420))
    setting.outcome = codes.S17
    take_position(setting, setting.later(at, -20), by, manager)
    again = decide(setting, at, by, codes.S17, (4, "s17"), tier=NEED)
    countersign(setting, again, manager)
    take_up(setting, again, at)
    if caller.telephone or caller.email:
        answer_referrer(setting, caller, again, at)


def reopen_sometimes(setting: Setting, caller: Caller, manager: str, decided: Decided) -> None:
    if decided.answers[0].outcome in codes.NO_SERVICE and setting.chance.yes(REOPENED):
        at = setting.hours.after(decided.at, a_few(setting.chance, 600, 4000))
        decide_again(setting, caller, manager, by=decided.by, at=at, reason=codes.REOPENED_NEW)


def in_order(events: list[Event]) -> tuple[Event, ...]:
    """Return events by time; those of one moment keep their order."""
    return tuple(sorted(events, key=lambda event: event.at))
