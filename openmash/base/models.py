"""Tables of the ground floor: acts already done, drafts, jobs."""

from django.conf import settings
from django.db import models


class Act(models.Model):
    """One sending of one form. A second sending with the same key gets the first one's answer."""

    key = models.UUIDField(unique=True)
    actor = models.CharField(max_length=80)
    address = models.CharField(max_length=300)
    body_hash = models.CharField(max_length=64)
    location = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": ("id", "key", "actor", "address", "body_hash", "location", "done_at"),
    }

    def __str__(self) -> str:
        return str(self.key)


class Draft(models.Model):
    """Words somebody is still typing: private to the writer, expiring, outside versions and trail.

    Who came by an e-mailed link has no user: the words belong to the one record that the link is for, `by_link`, so that
    they are there when its recipient comes back by a newer link.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    by_link = models.CharField(max_length=120, blank=True)
    key = models.CharField(max_length=120)
    address = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=120, blank=True)
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("content",),
        "operational": ("id", "user", "by_link", "key", "address", "title", "saved_at", "expires_at"),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_draft_per_writer_and_form"),
            models.UniqueConstraint(
                fields=["by_link", "key"], condition=~models.Q(by_link=""), name="one_draft_per_link_and_form"
            ),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, by_link="")
                | (models.Q(user__isnull=True) & ~models.Q(by_link="")),
                name="draft_has_one_writer",
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.key}"


class StoredFile(models.Model):
    """A file by what it holds: written before this row, made harmless, of no room. What it is called is kept by the room."""

    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    scan = models.CharField(max_length=20)
    stored_at = models.DateTimeField()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": ("id", "sha256", "kind", "size", "scan", "stored_at"),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sha256", "scan"], name="one_row_per_content_and_scan")]

    def __str__(self) -> str:
        return self.sha256


class Job(models.Model):
    """Something to do later, at least once: leased by one worker, retried with back-off, shown when it fails."""

    kind = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    unique_key = models.CharField(max_length=160, blank=True)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    gave_up_at = models.DateTimeField(null=True, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": (
            "id",
            "kind",
            "arguments",
            "unique_key",
            "due_at",
            "leased_until",
            "tries",
            "last_error",
            "created_at",
            "finished_at",
            "gave_up_at",
        ),
    }

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(finished_at__isnull=True, gave_up_at__isnull=True),
                name="job_waiting",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "unique_key"],
                condition=models.Q(finished_at__isnull=True, gave_up_at__isnull=True) & ~models.Q(unique_key=""),
                name="one_waiting_job_per_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
