"""One fact of a case, and what was said before a correction."""

from django.db import models

from openmash.base.actors import Actor
from openmash.cases.choices import KEEPERS, SOURCE_WORDS
from openmash.cases.rules import FACTS


class FactQuerySet(models.QuerySet["Fact"]):
    def visible_to(self, actor: Actor) -> "FactQuerySet":
        """Return the facts of people the actor may see: children's social care's own, and no restricted person's."""
        if not (actor.is_authority and (actor.system or actor.has(*KEEPERS))):
            return self.none()
        return self.known_to(actor)

    def known_to(self, actor: Actor) -> "FactQuerySet":
        """Return the facts by which the council's own staff know who works with whom: no restricted person's for those not cleared."""
        if not actor.is_authority:
            return self.none()
        return self if actor.cleared else self.filter(person__restricted=False)

    def standing(self) -> "FactQuerySet":
        """Return the facts that were not withdrawn as wrong."""
        return self.filter(withdrawn_at__isnull=True)


class Fact(models.Model):
    """Something that happened in a case: on a day, or from a day until a day, with the clock that it started.

    `details` holds the answers of its kind that have no column (see `rules.FACTS`). `source_id` is its name in the system that
    it came from, `source_at` how fresh that was.
    """

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=30, choices=[(code, one.title) for code, one in FACTS.items()])
    variety = models.CharField(max_length=20, blank=True)
    # `fact_of_person` serves for what the index of a foreign key would; of a pack nobody asks which facts it has.
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="case_facts", db_index=False)
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    began_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    category = models.CharField(max_length=20, blank=True)
    seen = models.BooleanField(null=True, blank=True)
    alone = models.BooleanField(null=True, blank=True)
    seen_on = models.DateField(null=True, blank=True)
    worker = models.CharField(max_length=120, blank=True)
    team = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    details = models.JSONField(default=dict, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    due_rule = models.CharField(max_length=60, blank=True)
    pack = models.ForeignKey("agencies.PackVersion", on_delete=models.PROTECT, related_name="+", db_index=False)
    source = models.CharField(max_length=20, choices=list(SOURCE_WORDS.items()))
    source_id = models.CharField(max_length=80, blank=True)
    source_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    recorded_by_name = models.CharField(max_length=120, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)
    withdrawn_because = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = FactQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (
            "kind",
            "variety",
            "began_on",
            "ended_on",
            "outcome",
            "reason",
            "category",
            "seen",
            "alone",
            "seen_on",
            "words",
            "details",
            "withdrawn_because",
        ),
        "operational": (
            "id",
            "reference",
            "person",
            "part_of",
            "worker",
            "team",
            "due_at",
            "due_rule",
            "pack",
            "source",
            "source_id",
            "source_at",
            "recorded_at",
            "recorded_by",
            "recorded_by_name",
            "withdrawn_at",
            "withdrawn_by",
            "version",
        ),
    }
    on_merge = {"person": "move"}

    class Meta:
        indexes = [
            models.Index(fields=["person", "-began_on"], name="fact_of_person"),
            models.Index(fields=["kind", "began_on"], name="fact_of_kind"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "source_id"],
                condition=~models.Q(source_id=""),
                name="one_fact_of_a_source",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True) | models.Q(ended_on__gte=models.F("began_on")),
                name="fact_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_by="")),
                name="fact_withdrawn_at_and_by",
            ),
            models.CheckConstraint(
                condition=models.Q(due_at__isnull=True, due_rule="")
                | (models.Q(due_at__isnull=False) & ~models.Q(due_rule="")),
                name="fact_due_by_a_rule",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Correction(models.Model):
    """One answer of a fact that was corrected: what it said before, what it says now, by whom and why. Never changed."""

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="corrections")
    field = models.CharField(max_length=30)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    source = models.CharField(max_length=20, choices=list(SOURCE_WORDS.items()))
    corrected_at = models.DateTimeField()
    corrected_by = models.CharField(max_length=80)
    corrected_by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("field", "before", "after", "reason"),
        "operational": ("id", "fact", "source", "corrected_at", "corrected_by", "corrected_by_name"),
    }

    class Meta:
        indexes = [models.Index(fields=["fact", "corrected_at"], name="correction_of_fact")]

    def __str__(self) -> str:
        return f"correction {self.pk}"
