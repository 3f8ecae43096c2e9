"""Minutes read in, what they say, and what a person makes of each action that was read."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from openmash.base.actors import Actor
from openmash.base.views import PageView
from openmash.improvement import forms, permissions, presenters, queries, services
from openmash.improvement.choices import Origin
from openmash.improvement.views.plan import PLAN, PlanAct

HOME = "improvement:minutes"


def address(reference: str) -> str:
    """Return where minutes that were read stand."""
    return reverse("improvement:minutes_read", kwargs={"reference": reference})


class MinutesIn(PageView):
    """Which minutes were read in, and how many of their actions wait."""

    template = "improvement/minutes.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {
            "back": reverse(PLAN),
            "rows": [presenters.minutes_row(one, now) for one in queries.minutes_read(actor)],
            "read": reverse("improvement:read_minutes") if permissions.can_keep_plan(actor) else "",
        }


class ShowMinutes(PageView):
    """What minutes say, each action with the sentence it came from, and what was made of it."""

    template = "improvement/minutes_read.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.minutes_by_reference(actor, reference)
        said = presenters.minutes_said(held, now, may_decide=permissions.can_keep_plan(actor))
        return said | {"back": reverse(HOME)}


class ReadMinutes(PlanAct):
    """Read a file of minutes."""

    form_class = forms.ReadMinutesForm
    largest_upload = 20_000_000

    def draft_key_for(self, actor: Actor, **kwargs: Any) -> str:
        return ""

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {
            "heading": "Read minutes",
            "intro": "The actions, their owners and days, and what was resolved are looked for. Nothing becomes an action before a "
            "person confirms it. The text is kept, the file is not.",
            "button": "Read the file",
            "back": reverse(HOME),
        }

    def act(self, actor: Actor, form: forms.ReadMinutesForm, now: datetime, **kwargs: Any) -> str:
        upload = form.cleaned_data["file"]
        read = services.read_minutes_in(
            actor=actor,
            name=upload.name or "minutes",
            content=upload.read(),
            title=form.cleaned_data["title"],
            now=now,
        )
        return address(read.reference)


class ProposalAct(PlanAct):
    """One act on an action that was read in minutes."""

    def above(self, actor: Actor, reference: str, number: int) -> dict[str, Any]:
        held = queries.proposal_of(actor, reference, number)
        row = presenters.proposal_row(held, held.minutes)
        return {
            "caption": held.minutes.title,
            "rows": [
                {"key": "The sentence", "value": row["sentence"]},
                {"key": "Owners read", "value": row["owners"]},
                {"key": "Day read", "value": row["due"]},
            ],
            "nothing": "" if held.state == "proposed" else "Somebody has decided on this already.",
            "back": address(reference),
        }


class ConfirmProposal(ProposalAct):
    """Confirm an action that was read, as it stands or corrected."""

    form_class = forms.ProposalForm
    draft_title = "An action from minutes"

    def initial(self, actor: Actor, now: datetime, *, reference: str, number: int, **kwargs: Any) -> dict[str, Any]:
        held = queries.proposal_of(actor, reference, number)
        day = date.fromisoformat(held.due) if len(held.due) == len("2026-11-28") else None
        return {"words": held.words, "owners": "\n".join(held.owners), "due_on": day}

    def page(self, actor: Actor, now: datetime, *, reference: str, number: int, **kwargs: Any) -> dict[str, Any]:
        return self.above(actor, reference, number) | {
            "heading": "Confirm this action",
            "intro": "Correct what was read wrongly. A month alone is no day: leave the day empty, or write the one that was meant.",
            "button": "It is an action",
        }

    def act(
        self, actor: Actor, form: forms.ProposalForm, now: datetime, *, reference: str, number: int, **kwargs: Any
    ) -> str:
        held = form.cleaned_data
        wanted = services.ActionWanted(
            words=held["words"],
            origin_kind=Origin.MINUTE,
            origin=reference,
            owners=form.names(),
            due_on=held["due_on"],
        )
        proposal = queries.proposal_of(actor, reference, number)
        services.confirm_proposal(actor=actor, proposal=proposal, wanted=wanted, now=now)
        return address(reference)


class DeclineProposal(ProposalAct):
    """Say that what was read is no action, and why."""

    form_class = forms.DeclineForm

    def page(self, actor: Actor, now: datetime, *, reference: str, number: int, **kwargs: Any) -> dict[str, Any]:
        return self.above(actor, reference, number) | {"heading": "Decline this action", "button": "It is no action"}

    def act(
        self, actor: Actor, form: forms.DeclineForm, now: datetime, *, reference: str, number: int, **kwargs: Any
    ) -> str:
        proposal = queries.proposal_of(actor, reference, number)
        services.decline_proposal(actor=actor, proposal=proposal, reason=form.cleaned_data["reason"], now=now)
        return address(reference)
