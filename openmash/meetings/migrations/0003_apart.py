from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("meetings", "0002_row_level_security")]

    operations = [
        migrations.AddField(
            model_name="attendee",
            name="apart",
            field=models.CharField(blank=True, max_length=60),
        ),
    ]
