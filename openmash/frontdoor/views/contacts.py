"""One contact: what was told, who is on it, what is to do; and amending what was told."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.adults import queries as adults
from openmash.base import access, clock, worktime
from openmash.base.actors import Actor
from openmash.base.views import PageView
from openmash.enquiries import queries as enquiries
from openmash.frontdoor import permissions
from openmash.frontdoor.forms.call import AmendContactForm, ApproachFamilyForm
from openmash.frontdoor.permissions import can_know_caller, can_pass_to_worker
from openmash.frontdoor.presenters import asking
from openmash.frontdoor.presenters import contacts as presenters
from openmash.frontdoor.presenters import meetings as meeting_presenters
from openmash.frontdoor.presenters import schools as school_presenters
from openmash.frontdoor.presenters import thinkfamily as think_family
from openmash.frontdoor.presenters.messages import message_row
from openmash.frontdoor.queries import contacts as queries
from openmash.frontdoor.queries import screening as screening_queries
from openmash.frontdoor.queries.names import names_behind
from openmash.frontdoor.queries.schools import children_to_tell
from openmash.frontdoor.rules.contacts import OPEN
from openmash.frontdoor.services import contacts as services
from openmash.frontdoor.services import history
from openmash.frontdoor.views.parts import ContactPart, contact_address, pack_of, safety_of
from openmash.frontdoor.views.standing import may_oversee, standing
from openmash.meetings import queries as meetings
from openmash.people import queries as people
from openmash.schools import queries as schools
from openmash.sharing import queries as sharing
from openmash.trail import services as trail

CHILD_PARTS = (
    "rate_rag",
    "record_factor",
    "record_analysis",
    "give_level",
    "check_early_help",
    "answer_prompts",
    "decide_contact",
)


def titles_of(contact: Any) -> dict[str, str]:
    """Return the pack's words for outcomes, risk headings and questions by their codes."""
    pack = pack_of(contact)
    words = {entry.code: entry.title for entry in pack.outcomes}
    words |= {item.code: item.title for heading in pack.risk_headings for item in heading.items}
    return words | {entry.code: entry.question for entry in pack.prompts}


def told_so_far(actor: Actor, contact: Any) -> list[dict[str, Any]]:
    """Return what the person who raised the worry was told, oldest first, each with its page where one may read it."""
    may_read = access.may_use(actor, "frontdoor:message")
    return [
        message_row(answer)
        | {"href": reverse("frontdoor:message", kwargs={"message": answer.reference}) if may_read else ""}
        for answer in contact.answers.order_by("pk")
    ]


def agencies_line(actor: Actor, contact: Any, now: datetime) -> dict[str, str] | None:
    """Return how the asking of agencies stands, for those who may read it, and where more are asked."""
    if not access.may_use(actor, "frontdoor:enquiry"):
        return None
    place = {"reference": contact.reference}
    standing = enquiries.standing_of(actor, subject_kind="contact", subject=contact.reference, now=now)
    may_ask = access.may_use(actor, "frontdoor:ask_agencies") and permissions.can_screen(actor, contact)
    return {
        "text": asking.standing_words(standing),
        "href": reverse("frontdoor:enquiry", kwargs=place),
        "ask": reverse("frontdoor:ask_agencies", kwargs=place) if may_ask else "",
    }


def schools_line(actor: Actor, contact: Any, now: datetime) -> dict[str, str] | None:
    """Return how the telling of the children's schools stands, where the pack has schools told of such a worry."""
    if not (access.may_use(actor, "frontdoor:school_notices") and permissions.can_answer_referrer(actor, contact)):
        return None
    held = schools.standing_of(actor, about_kind="contact", about=contact.reference)
    children = len(children_to_tell(contact, now)) if schools.is_told_about(contact.category) else 0
    if not (held.notices or children):
        return None
    return {
        "text": school_presenters.standing_words(held, children=children, now=now),
        "href": reverse("frontdoor:school_notices", kwargs={"reference": contact.reference}),
    }


