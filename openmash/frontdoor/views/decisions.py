"""Deciding for a child, a second person's answer, reopening, and reading a sample."""

from datetime import datetime
from typing import Any, ClassVar

from django.urls import reverse

from openmash.base import clock
from openmash.base.actors import Actor
from openmash.frontdoor import permissions
from openmash.frontdoor.forms import decision as forms
from openmash.frontdoor.presenters import contacts as presenters
from openmash.frontdoor.presenters.outcomes import group_of, in_groups, stands_behind
from openmash.frontdoor.queries import screening as queries
from openmash.frontdoor.queries.contacts import siblings_in
from openmash.frontdoor.queries.facts import asked_by_a_decision, facts_for
from openmash.frontdoor.queries.names import names_behind
from openmash.frontdoor.services import countersigning, dipsamples, reopening
from openmash.frontdoor.services import decisions as services
from openmash.frontdoor.views.contacts import titles_of
from openmash.frontdoor.views.parts import ChildPart, ContactPart, contact_address, levels_of, pack_of


class DecideContact(ChildPart):
    """Decide what happens for a child, and in one tick for the siblings."""

    part = "decide_contact"
    form_class = forms.DecideForm
    heading = "Decide"
    button = "Decide"

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, child: str, **kwargs: Any) -> dict[str, Any]:
        held = self.child(actor, reference, child)
        entries = pack_of(held.contact).in_force("outcomes", clock.london_day(now))
        return {
            "siblings": self.sibling_names(held),
            "outcomes": [(entry.code, entry.title) for entry in in_groups(entries)],
            "meanings": {entry.code: entry.words for entry in entries},
            "groups": {entry.code: group_of(entry) for entry in entries},
            "behind": frozenset(entry.code for entry in entries if stands_behind(entry)),
            "levels": levels_of(held.contact, now),
            "questions": self.questions(actor, held, {entry.code for entry in entries}, now),
        }

    def questions(self, actor: Actor, child: Any, outcomes: set[str], now: datetime) -> list[tuple[str, str, str]]:
        """Return what the pack asks about this decision: once it is sent, with its outcome and level in view."""
        posted = self.request.POST
        outcome, level = posted.get("outcome", ""), posted.get("level", "")
        children = [child, *(siblings_in(child.contact, child) if "same" in posted else [])]
        asked = {
            prompt.code: (prompt.code, prompt.question, prompt.why)
            for one in children
            for prompt in asked_by_a_decision(
                one,
                facts_for(
                    actor,
                    one,
                    outcome=outcome if outcome in outcomes else "",
                    level=int(level) if level.isdecimal() and len(level) == 1 else None,
                    now=now,
                ),
                now=now,
            )
        }
        return list(asked.values())

    def more(self, actor: Actor, contact: Any, now: datetime, **kwargs: Any) -> dict[str, Any]:
        child = next(one for one in contact.children.all() if one.person.reference == kwargs["child"])
        return {
            "wide": True,
            "notes": [
                f"Colour: {child.rag or 'not set yet'}. Referrer’s level: {_level(child.referrer_level)}. "
                f"Recommended level: {_level(child.recommended_level)}.",
            ],
        }

    def act(
        self, actor: Actor, form: forms.DecideForm, now: datetime, *, reference: str, child: str, **kwargs: Any
    ) -> str:
        services.propose_decision(
            actor=actor,
            children=self.chosen(actor, form, reference, child),
            outcome=form.cleaned_data["outcome"],
            level=int(form.cleaned_data["level"]),
            rationale=form.cleaned_data["rationale"],
            answers=form.answers,
            now=now,
        )
        return self.back_to(reference, child)


def _level(level: int | None) -> str:
    return "not known yet" if level is None else str(level)


class CountersignDecision(ChildPart):
    """Agree to a colleague's decision."""

    part = "decide_contact"
    form_class: ClassVar[type[Any]] = forms.CountersignForm
    heading = "Countersign the decision"
    button = "Countersign"
    answer = staticmethod(countersigning.countersign_decision)

    def check(self, actor: Actor, contact: Any) -> None:
        """Whoever the pack names for this decision: asked in `more`, where the decision is known."""

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {}

    def more(self, actor: Actor, contact: Any, now: datetime, **kwargs: Any) -> dict[str, Any]:
        held = self.child(actor, contact.reference, kwargs["child"])
        decision = queries.decision_to_oversee(held)
        permissions.check_can_oversee(actor, contact, pack_of(contact).one("oversight", decision.oversight).by)
        words = presenters.decision_words(decision, titles_of(contact), names_behind([decision.proposed_by]))
        place = {"reference": contact.reference, "child": kwargs["child"]}
        return {
            "notes": [words["words"], words["by"], words["rationale"]],
            "told": contact.story,
            "other": {"href": reverse("frontdoor:return_decision", kwargs=place), "title": "Return it to the worker"},
        }

    def act(
        self,
        actor: Actor,
        form: forms.CountersignForm | forms.ReturnForm,
        now: datetime,
        *,
        reference: str,
        child: str,
        **kwargs: Any,
    ) -> str:
        decision = queries.decision_to_oversee(self.child(actor, reference, child))
        self.answer(actor=actor, decision=decision, words=form.cleaned_data["words"], now=now)
        return self.back_to(reference, child)


class ReturnDecision(CountersignDecision):
    """Send a decision back to the worker with words."""

    form_class = forms.ReturnForm
    heading = "Return the decision to the worker"
    button = "Return it"
    answer = staticmethod(countersigning.return_decision)

    def more(self, actor: Actor, contact: Any, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return super().more(actor, contact, now, **kwargs) | {"other": None}


class ReopenContact(ContactPart):
    """Open again what was decided."""

    form_class = forms.ReopenForm
    heading = "Reopen this contact"
    intro = "What was decided stays readable. The contact is screened and decided anew, on a new clock."
    button = "Reopen"

    def check(self, actor: Actor, contact: Any) -> None:
        permissions.check_can_reopen(actor, contact)

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = self.contact(actor, reference)
        return {"children": [(c.person.reference, c.person.full_name) for c in contact.children.all()]}

    def act(self, actor: Actor, form: forms.ReopenForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        contact = self.contact(actor, reference)
        chosen = [c for c in contact.children.all() if c.person.reference in form.cleaned_data["children"]]
        reopening.reopen_contact(
            actor=actor, contact=contact, children=chosen, reason=form.cleaned_data["reason"], now=now
        )
        return contact_address(reference)


class ReadDipSample(ChildPart):
    """Read a decision that was drawn for a sample."""

    part = "decide_contact"
    form_class = forms.DipSampleForm
    heading = "Read a dip sample"
    button = "Save what you found"

    def check(self, actor: Actor, contact: Any) -> None:
        permissions.check_can_oversee(actor, contact)

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {}

    def more(self, actor: Actor, contact: Any, now: datetime, **kwargs: Any) -> dict[str, Any]:
        sample = queries.sample_to_read(self.child(actor, contact.reference, kwargs["child"]))
        decision = sample.decision
        words = presenters.decision_words(decision, titles_of(contact), names_behind([decision.proposed_by]))
        return {"notes": [words["words"], words["by"], words["rationale"]], "told": contact.story}

    def act(
        self, actor: Actor, form: forms.DipSampleForm, now: datetime, *, reference: str, child: str, **kwargs: Any
    ) -> str:
        sample = queries.sample_to_read(self.child(actor, reference, child))
        dipsamples.read_dip_sample(
            actor=actor,
            sample=sample,
            agrees=form.cleaned_data["agrees"] == "yes",
            words=form.cleaned_data["words"],
            now=now,
        )
        return self.back_to(reference, child)
