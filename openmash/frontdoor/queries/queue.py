"""The queue: what is to be done, in the order of colour set by a person, due time and arrival."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from openmash.adults import queries as adults
from openmash.agencies import queries as agencies
from openmash.base import access, clock, worktime
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.enquiries import queries as enquiries
from openmash.frontdoor.models import Contact, ContactChild, ContactPerson, EarlyHelpPlace, OpenCaseHandover, Transfer
from openmash.work import permissions as work_permissions
from openmash.work import queries as work
from openmash.work.choices import ACT_WORDS, RAG_RANK, WorkAct

PAGE, MOST, YEAR = 25, 500, 365
CONTACT, REQUEST, BRANCH, PERSON = "contact", "request", "branch", "person"
REGISTER, NEW_DOCUMENT = "sharing:register", "sharing:draft_document"
HOME, TOLD, OTHERS = "web:home", "frontdoor:told", "frontdoor:think_family"
# Where those read it who may not do it themselves: at the contact that it is about.
READ_AT = {REQUEST: "frontdoor:enquiry", BRANCH: OTHERS}
Asked = tuple[str, str, bool]
NOTHING_ASKED: Mapping[str, Asked] = MappingProxyType({})
# A queue needs no story and no address: only who it is.
NAMED_BY = ("reference", "given_name", "family_name", "unborn", "date_of_birth", "age_given", "age_given_on")

# Where the next act is done, by what it is. The record is the contact unless the address says otherwise.
ADDRESSES: dict[str, str] = {
    WorkAct.SCREEN: "frontdoor:contact",
    WorkAct.DECIDE: "frontdoor:contact",
    WorkAct.COUNTERSIGN: "frontdoor:contact",
    WorkAct.DIP_SAMPLE: "frontdoor:contact",
    WorkAct.EARLY_HELP_CHECK: "frontdoor:contact",
    WorkAct.ACCEPT_TRANSFER: "frontdoor:answer_transfer",
    WorkAct.SETTLE_TRANSFER: "frontdoor:settle_transfer",
    WorkAct.RESOLVE_ADDRESS: "frontdoor:contact",
    WorkAct.ANSWER_REFERRER: "frontdoor:answer_referrer",
    WorkAct.ANSWER_DISAGREEMENT: "frontdoor:answer_disagreement",
    WorkAct.TAKE_OVER_OPEN_CASE: "frontdoor:handover",
    WorkAct.EARLY_HELP: "frontdoor:early_help",
    WorkAct.ADULT_DUTY: "frontdoor:follow_up",
    WorkAct.START_ASSESSMENT: "frontdoor:follow_up",
    WorkAct.FOLLOW_UP: "frontdoor:follow_up",
    WorkAct.READ_RETURNS: "frontdoor:enquiry",
    WorkAct.CHASE_AGENCY: "frontdoor:enquiry",
    WorkAct.GIVE_MORE_TIME: "frontdoor:enquiry",
    WorkAct.REVIEW_DOCUMENT: "sharing:document",
    WorkAct.MAKE_AGREEMENT: NEW_DOCUMENT,
    WorkAct.MEND_FEED: "sharing:feed",
    WorkAct.ANSWER_REQUEST: "enquiries:request",
    WorkAct.RELEASE_PACKAGE: "frontdoor:packages",
    WorkAct.HOLD_MEETING: "frontdoor:meetings",
    WorkAct.DO_ACTION: "frontdoor:actions",
    WorkAct.ANSWER_ESCALATION: "frontdoor:meetings",
    WorkAct.READ_ESCALATION: "frontdoor:meetings",
    WorkAct.REVIEW_WITHHOLDING: "frontdoor:told",
    WorkAct.TELL_OTHERS: OTHERS,
    WorkAct.DECIDE_CONCERN: "adults:concern",
    WorkAct.WEIGH_DANGER: OTHERS,
    WorkAct.HEAR_CONFERENCE: OTHERS,
    WorkAct.TELL_BRANCH: OTHERS,
    WorkAct.READ_OPENING: "people:read_opening",
    WorkAct.REVIEW_OPENING: "people:review_opening",
    WorkAct.COMPLETE_CHECK: "people:complete_check",
    WorkAct.TELL_SCHOOL: "frontdoor:school_notices",
    WorkAct.SEE_TO_SCHOOL_NOTICE: "frontdoor:school_notices",
    WorkAct.PUPIL_WITHOUT_SCHOOL: "frontdoor:follow_up",
    WorkAct.AUDIT_CASE: "caseaudits:audit",
    WorkAct.ALLOCATE_AUDIT: "caseaudits:allocate_audit",
    WorkAct.CHASE_AUDIT: "caseaudits:allocate_audit",
    WorkAct.ANSWER_AUDIT: "caseaudits:answer_escalation",
    WorkAct.AGREE_GRADES: "caseaudits:agree_grades",
    WorkAct.AUDIT_ACTION: "caseaudits:finish_action",
    WorkAct.LOOK_AGAIN: "caseaudits:look_again",
    WorkAct.BOARD_ACTION: "improvement:board_action",
    WorkAct.LOOK_AT_BOARD_ACTION: "improvement:look_again",
}


@dataclass(frozen=True)
class QueueRow:
    """One row of the queue, in words."""

    act: str
    href: str
    rag: str
    who: str
    note: str
    due_words: str
    due_tone: str
    due_why: str
    locality: str
    reference: str
    team: str
    our_only_team: bool
    owner: str
    mine: bool
    may_take: bool
    may_hand_over: bool
    act_code: str
    child: str
    arrived_at: datetime


def children_in_words(names: list[tuple[str, int | None]]) -> str:
    """Return "Aled Example, 11, and 2 siblings": the eldest known first, the others counted."""
    if not names:
        return "Nobody named yet"
    ordered = sorted(names, key=lambda pair: (pair[1] is None, -(pair[1] or 0)))
    name, age = ordered[0]
    first = f"{name}, {age}" if age is not None else name
    others = len(ordered) - 1
    return first if not others else f"{first}, and {others} {'other' if others == 1 else 'others'}"


def _children(references: list[str]) -> dict[str, list[Any]]:
    """Return the people who are the children of contacts, or the adults where only adults are in one."""
    children: dict[str, list[Any]] = {}
    rows = ContactChild.objects.filter(contact__reference__in=references).select_related("person", "contact")
    for child in rows.only("contact__reference", *(f"person__{name}" for name in NAMED_BY)):
        children.setdefault(child.contact.reference, []).append(child.person)
    if left := [one for one in references if one not in children]:
        grown = ContactPerson.objects.filter(contact__reference__in=left, contact__adults_only=True)
        for adult in grown.select_related("person", "contact").order_by("pk"):
            children.setdefault(adult.contact.reference, []).append(adult.person)
    return children


def _repeats(actor: Actor, people: Iterable[Any], now: datetime) -> dict[int, int]:
    """Return how many contacts each of several people had in a year, where there was more than one."""
    since = now - timedelta(days=YEAR)
    rows = ContactChild.objects.filter(person__in={person.pk for person in people}, contact__received_at__gte=since)
    rows = rows.filter(contact__in=Contact.objects.visible_to(actor))
    counted = rows.values_list("person_id").annotate(number=Count("contact_id", distinct=True))
    return dict(counted.filter(number__gt=1).order_by())


def _concerned(item: Any, children: Mapping[str, list[Any]]) -> list[Any]:
    """Return whom an item is about: the one child it names, else every child of its contact."""
    everybody = children.get(item.subject, [])
    return [person for person in everybody if person.reference == item.child] or everybody


def _who(item: Any, concerned: Iterable[Any], asked: Mapping[str, Asked], today: date) -> str:
    """Return who or what an item is about: the children of its contact, those an agency is asked about, or what its note names."""
    if item.subject_kind in READ_AT:
        return asked[item.subject][0] if item.subject in asked else children_in_words([])
    if item.subject_kind != CONTACT:
        return str(item.note)
    return children_in_words([(one.full_name, one.age_on(today)) for one in concerned])


def _note(item: Any, concerned: Iterable[Any], repeats: Mapping[int, int]) -> str:
    if item.subject_kind != CONTACT:
        return ""
    most = max((repeats.get(person.pk, 0) for person in concerned), default=0)
    said = f"{most} contacts in the last 12 months" if most else ""
    return ". ".join(part for part in (item.note.rstrip("."), said) if part)


def rule_in_words(item: Any) -> str:
    """Return by which rule an item is due, as "red, 4 hours" or "1 working day"."""
    try:
        rule = agencies.pack_of(item.pack_id).clock_rule(item.due_rule)
    except LookupError:
        return str(item.due_rule).replace("-", " ")
    colour = str(item.due_rule).removeprefix("rag-") if str(item.due_rule).startswith("rag-") else ""
    limit = worktime.limit_in_words(rule)
    return f"{colour}, {limit}" if colour else limit


def where_done(actor: Actor, item: Any, asked: Mapping[str, Asked] = NOTHING_ASKED) -> str:
    """Return where a piece of work is done; for those who may read it and not do it, its contact, or the register.

    What an agency is asked, and adult social care decides, is opened on its own page; everybody else reads it at the contact
    that it is about.
    """
    name, reference, of_contact = ADDRESSES[item.act], item.subject, item.subject_kind == CONTACT
    if item.subject_kind in READ_AT:
        _, contact, ours = asked.get(reference, ("", reference, True))
        if not (ours and access.may_use(actor, name)):
            name, reference, of_contact = READ_AT[item.subject_kind], contact, True
    if item.subject_kind == PERSON:
        name = TOLD if access.may_use(actor, TOLD) else HOME
    elif not access.may_use(actor, name):
        name = "frontdoor:contact" if of_contact and access.may_use(actor, "frontdoor:contact") else REGISTER
        if not access.may_use(actor, name):
            name = HOME
    if name == NEW_DOCUMENT:
        return reverse(name, query={"with": reference})
    return reverse(name) if name in (REGISTER, HOME) else reverse(name, kwargs={"reference": reference})


def _asked(actor: Actor, items: Iterable[Any]) -> dict[str, Asked]:
    """Return, for what agencies are asked and adult social care decides, whom it is about, its contact, and whose it is."""
    named: dict[str, list[str]] = {REQUEST: [], BRANCH: []}
    for item in items:
        named.get(item.subject_kind, []).append(item.subject)
    asked: dict[str, Asked] = dict(enquiries.asked_in_words(actor, named[REQUEST])) if named[REQUEST] else {}
    return asked | (adults.names_in_words(actor, named[BRANCH]) if named[BRANCH] else {})


def queue_rows(
    actor: Actor,
    now: datetime,
    *,
    which: str = "mine",
    rag: str = "",
    locality: str = "",
    act: str = "",
    limit: int = PAGE,
) -> list[QueueRow]:
    """Return the queue's rows in their order. Three queries, whatever the length, and two where agencies are asked."""
    items = list(work.work_of(actor, which=which, rag=rag, locality=locality, act=act)[:limit])
    if which == "mine" and not (rag or locality or act):
        work.note_own_work(actor, items)
    asked = _asked(actor, items)
    subjects = [item.subject for item in items if item.subject_kind == CONTACT]
    children, today = _children(subjects), clock.london_day(now)
    repeats = _repeats(actor, [person for some in children.values() for person in some], now)
    return [
        QueueRow(
            act=ACT_WORDS[item.act],
            href=where_done(actor, item, asked),
            rag=item.rag,
            who=_who(item, _concerned(item, children), asked, today),
            note=_note(item, _concerned(item, children), repeats),
            due_words=worktime.in_words(item.due_at, now),
            due_tone="overdue" if item.due_at < now else "soon" if (item.due_at - now).total_seconds() < 7200 else "",
            due_why=rule_in_words(item),
            locality=item.locality,
            reference=item.subject,
            team=item.team.name,
            our_only_team=actor.team_ids == {item.team_id},
            owner=item.owner.name if item.owner else "",
            mine=item.owner_id is not None and item.owner_id == actor.user_id,
            may_take=item.owner_id is None and work_permissions.can_take_work(actor, item),
            may_hand_over=item.owner_id is not None and work_permissions.can_hand_over_work(actor, item),
            act_code=item.act,
            child=item.child,
            arrived_at=item.arrived_at,
        )
        for item in items
    ]


