"""The register of schools as the national list has them, with what the council adds: calendars, key adults, sign-ins."""

from datetime import date

from django.db import models

from openmash.schools.choices import DATES_WORDS, SCHOOL_STATUS_WORDS


class Calendar(models.Model):
    """When pupils are in school: one for the council's schools by default, and one for each school that differs."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    is_default = models.BooleanField(default=False)
    content_hash = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": (
            "id",
            "code",
            "name",
            "is_default",
            "content_hash",
            "version",
            "changed_at",
            "changed_by",
        ),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_calendar"
            ),
            models.CheckConstraint(condition=~models.Q(changed_by=""), name="calendar_changed_at_and_by"),
        ]

    def __str__(self) -> str:
        return self.code


class CalendarDates(models.Model):
    """One line of a calendar: an unbroken stretch of term, a holiday within it, or training days."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="dates")
    kind = models.CharField(max_length=10, choices=list(DATES_WORDS.items()))
    first_day = models.DateField()
    last_day = models.DateField()
    name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": ("id", "calendar", "kind", "first_day", "last_day", "name"),
    }

    class Meta:
        verbose_name_plural = "calendar dates"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="calendar_dates_end_after_they_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_day}"


class School(models.Model):
    """A school as the national list has it. `agency` where people of it sign in here; `calendar` where it has its own."""

    urn = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=120, blank=True)
    phase = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=20, choices=list(SCHOOL_STATUS_WORDS.items()))
    authority = models.CharField(max_length=120, blank=True)
    establishment_number = models.CharField(max_length=20, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    lowest_age = models.PositiveSmallIntegerField(null=True, blank=True)
    highest_age = models.PositiveSmallIntegerField(null=True, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    search_text = models.CharField(max_length=400, blank=True)
    content_hash = models.CharField(max_length=64)
    agency = models.OneToOneField(
        "agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="school"
    )
    calendar = models.ForeignKey(Calendar, null=True, blank=True, on_delete=models.PROTECT, related_name="schools")
    version = models.PositiveIntegerField(default=1)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": (
            "id",
            "urn",
            "name",
            "kind",
            "phase",
            "status",
            "authority",
            "establishment_number",
            "opened_on",
            "closed_on",
            "lowest_age",
            "highest_age",
            "address",
            "postcode",
            "telephone",
            "search_text",
            "content_hash",
            "agency",
            "calendar",
            "version",
        ),
    }

    class Meta:
        indexes = [models.Index(fields=["status", "name"], name="school_by_name")]

    def __str__(self) -> str:
        return self.urn


class KeyAdult(models.Model):
    """Somebody of a school who is told, or a deputy in order, from a day until a day."""

    reference = models.CharField(max_length=20, unique=True)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="key_adults")
    name = models.CharField(max_length=160)
    role = models.CharField(max_length=160, blank=True)
    email = models.EmailField(max_length=254)
    telephone = models.CharField(max_length=40, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    FIELD_CLASSES = {
        "identifying": ("name", "email", "telephone"),
        "sensitive": (),
        "operational": ("id", "reference", "school", "role", "place", "since", "until"),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="key_adult_ends_after_beginning",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def in_force(self, on: date) -> bool:
        """Return whether they are a key adult on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


class RegisterLoad(models.Model):
    """One loading of the national list: what was accepted, what was refused and why."""

    file_name = models.CharField(max_length=200)
    content_hash = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    refused = models.JSONField(default=list)
    refused_count = models.PositiveIntegerField()
    remarks = models.JSONField(default=list)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": (
            "id",
            "file_name",
            "content_hash",
            "rows",
            "accepted",
            "new",
            "changed",
            "refused",
            "refused_count",
            "remarks",
            "loaded_at",
            "loaded_by",
        ),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(loaded_by=""), name="register_loaded_at_and_by"),
        ]

    def __str__(self) -> str:
        return f"registerload {self.pk}"
