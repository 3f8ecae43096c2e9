from django.db import migrations, models

import openmash.enquiries.choices


class Migration(migrations.Migration):
    """One thing more can happen to a request: a link to answer it is sent."""

    dependencies = [("enquiries", "0005_hub")]

    operations = [
        migrations.AlterField(
            "requestevent",
            "kind",
            models.CharField(
                choices=list(openmash.enquiries.choices.EVENT_WORDS.items()),
                max_length=30,
            ),
        ),
    ]
