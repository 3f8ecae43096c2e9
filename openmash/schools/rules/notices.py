"""A notice to a school: what may follow what, for which children it is due, who is told, what it says, and when it is late."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openmash.schools.choices import NoticeState

# What may follow what. A notice that was not needed can be prepared after all.
MOVES: Mapping[str, frozenset[str]] = {
    NoticeState.TO_PREPARE: frozenset(
        {
            NoticeState.AT_THE_GATE,
            NoticeState.TOLD_OTHERWISE,
            NoticeState.WITH_COUNCIL,
            NoticeState.WITHDRAWN,
        }
    ),
    NoticeState.AT_THE_GATE: frozenset(
        {
            NoticeState.TO_PREPARE,
            NoticeState.AT_THE_GATE,
            NoticeState.RELEASED,
            NoticeState.TOLD_OTHERWISE,
            NoticeState.WITH_COUNCIL,
            NoticeState.WITHDRAWN,
        }
    ),
    NoticeState.RELEASED: frozenset({NoticeState.READ, NoticeState.ACKNOWLEDGED, NoticeState.TOLD_OTHERWISE}),
    NoticeState.READ: frozenset({NoticeState.ACKNOWLEDGED, NoticeState.TOLD_OTHERWISE}),
    NoticeState.ACKNOWLEDGED: frozenset(),
    NoticeState.TOLD_OTHERWISE: frozenset(),
    NoticeState.WITH_COUNCIL: frozenset({NoticeState.AT_THE_GATE, NoticeState.TOLD_OTHERWISE}),
    NoticeState.WITHDRAWN: frozenset({NoticeState.AT_THE_GATE, NoticeState.WITH_COUNCIL, NoticeState.TOLD_OTHERWISE}),
}
NOT_TOLD_YET = frozenset({NoticeState.TO_PREPARE, NoticeState.AT_THE_GATE})
NOT_ACKNOWLEDGED = frozenset({NoticeState.RELEASED, NoticeState.READ})
WAITING = NOT_TOLD_YET | NOT_ACKNOWLEDGED
SCHOOL_YEAR_BEGINS = (9, 1)


def may_move(before: str, after: str) -> bool:
    """Whether a notice may go from one state to another."""
    return after in MOVES.get(before, frozenset())


# -- for which children --------------------------------------------------------------------------------------------


def of_school_age(*, born: date | None, age: int | None, on: date, lowest: int, highest: int) -> bool:
    """Whether a child is from reception (the September after turning `lowest`) to `highest`, both included.

    With an age alone it is taken by the age; a child whose age nobody knows may be at school, so a school is told.
    """
    if born is None:
        return age is None or lowest <= age <= highest
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return years <= highest and on >= _reception_begins(born, lowest)


def _reception_begins(born: date, lowest: int) -> date:
    late = (born.month, born.day) >= SCHOOL_YEAR_BEGINS
    return date(born.year + lowest + late, *SCHOOL_YEAR_BEGINS)


# -- who is told ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Adult:
    """A key adult of a school in force, in the order in which they are told.

    `user_id` where they sign in here; `by_link` where they do not, and can be sent a link.
    """

    reference: str
    name: str
    email: str
    telephone: str = ""
    user_id: int | None = None
    by_link: bool = False

    @property
    def can_read(self) -> bool:
        """Whether a notice can be read by them here."""
        return self.user_id is not None or self.by_link


@dataclass(frozen=True)
class Involved:
    """Somebody of the record or of the child's household."""

    name: str
    also_known_as: str = ""
    telephone: str = ""


@dataclass(frozen=True)
class Told:
    """A key adult and why they must not be told; empty: they may."""

    adult: Adult
    why_not: str = ""


def who_may_be_told(
    adults: Iterable[Adult], involved: Sequence[Involved], *, not_to: Collection[str] = ()
) -> list[Told]:
    """Return each key adult, in order, with why they must not be told: a subject or relative of the family never is.

    `not_to`: the references of those whom somebody has said to be related. Somebody of the same name is taken for a relative:
    rather one deputy too many is told than one relative.
    """
    names = {mark for one in involved for mark in (*_marks(one.name), *_marks(one.also_known_as))}
    numbers = {digits for one in involved if (digits := _digits(one.telephone))}
    return [Told(one, _why_not(one, names, numbers, not_to)) for one in adults]


