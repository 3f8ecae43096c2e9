"""Early-help checks, and places in the offer taken up."""

from django.db import models


class EarlyHelpCheck(models.Model):
    """One check of the early-help index for one child: what was asked, what came back, who looked. Append-only."""

    child = models.ForeignKey("frontdoor.ContactChild", on_delete=models.PROTECT, related_name="checks")
    result = models.CharField(max_length=20)
    index_record_id = models.CharField(max_length=60, blank=True)
    episode = models.CharField(max_length=200, blank=True)
    lead_professional = models.CharField(max_length=160, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    searched = models.JSONField(default=dict)
    index_loaded_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField()
    checked_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": ("searched",),
        "sensitive": ("result", "episode", "reason"),
        "operational": (
            "id",
            "child",
            "index_record_id",
            "lead_professional",
            "telephone",
            "index_loaded_at",
            "checked_at",
            "checked_by",
        ),
    }

    def __str__(self) -> str:
        return f"earlyhelpcheck {self.pk}"


class EarlyHelpPlace(models.Model):
    """A child's place in a service of the early-help offer, from the contact it came from until it ends or steps up."""

    reference = models.CharField(max_length=20, unique=True)
    child = models.ForeignKey("frontdoor.ContactChild", on_delete=models.PROTECT, related_name="places")
    service = models.CharField(max_length=60, blank=True)
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    lead_professional = models.CharField(max_length=160, blank=True)
    offered_at = models.DateTimeField()
    offered_by = models.CharField(max_length=80)
    taken_up_at = models.DateTimeField(null=True, blank=True)
    taken_up_by = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=80, blank=True)
    end_reason = models.TextField(blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("end_reason",),
        "operational": (
            "id",
            "reference",
            "child",
            "service",
            "team",
            "lead_professional",
            "offered_at",
            "offered_by",
            "taken_up_at",
            "taken_up_by",
            "ended_at",
            "ended_by",
        ),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(taken_up_at__isnull=True, taken_up_by="")
                | (models.Q(taken_up_at__isnull=False) & ~models.Q(taken_up_by="")),
                name="place_taken_up_at_and_by",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_by="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(ended_by="")),
                name="place_ended_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
