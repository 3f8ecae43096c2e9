"""What a school is told about one child after one incident, and what became of it."""

from django.db import models
from django.db.models import Q

from openmash.base.actors import Actor
from openmash.schools.choices import EVENT_WORDS, STATE_WORDS, TOLD_HOW_WORDS, WITHOUT_SCHOOL_WORDS

SEES_NOTICES = ("screening_worker", "mash_manager", "locality_manager", "social_worker")
READS_NOTICES = ("partner",)


class SchoolNoticeQuerySet(models.QuerySet["SchoolNotice"]):
    def visible_to(self, actor: Actor) -> "SchoolNoticeQuerySet":
        """Return the notices of the council to those who work with children for it; restricted ones to the cleared.

        Who of them may see the record that a notice is about is asked by the room that shows it.
        """
        if not (actor.is_authority and (actor.system or actor.has(*SEES_NOTICES))):
            return self.none()
        return self if actor.cleared else self.filter(restricted=False)

    def sent_to(self, actor: Actor) -> "SchoolNoticeQuerySet":
        """Return what was released to the actor's own school, for those of it who may read it: nothing else of any school."""
        if actor.is_authority or not actor.agency_id or actor.user_id is None or not actor.has(*READS_NOTICES):
            return self.none()
        return self.filter(agency_id=actor.agency_id, readers__contains=[actor.user_id], released_at__isnull=False)


class SchoolNotice(models.Model):
    """One notice: about whom, after which incident, due when, to which school, and how far it has come.

    `agreement` is the version of the agreement under which the school is told (as G-101/2), `footing` what is said of it.
    `facts` is what the worker gave for it, `document` the copy of exactly what was released; `readers` are the accounts of those
    of the school who may read it. `told_name` and `told_email` are copies of the key adult's record at that moment; `by_link`
    says that they read it by an e-mailed link.
    """

    reference = models.CharField(max_length=20, unique=True)
    about_kind = models.CharField(max_length=40)
    about = models.CharField(max_length=60)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="school_notices")
    person_reference = models.CharField(max_length=20)
    child_name = models.CharField(max_length=260)
    incident_at = models.DateTimeField()
    police_reference = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=list(STATE_WORDS.items()))
    due_at = models.DateTimeField()
    due_rule = models.CharField(max_length=60)
    due_caveat = models.CharField(max_length=200, blank=True)
    school = models.ForeignKey(
        "schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    school_name = models.CharField(max_length=200, blank=True)
    without_school = models.CharField(max_length=20, blank=True, choices=list(WITHOUT_SCHOOL_WORDS.items()))
    agency = models.ForeignKey("agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    key_adult = models.ForeignKey(
        "schools.KeyAdult", null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    told_name = models.CharField(max_length=160, blank=True)
    told_email = models.CharField(max_length=254, blank=True)
    by_link = models.BooleanField(default=False)
    not_to = models.JSONField(default=list)
    readers = models.JSONField(default=list)
    package = models.CharField(max_length=20, blank=True)
    agreement = models.CharField(max_length=40, blank=True, default="")
    footing = models.CharField(max_length=400, blank=True, default="")
    footing_warned = models.BooleanField(default=False)
    document = models.TextField(blank=True)
    fields_told = models.JSONField(default=list)
    problem = models.CharField(max_length=200, blank=True)
    told_how = models.CharField(max_length=20, blank=True, choices=list(TOLD_HOW_WORDS.items()))
    told_words = models.TextField(blank=True)
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    locality = models.CharField(max_length=40, blank=True)
    rag = models.CharField(max_length=10, blank=True)
    restricted = models.BooleanField(default=False)
    pack = models.ForeignKey("agencies.PackVersion", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=80)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.CharField(max_length=80, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.CharField(max_length=80, blank=True)
    read_by_name = models.CharField(max_length=120, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.CharField(max_length=80, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    raised_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SchoolNoticeQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": ("child_name", "told_name", "told_email"),
        "sensitive": (
            "facts",
            "document",
            "without_school",
            "not_to",
            "told_words",
            "fields_told",
            "rag",
            "restricted",
        ),
        "operational": (
            "id",
            "reference",
            "about_kind",
            "about",
            "person",
            "person_reference",
            "by_link",
            "incident_at",
            "police_reference",
            "state",
            "due_at",
            "due_rule",
            "due_caveat",
            "school",
            "school_name",
            "agency",
            "key_adult",
            "readers",
            "package",
            "agreement",
            "footing",
            "footing_warned",
            "problem",
            "told_how",
            "team",
            "locality",
            "pack",
            "opened_at",
            "opened_by",
            "released_at",
            "released_by",
            "sent_at",
            "read_at",
            "read_by",
            "read_by_name",
            "acknowledged_at",
            "acknowledged_by",
            "told_at",
            "raised_at",
            "version",
        ),
    }
    on_merge = {"person": "move"}

    class Meta:
        indexes = [
            models.Index(fields=["about_kind", "about"], name="school_notice_about"),
            models.Index(fields=["agency", "-released_at"], name="school_notice_of_agency"),
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=["to_prepare", "at_the_gate", "released", "read"]),
                name="school_notice_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["about_kind", "about", "person"], name="one_notice_per_child_of_a_record"),
            models.CheckConstraint(condition=~Q(opened_by=""), name="school_notice_opened_at_and_by"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{what}_at__isnull": True, f"{what}_by": ""})
                    | (Q(**{f"{what}_at__isnull": False}) & ~Q(**{f"{what}_by": ""})),
                    name=f"school_notice_{what}_at_and_by",
                )
                for what in ("released", "read", "acknowledged")
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | ~Q(document=""), name="school_notice_released_has_a_document"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class NoticeEvent(models.Model):
    """What happened to a notice. Append-only."""

    notice = models.ForeignKey(SchoolNotice, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=30, choices=list(EVENT_WORDS.items()))
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("words",),
        "operational": ("id", "notice", "kind", "at", "by", "by_name"),
    }

    def __str__(self) -> str:
        return f"noticeevent {self.pk}"
