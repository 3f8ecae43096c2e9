"""The plan itself: its cycles of twelve weeks, its priorities, and the outcomes under them."""

from django.db import models

from openmash.improvement.choices import CYCLE_WORDS


class Cycle(models.Model):
    """Twelve weeks of the plan, with the cycle before it. One is agreed at a time, and one is being planned."""

    number = models.PositiveIntegerField(unique=True)
    starts_on = models.DateField(unique=True)
    ends_on = models.DateField()
    predecessor = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successor"
    )
    state = models.CharField(max_length=10, choices=list(CYCLE_WORDS.items()))
    planned_at = models.DateTimeField()
    planned_by = models.CharField(max_length=80)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.CharField(max_length=80, blank=True)
    agreed_by_name = models.CharField(max_length=120, blank=True)
    agreed_words = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=80, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("agreed_words",),
        "operational": (
            "id",
            "number",
            "starts_on",
            "ends_on",
            "predecessor",
            "state",
            "planned_at",
            "planned_by",
            "agreed_at",
            "agreed_by",
            "agreed_by_name",
            "closed_at",
            "closed_by",
        ),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="cycle_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state__in=["draft", "agreed"]), name="one_cycle_of_a_state"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", agreed_at__isnull=True, agreed_by="")
                | (~models.Q(state="draft") & models.Q(agreed_at__isnull=False) & ~models.Q(agreed_by="")),
                name="cycle_agreed_at_and_by",
            ),
            models.CheckConstraint(
                condition=models.Q(state="closed", closed_at__isnull=False) & ~models.Q(closed_by="")
                | (~models.Q(state="closed") & models.Q(closed_at__isnull=True, closed_by="")),
                name="cycle_closed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"cycle {self.number}"


class Priority(models.Model):
    """What matters most, as the board says it. Kept from cycle to cycle."""

    title = models.CharField(max_length=160, unique=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    FIELD_CLASSES = {"identifying": (), "sensitive": ("title",), "operational": ("id", "made_at", "made_by")}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(made_by=""), name="priority_made_at_and_by"),
        ]

    def __str__(self) -> str:
        return f"priority {self.pk}"


class Outcome(models.Model):
    """What will be different for children and families under a priority."""

    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="outcomes")
    words = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("words",),
        "operational": ("id", "priority", "made_at", "made_by"),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["priority", "words"], name="one_outcome_of_the_words"),
            models.CheckConstraint(condition=~models.Q(made_by=""), name="outcome_made_at_and_by"),
        ]

    def __str__(self) -> str:
        return f"outcome {self.pk}"
