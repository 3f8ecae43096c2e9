from django.db import migrations

from openmash.base.rowsecurity import (
    AGENCY,
    AGENCY_ID,
    AUTHORITY,
    OFFICER,
    SYSTEM,
    UNRESTRICTED,
    USER_ID,
    protect,
    question,
)

APART = "'allegation'"
INVITED = (
    "exists (select 1 from meetings_attendee as invited"
    f" where invited.meeting_id = of_meeting and invited.agency_id = {AGENCY_ID}"
    " and invited.agency_id <> (select agency_id from agencies_team where id = called_by_team))"
)
DECIDES = (
    "exists (select 1 from allegations_allegation as held where held.reference = of_worry"
    f" and {AUTHORITY} and ({OFFICER} or held.told like '%,' || {USER_ID} || ',%'))"
)


def _read_by(reference: str) -> str:
    return f"({SYSTEM} or allegations_decided_by_reader({reference}))"


class Migration(migrations.Migration):
    """Who is invited, and who decides on a worry, is asked of the few meetings that need it, and planned once.

    The rows that anybody sees stay the same. A child's page and a contact's ask whether there was a meeting, and there
    seldom was: planning that question took longer than all the others of the page together.
    """

    dependencies = [("allegations", "0003_meetings"), ("meetings", "0003_apart")]

    operations = [
        question("meetings_reader_invited", "of_meeting bigint, called_by_team bigint", INVITED),
        question("allegations_decided_by_reader", "of_worry text", DECIDES),
        protect(
            "meetings_meeting",
            using=f"(subject_kind <> {APART} and ((({AUTHORITY}) and {UNRESTRICTED})"
            " or meetings_reader_invited(id, team_id)))"
            f" or (subject_kind = {APART} and {_read_by('subject')})",
        ),
        protect(
            "meetings_attendee",
            using=f"(apart = '' and (({AUTHORITY}) or ({AGENCY} and agency_id = {AGENCY_ID})))"
            f" or (apart <> '' and {_read_by('apart')})",
        ),
    ]
