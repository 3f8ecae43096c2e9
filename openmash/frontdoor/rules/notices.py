"""Read a file of notices: one row a person, all rows of one reference one incident, accepted or refused whole."""

import csv
import hashlib
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timezone
from zoneinfo import ZoneInfo

from openmash.base.worktime import london_day
from openmash.frontdoor.rules.contacts import age_in_years, earliest_born
from openmash.frontdoor.rules.given import CallGiven, Incident, PersonRow, ReadNotices

COLUMNS = (
    *("reference", "source", "agency", "received_at", "incident_at", "given_name", "family_name", "date_of_birth"),
    *("age", "sex", "address", "postcode", "relationship", "concern", "category", "risk_grade"),
    "no_child",
)
YES = frozenset({"yes", "y", "true", "1"})
LONGEST = {"reference": 60, "given_name": 120, "family_name": 120, "address": 250, "postcode": 12, "relationship": 60,
           "category": 60, "risk_grade": 30, "agency": 160, "concern": 50_000}  # fmt: skip
SEXES = {"m": "M", "male": "M", "boy": "M", "man": "M", "f": "F", "female": "F", "girl": "F", "woman": "F"}
LONDON = ZoneInfo("Europe/London")
MOST_COLUMNS = 1000
EARLIEST = date(1900, 1, 1)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class CannotRead(Exception):
    """The file as a whole cannot be used; the sentence says why and what to do."""


