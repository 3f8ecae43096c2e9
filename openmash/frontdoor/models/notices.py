"""Files of notices as they were loaded."""

from django.db import models


class NoticeFile(models.Model):
    """One loaded file: what was accepted, what was refused and why."""

    name = models.CharField(max_length=200)
    content_hash = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField()
    contacts = models.PositiveIntegerField()
    incidents = models.JSONField(default=list)
    refused = models.JSONField(default=list)
    reported = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    agency = models.ForeignKey("agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("incidents", "refused", "reported"),
        "operational": (
            "id",
            "name",
            "content_hash",
            "rows",
            "accepted",
            "contacts",
            "warnings",
            "agency",
            "loaded_at",
            "loaded_by",
        ),
    }

    def __str__(self) -> str:
        return f"noticefile {self.pk}"
