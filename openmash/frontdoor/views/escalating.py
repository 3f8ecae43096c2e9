"""Professional disagreement: raised by a worker or an agency, answered stage by stage, settled or raised further."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import ActView
from openmash.enquiries import queries as enquiries
from openmash.frontdoor import queries
from openmash.frontdoor.forms import meetings as forms
from openmash.frontdoor.services import escalating as services
from openmash.frontdoor.views.meetings import ABOUT, meetings_address
from openmash.frontdoor.views.parts import ContactPart
from openmash.meetings import permissions as meeting_permissions
from openmash.meetings import queries as meetings
from openmash.meetings.services import EscalationGiven

INTRO = (
    "Speak with the other side first. What you write here is read by whoever answers at each stage. "
    "It has a time at each, and you are told what came of it."
)
TITLE = "A professional disagreement"


def given(form: Any) -> EscalationGiven:
    """Return what was written, with what it is about: kind and reference."""
    kind, _, about = str(form.cleaned_data["about"]).partition(" ")
    return EscalationGiven(
        about_kind=kind, about=about, words=form.cleaned_data["words"], wanted=form.cleaned_data["wanted"]
    )


class RaiseEscalation(ContactPart):
    """A worker of the council disagrees with something about a contact."""

    form_class = forms.EscalateForm
    heading = TITLE
    intro = INTRO
    button = "Raise it"
    draft_title = TITLE

    def check(self, actor: Actor, contact: Any) -> None:
        meeting_permissions.check_can_disagree(actor)

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"disagree:{reference}"

    def more(self, actor: Actor, contact: Any, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"back": meetings_address(contact.reference)}

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = self.contact(actor, reference)
        about = [(f"contact {reference}", f"What was decided about {reference}")]
        about += [
            (f"meeting {one.reference}", f"{meetings.kind_of(one).title} {one.reference}")
            for one in meetings.meetings_about(actor, subject=contact.reference, **ABOUT)
        ]
        about += [
            (f"request {one.reference}", f"What {one.agency.name} was asked or answered ({one.reference})")
            for one in enquiries.requests_about(actor, subject=contact.reference, **ABOUT)
        ]
        return {"about": about}

    def act(self, actor: Actor, form: forms.EscalateForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        contact = self.contact(actor, reference)
        services.raise_disagreement(
            actor=actor,
            contact=contact.reference,
            team=contact.team,
            given=given(form),
            restricted=contact.restricted,
            now=now,
        )
        return meetings_address(reference)


class ShowEscalation(ContactPart):
    """A disagreement with its stages: whoever has the stage answers; whoever raised it says whether that settles it."""

    template = "frontdoor/escalation.html"
    form_class = forms.EscalationForm
    heading = TITLE
    button = "Save"
    draft_title = TITLE

    def check(self, actor: Actor, contact: Any) -> None:
        meeting_permissions.check_can_disagree(actor)

    def held(self, actor: Actor, reference: str, escalation: str) -> Any:
        """Return the disagreement. Raises NotFound where it is not about this contact."""
        self.contact(actor, reference)
        return meetings.escalation_about(actor, subject=reference, reference=escalation, **ABOUT)

    def draft_key_for(self, actor: Actor, *, escalation: str, **kwargs: Any) -> str:
        return f"escalation:{escalation}"

    def more(self, actor: Actor, contact: Any, now: datetime, *, escalation: str, **kwargs: Any) -> dict[str, Any]:
        held = self.held(actor, contact.reference, escalation)
        mine = meeting_permissions.raised_it(actor, held)
        return {
            "back": meetings_address(contact.reference),
            "escalation": meetings.escalation_in_words(held, now),
            "button": "Send" if mine else "Answer",
            "form_hidden": not may_write(held, mine, now),
        }

    def form_kwargs(
        self, actor: Actor, now: datetime, *, reference: str, escalation: str, **kwargs: Any
    ) -> dict[str, Any]:
        held = self.held(actor, reference, escalation)
        return {"mine": meeting_permissions.raised_it(actor, held), "answered": held.state == "answered"}

    def act(
        self,
        actor: Actor,
        form: forms.EscalationForm,
        now: datetime,
        *,
        reference: str,
        escalation: str,
        **kwargs: Any,
    ) -> str:
        held = self.held(actor, reference, escalation)
        words = form.cleaned_data["words"]
        if "answer" in form.fields:
            settles = form.cleaned_data["answer"] == "settled"
            services.settle_or_raise_disagreement(actor=actor, escalation=held, settles=settles, words=words, now=now)
        else:
            services.answer_disagreement_at_stage(actor=actor, escalation=held, words=words, now=now)
        return reverse("frontdoor:escalation", kwargs={"reference": reference, "escalation": escalation})


def may_write(escalation: Any, mine: bool, now: datetime) -> bool:
    """Whether a disagreement waits for its reader: who raised it once it is answered or its time is over, else the others."""
    if escalation.state == "answered":
        return mine
    return escalation.state == "open" and (not mine or escalation.due_at <= now)


class AgencyDisagrees(ActView):
    """An agency disagrees with something it may know of."""

    template = "frontdoor/escalate.html"
    form_class = forms.EscalateForm
    draft_title = TITLE

    def record(self, actor: Actor, reference: str) -> Any:
        """Return what it is about: contact, team, whether restricted, and the choices. Raises NotFound."""
        raise NotImplementedError

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        self.record(actor, reference)
        stages = meetings.stages_in_force(now)
        return {
            "heading": TITLE,
            "intro": INTRO,
            "button": "Raise it",
            "back": self.back(reference),
            "stages": [{"title": one.title, "words": one.words} for one in stages],
        }

    def back(self, reference: str) -> str:
        """Return where one came from."""
        raise NotImplementedError

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"disagree:{reference}"

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        return {"about": self.record(actor, reference)["about"]}

    def act(self, actor: Actor, form: forms.EscalateForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        held = self.record(actor, reference)
        made = services.raise_disagreement(
            actor=actor,
            contact=held["contact"],
            team=held["team"],
            given=given(form),
            restricted=held["restricted"],
            now=now,
        )
        return reverse("frontdoor:own_escalation", kwargs={"reference": made.reference})


class EscalateRequest(AgencyDisagrees):
    """An agency disagrees with what it is asked, or with what is made of its answer."""

    def record(self, actor: Actor, reference: str) -> dict[str, Any]:
        held = enquiries.request_asked_of(actor, reference)
        return {
            "contact": held.enquiry.subject,
            "team": held.enquiry.team,
            "restricted": held.enquiry.restricted,
            "about": [(f"request {reference}", f"The question to us, {reference}")],
        }

    def back(self, reference: str) -> str:
        return reverse("enquiries:request", kwargs={"reference": reference})


class EscalateRaised(AgencyDisagrees):
    """The agency that raised a worry disagrees with what was decided, professional to professional."""

    def record(self, actor: Actor, reference: str) -> dict[str, Any]:
        held = queries.raised_contact(actor, reference)
        if held is None:
            raise NotFound
        return {
            "contact": reference,
            "team": held.team,
            "restricted": held.restricted,
            "about": [(f"contact {reference}", f"What was decided about {reference}")],
        }

    def back(self, reference: str) -> str:
        return reverse("frontdoor:raised_contact", kwargs={"reference": reference})


class EscalateMeeting(AgencyDisagrees):
    """An agency that is invited disagrees with a meeting or with what it decided."""

    def record(self, actor: Actor, reference: str) -> dict[str, Any]:
        held, _ = meetings.invitation(actor, reference)
        title = meetings.kind_of(held).title
        return {
            "contact": held.subject,
            "team": held.team,
            "restricted": held.restricted,
            "about": [(f"meeting {reference}", f"{title} {reference}, or what it decided")],
        }

    def back(self, reference: str) -> str:
        return reverse("meetings:invitation", kwargs={"reference": reference})


class OwnEscalation(ActView):
    """What one's agency disagrees with: where it stands, and whether the answer settles it."""

    template = "frontdoor/own_escalation.html"
    form_class = forms.EscalationForm
    draft_title = TITLE

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = meetings.own_escalation(actor, reference)
        return {
            "escalation": meetings.escalation_in_words(held, now),
            "may_write": may_write(held, True, now),
            "heading": TITLE,
        }

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"escalation:{reference}"

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = meetings.own_escalation(actor, reference)
        return {"mine": True, "answered": held.state == "answered"}

    def act(self, actor: Actor, form: forms.EscalationForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        services.settle_or_raise_disagreement(
            actor=actor,
            escalation=meetings.own_escalation(actor, reference),
            settles=form.cleaned_data["answer"] == "settled",
            words=form.cleaned_data["words"],
            now=now,
        )
        return reverse("frontdoor:own_escalation", kwargs={"reference": reference})
