"""Words for pages about people. Plain values in and out; nothing is queried here."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from openmash.base.clock import london_day
from openmash.base.fields.days import said
from openmash.people.choices import INDEX_WORDS, SEX_WORDS
from openmash.people.models import IndexLoad, IndexRecord, Person
from openmash.people.queries import Candidate, IndexFreshness, Involvement, WarningRow
from openmash.people.rules import age_words

NOT_KNOWN = "Not known yet"
GROWN_UP = 18
NO_RECORD = "No record visible to you"


def place_words(address: str, postcode: str) -> str:
    return (
        ", ".join(words for words in (address, postcode) if words and words not in address[len(words) :]) or NOT_KNOWN
    )


def involvement_words(row: Candidate | Involvement) -> str:
    """Return who is open to whom, as a sentence without the telephone number."""
    state = "open" if row.open else "not open now"
    what = row.involvement or ("" if row.status.casefold() == "open" else row.status)
    who = ", ".join(word for word in (row.worker, row.team) if word)
    return f"{row.title}: {state}" + (f", {what}" if what else "") + (f" ({who})" if who else "")


def candidate_row(found: Candidate, *, districts: Mapping[str, str], today: date) -> dict[str, Any]:
    """Return one possible person as a line of the search. `value` names them in a form: P100001, or index and record."""
    case, help_now = found.open_case, found.early_help
    rest = [row for row in found.linked if row not in (case, help_now)]
    if not found.reference and found not in (case, help_now):
        rest = [found, *rest]
    return {
        "value": found.reference or f"{found.index}|{found.record_id}",
        "reference": found.reference,
        "href": page_of(found.reference, child=_is_child(found)) if found.reference else "",
        "name": found.name,
        "known_as": found.also_known_as,
        "age": age_words(found.age, unborn=found.unborn, born=found.date_of_birth, today=today),
        "born": said(found.date_of_birth) if found.date_of_birth and not found.unborn else "",
        "place": place_words(found.address, found.postcode),
        "district": districts.get(found.postcode, ""),
        "source": "" if found.reference else f"From the index of {found.title.lower()}",
        "open_to": _contact(case) if case else None,
        "early_help": _contact(help_now) if help_now else None,
        "others": [involvement_words(row) for row in rest],
        "household": ", ".join(found.household),
        "why": "; ".join(found.why),
    }


def page_of(reference: str, *, child: bool) -> str:
    """Return where a person is shown: a child's history comes before anything else."""
    return reverse("web:child" if child else "people:person", kwargs={"reference": reference})


def _is_child(found: Candidate) -> bool:
    return found.unborn or (found.age is not None and found.age < GROWN_UP)


def _contact(row: Candidate | Involvement) -> dict[str, str]:
    return {"words": involvement_words(row), "phone": row.phone}


def searched_words(fresh: Iterable[IndexFreshness]) -> list[str]:
    """Return what was searched and how fresh it is, and what was not searched: nothing found means no more than that."""
    fresh = list(fresh)
    loaded = [f"{row.title} ({row.words})" for row in fresh if not row.absent]
    absent = [row.title.lower() for row in fresh if row.absent]
    lines = ["Searched: our own records" + "".join(f"; {words}" for words in loaded) + "."]
    if absent:
        lines.append(f"Not searched, because not loaded: {', '.join(absent)}.")
    return lines


