"""Files of audits and of figures that were made elsewhere: what became of each row, and the figures as their source gave them."""

from django.db import models

from openmash.base.actors import Actor
from openmash.caseaudits.choices import FILE_WORDS


class FileReadQuerySet(models.QuerySet["FileRead"]):
    def visible_to(self, actor: Actor) -> "FileReadQuerySet":
        """Return the files that the actor may look into: the principal social worker and the performance analyst."""
        if actor.is_authority and (actor.system or actor.has("principal_social_worker", "analyst")):
            return self
        return self.none()


class FileRead(models.Model):
    """One file that was read: how many rows, what was accepted, what was refused and why. It holds nothing of the cases.

    `refused` and `doubted` are lists of {row, column, reason}, shortened where there are very many; the counts are whole.
    `added` and `changed` count audits, or figures.
    """

    what = models.CharField(max_length=20, choices=list(FILE_WORDS.items()))
    name = models.CharField(max_length=200)
    content_hash = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    refused = models.JSONField(default=list)
    refused_count = models.PositiveIntegerField()
    doubted = models.JSONField(default=list)
    doubted_count = models.PositiveIntegerField()
    remarks = models.JSONField(default=list)
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=80)
    read_by_name = models.CharField(max_length=120, blank=True)

    objects = FileReadQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("refused", "doubted"),
        "operational": (
            "id",
            "what",
            "name",
            "content_hash",
            "rows",
            "accepted",
            "added",
            "changed",
            "refused_count",
            "doubted_count",
            "remarks",
            "read_at",
            "read_by",
            "read_by_name",
        ),
    }

    class Meta:
        indexes = [models.Index(fields=["-read_at"], name="audit_file_read_at")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(read_by=""), name="audit_file_read_at_and_by"),
        ]

    def __str__(self) -> str:
        return f"audit file {self.pk}"


class ReportedFigure(models.Model):
    """A figure that was reported without its cases, as its source gave it. What is empty was not given, and is never filled in.

    `starts_on` and `ends_on` are the days that `period` means, where it is understood. One that the source gave anew is kept,
    `replaced_at`; only the latest counts.
    """

    measure = models.CharField(max_length=120)
    period = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    cohort = models.CharField(max_length=60, blank=True)
    numerator = models.BigIntegerField(null=True, blank=True)
    denominator = models.BigIntegerField(null=True, blank=True)
    percent = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    file = models.ForeignKey(FileRead, on_delete=models.PROTECT, related_name="figures")
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=80)
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.CharField(max_length=80, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": (
            "id",
            "measure",
            "period",
            "starts_on",
            "ends_on",
            "cohort",
            "numerator",
            "denominator",
            "percent",
            "note",
            "file",
            "read_at",
            "read_by",
            "replaced_at",
            "replaced_by",
        ),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "period", "cohort"],
                condition=models.Q(replaced_at__isnull=True),
                name="one_reported_figure_holds",
            ),
            models.CheckConstraint(
                condition=models.Q(percent__isnull=True) | models.Q(percent__gte=0, percent__lte=100),
                name="reported_percent_is_one",
            ),
            models.CheckConstraint(
                condition=models.Q(numerator__isnull=True)
                | models.Q(denominator__isnull=True)
                | models.Q(numerator__lte=models.F("denominator")),
                name="reported_share_is_one",
            ),
            models.CheckConstraint(condition=~models.Q(read_by=""), name="reported_read_at_and_by"),
            models.CheckConstraint(
                condition=models.Q(replaced_at__isnull=True, replaced_by="")
                | (models.Q(replaced_at__isnull=False) & ~models.Q(replaced_by="")),
                name="reported_replaced_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"reported figure {self.pk}"
