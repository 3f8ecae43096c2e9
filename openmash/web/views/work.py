"""Taking work from the queue, and giving it back or to a colleague."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.fields import RadiosField, TextField
from openmash.base.forms import Form
from openmash.base.pages import own_address
from openmash.base.views import ActView
from openmash.work import permissions, queries
from openmash.work import services as work
from openmash.work.choices import ACT_WORDS

NOBODY = "nobody"


class TakeForm(Form):
    """Nothing to fill in: sending it is the act."""


class GiveForm(Form):
    """Who has it from now on."""

    to = RadiosField(label="Who has it from now on?")
    reason = TextField(label="Why?", required=False, max_length=300)

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [*colleagues, (NOBODY, "Back to the team: nobody has it")]  # type: ignore[attr-defined]


class WorkAct(ActView):
    """One act on one piece of work, named by what is to be done about which record."""

    template = "frontdoor/act.html"

    def item(self, actor: Actor, reference: str, act: str) -> Any:
        """Return the work as it is now; of one child where the address says so."""
        return queries.open_item(actor, act=act, subject=reference, child=self.request.GET.get("child", ""))

    def back(self) -> str:
        """Return the list that the person came from, as they had filtered it."""
        asked = self.request.GET.get("back", "")
        return asked if own_address(asked) else reverse("web:home")


class TakeWork(WorkAct):
    """Take a piece of work as one's own."""

    form_class = TakeForm

    def page(self, actor: Actor, now: datetime, *, reference: str, act: str, **kwargs: Any) -> dict[str, Any]:
        item = self.item(actor, reference, act)
        permissions.check_can_take_work(actor, item)
        return {
            "heading": f"Take {reference}: {ACT_WORDS[item.act].lower()}",
            "intro": "It is yours from then on, and your colleagues see that you have it.",
            "button": "Take it",
            "back": self.back(),
        }

    def act(self, actor: Actor, form: TakeForm, now: datetime, *, reference: str, act: str, **kwargs: Any) -> str:
        work.take_work(actor=actor, item=self.item(actor, reference, act), now=now)
        return self.back()


class GiveWork(WorkAct):
    """Give a piece of work to a colleague, or back to the team."""

    form_class = GiveForm

    def page(self, actor: Actor, now: datetime, *, reference: str, act: str, **kwargs: Any) -> dict[str, Any]:
        item = self.item(actor, reference, act)
        permissions.check_can_hand_over_work(actor, item)
        return {
            "heading": f"Hand over {reference}: {ACT_WORDS[item.act].lower()}",
            "button": "Hand over",
            "back": self.back(),
        }

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, act: str, **kwargs: Any) -> dict[str, Any]:
        item = self.item(actor, reference, act)
        members = agencies.members_of(item.team, on=clock.london_day(now))
        return {"colleagues": [(str(key), name) for key, name in members if key != item.owner_id]}

    def act(self, actor: Actor, form: GiveForm, now: datetime, *, reference: str, act: str, **kwargs: Any) -> str:
        item = self.item(actor, reference, act)
        to = form.cleaned_data["to"]
        work.hand_over_work(
            actor=actor,
            item=item,
            to_owner_id=None if to == NOBODY else int(to),
            reason=form.cleaned_data["reason"],
            now=now,
        )
        return self.back()
