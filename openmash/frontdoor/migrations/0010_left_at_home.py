from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("frontdoor", "0009_contact_adults_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="contactchild",
            name="left_at_home",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="contactperson",
            name="left_at_home",
            field=models.BooleanField(default=False),
        ),
    ]
