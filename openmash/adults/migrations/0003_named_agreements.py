from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("adults", "0002_row_level_security"),
    ]

    operations = [
        migrations.AddField(
            model_name="branch",
            name="agreement",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="branch",
            name="footing",
            field=models.CharField(blank=True, default="", max_length=400),
        ),
        migrations.AddField(
            model_name="branch",
            name="footing_warned",
            field=models.BooleanField(default=False),
        ),
    ]
