"""What happened in a case: the record, one fact, and recording, correcting and withdrawing one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import ActView, PageView
from openmash.cases import forms, presenters, queries, rules, services
from openmash.cases.choices import FactKind, Shape
from openmash.people import queries as people
from openmash.people.permissions import NeedsPurpose
from openmash.trail import services as trail

# In the order in which they come about, for whoever records.
GROUPS = (
    ("Referral and assessment", (FactKind.REFERRAL, FactKind.ASSESSMENT, FactKind.WORKER)),
    ("Child protection", (FactKind.STRATEGY, FactKind.SECTION_47, FactKind.CONFERENCE)),
    ("Plan and visits", (FactKind.PLAN, FactKind.PLAN_ITEM, FactKind.VISIT, FactKind.REVIEW)),
    ("In care", (FactKind.CARE, FactKind.PLACEMENT, FactKind.LEGAL_STATUS, FactKind.LEAVER, FactKind.ADOPTION)),
    ("Health and education", (FactKind.HEALTH, FactKind.EDUCATION)),
)


def record_address(reference: str) -> str:
    """Return where a person's case is read."""
    return reverse("cases:record", kwargs={"reference": reference})


def fact_address(reference: str, fact: str, name: str = "fact") -> str:
    """Return where one fact is read, or something is done with it."""
    return reverse(f"cases:{name}", kwargs={"reference": reference, "fact": fact})


def titles_of(kind: rules.KindOfFact, *, withdrawn: bool = True) -> dict[str, dict[str, str]]:
    """Return what may be answered to the answers of a kind that are one of a list, by name and code."""
    coded = (Shape.CODE, Shape.CODES)
    return {one.name: queries.code_titles(one, withdrawn=withdrawn) for one in kind.answers if one.shape in coded}


def purpose_of(actor: Actor, person: Any, now: datetime) -> str:
    """Return for what the actor reads a person's case, as the trail keeps it. Raises NeedsPurpose."""
    found = people.purpose_to_read(actor, [person], beside=people.household_of(actor, person), now=now)
    if found is None:
        raise NeedsPurpose(at=people.where_to_say_why(person.reference, to="case"))
    return found.said(actor.purpose)


def opened(actor: Actor, reference: str, now: datetime) -> Any:
    """Return a person whose case is opened, and keep for what. Raises NeedsPurpose."""
    person = people.person_by_reference(actor, reference)
    trail.saw(actor=actor, subject=person, purpose=purpose_of(actor, person, now), at=now)
    return person


def clock_title(fact: Any) -> str:
    """Return what the clock of a fact asks for, in the words of the pack that set it; empty without one."""
    return agencies.pack_of(fact.pack_id).clock(fact.due_rule).title if fact.due_rule else ""


def missing_of(actor: Actor, person: Any, now: datetime) -> list[queries.Missing]:
    """Return what the record of a child still lacks. It is told to whoever keeps the record, and hinders nothing."""
    return queries.missing_of(actor, person, today=clock.london_day(now))


def missing_rows(actor: Actor, person: Any, held: Sequence[queries.Clocked], now: datetime) -> list[dict[str, str]]:
    """Return what a record still lacks, each with what it is about."""
    facts = {row.fact.reference: row.fact for row in held}
    rows = []
    for one in missing_of(actor, person, now):
        fact = facts.get(one.fact)
        about = "The child"
        if fact is not None:
            about = f"{rules.FACTS[fact.kind].title_of(fact.variety)}, {presenters.dates_words(fact)}"
        rows.append({"about": about, "words": one.words})
    return rows


