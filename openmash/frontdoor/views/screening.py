"""The parts of screening: one class for each, for one child and in one tick for the siblings too."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.forms import Form
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import CheckResult
from openmash.frontdoor.forms import screening as forms
from openmash.frontdoor.presenters import lawfulbases
from openmash.frontdoor.presenters.transfers import place_words
from openmash.frontdoor.queries import contacts as contact_queries
from openmash.frontdoor.queries import screening as queries
from openmash.frontdoor.queries.earlyhelp import places_of_person
from openmash.frontdoor.queries.facts import unanswered_prompts, usual_bases
from openmash.frontdoor.services import earlyhelp_checks
from openmash.frontdoor.services import screening as services
from openmash.frontdoor.views.parts import ChildPart, ContactPart, levels_of, pack_of, part_address
from openmash.people import queries as people
from openmash.sharing import queries as sharing
from openmash.sharing.services import PositionGiven


def next_question(actor: Actor, child: Any, moment: str, now: datetime, *, after: str) -> str:
    """Return where the pack's question of this moment is answered, where one is raised; else where one came from."""
    reference, person = child.contact.reference, child.person.reference
    asked = unanswered_prompts(actor, child, moments=(moment,), now=now)
    if not asked:
        return after
    address = reverse("frontdoor:answer_prompts", kwargs={"reference": reference, "child": person})
    return f"{address}?{urlencode({'prompt': asked[0].code})}"


class RateRag(ChildPart):
    """Set the colour."""

    part = "rate_rag"
    form_class = forms.RateForm
    heading = "Colour"
    intro = "You set the colour; nothing sets it for you. Every earlier colour is kept with who, when and why."
    button = "Set the colour"

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, child: str, **kwargs: Any) -> dict[str, Any]:
        held = self.child(actor, reference, child)
        policy = pack_of(held.contact).rag_policy(clock.london_day(now))
        return {
            "siblings": self.sibling_names(held),
            "colours": [(colour.code, colour.title) for colour in policy.colours],
            "meanings": {colour.code: f"{colour.means} {colour.choose_when}" for colour in policy.colours},
        }

    def act(
        self, actor: Actor, form: forms.RateForm, now: datetime, *, reference: str, child: str, **kwargs: Any
    ) -> str:
        services.rate_rag(
            actor=actor,
            children=self.chosen(actor, form, reference, child),
            rag=form.cleaned_data["rag"],
            reason=form.cleaned_data["reason"],
            now=now,
        )
        return next_question(
            actor, self.child(actor, reference, child), "rating", now, after=self.back_to(reference, child)
        )


class GiveLevel(ChildPart):
    """Give the referrer's or the recommended level."""

    part = "give_level"
    form_class = forms.LevelForm
    heading = "Level of need"
    intro = "The referrer’s, the recommended and the decided level are kept apart."
    button = "Save the level"

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, child: str, **kwargs: Any) -> dict[str, Any]:
        held = self.child(actor, reference, child)
        return {"siblings": self.sibling_names(held), "levels": levels_of(held.contact, now)}

    def act(
        self, actor: Actor, form: forms.LevelForm, now: datetime, *, reference: str, child: str, **kwargs: Any
    ) -> str:
        services.give_level(
            actor=actor,
            children=self.chosen(actor, form, reference, child),
            whose=form.cleaned_data["whose"],
            level=int(form.cleaned_data["level"]),
            reason=form.cleaned_data["reason"],
            now=now,
        )
        return self.back_to(reference, child)


