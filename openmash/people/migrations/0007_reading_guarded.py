from django.db import migrations

from openmash.base.rowsecurity import AUTHORITY, CLEARED, SYSTEM, USER_ID, protect, sequence, through


class Migration(migrations.Migration):
    """A reason given is seen where the person is; a look-up by who made it; a check of a restricted record by those who are cleared."""

    dependencies = [("people", "0006_reading")]

    operations = [
        sequence("ref_break_glass", start=10001),
        sequence("ref_restricted_check", start=10001),
        protect(
            "people_breakglass",
            using=f"{AUTHORITY} and {through('people_person', 'people_breakglass.person_id')}",
        ),
        protect("people_lookup", using=f"{SYSTEM} or ({AUTHORITY} and user_id = {USER_ID})"),
        protect("people_restrictedcheck", using=f"{AUTHORITY} and {CLEARED}"),
    ]
