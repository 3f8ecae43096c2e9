from django.db import migrations

from openmash.base.rowsecurity import AUTHORITY, UNRESTRICTED, protect, sequence, through


class Migration(migrations.Migration):
    """What leaves, and what was told, is the council's: no agency reads either, not even what it was told itself."""

    dependencies = [("release", "0001_initial"), ("people", "0002_row_level_security")]

    operations = [
        sequence("ref_dispatch", start=10001),
        sequence("ref_disclosure", start=10001),
        protect("release_dispatch", using=f"{AUTHORITY} and {UNRESTRICTED}"),
        protect("release_disclosure", using=f"{AUTHORITY} and {UNRESTRICTED}"),
        protect("release_disclosed", using=through("release_disclosure", "release_disclosed.disclosure_id")),
    ]
