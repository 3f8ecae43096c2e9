from django.db import migrations

from openmash.base.rowsecurity import AUTHORITY, protect


class Migration(migrations.Migration):
    """What came of a file, what a heading means, and those who want to adopt are the council's."""

    dependencies = [("returns", "0003_statutory_files_read")]

    operations = [
        protect(table, using=AUTHORITY) for table in ("returns_returnread", "returns_headingsaid", "returns_adopter")
    ]
