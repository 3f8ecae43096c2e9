"""Whom measures look at: rows with the day that puts each into a period, and what they are grouped by.

A cohort is made of the tables of an extract. Its rows have a `day`, whom they are about (`about`: the key of a contact or a
person, for those who may see the cases), and the columns of its groups. A standing cohort holds at the end of each month those
who were there then: of a period its last month counts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from openmash.adults.choices import BranchKind, BranchState
from openmash.enquiries.choices import RequestState
from openmash.frontdoor.choices import AnswerState, Channel, TransferState
from openmash.indicators.engine.data import Data
from openmash.schools.choices import NoticeState

CONTACT, PERSON = "contact", "person"
SAID, NOT_POSSIBLE, SETTLED = AnswerState.SAID.value, Channel.NOT_POSSIBLE.value, TransferState.SETTLED.value


@dataclass(frozen=True)
class Cohort:
    """Rows, whom they are about, and what they may be grouped by: the name of a group and its column.

    `kept` says in which records it is kept elsewhere too (a kind of fact, and its sub-kind; or a register): none of those, and
    nothing can be said. What is recorded here and nowhere else is there, or is none.
    """

    rows: Callable[[Data], Any]
    about: str
    groups: Mapping[str, str]
    standing: bool = False
    kept: tuple[str, str] | None = None


OF_CONTACTS = {
    "locality": "locality",
    "team": "team_id",
    "agency": "agency_id",
    "source": "source",
    "rag": "rag",
    "operating_model": "operating_model",
}
OF_CHILDREN = OF_CONTACTS | {"outcome": "outcome"}
OF_FACTS = {"locality": "locality", "team": "team"}


def contacts_received(data: Data) -> Any:
    return data.contacts.mutate(day=data.contacts.received_on, about=data.contacts.id)


def contacts_decided(data: Data) -> Any:
    decided = data.contacts.filter(data.contacts.decided_on.notnull())
    return decided.mutate(day=decided.decided_on, about=decided.id)


def children(data: Data) -> Any:
    """Children of contacts, each with what their contact says."""
    held = data.contacts
    shown = held.select(
        contact_id=held.id,
        received_on=held.received_on,
        received_at=held.received_at,
        contact_decided_on=held.decided_on,
        status=held.status,
        way_in=held.way_in,
        **{name: held[column] for name, column in OF_CONTACTS.items() if name not in ("team", "agency", "rag")},
        team_id=held.team_id,
        agency_id=held.agency_id,
    )
    return data.children.inner_join(shown, "contact_id").mutate(about=data.children.contact_id)


def children_received(data: Data) -> Any:
    held = children(data)
    return held.mutate(day=held.received_on)


def children_decided(data: Data) -> Any:
    held = children(data)
    return held.filter(held.decided_on.notnull()).mutate(day=held.decided_on)


def children_of_contacts_decided(data: Data) -> Any:
    held = children(data)
    return held.filter(held.contact_decided_on.notnull()).mutate(day=held.contact_decided_on)


def children_again(data: Data) -> Any:
    """Children of contacts received, with the day of the contact before that was about the same child."""
    import ibis

    held = children(data)
    before = held.received_on.lag().over(
        ibis.window(group_by=held.person_id, order_by=[held.received_at, held.contact_id])
    )
    return held.mutate(day=held.received_on, before=before)


def told(data: Data) -> Any:
    """The answer by which somebody was first told an outcome, one for each contact."""
    import ibis

    said = data.answers.filter((data.answers.state == SAID) & (data.answers.channel != NOT_POSSIBLE))
    said = said.filter(said.sent_at.notnull())
    place = ibis.row_number().over(ibis.window(group_by=said.contact_id, order_by=[said.sent_at, said.id]))
    first = said.mutate(place=place)
    first = first.filter(first.place == 0).select("id", "contact_id", day="sent_on")
    return _with_contact(first, data)


def offers(data: Data) -> Any:
    """The offers of one team to another, with the first of each contact. What a manager settled was not offered."""
    import ibis

    held = data.transfers
    first = held.id.min().over(ibis.window(group_by=held.contact_id))
    numbered = held.mutate(first_id=first)
    made = numbered.filter(numbered.state != SETTLED)
    settled = held.filter(held.settles_id.notnull()).select(settled_id="settles_id").distinct()
    made = made.left_join(settled, made.id == settled.settled_id)
    made = made.select(
        "id", "contact_id", "state", "offered_at", "due_at", "answered_at", "first_id", "settled_id",
        day="offered_on", own_rag="rag",
    )  # fmt: skip
    shown = _with_contact(made, data)
    return shown.mutate(rag=shown.own_rag)


def _with_contact(rows: Any, data: Data) -> Any:
    held = data.contacts
    columns = dict.fromkeys(OF_CONTACTS.values())
    contact = held.select(contact_key=held.id, **{name: held[name] for name in columns})
    joined = rows.inner_join(contact, rows.contact_id == contact.contact_key)
    return joined.mutate(about=joined.contact_id)


def requests(data: Data) -> Any:
    held = data.requests.filter(data.requests.state != RequestState.WITHDRAWN.value)
    return held.mutate(day=held.asked_on, about=held.contact_id)


def work(data: Data) -> Any:
    return data.work.mutate(day=data.work.due_on, about=data.work.id)


def places(data: Data) -> Any:
    """Places of early help that were offered, with the child's contact."""
    held = children(data).select("id", "contact_id", "person_id", "locality", "source", child_agency="agency_id")
    held = held.rename(child_key="id")
    rows = data.places.inner_join(held, data.places.child_id == held.child_key)
    return rows.mutate(day=rows.offered_on, about=rows.contact_id)


