"""The people of a call while it is taken: one row open, the others as compact cards, everything carried in the page."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.forms import BoundField

from openmash.base.actors import Actor
from openmash.base.fields import plain_number
from openmash.frontdoor.forms.call import MOST_ROWS
from openmash.frontdoor.presenters import calls as presenters
from openmash.frontdoor.queries import calls as queries
from openmash.people import queries as people

Content = dict[str, list[str]]
GROWN_UP = 18
TYPED = ("reference", "record", "given", "family", "age", "dob_day", "dob_month", "dob_year")
PARTS = (*TYPED, "sex", "relationship", "who")


def first(content: Content, name: str) -> str:
    """Return the one answer of a name in what was sent."""
    return (content.get(name) or [""])[0].strip()


def row_count(content: Content, least: int) -> int:
    """Return how many rows of people a page had when it was sent."""
    return min(MOST_ROWS, plain_number(first(content, "rows")) or least)


def is_free(content: Content, number: int) -> bool:
    """Whether nothing was typed into a row of people."""
    return not any(first(content, f"p{number}_{name}") for name in TYPED)


def free_row(content: Content) -> int:
    """Return the first row without anybody; a new one when all are taken."""
    count = row_count(content, 1)
    return next((number for number in range(count) if is_free(content, number)), count)


def put(content: Content, number: int, answers: dict[str, str]) -> None:
    """Put what is known of somebody into a row, in place of what stood there; what was said of them besides stays."""
    kept = {name: first(content, f"p{number}_{name}") for name in ("relationship", "who")}
    clear(content, number)
    for name, value in {name: value for name, value in kept.items() if value}.items() | answers.items():
        content[f"p{number}_{name}"] = [value]
    content["rows"] = [str(max(row_count(content, 1), number + 1))]


def clear(content: Content, number: int) -> None:
    """Empty a row."""
    for name in PARTS:
        content.pop(f"p{number}_{name}", None)


def born_of(content: Content, number: int) -> date | None:
    """Return a whole date of birth typed into a row; None while it is not whole."""
    parts = [first(content, f"p{number}_dob_{part}") for part in ("year", "month", "day")]
    try:
        return date(*(int(part) for part in parts)) if len(parts[0]) == 4 else None
    except ValueError:
        return None


def particulars(actor: Actor, picked: str, today: date) -> dict[str, str]:
    """Return what a row says of somebody found: our own person, or a row of another service's index."""
    index_only = "|" in picked
    found = queries.chosen_for_call(
        actor, reference="" if index_only else picked, record=picked if index_only else "", today=today
    )
    if found is None:
        return {}
    held, answers = found.held, {"reference": found.reference, "record": found.record}
    born = held.date_of_birth
    if born:
        answers |= {"dob_day": str(born.day), "dob_month": str(born.month), "dob_year": str(born.year)}
    age = _age(held, today)
    if age is not None:
        answers |= {"who": "child" if age < GROWN_UP else "adult"}
        if not born:
            answers |= {"age": str(max(age, 0))}
    answers |= {"given": held.given_name, "family": held.family_name, "sex": held.sex}
    return {name: value for name, value in answers.items() if value}


def _age(held: Any, today: date) -> int | None:
    born = held.date_of_birth
    if born:
        return int(today.year - born.year - ((today.month, today.day) < (born.month, born.day)))
    return held.age_on(today) if hasattr(held, "age_on") else held.age


class CallPeople:
    """The rows of a call as the page shows them, with the open cases and the warnings of those chosen."""

    def __init__(self, actor: Actor, form: Any, *, now: datetime, today: date) -> None:
        self.actor, self.form, self.now, self.today = actor, form, now, today
        self.content: Content = (
            {name: form.data.getlist(name) for name in form.data} if form.is_bound else {}  # type: ignore[union-attr]
        )
        self.offered: set[str] = set()
        self.chosen = {number: self._chosen(number) for number in range(form.count)}

    def _chosen(self, number: int) -> queries.Chosen | None:
        reference, record = (first(self.content, f"p{number}_{name}") for name in ("reference", "record"))
        if not (reference or record):
            return None
        return queries.chosen_for_call(self.actor, reference=reference, record=record, today=self.today)

    @property
    def open_row(self) -> int:
        """The row with its fields in sight: the one asked for, else the first that nobody is in; -1 for none."""
        asked = first(self.content, "open_row")
        number = -1 if asked == "-1" else plain_number(asked)
        if number is not None and number < self.form.count:
            return number
        return next((number for number in range(self.form.count) if is_free(self.content, number)), -1)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield each row: open with its fields, as a card, or empty and left out."""
        for number in range(self.form.count):
            fields = {name: self.form[f"p{number}_{name}"] for name in self.form.person_fields}
            wrong = self.form.is_bound and any(field.errors for field in fields.values())
            shown = number == self.open_row or wrong
            if not shown and is_free(self.content, number):
                continue
            yield {"number": number, "open": shown, "fields": fields, "hidden": self._hidden(number, shown, fields)} | (
                {} if is_free(self.content, number) else self._card(number)
            )

    def _hidden(self, number: int, shown: bool, fields: dict[str, BoundField]) -> list[tuple[str, str]]:
        names = ("reference", "record") if shown else PARTS
        return [(f"p{number}_{name}", first(self.content, f"p{number}_{name}")) for name in names]

    def _card(self, number: int) -> dict[str, Any]:
        found = self.chosen[number]
        said = {name: first(self.content, f"p{number}_{name}") for name in PARTS}
        born = born_of(self.content, number)
        place = ", ".join(part for part in (found.held.address, found.held.postcode) if part) if found else ""
        if found and getattr(found.held, "address_protected", False):
            place = "Address protected"
        taken = {first(self.content, f"p{other}_reference") for other in range(self.form.count)}
        household = [one for one in (found.household if found else ()) if one.reference not in taken | self.offered]
        self.offered |= {one.reference for one in household}
        return {
            "name": " ".join(part for part in (said["given"], said["family"]) if part) or "Name not known yet",
            "age": _age_words(said, born, self.today),
            "born": f"{born.day} {born:%B %Y}" if born else "",
            "place": place,
            "reference": found.reference if found else "",
            "new": not found,
            "record": bool(found and found.record),
            "who": {"child": "child", "adult": "adult"}.get(said["who"], ""),
            "household": [presenters.member(one, self.today) for one in household],
            "everybody": " ".join(one.reference for one in household) if len(household) > 1 else "",
        }

    def cases(self) -> list[dict[str, str]]:
        """Return every open case of the people chosen, each once."""
        rows = {
            row.record_id: presenters.case(row, _name(found.held))
            for found in self.chosen.values()
            if found
            for row in found.cases
        }
        return list(rows.values())

    def safety(self, address: str, postcode: str) -> list[str]:
        """Return the warnings of the people chosen, their households and the address of the call."""
        held = [found.held for found in self.chosen.values() if found and found.reference]
        flags = [
            f"Another service says: {found.flags} ({_name(found.held)})"
            for found in self.chosen.values()
            if found and found.flags
        ]
        return [*people.safety_lines(self.actor, held, address=address, postcode=postcode, now=self.now), *flags]


def _name(held: Any) -> str:
    return f"{held.given_name} {held.family_name}".strip() or "Name not known yet"


def _age_words(said: dict[str, str], born: date | None, today: date) -> str:
    if born and born <= today:
        return str(today.year - born.year - ((today.month, today.day) < (born.month, born.day)))
    return said["age"] or "age not known yet"