class RecordFactor(ChildPart):
    """Record an indicator, a factor or a strength."""

    part = "record_factor"
    form_class = forms.FactorForm
    heading = "Risks and strengths"
    intro = "One at a time, with what was seen or said, by whom and when. There is no score."
    button = "Record it"

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, child: str, **kwargs: Any) -> dict[str, Any]:
        held = self.child(actor, reference, child)
        columns = dict(forms.COLUMN_WORDS)
        headings = [
            (item.code, f"{columns[one.column]}: {item.title}")
            for one in pack_of(held.contact).in_force("risk_headings", clock.london_day(now))
            for item in one.items
        ]
        return {"siblings": self.sibling_names(held), "headings": headings, "now": now}

    def act(
        self, actor: Actor, form: forms.FactorForm, now: datetime, *, reference: str, child: str, **kwargs: Any
    ) -> str:
        services.record_factor(
            actor=actor,
            children=self.chosen(actor, form, reference, child),
            column=form.cleaned_data["column"],
            heading=form.cleaned_data["heading"],
            evidence=form.cleaned_data["evidence"],
            source_words=form.cleaned_data["source_words"],
            seen_on=form.cleaned_data["seen_on"],
            now=now,
        )
        return self.back_to(reference, child)


class WithdrawFactor(ChildPart):
    """Withdraw what was recorded by mistake."""

    part = "record_factor"
    form_class = Form
    heading = "Withdraw this?"
    intro = "It stays readable, marked as withdrawn."
    button = "Withdraw it"

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {}

    def act(self, actor: Actor, form: Form, now: datetime, *, reference: str, child: str, **kwargs: Any) -> str:
        factor = queries.factor_of(self.child(actor, reference, child), kwargs["number"])
        services.withdraw_factor(actor=actor, factor=factor, now=now)
        return self.back_to(reference, child)


class RecordAnalysis(ChildPart):
    """Write what it means, and what is not known yet."""

    part = "record_analysis"
    form_class = forms.AnalysisForm
    heading = "What it means, and what we do not know"

    def initial(self, actor: Actor, now: datetime, *, reference: str, child: str, **kwargs: Any) -> dict[str, Any]:
        held = self.child(actor, reference, child)
        return {name: getattr(held, name) for name in (*services.WORDS, "version")}

    def act(
        self, actor: Actor, form: forms.AnalysisForm, now: datetime, *, reference: str, child: str, **kwargs: Any
    ) -> str:
        mine, *siblings = self.chosen(actor, form, reference, child)
        version = form.cleaned_data["version"]
        services.record_analysis(
            actor=actor,
            child=mine,
            siblings=siblings,
            analysis=form.cleaned_data["analysis"],
            lived_impact=form.cleaned_data["lived_impact"],
            not_known=form.cleaned_data["not_known"],
            expected_version=version if version is not None else 0,
            now=now,
        )
        return self.back_to(reference, child)


class AnswerPrompts(ChildPart):
    """Answer the pack's next question. It asks; it never decides."""

    part = "answer_prompts"
    form_class = forms.PromptForm
    heading = "Questions to think about"
    button = "Save the answer"

    def asked(self, actor: Actor, now: datetime, reference: str, child: str) -> Any:
        held = self.child(actor, reference, child)
        rows = unanswered_prompts(actor, held, moments=queries.MOMENTS, now=now)
        wanted = self.request.GET.get("prompt", "")
        return next((row for row in rows if row.code == wanted), rows[0] if rows else None)

    def more(self, actor: Actor, contact: Any, now: datetime, **kwargs: Any) -> dict[str, Any]:
        prompt = self.asked(actor, now, contact.reference, kwargs["child"])
        if prompt is None:
            return {"notes": ["Nothing is left to answer for this child."], "form_hidden": True}
        return {"heading": prompt.question, "notes": [prompt.why]}

    def act(
        self, actor: Actor, form: forms.PromptForm, now: datetime, *, reference: str, child: str, **kwargs: Any
    ) -> str:
        prompt = self.asked(actor, now, reference, child)
        if prompt is None:
            raise NotFound
        services.answer_prompt(
            actor=actor,
            children=self.chosen(actor, form, reference, child),
            prompt=prompt.code,
            words=form.cleaned_data["words"],
            now=now,
        )
        return self.back_to(reference, child)