def meetings_line(actor: Actor, contact: Any, now: datetime) -> dict[str, Any] | None:
    """Return how the meetings about a contact stand, for those who may read it, and the clocks that they began."""
    if not access.may_use(actor, "frontdoor:meetings"):
        return None
    states = meetings.states_about(actor, subject_kind="contact", subject=contact.reference)
    clocks = meetings.clocks_of(actor, [one.person for one in contact.children.all()])
    kinds = meetings.kinds(now) if permissions.can_meet(actor, contact) else []
    return {
        "text": meeting_presenters.standing_words(states),
        "href": reverse("frontdoor:meetings", kwargs={"reference": contact.reference}),
        "clocks": meeting_presenters.clock_rows(contact, clocks, now),
        "call": [
            {
                "title": f"Call a {one.title.lower()}",
                "href": reverse("frontdoor:call_meeting", kwargs={"reference": contact.reference, "kind": one.code}),
            }
            for one in kinds
        ],
    }


def others_line(actor: Actor, contact: Any) -> dict[str, str] | None:
    """Return how many others are told of the incident, for those who may read it."""
    if not (access.may_use(actor, "frontdoor:think_family") and permissions.can_screen(actor, contact)):
        return None
    closings = adults.closings_about(actor, subject_kind="contact", subject=contact.reference)
    return {
        "text": think_family.standing_words(closings),
        "href": reverse("frontdoor:think_family", kwargs={"reference": contact.reference}),
    }


class ShowContact(PageView):
    """A contact with its children, the parts of screening, and what is due next."""

    template = "frontdoor/contact.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = queries.contact_by_reference(actor, reference)
        position = sharing.position_of(actor, subject_kind="contact", subject=reference)
        screened = screening_queries.screening_of(actor, contact, position=position, now=now)
        persons = [one.child.person for one in screened] + [adult.person for adult in contact.adults.all()]
        with trail.gathering():
            for person in persons:
                trail.saw(actor=actor, subject=person, purpose=actor.purpose or "contact", at=now, contact=reference)
        cards = self.cards(actor, contact, screened, position, now)
        return {
            "header": presenters.header(contact, now),
            "told": presenters.told(
                contact, {entry.code: entry.title for entry in pack_of(contact).contact_categories}
            ),
            "caller": presenters.caller(contact, known=can_know_caller(actor, contact)),
            "adults": presenters.adults(contact, now),
            "left_at_home": presenters.left_at_home(contact),
            "safety": safety_of(actor, contact, now),
            "cards": cards,
            "next": self.next_task(actor, contact, cards),
            "position": {
                "recorded": position.recorded_at is not None,
                "told": position.told_words,
                "agreement": position.agreement_words,
                "must_not": position.must_not_be_told,
            },
            "approached": presenters.when(contact.family_approached_at),
            "may_pass": can_pass_to_worker(actor, contact),
            "decided": contact.decided_at is not None,
            "answers": told_so_far(actor, contact),
            "agencies": agencies_line(actor, contact, now),
            "meetings": meetings_line(actor, contact, now),
            "others": others_line(actor, contact),
            "schools": schools_line(actor, contact, now),
            **standing(actor, contact, screened, now),
        }

    def next_task(self, actor: Actor, contact: Any, cards: list[dict[str, Any]]) -> dict[str, Any] | None:
        """Return what is to be done next in screening; where only adults are in it, telling those who help them."""
        if contact.adults_only and contact.status in OPEN and permissions.can_screen(actor, contact):
            place = {"reference": contact.reference}
            return {
                "title": "Who else needs to know",
                "href": reverse("frontdoor:think_family", kwargs=place),
                "who": "",
            }
        return next((t | {"who": c["name"]} for c in cards for t in c["tasks"] if not t["done"] and t["href"]), None)

    def cards(
        self, actor: Actor, contact: Any, screened: list[Any], position: Any, now: datetime
    ) -> list[dict[str, Any]]:
        """Return each child with the parts of screening: what was set down, and what is left."""
        reference, may_screen = contact.reference, permissions.can_screen(actor, contact)
        names, titles = self.names(contact, screened), titles_of(contact)
        children = [one.child.person for one in screened]
        cases = people.open_cases_of_each(actor, children, today=clock.london_day(now))
        history = f"Read {worktime.said_at(contact.history_opened_at, now)}" if contact.history_opened_at else ""
        cards = [
            presenters.child_card(one, titles, names, now)
            | {
                "tasks": presenters.tasks(
                    one,
                    history=history,
                    family=position.told_words if position.recorded_at else "",
                    links=self.links(one, reference) if may_screen else {},
                    open_=contact.status in OPEN,
                ),
                "href": reverse("web:child", kwargs={"reference": one.child.person.reference})
                if access.may_use(actor, "web:child")
                else "",
                "cases": self.cases(cases[one.child.person_id], reference),
                "oversee": self.oversee(actor, contact, one),
                "match": reverse("frontdoor:match_person", kwargs=self.place(one, reference)) if may_screen else "",
            }
            for one in screened
        ]
        for card in cards:
            card["left"] = presenters.left_words(card["tasks"]) if may_screen else ""
        return cards

    def names(self, contact: Any, screened: list[Any]) -> dict[str, str]:
        refs = {rating.rated_by for one in screened for rating in one.ratings}
        refs |= {factor.recorded_by for one in screened for factor in one.factors}
        refs |= {decision.proposed_by for one in screened for decision in one.decisions}
        refs |= {decision.countersigned_by for one in screened for decision in one.decisions}
        return names_behind(refs - {""})

    def place(self, one: Any, reference: str) -> dict[str, str]:
        return {"reference": reference, "child": one.child.person.reference}

    def links(self, one: Any, reference: str) -> dict[str, str]:
        place = self.place(one, reference)
        links = {name: reverse(f"frontdoor:{name}", kwargs=place) for name in CHILD_PARTS}
        whole = {"history": "frontdoor:open_history", "record_family_position": "frontdoor:record_family_position"}
        return links | {name: reverse(address, kwargs={"reference": reference}) for name, address in whole.items()}

    def oversee(self, actor: Actor, contact: Any, one: Any) -> str:
        """Return where the actor answers the child's decision as the second person; empty when it waits for nobody like them."""
        asked = any(may_oversee(actor, contact, decision) for decision in one.decisions)
        return reverse("frontdoor:countersign_decision", kwargs=self.place(one, contact.reference)) if asked else ""

    def cases(self, found: list[people.Involvement], reference: str) -> list[dict[str, str]]:
        """Return the open cases of a child with their worker, and where the caller is handed over."""
        return [
            {
                "what": case.involvement or case.status,
                "worker": case.worker or "the worker",
                "team": case.team,
                "phone": case.phone,
                "href": reverse("frontdoor:pass_to_worker", kwargs={"reference": reference, "record": case.record_id}),
            }
            for case in found
        ]


