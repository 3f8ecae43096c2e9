"""Adult social care: its queue, one concern, deciding on it, and the end of an enquiry."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.adults import forms, presenters, queries, services
from openmash.adults.choices import BranchState
from openmash.adults.permissions import check_can_decide_concern
from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.views import ActView, PageView
from openmash.trail import services as trail

DECIDING = "Deciding on a safeguarding concern"


def concern_address(reference: str) -> str:
    """Return where a concern is shown."""
    return reverse("adults:concern", kwargs={"reference": reference})


def opened(actor: Actor, branch: Any, now: datetime) -> None:
    """Keep an opening for everybody whom a page about a concern shows."""
    with trail.gathering():
        for one in branch.people.all():
            subject = f"person {one.person_reference}"
            trail.saw(actor=actor, subject=subject, purpose=DECIDING, at=now, branch=branch.reference)


def shown(actor: Actor, reference: str, now: datetime) -> tuple[Any, dict[str, Any]]:
    """Return a concern of the actor's team, and how it is shown; keeps the opening. Raises NotFound."""
    branch = queries.concern_by_reference(actor, reference)
    opened(actor, branch, now)
    titles = {entry.code: entry.title for entry in agencies.pack_of(branch.pack_id).contact_categories}
    return branch, presenters.concern_in_full(branch, category=titles.get(branch.category, ""), now=now)


class Concerns(PageView):
    """What adult social care has to decide, what it enquires into, and what it decided."""

    template = "adults/concerns.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        held = queries.concerns(actor)
        with trail.gathering():
            for branch in (*held.to_decide, *held.enquiries, *held.done):
                subject = f"person {branch.person_reference}"
                trail.saw(actor=actor, subject=subject, purpose=DECIDING, at=now, branch=branch.reference)
        return {
            "to_decide": [presenters.concern_row(one, now) for one in held.to_decide],
            "enquiries": [presenters.concern_row(one, now) for one in held.enquiries],
            "done": [presenters.concern_row(one, now) for one in held.done],
        }


class ShowConcern(PageView):
    """One concern: what is known, and what was decided."""

    template = "adults/concern.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        branch, concern = shown(actor, reference, now)
        return {
            "concern": concern,
            "to_decide": branch.state == BranchState.TO_DECIDE,
            "enquiry": branch.state == BranchState.ENQUIRY,
        }


class ConcernAct(ActView):
    """One act of adult social care on a concern."""

    template = "adults/act.html"
    heading = ""
    intro = ""
    button = ""
    state: BranchState

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        branch, concern = shown(actor, reference, now)
        check_can_decide_concern(actor, branch)
        if branch.state != self.state:
            raise RuleBroken("This has moved on. Open it again to see where it stands.")
        return {
            "concern": concern,
            "heading": self.heading,
            "intro": self.intro,
            "button": self.button,
            "back": concern_address(reference),
        }

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"{type(self).__name__}:{reference}"


class DecideConcern(ConcernAct):
    """Decide under section 42."""

    form_class = forms.DecideConcernForm
    draft_title = "A decision on an adult at risk"
    heading = "Decide on this concern"
    intro = "The council has to enquire where all three are so. It is a duty, not a choice, and nobody else decides it."
    button = "Record the decision"
    state = BranchState.TO_DECIDE

    def act(self, actor: Actor, form: forms.DecideConcernForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        branch = queries.concern_by_reference(actor, reference)
        services.decide_concern(actor=actor, branch=branch, given=form.given(), now=now)
        return concern_address(reference)


class EndEnquiry(ConcernAct):
    """Say how an enquiry ended."""

    form_class = forms.EndEnquiryForm
    draft_title = "The end of an enquiry"
    heading = "The enquiry has ended"
    button = "Record it"
    state = BranchState.ENQUIRY

    def act(self, actor: Actor, form: forms.EndEnquiryForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        branch = queries.concern_by_reference(actor, reference)
        services.end_enquiry(actor=actor, branch=branch, words=form.cleaned_data["words"], now=now)
        return concern_address(reference)
