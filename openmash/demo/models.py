"""What has been built of the story, so that a build that was stopped goes on where it was."""

from django.db import models


class Built(models.Model):
    """One thing of the story that is in the product: the planned key, and the reference it got there."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    reference = models.CharField(max_length=60, blank=True)
    counts = models.JSONField(default=dict)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": ("id", "kind", "key", "reference", "counts"),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="built_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
