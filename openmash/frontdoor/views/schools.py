"""Telling the schools of a contact's children: start, prepare for the gate, keep that it was told, or that it need not be."""

from datetime import datetime
from typing import Any, ClassVar

from django.urls import reverse

from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.views import ActView
from openmash.frontdoor import permissions
from openmash.frontdoor.forms import schools as forms
from openmash.frontdoor.presenters import contacts as contact_presenters
from openmash.frontdoor.queries import contacts as queries
from openmash.frontdoor.queries.schools import children_to_tell
from openmash.frontdoor.services import schools as services
from openmash.frontdoor.views.packages import opened, package_address
from openmash.frontdoor.views.parts import ContactPart, contact_address, safety_of
from openmash.schools import queries as schools
from openmash.schools.choices import WITHOUT_SCHOOL_WORDS
from openmash.schools.services import NoticeGiven

LONGEST = 100


def notices_address(reference: str) -> str:
    """Return where one reads what the schools of a contact's children are told."""
    return reverse("frontdoor:school_notices", kwargs={"reference": reference})


class SchoolNotices(ActView):
    """What the schools of a contact's children are told, by when, and what became of it; one starts it here."""

    template = "frontdoor/school_notices.html"
    form_class = forms.StartNoticesForm

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = queries.contact_by_reference(actor, reference)
        permissions.check_can_answer_referrer(actor, contact)
        opened(actor, contact, now)
        held = schools.notices_about(actor, about_kind="contact", about=reference)
        there = {one.person_id for one in held}
        return {
            "header": contact_presenters.header(contact, now),
            "safety": safety_of(actor, contact, now),
            "back": contact_address(reference),
            "rows": [self.row(reference, one, now) for one in held],
            "to_start": [
                child.person.full_name for child in children_to_tell(contact, now) if child.person_id not in there
            ],
            "not_known": contact.incident_at is None,
            "mode": schools.telling_mode(),
        }

    def row(self, reference: str, notice: Any, now: datetime) -> dict[str, Any]:
        """Return one notice with what can be done about it."""
        place = {"reference": reference, "notice": notice.reference}
        return schools.notice_in_words(notice, now) | {
            "check": package_address(reference, notice.package)
            if notice.package and notice.released_at is None
            else "",
            **{
                name: reverse(f"frontdoor:{address}", kwargs=place) if may else ""
                for name, address, may in schools.what_can_be_done(notice)
            },
        }

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, **kwargs: Any) -> str:
        contact = queries.contact_by_reference(actor, reference)
        services.open_school_notices(actor=actor, contact=contact, now=now)
        return notices_address(reference)


class NoticePart(ContactPart):
    """One act on one notice of a contact."""

    template = "frontdoor/part.html"
    draft_title: ClassVar[str] = "Telling a school"
    tells: ClassVar[bool] = True

    def check(self, actor: Actor, contact: Any) -> None:
        permissions.check_can_answer_referrer(actor, contact)

    def held(self, actor: Actor, reference: str, notice: str) -> Any:
        """Return the notice. Raises NotFound where it is not about this contact."""
        self.contact(actor, reference)
        return schools.notice_about(actor, notice, about_kind="contact", about=reference)

    @property
    def asked(self) -> str:
        return str(self.request.GET.get("q", "")).strip()[:LONGEST]

    def more(self, actor: Actor, contact: Any, now: datetime, *, notice: str, **kwargs: Any) -> dict[str, Any]:
        held = self.held(actor, contact.reference, notice)
        row = schools.notice_in_words(held, now)
        return {
            "back": notices_address(contact.reference),
            "who": f"{held.child_name}. To be told: {row['clock']['text']}",
            "notes": [note for note in (held.due_caveat, held.problem, self.footing(actor, held, now)) if note],
        }

    def footing(self, actor: Actor, held: Any, now: datetime) -> str:
        """Return under which agreement the school is told, where this act tells it."""
        return schools.footing_in_words(actor, held.school, team=held.team, now=now) if self.tells else ""

    def school_choices(self, actor: Actor, reference: str, notice: str) -> list[tuple[str, str]]:
        """Return the schools to choose from: the one that is known, and those that match what was typed."""
        return schools.school_choices(self.asked, always=self.held(actor, reference, notice).school)