def next_due(actor: Actor, now: datetime) -> dict[str, str] | None:
    """Return the one line under the header: what is due next for this actor."""
    item = work.next_for(actor)
    if item is None:
        return None
    colour = f", {item.rag}" if item.rag else ""
    return {
        "text": f"{ACT_WORDS[item.act]}: {item.subject}{colour}, {worktime.in_words(item.due_at, now)}",
        "href": where_done(actor, item, _asked(actor, [item])),
        "tone": "overdue" if item.due_at < now else "",
    }


def raised_by_agency(actor: Actor, *, limit: int = 100) -> list[Contact]:
    """Return the contacts the actor's agency sent, newest first, with what it has been told."""
    return list(
        _raised(actor).prefetch_related("children", "answers", "disagreements").order_by("-received_at")[:limit]
    )


def raised_contact(actor: Actor, reference: str) -> Contact | None:
    """Return one contact the actor's agency sent."""
    return _raised(actor).filter(reference=reference).prefetch_related("children", "answers", "disagreements").first()


def _raised(actor: Actor) -> QuerySet[Contact]:
    """What an agency sent; of early help, which is the council's own, the step ups of the children it has."""
    if not actor.is_authority:
        return Contact.objects.visible_to(actor).filter(sent_by_agency_id=actor.agency_id)
    stepped_up = Contact.objects.filter(stepped_up_from__in=Contact.objects.visible_to(actor))
    return stepped_up if actor.cleared else stepped_up.filter(restricted=False)


