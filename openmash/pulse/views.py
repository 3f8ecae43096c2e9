"""Answer the pulse, and the thanks for it. What was said is shown with the other figures, by the room that shows them."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.views import ActView, PageView
from openmash.pulse import forms, queries, services


class AnswerPulse(ActView):
    """A few sentences to agree or disagree with, on one page."""

    template = "pulse/answer.html"
    form_class = forms.PulseForm

    def survey(self, now: datetime) -> tuple[Any, Any]:
        """Return the open round and its survey. Raises RuleBroken when none is open."""
        held = queries.open_round(now)
        if held is None:
            raise RuleBroken(services.OVER)
        return held, queries.survey_of(held)

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        _, survey = self.survey(now)
        return {"statements": survey.statements, "localities": agencies.localities_in_use(clock.london_day(now))}

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        held, survey = self.survey(now)
        return {
            "title": survey.title,
            "intro": survey.words,
            "until": f"{held.last_on:%A} {held.last_on.day} {held.last_on:%B}",
            "fewest": survey.fewest_shown,
            "answered": queries.has_answered(actor, held),
        }

    def act(self, actor: Actor, form: forms.PulseForm, now: datetime, **kwargs: Any) -> str:
        services.answer_pulse(
            actor=actor,
            feelings=form.feelings(),
            locality=form.cleaned_data["locality"],
            words=form.cleaned_data["words"],
            now=now,
        )
        return reverse("pulse:thanks")


class Thanks(PageView):
    """That the answer has been kept."""

    template = "pulse/thanks.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {}
