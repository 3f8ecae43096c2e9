"""What is kept from what a person is told about telling: under which rule, why, and until when that is looked at again."""

from django.db import models


class Withholding(models.Model):
    """One decision about one telling, or about all of them (no `disclosure`): held back or told. The latest one holds."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="withholdings")
    person_reference = models.CharField(max_length=20)
    disclosure = models.ForeignKey(
        "release.Disclosure", null=True, blank=True, on_delete=models.PROTECT, related_name="withholdings"
    )
    withheld = models.BooleanField()
    rule = models.CharField(max_length=60, blank=True)
    reason = models.TextField()
    review_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80)
    decided_by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("withheld", "rule", "reason"),
        "operational": (
            "id",
            "person",
            "person_reference",
            "disclosure",
            "review_on",
            "decided_at",
            "decided_by",
            "decided_by_name",
        ),
    }
    on_merge = {"person": "move"}

    class Meta:
        indexes = [models.Index(fields=["person", "-decided_at"], name="withholding_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withheld=False, rule="", review_on__isnull=True)
                | (models.Q(withheld=True, review_on__isnull=False) & ~models.Q(rule="")),
                name="withholding_has_a_rule_and_a_review",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=False) & ~models.Q(decided_by=""),
                name="withholding_decided_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"withholding {self.pk}"
