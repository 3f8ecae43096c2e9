"""Answering the person who raised the worry; and what their agency sees of it."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import access, clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import PageView
from openmash.base.worktime import said_at
from openmash.frontdoor import permissions, queries
from openmash.frontdoor.forms.transfers import AnswerReferrerForm, CallerAddressForm
from openmash.frontdoor.presenters.answers import own_words_hint, raised_by, raised_detail, raised_row, ways_to_tell
from openmash.frontdoor.presenters.transfers import contact_summary
from openmash.frontdoor.queries import leaving, messages
from openmash.frontdoor.services import answers as services
from openmash.frontdoor.services import callers
from openmash.frontdoor.views.opening import opened_contact
from openmash.frontdoor.views.parts import ContactPart
from openmash.frontdoor.views.telling import TellingView
from openmash.sharing import queries as sharing
from openmash.trail import services as trail


def ways_of(contact: Any, now: datetime) -> list[tuple[str, str]]:
    """Return the ways in which whoever raised a worry can be told."""
    held = leaving.caller_address(contact)
    sees_it_here = messages.sees_it_here(contact, now=now)
    return ways_to_tell(contact, sees_it_here=sees_it_here, letter_to=held.words if held else "")


def letter_line(contact: Any, *, back: str) -> dict[str, str] | None:
    """Return where an address for a letter is recorded or changed; None for somebody who stayed anonymous."""
    if contact.anonymous:
        return None
    words = "Change the address for a letter" if leaving.caller_address(contact) else "Record an address for a letter"
    place = reverse("frontdoor:record_caller_address", kwargs={"reference": contact.reference})
    return {"text": words, "href": f"{place}?{urlencode({'back': back})}"}


class RecordCallerAddress(ContactPart):
    """Record where a letter to whoever raised a worry goes: letters go there, and nowhere that is typed into them."""

    form_class = CallerAddressForm
    heading = "Where does a letter to them go?"
    intro = (
        "Letters to whoever raised this go to the address on its record. One at which somebody lives whose address is "
        "protected is read by a second person before it leaves."
    )
    button = "Record it"
    draft_title = "An address for a letter"

    def check(self, actor: Actor, contact: Any) -> None:
        permissions.check_can_answer_referrer(actor, contact)

    def back(self, reference: str) -> str:
        """Return where one came from: the answer, or the answer to a disagreement."""
        asked = str(self.request.GET.get("back", ""))
        ways = ("frontdoor:answer_referrer", "frontdoor:answer_disagreement")
        known = [reverse(name, kwargs={"reference": reference}) for name in ways]
        return asked if asked in known else known[0]

    def more(self, actor: Actor, contact: Any, now: datetime, **kwargs: Any) -> dict[str, Any]:
        held = leaving.caller_address(contact)
        notes = [f"Recorded {said_at(held.recorded_at, now)} by {held.recorded_by_name}: {held.source}"] if held else []
        return {"back": self.back(contact.reference), "notes": notes}

    def initial(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = self.contact(actor, reference)
        held = leaving.caller_address(contact)
        return {"address": held.words if held else contact.caller_name}

    def act(self, actor: Actor, form: CallerAddressForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        callers.record_caller_address(
            actor=actor,
            contact=self.contact(actor, reference),
            address=form.cleaned_data["address"],
            source=form.cleaned_data["source"],
            now=now,
        )
        return self.back(reference)


class AnswerReferrer(TellingView):
    """Tell the person who raised a worry what was decided."""

    form_class = AnswerReferrerForm
    draft_title = "An answer to a referrer"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        permissions.check_can_answer_referrer(actor, queries.visible_contact(actor, reference))
        contact = opened_contact(actor, reference, now)
        # Who may not answer has no need to know who called, or how they are reached.
        permissions.check_can_answer_referrer(actor, contact)
        return {
            "heading": "Answer the person who raised this",
            "summary": [*contact_summary(contact, now), *raised_by(contact, known=True)],
            "intro": _what_may_be_said(contact, now),
            "warning": _what_must_not_be_said(actor, contact),
            "button": "Continue",
            "letter": letter_line(contact, back=reverse("frontdoor:answer_referrer", kwargs={"reference": reference})),
            "back": reverse("frontdoor:contact", kwargs={"reference": reference}),
        }

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = queries.visible_contact(actor, reference)
        ways = ways_of(contact, now)
        hint = own_words_hint(takes_own_words=messages.takes_own_words(contact, now=now))
        return {"ways": [*ways, ("not_possible", "They cannot be told")], "words_hint": hint}

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"answer-referrer:{reference}"

    def act(self, actor: Actor, form: AnswerReferrerForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        contact = queries.visible_contact(actor, reference)
        answer = services.answer_referrer(actor=actor, contact=contact, now=now, **form.content)
        if answer.sent_at is None:
            return reverse("frontdoor:message", kwargs={"message": answer.reference})
        return reverse("frontdoor:contact", kwargs={"reference": reference})


def _what_may_be_said(contact: Any, now: datetime) -> str:
    if contact.decided_at is None:
        return "This contact is not decided yet."
    audience = "A professional" if contact.caller_is_professional else "A member of the public"
    return f"{audience} may be told: “{messages.outcome_words(contact)}”"


def _what_must_not_be_said(actor: Actor, contact: Any) -> str:
    """Return what the answerer has to keep in mind: the caller's wish, and what the family must not be told."""
    position = sharing.position_of(actor, subject_kind="contact", subject=contact.reference)
    parts = ["They asked not to be named to the family."] if contact.do_not_name else []
    if position.must_not_be_told:
        parts.append(
            f"The family must not be told: {position.must_not_be_told}. Do not say it to somebody close to them."
        )
    return " ".join(parts)


class Raised(PageView):
    """The worries an agency raised, and what came of them."""

    template = "frontdoor/raised.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {
            "rows": [raised_row(contact, now) for contact in queries.raised_by_agency(actor)],
            "numbers": agencies.front_door_telephones(clock.london_day(now)),
        }


class RaisedContact(PageView):
    """One worry an agency raised: receipt, answer, and the way to disagree."""

    template = "frontdoor/raised_contact.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        contact = queries.raised_contact(actor, reference)
        if contact is None:
            raise NotFound
        trail.saw(actor=actor, subject=contact, purpose=actor.purpose, at=now)
        return raised_detail(contact, now) | {
            "number": contact.team.telephone,
            "may_escalate": contact.decided_at is not None and access.may_use(actor, "frontdoor:escalate_raised"),
        }
