"""Children whose cases happened in every way that people record them: in order, and with all that goes wrong.

Nothing here is drawn so that the census agrees: closed without a reason, plans that overlap, conferences on Sundays, visits
to nobody. What is written from it shows whether the rules of the census are kept all the same.
"""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.cases import services as cases
from openmash.cases.choices import Source
from openmash.people.models import Person
from openmash.returns.rules import codes

MACHINE = Actor.machine("test")
FIRST, LAST = date(2023, 1, 1), date(2026, 9, 30)
OUTCOMES = ("", "No Further Action", "Assessment required", "Step-down to Early Help", "Other")
SOURCES, FACTORS = sorted(codes.SOURCES), sorted(codes.FACTORS)
ETHNICITIES, DISABILITIES = sorted(codes.ETHNICITIES), sorted(codes.DISABILITIES)


def build(children: int, *, seed: int, now: datetime) -> None:
    """Put children and what happened to them into the database: as many as asked, the same ones every time."""
    chance = Random(seed)
    with request_transaction(MACHINE):
        persons = Person.objects.bulk_create([_child(chance, number, now) for number in range(children)])
        rows = [row for person in persons for row in _case(chance, person)]
        cases.take_facts(actor=MACHINE, rows=rows, source=Source.CSV, source_at=now, now=now)


def _child(chance: Random, number: int, now: datetime) -> Person:
    born = FIRST + timedelta(days=chance.randint(-6500, 1300))
    return Person(
        reference=f"T{number:06d}",
        given_name="Aled",
        family_name="Example",
        date_of_birth=born if chance.random() < 0.95 else None,
        unborn=chance.random() < 0.05,
        sex=chance.choice(("M", "F", "U", "")),
        upn=_upn(chance) if chance.random() < 0.5 else "",
        upn_unknown=chance.choice(("", "UN1", "UN4", "UN7")),
        ethnicity=chance.choice(ETHNICITIES) if chance.random() < 0.9 else "",
        disabilities=sorted(set(chance.choices(DISABILITIES, k=chance.randint(1, 3)))) if chance.random() < 0.9 else [],
        died_on=born + timedelta(days=chance.randint(0, 3000)) if chance.random() < 0.03 else None,
        created_at=now,
    )


def _upn(chance: Random) -> str:
    digits = f"888{chance.randint(0, 99_999):08d}"
    if chance.random() < 0.2:
        return "A" + digits
    total = sum(int(digit) * weight for weight, digit in enumerate(digits, start=2))
    return codes.CHECK_LETTERS[total % 23] + digits


def _case(chance: Random, person: Person) -> list[cases.FactTaken]:
    rows: list[cases.FactTaken] = []

    def add(kind: str, began: date, ended: date | None = None, variety: str = "", **answers: Any) -> None:
        if began > LAST or (ended and (ended < began or ended > LAST)):
            return
        name = f"{person.reference}-{len(rows)}"
        rows.append(cases.FactTaken(len(rows), person, kind, name, cases.FactGiven(began, ended, variety, answers)))

    for _ in range(chance.randint(1, 3)):
        _referral(chance, add)
    return rows


def _referral(chance: Random, add: Any) -> None:
    began = FIRST + timedelta(days=chance.randint(0, (LAST - FIRST).days))
    ended = _after(chance, began, 500, often=0.6)
    said = {"source": chance.choice((*SOURCES, "")), "need": chance.choice(("", "N1", "N5"))}
    reason = chance.choice(("RC1", "RC7", "RC8", "RC9", "")) if ended else ""
    add("referral", began, ended, outcome=chance.choice(OUTCOMES), reason=reason, **said)
    for _ in range(chance.randint(0, 2)):
        start = began + timedelta(days=chance.randint(-5, 40))
        add(
            "assessment", start, _after(chance, start, 60, often=0.8), factors=sorted(set(chance.choices(FACTORS, k=2)))
        )
    for _ in range(chance.randint(0, 2)):
        _enquiry(chance, add, began)
    for _ in range(chance.randint(0, 2)):
        start = began + timedelta(days=chance.randint(0, 200))
        add("plan", start, _after(chance, start, 200, often=0.6), "cin")


def _after(chance: Random, day: date, most: int, *, often: float) -> date | None:
    return day + timedelta(days=chance.randint(0, most)) if chance.random() < often else None


def _enquiry(chance: Random, add: Any, began: date) -> None:
    start = began + timedelta(days=chance.randint(-2, 100))
    met = start + timedelta(days=chance.randint(5, 25))
    came_of_it = chance.choice(("", "Initial CP Conference", "No Further Action"))
    ended = met if chance.random() < 0.6 else None
    add("section-47", start, ended, outcome=came_of_it, no_conference=chance.choice((None, None, True, False)))
    if chance.random() < 0.7:
        add("conference", met, None, "initial", outcome="plan")
    if chance.random() < 0.7:
        said = {"category": chance.choice(("NEG", "EMO", "")), "previous_plans": chance.choice((None, 0, 1))}
        begins = met + timedelta(days=chance.choice((0, 0, 0, 1)))
        add("plan", begins, _after(chance, met, 400, often=0.5), "cp", **said)
        for weeks in range(10, 60, 20):
            add("conference", met + timedelta(weeks=weeks), None, "review", outcome="plan", category=said["category"])
