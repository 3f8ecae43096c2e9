"""One class for each thing that a person does with a worry about a worker."""

import re
from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.allegations import forms, permissions, presenters, queries, services
from openmash.base.actors import Actor
from openmash.base.views import ActView, PageView
from openmash.meetings import queries as meetings
from openmash.meetings.services import MeetingGiven

CONTACT = re.compile(r"C-\d{1,12}")


class Allegations(PageView):
    """What the designated officer has, and what one recorded oneself: the receipts, and nothing of what is in them."""

    template = "allegations/list.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        rows = queries.allegations_for(actor)
        held = queries.meetings_by_subject(rows)
        return {
            "officer": permissions.reads_all(actor),
            "rows": [presenters.row(one, now, held.get(one.reference, [])) for one in rows],
            "receipts": [presenters.receipt(one, now) for one in queries.receipts_of(actor)],
            "telephone": queries.officers_telephone(now),
        }


class RaiseAllegation(ActView):
    """Record a worry about somebody who works or volunteers with children."""

    template = "allegations/raise.html"
    form_class = forms.RaiseAllegationForm

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {
            "thresholds": list(queries.thresholds(now).values()),
            "telephone": queries.officers_telephone(now),
            "back": self.came_from(),
        }

    def contact(self) -> str:
        """Return the contact that one came from, as the address names it; empty without one."""
        asked = self.request.GET.get("contact", "")
        return asked if CONTACT.fullmatch(asked) else ""

    def came_from(self) -> str:
        contact = self.contact()
        return (
            reverse("frontdoor:contact", kwargs={"reference": contact})
            if contact
            else reverse("allegations:allegations")
        )

    def act(self, actor: Actor, form: forms.RaiseAllegationForm, now: datetime, **kwargs: Any) -> str:
        given = services.WorryGiven(**form.content, contact=self.contact())
        made = services.raise_allegation(actor=actor, given=given, now=now)
        if permissions.is_concerned(actor, made):
            return reverse("allegations:allegations")
        return reverse("allegations:receipt", kwargs={"reference": made.reference})


class Receipt(PageView):
    """Read that a worry is kept, who has it, and by when they look at it."""

    template = "allegations/receipt.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.receipt(actor, reference)
        return presenters.receipt(held, now, queries.reader_of(held, now)) | {
            "telephone": queries.officers_telephone(now),
            "telephones": queries.telephones(now),
        }


class DecideAllegation(ActView):
    """Read a worry about a worker, and decide on it."""

    template = "allegations/decide.html"
    form_class = forms.DecideAllegationForm

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"thresholds": list(queries.thresholds(now).items())}

    def initial(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        return {"version": queries.allegation_by_reference(actor, reference).version}

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.allegation_by_reference(actor, reference)
        return presenters.page(held, queries.thresholds(now), queries.meetings_about(actor, reference), now)

    def act(
        self, actor: Actor, form: forms.DecideAllegationForm, now: datetime, *, reference: str, **kwargs: Any
    ) -> str:
        held = queries.allegation_by_reference(actor, reference)
        services.decide_allegation(
            actor=actor,
            allegation=held,
            given=services.DecisionGiven(**form.content),
            expected_version=form.cleaned_data["version"] or 0,
            now=now,
        )
        return reverse("allegations:decide_allegation", kwargs={"reference": reference})


def meeting_address(reference: str, meeting: str) -> str:
    """Return where a meeting about a worry stands."""
    return reverse("allegations:meeting", kwargs={"reference": reference, "meeting": meeting})


class ShowMeeting(PageView):
    """One meeting about a worry: who was invited or came, what each said, what was decided, what is to be done."""

    template = "allegations/meeting.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, meeting: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.meeting_about(actor, reference, meeting)
        return {"allegation": reference, "meeting": presenters.meeting_page(held, reference, now)}


class MeetingAct(ActView):
    """One act on the meetings about a worry."""

    template = "allegations/act.html"
    heading = ""
    intro = ""
    button = ""

    def page(self, actor: Actor, now: datetime, *, reference: str, meeting: str = "", **kwargs: Any) -> dict[str, Any]:
        if meeting:
            who = meetings.meeting_in_words(queries.meeting_about(actor, reference, meeting), now)
            back, words = meeting_address(reference, meeting), f"{who['title']} of {who['when']}"
        else:
            queries.allegation_by_reference(actor, reference)
            back, words = reverse("allegations:decide_allegation", kwargs={"reference": reference}), ""
        return {
            "allegation": reference,
            "heading": self.heading,
            "intro": self.intro,
            "button": self.button,
            "who": words,
            "back": back,
        }


class CallMeeting(MeetingAct):
    """Call a meeting about a worry."""

    form_class = forms.CallMeetingForm
    heading = "Call an allegation meeting"
    intro = "It stands with this worry and is read by nobody else here. Tell those who are invited yourself; the person concerned is not."
    button = "Call it"

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, **kwargs: Any) -> str:
        held = form.content
        given = MeetingGiven(
            kind=queries.meeting_kind(now).code,
            planned_at=held["planned_at"],
            means=held["means"],
            place=held["place"],
            purpose=held["purpose"],
        )
        made = services.call_meeting(actor=actor, reference=reference, given=given, invited=held["invited"], now=now)
        return meeting_address(reference, made.reference)