def _why_not(one: Adult, names: Collection[str], numbers: Collection[str], not_to: Collection[str]) -> str:
    if one.reference in not_to:
        return "Said to belong to the family"
    if any(mark in names for mark in _marks(one.name)):
        return "Has the name of somebody in the family or of the incident"
    if _digits(one.telephone) in numbers:
        return "Has the telephone number of somebody in the family or of the incident"
    return ""


TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "rev", "reverend", "sister"})


def _marks(name: str) -> list[str]:
    """Return what a name is compared by: first and last word without accents and titles; nothing for a single word."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = [word for word in re.findall(r"[^\W\d_]+", letters) if word not in TITLES]
    return [f"{words[0]} {words[-1]}"] if len(words) > 1 else []


def _digits(telephone: str) -> str:
    """Return the last ten digits of a number: with or without the country's code it is the same."""
    digits = re.sub(r"\D", "", telephone)
    return digits[-10:] if len(digits) >= 10 else ""


def first_to_tell(told: Iterable[Told]) -> Adult | None:
    """Return the first key adult who may be told and can read it here, or None: then a person has to ring."""
    return next((one.adult for one in told if not one.why_not and one.adult.can_read), None)


# -- what it says --------------------------------------------------------------------------------------------------

NAMES, BORN, INCIDENT, PRESENCE = "names", "born", "incident", "presence"
WHEREABOUTS, PLACE, VOICE, CIRCUMSTANCES = "whereabouts", "incident_place", "child_voice", "circumstances"
# What leads to where somebody lives or is: it never goes where anybody's address is protected.
LEADS_TO_SOMEBODY = (WHEREABOUTS, PLACE)
GIVEN = (
    ("present", PRESENCE, "Was the child there"),
    ("place", PLACE, "Where it happened"),
    ("whereabouts", WHEREABOUTS, "Where the child is now"),
    ("child_said", VOICE, "What the child said, and who was with them"),
    ("circumstances", CIRCUMSTANCES, "What happened"),
)
# Besides, the words for when it happened, where the moment is not known.
KEPT = ("when", *(key for key, _, _ in GIVEN))


def what_was_given(facts: Mapping[str, object]) -> dict[str, str]:
    """Return of what somebody gave for a notice that of which a notice can say something, tidied: what is empty is left out."""
    kept = ((key, facts.get(key)) for key in KEPT)
    return {key: words for key, said in kept if said is not None and (words := str(said).strip())}


@dataclass(frozen=True)
class Line:
    """One fact of a notice: its kind for the gate, its label and its words; `about` the child or nobody."""

    field: str
    label: str
    words: str
    about: str = ""


def lines_of(
    *,
    reference: str,
    name: str,
    born: str,
    police_reference: str,
    when: str,
    facts: Mapping[str, str],
    protected: bool,
) -> list[Line]:
    """Return what a notice could say, in its order; what its kind of recipient is not told, the gate leaves out.

    `protected`: somebody's address in the family is, so nothing goes that leads to where they are.
    """
    lines = [
        Line(NAMES, "Child", name, reference),
        Line(BORN, "Date of birth", born, reference),
        Line(INCIDENT, "When it happened", when),
        Line(INCIDENT, "Reference of the police", police_reference),
    ]
    lines += [
        Line(field, label, facts.get(key, ""))
        for key, field, label in GIVEN
        if not (protected and field in LEADS_TO_SOMEBODY)
    ]
    return [line for line in lines if line.words.strip()]


# -- lateness ------------------------------------------------------------------------------------------------------


def is_late(*, state: str, due_at: datetime, told_at: datetime | None, now: datetime) -> bool:
    """Whether a school was told after its next school day began, or is not told and it has begun."""
    if state == NoticeState.WITHDRAWN:
        return False
    return (told_at or now) > due_at


def is_to_be_raised(*, state: str, raise_at: datetime, raised: bool, now: datetime) -> bool:
    """Whether nobody has acknowledged a notice, or nobody has been told, by the time at which a person sees to it. Once."""
    return state in WAITING and not raised and now > raise_at
