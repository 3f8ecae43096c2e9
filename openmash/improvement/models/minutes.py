"""Minutes that were read, and the actions that were found in them: each is a proposal until a person says so."""

from django.db import models

from openmash.improvement.choices import PROPOSAL_WORDS


class Minutes(models.Model):
    """The text of one file of minutes, with what was resolved and what a person should look at."""

    reference = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    content_hash = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    resolutions = models.JSONField(default=list, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=80)
    read_by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("title", "text", "resolutions", "warnings"),
        "operational": ("id", "reference", "content_hash", "read_at", "read_by", "read_by_name"),
    }

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(read_by=""), name="minutes_read_at_and_by")]

    def __str__(self) -> str:
        return self.reference


class ProposedAction(models.Model):
    """An action as it was read: what, who, by when, and the place in the text. What a person made of it is `made`."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="proposed")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    words = models.TextField()
    owners = models.JSONField(default=list, blank=True)
    due = models.CharField(max_length=10, blank=True)
    starts = models.PositiveIntegerField()
    ends = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=list(PROPOSAL_WORDS.items()), default="proposed")
    reason = models.CharField(max_length=300, blank=True)
    made = models.OneToOneField(
        "improvement.BoardAction", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("words", "owners", "reason"),
        "operational": (
            "id",
            "minutes",
            "number",
            "kind",
            "due",
            "starts",
            "ends",
            "state",
            "made",
            "decided_at",
            "decided_by",
            "decided_by_name",
        ),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="a_number_once_in_minutes"),
            models.CheckConstraint(
                condition=models.Q(state="proposed", decided_at__isnull=True, decided_by="")
                | (~models.Q(state="proposed") & models.Q(decided_at__isnull=False) & ~models.Q(decided_by="")),
                name="proposed_action_decided_at_and_by",
            ),
            models.CheckConstraint(
                condition=models.Q(state="confirmed", made__isnull=False)
                | (~models.Q(state="confirmed") & models.Q(made__isnull=True)),
                name="what_is_confirmed_became_an_action",
            ),
        ]

    def __str__(self) -> str:
        return f"proposed action {self.pk}"
