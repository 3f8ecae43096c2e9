from django.db import migrations

from openmash.base.rowsecurity import AUTHORITY, protect, with_parent


class Migration(migrations.Migration):
    """What a record lacks is seen where its person is; the returns and when was looked are the council's."""

    dependencies = [("returns", "0001_returns"), ("people", "0002_row_level_security")]

    operations = [
        protect("returns_missingrun", using=AUTHORITY),
        protect(
            "returns_missingitem",
            using=f"{AUTHORITY} and ({with_parent('people_person', 'returns_missingitem.person_id')})",
        ),
        protect("returns_returnwritten", using=AUTHORITY),
    ]
