"""What screening, deciding, transferring and answering leave behind, made in the database from contacts and children."""

from collections.abc import Iterator
from typing import Any

from openmash.bench.seeding.bulk import derive
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

Step = tuple[Any, dict[str, str], str]
CHILDREN = "frontdoor_contactchild c join frontdoor_contact k on k.id = c.contact_id"
DECIDED = f"{CHILDREN} where c.decided_at is not null"
CONTACTS = "frontdoor_contact k"
TRANSFERRED = "k.decided_at is not null and k.id % 10 < 3"


def store_aftermath(*, team: int) -> None:
    """Store it. `team` is where transfers went."""
    for model, given, source in [*_screening(), *_deciding(), *_moving(team), *_answering(), *_work(), *_trail()]:
        derive(model, given, source=source)


def _screening() -> Iterator[Step]:
    by = {"child_id": "c.id"}
    rated = {"rag": "c.rag", "reason": "'As it was told'", "rated_at": "k.received_at", "rated_by": "k.taken_by"}
    yield RagRating, by | rated, f"{CHILDREN} where c.rag <> ''"
    whose = f"{CHILDREN} cross join (values ('recommended'), ('decided')) w (whose) where c.decided_level is not null"
    opinion = {
        "whose": "w.whose",
        "scheme": "'working-well'",
        "level": "c.decided_level",
        "reason": "left(k.story, 150)",
    }
    yield LevelOpinion, by | opinion | {"given_at": "c.decided_at", "given_by": "k.taken_by"}, whose
    sides = f"{CHILDREN} cross join (values ('high_risk'), ('underlying'), ('strength')) w (side) where (c.id + length(w.side)) % 2 = 0"
    evidence = {"column": "w.side", "heading": "'other'", "evidence": "left(k.story, 150)", "source_words": "'school'"}
    yield Factor, by | evidence | {"recorded_at": "k.received_at", "recorded_by": "k.taken_by"}, sides
    checked = {"result": "'no_record'", "checked_at": "c.checked_at", "checked_by": "k.taken_by"}
    yield EarlyHelpCheck, by | checked, f"{CHILDREN} where c.checked_at is not null"
    position = {"subject_kind": "'contact'", "subject": "k.reference", "told": "'told'", "agreement": "'agreed'"}
    yield (
        FamilyPosition,
        position | {"recorded_at": "k.received_at", "recorded_by": "k.taken_by"},
        (f"{CONTACTS} where k.decided_at is not null"),
    )


def _deciding() -> Iterator[Step]:
    yield (
        Decision,
        {
            "child_id": "c.id",
            "state": "'made'",
            "outcome": "c.outcome",
            "level": "c.decided_level",
            "rationale": "left(k.story, 300)",
            "proposed_at": "c.decided_at",
            "proposed_by": "k.taken_by",
            "made_at": "c.decided_at",
        },
        DECIDED,
    )
    yield (
        Referral,
        {
            "reference": "'R' || nextval('ref_referral')",
            "child_id": "c.id",
            "decision_id": "d.id",
            "began_at": "d.made_at",
            "assessment_due_at": "d.made_at + interval '63 days'",
        },
        f"frontdoor_decision d join {CHILDREN.replace('c join', 'c on c.id = d.child_id join')} where d.outcome in ('S17', 'STRAT')",
    )


def _moving(team: int) -> Iterator[Step]:
    steps = "(values (0, '', 'received', 0), (1, 'received', 'screening', 1), (2, 'screening', 'decided', 5))"
    yield (
        StatusChange,
        {
            "contact_id": "k.id",
            "before": "w.before",
            "after": "w.after",
            "changed_at": "k.received_at + w.hours * interval '1 hour'",
            "changed_by": "k.taken_by",
        },
        f"{CONTACTS} cross join {steps} w (step, before, after, hours) where k.decided_at is not null or w.step = 0",
    )
    yield (
        Transfer,
        {
            "contact_id": "k.id",
            "from_team_id": "k.team_id",
            "to_team_id": str(team),
            "state": "'accepted'",
            "reason": "'For assessment'",
            "rag": "k.rag",
            "offered_at": "k.decided_at",
            "offered_by": "k.taken_by",
            "due_at": "k.decided_at + interval '4 hours'",
            "answered_at": "k.decided_at + interval '1 hour'",
            "answered_by": "'system:bench'",
        },
        f"{CONTACTS} where {TRANSFERRED}",
    )


def _answering() -> Iterator[Step]:
    kinds = "(values ('acknowledgement', 0), ('outcome', 6)) w (kind, hours)"
    yield (
        Answer,
        {
            "reference": "'A-' || nextval('ref_answer')",
            "contact_id": "k.id",
            "kind": "w.kind",
            "channel": "'telephone'",
            "audience": "'professional'",
            "words": "left(k.story, 200)",
            "prepared_at": "k.received_at + w.hours * interval '1 hour'",
            "prepared_by": "k.taken_by",
            "sent_at": "k.received_at + w.hours * interval '1 hour'",
            "state": f"'{AnswerState.SAID}'",
        },
        f"{CONTACTS} cross join {kinds} where k.decided_at is not null or w.hours = 0",
    )


def _work() -> Iterator[Step]:
    """What was done stays in the table; each open contact has two or three things to do, some taken by a worker."""
    acts = f"(values ('{WorkAct.SCREEN}', 3), ('{WorkAct.ANSWER_REFERRER}', 24), ('{WorkAct.EARLY_HELP_CHECK}', 20)) w (act, hours)"
    mine = "k.id % 3 = 0"
    yield (
        WorkItem,
        {
            "act": "w.act",
            "subject_kind": "'contact'",
            "subject": "k.reference",
            "team_id": "k.team_id",
            "owner_id": f"case when k.decided_at is not null or {mine} then replace(k.taken_by, 'user:', '')::bigint end",
            "locality": "k.locality",
            "restricted": "k.restricted",
            "rag": "k.rag",
            "rag_rank": "k.rag_rank",
            "due_at": "k.received_at + w.hours * interval '1 hour'",
            "due_rule": "'referral-decision'",
            "pack_id": "k.pack_id",
            "arrived_at": "k.received_at",
            "done_at": "k.decided_at",
            "done_by": "case when k.decided_at is not null then k.taken_by else '' end",
            "done_reason": "case when k.decided_at is not null then 'done' else '' end",
        },
        f"{CONTACTS} cross join {acts}",
    )


def _trail() -> Iterator[Step]:
    """Four entries a child: received, opened twice, decided. The trail is the largest table, as in real use."""
    acts = "(values ('contact.received', 0), ('opened', 1), ('opened', 3), ('contact.decided', 5)) w (kind, hours)"
    yield (
        Entry,
        {
            "at": "k.received_at + w.hours * interval '1 hour'",
            "actor": "k.taken_by",
            "agency": "'council'",
            "purpose": "'screening'",
            "kind": "w.kind",
            "subject_kind": "case when w.kind = 'opened' then 'person' else 'contact' end",
            "subject": "case when w.kind = 'opened' then p.reference else k.reference end",
            "details": "'{}'::jsonb",
        },
        f"{CHILDREN} join people_person p on p.id = c.person_id cross join {acts}",
    )
