import django.db.models.deletion
from django.db import migrations, models

from openmash.base.rowsecurity import AUTHORITY, protect, with_parent


class Migration(migrations.Migration):
    """Facts come by the hundred thousand: no index that another serves for, and no row's person asked where all are seen."""

    dependencies = [("cases", "0003_more_kinds"), ("people", "0009_returns_ask")]

    operations = [
        migrations.AlterField(
            model_name="fact",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="case_facts",
                to="people.person",
            ),
        ),
        migrations.AlterField(
            model_name="fact",
            name="pack",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.packversion",
            ),
        ),
        protect("cases_fact", using=f"{AUTHORITY} and ({with_parent('people_person', 'cases_fact.person_id')})"),
    ]
