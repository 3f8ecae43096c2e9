"""Who else needs to know of the incident of a contact, and what becomes of it."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.adults import queries as adults
from openmash.adults.choices import BranchState
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.views import PageView
from openmash.frontdoor.forms import thinkfamily as forms
from openmash.frontdoor.presenters import contacts as contact_presenters
from openmash.frontdoor.presenters import lawfulbases
from openmash.frontdoor.presenters import thinkfamily as presenters
from openmash.frontdoor.queries.facts import usual_bases
from openmash.frontdoor.queries.schools import children_to_tell
from openmash.frontdoor.services import thinkfamily as services
from openmash.frontdoor.views.parts import ContactPart, pack_of
from openmash.release import queries as release
from openmash.schools import queries as schools
from openmash.sharing import queries as sharing
from openmash.trail import services as trail


def others_address(reference: str) -> str:
    """Return where one reads who else is told of the incident of a contact."""
    return reverse("frontdoor:think_family", kwargs={"reference": reference})


def branches_of(actor: Actor, contact: Any) -> list[Any]:
    """Return who else is told of the incident of a contact."""
    return adults.branches_about(actor, subject_kind="contact", subject=contact.reference)


def notices_of(actor: Actor, contact: Any) -> list[Any]:
    """Return what the schools of a contact's children are told of it."""
    return schools.notices_about(actor, about_kind="contact", about=contact.reference)


def young_people(contact: Any, now: datetime) -> list[Any]:
    """Return those of a contact's children who are old enough to be a victim of domestic abuse in law."""
    today = clock.london_day(now)
    return [one for one in contact.children.all() if adults.is_old_enough(one.person.age_on(today))]


def footing_rows(actor: Actor, contact: Any, asked: dict[str, Any], now: datetime) -> list[dict[str, Any]]:
    """Return under which agreement each agency outside would be told, on the bases that are recorded or usual."""
    held = sharing.position_of(actor, subject_kind="contact", subject=contact.reference).lawful_bases
    offered = asked["bases"]
    usual = [code for code, _ in offered.choices if code not in offered.more] if offered.more else []
    bases = held or usual
    if not bases:
        return []
    left, rows = {code.split(":")[0] for code, _ in asked["branches"].choices}, []
    for kind, title, pairs in asked["agencies"]:
        if kind not in left:
            continue
        found = adults.footings_of(
            actor,
            kind,
            to_agencies=[code for code, _ in pairs],
            from_agency=contact.team.agency.code,
            bases=bases,
            about_a_child=not contact.adults.all(),
            now=now,
        )
        rows += [presenters.footing_row(title, name, found[code]) for code, name in pairs]
    return rows


