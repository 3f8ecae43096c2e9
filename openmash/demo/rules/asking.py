"""Which agencies are asked about a contact of the story, when each answers, and what it says. Plain values only.

About a third of the contacts that are screened, red ones more often. Most answers come in time; some are late, some agencies
decline, and a quarter hold nothing that matters.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from openmash.demo.rules.chance import Chance, Weighted

POLICE, HEALTH, ADULTS, EARLY_HELP = "LANCS-POLICE", "HEALTH-0-19", "LCC-ADULTS", "LCC-EARLY-HELP"
SCHOOLS = {"North": "SCHOOL-BAY", "Central": "SCHOOL-GUILD", "East": "SCHOOL-CALDER"}
ASKED_ABOUT = {"red": 0.65, "amber": 0.36, "green": 0.2, "": 0.2}
WITH_HARM = frozenset(
    {"physical-abuse", "sexual-abuse", "exploitation", "missing", "domestic-abuse", "harmful-practices", "neglect"}
)
ABOUT_PARENTS = frozenset({"parent-substance-use", "parent-mental-health", "domestic-abuse"})
KINDS: Weighted[str] = Weighted({"whole": 0.66, "no_information": 0.27, "declined": 0.04, "late": 0.03})
MARKS: Weighted[str] = Weighted({"yes": 0.35, "ask": 0.4, "no": 0.25})
NOT_OURS = "We do not hold these records. The service that the family moved from does."
WORDS = {
    POLICE: (
        ("Two calls to the address this year, both for shouting. Nobody was hurt and nobody arrested.", "no"),
        ("An adult of the household was arrested for assault on a partner; no further action.", "yes"),
        ("The older child was reported missing once and was back the same evening.", "no"),
    ),
    HEALTH: (
        ("Seen at the last review: weight and development as they should be. Home was cold and bare.", "no"),
        ("Not brought to the last two appointments; letters were not answered.", "no"),
        ("Mother said that she is often low and does not sleep. A listening visit is booked.", "yes"),
    ),
    ADULTS: (
        ("An adult of the household was open to us for help after a fall, closed in spring.", "yes"),
        ("The mother has support from our mental health team, with visits every fortnight.", "yes"),
    ),
    EARLY_HELP: (
        ("A family support worker visited for twelve weeks. The family took up the parenting course.", "yes"),
        ("Help was offered twice and not taken up.", "no"),
    ),
}
SCHOOL_WORDS = (
    ("Attendance fell from 95% to 82% this term. Often tired, and hungry on Mondays.", "yes"),
    ("Friendly and settled. We have not seen a change; the grandmother collects on most days.", "no"),
    ("Told a teaching assistant of shouting at night. Has no coat.", "yes"),
)
HAPPENED = {
    POLICE: "Called to the address.",
    HEALTH: "Seen at home by the health visitor.",
    ADULTS: "An assessment of an adult's needs was made.",
    EARLY_HELP: "Family support began.",
}
AT_SCHOOL = "A worry was written down at school."
FIRST_QUESTION = {POLICE: "known", HEALTH: "seen", ADULTS: "open", EARLY_HELP: "episode"}
AT_SCHOOL_FIRST = "on-roll"
IN_WORDS = {
    "seen": "Last seen in the autumn, well cared for.",
    "episode": "Family support in the last two years.",
    "on-roll": "Yes, since reception.",
}


@dataclass(frozen=True)
class PlannedAnswer:
    """How one agency answers: after so many minutes its people are at work (`after`), or by the clock when it never closes.

    `late_by` comes on top of its time. `days_before` and `happened` make the dated fact.
    """

    agency: str
    kind: str
    after: int
    by_the_clock: bool
    late_by: timedelta
    words: str
    answers: dict[str, str]
    mark: str
    happened: str
    days_before: int


@dataclass(frozen=True)
class PlannedAsking:
    """One act of asking: so many open minutes after screening began, about the whole family."""

    after: int
    purpose: str
    answers: tuple[PlannedAnswer, ...]


def plan_asking(
    seed: int, key: str, *, colour: str, category: str, locality: str, ages: Collection[int | None]
) -> PlannedAsking | None:
    """Return whom the story asks about a contact and how they answer, or None. The same contact always asks the same."""
    chance = Chance.named(seed, "asking", key)
    if not chance.yes(ASKED_ABOUT[colour]):
        return None
    chosen = _whom(chance, category, locality, ages)
    purpose = "protect-child" if colour == "red" else "decide-help"
    return PlannedAsking(chance.between(3, 25), purpose, tuple(_answer(chance, code, colour) for code in chosen))


def _whom(chance: Chance, category: str, locality: str, ages: Collection[int | None]) -> list[str]:
    known = [age for age in ages if age is not None]
    wanted = [POLICE] if category in WITH_HARM or chance.yes(0.3) else []
    if any(age >= 4 for age in known) and locality in SCHOOLS:
        wanted.append(SCHOOLS[locality])
    if any(age < 6 for age in known) or chance.yes(0.3):
        wanted.append(HEALTH)
    if category in ABOUT_PARENTS and chance.yes(0.5):
        wanted.append(ADULTS)
    if chance.yes(0.25):
        wanted.append(EARLY_HELP)
    return wanted or [HEALTH]


def _answer(chance: Chance, code: str, colour: str) -> PlannedAnswer:
    drawn = chance.draw(KINDS)
    words, yes = chance.pick(WORDS.get(code, SCHOOL_WORDS))
    first = FIRST_QUESTION.get(code, AT_SCHOOL_FIRST)
    most = {"red": 100, "amber": 400}.get(colour, 900)
    return PlannedAnswer(
        agency=code,
        kind="whole" if drawn == "late" else drawn,
        after=chance.between(12, most),
        by_the_clock=code == POLICE,
        late_by=timedelta(minutes=chance.between(20, 600)) if drawn == "late" else timedelta(0),
        words=NOT_OURS if drawn == "declined" else words,
        answers={first: IN_WORDS.get(first, yes)},
        mark=chance.draw(MARKS),
        happened=HAPPENED.get(code, AT_SCHOOL),
        days_before=chance.between(20, 500),
    )


def answered_at(asked_at: datetime, due_at: datetime, open_until: datetime, planned: PlannedAnswer) -> datetime:
    """Return when an agency answers: by the clock, or when its people are at work again (`open_until`); late on top of its time."""
    at = asked_at + timedelta(minutes=planned.after) if planned.by_the_clock else open_until
    return max(at, due_at) + planned.late_by if planned.late_by else at
