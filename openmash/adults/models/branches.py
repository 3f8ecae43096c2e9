"""One branch of an incident, and what its recipient is shown of the household."""

from django.db import models

from openmash.adults.choices import KIND_WORDS, STATE_WORDS
from openmash.base.actors import Actor

SEES_BRANCHES = ("screening_worker", "mash_manager")


class BranchQuerySet(models.QuerySet["Branch"]):
    def visible_to(self, actor: Actor) -> "BranchQuerySet":
        """Return the branches the actor may see: the front door's workers every one, adult social care its teams' own."""
        if not (actor.is_authority and (actor.system or actor.has(*SEES_BRANCHES))):
            return self.concerns_of(actor)
        return self if actor.cleared else self.filter(restricted=False)

    def concerns_of(self, actor: Actor) -> "BranchQuerySet":
        """Return the concerns of an adult duty worker's own teams: nobody else decides, so also about a restricted family."""
        if not (actor.is_authority and actor.has("adult_duty_worker")):
            return self.none()
        return self.filter(kind="adult_safeguarding", team_id__in=actor.team_ids)


class Branch(models.Model):
    """One way in which an incident goes on to somebody else, about one person: with its owner, its clock and its state.

    `team` has it in its queue; `agency` is told, where that is somebody outside; `package` is what waits for it at the gate.
    `agreement` is the version of the agreement under which it is told (as G-101/2), `footing` what is said of it, `footing_warned`
    whether none in force covers it.
    """

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=30, choices=list(KIND_WORDS.items()))
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="branches")
    person_reference = models.CharField(max_length=20)
    state = models.CharField(max_length=20, choices=list(STATE_WORDS.items()))
    happened_at = models.DateTimeField(null=True, blank=True)
    category = models.CharField(max_length=60, blank=True)
    story = models.TextField(blank=True)
    safe_contact = models.TextField(blank=True)
    must_not_be_told = models.TextField(blank=True)
    lawful_bases = models.JSONField(default=list)
    rag = models.CharField(max_length=10, blank=True)
    locality = models.CharField(max_length=40, blank=True)
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    asked_by_team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    package = models.CharField(max_length=20, blank=True)
    agreement = models.CharField(max_length=40, blank=True, default="")
    footing = models.CharField(max_length=400, blank=True, default="")
    footing_warned = models.BooleanField(default=False)
    restricted = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    due_rule = models.CharField(max_length=60)
    pack = models.ForeignKey("agencies.PackVersion", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=80)
    opened_by_name = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=80, blank=True)
    closed_by_name = models.CharField(max_length=120, blank=True)
    outcome = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BranchQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (
            "category",
            "story",
            "safe_contact",
            "must_not_be_told",
            "lawful_bases",
            "rag",
            "outcome",
            "state",
        ),
        "operational": (
            "id",
            "reference",
            "kind",
            "subject_kind",
            "subject",
            "person",
            "person_reference",
            "happened_at",
            "locality",
            "team",
            "asked_by_team",
            "agency",
            "package",
            "agreement",
            "footing",
            "footing_warned",
            "restricted",
            "due_at",
            "due_rule",
            "pack",
            "opened_at",
            "opened_by",
            "opened_by_name",
            "closed_at",
            "closed_by",
            "closed_by_name",
            "version",
        ),
    }
    on_merge = {"person": "move"}

    class Meta:
        verbose_name_plural = "branches"
        indexes = [
            models.Index(fields=["subject_kind", "subject"], name="branch_subject"),
            models.Index(fields=["team", "kind", "due_at"], name="branch_of_team"),
            models.Index(fields=["kind", "-opened_at"], name="branch_of_kind"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject", "kind", "person"], name="one_branch_of_a_kind_per_person"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, closed_by="")
                | (models.Q(closed_at__isnull=False) & ~models.Q(closed_by="")),
                name="branch_closed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class BranchPerson(models.Model):
    """Somebody of the shared household as the recipient of a branch is shown them: a copy, since it is what was disclosed."""

    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="shown_in_branches")
    person_reference = models.CharField(max_length=20)
    is_child = models.BooleanField()
    is_subject = models.BooleanField()
    relationship = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=260, blank=True)
    born = models.CharField(max_length=60, blank=True)
    age = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=280, blank=True)
    address_kept_back = models.BooleanField(default=False)
    address_protected = models.BooleanField(default=False)

    FIELD_CLASSES = {
        "identifying": ("name", "born", "age", "address"),
        "sensitive": ("relationship", "is_child", "address_kept_back", "address_protected"),
        "operational": ("id", "branch", "person", "person_reference", "is_subject"),
    }
    on_merge = {"person": "move"}

    class Meta:
        verbose_name_plural = "branch people"
        constraints = [
            models.UniqueConstraint(fields=["branch", "person"], name="one_row_per_person_of_a_branch"),
        ]

    def __str__(self) -> str:
        return f"branchperson {self.pk}"
