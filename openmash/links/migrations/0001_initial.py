import django.db.models.deletion
from django.db import migrations, models

from openmash.base.rowsecurity import AUTHORITY, UNRESTRICTED, protect, sequence


class Migration(migrations.Migration):
    """Links: seen by the council and its machines alone. Whoever comes by one is let in by a machine."""

    initial = True

    dependencies = [("agencies", "0003_hub_member")]

    operations = [
        migrations.CreateModel(
            name="AnswerLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=20, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("record", models.CharField(max_length=60)),
                ("about_kind", models.CharField(max_length=40)),
                ("about", models.CharField(max_length=60)),
                ("restricted", models.BooleanField(default=False)),
                ("recipient", models.CharField(max_length=60)),
                ("recipient_name", models.CharField(max_length=200)),
                ("address", models.EmailField(max_length=254)),
                ("salt", models.CharField(max_length=64)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=80)),
                ("expires_at", models.DateTimeField()),
                ("code_salt", models.CharField(blank=True, max_length=64)),
                ("code_expires_at", models.DateTimeField(blank=True, null=True)),
                ("codes_sent", models.PositiveSmallIntegerField(default=0)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("over", models.CharField(blank=True, max_length=20)),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["kind", "record"], name="answer_link_record")]},
        ),
        sequence("ref_answer_link", start=1001),
        protect("links_answerlink", using=f"{AUTHORITY} and {UNRESTRICTED}"),
    ]
