"""Fills the slots of a sentence: names, what people call each other, pronouns, days and small numbers."""

from collections.abc import Callable
from datetime import datetime

from openmash.demo.rules.chance import Chance
from openmash.demo.rules.families import PlannedFamily
from openmash.demo.rules.hours import LONDON
from openmash.demo.rules.people import PlannedPerson

PARTS_OF_THE_BODY = ("upper arm", "forearm", "thigh", "cheek", "back", "shoulder", "shin", "left ear", "hand")
PARTS_OF_A_BABY = ("cheek", "left ear", "thigh", "upper arm", "chest", "back", "forehead")
THINGS = ("belt", "slipper", "phone charger", "wooden spoon", "shoe", "rolled-up magazine")
PARTS_OF_THE_DAY = ("morning", "afternoon", "evening", "night")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CALLED = {
    "mother": ("Mum", "she", "her", "her"),
    "father": ("Dad", "he", "him", "his"),
    "grandmother": ("Grandma", "she", "her", "her"),
    "grandfather": ("Grandad", "he", "him", "his"),
    "aunt": ("her aunt", "she", "her", "her"),
}
BY_NAME = frozenset({"police", "agency", "family"})
"""Whoever speaks of the parents by name; the others say Mum and Dad."""
OPEN_ON_WEEKDAYS = frozenset({"school", "health", "agency"})
PRONOUNS = {
    "U": ("it", "it", "its", "itself"),
    "F": ("she", "her", "her", "herself"),
    "M": ("he", "him", "his", "himself"),
}


class Slots(dict[str, str]):
    """The slots of one contact. Those that differ each time (a time, a number) are drawn when they are asked for."""

    def __init__(
        self,
        chance: Chance,
        family: PlannedFamily,
        focus: PlannedPerson,
        children: list[PlannedPerson],
        at: datetime,
        *,
        voice: str = "",
        incident_at: datetime | None = None,
    ) -> None:
        super().__init__()
        self.chance, self.family, self.focus, self.voice = chance, family, focus, voice
        self.day = at.astimezone(LONDON).date()
        self.other_name = ""
        self._children(children)
        self._adults(voice)
        if incident_at:
            self["when"] = said_on(incident_at, at)

    def _children(self, children: list[PlannedPerson]) -> None:
        focus, day = self.focus, self.day
        unborn = focus.is_unborn(day)
        he, him, his, himself = PRONOUNS["U" if unborn else focus.sex]
        self.update(
            child="the baby" if unborn else focus.known_as or focus.given_name, he=he, him=him, his=his, himself=himself
        )
        self.update(He=he.capitalize(), His=his.capitalize(), age=self._age(focus))
        born = [child for child in children if not child.is_unborn(day)] or [focus]
        names = ["the baby" if child.is_unborn(day) else child.known_as or child.given_name for child in born]
        several = len(names) > 1
        self["kids"] = f"{', '.join(names[:-1])} and {names[-1]}" if several else names[0]
        self.update(were="were" if several else "was", are="are" if several else "is", had="had")
        self.update(have="have" if several else "has", their="their" if several else his)
        others = [name for name, child in zip(names, born, strict=True) if child.key != focus.key]
        younger = [child for child in born if child.key != focus.key and child.born > focus.born]
        little = (younger[0].known_as or younger[0].given_name) if younger else ""
        self["sibling"] = others[-1] if others else "my friend"
        self["sibling_or_self"] = little or (others[0] if others else himself)
        self["sibling_or_child"] = little or self["child"]
        self["sibling_or_others"] = others[0] if others else "The cousin who stays there"
        self["is_or_are"] = "is"
        weeks = (focus.born - day).days // 7
        self["pregnant"] = str(min(max(40 - weeks, 10), 39))
        self["month"] = f"{focus.born:%B}"

    def _adults(self, voice: str) -> None:
        carer = self.family.carer()
        called, subject, obj, possessive = CALLED[self.family.role_of(carer.key)]
        if voice in BY_NAME:
            called = carer.known_as or carer.given_name
        self.update(carer=called, cs=subject, co=obj, cp=possessive, carer_first=carer.given_name)
        self["carer_full"] = f"{carer.given_name} {carer.family_name_on(self.day)}"
        found = self.family.other_adult()
        if found is None:
            his = "her" if subject == "she" else "his"
            self.update(other=f"{his} ex-partner", oo="him", op="his", os="he")
            self["other_or_carer"] = self["carer"]
        else:
            other, what = found
            subject, obj, possessive, _ = PRONOUNS.get(other.sex, PRONOUNS["M"])
            self.update(other=f"{self['cp']} {what} {other.given_name}", os=subject, oo=obj, op=possessive)
            if self.family.role_of(carer.key).startswith("grand"):
                self["other"] = f"Mum ({other.given_name})" if other.sex == "F" else f"Dad ({other.given_name})"
            self["other_or_carer"] = other.given_name if what == "partner" else self["carer"]
            self.other_name = other.given_name
        self["Other"] = self["other"][0].upper() + self["other"][1:]
        self["ex_or_relative"] = self["other"] if found and found[1] == "ex-partner" else "A relative"

    def _age(self, person: PlannedPerson) -> str:
        months = person.months(self.day)
        if months < 3:
            return f"{max((self.day - person.born).days // 7, 1)} weeks"
        return f"{months} months" if months < 24 else str(person.age(self.day))

    def __missing__(self, slot: str) -> str:
        return DRAWN[slot](self)

    def fill(self, sentence: str) -> str:
        """Return the sentence with its slots filled, beginning with a capital letter."""
        if "{" not in sentence:
            return sentence
        filled = sentence.format_map(self)
        return filled[0].upper() + filled[1:]

    def pick(self, sentences: tuple[str, ...]) -> str:
        return self.fill(self.chance.pick(sentences))

    def half(self, sentences: tuple[str, ...]) -> str:
        """Return a half sentence, as it stands within another."""
        return self.chance.pick(sentences).format_map(self)


