"""A call in words: the people found, those chosen, and who works with them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from openmash.base.fields.days import said
from openmash.people.queries import Candidate, Involvement, age_words

GROWN_UP = 18


def candidate(found: Candidate, row: str, today: date) -> dict[str, Any]:
    """Return one possible person as a line with a button that puts them into a row of the call."""
    case, helped = found.open_case, found.early_help
    years = age_words(found.age, unborn=found.unborn, born=found.date_of_birth, today=today)
    return {
        "value": f"{row}|{found.reference or f'{found.index}|{found.record_id}'}",
        "name": found.name,
        "age": years,
        "born": said(found.date_of_birth) if found.date_of_birth and not found.unborn else "",
        "place": ", ".join(part for part in (found.address, found.postcode) if part) or "address not known",
        "case": _with(case) if case else None,
        "help": _with(helped) if helped else None,
        "household": ", ".join(found.household),
        "source": "" if found.reference else f"Only in the index of {found.title.lower()}",
        "why": "; ".join(found.why),
    }


def _with(row: Candidate) -> dict[str, str]:
    state = "open" if row.open else "not open now"
    who = ", ".join(part for part in (row.worker, row.team) if part)
    what = f", {row.involvement}" if row.involvement else ""
    return {"words": f"{row.title}: {state}{what}{f' ({who})' if who else ''}", "phone": row.phone}


def case(row: Involvement, name: str) -> dict[str, str]:
    """Return an open case as the banner tells it, with whom the caller is handed over to."""
    return {
        "name": name,
        "what": row.involvement or row.status or "open case",
        "worker": row.worker or row.team or "the worker",
        "team": row.team if row.worker else "",
        "phone": row.phone,
        "record": row.record_id,
    }


def person_choice(found: Candidate, today: date) -> tuple[str, str, str]:
    """Return somebody found as an answer to choose: value, name with age, and what tells them from others."""
    row = candidate(found, "", today)
    said = [f"Born {row['born']}" if row["born"] else "", str(row["place"]), str(row["source"])]
    said += [f"Lives with {row['household']}" if row["household"] else "", str(row["why"]).capitalize()]
    return row["value"].removeprefix("|"), f"{row['name']}, {row['age']}", ". ".join(part for part in said if part)


def member_choice(person: Any, today: date) -> tuple[str, str, str]:
    """Return somebody of the children's household as an answer to choose."""
    return person.reference, f"{person.full_name}, {person.age_in_words(today)}", "Lives with the family"


def member(person: Any, today: date) -> dict[str, str]:
    """Return somebody of a household as a button adds them: "Bryn, 9"."""
    return {"value": person.reference, "words": f"{person.full_name}, {person.age_in_words(today)}"}


def names_of(people: Iterable[Any]) -> str:
    return ", ".join(person.full_name for person in people)
