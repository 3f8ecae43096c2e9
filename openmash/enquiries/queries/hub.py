"""The joint picture of a record, as a co-located member of the hub sees it, and as those who asked do."""

from dataclasses import dataclass
from datetime import datetime

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.models import StoredFile
from openmash.enquiries.models import AskedAbout, HubNote, HubPlace, HubRelease
from openmash.enquiries.queries.requests import keep_homes_back


@dataclass(frozen=True)
class Picture:
    """A record of the hub: whom it is about, what was released, what was added. Nothing of what was not released."""

    subject: str
    people: tuple[AskedAbout, ...]
    releases: tuple[HubRelease, ...] = ()
    notes: tuple[HubNote, ...] = ()
    since: datetime | None = None


def pictures_of(actor: Actor, *, most: int = 50) -> list[Picture]:
    """Return the records in which the actor's agency has a place, the latest first, with whom they are about."""
    places = list(HubPlace.objects.of_member(actor).order_by("-since", "-pk")[:most])
    rows = AskedAbout.objects.filter(enquiry__subject__in=[one.subject for one in places]).select_related("enquiry")
    people: dict[str, dict[str, AskedAbout]] = {}
    for one in rows.order_by("-is_child", "pk"):
        people.setdefault(one.enquiry.subject, {}).setdefault(one.person_reference, one)
    return [Picture(one.subject, tuple(people.get(one.subject, {}).values()), since=one.since) for one in places]


def picture(actor: Actor, subject: str) -> Picture:
    """Return one record in which the actor's agency has a place. Raises NotFound for every other, as if there were none."""
    place = HubPlace.objects.of_member(actor).filter(subject_kind="contact", subject=subject).first()
    if place is None:
        raise NotFound
    about = {"subject_kind": place.subject_kind, "subject": subject}
    rows = AskedAbout.objects.filter(enquiry__subject_kind=place.subject_kind, enquiry__subject=subject)
    people = {one.person_reference: one for one in rows.order_by("-is_child", "-pk")}
    keep_homes_back(people.values())
    return Picture(
        subject,
        tuple(sorted(people.values(), key=lambda one: (not one.is_child, one.pk))),
        tuple(HubRelease.objects.filter(**about).order_by("given_at", "pk")),
        tuple(HubNote.objects.filter(**about).order_by("at", "pk")),
    )


def released_file(actor: Actor, subject: str, reference: str) -> tuple[StoredFile, str]:
    """Return a file of a released answer, and its name. Raises NotFound for every other."""
    for release in picture(actor, subject).releases:
        for one in release.content["files"]:
            if one["reference"] == reference:
                return StoredFile.objects.get(pk=one["stored"]), str(one["name"])
    raise NotFound


def hub_notes(actor: Actor, *, subject_kind: str, subject: str) -> list[HubNote]:
    """Return what members of the hub added on a record: for a room that has checked that the actor may see the record."""
    rows = HubNote.objects.all() if actor.is_authority else HubNote.objects.none()
    return list(rows.filter(subject_kind=subject_kind, subject=subject).order_by("at", "pk"))


def hub_agencies(actor: Actor, *, subject_kind: str, subject: str) -> dict[str, str]:
    """Return the names, by code, of the agencies with a place in a record: for a room that has checked the same."""
    rows = HubPlace.objects.all() if actor.is_authority else HubPlace.objects.none()
    held = rows.filter(subject_kind=subject_kind, subject=subject).order_by("agency__name")
    return dict(held.values_list("agency__code", "agency__name"))
