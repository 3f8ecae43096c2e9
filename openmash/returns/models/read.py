"""A statutory file that was read: what of it was understood; what a council's headings mean; and those who want to adopt."""

from django.db import models


class ReturnRead(models.Model):
    """One workbook that somebody had read: its lists with what was accepted and refused, the file, and what it told of.

    `lists` is by the name of each list; `told_until` the last day on which anything in it happened, which says how fresh it is.
    `problem` is the sentence that says why nothing of it was kept.
    """

    reference = models.CharField(max_length=20, unique=True)
    council = models.CharField(max_length=60)
    file_name = models.CharField(max_length=120)
    file = models.ForeignKey("base.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    asked_by_name = models.CharField(max_length=120, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    layout = models.CharField(max_length=20, blank=True)
    told_until = models.DateField(null=True, blank=True)
    lists = models.JSONField(default=dict, blank=True)
    remarks = models.JSONField(default=list, blank=True)
    children = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": (
            "id",
            "reference",
            "council",
            "file_name",
            "file",
            "asked_at",
            "asked_by",
            "asked_by_name",
            "finished_at",
            "layout",
            "told_until",
            "lists",
            "remarks",
            "children",
            "new",
            "changed",
            "problem",
        ),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(asked_at__isnull=False) & ~models.Q(asked_by=""), name="return_read_asked_at_and_by"
            )
        ]
        indexes = [models.Index(fields=["-asked_at"], name="return_read_latest")]

    def __str__(self) -> str:
        return self.reference


class HeadingSaid(models.Model):
    """What a heading of a council's workbook means, as somebody there said once. An empty `column`: it is left out on purpose."""

    council = models.CharField(max_length=60)
    list = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200)
    column = models.CharField(max_length=40, blank=True)
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=80)
    said_by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": ("id", "council", "list", "heading", "column", "said_at", "said_by", "said_by_name"),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "list", "heading"], name="one_meaning_of_a_heading"),
            models.CheckConstraint(
                condition=models.Q(said_at__isnull=False) & ~models.Q(said_by=""), name="heading_said_at_and_by"
            ),
        ]

    def __str__(self) -> str:
        return f"heading {self.pk}"


class Adopter(models.Model):
    """Somebody who wants to adopt, as the workbook's list of adopters tells: a number, and the days of their way."""

    number = models.CharField(max_length=60, unique=True)
    told = models.JSONField(default=dict, blank=True)
    read = models.ForeignKey(ReturnRead, on_delete=models.PROTECT, related_name="adopters")

    FIELD_CLASSES = {"identifying": ("number",), "sensitive": ("told",), "operational": ("id", "read")}

    def __str__(self) -> str:
        return f"adopter {self.pk}"
