"""The joint picture: who has a place in it, which answers are released to it, and what its members add."""

from datetime import datetime
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.errors import NotFound, RuleBroken
from openmash.enquiries import permissions, queries
from openmash.enquiries.choices import RequestState
from openmash.enquiries.models import AgencyRequest, AgencyReturn, Enquiry, HubNote, HubPlace, HubRelease
from openmash.enquiries.services.disclosing import disclose
from openmash.trail import services as trail

RESTRICTED = "This family is restricted: nothing about it is released to the hub. Tell those who need it yourself."


@transaction.atomic
def add_to_hub(*, actor: Actor, subject_kind: str, subject: str, agency_code: str, now: datetime) -> HubPlace:
    """Give an agency a place in the joint picture of a record. Raises Denied; RuleBroken for a restricted family."""
    permissions.check_can_ask(actor)
    _check_open(subject_kind, subject)
    place, added = HubPlace.objects.get_or_create(
        subject_kind=subject_kind,
        subject=subject,
        agency=agencies.agency_by_code(agency_code),
        defaults={"since": now},
    )
    if added:
        released = HubRelease.objects.filter(subject_kind=subject_kind, subject=subject)
        for one in released.select_related("given_in__request__enquiry"):
            _disclose(actor, one, place.agency, now)
    trail.record(actor=actor, kind="hub.added", subject=f"{subject_kind} {subject}", at=now, agency=agency_code)
    return place


@transaction.atomic
def release_return(*, actor: Actor, given: AgencyReturn, now: datetime) -> HubRelease:
    """Release one answer to the hub: a copy of it as it stands. Raises Denied; RuleBroken when it was, or is restricted."""
    permissions.check_can_ask(actor)
    given = AgencyReturn.objects.select_for_update(of=("self",)).select_related("request__enquiry").get(pk=given.pk)
    enquiry = given.request.enquiry
    _check_open(enquiry.subject_kind, enquiry.subject)
    if given.released_at is not None:
        raise RuleBroken("This answer has been released to the hub already.")
    given.released_at, given.released_by = now, actor.reference
    given.save(update_fields=["released_at", "released_by"])
    release = HubRelease.objects.create(
        given_in=given,
        subject_kind=enquiry.subject_kind,
        subject=enquiry.subject,
        agency_name=given.request.agency.name,
        given_at=given.given_at,
        content=_copy(given, now),
        made_at=now,
        made_by=actor.reference,
    )
    places = HubPlace.objects.filter(subject_kind=enquiry.subject_kind, subject=enquiry.subject)
    for place in places.exclude(agency=given.request.agency).select_related("agency"):
        _disclose(actor, release, place.agency, now)
    trail.record(
        actor=actor,
        kind="return.released",
        subject=f"request {given.request.reference}",
        at=now,
        answer=given.reference,
        record=enquiry.subject,
    )
    return release


def _disclose(actor: Actor, release: HubRelease, agency: Any, now: datetime) -> None:
    """Keep that an agency's members of the hub were told what another answered, and which parts it had."""
    disclose(
        actor=actor,
        enquiry=release.given_in.request.enquiry,
        agency=agency,
        what="hub_release",
        source=("return", release.given_in.reference),
        fields=[name for name, held in release.content.items() if held],
        now=now,
    )


def _copy(given: AgencyReturn, now: datetime) -> dict[str, Any]:
    """Return what is released of an answer: its words as they are read, and its files."""
    words = queries.return_in_words(given, now)
    kept = {name: words[name] for name in ("kind", "by", "answers", "words", "reason", "handling", "involved", "facts")}
    files = [
        {"reference": one.reference, "name": one.name, "stored": one.file_id} for one in given.files.order_by("pk")
    ]
    return kept | {"files": files}


@transaction.atomic
def add_hub_note(*, actor: Actor, subject_kind: str, subject: str, words: str, now: datetime) -> HubNote:
    """Add to the joint picture. Raises NotFound for a record without a place of one's agency; RuleBroken without words."""
    if not HubPlace.objects.of_member(actor).filter(subject_kind=subject_kind, subject=subject).exists():
        raise NotFound
    if not words.strip():
        raise RuleBroken("Write what you add to the picture.", field="words")
    note = HubNote.objects.create(
        subject_kind=subject_kind,
        subject=subject,
        agency_name=agencies.agency_by_code(actor.agency_code).name,
        words=words,
        at=now,
        by=actor.reference,
        by_name=actor.name,
    )
    trail.record(actor=actor, kind="hub.noted", subject=f"{subject_kind} {subject}", at=now)
    return note


@transaction.atomic
def take_hub_file_away(*, actor: Actor, subject_kind: str, subject: str, file: str, now: datetime) -> None:
    """Keep that a member of the hub took a released file away. Which it may have was asked by who read it."""
    trail.record(actor=actor, kind="file.taken_away", subject=f"{subject_kind} {subject}", at=now, file=file)


def give_places(enquiry: Enquiry, agency_ids: list[int], now: datetime) -> None:
    """Give every agency that is asked its place in the joint picture."""
    about = {"subject_kind": enquiry.subject_kind, "subject": enquiry.subject, "restricted": enquiry.restricted}
    places = [HubPlace(agency_id=key, since=now, **about) for key in agency_ids]
    HubPlace.objects.bulk_create(places, ignore_conflicts=True)


def take_place(request: AgencyRequest) -> None:
    """Take an agency's place away with the question that gave it, where no other question to it about the record stands.

    A place that somebody gave it by hand before it was asked stays.
    """
    about = {"subject_kind": request.enquiry.subject_kind, "subject": request.enquiry.subject}
    asked = AgencyRequest.objects.filter(
        agency=request.agency, **{f"enquiry__{name}": value for name, value in about.items()}
    )
    if not asked.exclude(state=RequestState.WITHDRAWN).exists():
        HubPlace.objects.filter(agency=request.agency, since__in=asked.values("asked_at"), **about).delete()


def _check_open(subject_kind: str, subject: str) -> None:
    if Enquiry.objects.filter(subject_kind=subject_kind, subject=subject, restricted=True).exists():
        raise RuleBroken(RESTRICTED)