class ThinkFamily(ContactPart):
    """Who else needs to know: what is told already, and more of it in one act."""

    template = "frontdoor/think_family.html"
    form_class = forms.TellOthersForm
    heading = "Who else needs to know"
    button = "Tell them"
    draft_title = "Who else needs to know"

    def more(self, actor: Actor, contact: Any, now: datetime, **kwargs: Any) -> dict[str, Any]:
        header = contact_presenters.header(contact, now)
        held = branches_of(actor, contact)
        released = release.released_among([one.package for one in held])
        return {
            "child": None if contact.adults_only else presenters.child_branch(contact, header),
            "rows": [
                *(
                    presenters.branch_row(one, contact.reference, now, may_act=True, released=one.package in released)
                    for one in held
                ),
                *(presenters.school_row(one, contact.reference, now) for one in notices_of(actor, contact)),
            ],
            "protect": [
                {
                    "name": one.person.full_name,
                    "href": reverse("people:person", kwargs={"reference": one.person.reference}),
                }
                for one in (*contact.adults.all(), *young_people(contact, now))
                if not one.person.address_protected
            ],
        }

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        shown = super().page(actor, now, reference=reference, **kwargs)
        asked = self.form_kwargs(actor, now, reference=reference)
        nobody_left = not asked["branches"].choices
        footings = [] if nobody_left else footing_rows(actor, self.contact(actor, reference), asked, now)
        return shown | {"form_hidden": nobody_left, "footings": footings}

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact, today = self.contact(actor, reference), clock.london_day(now)
        rows = [(one.person, True) for one in contact.children.all()]
        rows += [(one.person, False) for one in contact.adults.all()]
        suggested = adults.suggestions(
            category=contact.category,
            people=[(person.reference, person.age_on(today), is_child) for person, is_child in rows],
            now=now,
            on_time=contact.incident_at or contact.received_at,
        )
        pupils = {one.person.reference for one in children_to_tell(contact, now)}
        suggested = [one for one in suggested if one.kind != services.SCHOOL or one.person in pupils]
        names = {person.reference: f"{person.full_name}, {person.age_in_words(today)}" for person, _ in rows}
        there = {(one.kind, one.person_reference) for one in branches_of(actor, contact)}
        there |= {(services.SCHOOL, one.person.reference) for one in notices_of(actor, contact)}
        bases = pack_of(contact).in_force("lawful_bases", today)
        told = {
            one.kind: (one.title, one.agencies) for one in suggested if one.agencies and one.kind != services.SCHOOL
        }
        return {
            "branches": presenters.branch_choices(suggested, names, there),
            "bases": lawfulbases.in_groups(
                bases, usual=usual_bases(actor, list(contact.children.all()), bases, now=now)
            ),
            "agencies": [(kind, title, pairs) for kind, (title, pairs) in told.items()],
        }

    def initial(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = sharing.position_of(actor, subject_kind="contact", subject=reference)
        return {"lawful_bases": held.lawful_bases} if held.lawful_bases else {}

    def act(self, actor: Actor, form: forms.TellOthersForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        contact = self.contact(actor, reference)
        services.tell_others_about(actor=actor, contact=contact, given=form.given(), now=now)
        return others_address(reference)


class BranchPart(ContactPart):
    """One act on one branch of a contact."""

    states: tuple[BranchState, ...] = ()

    def held(self, actor: Actor, reference: str, branch: str) -> Any:
        """Return the branch. Raises NotFound where it is not of this contact."""
        contact = self.contact(actor, reference)
        return adults.branch_about(actor, branch, subject_kind="contact", subject=contact.reference)

    def more(self, actor: Actor, contact: Any, now: datetime, *, branch: str, **kwargs: Any) -> dict[str, Any]:
        held = self.held(actor, contact.reference, branch)
        if held.state not in self.states:
            raise RuleBroken("This has moved on. Open it again to see where it stands.")
        words = adults.branch_words(held, now)
        return {"who": f"{words['kind']}: {words['who']}", "back": others_address(contact.reference)}


class WeighDanger(BranchPart):
    """Answer the questions about danger to an adult."""

    form_class = forms.WeighDangerForm
    heading = "Danger to an adult"
    button = "Record the answers"
    draft_title = "Danger to an adult"
    states = (BranchState.TO_WEIGH,)

    def more(self, actor: Actor, contact: Any, now: datetime, *, branch: str, **kwargs: Any) -> dict[str, Any]:
        held, questions = self.held(actor, contact.reference, branch), adults.checklist(now)
        bands = adults.bands_in_words(questions)
        notes = [f"Each yes counts one. {bands} High goes to the conference, and so does a repeat."]
        notes += [f"Referred before: {one}." for one in adults.repeats_in_words(held, now)]
        return super().more(actor, contact, now, branch=branch, **kwargs) | {"notes": notes, "told": contact.story}

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"questions": adults.checklist(now).questions}

    def act(
        self, actor: Actor, form: forms.WeighDangerForm, now: datetime, *, reference: str, branch: str, **kwargs: Any
    ) -> str:
        services.weigh_danger_in(
            actor=actor,
            contact=self.contact(actor, reference),
            branch=self.held(actor, reference, branch),
            given=form.given(),
            now=now,
        )
        return others_address(reference)


class HearConference(BranchPart):
    """Keep when the conference heard it, and what it agreed."""

    form_class = forms.HearConferenceForm
    heading = "The conference has heard it"
    button = "Record it"
    draft_title = "What the conference agreed"
    states = (BranchState.REFERRED,)

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"now": now}

    def act(
        self, actor: Actor, form: forms.HearConferenceForm, now: datetime, *, reference: str, branch: str, **kwargs: Any
    ) -> str:
        services.hear_conference_in(
            actor=actor,
            contact=self.contact(actor, reference),
            branch=self.held(actor, reference, branch),
            heard_on=form.cleaned_data["heard_on"],
            words=form.cleaned_data["words"],
            now=now,
        )
        return others_address(reference)


class CloseBranch(BranchPart):
    """Keep what somebody does who was told, or take it back. No other branch is closed with it."""

    form_class = forms.CloseBranchForm
    heading = "What became of it"
    intro = "Nothing else that was told of this incident is closed with it."
    button = "Record it"
    draft_title = "What became of it"
    states = tuple(presenters.WAYS)

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, branch: str, **kwargs: Any) -> dict[str, Any]:
        held = self.held(actor, reference, branch)
        return {
            "ways": presenters.ways_of(held, released=release.was_released(held.package)),
            "hints": presenters.WAY_HINTS,
        }

    def act(
        self, actor: Actor, form: forms.CloseBranchForm, now: datetime, *, reference: str, branch: str, **kwargs: Any
    ) -> str:
        services.close_branch_in(
            actor=actor,
            contact=self.contact(actor, reference),
            branch=self.held(actor, reference, branch),
            **presenters.said_by(form.cleaned_data["how"]),
            words=form.cleaned_data["words"],
            now=now,
        )
        return others_address(reference)


class Conference(PageView):
    """What goes to the domestic abuse conference, or may: where each stands, and what is a repeat."""

    template = "frontdoor/conference.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        held = adults.conference_referrals(actor)
        with trail.gathering():
            for one in held:
                subject = f"person {one.person_reference}"
                trail.saw(actor=actor, subject=subject, purpose=actor.purpose, at=now, branch=one.reference)
        rows = [presenters.conference_row(one, now) for one in held]
        return {
            "waiting": [row for row in rows if row["open"]],
            "done": [row for row in rows if not row["open"]],
        }
