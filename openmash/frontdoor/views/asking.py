"""Asking agencies about a contact, and reading together what they answered."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse

from openmash.base import access, clock, files
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import ActView, PageView
from openmash.enquiries import queries as enquiries
from openmash.enquiries import services as enquiry_services
from openmash.frontdoor import permissions
from openmash.frontdoor.forms import asking as forms
from openmash.frontdoor.presenters import asking as presenters
from openmash.frontdoor.presenters import contacts as contact_presenters
from openmash.frontdoor.presenters import lawfulbases
from openmash.frontdoor.queries import contacts as queries
from openmash.frontdoor.queries.chronology import chronology_of
from openmash.frontdoor.queries.facts import usual_bases
from openmash.frontdoor.services import asking as services
from openmash.frontdoor.views.contacts import meetings_line
from openmash.frontdoor.views.parts import ContactPart, contact_address, pack_of, safety_of
from openmash.sharing import queries as sharing
from openmash.trail import services as trail


def _where(reference: str, request: Any) -> Callable[[str], str]:
    """Return what gives the address of a file that an agency sent about a contact."""
    held = {"reference": reference, "asked": request.reference}
    return lambda file: reverse("frontdoor:return_file", kwargs={**held, "file": file})


def enquiry_address(reference: str) -> str:
    """Return where one reads what agencies were asked and answered about a contact."""
    return reverse("frontdoor:enquiry", kwargs={"reference": reference})


def known_to(contact: Any) -> set[str]:
    """Return the codes of agencies that know the family: the one that raised the worry, and those that told us before."""
    people = [one.person.reference for one in (*contact.children.all(), *contact.adults.all())]
    raised = {contact.sent_by_agency.code} if contact.sent_by_agency else set()
    return raised | enquiries.agencies_that_know(people)


class AskAgencies(ContactPart):
    """Ask several agencies in one act."""

    form_class = forms.AskAgenciesForm
    heading = "Ask agencies"
    intro = "Nothing is sent by itself. Each agency gets its own questions and sees nothing of the others."
    button = "Ask them"
    draft_title = "Asking agencies"

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = self.contact(actor, reference)
        today = clock.london_day(now)
        ages = [one.person.age_on(today) for one in contact.children.all()]
        choices = enquiries.choices_for(
            subject_kind="contact",
            subject=reference,
            category=contact.category,
            ages=ages,
            rag=contact.rag,
            known_to=known_to(contact),
            now=now,
        )
        bases = pack_of(contact).in_force("lawful_bases", today)
        usual = usual_bases(actor, list(contact.children.all()), bases, now=now)
        return {
            "agencies": presenters.agency_choices(choices),
            "people": presenters.people_choices(contact, now),
            "purposes": presenters.purposes(pack_of(contact), today),
            "bases": lawfulbases.in_groups(bases, usual=usual),
        }

    def initial(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = sharing.position_of(actor, subject_kind="contact", subject=reference)
        if held.recorded_at is None:
            return {}
        return {name: getattr(held, name) for name in ("told", "must_not_be_told", "lawful_bases")}

    def act(self, actor: Actor, form: forms.AskAgenciesForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        content = form.content
        services.ask_agencies_about(
            actor=actor,
            contact=self.contact(actor, reference),
            agency_codes=content["agencies"],
            people=content["people"],
            given=enquiry_services.EnquiryGiven(
                purpose=content["purpose"],
                lawful_bases=tuple(content["lawful_bases"]),
                told=content["told"],
                must_not_be_told=content["must_not_be_told"],
                words=content["words"],
            ),
            now=now,
        )
        return enquiry_address(reference)


def opened(actor: Actor, contact: Any, now: datetime) -> None:
    """Keep an opening for everybody whom answers about a contact tell of."""
    everybody: list[Any] = [*contact.children.all(), *contact.adults.all()]
    with trail.gathering():
        for one in everybody:
            purpose = actor.purpose or "contact"
            trail.saw(actor=actor, subject=one.person, purpose=purpose, at=now, contact=contact.reference)


class ShowEnquiry(ActView):
    """What agencies were asked and answered about a contact, read together; one says here that one has read it."""

    template = "frontdoor/enquiry.html"
    form_class = forms.ReadReturnsForm

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = queries.contact_by_reference(actor, reference)
        opened(actor, contact, now)
        requests = enquiries.requests_about(actor, subject_kind="contact", subject=reference)
        standing = enquiries.standing_of(actor, subject_kind="contact", subject=reference, now=now)
        may_ask = access.may_use(actor, "frontdoor:ask_agencies") and permissions.can_screen(actor, contact)
        return {
            "header": contact_presenters.header(contact, now),
            "safety": safety_of(actor, contact, now),
            "back": contact_address(reference),
            "standing": presenters.standing_words(standing),
            "requests": [
                presenters.request_card(one, now, may_act=may_ask, where=_where(reference, one)) for one in requests
            ],
            "questions": presenters.open_questions(requests),
            "chronology": presenters.chronology(
                chronology_of(actor, contact, requests, now=now) if requests else [],
                chosen=self.request.GET.get("agency", ""),
                here=enquiry_address(reference),
            ),
            "may_ask": may_ask,
            "meetings": meetings_line(actor, contact, now),
            "may_release": may_ask,
            "notes": presenters.note_rows(enquiries.hub_notes(actor, subject_kind="contact", subject=reference), now),
            "hub_agencies": ", ".join(
                enquiries.hub_agencies(actor, subject_kind="contact", subject=reference).values()
            ),
            "to_read": enquiries.has_unread_returns(actor, subject_kind="contact", subject=reference),
            "nobody": {
                "title": "No agency has been asked.",
                "text": "Ask when the history does not say enough to decide.",
            },
        }

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, **kwargs: Any) -> str:
        contact = queries.contact_by_reference(actor, reference)
        enquiry_services.read_returns(actor=actor, subject_kind="contact", subject=contact.reference, now=now)
        return enquiry_address(reference)


class ReturnFile(PageView):
    """A file that an agency sent with its answer about a contact, to take away."""

    def page(
        self, actor: Actor, now: datetime, *, reference: str, asked: str, file: str, **kwargs: Any
    ) -> HttpResponseBase:
        contact = queries.contact_by_reference(actor, reference)
        opened(actor, contact, now)
        held = asked_about(actor, contact, asked)
        found = enquiry_services.take_file_away(actor=actor, file=enquiries.file_of(held, file), now=now)
        return files.download(found.file, found.name)


def asked_about(actor: Actor, contact: Any, asked: str) -> Any:
    """Return what an agency was asked about a contact. Raises NotFound where it was asked about another."""
    for one in enquiries.requests_about(actor, subject_kind="contact", subject=contact.reference):
        if one.reference == asked:
            return one
    raise NotFound


class RequestPart(ContactPart):
    """One act on what one agency was asked about a contact."""

    def held(self, actor: Actor, reference: str, asked: str) -> Any:
        """Return the request. Raises NotFound where it is not about this contact."""
        return asked_about(actor, self.contact(actor, reference), asked)

    def more(self, actor: Actor, contact: Any, now: datetime, *, asked: str, **kwargs: Any) -> dict[str, Any]:
        held = self.held(actor, contact.reference, asked)
        return {
            "who": f"{held.agency.name}, {held.reference}",
            "notes": enquiries.events_in_words(held, now),
            "back": enquiry_address(contact.reference),
        }


class WithdrawRequest(RequestPart):
    """Take a request back."""

    form_class = forms.WithdrawRequestForm
    heading = "Take this question back"
    intro = "The agency is told that it need not answer any more, and why."
    button = "Take it back"

    def act(
        self,
        actor: Actor,
        form: forms.WithdrawRequestForm,
        now: datetime,
        *,
        reference: str,
        asked: str,
        **kwargs: Any,
    ) -> str:
        held = self.held(actor, reference, asked)
        services.withdraw_request_about(
            actor=actor,
            contact=self.contact(actor, reference),
            request=held,
            reason=form.cleaned_data["reason"],
            now=now,
        )
        return enquiry_address(reference)


class SendLink(RequestPart):
    """Send an agency that answers by link a fresh one."""

    form_class = forms.SendLinkForm
    heading = "Send a new link"
    intro = (
        "It goes to the address that the agency’s record holds, and so does the code that is asked for with it. A link that "
        "nobody has used opens nothing any more. What the agency has typed is kept."
    )
    button = "Send it"

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, asked: str, **kwargs: Any) -> str:
        enquiry_services.send_answer_link(actor=actor, request=self.held(actor, reference, asked), now=now)
        return enquiry_address(reference)


class ReleaseReturn(RequestPart):
    """Release one answer to the hub."""

    form_class = forms.ReleaseReturnForm
    heading = "Release this answer to the hub"
    intro = (
        "Members of the hub whose agency has a place in this record see this answer and its files as they stand, with its "
        "owner’s mark for the family. They see nothing else of the contact, and no other answer."
    )
    button = "Release it"

    def more(
        self, actor: Actor, contact: Any, now: datetime, *, asked: str, given: str = "", **kwargs: Any
    ) -> dict[str, Any]:
        enquiries.return_of(self.held(actor, contact.reference, asked), given)
        return super().more(actor, contact, now, asked=asked, **kwargs)

    def act(
        self, actor: Actor, form: Any, now: datetime, *, reference: str, asked: str, given: str, **kwargs: Any
    ) -> str:
        found = enquiries.return_of(self.held(actor, reference, asked), given)
        enquiry_services.release_return(actor=actor, given=found, now=now)
        return enquiry_address(reference)


class AddToHub(ContactPart):
    """Give an agency a place in the joint picture."""

    form_class = forms.AddToHubForm
    heading = "Add an agency to the hub’s picture"
    intro = "Its members of the hub see whom this is about, and what you release. An agency that you ask is added by itself."
    button = "Add it"

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = self.contact(actor, reference)
        there = enquiries.hub_agencies(actor, subject_kind="contact", subject=contact.reference)
        entries = pack_of(contact).in_force("agencies", clock.london_day(now))
        return {"agencies": [(one.code, one.title) for one in entries if one.code not in there and one.kind != "CSC"]}

    def act(self, actor: Actor, form: forms.AddToHubForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        enquiry_services.add_to_hub(
            actor=actor,
            subject_kind="contact",
            subject=self.contact(actor, reference).reference,
            agency_code=form.cleaned_data["agency"],
            now=now,
        )
        return enquiry_address(reference)


class DecideMoreTime(RequestPart):
    """Give an agency more time, or not."""

    form_class = forms.DecideMoreTimeForm
    heading = "More time for an agency"
    button = "Tell them"

    def act(
        self,
        actor: Actor,
        form: forms.DecideMoreTimeForm,
        now: datetime,
        *,
        reference: str,
        asked: str,
        **kwargs: Any,
    ) -> str:
        held = self.held(actor, reference, asked)
        if form.cleaned_data["answer"] == "give":
            enquiry_services.give_more_time(actor=actor, request=held, now=now)
        else:
            services.refuse_more_time_about(
                actor=actor,
                contact=self.contact(actor, reference),
                request=held,
                reason=form.cleaned_data["reason"],
                now=now,
            )
        return enquiry_address(reference)
