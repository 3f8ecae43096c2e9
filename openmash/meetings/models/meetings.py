"""A meeting: what it is about, who is invited, who took part and what each said."""

from django.db import models

from openmash.base.actors import Actor
from openmash.meetings.choices import APART, ATTENDANCE_WORDS, MEANS_WORDS, REPLY_WORDS, STATE_WORDS


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, actor: Actor) -> "MeetingQuerySet":
        """Return the meetings that those of the council who keep meetings may know of.

        Who may see the record that a meeting is about is asked by the room that shows it. Without those that stand apart.
        """
        keeps = actor.system or actor.has("screening_worker", "mash_manager", "locality_manager", "social_worker")
        if not (actor.is_authority and keeps):
            return self.none()
        held = self.exclude(subject_kind__in=APART)
        return held if actor.cleared else held.filter(restricted=False)

    def about_record(self, actor: Actor, *, subject_kind: str, subject: str) -> "MeetingQuerySet":
        """Return those about one record: of one that stands apart for whoever may read it, which the room above has asked."""
        held = self if subject_kind in APART else self.visible_to(actor)
        return held.filter(subject_kind=subject_kind, subject=subject)

    def inviting(self, actor: Actor) -> "MeetingQuerySet":
        """Return the meetings of others to which the actor's own agency is invited."""
        if not actor.agency_id or not (actor.is_authority or actor.has("partner")):
            return self.none()
        own = Attendee.objects.filter(agency_id=actor.agency_id).exclude(meeting__team__agency_id=actor.agency_id)
        return self.exclude(subject_kind__in=APART).filter(pk__in=own.values("meeting_id"))


class Meeting(models.Model):
    """One meeting: its kind, what it is about, when, where, and whether it was held."""

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    state = models.CharField(max_length=20, choices=list(STATE_WORDS.items()))
    planned_at = models.DateTimeField()
    means = models.CharField(max_length=20, choices=list(MEANS_WORDS.items()))
    place = models.CharField(max_length=300, blank=True)
    purpose = models.TextField(blank=True)
    urgent_reason = models.TextField(blank=True)
    seats_left_empty = models.JSONField(default=list, blank=True)
    inquorate_reason = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    called_off_reason = models.TextField(blank=True)
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    restricted = models.BooleanField(default=False)
    pack = models.ForeignKey("agencies.PackVersion", on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    called_by = models.CharField(max_length=80)
    called_by_name = models.CharField(max_length=120, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = models.CharField(max_length=80, blank=True)
    written_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (
            "place",
            "purpose",
            "urgent_reason",
            "inquorate_reason",
            "notes",
            "called_off_reason",
        ),
        "operational": (
            "id",
            "reference",
            "kind",
            "subject_kind",
            "subject",
            "state",
            "planned_at",
            "means",
            "seats_left_empty",
            "team",
            "restricted",
            "pack",
            "called_at",
            "called_by",
            "called_by_name",
            "held_at",
            "held_by",
            "written_at",
            "version",
        ),
    }

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject"], name="meeting_subject")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(held_at__isnull=True, held_by="")
                | (models.Q(held_at__isnull=False) & ~models.Q(held_by="")),
                name="meeting_held_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class MeetingAbout(models.Model):
    """One person a meeting is about, and what those invited are shown of them: a copy, since it is what was disclosed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="about")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="met_about")
    person_reference = models.CharField(max_length=20)
    name = models.CharField(max_length=260, blank=True)
    age = models.CharField(max_length=30, blank=True)
    born = models.CharField(max_length=60, blank=True)

    FIELD_CLASSES = {
        "identifying": ("name", "age", "born"),
        "sensitive": (),
        "operational": ("id", "meeting", "person", "person_reference"),
    }
    on_merge = {"person": "move"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="one_row_per_person_of_a_meeting")]

    def __str__(self) -> str:
        return f"meetingabout {self.pk}"


class Attendee(models.Model):
    """Somebody invited, or who came: for which agency, in which seat, what they replied, and how they took part."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendees")
    agency = models.ForeignKey("agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=160, blank=True)
    role = models.CharField(max_length=160, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    reply = models.CharField(max_length=20, blank=True, choices=list(REPLY_WORDS.items()))
    reply_words = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.CharField(max_length=80, blank=True)
    attendance = models.CharField(max_length=20, blank=True, choices=list(ATTENDANCE_WORDS.items()))
    # The record that stands apart which the meeting is about; empty for every other.
    apart = models.CharField(max_length=60, blank=True)

    FIELD_CLASSES = {
        "identifying": ("name",),
        "sensitive": ("reply_words",),
        "operational": (
            "id",
            "meeting",
            "agency",
            "seat",
            "role",
            "invited_at",
            "reply",
            "replied_at",
            "replied_by",
            "attendance",
            "apart",
        ),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(replied_at__isnull=True, replied_by="")
                | (models.Q(replied_at__isnull=False) & ~models.Q(replied_by="")),
                name="attendee_replied_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"attendee {self.pk}"


class Contribution(models.Model):
    """What one who took part said. Kept as written; more stands beside it."""

    attendee = models.ForeignKey(Attendee, on_delete=models.PROTECT, related_name="said")
    words = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("words",),
        "operational": ("id", "attendee", "written_at", "written_by"),
    }

    def __str__(self) -> str:
        return f"contribution {self.pk}"
