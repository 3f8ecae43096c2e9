"""A board or group, and who sits on it. Neither names a child."""

from django.conf import settings
from django.db import models

from openmash.base.actors import Actor
from openmash.boards.choices import CAPACITY_WORDS, REGIME_WORDS


class BodyQuerySet(models.QuerySet["Body"]):
    def visible_to(self, actor: Actor) -> "BodyQuerySet":
        """Return every body for the council, none for anybody else."""
        return self if actor.is_authority else self.none()


class Body(models.Model):
    """One board or group: what it is for, how often it meets, its quorum, and whom it answers to."""

    reference = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=160)
    terms = models.TextField(blank=True)
    frequency = models.CharField(max_length=120, blank=True)
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    answers_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="answering")
    regime = models.CharField(max_length=20, choices=list(REGIME_WORDS.items()))
    set_up_at = models.DateTimeField()
    set_up_by = models.CharField(max_length=80)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BodyQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": (
            "id",
            "reference",
            "name",
            "terms",
            "frequency",
            "quorum",
            "answers_to",
            "regime",
            "set_up_at",
            "set_up_by",
            "ended_on",
            "version",
        ),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answers_to__isnull=True) | ~models.Q(answers_to=models.F("id")),
                name="body_answers_not_to_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(quorum__isnull=True) | models.Q(quorum__gte=1), name="body_quorum"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Seat(models.Model):
    """One person's place in a body, for an organisation, from a day to a day; with an account here or without."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    name = models.CharField(max_length=160)
    organisation = models.CharField(max_length=160, blank=True)
    capacity = models.CharField(max_length=20, choices=list(CAPACITY_WORDS.items()))
    deputy = models.CharField(max_length=160, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": (
            "id",
            "body",
            "name",
            "organisation",
            "capacity",
            "deputy",
            "user",
            "from_on",
            "until_on",
            "given_at",
            "given_by",
        ),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="seat_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"seat {self.pk}"
