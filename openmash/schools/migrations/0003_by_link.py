from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("schools", "0002_row_level_security")]

    operations = [
        migrations.AddField(
            model_name="schoolnotice",
            name="by_link",
            field=models.BooleanField(default=False),
        ),
    ]