def branches(data: Data) -> Any:
    """What was opened for somebody else who needs to know, with the moment for which its clock is.

    An adviser or housing: told by what left, or by word of mouth. Adult social care: decided. The conference: heard it, or the
    questions about danger were answered without it.
    """
    import ibis

    left = data.tellings.group_by(told_branch=data.tellings.branch_id).agg(told_at=data.tellings.disclosed_at.min())
    held = data.branches.filter(data.branches.state != BranchState.WITHDRAWN.value)
    held = held.left_join(left, held.id == left.told_branch)
    heard = ibis.coalesce(held.heard_at, held.closed_at)
    done = ibis.cases(
        (held.kind == BranchKind.ADULT.value, held.decided_at),
        ((held.kind == BranchKind.CONFERENCE.value) & (held.state == BranchState.HEARD.value), heard),
        ((held.kind == BranchKind.CONFERENCE.value) & (held.state == BranchState.NOT_REFERRED.value), held.weighed_at),
        (held.kind == BranchKind.CONFERENCE.value, ibis.null("timestamp('UTC')")),
        else_=held.told_at,
    )
    return held.mutate(day=held.opened_on, about=held.id, done_at=done)


def notices(data: Data) -> Any:
    """Notices to schools that were needed, of children who are in a school."""
    held = data.notices.filter(data.notices.state.notin((NoticeState.WITHDRAWN.value, NoticeState.WITH_COUNCIL.value)))
    return held.mutate(day=held.opened_on, about=held.id)


COHORTS: dict[str, Cohort] = {
    "contacts received": Cohort(contacts_received, CONTACT, OF_CONTACTS),
    "contacts decided": Cohort(contacts_decided, CONTACT, OF_CONTACTS),
    "children received": Cohort(children_received, CONTACT, OF_CHILDREN),
    "children decided": Cohort(children_decided, CONTACT, OF_CHILDREN),
    "children of contacts decided": Cohort(children_of_contacts_decided, CONTACT, OF_CHILDREN),
    "children again": Cohort(children_again, CONTACT, OF_CHILDREN),
    "told": Cohort(told, CONTACT, OF_CONTACTS),
    "offers": Cohort(offers, CONTACT, OF_CONTACTS),
    "requests": Cohort(
        requests, CONTACT, {"locality": "locality", "agency": "agency_id", "agency_kind": "agency_kind", "rag": "rag"}
    ),
    "branches": Cohort(branches, "", {"locality": "locality", "team": "team_id", "branch": "kind"}),
    "notices": Cohort(notices, "", {"locality": "locality", "team": "team_id"}),
    "work": Cohort(work, "", {"locality": "locality", "team": "team_id", "rag": "rag"}),
    "places": Cohort(places, CONTACT, {"locality": "locality", "team": "team_id", "source": "source"}),
}
