"""One message on its way out."""

from django.db import models

from openmash.base.actors import Actor
from openmash.release.choices import DISPATCH_WORDS, RECIPIENT_WORDS, WAY_WORDS

SEES_OUTBOX = ("mash_manager", "administrator")


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    def visible_to(self, actor: Actor) -> "DispatchQuerySet":
        """Return what the outbox shows: to machines, and to the council's administrators and MASH managers."""
        if not (actor.is_authority and (actor.system or actor.has(*SEES_OUTBOX))):
            return self.none()
        return self if actor.cleared else self.filter(restricted=False)


class Dispatch(models.Model):
    """One e-mail or letter: to whom, taken from which record, word for word, and what became of it.

    `source_kind` and `source` name the record of the room above that it was made from; that room follows its states.
    """

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=60)
    way = models.CharField(max_length=10, choices=list(WAY_WORDS.items()))
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    source_kind = models.CharField(max_length=40)
    source = models.CharField(max_length=60)
    restricted = models.BooleanField(default=False)
    recipient_kind = models.CharField(max_length=20, choices=list(RECIPIENT_WORDS.items()))
    recipient = models.CharField(max_length=60)
    recipient_name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=400)
    template = models.CharField(max_length=60, blank=True)
    subject_line = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    document_hash = models.CharField(max_length=64)
    carries_detail = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=list(DISPATCH_WORDS.items()))
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)
    prepared_at = models.DateTimeField()
    prepared_by = models.CharField(max_length=80)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_through = models.CharField(max_length=20, blank=True)
    provider_reference = models.CharField(max_length=80, blank=True)

    objects = DispatchQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": ("address", "recipient_name"),
        "sensitive": ("body",),
        "operational": (
            "id",
            "reference",
            "kind",
            "way",
            "subject_kind",
            "subject",
            "source_kind",
            "source",
            "restricted",
            "recipient_kind",
            "recipient",
            "template",
            "subject_line",
            "document_hash",
            "carries_detail",
            "state",
            "tries",
            "tried_at",
            "problem",
            "prepared_at",
            "prepared_by",
            "sent_at",
            "sent_through",
            "provider_reference",
        ),
    }

    class Meta:
        verbose_name_plural = "dispatches"
        indexes = [
            models.Index(fields=["source_kind", "source"], name="dispatch_source"),
            models.Index(fields=["subject_kind", "subject"], name="dispatch_subject"),
            models.Index(
                fields=["prepared_at"],
                condition=~models.Q(state__in=["sent", "dropped"]),
                name="dispatch_on_its_way",
            ),
            models.Index(fields=["-sent_at"], name="dispatch_sent"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False), name="dispatch_sent_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.reference
