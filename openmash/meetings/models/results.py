"""What came of a meeting: findings for each child, who did not agree, and what is to be done."""

from django.db import models

from openmash.meetings.choices import DECIDER_WORDS


class Finding(models.Model):
    """One answer of a meeting to one of the pack's questions. Append-only: a later version stands beside it."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="findings")
    about = models.ForeignKey(
        "meetings.MeetingAbout", null=True, blank=True, on_delete=models.PROTECT, related_name="findings"
    )
    question = models.CharField(max_length=60)
    answer = models.CharField(max_length=60)
    words = models.TextField(blank=True)
    decider = models.CharField(max_length=20, choices=list(DECIDER_WORDS.items()))
    decided_by_agency = models.ForeignKey(
        "agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    said_by = models.CharField(max_length=160, blank=True)
    version = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    recorded_by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": ("said_by",),
        "sensitive": ("answer", "words"),
        "operational": (
            "id",
            "meeting",
            "about",
            "question",
            "decider",
            "decided_by_agency",
            "version",
            "recorded_at",
            "recorded_by",
            "recorded_by_name",
        ),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "about", "question", "version"],
                nulls_distinct=False,
                name="one_finding_per_version",
            ),
        ]

    def __str__(self) -> str:
        return f"finding {self.pk}"


class Dissent(models.Model):
    """Somebody who does not agree with what was decided: who, and why."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="dissents")
    attendee = models.ForeignKey("meetings.Attendee", on_delete=models.PROTECT, related_name="dissents")
    question = models.CharField(max_length=60, blank=True)
    reason = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("reason",),
        "operational": ("id", "meeting", "attendee", "question", "recorded_at", "recorded_by"),
    }

    def __str__(self) -> str:
        return f"dissent {self.pk}"


class MeetingAction(models.Model):
    """One thing to be done after a meeting: by a team of the council, or by an agency, until when."""

    reference = models.CharField(max_length=20, unique=True)
    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="actions")
    words = models.CharField(max_length=400)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("agencies.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=160, blank=True)
    due_at = models.DateTimeField()
    agreed_at = models.DateTimeField()
    agreed_by = models.CharField(max_length=80)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=80, blank=True)
    done_by_name = models.CharField(max_length=120, blank=True)
    done_words = models.TextField(blank=True)

    FIELD_CLASSES = {
        "identifying": ("owner_name",),
        "sensitive": ("words", "done_words"),
        "operational": (
            "id",
            "reference",
            "meeting",
            "agency",
            "team",
            "due_at",
            "agreed_at",
            "agreed_by",
            "done_at",
            "done_by",
            "done_by_name",
        ),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True, done_by="")
                | (models.Q(done_at__isnull=False) & ~models.Q(done_by="")),
                name="meeting_action_done_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
