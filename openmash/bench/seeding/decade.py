"""Ten years of an area for figures: contacts, what became of them, what happened in cases; in proportion, by the database itself.

Proportions are those of a county: of a hundred contacts about twenty-three become referrals, seven lead to a section 47 enquiry,
four to a child protection plan. Only what figures read is filled; it is an area to count, and not one to open.
"""

from datetime import datetime
from typing import Any

from django.db import connection

from openmash.accounts.models import User
from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.agencies.models import Agency, Membership, Team
from openmash.base.bulk import derive
from openmash.base.commandline import say
from openmash.base.transactions import request_transaction
from openmash.bench.seeding.filling import BENCH
from openmash.cases.models import Fact
from openmash.enquiries.models import AgencyRequest, Enquiry
from openmash.frontdoor.models import Answer, Contact, ContactChild, Decision, EarlyHelpPlace, Referral, Transfer
from openmash.people.models import Person
from openmash.work.models import WorkItem

DAYS = 3652
PLACES = "(array['North', 'Central', 'East'])[1 + {0} % 3]"
# The share of contacts, in a thousand, that something follows from.
REFERRED, ENQUIRED, PLANNED, IN_NEED, IN_CARE, HELPED, OFFERED, ASKED = 230, 70, 40, 120, 20, 100, 250, 300
READER = "analyst@bench.example"


def part(salt: int, of: str = "g") -> str:
    """Return a number from 0 to 999 that is always the same for a row, and another for another salt."""
    return f"(abs(hashint8({of}::bigint * 7919 + {salt})::bigint) % 1000)::int"


def fill_decade(*, contacts: int, now: datetime, unchecked: bool = False) -> dict[str, int]:
    """Fill the database with so many contacts over ten years and the rest in proportion. Returns what each table holds.

    `unchecked`: keys are not looked up one by one, where the role may leave that out.
    """
    with request_transaction(BENCH):
        if unchecked:
            with connection.cursor() as cursor:
                cursor.execute("set local session_replication_role = replica")
        if Contact.objects.exists():
            raise ValueError("This database holds contacts already: the bench fills none but its own.")
        _reader(now)
        known = _known(contacts, now)
        for what, fill in (
            ("People", _people),
            ("Contacts", _contacts),
            ("What follows", _following),
            ("Cases", _cases),
        ):
            say(f"{what} ...")
            fill(contacts, known)
        tables = (
            Person,
            Contact,
            ContactChild,
            Referral,
            Answer,
            Transfer,
            AgencyRequest,
            EarlyHelpPlace,
            WorkItem,
            Fact,
        )
        return {str(model._meta.verbose_name_plural): model.objects.count() for model in tables}


def _reader(now: datetime) -> None:
    user = User(email=READER, name="A Analyst", joined_at=now)
    user.set_unusable_password()
    user.save()
    team = agencies.team_by_code("mash-management")
    Membership.objects.create(user=user, team=team, role=Role.ANALYST, since=now.date().replace(year=now.year - 1))


def _known(contacts: int, now: datetime) -> dict[str, Any]:
    """Return the words that stand for keys of the pack, and for the moment of a row."""
    teams = dict(Team.objects.values_list("code", "pk"))
    places = ("north-mash", "central-mash", "east-mash")
    agency = sorted(Agency.objects.filter(is_authority=False).values_list("pk", flat=True))
    at = f"(timestamptz '{now.isoformat()}' - interval '1 day' * (1 + ({contacts} - g)::float8 * {DAYS} / {contacts}))"
    return {
        "pack": str(agencies.current_pack_version().pk),
        "teams": "(array[" + ", ".join(str(teams[code]) for code in places) + "])[1 + {0} % 3]",
        "help": str(teams["north-early-help"]),
        "agencies": agency,
        "at": at,
    }


def _people(contacts: int, known: dict[str, Any]) -> None:
    derive(
        Person,
        {
            "id": "g",
            "reference": "'BP-' || g",
            "given_name": "'Nia'",
            "family_name": "'Example'",
            "date_of_birth": f"(now() - interval '1 day' * ({part(1)} * 6 + 200))::date",
            "created_at": "now()",
        },
        source=f"generate_series(1, {_children(contacts)}) as g",
    )


