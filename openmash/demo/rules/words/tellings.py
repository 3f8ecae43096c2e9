"""How a worry is told: who opens, what they say happened, and how they close. Six thousand of these must not read alike."""

from functools import lru_cache

from openmash.demo.rules.kinds import HARM, NEED, SLIGHT, SUPPORT, Kind
from openmash.demo.rules.words.slots import Slots

GRAVE_ONLY, MILD_ONLY = "!", "~"

OPENINGS: dict[str, tuple[str, ...]] = {
    "police": (
        "",
        "",
        "",
        "Protecting vulnerable people notice.",
        "Submitted by the attending officer.",
        "Notice following attendance.",
    ),
    "school": (
        "Rang about {child}, {age}.",
        "{child} has been with us since reception and is well known to us.",
        "The safeguarding team at school has talked this over and wants it on record.",
        "Ringing with a worry about {child}, and about the family as a whole.",
        "This has been building up for some weeks.",
        "Something {child} said today could not wait.",
        "We have a folder on {child} that is getting thicker.",
        "{child} moved to us this term.",
    ),
    "health": (
        "Saw the family {day}.",
        "Ringing after a clinic {day}.",
        "{child} was brought in {when}.",
        "Known to our service since the birth.",
        "Ringing on behalf of the team: we are not easy about this.",
        "First visit to this family {day}.",
        "Rang after a conversation with {carer} {day}.",
    ),
    "family": (
        "Did not want to ring but can no longer stand by.",
        "Has rung before and feels nobody listened.",
        "Is very upset and spoke for a long time.",
        "Has talked it over with the rest of the family.",
        "Rang from work, quietly.",
        "Says this has gone on long enough.",
        "Wants to do the right thing by the children.",
    ),
    "neighbour": (
        "Lives close by and does not want trouble.",
        "Hears it through the wall.",
        "Has seen it from the window several times.",
        "Does not know the family well.",
        "Was walking the dog past the house {when}.",
        "Has lived next door for two years.",
        "Rang because of the children, not to make trouble for {carer}.",
    ),
    "agency": (
        "Our worker visited {day}.",
        "This came up in a review {day}.",
        "We have worked with {carer} for {weeks} weeks.",
        "{carer} came to the office {when}.",
        "Passing this on from a colleague who saw it.",
        "Ringing so that it is known, and to ask what else we can do.",
    ),
}
OPENING_OF_A_CHILD = (
    "Rang from a friend's house and spoke quietly. This is what {he} told us, put into our words.",
    "Rang alone, on the way home. Written down as {he} told it, without names {he} did not want to give.",
)
CLOSINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "police": {
        SLIGHT: (
            "No offences disclosed.",
            "Words of advice given.",
            "Submitted for information.",
            "",
            "All in order on leaving.",
        ),
        SUPPORT: ("The family would welcome support.", "Details of the domestic abuse service left.", ""),
        NEED: ("Officer's view: this is a pattern.", "Graded medium by the attending officer.", ""),
        HARM: (
            "Graded high. Duty inspector aware.",
            "A strategy discussion is asked for.",
            "Officers remain at the address.",
        ),
    },
    "school": {
        SLIGHT: (
            "We will keep an eye on {him}.",
            "We wanted to check whether anything else is known.",
            "",
            "We can go on supporting from here.",
        ),
        SUPPORT: (
            "We think the family needs more than we can give.",
            "We would be glad to be part of a team around the family.",
            "",
        ),
        NEED: ("We think this needs a social worker.", "What we have tried has not worked.", ""),
        HARM: (
            "{He} is with me now. What shall we do at the end of the day?",
            "School finishes at quarter past three.",
            "Please advise before {he} goes home.",
        ),
    },
    "health": {
        SLIGHT: ("I will see them again next week.", "No other worry from our records.", ""),
        SUPPORT: ("They would accept help.", "I think early help would make the difference.", ""),
        NEED: ("I have told {carer} that I am ringing.", "I think this has gone beyond us.", ""),
        HARM: (
            "{He} is being kept on the ward until this is answered.",
            "I have not told {carer} that I am ringing.",
            "We are keeping them here for now.",
        ),
    },
    "family": {
        SLIGHT: ("Would like somebody to look in.", "Wants it written down.", ""),
        SUPPORT: ("Would like them to get some help.", "Says {carer} is a good mother when things are calm.", ""),
        NEED: ("Is frightened of what will happen if nobody comes.", ""),
        HARM: ("Has {kids} at home now and will not send them back tonight.", "Wants somebody to go round today."),
    },
    "neighbour": {
        SLIGHT: ("Hopes it is nothing.", "Did not see the children.", ""),
        SUPPORT: ("Thinks they need help more than anything.", ""),
        NEED: ("It happens several times a week.", ""),
        HARM: ("It is going on as we speak.", "Has rung the police as well."),
    },
    "agency": {
        SLIGHT: ("No action asked for.", "For information.", ""),
        SUPPORT: ("{carer} has agreed that we ring.", "We can stay involved.", ""),
        NEED: ("We would come to any meeting.", ""),
        HARM: ("Our worker is still there.", "We think it should be today."),
    },
}
OLD_ENOUGH = 4
OF_OLDER_CHILDREN = (
    "school", "worried about", "homework", "friend", "{child} says", "{child} said", "{He} says", "{He} said",
    "{He} would not talk", "{He} laughed", "tutor",
)  # fmt: skip
CLOSINGS_ELSEWHERE = ("Asks which service should take this on.", "Would like to know who will ring back.", "")


