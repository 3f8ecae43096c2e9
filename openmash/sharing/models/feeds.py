"""What is sent regularly to one agency under one agreement, and each time that it was to go."""

from django.db import models
from django.db.models import Q

from openmash.sharing.choices import FEED_STATE_WORDS, SHARE_ANSWER_WORDS
from openmash.sharing.models.register import at_and_by


class StandingFeed(models.Model):
    """One regular sending: which content with which items, to whom, for what, how often. `items` are codes of the pack."""

    reference = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=160)
    content = models.CharField(max_length=60)
    document = models.ForeignKey("sharing.Document", on_delete=models.PROTECT, related_name="feeds")
    from_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=60)
    bases = models.JSONField(default=list)
    items = models.JSONField(default=list)
    every_days = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=list(FEED_STATE_WORDS.items()))
    next_on = models.DateField()
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=80, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": (
            "id",
            "reference",
            "title",
            "content",
            "document",
            "from_agency",
            "to_agency",
            "purpose",
            "bases",
            "items",
            "every_days",
            "state",
            "next_on",
            "begun_at",
            "begun_by",
            "ended_at",
            "ended_by",
            "ended_reason",
        ),
    }

    class Meta:
        constraints = [
            at_and_by("ended"),
            models.CheckConstraint(condition=Q(every_days__gte=1), name="feed_every_day_at_most"),
        ]

    def __str__(self) -> str:
        return self.reference


class FeedRun(models.Model):
    """One time that a feed was to go: it went with so many rows, or why it was stopped. `about` are references of people."""

    feed = models.ForeignKey(StandingFeed, on_delete=models.PROTECT, related_name="runs")
    version = models.ForeignKey(
        "sharing.DocumentVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.CharField(max_length=20, choices=list(SHARE_ANSWER_WORDS.items()))
    sentences = models.JSONField(default=list)
    items = models.JSONField(default=list)
    withheld = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    about = models.JSONField(default=list)
    file_name = models.CharField(max_length=120, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    ran_at = models.DateTimeField()
    ran_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("about",),
        "operational": (
            "id",
            "feed",
            "version",
            "answer",
            "sentences",
            "items",
            "withheld",
            "rows",
            "file_name",
            "content_hash",
            "handed_over_at",
            "ran_at",
            "ran_by",
        ),
    }

    class Meta:
        indexes = [models.Index(fields=["feed", "-ran_at"], name="run_of_feed")]

    def __str__(self) -> str:
        return f"run of {self.feed_id}"
