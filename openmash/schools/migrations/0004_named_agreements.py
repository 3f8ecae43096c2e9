from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0003_by_link"),
    ]

    operations = [
        migrations.AddField(
            model_name="schoolnotice",
            name="agreement",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="schoolnotice",
            name="footing",
            field=models.CharField(blank=True, default="", max_length=400),
        ),
        migrations.AddField(
            model_name="schoolnotice",
            name="footing_warned",
            field=models.BooleanField(default=False),
        ),
    ]
