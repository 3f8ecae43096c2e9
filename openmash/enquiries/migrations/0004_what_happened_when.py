from django.db import migrations, models

from openmash.base.rowsecurity import protect, through


class Migration(migrations.Migration):
    """What an agency says happened on which day: seen where its answer is."""

    dependencies = [("enquiries", "0003_return_files")]

    operations = [
        migrations.CreateModel(
            name="DatedFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_on", models.DateField()),
                (
                    "exactness",
                    models.CharField(
                        choices=[("day", "The day is known"), ("month", "The month is known"), ("year", "The year is known")],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField()),
                (
                    "given_in",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT, related_name="facts", to="enquiries.agencyreturn"
                    ),
                ),
            ],
        ),
        protect("enquiries_datedfact", using=through("enquiries_agencyreturn", "enquiries_datedfact.given_in_id")),
    ]
