"""Acts on a person's record: amend, warn, restrict, link. One class each."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.errors import NotFound
from openmash.base.views import ActView
from openmash.people import forms, permissions, presenters, queries, services
from openmash.people.queries import warning_kinds
from openmash.people.views.asking import AsksWhy
from openmash.trail import services as trail


class PersonAct(AsksWhy, ActView):
    """An act on one person: the page names them and leads back to them. Who has no purpose is asked why first."""

    template = "people/act.html"
    heading = ""
    intro = ""
    button = ""
    dangerous = False

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        person = queries.person_by_reference(actor, reference)
        trail.saw(actor=actor, subject=person, purpose=self.purpose_with(actor, person, now), at=now)
        return {
            "heading": self.heading,
            "name": person.full_name,
            "intro": self.intro,
            "button": self.button,
            "dangerous": self.dangerous,
            "back": self.after(person.reference),
        }

    def purpose_with(self, actor: Actor, person: Any, now: datetime) -> str:
        """Return for what the actor opens the record: work on one of the household is a purpose for each of it."""
        return self.purpose(actor, [person], now, beside=queries.household_of(actor, person))

    def may_send(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> None:
        self.purpose_with(actor, queries.person_by_reference(actor, reference), now)

    def after(self, reference: str) -> str:
        return reverse("people:person", kwargs={"reference": reference})


class AmendPerson(PersonAct):
    """Amend what is known of a person."""

    form_class = forms.AmendPersonForm
    heading = "Amend what is known"
    intro = "Leave empty what is not known yet."
    button = "Save"

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"codes": {name: list(titles.items()) for name, titles in queries.coded_answers().items()}}

    def initial(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        person = queries.person_by_reference(actor, reference)
        held = {name: getattr(person, name) for name in forms.AmendPersonForm.base_fields if hasattr(person, name)}
        born = person.date_of_birth
        return held | {
            "date_of_birth": f"{born.day} {born.month} {born.year}" if born else "",
            "interpreter_needed": {True: "yes", False: "no"}.get(person.interpreter_needed, ""),  # type: ignore[arg-type]
            "version": person.version,
        }

    def act(self, actor: Actor, form: forms.AmendPersonForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        person = queries.person_by_reference(actor, reference)
        services.amend_person(
            actor=actor,
            person=person,
            changes=form.content,
            expected_version=form.cleaned_data["version"] or 0,
            now=now,
        )
        return self.after(person.reference)


class SetWarning(PersonAct):
    """Warn workers about a person or their home."""

    form_class = forms.SetWarningForm
    heading = "Add a warning for workers’ safety"
    intro = "It stands at the top of every page about this person or address until somebody ends it."
    button = "Add the warning"

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        person = queries.person_by_reference(actor, reference)
        return {"kinds": list(warning_kinds(now).items()), "at_home": person.household_id is not None}

    def act(self, actor: Actor, form: forms.SetWarningForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        person = queries.person_by_reference(actor, reference)
        at_home = form.cleaned_data["about"] == "household"
        services.set_warning(
            actor=actor,
            person=None if at_home else person,
            household=person.household if at_home else None,
            kind=form.cleaned_data["kind"],
            words=form.cleaned_data["words"],
            now=now,
        )
        return self.after(person.reference)


class EndWarning(PersonAct):
    """End a warning that no longer holds."""

    form_class = forms.ConfirmForm
    heading = "End this warning"
    button = "End the warning"
    dangerous = True

    def page(self, actor: Actor, now: datetime, *, reference: str, number: int, **kwargs: Any) -> dict[str, Any]:
        person = queries.person_by_reference(actor, reference)
        row = next((row for row in queries.warnings_of(actor, person, ended=True) if row.number == number), None)
        if row is None:
            raise NotFound
        line = presenters.warning_line(row, warning_kinds(now))["words"]
        words = f"{line} After this, workers no longer see it. The record keeps it."
        return super().page(actor, now, reference=reference) | {"intro": words}

    def act(
        self, actor: Actor, form: forms.ConfirmForm, now: datetime, *, reference: str, number: int, **kwargs: Any
    ) -> str:
        person = queries.person_by_reference(actor, reference)
        services.end_warning(actor=actor, warning=queries.warning_by_number(actor, person, number), now=now)
        return self.after(person.reference)


class RestrictPerson(PersonAct):
    """Restrict a record."""

    form_class = forms.RestrictPersonForm
    heading = "Restrict this record"
    intro = (
        "Nobody who is not cleared will find this person or see a trace of them: not in searches, lists, households "
        "or warnings. Records of other indexes that are certainly this person are hidden with them."
    )
    button = "Restrict the record"
    dangerous = True

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        permissions.check_can_restrict(actor)
        return super().page(actor, now, **kwargs)

    def act(self, actor: Actor, form: forms.RestrictPersonForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        person = queries.person_by_reference(actor, reference)
        services.restrict_person(actor=actor, person=person, reason=form.cleaned_data["reason"], now=now)
        return self.after(person.reference)


class LiftRestriction(PersonAct):
    """Lift the restriction of a record."""

    form_class = forms.ConfirmForm
    heading = "Lift the restriction"
    intro = "Everybody who works with families will find this person again."
    button = "Lift the restriction"
    dangerous = True

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        permissions.check_can_restrict(actor)
        return super().page(actor, now, **kwargs)

    def act(self, actor: Actor, form: forms.ConfirmForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        person = queries.person_by_reference(actor, reference)
        services.lift_restriction(actor=actor, person=person, now=now)
        return self.after(person.reference)


class LinkRecord(PersonAct):
    """Confirm that a row of an index is this person."""

    form_class = forms.RecordForm
    heading = "Confirm a record of another service"
    button = "This is the same person"
    intro = "Choose a record only when you are sure that it is this person. You can undo it."

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        person = queries.person_by_reference(actor, reference)
        records = queries.records_maybe(actor, person, today=london_day(now))
        return {"records": [(f"{row.index}|{row.record_id}", presenters.record_words(row)) for row in records]}

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        context = super().page(actor, now, reference=reference)
        records = self.form_kwargs(actor, now, reference=reference)["records"]
        if records:
            found = [value.replace("|", " ") for value, _ in records]
            trail.saw(actor=actor, subject="search people", purpose=actor.purpose, at=now, found=found)
        else:
            context |= {"nothing": f"{presenters.NO_RECORD} in the indexes that looks like this person."}
        return context

    def act(self, actor: Actor, form: forms.RecordForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        person = queries.person_by_reference(actor, reference)
        index, _, record_id = form.cleaned_data["record"].partition("|")
        services.link_index_record(actor=actor, index=index, record_id=record_id, person=person, now=now)
        return self.after(person.reference)


class UnlinkRecord(PersonAct):
    """Take back that a row of an index is this person."""

    form_class = forms.RecordForm
    heading = "Undo a confirmed record"
    button = "This is not the same person"
    dangerous = True

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        person = queries.person_by_reference(actor, reference)
        records = queries.records_of(actor, person)
        return {"records": [(f"{row.index}|{row.record_id}", presenters.record_words(row)) for row in records]}

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        context = super().page(actor, now, reference=reference)
        if not self.form_kwargs(actor, now, reference=reference)["records"]:
            context |= {"nothing": "No record of another index has been confirmed as this person."}
        return context

    def act(self, actor: Actor, form: forms.RecordForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        person = queries.person_by_reference(actor, reference)
        index, _, record_id = form.cleaned_data["record"].partition("|")
        services.unlink_index_record(actor=actor, index=index, record_id=record_id, now=now)
        return self.after(person.reference)


class MoveHousehold(AsksWhy, ActView):
    """Say where a household lives now."""

    template = "people/act.html"
    form_class = forms.MoveHouseholdForm

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        household, members = queries.household_by_reference(actor, reference)
        purpose = self.purpose(actor, members, now)
        for member in members:
            trail.saw(actor=actor, subject=member, purpose=purpose, at=now)
        return {
            "heading": "This household has moved",
            "name": ", ".join(member.full_name for member in members),
            "intro": "Everybody in it moves with it from today. Where they lived is kept.",
            "button": "Save the new address",
            "back": reverse("people:household", kwargs={"reference": household.reference}),
        }

    def may_send(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> None:
        self.purpose(actor, queries.household_by_reference(actor, reference)[1], now)

    def act(self, actor: Actor, form: forms.MoveHouseholdForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        household, _ = queries.household_by_reference(actor, reference)
        services.move_household(actor=actor, household=household, **form.content, now=now)
        return reverse("people:household", kwargs={"reference": household.reference})
