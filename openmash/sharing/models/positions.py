"""The family's position on one record, as three facts kept apart. Append-only: the latest row is what holds now."""

from django.db import models

from openmash.sharing.choices import AGREEMENT_WORDS, TOLD_WORDS


class FamilyPosition(models.Model):
    """What the family was told and must not be told, whether they agree to support, and the lawful basis of sharing."""

    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    told = models.CharField(max_length=20, choices=list(TOLD_WORDS.items()))
    told_who = models.CharField(max_length=200, blank=True)
    must_not_be_told = models.TextField(blank=True)
    agreement = models.CharField(max_length=20, choices=list(AGREEMENT_WORDS.items()))
    agreement_who = models.CharField(max_length=200, blank=True)
    going_ahead_reason = models.CharField(max_length=60, blank=True)
    going_ahead_words = models.TextField(blank=True)
    lawful_bases = models.JSONField(default=list)
    necessity = models.TextField(blank=True)
    approved_by = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": ("told_who", "agreement_who"),
        "sensitive": (
            "told",
            "must_not_be_told",
            "agreement",
            "going_ahead_reason",
            "going_ahead_words",
            "lawful_bases",
            "necessity",
        ),
        "operational": ("id", "subject_kind", "subject", "approved_by", "recorded_at", "recorded_by"),
    }

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject", "-recorded_at"], name="position_of_subject")]

    def __str__(self) -> str:
        return f"position on {self.subject}"
