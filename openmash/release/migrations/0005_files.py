from django.db import migrations, models

import openmash.release.choices


class Migration(migrations.Migration):
    """One more way to leave: a file, for the council's secure transfer."""

    dependencies = [("release", "0004_accounting")]

    operations = [
        migrations.AlterField(
            "dispatch",
            "way",
            models.CharField(choices=list(openmash.release.choices.WAY_WORDS.items()), max_length=10),
        ),
    ]
