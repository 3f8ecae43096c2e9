"""One child of a children in need census file, read: what it says in the shapes of the census, and what refuses it.

A child is taken whole or not at all, so every part that cannot be is found in one go. `Element` is whatever has a tag, a text
and children, as the elements of the standard library have.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from openmash.returns.rules import asxml, codes
from openmash.returns.rules.census import Assessment, Child, Enquiry, Episode, NeedPlan, ProtectionPlan

LONGEST_SHOWN = 40
# Elements that only hold others.
CONTAINERS = frozenset({"ChildIdentifiers", "ChildCharacteristics", "Disabilities", "FactorsIdentifiedAtAssessment"})
COLUMNS: dict[str, tuple[str, ...]] = {
    asxml.CHILD: (
        "LAchildID", "UPN", "FormerUPN", "UPNunknown", "PersonBirthDate", "ExpectedPersonBirthDate", "Sex", "GenderCurrent",
        "PersonDeathDate", "Ethnicity", "Disability",
    ),
    asxml.DETAILS: (
        "CINreferralDate", "ReferralSource", "PrimaryNeedCode", "CINclosureDate", "ReasonForClosure", "DateOfInitialCPC",
        "ReferralNFA",
    ),
    asxml.ASSESSMENTS: (
        "AssessmentActualStartDate", "AssessmentInternalReviewDate", "AssessmentAuthorisationDate", "AssessmentFactors",
    ),
    asxml.NEED_PLANS: ("CINPlanStartDate", "CINPlanEndDate"),
    asxml.ENQUIRIES: ("S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC", "ICPCnotRequired"),
    asxml.PROTECTION_PLANS: (
        "CPPstartDate", "CPPendDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse", "NumberOfPreviousCPP",
    ),
    asxml.REVIEWS: ("CPPreviewDate",),
}  # fmt: skip
# What stands in a child beside plain answers: the rows of other tables.
ROWS_IN: dict[str, frozenset[str]] = {
    asxml.CHILD: frozenset({asxml.DETAILS}),
    asxml.DETAILS: frozenset({asxml.ASSESSMENTS, asxml.NEED_PLANS, asxml.ENQUIRIES, asxml.PROTECTION_PLANS}),
    asxml.PROTECTION_PLANS: frozenset({asxml.REVIEWS}),
}
# Of 2021, and asked by nobody since; and one that validators call otherwise.
ALSO_CALLED = {"CINplanDates": asxml.NEED_PLANS}


class Element(Protocol):
    """An element of XML."""

    tag: str
    text: str | None

    def __iter__(self) -> Iterator["Element"]: ...


@dataclass
class Rows:
    """How many rows of each table a file has had so far."""

    seen: dict[str, int] = field(default_factory=lambda: dict.fromkeys(asxml.TABLES, 0))

    def next(self, table: str) -> int:
        """Return the number of the next row of a table, from 1."""
        self.seen[table] += 1
        return self.seen[table]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, by its number."""

    table: str
    number: int


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer that cannot be: in which row, under which column, and why."""

    row: Row
    column: str
    reason: str


@dataclass
class ChildRead:
    """What came of one child: rows, what refuses it, what was there and is not known here. `at` says which row a part is."""

    child: Child
    row: Row
    rows: list[Row] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    unknown: set[tuple[str, str]] = field(default_factory=set)
    known: set[tuple[str, str]] = field(default_factory=set)
    at: dict[int, Row] = field(default_factory=dict)

    def refuse(self, row: Row, column: str, reason: str) -> None:
        self.refused.append(Refused(row, column, reason))


def name_of(element: Element) -> str:
    """Return what an element is called, without the address of its vocabulary."""
    name = element.tag.rpartition("}")[2]
    return ALSO_CALLED.get(name, name)


def read_child(element: Element, rows: Rows) -> ChildRead:
    """Return what one child of a file says."""
    row = Row(asxml.CHILD, rows.next(asxml.CHILD))
    read = ChildRead(Child(child_id=""), row, [row])
    said = _Said(read, row, element, rows)
    child = read.child
    child.child_id = said.words("LAchildID")
    if not codes.CHILD_ID.fullmatch(child.child_id):
        reason = (
            "The child has no LAchildID."
            if not child.child_id
            else "A child is named by letters and digits, 20 at most."
        )
        read.refuse(row, "LAchildID", reason)
    child.upn, child.former_upn = said.upn("UPN"), said.upn("FormerUPN")
    child.upn_unknown = said.code("UPNunknown", codes.UPN_UNKNOWN)
    child.born, child.expected = said.day("PersonBirthDate"), said.day("ExpectedPersonBirthDate")
    child.died = said.day("PersonDeathDate")
    child.sex = said.code("Sex", codes.SEXES) or codes.GENDERS.get(
        said.code("GenderCurrent", frozenset(codes.GENDERS)), ""
    )
    child.ethnicity = said.code("Ethnicity", codes.ETHNICITIES)
    child.disabilities = said.codes("Disability", codes.DISABILITIES)
    child.episodes = [_episode(one, read, rows) for one in said.rows(asxml.DETAILS)]
    if not child.episodes:
        read.refuse(row, asxml.DETAILS, "The child has no CINdetails: nothing says what happened.")
    return read


class _Said:
    """The plain answers of one row, and the rows within it."""

    def __init__(self, read: ChildRead, row: Row, element: Element, rows: Rows) -> None:
        self.read, self.row = read, row
        self.answers: dict[str, list[str]] = {}
        self.within: dict[str, list[Element]] = {}
        self._take(element)

    def _take(self, element: Element) -> None:
        table = self.row.table
        for one in element:
            name = name_of(one)
            if name in ROWS_IN.get(table, ()):
                self.within.setdefault(name, []).append(one)
            elif name in CONTAINERS:
                self._take(one)
            elif name in COLUMNS[table]:
                self.read.known.add((table, name))
                self.answers.setdefault(name, []).append((one.text or "").strip())
            else:
                self.read.unknown.add((table, name[:LONGEST_SHOWN]))

    def rows(self, table: str) -> Iterable[Element]:
        return self.within.get(table, ())

    def words(self, column: str) -> str:
        answers = self.answers.get(column, [])
        if len(answers) > 1:
            self.read.refuse(self.row, column, "This is said more than once.")
        return answers[0] if answers else ""

    def code(self, column: str, known: frozenset[str]) -> str:
        said = self.words(column)
        if said and said not in known:
            self.read.refuse(self.row, column, "This code is not one of the census.")
        return said if said in known else ""

    def codes(self, column: str, known: frozenset[str]) -> list[str]:
        said = [code for code in self.answers.get(column, []) if code]
        if any(code not in known for code in said):
            self.read.refuse(self.row, column, "This code is not one of the census.")
        return sorted({code for code in said if code in known})

    def yes_no(self, column: str, *, needed: str) -> bool:
        said = self.words(column)
        if said not in codes.YES_NO:
            self.read.refuse(self.row, column, needed if not said else "Write 0 or 1.")
        return codes.YES_NO.get(said, False)

    def day(self, column: str, *, needed: str = "") -> date | None:
        return self._day(column, self.words(column), needed)

    def days(self, column: str) -> list[date]:
        found = [self._day(column, words, "") for words in self.answers.get(column, [])]
        return sorted({day for day in found if day})

    def _day(self, column: str, words: str, needed: str) -> date | None:
        if not words:
            if needed:
                self.read.refuse(self.row, column, needed)
            return None
        try:
            day = date.fromisoformat(words[:10])
        except ValueError:
            self.read.refuse(self.row, column, "This is not a date that exists, written as YYYY-MM-DD.")
            return None
        if day.year < 1900 or len(words) > len("2026-03-31+00:00"):
            self.read.refuse(self.row, column, "This is not a date that can be.")
            return None
        return day

    def number(self, column: str) -> int | None:
        words = self.words(column)
        if words and not (words.isascii() and words.isdigit() and len(words) < 4):
            self.read.refuse(self.row, column, "This is not a number of plans.")
            return None
        return int(words) if words else None

    def upn(self, column: str) -> str:
        words = self.words(column)
        if words and not codes.UPN_SHAPE.fullmatch(words):
            self.read.refuse(self.row, column, "This is not the form of a pupil number.")
            return ""
        return words


def _row(read: ChildRead, rows: Rows, table: str, element: Element) -> tuple[Row, _Said]:
    row = Row(table, rows.next(table))
    read.rows.append(row)
    return row, _Said(read, row, element, rows)


def _kept(read: ChildRead, row: Row, part: Any) -> Any:
    read.at[id(part)] = row
    return part


def _episode(element: Element, read: ChildRead, rows: Rows) -> Episode:
    row, said = _row(read, rows, asxml.DETAILS, element)
    referred = said.day("CINreferralDate", needed="The day of the referral is missing.")
    episode = Episode(
        referred=referred or date.min,
        source=said.code("ReferralSource", codes.SOURCES),
        need=said.code("PrimaryNeedCode", codes.NEEDS),
        closed=said.day("CINclosureDate"),
        reason=said.code("ReasonForClosure", codes.CLOSURES),
        conference=said.day("DateOfInitialCPC"),
        no_action=said.yes_no("ReferralNFA", needed="ReferralNFA is missing: whether anything followed."),
    )
    episode.assessments = [_assessment(one, read, rows) for one in said.rows(asxml.ASSESSMENTS)]
    episode.plans = [_need_plan(one, read, rows) for one in said.rows(asxml.NEED_PLANS)]
    episode.enquiries = [_enquiry(one, read, rows) for one in said.rows(asxml.ENQUIRIES)]
    episode.protections = [_protection(one, read, rows) for one in said.rows(asxml.PROTECTION_PLANS)]
    return _kept(read, row, episode)  # type: ignore[no-any-return]


def _assessment(element: Element, read: ChildRead, rows: Rows) -> Assessment:
    row, said = _row(read, rows, asxml.ASSESSMENTS, element)
    began = said.day("AssessmentActualStartDate", needed="The day on which the assessment started is missing.")
    found = Assessment(
        began or date.min,
        said.day("AssessmentInternalReviewDate"),
        said.day("AssessmentAuthorisationDate"),
        said.codes("AssessmentFactors", codes.FACTORS),
    )
    return _kept(read, row, found)  # type: ignore[no-any-return]


def _need_plan(element: Element, read: ChildRead, rows: Rows) -> NeedPlan:
    row, said = _row(read, rows, asxml.NEED_PLANS, element)
    began = said.day("CINPlanStartDate", needed="The day on which the plan started is missing.")
    return _kept(read, row, NeedPlan(began or date.min, said.day("CINPlanEndDate")))  # type: ignore[no-any-return]


def _enquiry(element: Element, read: ChildRead, rows: Rows) -> Enquiry:
    row, said = _row(read, rows, asxml.ENQUIRIES, element)
    began = said.day("S47ActualStartDate", needed="The day on which the enquiry started is missing.")
    found = Enquiry(
        began or date.min,
        said.day("InitialCPCtarget"),
        said.day("DateOfInitialCPC"),
        said.yes_no("ICPCnotRequired", needed="ICPCnotRequired is missing: whether a conference was needed."),
    )
    return _kept(read, row, found)  # type: ignore[no-any-return]


def _protection(element: Element, read: ChildRead, rows: Rows) -> ProtectionPlan:
    row, said = _row(read, rows, asxml.PROTECTION_PLANS, element)
    began = said.day("CPPstartDate", needed="The day on which the plan started is missing.")
    found = ProtectionPlan(
        began or date.min,
        said.day("CPPendDate"),
        said.code("InitialCategoryOfAbuse", codes.CATEGORIES),
        said.code("LatestCategoryOfAbuse", codes.CATEGORIES),
        said.number("NumberOfPreviousCPP"),
    )
    days: set[date] = set()
    for one in said.rows(asxml.REVIEWS):
        _, review = _row(read, rows, asxml.REVIEWS, one)
        days.update(review.days("CPPreviewDate"))
    found.reviews = sorted(days)
    return _kept(read, row, found)  # type: ignore[no-any-return]
