"""Places in the early-help offer: offered, taken up, ended. Stepping up opens a new contact with everything carried over."""

from datetime import datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.references import next_reference
from openmash.frontdoor import permissions
from openmash.frontdoor.choices import ContactStatus, WayIn
from openmash.frontdoor.models import Contact, ContactChild, ContactPerson, EarlyHelpPlace, LevelOpinion, StatusChange
from openmash.frontdoor.services.answers import acknowledge
from openmash.trail import services as trail
from openmash.work import queries as work_queries
from openmash.work import services as work
from openmash.work.choices import WorkAct

EARLY_HELP_SOURCE = "5D"


@transaction.atomic
def offer_early_help(
    *, actor: Actor, child: ContactChild, service: str, lead_professional: str, now: datetime
) -> EarlyHelpPlace:
    """Offer a child a place in a service of the pack's directory.

    Raises Denied; RuleBroken when the service is not in the directory, is full, or the child has a place there.
    """
    permissions.check_can_offer_early_help(actor)
    offer = agencies.pack_in_force().one("offers", service, clock.london_day(now))
    taken = EarlyHelpPlace.objects.filter(service=service, ended_at__isnull=True).count()
    if offer.in_use + taken >= offer.capacity:
        raise RuleBroken(
            f"{offer.title} has no free place. Choose another service, or ask them when one is free.", field="service"
        )
    if child.places.filter(service=service, ended_at__isnull=True).exists():
        raise RuleBroken(f"This child has a place at {offer.title} already.", field="service")
    place = EarlyHelpPlace.objects.create(
        reference=next_reference("EH", "ref_place"),
        child=child,
        service=service,
        team_id=_team_in_early_help(actor, child),
        lead_professional=lead_professional,
        offered_at=now,
        offered_by=actor.reference,
    )
    trail.record(actor=actor, kind="early_help.offered", subject=place, at=now, service=service)
    return place


def _team_in_early_help(actor: Actor, child: ContactChild) -> int:
    """Return the key of the team that has the child: the officer's own, else the one asked to offer, else the contact's."""
    if actor.has(Role.EARLY_HELP_OFFICER) and actor.team_ids:
        return min(actor.team_ids)
    asked = work_queries.open_work_on(actor, subject_kind="contact", subject=child.contact.reference)
    return next((item.team_id for item in asked if item.act == WorkAct.EARLY_HELP), child.contact.team_id)


def _locked(place: EarlyHelpPlace) -> EarlyHelpPlace:
    return EarlyHelpPlace.objects.select_for_update(of=("self",)).select_related("child__contact").get(pk=place.pk)


@transaction.atomic
def take_up_place(*, actor: Actor, place: EarlyHelpPlace, now: datetime) -> EarlyHelpPlace:
    """Record that the family took the offer up. Raises Denied, or RuleBroken when it was answered before."""
    permissions.check_can_offer_early_help(actor)
    place = _locked(place)
    if place.taken_up_at or place.ended_at:
        raise RuleBroken("This offer has been answered already.")
    place.taken_up_at, place.taken_up_by = now, actor.reference
    place.save(update_fields=["taken_up_at", "taken_up_by"])
    contact = place.child.contact
    place.team_id = _team_in_early_help(actor, place.child)
    place.save(update_fields=["team"])
    work.finish_work(
        actor=actor,
        act=WorkAct.EARLY_HELP,
        subject_kind="contact",
        subject=contact.reference,
        child=place.child.person.reference,
        reason="taken up",
        now=now,
    )
    trail.record(actor=actor, kind="early_help.taken_up", subject=place, at=now)
    return place


@transaction.atomic
def carry_on_with_place(*, actor: Actor, place: EarlyHelpPlace, child: ContactChild, now: datetime) -> EarlyHelpPlace:
    """Answer what was decided for a child with the place the child has already, from an earlier contact.

    Raises Denied; RuleBroken when the place has ended, is another child's, or nobody asked for early help.
    """
    permissions.check_can_offer_early_help(actor)
    place = _locked(place)
    if place.ended_at or place.child.person_id != child.person_id:
        raise RuleBroken("This place has ended, or is another child's. Offer a service instead.")
    reference, person = child.contact.reference, child.person.reference
    asked = work_queries.open_work_on(actor, subject_kind="contact", subject=reference)
    if not any(item.act == WorkAct.EARLY_HELP and item.child == person for item in asked):
        raise RuleBroken("Nobody is waiting for an offer to this child. The place goes on as it is.")
    work.finish_work(
        actor=actor,
        act=WorkAct.EARLY_HELP,
        subject_kind="contact",
        subject=reference,
        child=person,
        reason=f"carries on with {place.reference}",
        now=now,
    )
    trail.record(actor=actor, kind="early_help.carried_on", subject=place, at=now, contact=reference)
    return place


