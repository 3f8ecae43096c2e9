"""What follows from an audit: an escalation with its answer, and the grade that was agreed after a second reading."""

from django.db import models

from openmash.caseaudits.choices import GRADE_WORDS


class Escalation(models.Model):
    """Something an auditor could not leave until the audit was read: to whom, by when an answer is due, and the answer.

    `immediate` where a child may be in danger now.
    """

    reference = models.CharField(max_length=20, unique=True)
    audit = models.ForeignKey("caseaudits.Audit", on_delete=models.PROTECT, related_name="escalations")
    immediate = models.BooleanField(default=False)
    words = models.TextField()
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=80)
    raised_by_name = models.CharField(max_length=120, blank=True)
    due_at = models.DateTimeField()
    due_rule = models.CharField(max_length=60)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    answered_by_name = models.CharField(max_length=120, blank=True)
    answer = models.TextField(blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("words", "answer"),
        "operational": (
            "id",
            "reference",
            "audit",
            "immediate",
            "team",
            "raised_at",
            "raised_by",
            "raised_by_name",
            "due_at",
            "due_rule",
            "answered_at",
            "answered_by",
            "answered_by_name",
        ),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answered_by="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(answered_by="")),
                name="audit_escalation_answered_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class AgreedGrade(models.Model):
    """The grade that two readers agreed for a section on which they differed, and why. Never changed.

    `before` is the first reader's, `second` the second's, `after` what holds.
    """

    audit = models.ForeignKey("caseaudits.Audit", on_delete=models.PROTECT, related_name="agreed_grades")
    section = models.CharField(max_length=60)
    before = models.CharField(max_length=30, choices=list(GRADE_WORDS.items()))
    second = models.CharField(max_length=30, choices=list(GRADE_WORDS.items()))
    after = models.CharField(max_length=30, choices=list(GRADE_WORDS.items()))
    reason = models.TextField()
    agreed_at = models.DateTimeField()
    agreed_by = models.CharField(max_length=80)
    agreed_by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("before", "second", "after", "reason"),
        "operational": ("id", "audit", "section", "agreed_at", "agreed_by", "agreed_by_name"),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "section"], name="one_agreed_grade_of_a_section"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="agreed_grade_says_why"),
        ]

    def __str__(self) -> str:
        return f"agreed grade {self.pk}"
