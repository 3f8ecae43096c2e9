"""Contacts written as the services leave them, edges included, for figures counted by hand. "Now" is 20 November, 10:00."""

from dataclasses import dataclass, field
from datetime import datetime

from openmash.agencies import queries as agencies
from openmash.base.clock import LONDON
from openmash.frontdoor.models import Answer, Contact, ContactChild, Decision, Disagreement, Referral, Transfer
from openmash.people.models import Person


def at(day: int, hour: int = 10, minute: int = 0, second: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, second, tzinfo=LONDON)


NOW = at(20)
END = (23, 59, 59)


@dataclass
class Child:
    """One child: outcome, levels (referrer's, recommended, decided), and whether the early-help check is recorded."""

    outcome: str = "ADVICE"
    levels: tuple[int | None, int | None, int | None] = (None, None, None)
    checked: bool = True
    referral: str = ""


@dataclass
class Row:
    """One contact as the services leave it."""

    why: str
    received: datetime
    due: datetime
    first_decided: datetime | None = None
    decided: datetime | str | None = "first"
    rag: str = "amber"
    rag_due: datetime | None = None
    answered: datetime | None = None
    answer_due: datetime | None = None
    acknowledged: datetime | str | None = "at once"
    reachable: bool = True
    anonymous: bool = False
    status: str = "decided"
    locality: str = "Central"
    source: str = "2A"
    restricted: bool = False
    history: datetime | None = None
    family: datetime | None = None
    told: datetime | None = None
    disagreed: bool = False
    children: list[Child] = field(default_factory=lambda: [Child()])


WORLD = [
    Row(
        "decided at the very last second of its time, and answered at the very last second",
        at(2),
        at(3, *END),
        at(3, *END),
        rag_due=at(3, 10),
        answered=at(4, *END),
        answer_due=at(4, *END),
        told=at(4, *END),
        history=at(2, 11),
        family=at(2, 11),
        children=[Child("EH", (3, 2, 2)), Child("ADVICE", (2, 2, 2), checked=False)],
    ),
    Row(
        "decided a second late",
        at(2),
        at(3, *END),
        at(4, 0, 0, 0),
        rag="green",
        rag_due=at(5),
        answered=at(6),
        answer_due=at(5, *END),
        told=at(6),
        disagreed=True,
        locality="North",
        source="6",
        children=[Child("ASSESS_S17", (3, 3, 3), referral="made")],
    ),
    Row(
        "decided in time, then opened again and not decided anew: its first decision counts, its children do not",
        at(3),
        at(4, *END),
        at(3, 12),
        decided=None,
        rag="red",
        rag_due=at(3, 14),
        status="screening",
        told=at(4),
        disagreed=True,
        history=at(3, 13),
        family=at(3, 11),
        children=[Child("", (3, 3, None), referral="reopened")],
    ),
    Row(
        "not decided, and due only next Monday: not counted yet",
        at(20, 9),
        at(23, *END),
        status="received",
        rag="",
        acknowledged=at(20, 9),
        children=[Child("", checked=False)],
    ),
    Row(
        "not decided, and due at this very moment: it could still be in time",
        at(19, 9),
        at(20),
        status="received",
        rag="amber",
        rag_due=at(20),
        children=[Child("", checked=False)],
    ),
    Row(
        "not decided, and a second overdue",
        at(18),
        at(19, *END),
        status="screening",
        rag="red",
        rag_due=at(18, 14),
        acknowledged=None,
        children=[Child("", checked=False)],
    ),
    Row(
        "anonymous: nobody to acknowledge or answer; restricted, and counted all the same",
        at(5),
        at(6, *END),
        at(6),
        rag="green",
        rag_due=at(8),
        anonymous=True,
        restricted=True,
        answer_due=at(9, *END),
        source="9",
        locality="East",
    ),
    Row(
        "passed to the worker of an open case: decided, no early-help check asked, no child decided",
        at(6),
        at(9, *END),
        at(6, 11),
        status="passed",
        rag="",
        answered=at(6, 12),
        answer_due=at(9, *END),
        told=at(6, 12),
        children=[Child("", checked=False)],
    ),
    Row(
        "decided, not answered, and the answer is due only today at midnight: not counted yet",
        at(18),
        at(19, *END),
        at(19),
        rag_due=at(19),
        answer_due=at(20, *END),
        locality="",
        children=[Child("OPEN", checked=False), Child("NFA", (1, 1, 1))],
    ),
    Row("decided, and never answered", at(9), at(10, *END), at(10), rag_due=at(9, 12), answer_due=at(11, *END)),
    Row(
        "of October, decided in November: counted where decisions are, not where contacts are",
        at(30, month=10),
        at(2, *END),
        at(2),
        rag_due=at(31, month=10),
        answered=at(3),
        answer_due=at(3, *END),
        told=at(3),
        locality="North",
        children=[Child("ASSESS_S17", (None, 3, 4), referral="made")],
    ),
    Row("of December: after the period", at(1, 0, month=12), at(2, *END, month=12), status="received", rag=""),
]


