import django.db.models.deletion
from django.db import migrations, models

from openmash.base.rowsecurity import protect, with_parent


class Migration(migrations.Migration):
    """Where a letter to whoever raised a worry goes: recorded, with its source, and seen where the contact is."""

    dependencies = [("frontdoor", "0007_messages_leave_by_one_door")]

    operations = [
        migrations.CreateModel(
            name="CallerAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=400)),
                ("source", models.CharField(max_length=200)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=80)),
                ("recorded_by_name", models.CharField(blank=True, max_length=120)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="caller_addresses",
                        to="frontdoor.contact",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "caller addresses",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("recorded_by", ""), _negated=True),
                        name="caller_address_recorded_at_and_by",
                    )
                ],
            },
        ),
        protect(
            "frontdoor_calleraddress", using=with_parent("frontdoor_contact", "frontdoor_calleraddress.contact_id")
        ),
    ]
