from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who came by an e-mailed link keeps unsent words too: they belong to the one record that the link is for."""

    dependencies = [("base", "0003_files"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(
            "draft", "by_link", models.CharField(blank=True, max_length=120, default=""), preserve_default=False
        ),
        migrations.AlterField(
            "draft",
            "user",
            models.ForeignKey(
                blank=True, null=True, on_delete=models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            "draft",
            models.UniqueConstraint(
                condition=models.Q(("by_link", ""), _negated=True),
                fields=("by_link", "key"),
                name="one_draft_per_link_and_form",
            ),
        ),
        migrations.AddConstraint(
            "draft",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("by_link", ""), ("user__isnull", False)),
                    models.Q(("user__isnull", True), models.Q(("by_link", ""), _negated=True)),
                    _connector="OR",
                ),
                name="draft_has_one_writer",
            ),
        ),
    ]