class AmendContact(ContactPart):
    """Correct what was told."""

    form_class = AmendContactForm
    heading = "Correct what was told"

    def initial(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = self.contact(actor, reference)
        permissions.check_can_screen(actor, contact)
        return {name: getattr(contact, name) for name in AmendContactForm.base_fields if hasattr(contact, name)}

    def act(self, actor: Actor, form: AmendContactForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        contact = self.contact(actor, reference)
        version = form.cleaned_data["version"]
        services.amend_contact(
            actor=actor,
            contact=contact,
            changes=form.content,
            expected_version=version if version is not None else 0,
            now=now,
        )
        return contact_address(reference)


class ApproachFamily(ContactPart):
    """Record that the family has been approached."""

    form_class = ApproachFamilyForm
    heading = "The family has been approached"
    button = "Record that the family was approached"

    def more(self, actor: Actor, contact: Any, now: datetime, **kwargs: Any) -> dict[str, Any]:
        if contact.history_opened_at:
            return {"notes": [f"The history was opened {presenters.when(contact.history_opened_at)}."]}
        return {"notes": ["Nobody has opened the history yet. Read it first, or say why waiting would be wrong."]}

    def act(self, actor: Actor, form: ApproachFamilyForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        history.record_family_approached(
            actor=actor, contact=self.contact(actor, reference), reason=form.cleaned_data["reason"], now=now
        )
        return contact_address(reference)