class CheckEarlyHelp(ChildPart):
    """Record the early-help check. What the index shows is filled in; a person confirms it."""

    part = "check_early_help"
    form_class = forms.CheckForm
    heading = "Early-help check"
    button = "Record the check"

    def check(self, actor: Actor, contact: Any) -> None:
        permissions.check_can_check_early_help(actor, contact)

    def found(self, actor: Actor, now: datetime, reference: str, child: str) -> list[Any]:
        held = self.child(actor, reference, child)
        return people.early_help_of(actor, held.person, today=clock.london_day(now))

    def held(self, actor: Actor, reference: str, child: str) -> list[tuple[str, str]]:
        """Return the child's places in our own early-help offer, as an episode and its lead professional."""
        person = self.child(actor, reference, child).person
        titles = {offer.code: offer.title for offer in agencies.pack_in_force().offers}
        return [(place_words(place, titles), place.lead_professional) for place in places_of_person(actor, person)]

    def initial(self, actor: Actor, now: datetime, *, reference: str, child: str, **kwargs: Any) -> dict[str, Any]:
        rows = self.found(actor, now, reference, child)
        held = self.held(actor, reference, child)
        if not rows:
            return {"episode": held[0][0], "lead_professional": held[0][1]} if held else {}
        first = rows[0]
        words = f"{first.involvement or first.status}, since {first.since}" if first.since else first.involvement
        return {"episode": words or first.record_id, "lead_professional": first.worker, "telephone": first.phone}

    def more(self, actor: Actor, contact: Any, now: datetime, **kwargs: Any) -> dict[str, Any]:
        rows = self.found(actor, now, contact.reference, kwargs["child"])
        notes = [f"The index shows: {row.involvement or row.status}, {row.worker} {row.phone}".strip() for row in rows]
        held = self.held(actor, contact.reference, kwargs["child"])
        notes += [f"In our own offer: {words}{f', {lead}' if lead else ''}" for words, lead in held]
        fresh = [row for row in people.index_freshness(now=now) if row.index == "early_help"]
        notes = notes or ["No record visible to you in the early-help index."]
        return {"notes": [*notes, *(f"The index is {row.words}." for row in fresh)]}

    def act(
        self, actor: Actor, form: forms.CheckForm, now: datetime, *, reference: str, child: str, **kwargs: Any
    ) -> str:
        answers = form.cleaned_data
        rows = self.found(actor, now, reference, child)
        is_found = answers["result"] == CheckResult.FOUND
        earlyhelp_checks.record_early_help_check(
            actor=actor,
            children=self.chosen(actor, form, reference, child),
            result=answers["result"],
            index_record_id=rows[0].record_id if rows and is_found else "",
            episode=answers["episode"] if is_found else "",
            lead_professional=answers["lead_professional"] if is_found else "",
            telephone=answers["telephone"] if is_found else "",
            reason=answers["reason"],
            now=now,
        )
        return self.back_to(reference, child)


class RecordFamilyPosition(ContactPart):
    """Record what the family was told, whether they agree, and the lawful basis."""

    form_class = forms.PositionForm
    heading = "What the family knows and agrees to"
    intro = (
        "Three separate facts. Where harm is likely, going ahead does not depend on agreement: do not ask for it, "
        "and a refusal does not stop you."
    )

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = self.contact(actor, reference)
        day = clock.london_day(now)
        groups = ("going_ahead_without_telling", "agreement_not_sought")
        reasons = {r.code: r.title for r in pack_of(contact).in_force("reasons", day) if str(r.group) in groups}
        bases = pack_of(contact).in_force("lawful_bases", day)
        usual = usual_bases(actor, list(contact.children.all()), bases, now=now)
        return {"reasons": list(reasons.items()), "bases": lawfulbases.in_groups(bases, usual=usual)}

    def initial(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = sharing.position_of(actor, subject_kind="contact", subject=reference)
        if held.recorded_at is None:
            return {}
        return {name: getattr(held, name) for name in PositionGiven.__dataclass_fields__}

    def act(self, actor: Actor, form: forms.PositionForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        content = {**form.content, "lawful_bases": tuple(form.content["lawful_bases"])}
        services.record_family_position(
            actor=actor, contact=self.contact(actor, reference), given=PositionGiven(**content), now=now
        )
        contact = self.contact(actor, reference)
        child = contact_queries.child_of(contact, contact.children.all()[0].person.reference)
        after = part_address(reference, child.person.reference, "record_family_position")
        return next_question(actor, child, "going_ahead", now, after=after)