def said_on(moment: datetime, at: datetime) -> str:
    """Return when something happened, as people say it later."""
    local, today = moment.astimezone(LONDON), at.astimezone(LONDON).date()
    hour, days = local.hour, (today - local.date()).days
    part = "night" if hour >= 22 or hour < 5 else "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"
    if days == 0:
        return "in the early hours" if hour < 5 else f"this {part}"
    if days == 1:
        return "last night" if part == "night" else f"yesterday {part}"
    if days < 7:
        return f"on {WEEKDAYS[local.weekday()]} {part}"
    return f"on {local.day} {local:%B}"


def _when(slots: Slots) -> str:
    """Return a time in the last days, where nobody said when it was."""
    chance = slots.chance
    days = chance.between(1, 4)
    part = chance.pick(PARTS_OF_THE_DAY)
    if days == 1:
        return "last night" if part == "night" else f"yesterday {part}"
    return f"on {_weekday(slots, days)} {part}"


def _weekday(slots: Slots, days: int) -> str:
    """Return the day of the week so many days ago; services speak of the days on which they are open."""
    number = (slots.day.weekday() - days) % 7
    return WEEKDAYS[4 if number > 4 and slots.voice in OPEN_ON_WEEKDAYS else number]


DRAWN: dict[str, Callable[[Slots], str]] = {
    "when": _when,
    "day": lambda slots: f"on {_weekday(slots, slots.chance.between(1, 6))}",
    "weekday": lambda slots: _weekday(slots, slots.chance.between(1, 6)),
    "time": lambda slots: f"{slots.chance.between(8, 22)}:{slots.chance.between(0, 11) * 5:02d}",
    "weeks": lambda slots: str(slots.chance.between(3, 11)),
    "days": lambda slots: str(slots.chance.between(2, 6)),
    "percent": lambda slots: str(slots.chance.between(41, 84)),
    "dash": lambda slots: str(slots.chance.between(2, 15)),
    "place": lambda slots: slots.family.address_on(slots.day).lines.split(",")[0] or "the address",
    "place_on_body": lambda slots: slots.chance.pick(PARTS_OF_THE_BODY),
    "baby_place": lambda slots: slots.chance.pick(PARTS_OF_A_BABY),
    "thing": lambda slots: slots.chance.pick(THINGS),
}
