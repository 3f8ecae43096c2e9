"""A board action and what becomes of it: owners, places on cycles, colours, notes, moves of its end. Rows are added, never changed."""

from django.conf import settings
from django.db import models

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.improvement.choices import COLOUR_WORDS, ENTRY_WORDS


class BoardActionQuerySet(models.QuerySet["BoardAction"]):
    def visible_to(self, actor: Actor) -> "BoardActionQuerySet":
        """Return the actions that the actor may see: all for the council and the board, none for anybody else."""
        return self if actor.is_authority or actor.has(Role.BOARD_MEMBER) else self.none()


class BoardAction(models.Model):
    """An action of the board. What is to be done, by when and whether it was looked at again stand in `work`: `action`.

    `due_on` is the day that was agreed, none where none was. The target is read from a measure or an audit theme, or is words alone.
    """

    reference = models.CharField(max_length=20, unique=True)
    action = models.OneToOneField("work.Action", on_delete=models.PROTECT, related_name="+")
    outcome = models.ForeignKey(
        "improvement.Outcome", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    target_kind = models.CharField(max_length=20, blank=True)
    target_code = models.CharField(max_length=60, blank=True)
    target_words = models.CharField(max_length=300, blank=True)
    baseline = models.CharField(max_length=300, blank=True)
    target_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    objects = BoardActionQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("target_words", "baseline"),
        "operational": (
            "id",
            "reference",
            "action",
            "outcome",
            "due_on",
            "target_kind",
            "target_code",
            "target_on",
            "made_at",
            "made_by",
        ),
    }

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(made_by=""), name="board_action_made_at_and_by")]

    def __str__(self) -> str:
        return self.reference


class Owner(models.Model):
    """Somebody who does an action, by name; with an account where the name is that of one. One of them leads."""

    of = models.ForeignKey(BoardAction, on_delete=models.PROTECT, related_name="owners")
    name = models.CharField(max_length=120)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    leads = models.BooleanField(default=False)

    FIELD_CLASSES = {"identifying": (), "sensitive": (), "operational": ("id", "of", "name", "user", "leads")}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "name"], name="an_owner_once"),
            models.UniqueConstraint(fields=["of"], condition=models.Q(leads=True), name="one_owner_leads"),
        ]

    def __str__(self) -> str:
        return f"owner {self.pk}"


class Placement(models.Model):
    """An action on the plan of one cycle, from a week to a week.

    `reason` says why it was carried over; `gaps` what was lacking when the board agreed it.
    """

    of = models.ForeignKey(BoardAction, on_delete=models.PROTECT, related_name="placements")
    cycle = models.ForeignKey("improvement.Cycle", on_delete=models.PROTECT, related_name="placements")
    starts_week = models.PositiveSmallIntegerField()
    ends_week = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300, blank=True)
    gaps = models.JSONField(default=list, blank=True)
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=80)
    placed_by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("reason",),
        "operational": (
            "id",
            "of",
            "cycle",
            "starts_week",
            "ends_week",
            "gaps",
            "placed_at",
            "placed_by",
            "placed_by_name",
        ),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "cycle"], name="an_action_once_on_a_cycle"),
            models.CheckConstraint(
                condition=models.Q(starts_week__gte=1, ends_week__lte=12, ends_week__gte=models.F("starts_week")),
                name="placement_within_twelve_weeks",
            ),
            models.CheckConstraint(condition=~models.Q(placed_by=""), name="placement_placed_at_and_by"),
        ]

    def __str__(self) -> str:
        return f"placement {self.pk}"


class EndMove(models.Model):
    """One move of the last week of an action on a cycle, and why."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="moves")
    before = models.PositiveSmallIntegerField()
    after = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    moved_at = models.DateTimeField()
    moved_by = models.CharField(max_length=80)
    moved_by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("reason",),
        "operational": ("id", "placement", "before", "after", "moved_at", "moved_by", "moved_by_name"),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason="") & ~models.Q(moved_by=""), name="end_move_says_why_moved_at_and_by"
            )
        ]

    def __str__(self) -> str:
        return f"move {self.pk}"


class Rating(models.Model):
    """One colour given to an action, and why. The latest holds."""

    of = models.ForeignKey(BoardAction, on_delete=models.PROTECT, related_name="ratings")
    colour = models.CharField(max_length=10, choices=list(COLOUR_WORDS.items()))
    reason = models.CharField(max_length=300)
    rated_at = models.DateTimeField()
    rated_by = models.CharField(max_length=80)
    rated_by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("reason",),
        "operational": ("id", "of", "colour", "rated_at", "rated_by", "rated_by_name"),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason="") & ~models.Q(rated_by=""), name="rating_says_why_rated_at_and_by"
            )
        ]

    def __str__(self) -> str:
        return f"rating {self.pk}"


class Entry(models.Model):
    """A note on how it goes, or evidence and where it is."""

    of = models.ForeignKey(BoardAction, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=list(ENTRY_WORDS.items()))
    words = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)
    written_by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("words",),
        "operational": ("id", "of", "kind", "written_at", "written_by", "written_by_name"),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(words="") & ~models.Q(written_by=""), name="entry_has_words_written_at_and_by"
            )
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class Waiting(models.Model):
    """That an action waits for another one."""

    of = models.ForeignKey(BoardAction, on_delete=models.PROTECT, related_name="waits_for")
    on = models.ForeignKey(BoardAction, on_delete=models.PROTECT, related_name="waited_for_by")

    FIELD_CLASSES = {"identifying": (), "sensitive": (), "operational": ("id", "of", "on")}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "on"], name="waits_for_another_once"),
            models.CheckConstraint(condition=~models.Q(of=models.F("on")), name="waits_for_another"),
        ]

    def __str__(self) -> str:
        return f"waiting {self.pk}"
