"""What an agency answers, with its owner's handling mark, and who of it is involved."""

from django.db import models

from openmash.enquiries.choices import EXACTNESS_WORDS, HANDLING_WORDS, RETURN_WORDS


class AgencyReturn(models.Model):
    """One answer to a request: kept as given. A later one adds to it and changes nothing."""

    reference = models.CharField(max_length=20, unique=True)
    request = models.ForeignKey("enquiries.AgencyRequest", on_delete=models.PROTECT, related_name="returns")
    kind = models.CharField(max_length=20, choices=list(RETURN_WORDS.items()))
    answers = models.JSONField(default=dict)
    words = models.TextField(blank=True)
    reason = models.CharField(max_length=60, blank=True)
    handling = models.CharField(max_length=10, choices=list(HANDLING_WORDS.items()))
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=80)
    given_by_name = models.CharField(max_length=120, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.CharField(max_length=80, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("answers", "words", "reason", "handling"),
        "operational": (
            "id",
            "reference",
            "request",
            "kind",
            "given_at",
            "given_by",
            "given_by_name",
            "released_at",
            "released_by",
        ),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(released_at__isnull=True, released_by="")
                | (models.Q(released_at__isnull=False) & ~models.Q(released_by="")),
                name="return_released_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class ReturnFile(models.Model):
    """A photograph or document that an agency sent with an answer. What it holds is kept by `base.files`."""

    reference = models.CharField(max_length=20, unique=True)
    given_in = models.ForeignKey(AgencyReturn, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("base.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=140)

    FIELD_CLASSES = {
        "identifying": ("name",),
        "sensitive": ("file",),
        "operational": ("id", "reference", "given_in"),
    }

    def __str__(self) -> str:
        return self.reference


class Involvement(models.Model):
    """Who of an agency is involved with the family, since when, and how to reach them."""

    given_in = models.ForeignKey(AgencyReturn, on_delete=models.PROTECT, related_name="involved")
    about = models.CharField(max_length=260, blank=True)
    worker = models.CharField(max_length=160)
    role = models.CharField(max_length=160, blank=True)
    since = models.CharField(max_length=60, blank=True)
    until = models.CharField(max_length=60, blank=True)
    telephone = models.CharField(max_length=40, blank=True)

    FIELD_CLASSES = {
        "identifying": ("about", "worker", "telephone"),
        "sensitive": ("role", "since", "until"),
        "operational": ("id", "given_in"),
    }

    def __str__(self) -> str:
        return f"involvement {self.pk}"


class DatedFact(models.Model):
    """Something that an agency says happened on a day, or in about a month or year: a line of the joint chronology.

    `happened_on` is the first day of what is known: the day itself, or the first of the month or year.
    """

    given_in = models.ForeignKey(AgencyReturn, on_delete=models.PROTECT, related_name="facts")
    happened_on = models.DateField()
    exactness = models.CharField(max_length=10, choices=list(EXACTNESS_WORDS.items()))
    words = models.TextField()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("happened_on", "exactness", "words"),
        "operational": ("id", "given_in"),
    }

    def __str__(self) -> str:
        return f"datedfact {self.pk}"
