"""A round of audits, and the draw that it came from."""

from django.db import models

from openmash.caseaudits.choices import ROUND_STATE_WORDS, SAMPLING_WORDS, STRATUM_WORDS, RoundState


class Round(models.Model):
    """The audits of one month: which theme, which children, how they are drawn, until when they are due.

    `cohorts` and `places` are lists of codes; an empty list of places is everywhere. `stratum` only where the draw is stratified,
    `reason` always where it is targeted.
    """

    reference = models.CharField(max_length=20, unique=True)
    month = models.DateField()
    theme = models.CharField(max_length=160)
    cohorts = models.JSONField(default=list)
    places = models.JSONField(default=list, blank=True)
    sampling = models.CharField(max_length=20, choices=list(SAMPLING_WORDS.items()))
    stratum = models.CharField(max_length=20, blank=True, choices=list(STRATUM_WORDS.items()))
    size = models.PositiveIntegerField()
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=list(ROUND_STATE_WORDS.items()))
    pack = models.ForeignKey("agencies.PackVersion", on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    planned_by = models.CharField(max_length=80)
    planned_by_name = models.CharField(max_length=120, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    drawn_by = models.CharField(max_length=80, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    due_rule = models.CharField(max_length=60, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=80, blank=True)
    meeting_words = models.TextField(blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("reason", "meeting_words"),
        "operational": (
            "id",
            "reference",
            "month",
            "theme",
            "cohorts",
            "places",
            "sampling",
            "stratum",
            "size",
            "state",
            "pack",
            "planned_at",
            "planned_by",
            "planned_by_name",
            "drawn_at",
            "drawn_by",
            "due_at",
            "due_rule",
            "closed_at",
            "closed_by",
        ),
    }

    class Meta:
        indexes = [models.Index(fields=["-month"], name="audit_round_month")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(drawn_at__isnull=True, drawn_by="")
                | (models.Q(drawn_at__isnull=False) & ~models.Q(drawn_by="")),
                name="audit_round_drawn_at_and_by",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, closed_by="")
                | (models.Q(closed_at__isnull=False) & ~models.Q(closed_by="")),
                name="audit_round_closed_at_and_by",
            ),
            models.CheckConstraint(
                condition=~models.Q(sampling="targeted") | ~models.Q(reason=""), name="audit_round_targeted_says_why"
            ),
            models.CheckConstraint(
                condition=models.Q(state=RoundState.PLANNED) | models.Q(drawn_at__isnull=False),
                name="audit_round_drawn_once_planned",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Draw(models.Model):
    """How the sample of a round was drawn: the seed, and everybody who could have been drawn, so that it can be repeated.

    `population` is a list of pairs, a reference and its group, ordered. It counts everyone, restricted people included: machines
    alone read it.
    """

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="draw")
    seed = models.CharField(max_length=32)
    population = models.JSONField(default=list)
    chosen = models.JSONField(default=list)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("population", "chosen"),
        "operational": ("id", "round", "seed"),
    }

    def __str__(self) -> str:
        return f"draw of {self.round_id}"
