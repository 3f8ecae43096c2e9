"""One act of asking, whom it is about, and what each agency is asked in it."""

from django.conf import settings
from django.db import models

from openmash.base.actors import Actor
from openmash.enquiries.choices import EVENT_WORDS, LINK_TO, STATE_WORDS


class Enquiry(models.Model):
    """One act of asking: why, on which basis, what the family knows and must not be told. Never changed."""

    reference = models.CharField(max_length=20, unique=True)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    purpose = models.CharField(max_length=60)
    lawful_bases = models.JSONField(default=list)
    told = models.CharField(max_length=20)
    must_not_be_told = models.TextField(blank=True)
    category = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    rag = models.CharField(max_length=10, blank=True)
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    restricted = models.BooleanField(default=False)
    pack = models.ForeignKey("agencies.PackVersion", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    asked_by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("told", "must_not_be_told", "category", "words", "rag", "lawful_bases"),
        "operational": (
            "id",
            "reference",
            "subject_kind",
            "subject",
            "purpose",
            "team",
            "restricted",
            "pack",
            "asked_at",
            "asked_by",
            "asked_by_name",
        ),
    }

    class Meta:
        verbose_name_plural = "enquiries"
        indexes = [models.Index(fields=["subject_kind", "subject"], name="enquiry_subject")]

    def __str__(self) -> str:
        return self.reference


class AskedAbout(models.Model):
    """One person of an enquiry, and what agencies were shown of them: a copy, since it is what was disclosed."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="asked_about")
    person_reference = models.CharField(max_length=20)
    is_child = models.BooleanField()
    relationship = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=260, blank=True)
    also_known_as = models.CharField(max_length=200, blank=True)
    born = models.CharField(max_length=60, blank=True)
    age = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=280, blank=True)
    address_kept_back = models.BooleanField(default=False)

    FIELD_CLASSES = {
        "identifying": ("name", "also_known_as", "born", "age", "address"),
        "sensitive": ("relationship", "address_kept_back", "is_child"),
        "operational": ("id", "enquiry", "person", "person_reference"),
    }
    on_merge = {"person": "move"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enquiry", "person"], name="one_row_per_person_of_an_enquiry"),
        ]

    def __str__(self) -> str:
        return f"askedabout {self.pk}"


class AgencyRequestQuerySet(models.QuerySet["AgencyRequest"]):
    def visible_to(self, actor: Actor) -> "AgencyRequestQuerySet":
        """Return the requests to the actor's own agency; for those of the council who ask, every one they may know of.

        Who of the council may see the record that a request is about is asked by the room that shows it.
        """
        asks = actor.system or actor.has("screening_worker", "mash_manager", "locality_manager", "social_worker")
        if not (actor.is_authority and asks):
            return self.asked_of(actor)
        return self if actor.cleared else self.filter(enquiry__restricted=False)

    def asked_of(self, actor: Actor) -> "AgencyRequestQuerySet":
        """Return the requests to the actor's own agency alone: what they answer, also about a restricted family."""
        if actor.link:
            return self.filter(
                agency_id=actor.agency_id, reference=actor.link_record if actor.link_kind == LINK_TO else ""
            )
        if not actor.agency_id or not (actor.is_authority or actor.has("partner")):
            return self.none()
        return self.filter(agency_id=actor.agency_id)


class AgencyRequest(models.Model):
    """What one agency is asked: its questions, its clock, and where it stands."""

    reference = models.CharField(max_length=20, unique=True)
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="requests")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    question_set = models.CharField(max_length=60)
    state = models.CharField(max_length=20, choices=list(STATE_WORDS.items()))
    rag_rank = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    first_due_at = models.DateTimeField()
    due_at = models.DateTimeField()
    due_rule = models.CharField(max_length=60)
    opened_at = models.DateTimeField(null=True, blank=True)
    first_answered_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    raised_at = models.DateTimeField(null=True, blank=True)
    more_time_asked_until = models.DateTimeField(null=True, blank=True)
    more_time_given = models.PositiveSmallIntegerField(default=0)
    with_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    footing = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AgencyRequestQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("state",),
        "operational": (
            "id",
            "reference",
            "enquiry",
            "agency",
            "question_set",
            "rag_rank",
            "asked_at",
            "first_due_at",
            "due_at",
            "due_rule",
            "opened_at",
            "first_answered_at",
            "reminded_at",
            "raised_at",
            "more_time_asked_until",
            "more_time_given",
            "with_user",
            "footing",
            "version",
        ),
    }

    class Meta:
        indexes = [
            models.Index(
                fields=["agency", "rag_rank", "due_at", "asked_at"],
                condition=models.Q(state__in=["asked", "partly_answered"]),
                name="request_to_answer",
            ),
            models.Index(fields=["agency", "-asked_at"], name="request_of_agency"),
            models.Index(fields=["due_at"], condition=models.Q(state="asked"), name="request_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["enquiry", "agency"], name="one_request_per_agency_of_an_enquiry"),
        ]

    def __str__(self) -> str:
        return self.reference


class RequestEvent(models.Model):
    """What happened to a request beside its answers. Append-only."""

    request = models.ForeignKey(AgencyRequest, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=30, choices=list(EVENT_WORDS.items()))
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("words",),
        "operational": ("id", "request", "kind", "at", "by", "by_name"),
    }

    def __str__(self) -> str:
        return f"requestevent {self.pk}"
