from django.db import migrations, models


class Migration(migrations.Migration):
    """An Annex A can be asked for on a page, and a return says how many children are not in it."""

    dependencies = [("returns", "0004_row_level_security_of_files_read")]

    operations = [
        migrations.AddField(
            model_name="returnwritten", name="left_out", field=models.PositiveIntegerField(default=0)
        ),
        migrations.AlterField(
            model_name="returnwritten",
            name="kind",
            field=models.CharField(
                choices=[
                    ("cin", "Children in need census"),
                    ("annex_a", "Annex A"),
                    ("ssd", "Standard safeguarding dataset"),
                ],
                max_length=10,
            ),
        ),
    ]
