"""Meetings about a contact: called, held, and what was decided for each child."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import PageView
from openmash.frontdoor import permissions
from openmash.frontdoor.forms import meetings as forms
from openmash.frontdoor.presenters import contacts as contact_presenters
from openmash.frontdoor.presenters import meetings as presenters
from openmash.frontdoor.queries import contacts as queries
from openmash.frontdoor.services import meetings as services
from openmash.frontdoor.views.parts import ContactPart, contact_address, safety_of
from openmash.meetings import permissions as meeting_permissions
from openmash.meetings import queries as meetings
from openmash.meetings.services import MeetingGiven
from openmash.trail import services as trail

ABOUT = {"subject_kind": "contact"}


def meetings_address(reference: str) -> str:
    """Return where the meetings about a contact stand."""
    return reverse("frontdoor:meetings", kwargs={"reference": reference})


def meeting_address(reference: str, meeting: str) -> str:
    """Return where one meeting about a contact stands."""
    return reverse("frontdoor:meeting", kwargs={"reference": reference, "meeting": meeting})


def opened(actor: Actor, reference: str, now: datetime) -> Any:
    """Return a contact to show, the opening of everybody in it recorded. Raises NotFound."""
    contact = queries.contact_by_reference(actor, reference)
    with trail.gathering():
        everybody: list[Any] = [*contact.children.all(), *contact.adults.all()]
        for one in everybody:
            trail.saw(actor=actor, subject=one.person, purpose=actor.purpose or "contact", at=now, contact=reference)
    return contact


def seats_of(meeting: Any) -> list[Any]:
    """Return who must attend, as the pack had it when the meeting was called."""
    pack = agencies.pack_of(meeting.pack_id)
    return meetings.seats_of(meeting.kind, pack=pack, on=clock.london_day(meeting.called_at))


class Meetings(PageView):
    """The meetings about a contact, the clocks they began, what is to be done, and disagreements."""

    template = "frontdoor/meetings.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = opened(actor, reference, now)
        found = meetings.meetings_about(actor, subject=reference, **ABOUT)
        persons = [one.person for one in contact.children.all()]
        may = permissions.can_meet(actor, contact)
        return {
            "header": contact_presenters.header(contact, now),
            "safety": safety_of(actor, contact, now),
            "back": contact_address(reference),
            "meetings": [presenters.meeting_row(one, now) for one in found],
            "clocks": presenters.clock_rows(contact, meetings.clocks_of(actor, persons), now),
            "kinds": [{"code": one.code, "title": one.title, "words": one.words} for one in meetings.kinds(now)]
            if may
            else [],
            "disagreements": [
                meetings.escalation_in_words(one, now)
                for one in meetings.escalations_about(actor, subject=reference, **ABOUT)
            ],
            "nobody": {
                "title": "Nobody has met about this contact.",
                "text": "Call a strategy discussion as soon as significant harm is thought likely.",
            },
        }


class ShowMeeting(PageView):
    """One meeting: who is invited or came, what each said, what was decided, who did not agree, what is to be done."""

    template = "frontdoor/meeting.html"
    printed = False

    def page(self, actor: Actor, now: datetime, *, reference: str, meeting: str, **kwargs: Any) -> dict[str, Any]:
        contact = opened(actor, reference, now)
        held = meetings.meeting_about(actor, subject=reference, reference=meeting, **ABOUT)
        clocks = meetings.clocks_of(actor, [one.person for one in contact.children.all()])
        own = {key: one for key, one in clocks.items() if one.meeting == meeting}
        return {
            "header": contact_presenters.header(contact, now),
            "safety": safety_of(actor, contact, now),
            "back": meetings_address(reference),
            "meeting": presenters.meeting_page(held, seats_of(held), None if self.printed else now),
            "clocks": presenters.clock_rows(contact, own, None if self.printed else now),
            "may": permissions.can_meet(actor, contact),
            "contact": reference,
        }


class Minutes(ShowMeeting):
    """The minutes of a meeting, as they print."""

    template = "frontdoor/minutes.html"
    printed = True


class MeetPart(ContactPart):
    """One act on the meetings about a contact."""

    def check(self, actor: Actor, contact: Any) -> None:
        permissions.check_can_meet(actor, contact)

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"{type(self).__name__}:{reference}:{kwargs.get('meeting', '')}:{kwargs.get('child', '')}"

    def held(self, actor: Actor, reference: str, meeting: str) -> Any:
        """Return the meeting. Raises NotFound where it is not about this contact."""
        self.contact(actor, reference)
        return meetings.meeting_about(actor, subject=reference, reference=meeting, **ABOUT)

    def more(self, actor: Actor, contact: Any, now: datetime, **kwargs: Any) -> dict[str, Any]:
        if "meeting" not in kwargs:
            return {"back": meetings_address(contact.reference)}
        held = self.held(actor, contact.reference, kwargs["meeting"])
        said = meetings.meeting_in_words(held, now)
        return {
            "who": f"{said['title']} {said['reference']}, {said['when']}",
            "back": meeting_address(contact.reference, held.reference),
        }


class CallMeeting(MeetPart):
    """Call a meeting of one of the pack's kinds."""

    form_class = forms.CallMeetingForm
    intro = "Those who are invited see time, place, whom it is about and why. Nobody is told what others say."
    button = "Call it"
    draft_title = "Calling a meeting"

    def kind(self, now: datetime, kind: str) -> Any:
        """Return a kind of meeting. Raises NotFound."""
        found = next((one for one in meetings.kinds(now) if one.code == kind), None)
        if found is None:
            raise NotFound
        return found

    def more(self, actor: Actor, contact: Any, now: datetime, *, kind: str, **kwargs: Any) -> dict[str, Any]:
        entry = self.kind(now, kind)
        return super().more(actor, contact, now) | {"heading": f"Call a {entry.title.lower()}", "notes": [entry.words]}

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, kind: str, **kwargs: Any) -> dict[str, Any]:
        contact = self.contact(actor, reference)
        return {
            "people": presenters.children_choices(contact, now),
            "seats": meetings.seats_of(self.kind(now, kind).code, on=clock.london_day(now)),
            "agencies": meetings.who_can_come(now),
        }

    def act(
        self, actor: Actor, form: forms.CallMeetingForm, now: datetime, *, reference: str, kind: str, **kwargs: Any
    ) -> str:
        held = form.content
        meeting = services.call_meeting_about(
            actor=actor,
            contact=self.contact(actor, reference),
            given=MeetingGiven(
                kind=kind,
                planned_at=held["planned_at"],
                means=held["means"],
                place=held["place"],
                purpose=held["purpose"],
                urgent_reason=held["urgent_reason"],
            ),
            people=held["people"],
            invited=form.invited(),
            now=now,
        )
        return meeting_address(reference, meeting.reference)