def person_rows(person: Person, *, district: str, today: date) -> list[dict[str, Any]]:
    """Return what is known of a person, row by row."""
    born = said(person.date_of_birth) if person.date_of_birth else NOT_KNOWN
    if person.date_of_birth and person.date_of_birth_estimated:
        born = f"about {born}"
    needed = {True: "Yes", False: "No", None: NOT_KNOWN}[person.interpreter_needed]
    where = place_words(person.address, person.postcode)
    rows = [
        ("Given name", person.given_name),
        ("Family name", person.family_name),
        ("Also known as", person.also_known_as),
        ("Expected date" if person.unborn else "Date of birth", born),
        ("Age", person.age_in_words(today)),
        ("Sex", SEX_WORDS.get(person.sex, person.sex)),
        ("Address", f"{where} (protected: never to be given out)" if person.address_protected else where),
        ("District", district),
        ("Telephone", {"tel": person.telephone} if person.telephone else ""),
        ("NHS number", person.nhs_number),
        ("Pupil number", person.upn),
        ("Language", person.language),
        ("Interpreter needed", needed),
    ]
    known = [{"key": key, "value": value} for key, value in rows if value and value != NOT_KNOWN]
    missing = [key for key, value in rows if not value or value == NOT_KNOWN]
    return [*known, *([{"key": NOT_KNOWN, "value": in_a_sentence(missing)}] if missing else [])]


def in_a_sentence(keys: list[str]) -> str:
    """Return names of rows as one line: only the first begins with a capital, and NHS stays as it is."""
    first, *others = keys
    return ", ".join([first, *(key if key[1:2].isupper() else key[:1].lower() + key[1:] for key in others)])


def member_row(person: Person, *, today: date) -> dict[str, Any]:
    """Return a member of a household as a line."""
    age = person.age_on(today)
    return {
        "name": person.full_name,
        "href": page_of(person.reference, child=person.unborn or (age is not None and age < GROWN_UP)),
        "age": person.age_in_words(today),
        "relation": person.household_role,
    }


def warning_line(row: WarningRow, kinds: Mapping[str, str]) -> dict[str, Any]:
    """Return a warning as a line, and whether it may still be ended."""
    kind = kinds.get(row.kind, row.kind.replace("_", " "))
    ended = f" Ended {said(london_day(row.ended_at))}." if row.ended_at else ""
    return {
        "words": f"{kind}: {row.words} ({row.about}, since {said(london_day(row.set_at))}).{ended}",
        "number": row.number,
        "ended": bool(row.ended_at),
    }


def involvement_row(row: Involvement) -> dict[str, Any]:
    """Return what an index says of a person, as a line."""
    since = f"since {said(row.since)}" if row.since else ""
    until = f"until {said(row.until)}" if row.until else ""
    sure = "confirmed by a person" if row.linked else "not confirmed: names, date of birth and postcode or number agree"
    return {
        "words": involvement_words(row),
        "phone": row.phone,
        "when": " ".join(word for word in (since, until) if word),
        "flags": row.flags,
        "sure": sure,
    }


def record_words(record: IndexRecord | Candidate) -> str:
    """Return a row of an index in a line: whose it may be."""
    if isinstance(record, Candidate):
        name, born, place, index = record.name, record.date_of_birth, record.postcode, record.index
        why = f" ({'; '.join(record.why)})"
    else:
        name = f"{record.given_name} {record.family_name}".strip() or record.also_known_as
        born, place, index, why = record.date_of_birth, record.postcode, record.index, ""
    facts = [name, f"born {said(born)}" if born else "date of birth not known", place]
    return f"{INDEX_WORDS.get(index, index)}: {', '.join(fact for fact in facts if fact)}{why}"


def load_row(load: IndexLoad) -> dict[str, Any]:
    """Return a load of an index as a line."""
    told = [item for item in load.refused if not item.get("kept")]
    return {
        "href": reverse("people:index_load", kwargs={"number": load.pk}),
        "index": INDEX_WORDS.get(load.index, load.index),
        "at": load.loaded_at,
        "kind": "changed rows only" if load.changes_only else "the whole index",
        "rows": load.rows,
        "accepted": load.accepted,
        "refused_count": load.rows - load.accepted,
        "new": load.new,
        "changed": load.changed,
        "gone": load.gone,
        "refused": told,
        "warnings": list(load.warnings),
        "kept": [item for item in load.refused if item.get("kept") and item["row"]],
        "remarks": [item["reason"] for item in load.refused if item.get("kept") and not item["row"]],
    }
