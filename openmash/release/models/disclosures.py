"""What was told, to whom, when, on which basis, about which people. Append-only: a disclosure cannot be taken back."""

from django.db import models


class Disclosure(models.Model):
    """One telling: kept when it happened. `source` names the record that it happened by.

    `must_not_be_told`: what the family was not to learn when it happened; then somebody decides before it is told to them.
    """

    reference = models.CharField(max_length=20, unique=True)
    what = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    source_kind = models.CharField(max_length=40)
    source = models.CharField(max_length=60)
    restricted = models.BooleanField(default=False)
    recipient_kind = models.CharField(max_length=40)
    recipient = models.CharField(max_length=60)
    recipient_name = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=60, blank=True)
    lawful_bases = models.JSONField(default=list)
    fields = models.JSONField(default=list)
    must_not_be_told = models.TextField(blank=True)
    document_hash = models.CharField(max_length=64, blank=True)
    disclosed_at = models.DateTimeField()
    disclosed_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": ("recipient_name",),
        "sensitive": ("lawful_bases", "fields", "must_not_be_told"),
        "operational": (
            "id",
            "reference",
            "what",
            "subject_kind",
            "subject",
            "source_kind",
            "source",
            "restricted",
            "recipient_kind",
            "recipient",
            "purpose",
            "document_hash",
            "disclosed_at",
            "disclosed_by",
        ),
    }

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject", "-disclosed_at"], name="disclosure_subject"),
            models.Index(fields=["source_kind", "source"], name="disclosure_source"),
        ]

    def __str__(self) -> str:
        return self.reference


class Disclosed(models.Model):
    """One person whom a disclosure told something about."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="disclosed")
    person_reference = models.CharField(max_length=20)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": ("id", "disclosure", "person", "person_reference"),
    }
    on_merge = {"person": "move"}

    class Meta:
        verbose_name_plural = "disclosed"
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "person"], name="one_row_per_person_of_a_disclosure"),
        ]

    def __str__(self) -> str:
        return f"disclosed {self.pk}"