def open_transfer(actor: Actor, reference: str) -> Transfer | None:
    """Return the transfer that a contact is on offer by, for those of either team or who see the contact.

    One query, whether there is one or not: the time that the answer takes does not tell those who may not see it.
    """
    offered_to_us = Q(to_team__in=actor.team_ids)
    if not actor.cleared:
        offered_to_us &= Q(contact__restricted=False)
    seen = Q(contact__in=Contact.objects.visible_to(actor).filter(reference=reference))
    transfers = Transfer.objects.filter(offered_to_us | seen, contact__reference=reference, state="offered")
    return transfers.select_related("contact", "from_team", "to_team").first()


def handover_for(actor: Actor, reference: str) -> OpenCaseHandover | None:
    """Return the latest handover of a contact the actor may see."""
    seen = Contact.objects.visible_to(actor).filter(reference=reference)
    return OpenCaseHandover.objects.filter(contact__in=seen).select_related("contact").order_by("-pk").first()


def visible_contact(actor: Actor, reference: str) -> Contact:
    """Return a contact with its team and children. Raises NotFound when there is none that the actor may see."""
    contact = (
        Contact.objects.visible_to(actor)
        .select_related("team", "sent_by_agency", "pack", "owner")
        .defer("pack__content")
        .prefetch_related("children__person", "transfers__from_team", "transfers__to_team", "answers", "disagreements")
        .filter(reference=reference)
        .first()
    )
    if contact is None:
        raise NotFound
    return contact


