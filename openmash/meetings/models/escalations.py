"""Professional disagreement on its way through the pack's stages."""

from django.db import models

from openmash.base.actors import Actor
from openmash.meetings.choices import ESCALATION_WORDS


class EscalationQuerySet(models.QuerySet["Escalation"]):
    def visible_to(self, actor: Actor) -> "EscalationQuerySet":
        """Return those that the council's keepers of meetings may know of, and those that the actor's agency raised."""
        keeps = actor.system or actor.has("screening_worker", "mash_manager", "locality_manager", "social_worker")
        if not (actor.is_authority and keeps):
            return self.raised_from(actor)
        return self if actor.cleared else self.filter(restricted=False)

    def raised_from(self, actor: Actor) -> "EscalationQuerySet":
        """Return what the actor, or the actor's agency, raised."""
        if not actor.agency_id or not (actor.is_authority or actor.has("partner")):
            return self.none()
        if actor.has("partner", "early_help_officer", "adult_duty_worker"):
            return self.filter(models.Q(agency_id=actor.agency_id) | models.Q(raised_by=actor.reference))
        return self.filter(raised_by=actor.reference)


class Escalation(models.Model):
    """A professional disagreement about a decision or a request: who raised it, about what, at which stage it stands."""

    reference = models.CharField(max_length=20, unique=True)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    about_kind = models.CharField(max_length=40)
    about = models.CharField(max_length=60)
    words = models.TextField()
    wanted = models.TextField(blank=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    restricted = models.BooleanField(default=False)
    pack = models.ForeignKey("agencies.PackVersion", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=list(ESCALATION_WORDS.items()))
    stage = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=80)
    raised_by_name = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EscalationQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("words", "wanted"),
        "operational": (
            "id",
            "reference",
            "subject_kind",
            "subject",
            "about_kind",
            "about",
            "agency",
            "team",
            "restricted",
            "pack",
            "state",
            "stage",
            "due_at",
            "raised_at",
            "raised_by",
            "raised_by_name",
            "version",
        ),
    }

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject"], name="escalation_subject")]

    def __str__(self) -> str:
        return self.reference


class EscalationStep(models.Model):
    """What happened at a stage: raised to it, answered, accepted. Append-only."""

    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="steps")
    stage = models.CharField(max_length=60)
    state = models.CharField(max_length=20, choices=list(ESCALATION_WORDS.items()))
    words = models.TextField(blank=True)
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("words",),
        "operational": ("id", "escalation", "stage", "state", "due_at", "at", "by", "by_name"),
    }

    def __str__(self) -> str:
        return f"escalationstep {self.pk}"
