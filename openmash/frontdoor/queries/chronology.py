"""One chronology of a family: what agencies say happened when, with the family's contacts and decisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.fields.days import said
from openmash.enquiries import queries as enquiries
from openmash.frontdoor.queries.children import Happening, Story, stories_of

FRONT_DOOR, FRONT_DOOR_WORDS = "front-door", "Front door"
TOLD = ("contact", "decision", "around")


@dataclass(frozen=True)
class Line:
    """One line of a chronology: when, what, by whom it is told, and its owner's handling mark (empty: the front door's)."""

    at: datetime
    when: str
    title: str
    text: str
    told_by: str
    code: str
    mark: str = ""
    tone: str = ""
    reference: str = ""


def chronology_of(actor: Actor, contact: Any, requests: Iterable[Any], *, now: datetime) -> list[Line]:
    """Return the joint chronology of a contact's children, oldest first. As many queries as the children's stories take."""
    persons = [one.person for one in contact.children.all()]
    stories = stories_of(actor, persons, now=now, contact=contact) if persons else {}
    names = {one.pk: one.given_name or one.full_name for one in persons}
    told = [_told(one) for one in enquiries.facts_told(requests)]
    return sorted([*told, *_own(contact.reference, stories, names)], key=lambda one: (one.at, one.told_by))


def _told(fact: enquiries.Fact) -> Line:
    at = datetime.combine(fact.on, time(), tzinfo=clock.LONDON)
    return Line(at, fact.when, fact.words, "", fact.agency, fact.code, fact.mark, fact.tone)


def _own(reference: str, stories: dict[int, Story], names: dict[int, str]) -> list[Line]:
    """Return the front door's lines: a contact once, whomever of the family it is about; what is the same for siblings once."""
    about: dict[tuple[Any, ...], list[str]] = {}
    held: dict[tuple[Any, ...], Happening] = {}
    for key, story in stories.items():
        for one in story.happenings:
            if one.kind not in TOLD:
                continue
            is_contact = one.kind != "decision"
            same = ("contact", one.reference) if is_contact else (one.at, one.title, one.text, one.reference)
            if same not in held or (held[same].kind == "around" and one.kind == "contact"):
                held[same] = one
            about.setdefault(same, []).append(names[key])
    return [_line(one, about[same], reference, alone=len(names) == 1) for same, one in held.items()]


def _line(one: Happening, about: list[str], reference: str, *, alone: bool) -> Line:
    day = clock.london_day(one.at)
    whom = "" if alone or one.kind != "decision" else f" ({', '.join(dict.fromkeys(about))})"
    elsewhere = one.reference if one.reference != reference else ""
    return Line(one.at, said(day), f"{one.title}{whom}", one.text, FRONT_DOOR_WORDS, FRONT_DOOR, "", one.rag, elsewhere)