def write(row: Row, number: int) -> Contact:
    decided = row.first_decided if row.decided == "first" else row.decided
    contact = Contact.objects.create(
        reference=f"C-{number}", way_in="telephone", source=row.source, received_at=row.received, status=row.status,
        anonymous=row.anonymous, caller_telephone="020 7946 0001" if row.reachable else "", locality=row.locality,
        rag=row.rag, restricted=row.restricted, decide_due_at=row.due, statutory_due_at=row.due, rag_due_at=row.rag_due,
        first_decided_at=row.first_decided, decided_at=decided, answered_at=row.answered,
        referrer_due_at=row.answer_due or row.due, acknowledge_due_at=row.due,
        acknowledged_at=row.received if row.acknowledged == "at once" else row.acknowledged,
        history_opened_at=row.history, history_opened_by="user:1" if row.history else "",
        family_approached_at=row.family, family_approached_by="user:1" if row.family else "",
        team=agencies.team_by_code("east-central-triage"), pack=agencies.current_pack_version(),
    )  # fmt: skip
    for place, one in enumerate(row.children):
        write_child(contact, one, f"P-{number}-{place}", decided)
    if row.told:
        Answer.objects.create(
            reference=f"A-{number}", contact=contact, kind="outcome", channel="telephone", audience="professional",
            prepared_at=row.told, prepared_by="user:1", sent_at=row.told, state="said",
        )  # fmt: skip
    if row.disagreed:
        Disagreement.objects.create(contact=contact, raised_at=NOW, raised_by="user:1", due_at=NOW)
    return contact


def write_child(contact: Contact, one: Child, reference: str, decided: datetime | None) -> None:
    person = Person.objects.create(reference=reference, given_name="Aled", family_name="Example", created_at=NOW)
    referrer, recommended, level = one.levels
    child = ContactChild.objects.create(
        contact=contact, person=person, outcome=one.outcome, rag=contact.rag, referrer_level=referrer,
        recommended_level=recommended, decided_level=level, decided_at=decided if one.outcome else None,
        check_result="no_record" if one.checked else "", checked_at=contact.received_at if one.checked else None,
    )  # fmt: skip
    # A returned decision is one of the past: it never makes anything decided.
    Decision.objects.create(child=child, state="returned", outcome="NFA", proposed_at=NOW, proposed_by="user:1")
    if one.referral:
        decision = Decision.objects.create(
            child=child, state=one.referral, outcome="ASSESS_S17", proposed_at=NOW, proposed_by="user:1", made_at=NOW,
            reopened_at=NOW if one.referral == "reopened" else None,
            reopened_by="user:2" if one.referral == "reopened" else "",
        )  # fmt: skip
        Referral.objects.create(
            reference=f"R-{reference}", child=child, decision=decision, began_at=NOW, assessment_due_at=NOW
        )


def offers() -> None:
    """Write transfers: taken at once; bounced, bounced again and settled; bounced once and then taken; not answered."""
    triage, central = (agencies.team_by_code(code) for code in ("east-central-triage", "central-mash"))

    def offer(contact: str, state: str, answered: datetime | None, **more: object) -> Transfer:
        values = {"offered_at": at(4, 9), "due_at": at(4, 13)} | more
        return Transfer.objects.create(
            contact=Contact.objects.get(reference=contact), from_team=triage, to_team=central, state=state, rag="amber",
            offered_by="user:1", answered_at=answered, answered_by="user:2" if answered else "", **values,
        )  # fmt: skip

    offer("C-1", "accepted", at(4, 13))  # at the very moment it was due
    offer("C-2", "rejected", at(4, 10))
    bounced = offer("C-2", "rejected", at(4, 14))  # late
    offer("C-2", "settled", at(4, 15), offered_at=at(4, 15), due_at=at(4, 15), settles=bounced)
    offer("C-3", "rejected", at(4, 10))
    offer("C-3", "accepted", at(4, 11))
    offer("C-9", "offered", None)  # overdue since the 4th
    offer("C-10", "offered", None, offered_at=at(20, 9), due_at=at(20, 13))  # not due yet
    offer("C-11", "withdrawn", None)  # taken back: nobody was late