class CaseRecord(PageView):
    """What happened in a person's case, the latest first, with what is due."""

    template = "cases/record.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        person = opened(actor, reference, now)
        held = queries.record_of(actor, person, today=clock.london_day(now))
        titles = {code: titles_of(rules.FACTS[code]) for code in {row.fact.kind for row in held}}
        rows = [
            presenters.fact_row(
                row, titles, fact_address(person.reference, row.fact.reference), clock_title(row.fact), now
            )
            for row in held
        ]
        return {
            "name": person.full_name,
            "back": reverse("people:person", kwargs={"reference": person.reference}),
            "missing": missing_rows(actor, person, held, now),
            "amend": reverse("people:amend_person", kwargs={"reference": person.reference}),
            "due": [row for row, one in zip(rows, held, strict=True) if one.running],
            "rows": rows,
            "withdrawn": [
                {
                    "title": rules.FACTS[one.kind].title_of(one.variety),
                    "href": fact_address(person.reference, one.reference),
                    "when": presenters.dates_words(one),
                    "why": one.withdrawn_because,
                }
                for one in queries.withdrawn_of(actor, person)
            ],
            "groups": [
                {
                    "title": title,
                    "links": [
                        {
                            "text": rules.FACTS[kind].title,
                            "href": reverse("cases:add_fact", kwargs={"reference": person.reference, "kind": kind}),
                        }
                        for kind in kinds
                    ],
                }
                for title, kinds in GROUPS
            ],
        }


class ShowFact(PageView):
    """One fact: what it says, where it comes from, and what it said before."""

    template = "cases/fact.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, fact: str, **kwargs: Any) -> dict[str, Any]:
        person = opened(actor, reference, now)
        held = queries.fact_by_reference(actor, person, fact)
        around = queries.record_of(actor, person, today=clock.london_day(now))
        row = next((one for one in around if one.fact.pk == held.pk), queries.Clocked(held, None, None))
        return {
            "name": person.full_name,
            "back": record_address(person.reference),
            "missing": [one.words for one in missing_of(actor, person, now) if one.fact == held.reference],
            "fact": presenters.fact_in_full(held, row, titles_of(rules.FACTS[held.kind]), now, clock_title(held)),
            "correct": fact_address(person.reference, held.reference, "correct_fact"),
            "withdraw": fact_address(person.reference, held.reference, "withdraw_fact"),
        }


class FactAct(ActView):
    """One act on a case."""

    template = "cases/act.html"
    button = ""
    intro = ""

    def may_send(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> None:
        purpose_of(actor, people.person_by_reference(actor, reference), now)

    def fact(self, actor: Actor, person: Any, reference: str) -> Any:
        """Return a fact on which something can be done. Raises NotFound; RuleBroken for one that was withdrawn."""
        held = queries.fact_by_reference(actor, person, reference)
        rules.check_stands(withdrawn=held.withdrawn_at is not None)
        return held

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        part = kwargs.get("fact") or kwargs.get("kind") or ""
        return f"{type(self).__name__}:{reference}:{part}"


class AddFact(FactAct):
    """Record something that happened."""

    form_class = forms.FactForm
    draft_title = "Something that happened in a case"
    button = "Record it"

    def kind(self, code: str) -> rules.KindOfFact:
        if code not in rules.FACTS:
            raise NotFound
        return rules.FACTS[code]

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, kind: str, **kwargs: Any) -> dict[str, Any]:
        shape = self.kind(kind)
        given: dict[str, Any] = {"kind": shape, "titles": titles_of(shape, withdrawn=False)}
        if shape.kind == FactKind.PLAN_ITEM:
            person = people.person_by_reference(actor, reference)
            given["plans"] = {
                one.reference: f"{rules.FACTS[one.kind].title_of(one.variety)}, {presenters.dates_words(one).lower()}"
                for one in queries.plans_of(actor, person)
            }
        return given

    def page(self, actor: Actor, now: datetime, *, reference: str, kind: str, **kwargs: Any) -> dict[str, Any]:
        person, shape = opened(actor, reference, now), self.kind(kind)
        no_plan = shape.kind == FactKind.PLAN_ITEM and not queries.plans_of(actor, person)
        return {
            "name": person.full_name,
            "heading": f"Record: {shape.title.lower()}",
            "intro": "Leave empty what is not known yet.",
            "button": self.button,
            "back": record_address(person.reference),
            "nothing": "There is no plan that goes on. Record the plan first." if no_plan else "",
        }

    def act(
        self, actor: Actor, form: forms.FactForm, now: datetime, *, reference: str, kind: str, **kwargs: Any
    ) -> str:
        person = people.person_by_reference(actor, reference)
        chosen = form.cleaned_data.get("part_of")
        plan = next((one for one in queries.plans_of(actor, person) if one.reference == chosen), None)
        services.record_fact(actor=actor, person=person, kind=kind, given=given_by(form), part_of=plan, now=now)
        return record_address(person.reference)


