"""Screening: history first, a colour, what the family knows, the early-help check, a recommended level."""

from datetime import datetime

from openmash.demo.rules import codes
from openmash.demo.rules.contacts.events import (
    EarlyHelpChecked,
    FamilyPositionTaken,
    HistoryOpened,
    LevelRecommended,
    Rated,
    Screened,
)
from openmash.demo.rules.contacts.setting import Setting
from openmash.demo.rules.kinds import ELSEWHERE, HARM, NEED, SUPPORT
from openmash.demo.rules.words import thinking

RE_RATED = 0.1
CHECK_NOT_POSSIBLE = 0.025
RED_CHECK_LATE, RED_CHECK_NEVER = 0.2, 0.02
BEFORE_HISTORY = 0.015
RECOMMENDED_AS_DECIDED = 0.9

UNTOLD = 0.08
UNTOLD_HARM = "Telling the family now would put the child at risk before anybody has seen them."
UNTOLD_CANNOT = "Three calls and a visit were not answered; a letter has been left."
MUST_NOT_LEARN = (
    "That {child} has spoken, until {he} has been seen.",
    "Who raised this, and that police are involved.",
)
BASES = {
    codes.STRATEGY: (codes.PUBLIC_TASK, codes.SAFEGUARDING, codes.S47_DUTY),
    codes.IMMEDIATE: (codes.PUBLIC_TASK, codes.SAFEGUARDING, codes.S47_DUTY),
    codes.S17: (codes.PUBLIC_TASK, codes.SAFEGUARDING, codes.S17_DUTY),
}

Level = tuple[int, str]


def level_for(setting: Setting) -> Level:
    """Return the level of need that will be decided, and which statute where it is level 4."""
    chance = setting.chance
    if setting.tier == HARM:
        return 4, "s47"
    if setting.tier == NEED:
        return 4, "s17"
    if setting.tier == SUPPORT:
        return (2 if chance.yes(0.55) else 3), ""
    if setting.tier == ELSEWHERE:
        return (3 if chance.yes(0.6) else 2), ""
    return (1 if chance.yes(0.6) else 2), ""


def open_history(setting: Setting, at: datetime, by: str) -> None:
    setting.add(HistoryOpened(at=at, by=by, children=setting.child_keys))


def rate(setting: Setting, first_at: datetime, second_at: datetime, by: str) -> None:
    """Set the colour; now and then it is changed when the history or a new fact says so."""
    chance, kind, tier = setting.chance, setting.kind, setting.tier
    colour, before = setting.colour, ""
    if chance.yes(RE_RATED) and kind.code != "bruise_on_baby":
        before = {
            codes.RED: codes.AMBER,
            codes.AMBER: chance.pick((codes.GREEN, codes.GREEN, codes.RED)),
            codes.GREEN: codes.AMBER,
        }[colour]
    words = thinking.colour_words(setting.slots, kind, tier, before or colour)
    setting.add(Rated(at=first_at, by=by, children=setting.child_keys, colour=before or colour, words=words))
    if before:
        lowered = _rank(colour) > _rank(before)
        reason = codes.RERATED_SAFE if lowered else chance.pick((codes.RERATED_HISTORY, codes.RERATED_NEW))
        words = thinking.colour_words(setting.slots, kind, tier, colour)
        setting.add(
            Rated(
                at=second_at,
                by=by,
                children=setting.child_keys,
                colour=colour,
                words=words,
                before=before,
                reason=reason,
            )
        )


def _rank(colour: str) -> int:
    return (codes.RED, codes.AMBER, codes.GREEN).index(colour)


def screen(setting: Setting, at: datetime, by: str) -> None:
    slots, chance = setting.slots, setting.chance
    setting.add(
        Screened(
            at=at,
            by=by,
            children=setting.child_keys,
            factors=thinking.factors_for(slots, setting.kind, setting.tier),
            analysis=thinking.analysis(slots, setting.kind, setting.tier),
            lived_impact=thinking.lived_impact(slots, setting.tier),
            not_known=" ".join(slots.fill(words) for words in chance.some(thinking.NOT_KNOWN, chance.between(1, 2))),
            what_would_make_this_wrong=slots.pick(thinking.WRONG_IF),
            wider_family=slots.pick(thinking.WIDER_FAMILY),
        )
    )


