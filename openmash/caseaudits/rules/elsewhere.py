"""Read audits that were made elsewhere: one row an answer or a grade, all rows of one `audit_id` one audit, taken whole or not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from openmash.caseaudits.choices import (
    ANSWER_WORDS,
    COHORT_WORDS,
    COMPLIANCE,
    GRADE_WORDS,
    IMPACT,
    OVERALL,
    SAMPLING_WORDS,
    Answered,
    Cohort,
    Grade,
    Sampling,
)
from openmash.caseaudits.rules.given import CannotRead, Refused, Said, cells_of, day, one_of, plain, quoted, yes_or_no

LONGEST = {
    "audit_id": 80,
    "sample": 40,
    "audited_on": 20,
    "cohort": 40,
    "locality": 40,
    "team": 120,
    "auditor": 120,
    "social_worker_met": 10,
    "feedback_from": 200,
    "escalated": 10,
    "section": 160,
    "question": 300,
    "answer": 20,
    "grade": 60,
    "previous_grade": 60,
}
COLUMNS = tuple(LONGEST)
NEEDED = ("audit_id", "audited_on", "cohort", "section")
MOST_ROWS = 200_000
OWN_SECTIONS = {COMPLIANCE: "Compliance", OVERALL: "The whole", IMPACT: "Impact"}

COHORTS = {plain(word): code for code, words in COHORT_WORDS.items() for word in (code, words)} | {
    "child in need": Cohort.CIN,
    "child protection": Cohort.CP,
    "children looked after": Cohort.CLA,
    "care leaver": Cohort.LC,
    "early help": Cohort.EH,
}
ANSWERS = {plain(word): code for code, words in ANSWER_WORDS.items() for word in (code, words)} | {
    "y": Answered.YES,
    "n": Answered.NO,
    "n/a": Answered.NOT_APPLICABLE,
    "n.a.": Answered.NOT_APPLICABLE,
}
GRADES = {plain(word): code for code, words in GRADE_WORDS.items() for word in (code, words)}
SAMPLES = {plain(code): str(code) for code in Sampling} | {
    plain(words.partition(":")[0]): code for code, words in SAMPLING_WORDS.items()
}
GRADES_OFFERED = tuple(plain(one) for one in Grade)


class Asked(Protocol):
    """A question of a toolkit (`AuditQuestion`)."""

    @property
    def code(self) -> str: ...
    @property
    def words(self) -> str: ...


class Part(Protocol):
    """A section of a toolkit (`AuditSection`)."""

    @property
    def code(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def questions(self) -> Sequence[Asked]: ...


class Toolkit(Protocol):
    """What is asked about a case file (`AuditToolkit`)."""

    @property
    def cohorts(self) -> Sequence[str]: ...
    @property
    def compliance(self) -> Sequence[Asked]: ...
    @property
    def sections(self) -> Sequence[Part]: ...


@dataclass(frozen=True)
class Known:
    """The sections and questions of all toolkits together: by plain words their codes, and where each question belongs.

    `localities` likewise by plain words; another one is kept as it is given.
    """

    sections: Mapping[str, str]
    questions: Mapping[str, str]
    belongs: Mapping[str, frozenset[str]]
    localities: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, toolkits: Iterable[Toolkit], *, localities: Iterable[str] = ()) -> "Known":
        """Return what toolkits ask. A question is known by its code, and by its words."""
        sections = {plain(word): code for code, words in OWN_SECTIONS.items() for word in (code, words)}
        questions: dict[str, str] = {}
        belongs: dict[str, set[str]] = defaultdict(set)
        for toolkit in toolkits:
            parts = [(COMPLIANCE, OWN_SECTIONS[COMPLIANCE], toolkit.compliance)]
            parts += [(one.code, one.title, one.questions) for one in toolkit.sections]
            for section, title, asked in parts:
                sections |= {plain(section): section}
                sections.setdefault(plain(title), section)
                for one in asked:
                    questions |= {plain(one.code): one.code}
                    questions.setdefault(plain(one.words), one.code)
                    belongs[one.code].add(section)
        where = {code: frozenset(held) for code, held in belongs.items()}
        return cls(sections, questions, where, {plain(one): one for one in localities})


@dataclass(frozen=True)
class GradeGiven:
    """A grade as codes; `previous` is that of the earlier audit, empty where it is not given."""

    grade: str
    previous: str = ""


@dataclass(frozen=True)
class AuditGiven:
    """One audit of a file: what is said of it, its answers by section and question, its grades by section; all as codes."""

    audit_id: str
    audited_on: date
    cohort: str
    sample: str = ""
    locality: str = ""
    team: str = ""
    auditor: str = ""
    social_worker_met: bool | None = None
    feedback_from: str = ""
    escalated: bool | None = None
    answers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    grades: Mapping[str, GradeGiven] = field(default_factory=dict)


@dataclass(frozen=True)
class AuditsRead:
    """What a file holds: its audits, how many rows, those refused (each once, in order), what was doubtful and is kept."""

    rows: int
    audits: tuple[AuditGiven, ...]
    refused: tuple[Said, ...]
    doubted: tuple[Said, ...]


@dataclass(frozen=True)
class _Row:
    """One sound row: what it says of its audit, and its answer or grade."""

    number: int
    facts: Mapping[str, Any]
    section: str
    question: str
    answer: str
    grade: str
    previous: str


def read_audits(
    columns: Sequence[str], rows: Iterable[tuple[int, Mapping[str, str], str]], *, known: Known, today: date
) -> AuditsRead:
    """Return the audits of a file and its refused rows. Raises CannotRead where the file as a whole cannot be used."""
    check_columns(columns, needed=NEEDED, of="a file of audits")
    if not {"answer", "grade"} & set(columns):
        raise CannotRead("The first line names neither answer nor grade: there is nothing to read.")
    doubted = unknown_columns(columns, COLUMNS)
    reading = _Reading(known, today, doubted)
    refused: dict[int, Said] = {}
    audits: dict[str, list[_Row]] = defaultdict(list)
    spoilt: dict[str, list[int]] = defaultdict(list)
    count = 0
    for number, cells, problem in rows:
        count = number
        if number > MOST_ROWS:
            raise CannotRead(f"The file has more than {MOST_ROWS:,} rows. Send it in parts, each audit whole.")
        name = _name(cells)
        try:
            if problem:
                raise Refused("", problem)
            row = _row(number, cells, reading)
        except Refused as wrong:
            refused[number] = Said(number, wrong.column, wrong.reason)
            if name:
                spoilt[name].append(number)
            continue
        audits[name].append(row)
    whole: list[AuditGiven] = []
    for name, held in audits.items():
        made = None
        if name not in spoilt:
            made = _whole(name, held, refused)
        if made is not None:
            whole.append(made)
            continue
        first = min([*spoilt[name], *(one.number for one in held if one.number in refused)])
        for one in held:
            belongs = f"belongs to audit {name[:80]}, of which row {first} was refused"
            refused.setdefault(one.number, Said(one.number, "audit_id", belongs))
    gone = set(refused)
    return AuditsRead(
        count,
        tuple(whole),
        tuple(refused[number] for number in sorted(refused)),
        tuple(one for one in doubted if one.row not in gone),
    )


def check_columns(columns: Sequence[str], *, needed: Sequence[str], of: str) -> None:
    """Refuse a first line that names a column twice or lacks one that is needed. Raises CannotRead."""
    twice = [name for name, times in Counter(one for one in columns if one).items() if times > 1]
    if twice:
        raise CannotRead(f"The column “{twice[0][:60]}” is there twice. Leave one of them out.")
    if missing := [one for one in needed if one not in columns]:
        named = ", ".join(one for one in columns if one)[:200] or "nothing"
        raise CannotRead(
            f"The first line must name the columns of {of}. Not there: {', '.join(missing)}. It reads: {named}."
        )


def unknown_columns(columns: Sequence[str], known: Sequence[str]) -> list[Said]:
    """Return what is said of columns that are not known: they are left out."""
    return [
        Said(0, one[:60], f"The column “{one[:60]}” is not known and was not read.")
        for one in columns
        if one and one not in known
    ]


@dataclass(frozen=True)
class _Reading:
    """What reading a row needs, and where it tells of what is doubtful."""

    known: Known
    today: date
    doubted: list[Said]

    def doubt(self, row: int, column: str, reason: str) -> None:
        self.doubted.append(Said(row, column, reason))


def _name(cells: Mapping[str, str]) -> str:
    return " ".join((cells.get("audit_id") or "").split())


def _row(number: int, cells: Mapping[str, str], reading: _Reading) -> _Row:
    held = cells_of(cells, LONGEST)
    if not held["audit_id"]:
        raise Refused("audit_id", "It is missing. Every row names the audit it belongs to.")
    facts = {
        "sample": one_of("sample", held["sample"], SAMPLES, offered=tuple(Sampling)),
        "audited_on": day("audited_on", held["audited_on"], today=reading.today),
        "cohort": one_of("cohort", held["cohort"], COHORTS, offered=tuple(Cohort)),
        "social_worker_met": yes_or_no("social_worker_met", held["social_worker_met"]),
        "escalated": yes_or_no("escalated", held["escalated"]),
        "locality": _locality(number, held["locality"], reading),
        **{column: held[column] for column in ("team", "auditor", "feedback_from")},
    }
    section = _section(held["section"], reading.known)
    if held["question"]:
        return _answer(number, facts, section, held, reading)
    return _grade(number, facts, section, held)


def _locality(number: int, words: str, reading: _Reading) -> str:
    known = reading.known
    found = known.localities.get(plain(words), words)
    if words and known.localities and plain(words) not in known.localities:
        reading.doubt(number, "locality", f"{quoted(words)} is no locality here. It was kept as given.")
    return found


def _section(words: str, known: Known) -> str:
    if not words:
        raise Refused("section", "It is missing. Write compliance, overall, impact or a section of the toolkit.")
    return one_of("section", words, known.sections, offered=sorted(set(known.sections.values())))


def _answer(number: int, facts: Mapping[str, Any], section: str, held: Mapping[str, str], reading: _Reading) -> _Row:
    if held["grade"]:
        raise Refused(
            "grade", "A row is an answer or a grade, not both. Leave the question empty on a row with a grade."
        )
    if not held["answer"]:
        raise Refused("answer", "It is missing. Write yes, no or na.")
    known = reading.known
    question = known.questions.get(plain(held["question"]))
    if question is None:
        raise Refused("question", f"{quoted(held['question'])} is not a question of any toolkit.")
    if section not in known.belongs[question]:
        moved = min(known.belongs[question], key=lambda one: (one != COMPLIANCE, one))
        reading.doubt(number, "section", f"{question} is asked under {moved}, and was kept there.")
        section = moved
    if held["previous_grade"]:
        reading.doubt(number, "previous_grade", "It belongs to a row with a grade, and was not read here.")
    answer = one_of("answer", held["answer"], ANSWERS, offered=tuple(Answered))
    return _Row(number, facts, section, question, answer, "", "")


def _grade(number: int, facts: Mapping[str, Any], section: str, held: Mapping[str, str]) -> _Row:
    if held["answer"]:
        raise Refused("question", "It is missing: the row has an answer, and does not say to which question.")
    if not held["grade"]:
        raise Refused("grade", "The row has neither an answer nor a grade.")
    grade = one_of("grade", held["grade"], GRADES, offered=GRADES_OFFERED)
    previous = one_of("previous_grade", held["previous_grade"], GRADES, offered=GRADES_OFFERED)
    return _Row(number, facts, section, "", "", grade, previous)


def _whole(name: str, rows: Sequence[_Row], refused: dict[int, Said]) -> AuditGiven | None:
    """Return an audit from its sound rows; None, and why, where they contradict one another or lack what is needed."""
    facts: dict[str, Any] = {}
    given_in: dict[str, int] = {}
    answers: dict[tuple[str, str], str] = {}
    grades: dict[str, GradeGiven] = {}
    try:
        for row in rows:
            at = row.number
            _agree(row, facts, given_in)
            if row.question:
                key = row.section, row.question
                if answers.setdefault(key, row.answer) != row.answer:
                    raise Refused("answer", f"{row.question} is answered twice in this audit, and not the same.")
            else:
                graded = GradeGiven(row.grade, row.previous)
                if grades.setdefault(row.section, graded) != graded:
                    raise Refused("grade", f"{row.section} is graded twice in this audit, and not the same.")
        at = rows[0].number
        for column in ("audited_on", "cohort"):
            if not facts.get(column):
                raise Refused(column, "It is missing, and no row of this audit gives it.")
    except Refused as one:
        refused[at] = Said(at, one.column, one.reason)
        return None
    return AuditGiven(audit_id=name, answers=answers, grades=grades, **facts)


def _agree(row: _Row, facts: dict[str, Any], given_in: dict[str, int]) -> None:
    """Take from a row what it says of its audit. Raises Refused where an earlier row says something else."""
    for column, value in row.facts.items():
        if value is None or value == "":
            continue
        if column in facts and facts[column] != value:
            raise Refused(column, f"Row {given_in[column]} of the same audit says something else.")
        facts.setdefault(column, value)
        given_in.setdefault(column, row.number)
