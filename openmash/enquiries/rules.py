"""Asking and answering: what may follow what, when a request is late, and what makes a repeat. Plain values only."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from openmash.enquiries.choices import Exactness, Handling, RequestState, ReturnKind

# What may follow what. An answered request can be answered again: people remember, and records are found.
MOVES: Mapping[str, frozenset[str]] = {
    RequestState.ASKED: frozenset(
        {
            RequestState.PARTLY,
            RequestState.ANSWERED,
            RequestState.NOTHING,
            RequestState.DECLINED,
            RequestState.WITHDRAWN,
        }
    ),
    RequestState.PARTLY: frozenset({RequestState.PARTLY, RequestState.ANSWERED, RequestState.WITHDRAWN}),
    RequestState.ANSWERED: frozenset({RequestState.ANSWERED}),
    RequestState.NOTHING: frozenset({RequestState.PARTLY, RequestState.ANSWERED}),
    RequestState.DECLINED: frozenset({RequestState.PARTLY, RequestState.ANSWERED}),
    RequestState.WITHDRAWN: frozenset(),
}
OPEN = frozenset({RequestState.ASKED, RequestState.PARTLY})
FOLLOWS: Mapping[str, str] = {
    ReturnKind.NOTHING: RequestState.NOTHING,
    ReturnKind.PART: RequestState.PARTLY,
    ReturnKind.WHOLE: RequestState.ANSWERED,
    ReturnKind.DECLINED: RequestState.DECLINED,
}
# What counts as an answer for the agency's clock: a part is one too, since the front door can go on with it.
STOPS_THE_CLOCK = frozenset(ReturnKind)


def may_move(before: str, after: str) -> bool:
    """Whether a request may go from one state to another."""
    return after in MOVES.get(before, frozenset())


def is_late(*, state: str, due_at: datetime, first_answered_at: datetime | None, now: datetime) -> bool:
    """Whether a request was answered after its time, or is not answered and its time is over. A withdrawn one never is."""
    if state == RequestState.WITHDRAWN:
        return False
    return (first_answered_at or now) > due_at


@dataclass(frozen=True)
class Chase:
    """What lateness calls for now: a reminder to the agency, and word to its named lead."""

    remind: bool
    raise_to_lead: bool


def chase(
    *, state: str, due_at: datetime, reminded: bool, raised: bool, raise_after: timedelta, now: datetime
) -> Chase:
    """Return what is due: a reminder once the time is over, the lead once it is over by `raise_after`. Each happens once."""
    waiting = state == RequestState.ASKED
    return Chase(
        remind=waiting and not reminded and now > due_at,
        raise_to_lead=waiting and not raised and now > due_at + raise_after,
    )


def is_repeat(*, open_about: Collection[str], asked_about: Collection[str]) -> bool:
    """Whether a request repeats an open one to the same agency: about nobody whom that one does not ask about."""
    return bool(asked_about) and set(asked_about) <= set(open_about)


def missing_answers(questions: Iterable[Any], answers: Mapping[str, str]) -> list[str]:
    """Return the codes of the questions that need an answer and have none; an answer of spaces is none."""
    return [question.code for question in questions if question.required and not answers.get(question.code, "").strip()]


def says_something(
    answers: Mapping[str, str], words: str, involved: Collection[Any], files: Collection[Any] = ()
) -> bool:
    """Whether a return holds anything: an answer, a word, somebody who is involved, or a file."""
    return bool(words.strip() or involved or files) or any(answer.strip() for answer in answers.values())


def exactness_of(month: int | None, day: int | None) -> str:
    """Return how exactly something is dated of which the year is known, and maybe month and day."""
    if month is None:
        return Exactness.YEAR
    return Exactness.MONTH if day is None else Exactness.DAY


# -- reading together ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """What one agency said, for comparing: its name, its answers by question, and whom it names as involved."""

    agency: str
    handling: str
    answers: Mapping[str, str]
    nothing: bool = False


@dataclass(frozen=True)
class OpenQuestion:
    """A contradiction or a gap, put as a question. It asks; it never decides."""

    words: str
    why: str


# Questions of different sets that ask about the same thing.
SAME_MATTER: Mapping[str, tuple[str, ...]] = {
    "violence at home": ("domestic-abuse", "asked"),
    "an injury that does not fit": ("injuries",),
    "a risk to the children": ("known", "risk-children", "worry"),
}
YES, NO = "yes", "no"


def open_questions(said: Iterable[Said], *, not_answered: Iterable[str]) -> list[OpenQuestion]:
    """Return where agencies contradict each other and what is still missing, as questions."""
    held = list(said)
    return [*_contradictions(held), *_to_ask_before_sharing(held), *_gaps(not_answered)]


def _contradictions(held: list[Said]) -> list[OpenQuestion]:
    found = []
    for matter, codes in SAME_MATTER.items():
        yes = sorted({one.agency for one in held if any(one.answers.get(code) == YES for code in codes)})
        no = sorted({one.agency for one in held if any(one.answers.get(code) == NO for code in codes)} - set(yes))
        if yes and no:
            found.append(
                OpenQuestion(
                    f"{' and '.join(yes)} knows of {matter}, {' and '.join(no)} does not. What explains that?",
                    "Two agencies answer differently about the same thing.",
                )
            )
    return found


def _to_ask_before_sharing(held: list[Said]) -> list[OpenQuestion]:
    return [
        OpenQuestion(
            f"May the family be shown what {one.agency} told us? Ask them first.",
            "The owner asked to be asked.",
        )
        for one in held
        if one.handling == Handling.ASK and not one.nothing
    ]


def _gaps(not_answered: Iterable[str]) -> list[OpenQuestion]:
    return [
        OpenQuestion(f"What does {agency} know? They have not answered.", "A decision can go on without it: say so.")
        for agency in not_answered
    ]
