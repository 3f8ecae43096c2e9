"""What meetings about a contact gave people to do: agreed in the meeting, listed, and finished."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import access
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import PageView
from openmash.frontdoor.forms import meetings as forms
from openmash.frontdoor.presenters import contacts as contact_presenters
from openmash.frontdoor.presenters import meetings as presenters
from openmash.frontdoor.queries import contacts as queries
from openmash.frontdoor.services import meetings as services
from openmash.frontdoor.views.meetings import ABOUT, MeetPart, meeting_address, opened
from openmash.frontdoor.views.parts import ContactPart, contact_address, safety_of
from openmash.meetings import queries as meetings


class AgreeAction(MeetPart):
    """Write down what is to be done, by whom, until when."""

    form_class = forms.ActionForm
    heading = "Something to do"
    intro = (
        "It goes into the owner’s work at once; an agency finds it on its own page. It stands here until it is done."
    )
    button = "Give it to them"
    draft_title = "Something to do"

    def form_kwargs(
        self, actor: Actor, now: datetime, *, reference: str, meeting: str, **kwargs: Any
    ) -> dict[str, Any]:
        return {"owners": presenters.owner_choices(self.held(actor, reference, meeting), agencies.teams_in_use())}

    def act(
        self, actor: Actor, form: forms.ActionForm, now: datetime, *, reference: str, meeting: str, **kwargs: Any
    ) -> str:
        kind, _, code = str(form.cleaned_data["owner"]).partition(":")
        services.agree_action_about(
            actor=actor,
            contact=self.contact(actor, reference),
            meeting=self.held(actor, reference, meeting),
            words=form.cleaned_data["words"],
            due_at=form.cleaned_data["due_at"],
            owner=services.OwnerGiven(name=form.cleaned_data["name"], **{kind: code}),
            now=now,
        )
        return meeting_address(reference, meeting)


class Actions(PageView):
    """What meetings about a contact gave the actor's teams to do; to those who keep the meetings, everything."""

    template = "frontdoor/actions.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = opened(actor, reference, now)
        rows = [
            meetings.action_in_words(one, now) | {"meeting": one.meeting.reference}
            for one in meetings.actions_about(actor, subject=reference, **ABOUT)
        ]
        return {
            "header": contact_presenters.header(contact, now),
            "safety": safety_of(actor, contact, now),
            "back": contact_address(reference) if access.may_use(actor, "frontdoor:contact") else reverse("web:home"),
            "to_do": [one for one in rows if not one["done"]],
            "done": [one for one in rows if one["done"]],
        }


class FinishAction(ContactPart):
    """Say that an action is done, and what came of it."""

    form_class = forms.FinishActionForm
    heading = "Is this done?"
    button = "This is done"
    draft_title = "What was done"

    def check(self, actor: Actor, contact: Any) -> None:
        """Whoever sees the contact may look; whose action it is, is asked when it is found."""

    def draft_key_for(self, actor: Actor, *, action: str, **kwargs: Any) -> str:
        return f"action:{action}"

    def action(self, actor: Actor, reference: str, action: str) -> Any:
        """Return the action. Raises NotFound where it is not the actor's to see."""
        queries.contact_by_reference(actor, reference)
        for one in meetings.actions_about(actor, subject=reference, **ABOUT):
            if one.reference == action:
                return one
        raise NotFound

    def more(self, actor: Actor, contact: Any, now: datetime, *, action: str, **kwargs: Any) -> dict[str, Any]:
        held = self.action(actor, contact.reference, action)
        said = meetings.action_in_words(held, now)
        return {
            "who": said["words"],
            "notes": [f"{said['owner']}, {said['clock']['text']}."],
            "back": reverse("frontdoor:actions", kwargs={"reference": contact.reference}),
            "form_hidden": said["done"],
        }

    def act(
        self,
        actor: Actor,
        form: forms.FinishActionForm,
        now: datetime,
        *,
        reference: str,
        action: str,
        **kwargs: Any,
    ) -> str:
        services.finish_action_about(
            actor=actor,
            contact=self.contact(actor, reference),
            action=self.action(actor, reference, action),
            words=form.cleaned_data["words"],
            now=now,
        )
        return reverse("frontdoor:actions", kwargs={"reference": reference})
