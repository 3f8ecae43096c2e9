"""What is taken from the database for figures: keys, days, moments and codes. Nothing that names anybody, and no words.

A source is one table of the database, as SQL over its alias `t`. What is a fact about words ("is there a telephone?") is
asked in the database, and only its yes or no is taken. `born` is the moment since when a row is known, and `moments` are what
had not happened yet before they happened: by both a figure can be computed as of an earlier moment.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

TEXT, WHOLE, DAY, MOMENT, TRUTH = "string", "int64", "date", "timestamp('UTC')", "boolean"


@dataclass(frozen=True)
class Column:
    """One column: its type, and how the database says it."""

    type: str
    sql: str


@dataclass(frozen=True)
class Source:
    """One table of the database as figures need it.

    `joins` are further tables by their alias; a row counts as changed when its own row or one of `watched` changed.
    """

    name: str
    table: str
    columns: Mapping[str, Column]
    joins: str = ""
    only: str = ""
    watched: tuple[str, ...] = ("t",)
    born: str = ""
    moments: tuple[str, ...] = ()
    days: Mapping[str, str] = field(default_factory=dict)
    """Days that follow from a moment: where the moment had not come, the day had not either."""

    @property
    def sql(self) -> str:
        """Return the query for every row, its key first."""
        named = ", ".join(f"{one.sql} as {name}" for name, one in self.columns.items())
        where = f" where {self.only}" if self.only else ""
        return f"select {named} from {self.table} as t {self.joins}{where}".strip()

    def changed_since(self, transactions: int) -> str:
        """Return the query for rows written by one of the latest `transactions`: none that changed is left out."""
        new = " or ".join(f"age({alias}.xmin) <= {int(transactions)}" for alias in self.watched)
        return f"{self.sql} {'and' if self.only else 'where'} ({new})"

    @property
    def counted(self) -> str:
        """Return the query for how many rows there are."""
        where = f" where {self.only}" if self.only else ""
        return f"select count(*) as rows from {self.table} as t {self.joins}{where}"

    @property
    def keys(self) -> str:
        """Return the query for the keys of all rows."""
        where = f" where {self.only}" if self.only else ""
        return f"select t.id as id from {self.table} as t {self.joins}{where}"


def key(name: str = "id") -> Column:
    return Column(WHOLE, f"t.{name}::bigint")


def text(name: str, alias: str = "t") -> Column:
    return Column(TEXT, f"{alias}.{name}::text")


def day(name: str) -> Column:
    return Column(DAY, f"t.{name}")


def moment(name: str, alias: str = "t") -> Column:
    return Column(MOMENT, f"{alias}.{name}")


def london(name: str) -> Column:
    """The day in London on which a moment lies."""
    return Column(DAY, f"(t.{name} at time zone 'Europe/London')::date")


def truth(sql: str) -> Column:
    return Column(TRUTH, sql)


def whole(name: str) -> Column:
    return Column(WHOLE, f"t.{name}::bigint")


REACHABLE = (
    "(not t.anonymous and (t.sent_by_agency_id is not null or t.caller_telephone <> '' or t.caller_email <> ''))"
)

SOURCES: dict[str, Source] = {
    one.name: one
    for one in (
        Source("agencies", "agencies_agency", {"id": key(), "code": text("code"), "kind": text("kind")}),
        Source(
            "teams",
            "agencies_team",
            {
                "id": key(),
                "code": text("code"),
                "name": text("name"),
                "locality": text("locality"),
                "agency_id": key("agency_id"),
            },
        ),
        Source(
            "people",
            "people_person",
            {"id": key(), "born_on": day("date_of_birth"), "unborn": truth("t.unborn")},
        ),
        Source(
            "contacts",
            "frontdoor_contact",
            {
                "id": key(),
                "received_on": london("received_at"),
                "decided_on": london("decided_at"),
                "source": text("source"),
                "way_in": text("way_in"),
                "agency_id": key("sent_by_agency_id"),
                "locality": text("locality"),
                "team_id": key("team_id"),
                "rag": text("rag"),
                "status": text("status"),
                "operating_model": text("operating_model"),
                "reachable": truth(REACHABLE),
                "voice": truth("t.child_words <> ''"),
                "incident_at": moment("incident_at"),
                "received_at": moment("received_at"),
                "statutory_due_at": moment("statutory_due_at"),
                "rag_due_at": moment("rag_due_at"),
                "first_decided_at": moment("first_decided_at"),
                "decided_at": moment("decided_at"),
                "acknowledge_due_at": moment("acknowledge_due_at"),
                "acknowledged_at": moment("acknowledged_at"),
                "referrer_due_at": moment("referrer_due_at"),
                "answered_at": moment("answered_at"),
                "history_opened_at": moment("history_opened_at"),
                "family_approached_at": moment("family_approached_at"),
            },
            born="received_at",
            moments=(
                "first_decided_at", "decided_at", "acknowledged_at", "answered_at", "history_opened_at",
                "family_approached_at",
            ),
            days={"decided_on": "decided_at"},
        ),
        Source(
            "children",
            "frontdoor_contactchild",
            {
                "id": key(),
                "contact_id": key("contact_id"),
                "person_id": key("person_id"),
                "rag": text("rag"),
                "referrer_level": whole("referrer_level"),
                "recommended_level": whole("recommended_level"),
                "decided_level": whole("decided_level"),
                "outcome": text("outcome"),
                "decided_at": moment("decided_at"),
                "decided_on": london("decided_at"),
                "checked_at": moment("checked_at"),
                "check_result": text("check_result"),
            },
            moments=("decided_at", "checked_at"),
            days={"decided_on": "decided_at"},
        ),
        Source(
            "referrals",
            "frontdoor_referral",
            {"id": key(), "child_id": key("child_id"), "state": text("state", "d"), "began_at": moment("began_at")},
            joins="join frontdoor_decision as d on d.id = t.decision_id",
            watched=("t", "d"),
            born="began_at",
        ),
        Source(
            "answers",
            "frontdoor_answer",
            {
                "id": key(),
                "contact_id": key("contact_id"),
                "state": text("state"),
                "channel": text("channel"),
                "sent_at": moment("sent_at"),
                "sent_on": london("sent_at"),
            },
            only="t.kind = 'outcome'",
            moments=("sent_at",),
            days={"sent_on": "sent_at"},
        ),
        Source(
            "disagreements",
            "frontdoor_disagreement",
            {"id": key(), "contact_id": key("contact_id"), "raised_at": moment("raised_at")},
            born="raised_at",
        ),
        Source(
            "transfers",
            "frontdoor_transfer",
            {
                "id": key(),
                "contact_id": key("contact_id"),
                "to_team_id": key("to_team_id"),
                "settles_id": key("settles_id"),
                "state": text("state"),
                "rag": text("rag"),
                "offered_at": moment("offered_at"),
                "offered_on": london("offered_at"),
                "due_at": moment("due_at"),
                "answered_at": moment("answered_at"),
            },
            born="offered_at",
            moments=("answered_at",),
        ),
        Source(
            "places",
            "frontdoor_earlyhelpplace",
            {
                "id": key(),
                "child_id": key("child_id"),
                "team_id": key("team_id"),
                "offered_at": moment("offered_at"),
                "offered_on": london("offered_at"),
                "taken_up_at": moment("taken_up_at"),
                "taken_up_on": london("taken_up_at"),
                "ended_at": moment("ended_at"),
                "ended_on": london("ended_at"),
            },
            born="offered_at",
            moments=("taken_up_at", "ended_at"),
            days={"taken_up_on": "taken_up_at", "ended_on": "ended_at"},
        ),
        Source(
            "register",
            "people_indexrecord",
            {
                "id": key(),
                "person_id": key("person_id"),
                "since": day("since"),
                "until": day("until"),
                "team": text("team"),
                "register": text("index"),
            },
            only="t.index in ('early_help', 'missing') and t.gone_at is null",
        ),
        Source(
            "requests",
            "enquiries_agencyrequest",
            {
                "id": key(),
                "contact_id": Column(WHOLE, "c.id::bigint"),
                "locality": text("locality", "c"),
                "agency_id": key("agency_id"),
                "agency_kind": text("kind", "a"),
                "rag": text("rag", "e"),
                "state": text("state"),
                "asked_at": moment("asked_at"),
                "asked_on": london("asked_at"),
                "first_due_at": moment("first_due_at"),
                "first_answered_at": moment("first_answered_at"),
            },
            joins=(
                "join enquiries_enquiry as e on e.id = t.enquiry_id join agencies_agency as a on a.id = t.agency_id"
                " left join frontdoor_contact as c on c.reference = e.subject"
            ),
            watched=("t", "e", "c"),
            born="asked_at",
            moments=("first_answered_at",),
        ),
        Source(
            "branches",
            "adults_branch",
            {
                "id": key(),
                "kind": text("kind"),
                "state": text("state"),
                "locality": text("locality"),
                "team_id": key("team_id"),
                "opened_at": moment("opened_at"),
                "opened_on": london("opened_at"),
                "due_at": moment("due_at"),
                "closed_at": moment("closed_at"),
                "decided_at": moment("decided_at", "d"),
                "weighed_at": moment("weighed_at", "g"),
                "heard_at": Column(MOMENT, "g.heard_on::timestamp at time zone 'Europe/London'"),
            },
            joins=(
                "left join adults_concerndecided as d on d.branch_id = t.id"
                " left join adults_dangerweighed as g on g.branch_id = t.id"
            ),
            watched=("t", "d", "g"),
            born="opened_at",
            moments=("closed_at", "decided_at", "weighed_at", "heard_at"),
        ),
        Source(
            "tellings",
            "release_disclosure",
            {
                "id": key(),
                "branch_id": Column(WHOLE, "coalesce(b.id, p.id)::bigint"),
                "disclosed_at": moment("disclosed_at"),
            },
            joins=(
                "left join adults_branch as b on t.source_kind = 'branch' and b.reference = t.source"
                " left join adults_branch as p on t.source_kind = 'package' and p.package = t.source and p.package <> ''"
            ),
            only="coalesce(b.id, p.id) is not null",
            watched=("t", "b", "p"),
            born="disclosed_at",
        ),
        Source(
            "notices",
            "schools_schoolnotice",
            {
                "id": key(),
                "state": text("state"),
                "locality": text("locality"),
                "team_id": key("team_id"),
                "opened_at": moment("opened_at"),
                "opened_on": london("opened_at"),
                "due_at": moment("due_at"),
                "told_at": moment("told_at"),
                "acknowledged_at": moment("acknowledged_at"),
            },
            born="opened_at",
            moments=("told_at", "acknowledged_at"),
        ),
        Source(
            "work",
            "work_workitem",
            {
                "id": key(),
                "act": text("act"),
                "team_id": key("team_id"),
                "locality": text("locality"),
                "rag": text("rag"),
                "arrived_at": moment("arrived_at"),
                "due_at": moment("due_at"),
                "due_on": london("due_at"),
                "done_at": moment("done_at"),
            },
            born="arrived_at",
            moments=("done_at",),
        ),
        Source(
            "taken",
            "cases_fact",
            {
                "id": key(),
                "kind": text("kind"),
                "variety": text("variety"),
                "person_id": key("person_id"),
                "began_on": day("began_on"),
                "ended_on": day("ended_on"),
                "outcome": text("outcome"),
                "category": text("category"),
                "seen": truth("t.seen"),
                "alone": truth("t.alone"),
                "seen_on": day("seen_on"),
                "team": text("team"),
                "due_on": london("due_at"),
                "due_rule": text("due_rule"),
                "needs_services": truth("(t.details->>'needs_services')::boolean"),
                "took_part": truth("coalesce(t.details->>'participation', '') <> ''"),
                "source": text("source"),
                "recorded_at": moment("recorded_at"),
                "withdrawn_at": moment("withdrawn_at"),
            },
            born="recorded_at",
            moments=("withdrawn_at",),
        ),
        Source(
            "corrections",
            "cases_correction",
            {
                "id": key(),
                "fact_id": key("fact_id"),
                "field": text("field"),
                "before": Column(TEXT, "t.before #>> '{}'"),
                "corrected_at": moment("corrected_at"),
            },
            only="t.field in ('began_on', 'ended_on', 'variety', 'outcome', 'category', 'seen', 'alone', 'seen_on', 'team')",
        ),
        Source(
            "audits",
            "caseaudits_audit",
            {
                "id": key(),
                "sample": text("sample"),
                "cohort": text("cohort"),
                "locality": text("locality"),
                "team": text("team"),
                "audited_on": day("audited_on"),
                "social_worker_met": truth("t.social_worker_met"),
                "fed_back": truth("trim(t.feedback_from) <> ''"),
                "finished_at": moment("finished_at"),
            },
            only="t.state = 'finished' and t.kind <> 'second'",
            born="finished_at",
        ),
        Source(
            "marks",
            "caseaudits_answer",
            {"id": key(), "audit_id": key("audit_id"), "question": text("question"), "answer": text("answer")},
            only="t.answer <> ''",
        ),
        Source(
            "graded",
            "caseaudits_grade",
            {
                "id": key(),
                "audit_id": key("audit_id"),
                "section": text("section"),
                "grade": text("grade"),
                "previous_grade": text("previous_grade"),
            },
        ),
        Source(
            "agreed",
            "caseaudits_agreedgrade",
            {
                "id": key(),
                "audit_id": key("audit_id"),
                "section": text("section"),
                "after": text("after"),
                "agreed_at": moment("agreed_at"),
            },
            born="agreed_at",
        ),
        Source(
            "escalations",
            "caseaudits_escalation",
            {
                "id": key(),
                "locality": text("locality", "a"),
                "team": text("team", "a"),
                "raised_at": moment("raised_at"),
                "raised_on": london("raised_at"),
                "due_at": moment("due_at"),
                "answered_at": moment("answered_at"),
            },
            joins="join caseaudits_audit as a on a.id = t.audit_id",
            watched=("t", "a"),
            born="raised_at",
            moments=("answered_at",),
        ),
    )
}  # fmt: skip


def fingerprint() -> str:
    """Return what the sources are: an extract made by others is taken anew."""
    return hashlib.sha256("\n".join(one.sql for one in SOURCES.values()).encode()).hexdigest()[:16]