class Refused(Exception):
    """One row cannot be used."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


def read_notices(content: bytes, *, now: datetime) -> ReadNotices:
    """Return the incidents of a file and its refused rows. Raises CannotRead."""
    header, rows = _table(content)
    unknown = [name for name in header if name not in COLUMNS]
    reported: list[Mapping[str, object]] = [
        {"row": 0, "column": name, "reason": f"The column “{name}” is not one of a contact file. It was not read."}
        for name in unknown
    ]
    refused: list[Mapping[str, object]] = []
    groups: dict[str, list[tuple[int, dict[str, str]]]] = defaultdict(list)
    for number, row in enumerate(rows, start=1):
        groups[row.get("reference", "") or f"\0{number}"].append((number, row))
    incidents: list[Incident] = []
    for reference, members in groups.items():
        incident, problems = _incident(reference, members, now=now, reported=reported)
        refused += problems
        if incident:
            incidents.append(incident)
    refused.sort(key=lambda problem: int(str(problem["row"])))
    return ReadNotices(len(rows), tuple(incidents), tuple(refused), tuple(reported))


def _table(content: bytes) -> tuple[list[str], list[dict[str, str]]]:
    if b"\0" in content:
        raise CannotRead("This is not a text file. Save it as “CSV UTF-8” and send it again.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise CannotRead(
            f"Line {line} holds a letter that is not UTF-8. Save the file as “CSV UTF-8” and send it again."
        ) from None
    try:
        lines = [line for line in csv.reader(io.StringIO(text, newline=""), strict=True) if any(map(str.strip, line))]
    except csv.Error as error:
        raise CannotRead(f"The file is not well-formed CSV ({error}). Save it as CSV again.") from None
    if not lines:
        raise CannotRead("The file is empty. Choose a file with a line of column names and a line for each person.")
    header = [name.strip().lower() for name in lines[0]]
    if len(header) > MOST_COLUMNS:
        raise CannotRead(
            f"The first line names {len(header)} columns; {MOST_COLUMNS} can be read. Is it a line of names?"
        )
    twice = sorted(name for name, times in Counter(header).items() if name and times > 1)
    if twice:
        raise CannotRead(f"The column “{twice[0]}” is there twice. Leave one of them out.")
    if "reference" not in header or not {"given_name", "family_name"} & set(header):
        raise CannotRead(
            "The first line must name the columns, among them reference, and given_name or family_name."
            f" It reads: {', '.join(header)[:200]}."
        )
    return header, [_row(header, line) for line in lines[1:]]


def _row(header: list[str], line: list[str]) -> dict[str, str]:
    row = {
        name: " ".join(value.split()) if name != "concern" else value.strip()
        for name, value in zip(header, line, strict=False)
    }
    if len(line) > len(header):
        row["\0long"] = "yes"
    return row


def _incident(
    reference: str,
    members: list[tuple[int, dict[str, str]]],
    *,
    now: datetime,
    reported: list[Mapping[str, object]],
) -> tuple[Incident | None, list[Mapping[str, object]]]:
    problems: dict[int, tuple[str, str]] = {}
    people: list[PersonRow] = []
    for number, row in members:
        try:
            people.append(_person(row, number, now=now, reported=reported))
        except Refused as refused:
            problems[number] = refused.column, refused.reason
    first_number, first = members[0]
    received_at = incident_at = None
    try:
        received_at = _moment("received_at", _said(members, "received_at"), now)
        incident_at = _moment("incident_at", _said(members, "incident_at"), now)
    except Refused as refused:
        problems.setdefault(first_number, (refused.column, refused.reason))
    if problems:
        return None, [
            {"row": number, "column": problems[number][0], "reason": problems[number][1]}
            if number in problems
            else {
                "row": number,
                "column": "reference",
                "reason": f"belongs to {reference}, of which row {min(problems)} was refused",
            }
            for number, _ in members
        ]
    given = CallGiven(
        story=_story(members),
        source=_said(members, "source"),
        category=_said(members, "category"),
        caller_organisation=_said(members, "agency"),
        caller_is_professional=True,
        risk_grade=_said(members, "risk_grade"),
        address=_said(members, "address"),
        postcode=_said(members, "postcode").upper(),
        adults_only=_said(members, "no_child").lower() in YES,
        people=tuple(people),
    )
    plain = sorted(
        json.dumps({k: v for k, v in row.items() if v and k in COLUMNS}, sort_keys=True) for _, row in members
    )
    digest = hashlib.sha256("\n".join(plain).encode()).hexdigest()
    agency = first.get("agency", "")
    return Incident(reference, agency, received_at, incident_at, given, digest, tuple(n for n, _ in members)), []


def _said(members: list[tuple[int, dict[str, str]]], column: str) -> str:
    return next((row[column] for _, row in members if row.get(column)), "")


def _story(members: list[tuple[int, dict[str, str]]]) -> str:
    told = dict.fromkeys(row["concern"] for _, row in members if row.get("concern"))
    return "\n\n".join(told)


def _person(row: dict[str, str], number: int, *, now: datetime, reported: list[Mapping[str, object]]) -> PersonRow:
    if "\0long" in row:
        raise Refused(
            "", "The row has more values than there are columns. Put words that hold a comma in quotation marks."
        )
    if not row.get("reference"):
        raise Refused("reference", "The reference is missing. Every row names the incident it belongs to.")
    if not (row.get("given_name") or row.get("family_name")):
        raise Refused("given_name", "A given or a family name is needed. Write “not known” where nobody knows it.")
    for column, longest in LONGEST.items():
        if len(row.get(column, "")) > longest:
            raise Refused(column, f"The value has {len(row[column])} characters; {longest} can be kept.")
    born = _born(row.get("date_of_birth", ""), now)
    age, unborn = _age(row.get("age", ""), number, reported)
    today = london_day(now)
    if born:
        unborn = unborn or born > today
        age = None if unborn else age_in_years(born, today)
    sex = row.get("sex", "").lower()
    if sex and sex not in SEXES and sex not in ("u", "unknown", "not known", "x"):
        reported.append(
            {"row": number, "column": "sex", "reason": f"“{row['sex']}” is not known here and was kept as not known."}
        )
    return PersonRow(
        given_name=row.get("given_name", ""),
        family_name=row.get("family_name", ""),
        date_of_birth=born,
        age=age,
        unborn=unborn,
        sex=SEXES.get(sex, "U" if sex else ""),
        relationship=row.get("relationship", ""),
        address=row.get("address", ""),
        postcode=row.get("postcode", "").upper(),
    )


def _born(words: str, now: datetime) -> date | None:
    if not words:
        return None
    day = _day("date_of_birth", words)
    if day > earliest_born(now):
        raise Refused(
            "date_of_birth", f"{words} lies ahead. Only an unborn child's expected date may, by up to 10 months."
        )
    return day


def _day(column: str, words: str) -> date:
    try:
        if not DAY.fullmatch(words):
            raise ValueError
        day = date.fromisoformat(words)
    except ValueError:
        shaped = DAY.fullmatch(words)
        raise Refused(
            column,
            f"{words} does not exist."
            if shaped
            else f"“{words}” is not a date. Write it as YYYY-MM-DD, such as 2019-03-03.",
        ) from None
    if day < EARLIEST:
        raise Refused(column, f"{words} lies before 1900.")
    return day


def _age(words: str, number: int, reported: list[Mapping[str, object]]) -> tuple[int | None, bool]:
    if not words:
        return None, False
    if words.lower() == "unborn":
        return None, True
    if words.isascii() and words.isdigit() and len(words) <= 3 and int(words) <= 120:
        return int(words), False
    reported.append({"row": number, "column": "age", "reason": f"“{words}” is not an age and was left as not known."})
    return None, False


def _moment(column: str, words: str, now: datetime) -> datetime | None:
    """Return a moment; without an offset it is London time, in the repeated autumn hour the first."""
    if not words:
        return None
    _day(column, words[:10])
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        raise Refused(column, f"“{words}” is not a time. Write it as 2026-03-03T14:05.") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=LONDON, fold=0)
    moment = moment.astimezone(timezone.utc)
    if moment > now:
        raise Refused(column, f"{words} lies ahead. It must be a moment that has passed.")
    return moment
