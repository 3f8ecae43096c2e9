"""A document with detail of a case, for one recipient: what could be told, what is told, and who looked."""

from django.db import models

from openmash.release.choices import PACKAGE_WORDS


class Package(models.Model):
    """One document for one recipient at the gate. `looked_hash` is the mark of exactly what its preparer signed.

    `facts` are copies made when it was prepared: [{field, label, words, about}]; `left_out` their numbers, `taken_out` words.
    `known` is who the record knows, for what the gate points out. `hands` are all who had a hand in it,
    `people` whom it is about: [[key, reference]].
    """

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    source_kind = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=60, blank=True)
    restricted = models.BooleanField(default=False)
    recipient_kind = models.CharField(max_length=60)
    recipient = models.CharField(max_length=60)
    recipient_name = models.CharField(max_length=200)
    address = models.CharField(max_length=400, blank=True)
    purpose = models.CharField(max_length=60, blank=True)
    lawful_bases = models.JSONField(default=list)
    title = models.CharField(max_length=200)
    facts = models.JSONField(default=list)
    known = models.JSONField(default=list)
    people = models.JSONField(default=list)
    not_to_be_named = models.JSONField(default=list)
    must_not_be_told = models.TextField(blank=True)
    left_out = models.JSONField(default=list)
    taken_out = models.JSONField(default=list)
    document = models.TextField(blank=True)
    document_hash = models.CharField(max_length=64)
    findings = models.JSONField(default=list)
    hands = models.JSONField(default=list)
    state = models.CharField(max_length=20, choices=list(PACKAGE_WORDS.items()))
    prepared_at = models.DateTimeField()
    prepared_by = models.CharField(max_length=80)
    prepared_by_name = models.CharField(max_length=120, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.CharField(max_length=80, blank=True)
    looked_hash = models.CharField(max_length=64, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=80, blank=True)
    settled_by_name = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True)

    FIELD_CLASSES = {
        "identifying": ("recipient_name", "address", "facts", "known", "not_to_be_named", "taken_out", "document"),
        "sensitive": ("lawful_bases", "findings", "reason", "must_not_be_told"),
        "operational": (
            "id",
            "reference",
            "kind",
            "subject_kind",
            "subject",
            "source_kind",
            "source",
            "restricted",
            "recipient_kind",
            "recipient",
            "purpose",
            "title",
            "people",
            "left_out",
            "document_hash",
            "hands",
            "state",
            "prepared_at",
            "prepared_by",
            "prepared_by_name",
            "looked_at",
            "looked_by",
            "looked_hash",
            "settled_at",
            "settled_by",
            "settled_by_name",
        ),
    }

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject", "-prepared_at"], name="package_subject"),
            models.Index(fields=["source_kind", "source"], name="package_source"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(looked_at__isnull=True, looked_by="")
                | (models.Q(looked_at__isnull=False) & ~models.Q(looked_by="")),
                name="package_looked_at_and_by",
            ),
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True, settled_by="")
                | (models.Q(settled_at__isnull=False) & ~models.Q(settled_by="")),
                name="package_settled_at_and_by",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="released") | models.Q(looked_hash=models.F("document_hash")),
                name="package_released_as_it_was_looked_at",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
