"""A return that somebody asked for, with its file while it is kept."""

from django.db import models

from openmash.returns.choices import KIND_WORDS


class ReturnWritten(models.Model):
    """A return of a period: who asked, how many rows each table has, what records lacked, and the file until it is taken away.

    `left_out` counts the children with a case in the period who are not in it. `problem` is the sentence that says why there is no file.
    """

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=list(KIND_WORDS.items()))
    first = models.DateField()
    last = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    asked_by_name = models.CharField(max_length=120, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    file = models.ForeignKey("base.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    tables = models.JSONField(default=dict, blank=True)
    lacking = models.JSONField(default=list, blank=True)
    left_out = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": (
            "id",
            "reference",
            "kind",
            "first",
            "last",
            "asked_at",
            "asked_by",
            "asked_by_name",
            "finished_at",
            "file",
            "tables",
            "lacking",
            "left_out",
            "problem",
        ),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(asked_at__isnull=False) & ~models.Q(asked_by=""), name="return_asked_at_and_by"
            ),
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="return_of_a_period"),
        ]

    def __str__(self) -> str:
        return self.reference
