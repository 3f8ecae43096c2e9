from django.db import migrations, models


class Migration(migrations.Migration):
    """A file keeps which contact each of its incidents became."""

    dependencies = [("frontdoor", "0003_answers_on_their_way")]

    operations = [
        migrations.AddField(model_name="noticefile", name="incidents", field=models.JSONField(default=list)),
    ]
