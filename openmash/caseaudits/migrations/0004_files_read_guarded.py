from django.db import migrations

from openmash.base.rowsecurity import AUTHORITY, protect


class Migration(migrations.Migration):
    """What became of a file that was read in, and figures reported without their cases, are the council's."""

    dependencies = [("caseaudits", "0003_files_read")]

    operations = [
        protect("caseaudits_fileread", using=AUTHORITY),
        protect("caseaudits_reportedfigure", using=AUTHORITY),
    ]