class HoldMeeting(MeetingAct):
    """Write down who took part, what each said, and what was decided."""

    template = "allegations/hold_meeting.html"
    form_class = forms.HoldMeetingForm
    heading = "Who took part, and what was decided?"
    button = "Save the meeting"
    draft_title = "An allegation meeting"

    def draft_key_for(self, actor: Actor, *, reference: str, meeting: str, **kwargs: Any) -> str:
        return f"allegation-meeting:{meeting}"

    def form_kwargs(
        self, actor: Actor, now: datetime, *, reference: str, meeting: str, **kwargs: Any
    ) -> dict[str, Any]:
        held = queries.meeting_about(actor, reference, meeting)
        return {"attendees": presenters.attendees(held), "questions": meetings.questions_of(held)}

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, meeting: str, **kwargs: Any) -> str:
        services.hold_meeting(
            actor=actor,
            reference=reference,
            meeting=meeting,
            held_at=form.cleaned_data["held_at"],
            came=form.came(),
            notes=form.cleaned_data["notes"],
            given=form.findings(),
            now=now,
        )
        return meeting_address(reference, meeting)


class CallOffMeeting(MeetingAct):
    """Call a meeting about a worry off."""

    form_class = forms.CallOffForm
    heading = "Call this meeting off"
    button = "Call it off"

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, meeting: str, **kwargs: Any) -> str:
        services.call_off_meeting(actor=actor, reference=reference, meeting=meeting, now=now, **form.content)
        return meeting_address(reference, meeting)


class AgreeAction(MeetingAct):
    """Write down what a meeting about a worry gave somebody to do."""

    form_class = forms.ActionForm
    heading = "What is to be done?"
    intro = "It stands where you begin until it is done. Whoever does it is told by you."
    button = "Add it"

    def act(self, actor: Actor, form: Any, now: datetime, *, reference: str, meeting: str, **kwargs: Any) -> str:
        services.agree_action(actor=actor, reference=reference, meeting=meeting, now=now, **form.content)
        return meeting_address(reference, meeting)


class FinishAction(MeetingAct):
    """Say that what a meeting about a worry gave somebody to do is done."""

    form_class = forms.FinishActionForm
    heading = "This is done"
    button = "Save"

    def page(self, actor: Actor, now: datetime, *, reference: str, meeting: str = "", **kwargs: Any) -> dict[str, Any]:
        held = queries.meeting_about(actor, reference, meeting)
        action = presenters.action_row(meetings.action_of(held, kwargs["action"]), now)
        found = super().page(actor, now, reference=reference, meeting=meeting)
        return found | {"intro": f"{action['words']}: {action['owner']}."}

    def act(
        self, actor: Actor, form: Any, now: datetime, *, reference: str, meeting: str, action: str, **kwargs: Any
    ) -> str:
        services.finish_action(
            actor=actor, reference=reference, meeting=meeting, action=action, now=now, **form.content
        )
        return meeting_address(reference, meeting)
