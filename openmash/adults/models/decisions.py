"""What is decided on a branch: by adult social care on a concern, and of the danger to an adult for the conference."""

from django.db import models

from openmash.adults.choices import INSTEAD_WORDS, JUDGEMENT_WORDS, SAID_WORDS, STATE_WORDS


class ConcernDecided(models.Model):
    """Adult social care's decision under section 42: the three answers, the adult's own wishes, and why. Append-only."""

    branch = models.OneToOneField("adults.Branch", on_delete=models.PROTECT, related_name="decision")
    needs = models.CharField(max_length=10, choices=list(SAID_WORDS.items()))
    at_risk = models.CharField(max_length=10, choices=list(SAID_WORDS.items()))
    cannot_protect = models.CharField(max_length=10, choices=list(SAID_WORDS.items()))
    asked = models.BooleanField()
    wishes = models.TextField(blank=True)
    why_not_asked = models.TextField(blank=True)
    difficulty = models.CharField(max_length=10, choices=list(SAID_WORDS.items()))
    advocate = models.TextField(blank=True)
    decision = models.CharField(max_length=20, choices=list(STATE_WORDS.items()))
    instead = models.CharField(max_length=20, choices=list(INSTEAD_WORDS.items()), blank=True)
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80)
    decided_by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (
            "needs",
            "at_risk",
            "cannot_protect",
            "asked",
            "wishes",
            "why_not_asked",
            "difficulty",
            "advocate",
            "decision",
            "instead",
            "reason",
        ),
        "operational": ("id", "branch", "decided_at", "decided_by", "decided_by_name"),
    }

    class Meta:
        verbose_name_plural = "concerns decided"
        constraints = [
            models.CheckConstraint(condition=~models.Q(decided_by=""), name="concern_decided_at_and_by"),
        ]

    def __str__(self) -> str:
        return f"concerndecided {self.pk}"


class DangerWeighed(models.Model):
    """The answers about danger to an adult, their total and band, and what a professional's judgement made of it.

    `repeat_of` names the earlier referral that brings it back whatever the total.
    """

    branch = models.OneToOneField("adults.Branch", on_delete=models.PROTECT, related_name="danger")
    checklist = models.CharField(max_length=60)
    answers = models.JSONField(default=dict)
    total = models.PositiveSmallIntegerField()
    band = models.CharField(max_length=60)
    repeat_of = models.CharField(max_length=20, blank=True)
    judgement = models.CharField(max_length=20, choices=list(JUDGEMENT_WORDS.items()))
    judgement_reason = models.TextField(blank=True)
    aware = models.CharField(max_length=10, choices=list(SAID_WORDS.items()))
    refers = models.BooleanField()
    weighed_at = models.DateTimeField()
    weighed_by = models.CharField(max_length=80)
    weighed_by_name = models.CharField(max_length=120, blank=True)
    heard_on = models.DateField(null=True, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("answers", "total", "band", "repeat_of", "judgement", "judgement_reason", "aware", "refers"),
        "operational": ("id", "branch", "checklist", "weighed_at", "weighed_by", "weighed_by_name", "heard_on"),
    }

    class Meta:
        verbose_name_plural = "dangers weighed"
        constraints = [
            models.CheckConstraint(condition=~models.Q(weighed_by=""), name="danger_weighed_at_and_by"),
        ]

    def __str__(self) -> str:
        return f"dangerweighed {self.pk}"
