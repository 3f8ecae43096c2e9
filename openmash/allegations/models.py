"""A worry about a worker or carer, and what was decided on it."""

from django.conf import settings
from django.db import models

from openmash.allegations.choices import STATE_WORDS
from openmash.base.actors import Actor


class AllegationQuerySet(models.QuerySet["Allegation"]):
    def not_about(self, actor: Actor) -> "AllegationQuerySet":
        """Return those that are not about the actor."""
        return self.exclude(concerned__contains=f",{actor.user_id},") if actor.user_id else self

    def visible_to(self, actor: Actor) -> "AllegationQuerySet":
        """Return those that the actor may read and decide: a designated officer all but those about themselves.

        Others only where they stand in for an officer who is concerned.
        """
        if not actor.is_authority:
            return self.none()
        if actor.system or actor.has("designated_officer"):
            return self.not_about(actor)
        return self.filter(told__contains=f",{actor.user_id},").not_about(actor)

    def recorded_by_actor(self, actor: Actor) -> "AllegationQuerySet":
        """Return those that the actor recorded: for a receipt, and for nothing else."""
        return self.filter(recorded_by_id=actor.user_id).not_about(actor) if actor.user_id else self.none()


class Allegation(models.Model):
    """One worry about somebody who works or volunteers with children. It names people in words and is linked to no record."""

    reference = models.CharField(max_length=20, unique=True)
    who_name = models.CharField(max_length=120)
    who_role = models.CharField(max_length=120, blank=True)
    who_employer = models.CharField(max_length=160, blank=True)
    # The keys of the members whom it may be about, and of those told instead of an officer, as ",12,15,".
    concerned = models.CharField(max_length=200, blank=True)
    told = models.CharField(max_length=400, blank=True)
    children = models.CharField(max_length=300, blank=True)
    words = models.TextField()
    safe_now = models.TextField(blank=True)
    own_complaint = models.BooleanField(default=False)
    contact = models.CharField(max_length=20, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_by_name = models.CharField(max_length=120, blank=True)
    due_at = models.DateTimeField()
    due_rule = models.CharField(max_length=60)
    pack = models.ForeignKey("agencies.PackVersion", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=list(STATE_WORDS.items()))
    version = models.PositiveIntegerField(default=1)

    objects = AllegationQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": ("who_name", "who_role", "who_employer", "concerned", "children"),
        "sensitive": ("words", "safe_now", "own_complaint", "state"),
        "operational": (
            "id",
            "reference",
            "told",
            "contact",
            "recorded_at",
            "recorded_by",
            "recorded_by_name",
            "due_at",
            "due_rule",
            "pack",
            "version",
        ),
    }

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="allegation_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recorded_at__isnull=False, recorded_by__isnull=False),
                name="allegation_recorded_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class AllegationDecision(models.Model):
    """What was decided on a worry, by whom and why. Append-only: a later one stands, the earlier stay readable."""

    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="decisions")
    decision = models.CharField(max_length=20, choices=list(STATE_WORDS.items()))
    thresholds = models.JSONField(default=list)
    words = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("decision", "thresholds", "words"),
        "operational": ("id", "allegation", "decided_at", "decided_by"),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="allegation_decided_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"
