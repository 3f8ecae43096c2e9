"""Words for pages about people. Plain values in and out; nothing is queried here."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from openmash.base import worktime
from openmash.base.clock import london_day
from openmash.base.fields.days import said
from openmash.people.choices import CHECK_FINDING_WORDS, INDEX_WORDS, OPENING_FINDING_WORDS, SEX_WORDS
from openmash.people.models import BreakGlass, IndexLoad, IndexRecord, Person, RestrictedCheck
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


def person_rows(
    person: Person, *, district: str, codes: Mapping[str, Mapping[str, str]], today: date
) -> list[dict[str, Any]]:
    """Return what is known of a person, row by row; `codes` has the words of each code, by field."""
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
        ("Ethnicity", codes["ethnicity"].get(person.ethnicity, person.ethnicity)),
        ("Disability", ", ".join(codes["disabilities"].get(code, code) for code in person.disabilities)),
        ("Address", f"{where} (protected: never to be given out)" if person.address_protected else where),
        ("District", district),
        ("Telephone", {"tel": person.telephone} if person.telephone else ""),
        ("NHS number", person.nhs_number),
        ("Pupil number", person.upn or codes["upn_unknown"].get(person.upn_unknown, person.upn_unknown)),
        ("Language", person.language),
        ("Interpreter needed", needed),
    ]
    if person.died_on:
        rows.insert(5, ("Died on", said(person.died_on)))
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
        name = record.full_name
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


def asking_words(*, days: int, hours: int) -> str:
    """Return why somebody is asked, and what follows from an answer."""
    return (
        f"No work of yours or your team’s, no contact of the last {days} days about this person or their home, and no "
        f"request to your service ties you to it. If you need it all the same, say why: it opens for {hours} hours, for "
        "you alone. Whoever holds the case is told at once, and a manager reads what you write here."
    )


def opening_row(opening: BreakGlass, reasons: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """Return an opening for a reason as a line of the list: it names the record and not the person."""
    return {
        "href": reverse("people:review_opening", kwargs={"reference": opening.reference}),
        "reference": opening.reference,
        "record": opening.person.reference,
        "who": opening.user_name,
        "when": worktime.said_at(opening.opened_at, now),
        "reason": reasons.get(opening.reason, opening.reason),
        "review": OPENING_FINDING_WORDS[opening.finding] if opening.finding else "Waits for a review",
        "tone": {"": "yellow", "justified": "green"}.get(opening.finding, "red"),
    }


def opening_page(opening: BreakGlass, reasons: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """Return an opening for a reason as a page: whose record, who opened it, why, who was told, what was found."""
    told = opening.told_person.name if opening.told_person else ""
    team = opening.told_team.name if opening.told_team else ""
    rows = [
        {"key": "Record of", "value": _person_value(opening.person, now)},
        {"key": "Opened by", "value": opening.user_name},
        {"key": "Opened", "value": worktime.said_at(opening.opened_at, now)},
        {"key": "The reason holds", "value": f"Until {worktime.local(opening.until):%H:%M}, for this record alone"},
        {"key": "Reason", "value": reasons.get(opening.reason, opening.reason)},
        {"key": "In their words", "value": opening.words},
        {"key": "Who was told", "value": ", ".join(part for part in (told, team) if part) or "The MASH managers"},
    ]
    return {"rows": rows + _found(OPENING_FINDING_WORDS, opening.finding, opening.finding_words, opening, now)}


def _person_value(person: Person, now: datetime) -> dict[str, str]:
    age = person.age_on(london_day(now))
    child = person.unborn or (age is not None and age < GROWN_UP)
    return {
        "text": f"{person.full_name}, {person.age_in_words(london_day(now))}",
        "href": page_of(person.reference, child=child),
    }


def _found(
    words: Mapping[str, str], finding: str, said_words: str, row: BreakGlass | RestrictedCheck, now: datetime
) -> list[dict[str, Any]]:
    if not finding:
        return []
    who, at = (
        (row.reviewed_by, row.reviewed_at) if isinstance(row, BreakGlass) else (row.completed_by, row.completed_at)
    )
    by = f"{who.name if who else 'A manager'}, {worktime.said_at(at, now) if at else ''}"
    return [{"key": "Found", "value": {"text": words[finding], "note": by}}] + (
        [{"key": "In the manager’s words", "value": said_words}] if said_words else []
    )


def check_page(check: RestrictedCheck, now: datetime) -> dict[str, Any]:
    """Return a look-up that met a restricted record as a page, for those who are cleared."""
    kind, _, reference = check.subject.partition(" ")
    place: Any = "A search that names no contact"
    if kind == "contact":
        place = {"text": reference, "href": reverse("frontdoor:contact", kwargs={"reference": reference})}
    rows = [
        {"key": "Restricted record", "value": _person_value(check.person, now)},
        {"key": "Looked up by", "value": check.asked_by_name},
        {
            "key": "When",
            "value": worktime.said_at(check.first_at, now)
            + (f"; {check.times} times, last {worktime.said_at(check.last_at, now)}" if check.times > 1 else ""),
        },
        {"key": "Asked for", "value": check.asked_words},
        {"key": "For", "value": place},
    ]
    notes = [
        "Your colleague was told that no record is visible to them, and nothing else. Find out what the child needs, "
        "and see to it yourself or through somebody who is cleared."
    ]
    found = _found(CHECK_FINDING_WORDS, check.finding, check.finding_words, check, now)
    return {"rows": rows + found, "notes": [] if check.finding else notes}


def check_line(check: RestrictedCheck, now: datetime) -> dict[str, str]:
    """Return a completed check in a line, for those who are cleared."""
    who = check.completed_by.name if check.completed_by else "a cleared manager"
    when = worktime.said_at(check.completed_at, now) if check.completed_at else ""
    return {
        "text": f"Checked by {who}, cleared, {when}: {CHECK_FINDING_WORDS[check.finding].lower()}. {check.finding_words}",
        "href": reverse("people:complete_check", kwargs={"reference": check.reference}),
    }