def tell(slots: Slots, kind: Kind, voice: str, tier: str, *, by_child: bool = False) -> str:
    """Return the story of a contact in the voice of whoever tells it."""
    chance = slots.chance
    own: tuple[str, ...] = {"police": kind.by_police, "school": kind.by_school, "health": kind.by_health}.get(voice, ())
    what = fitting(kind.what, tier)
    if own and chance.yes(0.9 if voice == "police" else 0.55):
        what = fitting(own, tier) or what
    parts = [slots.pick(OPENING_OF_A_CHILD if by_child else OPENINGS[voice]), slots.pick(what or fitting(own, tier))]
    if voice != "police" and tier in (NEED, HARM) and chance.yes(0.35):
        parts.append(slots.pick(fitting(kind.what, tier)))
    parts += [
        slots.fill(sentence) for sentence in chance.some(of_age(fitting(kind.more, tier), slots), 1 + chance.yes(0.55))
    ]
    child = of_age(fitting(kind.child, tier), slots)
    if child and chance.yes(0.88):
        parts.append(slots.pick(child))
    parts.append(slots.pick(CLOSINGS[voice].get(tier, CLOSINGS_ELSEWHERE)))
    return _once(" ".join(dict.fromkeys(part for part in parts if part)), slots)


def _once(text: str, slots: Slots) -> str:
    """Return the text with the other adult introduced once ("her partner Simon") and called by name from then on."""
    phrase, name = slots["other"], slots.other_name
    if not name or phrase.startswith(("Mum", "Dad")):
        return text
    place = text.casefold().find(phrase.casefold())
    if place < 0:
        return text
    end = place + len(phrase)
    return text[:end] + text[end:].replace(phrase, name).replace(phrase[0].upper() + phrase[1:], name)


@lru_cache(maxsize=1024)
def fitting(sentences: tuple[str, ...], tier: str) -> tuple[str, ...]:
    """Return the sentences that fit how grave it is, without their marks: ! is told only of the grave, ~ only of the rest."""
    left_out = GRAVE_ONLY if tier in (SLIGHT, SUPPORT) else MILD_ONLY
    return tuple(sentence.lstrip(GRAVE_ONLY + MILD_ONLY) for sentence in sentences if not sentence.startswith(left_out))


def of_age(sentences: tuple[str, ...], slots: Slots) -> tuple[str, ...]:
    """Return the sentences that can be said of a child of this age: the smallest do not go to school, nor say things."""
    if slots.focus.age(slots.day) >= OLD_ENOUGH:
        return sentences
    return tuple(sentence for sentence in sentences if not any(word in sentence for word in OF_OLDER_CHILDREN))


def worry_most(slots: Slots, kind: Kind, tier: str) -> str:
    return slots.pick(fitting(kind.worries, tier))


def childs_own_words(slots: Slots, kind: Kind, tier: str) -> str:
    """Return what the child was heard to say, or nothing where nobody heard the child or there is nothing to hear yet."""
    said = fitting(kind.said, tier)
    if not said or slots.focus.age(slots.day) < 3:
        return ""
    return slots.fill(slots.chance.pick(said))
