"""What screening, deciding, transferring and answering leave behind, made in the database from contacts and children.

A step fills one table: its columns as SQL expressions, over rows named k (contact), c (child in it) and w (one of several).
"""

from collections.abc import Iterator
from typing import Any

from openmash.base.bulk import derive
from openmash.frontdoor.choices import AnswerState
from openmash.frontdoor.models import (
    Answer,
    Decision,
    EarlyHelpCheck,
    Factor,
    LevelOpinion,
    RagRating,
    Referral,
    StatusChange,
    Transfer,
)
from openmash.sharing.models import FamilyPosition
from openmash.trail.models import Entry
from openmash.work.choices import WorkAct
from openmash.work.models import WorkItem

Columns = dict[str, str]
Step = tuple[Any, Columns, str]
CONTACTS = "frontdoor_contact k"
CHILDREN = "frontdoor_contactchild c join frontdoor_contact k on k.id = c.contact_id"
DECIDED = "k.decided_at is not null"
WORKER = "k.taken_by"
OF_CHILD, OF_CONTACT = {"child_id": "c.id"}, {"contact_id": "k.id"}
ABOUT_CONTACT = {"subject_kind": "'contact'", "subject": "k.reference"}
HOURS_ON = "k.received_at + w.hours * interval '1 hour'"


def store_aftermath(*, team: int) -> None:
    """Store it. `team` is where transfers went."""
    for model, given, source in [*_screening(), *_deciding(), *_moving(team), *_answering(), *_work(), *_trail()]:
        derive(model, given, source=source)


def _words(**given: str) -> Columns:
    """Return columns that hold the same words in every row."""
    return {column: f"'{words}'" for column, words in given.items()}


def _done(act: str, at: str, by: str = WORKER) -> Columns:
    """Return the two columns of an act: when, and by whom."""
    return {f"{act}_at": at, f"{act}_by": by}


def _story(length: int) -> str:
    return f"left(k.story, {length})"


def _each(source: str, names: str, *rows: tuple[object, ...]) -> str:
    """Return a source in which each row comes as often as there are `rows`, whose values are w's columns `names`."""
    values = ", ".join(f"({', '.join(repr(value) for value in row)})" for row in rows)
    return f"{source} cross join (values {values}) w ({names})"


def _screening() -> Iterator[Step]:
    rated = {"rag": "c.rag"} | _words(reason="As it was told") | _done("rated", "k.received_at")
    yield RagRating, OF_CHILD | rated, f"{CHILDREN} where c.rag <> ''"
    opinion = {"whose": "w.whose", "level": "c.decided_level", "reason": _story(150)} | _words(scheme="working-well")
    opinions = _each(CHILDREN, "whose", ("recommended",), ("decided",))
    yield (
        LevelOpinion,
        OF_CHILD | opinion | _done("given", "c.decided_at"),
        f"{opinions} where c.decided_level is not null",
    )
    evidence = {"column": "w.side", "evidence": _story(150)} | _words(heading="other", source_words="school")
    sides = _each(CHILDREN, "side", ("high_risk",), ("underlying",), ("strength",))
    some = f"{sides} where (c.id + length(w.side)) % 2 = 0"
    yield Factor, OF_CHILD | evidence | _done("recorded", "k.received_at"), some
    checked = _words(result="no_record") | _done("checked", "c.checked_at")
    yield EarlyHelpCheck, OF_CHILD | checked, f"{CHILDREN} where c.checked_at is not null"
    position = _words(told="told", agreement="agreed") | _done("recorded", "k.received_at")
    yield FamilyPosition, ABOUT_CONTACT | position, f"{CONTACTS} where {DECIDED}"


def _deciding() -> Iterator[Step]:
    made = {"outcome": "c.outcome", "level": "c.decided_level", "rationale": _story(300), "made_at": "c.decided_at"}
    yield (
        Decision,
        OF_CHILD | made | _words(state="made") | _done("proposed", "c.decided_at"),
        f"{CHILDREN} where c.decided_at is not null",
    )
    yield (
        Referral,
        OF_CHILD
        | {
            "reference": "'R' || nextval('ref_referral')",
            "decision_id": "d.id",
            "began_at": "d.made_at",
            "assessment_due_at": "d.made_at + interval '63 days'",
        },
        f"{CHILDREN} join frontdoor_decision d on d.child_id = c.id where d.outcome in ('S17', 'STRAT')",
    )


def _moving(team: int) -> Iterator[Step]:
    steps = [(0, "", "received"), (1, "received", "screening"), (5, "screening", "decided")]
    yield (
        StatusChange,
        OF_CONTACT | {"before": "w.before", "after": "w.after"} | _done("changed", HOURS_ON),
        f"{_each(CONTACTS, 'hours, before, after', *steps)} where {DECIDED} or w.hours = 0",
    )
    offered = {"from_team_id": "k.team_id", "to_team_id": str(team), "rag": "k.rag"} | _done("offered", "k.decided_at")
    accepted = _words(state="accepted", reason="For assessment") | {"due_at": "k.decided_at + interval '4 hours'"}
    answered = _done("answered", "k.decided_at + interval '1 hour'", "'system:bench'")
    yield Transfer, OF_CONTACT | offered | accepted | answered, f"{CONTACTS} where {DECIDED} and k.id % 10 < 3"


def _answering() -> Iterator[Step]:
    said = _words(channel="telephone", audience="professional", state=AnswerState.SAID)
    answer = {"reference": "'A-' || nextval('ref_answer')", "kind": "w.kind", "words": _story(200), "sent_at": HOURS_ON}
    kinds = _each(CONTACTS, "kind, hours", ("acknowledgement", 0), ("outcome", 6))
    yield (
        Answer,
        OF_CONTACT | answer | said | _done("prepared", HOURS_ON),
        f"{kinds} where {DECIDED} or w.hours = 0",
    )


def _work() -> Iterator[Step]:
    """What was done stays in the table; each open contact has two or three things to do, some taken by a worker."""
    acts = [(str(WorkAct.SCREEN), 3), (str(WorkAct.ANSWER_REFERRER), 24), (str(WorkAct.EARLY_HELP_CHECK), 20)]
    owner = f"case when {DECIDED} or k.id % 3 = 0 then replace({WORKER}, 'user:', '')::bigint end"
    copied = ("team_id", "locality", "restricted", "rag", "rag_rank", "pack_id")
    yield (
        WorkItem,
        ABOUT_CONTACT
        | {column: f"k.{column}" for column in copied}
        | _words(due_rule="referral-decision")
        | _done("done", "k.decided_at", f"case when {DECIDED} then {WORKER} else '' end")
        | {
            "act": "w.act",
            "owner_id": owner,
            "due_at": HOURS_ON,
            "arrived_at": "k.received_at",
            "done_reason": f"case when {DECIDED} then 'done' else '' end",
        },
        _each(CONTACTS, "act, hours", *acts),
    )


def _trail() -> Iterator[Step]:
    """Four entries a child: received, opened twice, decided. The trail is the largest table, as in real use."""
    kinds = [("contact.received", 0), ("opened", 1), ("opened", 3), ("contact.decided", 5)]
    yield (
        Entry,
        _words(agency="council", purpose="screening")
        | {
            "at": HOURS_ON,
            "actor": WORKER,
            "kind": "w.kind",
            "subject_kind": "case when w.kind = 'opened' then 'person' else 'contact' end",
            "subject": "case when w.kind = 'opened' then p.reference else k.reference end",
            "details": "'{}'::jsonb",
        },
        _each(f"{CHILDREN} join people_person p on p.id = c.person_id", "kind, hours", *kinds),
    )