class HoldMeeting(MeetPart):
    """Write down who took part, how, and what each said."""

    template = "frontdoor/hold_meeting.html"
    form_class = forms.HoldMeetingForm
    heading = "Who took part, and what did they say?"
    intro = "What was decided for each child comes after this."
    button = "Save who took part"
    draft_title = "A meeting that was held"

    def form_kwargs(
        self, actor: Actor, now: datetime, *, reference: str, meeting: str, **kwargs: Any
    ) -> dict[str, Any]:
        held = self.held(actor, reference, meeting)
        return {
            "attendees": presenters.attendee_choices(held),
            "agencies": meetings.who_can_come(now),
            "seats": [(one.code, one.title) for one in seats_of(held)],
        }

    def act(
        self, actor: Actor, form: forms.HoldMeetingForm, now: datetime, *, reference: str, meeting: str, **kwargs: Any
    ) -> str:
        services.hold_meeting_about(
            actor=actor,
            contact=self.contact(actor, reference),
            meeting=self.held(actor, reference, meeting),
            held_at=form.cleaned_data["held_at"],
            came=form.came(),
            inquorate_reason=form.cleaned_data["inquorate_reason"],
            notes=form.cleaned_data["notes"],
            now=now,
        )
        return meeting_address(reference, meeting)


