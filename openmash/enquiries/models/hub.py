"""What a co-located member of the hub sees of a record: that their agency has a place in it, what was released, and notes."""

from django.db import models

from openmash.base.actors import Actor


class HubPlaceQuerySet(models.QuerySet["HubPlace"]):
    def of_member(self, actor: Actor) -> "HubPlaceQuerySet":
        """Return the places of the agency of a co-located member of the hub; none for everybody else."""
        if not (actor.agency_id and actor.has("hub_member")):
            return self.none()
        return self.filter(agency_id=actor.agency_id, restricted=False)


class HubPlace(models.Model):
    """An agency has a place in the joint picture of a record: it was asked about it, or was added."""

    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    restricted = models.BooleanField(default=False)

    objects = HubPlaceQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("restricted",),
        "operational": ("id", "subject_kind", "subject", "agency", "since"),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject", "agency"], name="one_place_per_agency_of_a_record"
            )
        ]

    def __str__(self) -> str:
        return f"hubplace {self.pk}"


class HubRelease(models.Model):
    """One answer released to the hub: a copy of what was released. What its agency adds later is not in it."""

    given_in = models.OneToOneField("enquiries.AgencyReturn", on_delete=models.PROTECT, related_name="release")
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    agency_name = models.CharField(max_length=120)
    given_at = models.DateTimeField()
    content = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("content",),
        "operational": (
            "id",
            "given_in",
            "subject_kind",
            "subject",
            "agency_name",
            "given_at",
            "made_at",
            "made_by",
        ),
    }

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject"], name="hub_release_subject")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(made_by=""), name="hub_release_made_at_and_by"),
        ]

    def __str__(self) -> str:
        return f"hubrelease {self.pk}"


class HubNote(models.Model):
    """What a member of the hub adds to the joint picture. Append-only."""

    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    agency_name = models.CharField(max_length=120)
    words = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("words",),
        "operational": ("id", "subject_kind", "subject", "agency_name", "at", "by", "by_name"),
    }

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject"], name="hub_note_subject")]

    def __str__(self) -> str:
        return f"hubnote {self.pk}"
