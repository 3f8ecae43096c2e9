from django.db import migrations

from openmash.base.rowsecurity import AUTHORITY, protect, sequence, through


class Migration(migrations.Migration):
    """What happened in a case is the council's, and seen where the person is; a correction where its fact is."""

    dependencies = [("cases", "0001_initial"), ("people", "0002_row_level_security")]

    operations = [
        sequence("ref_case_fact", start=10001),
        protect("cases_fact", using=f"{AUTHORITY} and {through('people_person', 'cases_fact.person_id')}"),
        protect("cases_correction", using=through("cases_fact", "cases_correction.fact_id")),
    ]
