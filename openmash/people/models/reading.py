"""Who read a record for a reason that they gave, and whose look-up met a record that is restricted."""

from django.conf import settings
from django.db import models

from openmash.base.actors import Actor
from openmash.people.choices import CHECK_FINDING_WORDS, OPENING_FINDING_WORDS


class BreakGlassQuerySet(models.QuerySet["BreakGlass"]):
    def visible_to(self, actor: Actor) -> "BreakGlassQuerySet":
        """Return the openings the actor may see: managers all, others those of which they or their team were told."""
        if not actor.is_authority:
            return self.none()
        held = self if actor.cleared else self.filter(person__restricted=False)
        if actor.system or actor.has("mash_manager", "locality_manager"):
            return held
        told = models.Q(told_person_id=actor.user_id) if actor.user_id else models.Q(pk__in=[])
        return held.filter(told | models.Q(told_team_id__in=actor.team_ids))


class BreakGlass(models.Model):
    """One reason that somebody gave for opening a person's record: until when it holds, who was told, what a manager found."""

    reference = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="openings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_name = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=60)
    words = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    told_team = models.ForeignKey("agencies.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    told_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    told_about = models.CharField(max_length=60, blank=True)
    pack = models.ForeignKey("agencies.PackVersion", on_delete=models.PROTECT, related_name="+")
    finding = models.CharField(max_length=20, blank=True, choices=list(OPENING_FINDING_WORDS.items()))
    finding_words = models.CharField(max_length=1000, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = BreakGlassQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("words", "finding", "finding_words"),
        "operational": (
            "id",
            "reference",
            "person",
            "user",
            "user_name",
            "reason",
            "opened_at",
            "until",
            "told_team",
            "told_person",
            "told_about",
            "pack",
            "reviewed_at",
            "reviewed_by",
        ),
    }
    on_merge = {"person": "move"}

    class Meta:
        verbose_name_plural = "records opened for a reason"
        indexes = [
            models.Index(fields=["user", "person", "-until"], name="break_glass_live"),
            models.Index(fields=["-opened_at"], name="break_glass_latest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reviewed_at__isnull=True, reviewed_by__isnull=True, finding="")
                | (models.Q(reviewed_at__isnull=False, reviewed_by__isnull=False) & ~models.Q(finding="")),
                name="break_glass_reviewed_at_and_by",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("user")),
                name="break_glass_reviewed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class LookUp(models.Model):
    """What somebody who is not cleared looked for, until it is looked for once more among restricted records. Then it goes.

    A row is made for every look-up, whatever it found: so nothing differs for whoever looks.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_name = models.CharField(max_length=120, blank=True)
    asked = models.JSONField(default=dict)
    subject = models.CharField(max_length=60, blank=True)
    asked_at = models.DateTimeField()

    FIELD_CLASSES = {
        "identifying": ("asked",),
        "sensitive": (),
        "operational": ("id", "user", "user_name", "subject", "asked_at"),
    }

    def __str__(self) -> str:
        return f"look-up {self.pk}"


class RestrictedCheck(models.Model):
    """A look-up that met a restricted record, for a cleared manager to complete. Nobody else ever knows of it."""

    reference = models.CharField(max_length=20, unique=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="restricted_checks")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_by_name = models.CharField(max_length=120, blank=True)
    asked_words = models.CharField(max_length=300, blank=True)
    subject = models.CharField(max_length=60, blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    finding = models.CharField(max_length=20, blank=True, choices=list(CHECK_FINDING_WORDS.items()))
    finding_words = models.CharField(max_length=1000, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    FIELD_CLASSES = {
        "identifying": ("asked_words",),
        "sensitive": ("finding", "finding_words"),
        "operational": (
            "id",
            "reference",
            "person",
            "asked_by",
            "asked_by_name",
            "subject",
            "first_at",
            "last_at",
            "times",
            "completed_at",
            "completed_by",
        ),
    }
    on_merge = {"person": "move"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "asked_by", "subject"],
                condition=models.Q(completed_at__isnull=True),
                name="one_open_check_per_person_and_asker",
            ),
            models.CheckConstraint(
                condition=models.Q(completed_at__isnull=True, completed_by__isnull=True, finding="")
                | (models.Q(completed_at__isnull=False, completed_by__isnull=False) & ~models.Q(finding="")),
                name="restricted_check_completed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
