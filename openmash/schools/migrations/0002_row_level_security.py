from django.db import migrations

from openmash.base.rowsecurity import AGENCY, AGENCY_ID, AUTHORITY, UNRESTRICTED, USER_ID, protect, sequence, through

# What was released to the actor's own school, for those of it who may read it: not for a key adult of the family concerned.
SENT_TO = (
    f"({AGENCY} and agency_id = {AGENCY_ID} and released_at is not null and readers @> to_jsonb({USER_ID}))"
)


class Migration(migrations.Migration):
    """The register is the council's; a school sees the notices that it may read, and nothing of the others."""

    dependencies = [("schools", "0001_initial"), ("people", "0002_row_level_security")]

    operations = [
        sequence("ref_school_notice", start=10001),
        sequence("ref_school_calendar", start=101),
        sequence("ref_key_adult", start=1001),
        *(
            protect(f"schools_{table}", using=AUTHORITY)
            for table in ("school", "calendar", "calendardates", "keyadult", "registerload")
        ),
        protect("schools_schoolnotice", using=f"({AUTHORITY} and {UNRESTRICTED}) or {SENT_TO}"),
        protect("schools_noticeevent", using=through("schools_schoolnotice", "schools_noticeevent.notice_id")),
    ]
