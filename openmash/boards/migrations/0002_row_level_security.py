from django.db import migrations

from openmash.base.rowsecurity import AUTHORITY, protect, sequence


class Migration(migrations.Migration):
    """Boards and groups are the council's own to read and write."""

    dependencies = [("boards", "0001_initial")]

    operations = [
        sequence("ref_body", start=1001),
        protect("boards_body", using=AUTHORITY),
        protect("boards_seat", using=AUTHORITY),
    ]
