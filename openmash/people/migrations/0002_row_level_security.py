from django.db import migrations

from openmash.base.rowsecurity import AUTHORITY, UNRESTRICTED, protect, sequence, through


def of_person(table: str) -> str:
    return f"{AUTHORITY} and ({table}.person_id is null or {through('people_person', f'{table}.person_id')})"


class Migration(migrations.Migration):
    """People are the authority's own records; restricted ones are for those who are cleared. Their references."""

    dependencies = [("people", "0001_initial")]

    operations = [
        sequence("ref_person", start=100001),
        sequence("ref_household", start=10001),
        protect("people_person", using=f"{AUTHORITY} and {UNRESTRICTED}"),
        protect("people_household", using=AUTHORITY),
        *(
            protect(table, using=of_person(table))
            for table in (
                "people_residence",
                "people_safetywarning",
                "people_indexrecord",
                "people_restriction",
            )
        ),
    ]
