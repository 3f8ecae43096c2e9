"""Decisions per child, the referrals they begin, and dip samples."""

from django.db import models


class Decision(models.Model):
    """One decision for one child. Append-only but for its state and countersignature."""

    child = models.ForeignKey("frontdoor.ContactChild", on_delete=models.PROTECT, related_name="decisions")
    state = models.CharField(max_length=20)
    outcome = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    rationale = models.TextField(blank=True)
    oversight = models.CharField(max_length=30, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=80)
    made_at = models.DateTimeField(null=True, blank=True)
    countersigned_at = models.DateTimeField(null=True, blank=True)
    countersigned_by = models.CharField(max_length=80, blank=True)
    countersign_words = models.TextField(blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.CharField(max_length=80, blank=True)
    reopen_reason = models.TextField(blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("outcome", "level", "rationale", "countersign_words", "reopen_reason"),
        "operational": (
            "id",
            "child",
            "state",
            "oversight",
            "proposed_at",
            "proposed_by",
            "made_at",
            "countersigned_at",
            "countersigned_by",
            "reopened_at",
            "reopened_by",
        ),
    }

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="decision_made")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(countersigned_at__isnull=True, countersigned_by="")
                | (models.Q(countersigned_at__isnull=False) & ~models.Q(countersigned_by="")),
                name="decision_countersigned_at_and_by",
            ),
            models.CheckConstraint(
                condition=models.Q(reopened_at__isnull=True, reopened_by="")
                | (models.Q(reopened_at__isnull=False) & ~models.Q(reopened_by="")),
                name="decision_reopened_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class Referral(models.Model):
    """A child for whom a service is asked: begins the 45 working days."""

    reference = models.CharField(max_length=20, unique=True)
    child = models.ForeignKey("frontdoor.ContactChild", on_delete=models.PROTECT, related_name="referrals")
    decision = models.ForeignKey("frontdoor.Decision", on_delete=models.PROTECT, related_name="referrals")
    began_at = models.DateTimeField()
    assessment_due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": ("id", "reference", "child", "decision", "began_at", "assessment_due_at", "ended_at"),
    }

    def __str__(self) -> str:
        return self.reference


class DipSample(models.Model):
    """A decided contact that a manager reads afterwards, drawn by rule."""

    decision = models.ForeignKey("frontdoor.Decision", on_delete=models.PROTECT, related_name="dip_samples")
    drawn_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.CharField(max_length=80, blank=True)
    agrees = models.BooleanField(null=True, blank=True)
    words = models.TextField(blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("agrees", "words"),
        "operational": ("id", "decision", "drawn_at", "read_at", "read_by"),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(read_at__isnull=True, read_by="")
                | (models.Q(read_at__isnull=False) & ~models.Q(read_by="")),
                name="dip_sample_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"dipsample {self.pk}"
