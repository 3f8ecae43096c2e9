"""What an agency that is invited sees: its own invitation, what it has to do, and nothing of the rest."""

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.meetings.models import Attendee, Meeting, MeetingAction


def invitations(actor: Actor, *, most: int = 50) -> list[Meeting]:
    """Return the meetings to which the actor's agency is invited, the latest first."""
    rows = Meeting.objects.inviting(actor).select_related("team").prefetch_related("about")
    return list(rows.order_by("-planned_at", "-pk")[:most])


def invitation(actor: Actor, reference: str) -> tuple[Meeting, list[Attendee]]:
    """Return a meeting and the actor's agency's own places in it. Raises NotFound for every other, as if there were none."""
    rows = Meeting.objects.inviting(actor).select_related("team").prefetch_related("about")
    meeting = rows.filter(reference=reference).first()
    if meeting is None or actor.agency_id is None:
        raise NotFound
    own = Attendee.objects.filter(meeting=meeting, agency_id=actor.agency_id).select_related("agency").order_by("pk")
    return meeting, list(own)


def actions_of_agency(actor: Actor) -> list[MeetingAction]:
    """Return what the actor's agency has to do, and what it has done lately: the open first, by due time.

    What a team of the council has to do stands in that team's work.
    """
    if not actor.agency_id:
        return []
    rows = MeetingAction.objects.filter(
        agency_id=actor.agency_id, team__isnull=True, meeting__in=Meeting.objects.inviting(actor)
    )
    rows = rows.select_related("meeting", "team")
    open_ = list(rows.filter(done_at__isnull=True).order_by("due_at", "pk"))
    return [*open_, *rows.filter(done_at__isnull=False).order_by("-done_at", "pk")[:20]]


def action_of_agency(actor: Actor, reference: str) -> MeetingAction:
    """Return one action of the actor's agency. Raises NotFound for every other."""
    for one in actions_of_agency(actor):
        if one.reference == reference:
            return one
    raise NotFound
