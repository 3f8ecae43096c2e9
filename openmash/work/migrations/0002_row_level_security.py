from django.db import migrations

from openmash.base.rowsecurity import AUTHORITY, UNRESTRICTED, protect, through


class Migration(migrations.Migration):
    """Work is the authority's own; what concerns a restricted record is for those who are cleared."""

    dependencies = [("work", "0001_initial")]

    operations = [
        protect("work_workitem", using=f"{AUTHORITY} and {UNRESTRICTED}"),
        protect("work_workmove", using=through("work_workitem", "work_workmove.item_id")),
    ]