def _children(contacts: int) -> int:
    """Return how many children there are: each is in two or three contacts of the ten years."""
    return max(10, contacts * 2 // 5)


def _contacts(contacts: int, known: dict[str, Any]) -> None:
    at, agency = known["at"], ", ".join(map(str, known["agencies"]))
    decided = f"case when g <= {contacts} - 200 then {at} + interval '1 minute' * (60 + {part(2)} * 2) end"
    derive(
        Contact,
        {
            "id": "g",
            "reference": "'BC-' || g",
            "way_in": f"case when {part(3)} < 350 then 'police_notice' else 'telephone' end",
            "source": f"(array['6', '2A', '3A', '1A'])[1 + {part(4)} % 4]",
            "sent_by_agency_id": f"case when {part(5)} < 600 then (array[{agency}])[1 + {part(6)} % {len(known['agencies'])}] end",
            "received_at": at,
            "incident_at": f"{at} - interval '1 minute' * {part(7)} * 2",
            "locality": PLACES.format(part(8)),
            "operating_model": "''",
            "team_id": known["teams"].format(part(8)),
            "rag": f"(array['red', 'amber', 'green', 'green'])[1 + {part(9)} % 4]",
            "status": f"case when g <= {contacts} - 200 then 'decided' else 'received' end",
            "child_words": f"case when {part(10)} < 400 then 'So' else '' end",
            "caller_telephone": f"case when {part(11)} < 800 then '020 7946 0001' else '' end",
            "decide_due_at": f"{at} + interval '30 hours'",
            "statutory_due_at": f"{at} + interval '30 hours'",
            "rag_due_at": f"{at} + interval '24 hours'",
            "first_decided_at": decided,
            "decided_at": decided,
            "acknowledge_due_at": f"{at} + interval '30 hours'",
            "acknowledged_at": f"{at} + interval '1 minute' * {part(12)} * 2",
            "referrer_due_at": f"{at} + interval '60 hours'",
            "answered_at": f"case when {part(13)} < 900 then {at} + interval '1 minute' * (60 + {part(14)} * 4) end",
            "pack_id": known["pack"],
        },
        source=f"generate_series(1, {contacts}) as g",
    )
    _children_of_contacts(contacts)


def _children_of_contacts(contacts: int) -> None:
    people, moment = _children(contacts), "c.decided_at"
    derive(
        ContactChild,
        {
            "contact_id": "c.id",
            "person_id": f"1 + (c.id * 7 + n * 3) % {people}",
            "rag": "c.rag",
            "referrer_level": f"2 + {part(15, 'c.id')} % 3",
            "recommended_level": f"2 + {part(16, 'c.id')} % 3",
            "decided_level": f"2 + {part(17, 'c.id')} % 3",
            "outcome": f"case when {moment} is null then '' when {part(18, 'c.id')} < {REFERRED} then 'ASSESS_S17' else 'NFA' end",
            "decided_at": moment,
            "checked_at": f"case when {part(19, 'c.id')} < 950 then {moment} end",
            "check_result": f"case when {part(19, 'c.id')} < 950 and {moment} is not null then 'no_record' else '' end",
            "as_given": "'{}'::jsonb",
        },
        source=f"frontdoor_contact c cross join generate_series(1, 1 + ({part(20, 'c.id')} < 400)::int) as n",
    )


def _following(contacts: int, known: dict[str, Any]) -> None:
    _decisions(known)
    derive(
        Answer,
        {
            "reference": "'BA-' || c.id", "contact_id": "c.id", "kind": "'outcome'", "channel": "'telephone'",
            "audience": "'professional'", "prepared_at": "c.answered_at", "prepared_by": "'user:1'",
            "sent_at": "c.answered_at", "state": "'said'",
        },
        source="frontdoor_contact c where c.answered_at is not null",
    )  # fmt: skip
    derive(
        Transfer,
        {
            "contact_id": "c.id", "from_team_id": "c.team_id", "to_team_id": known["teams"].format(part(21, "c.id")),
            "state": f"case when {part(22, 'c.id')} < 850 then 'accepted' else 'rejected' end", "rag": "c.rag",
            "offered_at": "c.received_at", "offered_by": "'user:1'", "due_at": "c.received_at + interval '4 hours'",
            "answered_at": f"c.received_at + interval '1 minute' * {part(23, 'c.id')}", "answered_by": "'user:2'",
        },
        source=f"frontdoor_contact c where {part(24, 'c.id')} < {OFFERED}",
    )  # fmt: skip
    _asked(known)
    derive(
        EarlyHelpPlace,
        {
            "reference": "'BH-' || c.id", "child_id": "c.id", "team_id": known["help"], "offered_at": "c.decided_at",
            "offered_by": "'user:1'",
            "taken_up_at": f"case when {part(28, 'c.id')} < 800 then c.decided_at + interval '1 hour' * {part(29, 'c.id')} end",
            "taken_up_by": f"case when {part(28, 'c.id')} < 800 then 'user:1' else '' end",
        },
        source=f"frontdoor_contactchild c where c.decided_at is not null and {part(30, 'c.id')} < {HELPED}",
    )  # fmt: skip
    derive(
        WorkItem,
        {
            "act": "'screen'", "subject_kind": "'contact'", "subject": "c.reference", "team_id": "c.team_id",
            "locality": "c.locality", "rag": "c.rag", "due_at": "c.statutory_due_at", "due_rule": "'referral-decision'",
            "pack_id": known["pack"], "arrived_at": "c.received_at", "done_at": "c.decided_at",
            "done_by": "case when c.decided_at is null then '' else 'user:1' end",
        },
        source="frontdoor_contact c",
    )  # fmt: skip


def _asked(known: dict[str, Any]) -> None:
    derive(
        Enquiry,
        {
            "reference": "'BE-' || c.id", "subject_kind": "'contact'", "subject": "c.reference", "purpose": "'screening'",
            "told": "'told'", "rag": "c.rag", "team_id": "c.team_id", "pack_id": known["pack"],
            "asked_at": "c.received_at", "asked_by": "'user:1'",
        },
        source=f"frontdoor_contact c where {part(25, 'c.id')} < {ASKED}",
    )  # fmt: skip
    agency = ", ".join(map(str, known["agencies"]))
    derive(
        AgencyRequest,
        {
            "reference": "'BR-' || e.id || '-' || n", "enquiry_id": "e.id",
            "agency_id": f"(array[{agency}])[1 + (e.id + n) % {len(known['agencies'])}]", "question_set": "'police'",
            "state": f"(array['answered', 'answered', 'no_information', 'declined'])[1 + {part(26, 'e.id + n')} % 4]",
            "rag_rank": "1", "asked_at": "e.asked_at", "first_due_at": "e.asked_at + interval '24 hours'",
            "due_at": "e.asked_at + interval '24 hours'", "due_rule": "'asking'",
            "first_answered_at": f"e.asked_at + interval '1 minute' * {part(27, 'e.id + n')} * 2",
        },
        source="enquiries_enquiry e cross join generate_series(1, 2) as n",
    )  # fmt: skip


def _decisions(known: dict[str, Any]) -> None:
    derive(
        Decision,
        {
            "id": "c.id", "child_id": "c.id", "state": "'made'", "outcome": "c.outcome", "proposed_at": "c.decided_at",
            "proposed_by": "'user:1'", "made_at": "c.decided_at",
        },
        source="frontdoor_contactchild c where c.outcome = 'ASSESS_S17'",
    )  # fmt: skip
    derive(
        Referral,
        {
            "reference": "'BF-' || d.id", "child_id": "d.id", "decision_id": "d.id", "began_at": "d.made_at",
            "assessment_due_at": "d.made_at + interval '63 days'",
        },
        source="frontdoor_decision d",
    )  # fmt: skip


def _cases(contacts: int, known: dict[str, Any]) -> None:
    """Write facts of cases from the referrals: every kind with its clock, in proportion."""
    row = "(select c.id, c.person_id, (c.decided_at)::date as day, k.team_id from frontdoor_contactchild c join frontdoor_contact k on k.id = c.contact_id where c.outcome = 'ASSESS_S17') as r"  # noqa: E501
    every = REFERRED
    kinds = (
        ("worker", "", 1000, "0", "null", "null", "''"),
        ("referral", "", 1000, "0", "null", "null", f"(array['Assessment required', 'No Further Action'])[1 + {part(40, 'r.id')} % 2]"),
        ("assessment", "", 900, "1", f"20 + {part(41, 'r.id')} % 60", "63", "''"),
        ("strategy-discussion", "", 1000 * ENQUIRED // every, "5", "null", "null", "'section_47'"),
        ("section-47", "", 1000 * ENQUIRED // every, "5", "25", "26", "''"),
        ("conference", "initial", 1000 * PLANNED // every, f"15 + {part(42, 'r.id')} % 20", "null", "120", "'plan'"),
        ("plan", "cp", 1000 * PLANNED // every, "36", f"90 + {part(43, 'r.id')}", "null", "''"),
        ("conference", "review", 1000 * PLANNED // every, f"110 + {part(44, 'r.id')} % 30", "null", "300", "'plan'"),
        *(("visit", "cp", 1000 * PLANNED // every, f"{36 + 12 * n} + {part(45 + n, 'r.id')} % 6", "null", f"{52 + 12 * n}", "''")
          for n in range(8)),
        ("plan", "cin", 1000 * IN_NEED // every, "40", f"60 + {part(60, 'r.id')}", "null", "''"),
        ("review", "cin", 1000 * IN_NEED // every, f"100 + {part(61, 'r.id')} % 60", "null", "null", "''"),
        *(("visit", "cin", 1000 * IN_NEED // every, f"{45 + 28 * n}", "null", "null", "''") for n in range(3)),
        ("care-episode", "", 1000 * IN_CARE // every, "50", f"200 + {part(62, 'r.id')}", "78", "''"),
        *(("review", "care", 1000 * IN_CARE // every, f"{75 + 90 * n}", "null", f"{165 + 90 * n}", "''") for n in range(3)),
        *(("placement", "", 1000 * IN_CARE // every, f"{50 + 100 * n}", "null", f"{57 + 100 * n}", "''") for n in range(2)),
        *(("health", variety, 1000 * IN_CARE // every, f"{70 + 20 * n}", "null", "null", "''")
          for n, variety in enumerate(("initial", "review", "dental", "immunisations", "sdq"))),
        ("education", "pep", 1000 * IN_CARE // every, "100", "null", "null", "''"),
        ("plan", "pathway", 1000 * IN_CARE // every // 2, "400", "null", "null", "''"),
        ("review", "pathway", 1000 * IN_CARE // every // 2, "500", "null", "null", "''"),
    )  # fmt: skip
    for place, (kind, variety, share, starts, lasts, due, outcome) in enumerate(kinds):
        begins = f"(r.day + ({starts}))"
        ends = (
            f"case when {begins} + ({lasts}) < current_date then {begins} + ({lasts}) end"
            if lasts != "null"
            else "null::date"
        )
        given = {
            "reference": f"'BK-{place}-' || r.id", "kind": f"'{kind}'", "variety": f"'{variety}'", "person_id": "r.person_id",
            "began_on": begins, "ended_on": ends, "outcome": outcome, "source": "'case_system'", "source_at": "now()",
            "recorded_at": "now()", "recorded_by": "'system:bench'", "pack_id": known["pack"],
            "due_at": f"({begins} + ({due}))::timestamptz" if due != "null" else "null::timestamptz",
            "due_rule": f"'{kind}'" if due != "null" else "''",
            "seen": "true" if kind == "visit" else "null::boolean",
            "alone": f"{part(70, 'r.id')} < 600" if kind == "visit" else "null::boolean",
            "seen_on": f"{begins} + 3" if kind in ("assessment", "section-47") else "null::date",
            "details": "'{\"needs_services\": true}'::jsonb" if kind == "assessment" else "'{}'::jsonb",
            "team": "(array['north-social-work', 'central-social-work', 'east-social-work'])[1 + r.id % 3]" if kind == "worker" else "''",
        }  # fmt: skip
        derive(Fact, given, source=f"{row} where {part(80, 'r.id')} < {share} and {begins} <= current_date")