class CallOffMeeting(MeetPart):
    """Call a meeting off."""

    form_class = forms.CallOffForm
    heading = "Call this meeting off"
    button = "Call it off"

    def act(
        self, actor: Actor, form: forms.CallOffForm, now: datetime, *, reference: str, meeting: str, **kwargs: Any
    ) -> str:
        services.call_off_meeting_about(
            actor=actor,
            contact=self.contact(actor, reference),
            meeting=self.held(actor, reference, meeting),
            reason=form.cleaned_data["reason"],
            now=now,
        )
        return meeting_address(reference, meeting)


class DecideInMeeting(MeetPart):
    """Write down what was decided for one child. What stood before stays readable."""

    form_class = forms.DecideForm
    heading = "What was decided"
    button = "Save what was decided"
    draft_title = "What a meeting decided"

    def more(self, actor: Actor, contact: Any, now: datetime, *, child: str, **kwargs: Any) -> dict[str, Any]:
        found = super().more(actor, contact, now, **kwargs)
        about = meetings.person_of(self.held(actor, contact.reference, kwargs["meeting"]), child)
        notes = [f"{found['who']}."]
        if not meeting_permissions.is_manager(actor):
            notes.append("What the council decides, a manager of the council writes down. It is not asked here.")
        return found | {"who": f"{about.name}, {about.age}", "notes": notes}

    def form_kwargs(
        self, actor: Actor, now: datetime, *, reference: str, meeting: str, **kwargs: Any
    ) -> dict[str, Any]:
        held = self.held(actor, reference, meeting)
        manager = meeting_permissions.is_manager(actor)
        questions = [one for one in meetings.questions_of(held) if manager or one.decided_by != "council_manager"]
        return {
            "questions": questions,
            "speakers": {
                one.code: presenters.people_who_came(held, one.agency_kinds)
                for one in questions
                if one.decided_by == "agency"
            },
        }

    def initial(
        self, actor: Actor, now: datetime, *, reference: str, meeting: str, child: str, **kwargs: Any
    ) -> dict[str, Any]:
        held = self.held(actor, reference, meeting)
        about = meetings.person_of(held, child)
        rows = [one for one in held.findings.all() if one.about_id == about.pk]
        answers: dict[str, Any] = {"version": len(rows)}
        for code, one in meetings.findings_in_force(rows, about).items():
            answers |= {f"answer_{code}": one.answer, f"words_{code}": one.words}
            if one.said_by:
                answers[f"said_by_{code}"] = next(
                    (str(who.pk) for who in held.attendees.all() if who.name == one.said_by), ""
                )
        return answers

    def act(
        self,
        actor: Actor,
        form: forms.DecideForm,
        now: datetime,
        *,
        reference: str,
        meeting: str,
        child: str,
        **kwargs: Any,
    ) -> str:
        held = self.held(actor, reference, meeting)
        version = form.cleaned_data["version"]
        services.decide_in_meeting(
            actor=actor,
            contact=self.contact(actor, reference),
            meeting=held,
            about=meetings.person_of(held, child),
            given=form.findings(),
            expected_version=version if version is not None else 0,
            now=now,
        )
        return meeting_address(reference, meeting)


class RecordDissent(MeetPart):
    """Write down who does not agree, and why."""

    form_class = forms.DissentForm
    heading = "Somebody does not agree"
    intro = (
        "It stands in the minutes with their name. If it has to be settled, raise it as a professional disagreement."
    )
    button = "Write it down"
    draft_title = "Somebody does not agree"

    def form_kwargs(
        self, actor: Actor, now: datetime, *, reference: str, meeting: str, **kwargs: Any
    ) -> dict[str, Any]:
        held = self.held(actor, reference, meeting)
        return {
            "attendees": presenters.people_who_came(held),
            "questions": [(one.code, one.title) for one in meetings.questions_of(held)],
        }

    def act(
        self, actor: Actor, form: forms.DissentForm, now: datetime, *, reference: str, meeting: str, **kwargs: Any
    ) -> str:
        held = self.held(actor, reference, meeting)
        services.record_dissent_about(
            actor=actor,
            contact=self.contact(actor, reference),
            meeting=held,
            attendee=meetings.attendee_of(held, int(form.cleaned_data["attendee"])),
            question=form.cleaned_data["question"],
            reason=form.cleaned_data["reason"],
            now=now,
        )
        return meeting_address(reference, meeting)
