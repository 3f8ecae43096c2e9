"""The register: documents, their versions, and the warnings under which something was shared. Nothing is deleted."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from openmash.base.actors import Actor
from openmash.sharing.choices import DOCUMENT_WORDS, SHARING_WORDS, STATE_WORDS, VersionState


def at_and_by(name: str) -> models.CheckConstraint:
    """Return the constraint that a moment stands with its person, or neither does."""
    at, by = f"{name}_at", f"{name}_by"
    neither = Q(**{f"{at}__isnull": True, by: ""})
    both = Q(**{f"{at}__isnull": False}) & ~Q(**{by: ""})
    return models.CheckConstraint(condition=neither | both, name=f"sharing_{name}_at_and_by")


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, actor: Actor) -> "DocumentQuerySet":
        """Return the documents the actor may read: all for the council; for others those their agency is party to."""
        if actor.is_authority:
            return self
        return self.filter(pk__in=DocumentVersion.objects.visible_to(actor).values("document"))


class Document(models.Model):
    """An agreement, impact assessment, privacy notice or policy document: what it is called and who looks after it."""

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=30, choices=list(DOCUMENT_WORDS.items()))
    title = models.CharField(max_length=160)
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=80)

    objects = DocumentQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": ("id", "reference", "kind", "title", "team", "begun_at", "begun_by"),
    }

    def __str__(self) -> str:
        return self.reference


class VersionQuerySet(models.QuerySet["DocumentVersion"]):
    def visible_to(self, actor: Actor) -> "VersionQuerySet":
        """Return the versions the actor may read: all for the council; for others those their agency is party to."""
        if actor.is_authority:
            return self
        return self.filter(party_ids__contains=[actor.agency_id]) if actor.agency_id else self.none()


class DocumentVersion(models.Model):
    """One version of a document, as it was approved and held. `party_ids` are keys of agencies, `writers` all who drafted."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=list(STATE_WORDS.items()))
    words = models.TextField(blank=True)
    party_ids: Any = ArrayField(models.BigIntegerField(), default=list)
    purposes = models.JSONField(default=list)
    bases = models.JSONField(default=list)
    items = models.JSONField(default=list)
    retention = models.CharField(max_length=60, blank=True)
    review_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    kept_at = models.CharField(max_length=300, blank=True)
    writers = models.JSONField(default=list)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=80)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=80, blank=True)
    approved_for = models.CharField(max_length=200, blank=True)
    in_force_at = models.DateTimeField(null=True, blank=True)
    in_force_by = models.CharField(max_length=80, blank=True)
    over_at = models.DateTimeField(null=True, blank=True)
    over_by = models.CharField(max_length=80, blank=True)
    over_reason = models.CharField(max_length=300, blank=True)
    edits = models.PositiveIntegerField(default=1)

    objects = VersionQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": (
            "id",
            "document",
            "number",
            "state",
            "words",
            "party_ids",
            "purposes",
            "bases",
            "items",
            "retention",
            "review_on",
            "ends_on",
            "kept_at",
            "writers",
            "drafted_at",
            "drafted_by",
            "approved_at",
            "approved_by",
            "approved_for",
            "in_force_at",
            "in_force_by",
            "over_at",
            "over_by",
            "over_reason",
            "edits",
        ),
    }

    class Meta:
        indexes = [GinIndex(fields=["party_ids"], name="version_of_party")]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_version_per_number"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state=VersionState.IN_FORCE), name="one_version_in_force"
            ),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state__in=[VersionState.DRAFT, VersionState.APPROVED]),
                name="one_unfinished_version",
            ),
            at_and_by("approved"),
            at_and_by("in_force"),
            at_and_by("over"),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.document_id}"

    @property
    def reference(self) -> str:
        """Return the name under which other records keep it, as G-101/2."""
        return f"{self.document.reference}/{self.number}"


class FootingWarning(models.Model):
    """One time that something was shared without an agreement in force that covers it: on what basis, about what."""

    version = models.ForeignKey(
        DocumentVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="footing_warnings"
    )
    from_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=list(SHARING_WORDS.items()))
    purpose = models.CharField(max_length=60)
    bases = models.JSONField(default=list)
    sentences = models.JSONField(default=list)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    warned_at = models.DateTimeField()
    warned_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("purpose", "bases"),
        "operational": (
            "id",
            "version",
            "from_agency",
            "to_agency",
            "kind",
            "sentences",
            "subject_kind",
            "subject",
            "warned_at",
            "warned_by",
        ),
    }

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject"], name="warning_of_subject")]

    def __str__(self) -> str:
        return f"warning on {self.subject}"
