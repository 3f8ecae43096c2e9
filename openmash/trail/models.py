"""The trail's two tables. Triggers refuse UPDATE and DELETE on both, for every role."""

from django.db import models


class Entry(models.Model):
    """One thing done or seen. `subject` is a reference; `details` hold codes and references, never names or text."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    agency = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    details = models.JSONField(default=dict)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": ("id", "at", "actor", "agency", "purpose", "kind", "subject_kind", "subject", "details"),
    }

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["subject_kind", "subject", "-at"], name="entry_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Seal(models.Model):
    """A batch of entries in the order in which they were committed, chained to the batch before by its hash."""

    number = models.PositiveBigIntegerField(unique=True)
    sealed_at = models.DateTimeField()
    entry_ids = models.JSONField()
    content_hash = models.CharField(max_length=64)
    chain_hash = models.CharField(max_length=64)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": ("id", "number", "sealed_at", "entry_ids", "content_hash", "chain_hash"),
    }

    def __str__(self) -> str:
        return f"seal {self.number}"


class Sealed(models.Model):
    """Which seal an entry lies under: so that the next batch takes only what is not sealed yet."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT, related_name="sealed")
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="+")

    FIELD_CLASSES = {"identifying": (), "sensitive": (), "operational": ("entry", "seal")}

    class Meta:
        verbose_name_plural = "sealed"

    def __str__(self) -> str:
        return f"entry {self.entry_id}"
