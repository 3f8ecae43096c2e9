"""An agency's own pages: what it is invited to, whether it comes, and what it has to do."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.base.actors import Actor
from openmash.base.views import ActView, PageView
from openmash.meetings import forms, presenters, queries, services
from openmash.trail import services as trail

INVITED = "Taking part in a meeting"


def opened(actor: Actor, meeting: Any, now: datetime) -> None:
    """Keep an opening for everybody whom a page about a meeting shows."""
    with trail.gathering():
        for one in meeting.about.all():
            trail.saw(
                actor=actor,
                subject=f"person {one.person_reference}",
                purpose=INVITED,
                at=now,
                meeting=meeting.reference,
            )


class Invitations(PageView):
    """The meetings the actor's agency is invited to, what it has to do, and what it disagrees with."""

    template = "meetings/invitations.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        rows = [presenters.invitation_row(one) for one in queries.invitations(actor)]
        actions = [presenters.action_row(one, now) for one in queries.actions_of_agency(actor)]
        return {
            "coming": [row for row in rows if row["open"]],
            "over": [row for row in rows if not row["open"]],
            "to_do": [one for one in actions if not one["done"]],
            "done": [one for one in actions if one["done"]],
            "disagreements": [queries.escalation_in_words(one, now) for one in queries.escalations_raised_from(actor)],
        }


class ShowInvitation(ActView):
    """One meeting as an agency is invited to it. One replies here."""

    template = "meetings/invitation.html"
    form_class = forms.ReplyForm

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        meeting, own = queries.invitation(actor, reference)
        opened(actor, meeting, now)
        return {"meeting": presenters.invitation_page(meeting, own, now)}

    def act(self, actor: Actor, form: forms.ReplyForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        meeting, _ = queries.invitation(actor, reference)
        services.reply_to_invitation(actor=actor, meeting=meeting, now=now, **form.content)
        return reverse("meetings:invitation", kwargs={"reference": reference})


class FinishOwnAction(ActView):
    """Say that what a meeting gave the agency to do is done."""

    template = "meetings/action.html"
    form_class = forms.DoneForm
    draft_title = "What was done"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        return {"action": presenters.action_row(queries.action_of_agency(actor, reference), now)}

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"action:{reference}"

    def act(self, actor: Actor, form: forms.DoneForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        action = queries.action_of_agency(actor, reference)
        services.finish_action(actor=actor, action=action, words=form.cleaned_data["words"], now=now)
        return reverse("meetings:invitations")
