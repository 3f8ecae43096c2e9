"""What several services of meetings do alike."""

from openmash.base.errors import RuleBroken
from openmash.meetings.choices import MeetingState
from openmash.meetings.models import Meeting


def lock_meeting(meeting: Meeting) -> Meeting:
    """Return the meeting as it is now, locked until the end of the transaction."""
    Meeting.objects.select_for_update(of=("self",)).values_list("pk").get(pk=meeting.pk)
    return Meeting.objects.select_related("team").get(pk=meeting.pk)


def check_held(meeting: Meeting) -> None:
    """Raise RuleBroken until it is written down who took part: nothing comes of a meeting that was not held."""
    if meeting.state != MeetingState.HELD:
        raise RuleBroken("First write down who took part. What was decided comes after.")
