"""What a screening worker sets down for each child: colour, levels, factors, answers to prompts. All append-only."""

from django.db import models


class RagRating(models.Model):
    """One setting of the colour by a person, with the reason."""

    child = models.ForeignKey("frontdoor.ContactChild", on_delete=models.PROTECT, related_name="ratings")
    rag = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    rated_at = models.DateTimeField()
    rated_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("rag", "reason"),
        "operational": ("id", "child", "rated_at", "rated_by"),
    }

    def __str__(self) -> str:
        return f"ragrating {self.pk}"


class LevelOpinion(models.Model):
    """One opinion on the Continuum of Need level: the referrer's, the recommended or the decided one."""

    child = models.ForeignKey("frontdoor.ContactChild", on_delete=models.PROTECT, related_name="levels")
    whose = models.CharField(max_length=20)
    scheme = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("level", "reason"),
        "operational": ("id", "child", "whose", "scheme", "given_at", "given_by"),
    }

    def __str__(self) -> str:
        return f"levelopinion {self.pk}"


class Factor(models.Model):
    """One indicator, factor or strength, with its evidence, source and date."""

    child = models.ForeignKey("frontdoor.ContactChild", on_delete=models.PROTECT, related_name="factors")
    column = models.CharField(max_length=20)
    heading = models.CharField(max_length=60)
    evidence = models.TextField(blank=True)
    source_words = models.CharField(max_length=160, blank=True)
    seen_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("column", "heading", "evidence", "source_words", "seen_on"),
        "operational": ("id", "child", "recorded_at", "recorded_by", "withdrawn_at", "withdrawn_by"),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_by="")),
                name="factor_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"factor {self.pk}"


class PromptAnswer(models.Model):
    """What the worker answered when the pack asked."""

    child = models.ForeignKey("frontdoor.ContactChild", on_delete=models.PROTECT, related_name="prompt_answers")
    prompt = models.CharField(max_length=60)
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("words",),
        "operational": ("id", "child", "prompt", "answered_at", "answered_by"),
    }

    def __str__(self) -> str:
        return f"promptanswer {self.pk}"
