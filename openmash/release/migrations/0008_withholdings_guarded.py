from django.db import migrations

from openmash.base.rowsecurity import AUTHORITY, protect, through

PERSON = through("people_person", "release_withholding.person_id")
TELLING = through("release_disclosure", "release_withholding.disclosure_id")


class Migration(migrations.Migration):
    """A decision about one telling is seen where the telling is: what was told about a restricted record hides with it."""

    dependencies = [("release", "0007_key_adults"), ("people", "0002_row_level_security")]

    operations = [
        protect("release_withholding", using=f"{AUTHORITY} and {PERSON} and (disclosure_id is null or {TELLING})"),
    ]
