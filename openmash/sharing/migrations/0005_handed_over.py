from django.db import migrations, models


class Migration(migrations.Migration):
    """When the file of a run was handed over: until then it waits for its sender."""

    dependencies = [("sharing", "0004_the_register_guarded")]

    operations = [
        migrations.AddField("feedrun", "handed_over_at", models.DateTimeField(blank=True, null=True)),
    ]