def take_position(setting: Setting, at: datetime, by: str, manager: str, *, before_history: bool = False) -> None:
    """Record what the family knows and agrees to. Where harm is likely no agreement is asked."""
    chance, slots = setting.chance, setting.slots
    told, agreement, reason, words, must_not, approved = (
        codes.TOLD,
        codes.NOT_SOUGHT,
        codes.NOT_SOUGHT_NOTHING,
        "",
        "",
        "",
    )
    if setting.outcome in codes.URGENT:
        reason = codes.NOT_SOUGHT_HARM
        if chance.yes(0.42):
            told, reason, words, approved = codes.MUST_NOT, codes.WITHOUT_TELLING_HARM, UNTOLD_HARM, manager
            must_not = slots.pick(MUST_NOT_LEARN)
    elif setting.outcome in codes.NO_SERVICE:
        if not setting.family_asked and chance.yes(0.55):
            told = codes.NOT_TOLD
    elif setting.outcome != codes.EARLY_HELP and setting.family_can_be_missed and chance.yes(UNTOLD):
        told, reason, words, approved = codes.NOT_TOLD, codes.WITHOUT_TELLING_CANNOT, UNTOLD_CANNOT, manager
    elif setting.outcome == codes.S17 and chance.yes(0.06):
        agreement, reason, words = codes.REFUSED, "", "Says they do not want anybody in their business."
    elif setting.outcome in (codes.S17, codes.EARLY_HELP, codes.ADULT, codes.CHANNEL):
        agreement, reason = codes.AGREED, ""
    who = f"{slots['carer_full']}, by telephone" if told == codes.TOLD else ""
    setting.add(
        FamilyPositionTaken(
            at=at, by=by, told=told, told_who=who, must_not_be_told=must_not, agreement=agreement,
            agreement_who=who if agreement in (codes.AGREED, codes.REFUSED) else "", reason=reason, reason_words=words,
            lawful_bases=BASES.get(setting.outcome, (codes.PUBLIC_TASK, codes.COOPERATION)),
            necessity=(
                "Needed to find out whether the child is safe and what would help; no more is shared than that asks"
                " for."
            ),
            before_history=codes.BEFORE_HISTORY if before_history else "",
            approved_by=approved,
        )
    )  # fmt: skip


def check_early_help(setting: Setting, at: datetime, by: str) -> None:
    """Check the early-help index for every child. The answer is what the index said at its latest loading."""
    chance = setting.chance
    for child in setting.children:
        episode = setting.known.visible_episode(setting.family.key, child.key, setting.day)
        if chance.yes(CHECK_NOT_POSSIBLE):
            reason = codes.CHECK_UNBORN if child.is_unborn(setting.day) else codes.CHECK_REGISTER_DOWN
            setting.add(EarlyHelpChecked(at=at, by=by, child=child.key, result=codes.NOT_POSSIBLE, reason=reason))
        elif episode:
            setting.add(EarlyHelpChecked(at=at, by=by, child=child.key, result=codes.FOUND, episode=episode.key))
        else:
            setting.add(EarlyHelpChecked(at=at, by=by, child=child.key, result=codes.NO_RECORD))


def recommend(setting: Setting, at: datetime, by: str, decided: Level) -> None:
    level, split = decided
    if not setting.chance.yes(RECOMMENDED_AS_DECIDED):
        level, split = (level - 1, "") if level > 1 and setting.chance.yes(0.6) else _one_up(decided)
    words = setting.chance.pick(thinking.LEVEL_WORDS[level])
    setting.add(LevelRecommended(at=at, by=by, children=setting.child_keys, level=level, split=split, words=words))


def _one_up(decided: Level) -> Level:
    level, split = decided
    return (level, "s47" if split == "s17" else split) if level == 4 else (level + 1, "s17" if level == 3 else "")


def referrers_level(setting: Setting, decided: Level) -> int | None:
    """Return the level a professional gave: the same as decided in about seven of ten, else mostly higher."""
    chance = setting.chance
    gave = {"school": 0.86, "health": 0.78, "agency": 0.6}.get(setting.voice, 0.0)
    if not chance.yes(gave):
        return None
    level = decided[0]
    if chance.yes(0.7):
        return level
    higher = level < 4 and chance.yes(0.78)
    return level + 1 if higher else max(level - 1, 1) if level > 1 else 2
