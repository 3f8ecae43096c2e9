"""What the person who raised the worry is told, and their disagreement."""

from django.db import models


class Answer(models.Model):
    """One message to the person who raised the worry: kept as said, with what became of it on its way."""

    reference = models.CharField(max_length=20, unique=True)
    contact = models.ForeignKey("frontdoor.Contact", on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=30)
    channel = models.CharField(max_length=20)
    audience = models.CharField(max_length=20)
    to = models.CharField(max_length=400, blank=True)
    template = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    prepared_at = models.DateTimeField()
    prepared_by = models.CharField(max_length=80)
    sent_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=20)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)

    FIELD_CLASSES = {
        "identifying": ("to",),
        "sensitive": ("words", "reason"),
        "operational": (
            "id",
            "reference",
            "contact",
            "kind",
            "channel",
            "audience",
            "template",
            "subject",
            "prepared_at",
            "prepared_by",
            "sent_at",
            "state",
            "tries",
            "tried_at",
            "problem",
        ),
    }

    class Meta:
        indexes = [
            models.Index(
                fields=["prepared_at"],
                condition=~models.Q(state="said"),
                name="answer_on_its_way",
            ),
            models.Index(fields=["-sent_at"], name="answer_sent"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="said") | models.Q(sent_at__isnull=False), name="answer_said_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Disagreement(models.Model):
    """The person who raised the worry disagrees: work with its own clock."""

    contact = models.ForeignKey("frontdoor.Contact", on_delete=models.PROTECT, related_name="disagreements")
    words = models.TextField(blank=True)
    reply_to = models.CharField(max_length=160, blank=True)
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    answer_words = models.TextField(blank=True)
    upheld = models.BooleanField(null=True, blank=True)

    FIELD_CLASSES = {
        "identifying": ("reply_to",),
        "sensitive": ("words", "answer_words", "upheld"),
        "operational": ("id", "contact", "raised_at", "raised_by", "due_at", "answered_at", "answered_by"),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answered_by="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(answered_by="")),
                name="disagreement_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"disagreement {self.pk}"


class CallerAddress(models.Model):
    """Where a letter to whoever raised the worry goes, as recorded, and where that was learned. The latest one counts."""

    contact = models.ForeignKey("frontdoor.Contact", on_delete=models.PROTECT, related_name="caller_addresses")
    words = models.CharField(max_length=400)
    source = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    recorded_by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": ("words",),
        "sensitive": ("source",),
        "operational": ("id", "contact", "recorded_at", "recorded_by", "recorded_by_name"),
    }

    class Meta:
        verbose_name_plural = "caller addresses"
        constraints = [
            models.CheckConstraint(condition=~models.Q(recorded_by=""), name="caller_address_recorded_at_and_by"),
        ]

    def __str__(self) -> str:
        return f"calleraddress {self.pk}"
