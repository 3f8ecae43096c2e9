from django.db import migrations

from openmash.base.rowsecurity import AGENCY, AGENCY_ID, AUTHORITY, UNRESTRICTED, USER_ID, protect, sequence, through

# The actor's own agency is invited: a service of the council too, and to a meeting about a restricted family.
# Those of the agency that called it see it as the council does: their own seat opens nothing.
INVITED = (
    "exists (select 1 from meetings_attendee as invited"
    f" where invited.meeting_id = meetings_meeting.id and invited.agency_id = {AGENCY_ID}"
    " and invited.agency_id <> (select agency_id from agencies_team where id = meetings_meeting.team_id))"
)
RAISED = f"raised_by = 'user:' || {USER_ID}"
OF_OWN_AGENCY = f"({AGENCY} and agency_id = {AGENCY_ID})"


def _of_council(table: str) -> str:
    """What came of a meeting is read by the council, by those of it who may see the meeting; by no agency outside it."""
    return f"({AUTHORITY}) and {through('meetings_meeting', f'{table}.meeting_id')}"


class Migration(migrations.Migration):
    """A meeting is the council's; an agency sees that it is invited, what it has to do, and nothing of the rest."""

    dependencies = [("meetings", "0001_initial")]

    operations = [
        sequence("ref_meeting", start=1001),
        sequence("ref_action", start=10001),
        sequence("ref_escalation", start=1001),
        protect("meetings_attendee", using=f"({AUTHORITY}) or {OF_OWN_AGENCY}"),
        protect("meetings_meeting", using=f"(({AUTHORITY}) and {UNRESTRICTED}) or {INVITED}"),
        protect("meetings_meetingabout", using=through("meetings_meeting", "meetings_meetingabout.meeting_id")),
        protect(
            "meetings_contribution",
            using=f"({AUTHORITY}) and {through('meetings_attendee', 'meetings_contribution.attendee_id')}",
        ),
        protect("meetings_finding", using=_of_council("meetings_finding")),
        protect("meetings_dissent", using=_of_council("meetings_dissent")),
        protect("meetings_meetingaction", using=f"({_of_council('meetings_meetingaction')}) or {OF_OWN_AGENCY}"),
        protect("meetings_escalation", using=f"(({AUTHORITY}) and {UNRESTRICTED}) or {OF_OWN_AGENCY} or {RAISED}"),
        protect(
            "meetings_escalationstep", using=through("meetings_escalation", "meetings_escalationstep.escalation_id")
        ),
    ]
