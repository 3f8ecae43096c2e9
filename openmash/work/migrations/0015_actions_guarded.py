from django.db import migrations

from openmash.base.rowsecurity import AUTHORITY, UNRESTRICTED, protect, sequence


class Migration(migrations.Migration):
    """Actions are the authority's own; what concerns a restricted record is for those who are cleared."""

    dependencies = [("work", "0014_actions")]

    operations = [
        sequence("ref_work_action", start=10001),
        protect("work_action", using=f"{AUTHORITY} and {UNRESTRICTED}"),
    ]
