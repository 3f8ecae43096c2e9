from django.db import migrations

from openmash.base.rowsecurity import AGENCY, AGENCY_ID, AUTHORITY, OFFICER, SYSTEM, UNRESTRICTED, USER_ID, protect

# A decision held a day and names of the meeting: they stay readable with its words. Meetings are kept by `meetings` from now on.
KEEP_IN_WORDS = """
select set_config('app.scope', 'system', true);
update allegations_allegationdecision
   set words = words || E'\\n\\nAllegation meeting on ' || to_char(meeting_on, 'FMDD FMMonth YYYY')
       || case when meeting_who = '' then '' else ', ' || meeting_who end
 where meeting_on is not null;
select set_config('app.scope', '', true);
"""
APART = "'allegation'"
INVITED = (
    "exists (select 1 from meetings_attendee as invited"
    f" where invited.meeting_id = meetings_meeting.id and invited.agency_id = {AGENCY_ID}"
    " and invited.agency_id <> (select agency_id from agencies_team where id = meetings_meeting.team_id))"
)


def _read_by(reference: str) -> str:
    """Whoever may decide on a worry may read its meetings; its own policy has left out whoever it is about."""
    return (
        f"({SYSTEM} or exists (select 1 from allegations_allegation as held where held.reference = {reference}"
        f" and {AUTHORITY} and ({OFFICER} or held.told like '%,' || {USER_ID} || ',%')))"
    )


class Migration(migrations.Migration):
    """A meeting about a worry about a worker is read by whoever decides on the worry, and is nothing to everybody else."""

    dependencies = [("allegations", "0002_row_level_security"), ("meetings", "0003_apart")]

    operations = [
        migrations.RunSQL(KEEP_IN_WORDS, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="allegationdecision", name="meeting_on"),
        migrations.RemoveField(model_name="allegationdecision", name="meeting_who"),
        protect(
            "meetings_meeting",
            using=f"(subject_kind <> {APART} and ((({AUTHORITY}) and {UNRESTRICTED}) or {INVITED}))"
            f" or (subject_kind = {APART} and {_read_by('meetings_meeting.subject')})",
        ),
        protect(
            "meetings_attendee",
            using=f"(apart = '' and (({AUTHORITY}) or ({AGENCY} and agency_id = {AGENCY_ID})))"
            f" or (apart <> '' and {_read_by('meetings_attendee.apart')})",
        ),
    ]
