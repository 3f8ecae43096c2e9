"""Work items and their moves between teams and people."""

from datetime import datetime

from django.conf import settings
from django.db import models

from openmash.base.actors import Actor
from openmash.work.choices import ACT_WORDS


class WorkItemQuerySet(models.QuerySet["WorkItem"]):
    def visible_to(self, actor: Actor) -> "WorkItemQuerySet":
        """Return the items the actor may see: all for machines and MASH roles, else own, own teams', own localities'."""
        if not actor.is_authority:
            return self.none()
        if actor.system or actor.has("screening_worker", "mash_manager"):
            return self if actor.cleared else self.filter(restricted=False)
        own = models.Q(owner_id=actor.user_id) | models.Q(team_id__in=actor.team_ids)
        if actor.has("locality_manager"):
            own |= models.Q(locality__in=actor.localities)
        return self.filter(own) if actor.cleared else self.filter(own, restricted=False)

    def open(self) -> "WorkItemQuerySet":
        return self.filter(done_at__isnull=True)

    def in_order(self) -> "WorkItemQuerySet":
        """Order by colour set by a person, due time and arrival. Nothing else, ever."""
        return self.order_by("rag_rank", "due_at", "arrived_at", "pk")


class WorkItem(models.Model):
    """One thing to do, with its owner (a team, and perhaps a person) and its clock."""

    act = models.CharField(max_length=40, choices=list(ACT_WORDS.items()))
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    child = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=200, blank=True)
    # Whose roles it takes, as ",mash_manager,locality_manager,", and who must leave it to somebody else.
    roles = models.CharField(max_length=200, blank=True)
    not_by = models.CharField(max_length=80, blank=True)
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    locality = models.CharField(max_length=40, blank=True)
    restricted = models.BooleanField(default=False)
    rag = models.CharField(max_length=10, blank=True)
    rag_rank = models.PositiveSmallIntegerField(default=1)
    due_at = models.DateTimeField()
    due_rule = models.CharField(max_length=60)
    pack = models.ForeignKey("agencies.PackVersion", on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=80, blank=True)
    done_reason = models.CharField(max_length=60, blank=True)

    objects = WorkItemQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("note",),
        "operational": (
            "id",
            "act",
            "subject_kind",
            "subject",
            "child",
            "roles",
            "not_by",
            "team",
            "owner",
            "locality",
            "restricted",
            "rag",
            "rag_rank",
            "due_at",
            "due_rule",
            "pack",
            "arrived_at",
            "done_at",
            "done_by",
            "done_reason",
        ),
    }

    class Meta:
        indexes = [
            models.Index(
                fields=["team", "rag_rank", "due_at", "arrived_at"],
                condition=models.Q(done_at__isnull=True),
                name="work_of_team",
            ),
            models.Index(
                fields=["owner", "rag_rank", "due_at", "arrived_at"],
                condition=models.Q(done_at__isnull=True),
                name="work_of_person",
            ),
            models.Index(
                fields=["rag_rank", "due_at", "arrived_at"],
                condition=models.Q(done_at__isnull=True),
                name="work_of_all",
            ),
            models.Index(fields=["subject_kind", "subject"], name="work_of_subject"),
            models.Index(fields=["owner", "subject"], name="work_owned"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["act", "subject_kind", "subject", "child"],
                condition=models.Q(done_at__isnull=True),
                name="one_open_item_per_act",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True, done_by="")
                | (models.Q(done_at__isnull=False) & ~models.Q(done_by="")),
                name="work_done_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"

    def place(self) -> tuple[int, datetime, datetime, int]:
        """Return where the item stands in the order of `in_order`."""
        return self.rag_rank, self.due_at, self.arrived_at, self.pk


class WorkMove(models.Model):
    """One handing over of a work item: append-only."""

    item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="moves")
    from_team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    to_team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    from_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)
    moved_at = models.DateTimeField()
    moved_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("reason",),
        "operational": ("id", "item", "from_team", "to_team", "from_owner", "to_owner", "moved_at", "moved_by"),
    }

    def __str__(self) -> str:
        return f"move of {self.item_id}"


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, actor: Actor) -> "ActionQuerySet":
        """Return the actions the actor may see: machines and those who oversee all, else own and own teams'."""
        if not actor.is_authority:
            return self.none()
        held = self if actor.cleared else self.filter(restricted=False)
        if actor.system or actor.has("mash_manager", "principal_social_worker"):
            return held
        own = models.Q(owner_id=actor.user_id) | models.Q(team_id__in=actor.team_ids)
        return held.filter(own | models.Q(agreed_by=actor.reference))


class Action(models.Model):
    """Something that was agreed to be done: from what it came, by whom, until when, and whether somebody looked again.

    `origin_kind` and `origin` name the record that it came from. `holds` is what the re-look found: whether it is done indeed.
    """

    reference = models.CharField(max_length=20, unique=True)
    origin_kind = models.CharField(max_length=40)
    origin = models.CharField(max_length=60)
    words = models.CharField(max_length=400)
    themes = models.JSONField(default=list, blank=True)
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    restricted = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    due_rule = models.CharField(max_length=60)
    agreed_at = models.DateTimeField()
    agreed_by = models.CharField(max_length=80)
    agreed_by_name = models.CharField(max_length=120, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=80, blank=True)
    done_by_name = models.CharField(max_length=120, blank=True)
    done_words = models.TextField(blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.CharField(max_length=80, blank=True)
    looked_by_name = models.CharField(max_length=120, blank=True)
    holds = models.BooleanField(null=True, blank=True)
    looked_words = models.TextField(blank=True)

    objects = ActionQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("words", "done_words", "looked_words"),
        "operational": (
            "id",
            "reference",
            "origin_kind",
            "origin",
            "themes",
            "team",
            "owner",
            "restricted",
            "due_at",
            "due_rule",
            "agreed_at",
            "agreed_by",
            "agreed_by_name",
            "done_at",
            "done_by",
            "done_by_name",
            "looked_at",
            "looked_by",
            "looked_by_name",
            "holds",
        ),
    }

    class Meta:
        indexes = [models.Index(fields=["origin_kind", "origin"], name="action_of_origin")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True, done_by="")
                | (models.Q(done_at__isnull=False) & ~models.Q(done_by="")),
                name="action_done_at_and_by",
            ),
            models.CheckConstraint(
                condition=models.Q(looked_at__isnull=True, looked_by="", holds__isnull=True)
                | (
                    models.Q(looked_at__isnull=False, done_at__isnull=False, holds__isnull=False)
                    & ~models.Q(looked_by="")
                ),
                name="action_looked_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
