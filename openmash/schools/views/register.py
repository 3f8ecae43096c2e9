"""The register of schools: looking into it, loading it, and what the council adds to a school."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.base import access, clock
from openmash.base.actors import Actor
from openmash.base.views import ActView, PageView
from openmash.schools import forms, permissions, presenters, queries, services
from openmash.schools.services import KeyAdultGiven

LONGEST = 100
LARGEST_LIST = 200 * 1024 * 1024


def school_address(urn: str, name: str = "school") -> str:
    """Return where something about a school is done."""
    return reverse(f"schools:{name}", kwargs={"urn": urn})


class Register(PageView):
    """Schools by name, number, town or postcode."""

    template = "schools/register.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        asked = str(self.request.GET.get("q", "")).strip()[:LONGEST]
        total, open_ = queries.number_of_schools()
        may_load = permissions.can_keep_register(actor)
        return {
            "asked": asked,
            "rows": [presenters.school_row(one) for one in queries.schools_like(asked)],
            "total": total,
            "open": open_,
            "may_load": may_load,
            "loads": [presenters.load_row(one, now) for one in queries.latest_loads(most=5)] if may_load else [],
        }


class LoadRegister(ActView):
    """Load the national list."""

    template = "schools/act.html"
    form_class = forms.LoadRegisterForm
    largest_upload = LARGEST_LIST

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        permissions.check_can_keep_register(actor)
        return {
            "heading": "Load the national list of schools",
            "intro": (
                "Download “Establishment fields CSV” from Get Information about Schools and load it as it is, for all of England or "
                "for some councils. A school that is not in the file stays. Loading the same file again changes nothing."
            ),
            "button": "Load the file",
            "back": reverse("schools:register"),
        }

    def act(self, actor: Actor, form: forms.LoadRegisterForm, now: datetime, **kwargs: Any) -> str:
        upload = form.cleaned_data["file"]
        loaded = services.load_register(actor=actor, file=upload, name=upload.name or "schools.csv", now=now)
        return reverse("schools:register_load", kwargs={"number": loaded.number})


class ShowLoad(PageView):
    """What of a file was accepted, and what was refused and why."""

    template = "schools/register_load.html"

    def page(self, actor: Actor, now: datetime, *, number: int, **kwargs: Any) -> dict[str, Any]:
        return presenters.load_row(queries.load_by_number(number), now)


class ShowSchool(PageView):
    """One school: what the list says, who is told, and when pupils are in."""

    template = "schools/school.html"

    def page(self, actor: Actor, now: datetime, *, urn: str, **kwargs: Any) -> dict[str, Any]:
        school, today = queries.school_by_urn(urn), clock.london_day(now)
        known = {one.reference: one for one in queries.adults_of(school, on=today)}
        rows = [
            presenters.key_adult_row(one, known=known.get(one.reference), today=today)
            for one in queries.key_adults_of(school, ended=True, on=today)
        ]
        return {
            "school": presenters.school_in_full(school),
            "adults": [row for row in rows if row["in_force"]],
            "others": [row for row in rows if not row["in_force"]],
            "may_set_up": access.may_use(actor, "schools:set_up_school"),
            "may_keep": access.may_use(actor, "schools:add_key_adult"),
            "calendar": reverse("schools:calendar", kwargs={"calendar": school.calendar.code})
            if school.calendar
            else "",
        }


class SchoolAct(ActView):
    """One act on one school."""

    template = "schools/act.html"
    heading = ""
    intro = ""
    button = "Save"

    def page(self, actor: Actor, now: datetime, *, urn: str, **kwargs: Any) -> dict[str, Any]:
        school = queries.school_by_urn(urn)
        return {
            "heading": self.heading,
            "intro": self.intro,
            "button": self.button,
            "name": school.name,
            "back": school_address(urn),
            **self.more(school, **kwargs),
        }

    def more(self, school: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what this act shows besides."""
        return {}


class SetUpSchool(SchoolAct):
    """Say who signs in for a school and which calendar it has."""

    form_class = forms.SetUpSchoolForm
    heading = "Sign-in and calendar"

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {
            "agencies": queries.agencies_of_schools(),
            "calendars": [(one.code, one.name) for one in queries.calendars()],
        }

    def initial(self, actor: Actor, now: datetime, *, urn: str, **kwargs: Any) -> dict[str, Any]:
        school = queries.school_by_urn(urn)
        return {
            "agency": school.agency.code if school.agency else "",
            "calendar": school.calendar.code if school.calendar else "",
        }

    def act(self, actor: Actor, form: forms.SetUpSchoolForm, now: datetime, *, urn: str, **kwargs: Any) -> str:
        services.set_up_school(
            actor=actor,
            school=queries.school_by_urn(urn),
            agency_code=form.cleaned_data["agency"],
            calendar_code=form.cleaned_data["calendar"],
            now=now,
        )
        return school_address(urn)


class AddKeyAdult(SchoolAct):
    """Add somebody of the school who is told."""

    form_class = forms.AddKeyAdultForm
    heading = "Add a key adult"
    intro = "They are told of domestic abuse at a pupil’s home before the school day begins, and of nothing about their own family."
    button = "Add them"

    def act(self, actor: Actor, form: forms.AddKeyAdultForm, now: datetime, *, urn: str, **kwargs: Any) -> str:
        given = form.content
        services.add_key_adult(
            actor=actor,
            school=queries.school_by_urn(urn),
            given=KeyAdultGiven(**(given | {"place": int(given["place"])})),
            now=now,
        )
        return school_address(urn)


class EndKeyAdult(SchoolAct):
    """Say until when somebody is a key adult."""

    form_class = forms.EndKeyAdultForm
    heading = "No longer a key adult"
    intro = "What they were told before stays on the record. They read no new notice."

    def more(self, school: Any, *, key_adult: str, **kwargs: Any) -> dict[str, Any]:
        return {"heading": f"{queries.key_adult_of(school, key_adult).name}: no longer a key adult"}

    def act(
        self, actor: Actor, form: forms.EndKeyAdultForm, now: datetime, *, urn: str, key_adult: str, **kwargs: Any
    ) -> str:
        held = queries.key_adult_of(queries.school_by_urn(urn), key_adult)
        services.end_key_adult(actor=actor, key_adult=held, until=form.cleaned_data["until"], now=now)
        return school_address(urn)
