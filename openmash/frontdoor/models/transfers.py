"""Transfers between teams, and handing a caller over to the worker of an open case."""

from django.db import models


class Transfer(models.Model):
    """A contact offered by one team to another: accepted, rejected with a reason, or settled by a manager."""

    contact = models.ForeignKey("frontdoor.Contact", on_delete=models.PROTECT, related_name="transfers")
    from_team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    to_team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    rag = models.CharField(max_length=10, blank=True)
    offered_at = models.DateTimeField()
    offered_by = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    answer_reason = models.TextField(blank=True)
    settles = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="settled_by_transfer"
    )

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("reason", "rag", "answer_reason"),
        "operational": (
            "id",
            "contact",
            "from_team",
            "to_team",
            "state",
            "offered_at",
            "offered_by",
            "due_at",
            "answered_at",
            "answered_by",
            "settles",
        ),
    }

    class Meta:
        indexes = [models.Index(fields=["offered_at"], name="transfer_offered")]
        constraints = [
            models.UniqueConstraint(
                fields=["contact"], condition=models.Q(state="offered"), name="one_open_transfer_per_contact"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answered_by="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(answered_by="")),
                name="transfer_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"transfer {self.pk}"


class OpenCaseHandover(models.Model):
    """A contact about a child whose case is open: passed to the worker, warm or by message."""

    contact = models.ForeignKey("frontdoor.Contact", on_delete=models.PROTECT, related_name="handovers")
    child = models.ForeignKey(
        "frontdoor.ContactChild", null=True, blank=True, on_delete=models.PROTECT, related_name="handovers"
    )
    index_record_id = models.CharField(max_length=60, blank=True)
    worker = models.CharField(max_length=120, blank=True)
    worker_user = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    worker_team = models.CharField(max_length=120, blank=True)
    worker_phone = models.CharField(max_length=40, blank=True)
    warm = models.BooleanField(null=True, blank=True)
    words = models.TextField(blank=True)
    handed_at = models.DateTimeField()
    handed_by = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.CharField(max_length=80, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("words",),
        "operational": (
            "id",
            "contact",
            "child",
            "index_record_id",
            "worker",
            "worker_user",
            "worker_team",
            "worker_phone",
            "warm",
            "handed_at",
            "handed_by",
            "due_at",
            "received_at",
            "received_by",
        ),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(received_at__isnull=True, received_by="")
                | (models.Q(received_at__isnull=False) & ~models.Q(received_by="")),
                name="handover_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"opencasehandover {self.pk}"