@transaction.atomic
def end_place(*, actor: Actor, place: EarlyHelpPlace, reason: str, now: datetime) -> EarlyHelpPlace:
    """End a place, or an offer that was declined, with the reason. Raises Denied or RuleBroken."""
    permissions.check_can_offer_early_help(actor)
    place = _locked(place)
    if place.ended_at:
        raise RuleBroken("This place has ended already.")
    if not reason.strip():
        raise RuleBroken("Say why it ends, for instance that the family did not want it.", field="reason")
    place.ended_at, place.ended_by, place.end_reason = now, actor.reference, reason
    place.save(update_fields=["ended_at", "ended_by", "end_reason"])
    trail.record(actor=actor, kind="early_help.ended", subject=place, at=now)
    return place


@transaction.atomic
def step_up(
    *, actor: Actor, place: EarlyHelpPlace, story: str, worries_most: str, level: int | None, now: datetime
) -> Contact:
    """Open a new contact from early help: family, address and story are carried over, nothing is typed again.

    Raises Denied; RuleBroken without words on what has changed, or while the place's earlier step up is undecided.
    """
    permissions.check_can_step_up(actor)
    place = _locked(place)
    origin = place.child.contact
    if not story.strip():
        raise RuleBroken("Write what has changed, in your own words.", field="story")
    if origin.stepped_up_to.filter(decided_at__isnull=True).exists():
        raise RuleBroken("This child has been stepped up already, and that contact has not been decided yet.")
    contact = _carried_over(actor=actor, origin=origin, story=story, worries_most=worries_most, now=now)
    for child in origin.children.select_related("person").order_by("pk"):
        carried = ContactChild.objects.create(
            contact=contact,
            person_id=child.person_id,
            as_given=child.as_given,
            relationship=child.relationship,
            referrer_level=level,
        )
        if level is not None:
            scheme = agencies.pack_in_force().need_scheme(clock.london_day(now))
            LevelOpinion.objects.create(
                child=carried,
                whose="referrer",
                scheme=scheme.code,
                level=level,
                reason=story,
                given_at=now,
                given_by=actor.reference,
            )
    for adult in origin.adults.all():
        ContactPerson.objects.create(
            contact=contact,
            person_id=adult.person_id,
            as_given=adult.as_given,
            relationship=adult.relationship,
            outside_family=adult.outside_family,
        )
    _opened(actor=actor, contact=contact, now=now)
    trail.record(
        actor=actor, kind="contact.stepped_up", subject=contact, at=now, origin=origin.reference, place=place.reference
    )
    return contact


def _carried_over(*, actor: Actor, origin: Contact, story: str, worries_most: str, now: datetime) -> Contact:
    pack = agencies.pack_in_force()
    model = agencies.operating_model_for(origin.locality, on=now)
    team = agencies.team_by_code(model.screening_team) if model else origin.team
    decide = agencies.due_by(pack.door.decision_clock, now)
    return Contact.objects.create(
        reference=next_reference("C-", "ref_contact"),
        way_in=WayIn.STEP_UP,
        source=EARLY_HELP_SOURCE,
        sent_by_agency_id=actor.agency_id,
        received_at=now,
        taken_by=actor.reference,
        story=story,
        worries_most=worries_most,
        category=origin.category,
        caller_name=actor.name,
        caller_role="Early-help officer",
        caller_user_id=actor.user_id,
        caller_is_professional=True,
        interpreter_language=origin.interpreter_language,
        interpreter_needed=origin.interpreter_needed,
        safety_words=origin.safety_words,
        address=origin.address,
        postcode=origin.postcode,
        district=origin.district,
        locality=origin.locality,
        authority=origin.authority,
        address_state=origin.address_state,
        operating_model=model.code if model else "",
        team=team,
        status=ContactStatus.RECEIVED,
        restricted=origin.restricted,
        decide_due_at=decide.due_at,
        statutory_due_at=decide.due_at,
        referrer_due_at=agencies.due_by(pack.door.answer_clock, decide.due_at).due_at,
        stepped_up_from=origin,
        pack=agencies.current_pack_version(),
    )


def _opened(*, actor: Actor, contact: Contact, now: datetime) -> None:
    StatusChange.objects.create(
        contact=contact, before="", after=contact.status, reason="step up", changed_at=now, changed_by=actor.reference
    )
    work.open_work(
        actor=actor,
        act=WorkAct.SCREEN,
        subject_kind="contact",
        subject=contact.reference,
        team=contact.team,
        due=agencies.due_by(agencies.pack_in_force().door.decision_clock, now),
        rag="",
        arrived_at=now,
        locality=contact.locality,
        restricted=contact.restricted,
        now=now,
    )
    acknowledge(actor=actor, contact=contact, now=now)