class PrepareSchoolNotice(NoticePart):
    """Say which school, and what it is told."""

    form_class = forms.PrepareNoticeForm
    heading = "Tell the school"
    intro = "Nothing leaves yet. You read exactly what the key adult reads, and release it. Nobody has to agree to it."
    button = "Prepare"

    def more(self, actor: Actor, contact: Any, now: datetime, **kwargs: Any) -> dict[str, Any]:
        search = {
            "asked": self.asked,
            "label": "Find the school",
            "hint": "Name, town, postcode or number, in any order",
        }
        return super().more(actor, contact, now, **kwargs) | {"search": search}

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, notice: str, **kwargs: Any) -> dict[str, Any]:
        school = self.held(actor, reference, notice).school
        adults = schools.key_adults_of(school, on=clock.london_day(now)) if school else []
        return {
            "schools": self.school_choices(actor, reference, notice),
            "adults": [(one.reference, f"{one.name}, {one.role}".rstrip(", ")) for one in adults],
            "when_known": self.contact(actor, reference).incident_at is not None,
        }

    def initial(self, actor: Actor, now: datetime, *, reference: str, notice: str, **kwargs: Any) -> dict[str, Any]:
        held = self.held(actor, reference, notice)
        known = {"school": held.school.urn} if held.school else {}
        return known | held.facts | {"police_reference": held.police_reference, "not_to": held.not_to}

    def act(
        self,
        actor: Actor,
        form: forms.PrepareNoticeForm,
        now: datetime,
        *,
        reference: str,
        notice: str,
        **kwargs: Any,
    ) -> str:
        contact, held = self.contact(actor, reference), self.held(actor, reference, notice)
        chosen = form.cleaned_data["school"]
        if chosen in WITHOUT_SCHOOL_WORDS:
            services.hand_pupil_to_council(
                actor=actor, contact=contact, notice=held, why=chosen, facts=form.facts(), now=now
            )
            return notices_address(reference)
        given = NoticeGiven(
            urn=chosen,
            facts=form.facts(),
            police_reference=form.cleaned_data["police_reference"],
            not_to=form.cleaned_data.get("not_to", []),
            when_known=contact.incident_at is not None,
        )
        prepared = services.prepare_school_notice(actor=actor, contact=contact, notice=held, given=given, now=now)
        return package_address(reference, prepared.package) if prepared.package else notices_address(reference)


class TellSchoolOtherwise(NoticePart):
    """Keep that the police told the school, or that one rang it."""

    form_class = forms.TellOtherwiseForm
    heading = "The school has been told"
    button = "Keep it"

    def more(self, actor: Actor, contact: Any, now: datetime, **kwargs: Any) -> dict[str, Any]:
        search = {
            "asked": self.asked,
            "label": "Find the school",
            "hint": "Name, town, postcode or number, in any order",
        }
        return super().more(actor, contact, now, **kwargs) | {"search": search}

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, notice: str, **kwargs: Any) -> dict[str, Any]:
        return {"schools": self.school_choices(actor, reference, notice)}

    def initial(self, actor: Actor, now: datetime, *, reference: str, notice: str, **kwargs: Any) -> dict[str, Any]:
        held = self.held(actor, reference, notice)
        return {"told_at": now} | ({"school": held.school.urn} if held.school else {})

    def act(
        self,
        actor: Actor,
        form: forms.TellOtherwiseForm,
        now: datetime,
        *,
        reference: str,
        notice: str,
        **kwargs: Any,
    ) -> str:
        given = form.cleaned_data
        services.tell_school_otherwise(
            actor=actor,
            contact=self.contact(actor, reference),
            notice=self.held(actor, reference, notice),
            how=given["how"],
            told_at=given["told_at"],
            words=given["words"],
            urn=given["school"],
            now=now,
        )
        return notices_address(reference)


class WithdrawSchoolNotice(NoticePart):
    """Say that a school need not be told."""

    form_class = forms.WithdrawNoticeForm
    heading = "The school need not be told"
    tells = False
    button = "Keep it"

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, notice: str, **kwargs: Any) -> str:
        services.withdraw_school_notice(
            actor=actor,
            contact=self.contact(actor, reference),
            notice=self.held(actor, reference, notice),
            reason=form.cleaned_data["reason"],
            now=now,
        )
        return notices_address(reference)