def places_of(actor: Actor, reference: str) -> list[EarlyHelpPlace]:
    """Return the early-help places of a contact's children, open ones first."""
    seen = Contact.objects.visible_to(actor).filter(reference=reference)
    places = EarlyHelpPlace.objects.filter(child__contact__in=seen).select_related("child__person", "child__contact")
    return list(places.order_by("ended_at", "-offered_at"))


def _how_many(asked: str) -> int:
    """Return how many rows to show: as many as asked for in steps of a page, within bounds."""
    return min(max(int(asked), PAGE), MOST) if asked.isascii() and asked.isdigit() and len(asked) < 5 else PAGE


def queue_page(actor: Actor, now: datetime, *, which: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return what a queue page shows: its rows, counts and filters, and what is chosen."""
    rag = asked.get("rag", "") if asked.get("rag", "") in RAG_RANK else ""
    locality = asked.get("locality", "")
    shown = _how_many(asked.get("shown", ""))
    rows = queue_rows(actor, now, which=which, rag=rag, locality=locality, limit=shown + 1)
    return {
        "which": which,
        "rows": rows[:shown],
        "shown": shown,
        "next_shown": shown + PAGE if len(rows) > shown and shown < MOST else 0,
        "more": len(rows) > shown,
        "counts": work.counts(actor, now=now, which=which),
        "rag": rag,
        "locality": locality,
        "localities": agencies.localities_in_use(clock.london_day(now)),
        "as_of": now,
    }