class CorrectFact(FactAct):
    """Correct what a fact says."""

    form_class = forms.FactForm
    draft_title = "A correction of a case"
    button = "Save the correction"

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, fact: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.fact_by_reference(actor, people.person_by_reference(actor, reference), fact)
        shape = rules.FACTS[held.kind]
        return {"kind": shape, "titles": titles_of(shape), "correcting": True}

    def initial(self, actor: Actor, now: datetime, *, reference: str, fact: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.fact_by_reference(actor, people.person_by_reference(actor, reference), fact)
        known = {True: "yes", False: "no"}
        answers = {
            one.name: known.get(value, "") if one.shape == Shape.YES_NO else value
            for one in rules.FACTS[held.kind].answers
            for value in (queries.answers_of(held)[one.name],)
        }
        dates = {"variety": held.variety, "began_on": held.began_on, "ended_on": held.ended_on}
        return answers | dates | {"version": held.version}

    def page(self, actor: Actor, now: datetime, *, reference: str, fact: str, **kwargs: Any) -> dict[str, Any]:
        person = opened(actor, reference, now)
        held = self.fact(actor, person, fact)
        return {
            "name": person.full_name,
            "heading": f"Correct: {rules.FACTS[held.kind].title_of(held.variety).lower()}",
            "button": self.button,
            "back": fact_address(person.reference, held.reference),
        }

    def act(
        self, actor: Actor, form: forms.FactForm, now: datetime, *, reference: str, fact: str, **kwargs: Any
    ) -> str:
        held = queries.fact_by_reference(actor, people.person_by_reference(actor, reference), fact)
        services.correct_fact(
            actor=actor,
            fact=held,
            given=given_by(form),
            reason=form.cleaned_data[forms.BECAUSE],
            expected_version=form.cleaned_data["version"] or 0,
            now=now,
        )
        return fact_address(reference, held.reference)


class WithdrawFact(FactAct):
    """Withdraw a fact that was wrong altogether."""

    form_class = forms.WithdrawFactForm
    draft_title = "Why something in a case is wrong"
    button = "Withdraw it"

    def initial(self, actor: Actor, now: datetime, *, reference: str, fact: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.fact_by_reference(actor, people.person_by_reference(actor, reference), fact)
        return {"version": held.version}

    def page(self, actor: Actor, now: datetime, *, reference: str, fact: str, **kwargs: Any) -> dict[str, Any]:
        person = opened(actor, reference, now)
        held = self.fact(actor, person, fact)
        title = rules.FACTS[held.kind].title_of(held.variety)
        return {
            "name": person.full_name,
            "heading": f"Withdraw: {title.lower()}",
            "intro": f"{title}, {presenters.dates_words(held).lower()}. Withdraw it only where it never happened, or not to this child.",
            "button": self.button,
            "dangerous": True,
            "back": fact_address(person.reference, held.reference),
        }

    def act(
        self, actor: Actor, form: forms.WithdrawFactForm, now: datetime, *, reference: str, fact: str, **kwargs: Any
    ) -> str:
        held = queries.fact_by_reference(actor, people.person_by_reference(actor, reference), fact)
        services.withdraw_fact(
            actor=actor,
            fact=held,
            reason=form.cleaned_data["because"],
            expected_version=form.cleaned_data["version"] or 0,
            now=now,
        )
        return record_address(reference)


def given_by(form: forms.FactForm) -> services.FactGiven:
    """Return what a form says, as the services take it."""
    held = form.cleaned_data
    return services.FactGiven(
        began_on=held["began_on"],
        ended_on=held.get("ended_on"),
        variety=held.get("variety") or "",
        answers=form.answers,
    )
