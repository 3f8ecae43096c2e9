"""People, households, warnings, and the indexes of other services."""

from datetime import date

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from openmash.base.actors import Actor
from openmash.people.rules import age_words, unnamed


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, actor: Actor) -> "PersonQuerySet":
        """Return the people the actor may see. Restricted people leave no trace for those not cleared."""
        if not actor.is_authority:
            return self.none()
        return self if actor.cleared else self.filter(restricted=False)


class Person(models.Model):
    """A child or an adult, named as they or the caller name them. `search_text` is what searching compares.

    `known_by` is the council's own number of a child whom a statutory file tells of: what they are called while nobody has
    given a name. `ethnicity`, `disabilities` and `upn_unknown` are codes of the returns; empty: nobody has said yet.
    """

    reference = models.CharField(max_length=20, unique=True)
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    also_known_as = models.CharField(max_length=200, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    date_of_birth_estimated = models.BooleanField(default=False)
    age_given = models.PositiveSmallIntegerField(null=True, blank=True)
    age_given_on = models.DateField(null=True, blank=True)
    unborn = models.BooleanField(default=False)
    sex = models.CharField(max_length=1, blank=True)
    ethnicity = models.CharField(max_length=10, blank=True)
    disabled = models.BooleanField(null=True, blank=True)
    disabilities = models.JSONField(default=list, blank=True)
    nhs_number = models.CharField(max_length=20, blank=True)
    upn = models.CharField(max_length=20, blank=True)
    former_upn = models.CharField(max_length=20, blank=True)
    upn_unknown = models.CharField(max_length=10, blank=True)
    known_by = models.CharField(max_length=60, blank=True)
    died_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=60, blank=True)
    interpreter_needed = models.BooleanField(null=True, blank=True)
    address = models.CharField(max_length=250, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    address_protected = models.BooleanField(default=False)
    telephone = models.CharField(max_length=40, blank=True)
    household = models.ForeignKey(
        "people.Household", null=True, blank=True, on_delete=models.SET_NULL, related_name="members"
    )
    household_role = models.CharField(max_length=60, blank=True)
    restricted = models.BooleanField(default=False)
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")
    search_text = models.CharField(max_length=400, blank=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = PersonQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (
            "given_name",
            "family_name",
            "also_known_as",
            "date_of_birth",
            "age_given",
            "nhs_number",
            "upn",
            "former_upn",
            "known_by",
            "address",
            "postcode",
            "telephone",
            "search_text",
        ),
        "sensitive": (
            "sex",
            "ethnicity",
            "disabled",
            "disabilities",
            "upn_unknown",
            "died_on",
            "language",
            "interpreter_needed",
            "unborn",
            "household_role",
            "address_protected",
        ),
        "operational": (
            "id",
            "reference",
            "date_of_birth_estimated",
            "age_given_on",
            "household",
            "restricted",
            "replaced_by",
            "created_at",
            "version",
        ),
    }
    on_merge = {"replaced_by": "keep"}

    class Meta:
        verbose_name_plural = "people"
        indexes = [
            models.Index(fields=["date_of_birth"], name="person_dob"),
            models.Index(fields=["postcode"], name="person_postcode"),
            models.Index(fields=["nhs_number"], condition=~models.Q(nhs_number=""), name="person_nhs"),
            models.Index(fields=["upn"], condition=~models.Q(upn=""), name="person_upn"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def full_name(self) -> str:
        """The name as given, or words that say it is not known."""
        return f"{self.given_name} {self.family_name}".strip() or unnamed(self.known_by, unborn=self.unborn)

    def age_on(self, day: date) -> int | None:
        """Return the age in whole years on a day, from the date of birth or the age given; None when not known."""
        if self.date_of_birth:
            born = self.date_of_birth
            return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        if self.age_given is not None and self.age_given_on:
            return self.age_given + int((day - self.age_given_on).days / 365.25)
        return None

    def age_in_words(self, day: date) -> str:
        """Return the age as people say it: months for a baby, the expected date for a child not yet born."""
        words = age_words(self.age_on(day), unborn=self.unborn, born=self.date_of_birth, today=day)
        guessed = self.date_of_birth_estimated or self.date_of_birth is None
        return f"about {words}" if guessed and words[0].isdigit() else words


class Household(models.Model):
    """People who live together at an address."""

    reference = models.CharField(max_length=20, unique=True)
    address = models.CharField(max_length=250, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    created_at = models.DateTimeField()

    FIELD_CLASSES = {
        "identifying": ("address", "postcode"),
        "sensitive": (),
        "operational": ("id", "reference", "created_at"),
    }

    class Meta:
        indexes = [models.Index(fields=["postcode"], name="household_postcode")]

    def __str__(self) -> str:
        return self.reference


class Residence(models.Model):
    """Where somebody lived from a day until a day: kept when they move."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residences")
    household = models.ForeignKey(Household, null=True, on_delete=models.PROTECT, related_name="residences")
    address = models.CharField(max_length=250, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    FIELD_CLASSES = {
        "identifying": ("address", "postcode"),
        "sensitive": (),
        "operational": ("id", "person", "household", "since", "until"),
    }
    on_merge = {"person": "move"}

    def __str__(self) -> str:
        return f"residence {self.pk}"


class SafetyWarning(models.Model):
    """A warning for workers' safety about a person or an address, until somebody ends it."""

    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="warnings")
    household = models.ForeignKey(Household, null=True, blank=True, on_delete=models.PROTECT, related_name="warnings")
    kind = models.CharField(max_length=60)
    words = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=80, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("kind", "words"),
        "operational": ("id", "person", "household", "set_at", "set_by", "ended_at", "ended_by"),
    }
    on_merge = {"person": "move"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | models.Q(household__isnull=False),
                name="warning_is_about_somebody_or_somewhere",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_by="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(ended_by="")),
                name="warning_ended_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"warning {self.pk}"


class IndexLoad(models.Model):
    """One loading of an index: when, how many rows, what changed. The latest says how fresh the index is."""

    index = models.CharField(max_length=30)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=80)
    changes_only = models.BooleanField(default=False)
    rows = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    gone = models.PositiveIntegerField()
    refused = models.JSONField(default=list)
    warnings = models.JSONField(default=list)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": (
            "id",
            "index",
            "loaded_at",
            "loaded_by",
            "changes_only",
            "rows",
            "accepted",
            "new",
            "changed",
            "gone",
            "refused",
            "warnings",
        ),
    }

    class Meta:
        indexes = [models.Index(fields=["index", "-loaded_at"], name="load_of_index")]

    def __str__(self) -> str:
        return f"load of {self.index}"


class IndexRecord(models.Model):
    """What another service's index says about somebody, as that service wrote it.

    `identity_only`: it came with a statutory file, which knows a child by the number alone. It says who somebody is and
    nothing of whether a service works with them; what happened in the case says that. The index itself, once loaded,
    writes over it.
    """

    index = models.CharField(max_length=30)
    record_id = models.CharField(max_length=60)
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    also_known_as = models.CharField(max_length=200, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    age = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    address = models.CharField(max_length=250, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    nhs_number = models.CharField(max_length=20, blank=True)
    upn = models.CharField(max_length=20, blank=True)
    involvement = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=60, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    worker = models.CharField(max_length=120, blank=True)
    team = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    flags = models.CharField(max_length=200, blank=True)
    updated_on = models.DateField(null=True, blank=True)
    search_text = models.CharField(max_length=400, blank=True)
    identity_only = models.BooleanField(default=False)
    content_hash = models.CharField(max_length=64)
    gone_at = models.DateTimeField(null=True, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="index_records")
    linked_at = models.DateTimeField(null=True, blank=True)
    linked_by = models.CharField(max_length=80, blank=True)

    FIELD_CLASSES = {
        "identifying": (
            "given_name",
            "family_name",
            "also_known_as",
            "date_of_birth",
            "age",
            "address",
            "postcode",
            "nhs_number",
            "upn",
            "search_text",
        ),
        "sensitive": ("sex", "involvement", "status", "flags"),
        "operational": (
            "id",
            "index",
            "record_id",
            "since",
            "until",
            "worker",
            "team",
            "phone",
            "updated_on",
            "identity_only",
            "content_hash",
            "gone_at",
            "person",
            "linked_at",
            "linked_by",
        ),
    }
    on_merge = {"person": "move"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["index", "record_id"], name="one_row_per_index_record"),
            models.CheckConstraint(
                condition=models.Q(linked_at__isnull=True, linked_by="")
                | (models.Q(linked_at__isnull=False) & ~models.Q(linked_by="")),
                name="index_record_linked_at_and_by",
            ),
        ]
        indexes = [
            models.Index(fields=["date_of_birth"], name="index_record_dob"),
            models.Index(fields=["postcode"], name="index_record_postcode"),
            models.Index(fields=["nhs_number"], condition=~models.Q(nhs_number=""), name="index_record_nhs"),
        ]

    def __str__(self) -> str:
        return f"{self.index} {self.record_id}"

    @property
    def full_name(self) -> str:
        """The name as the index gives it, or the number where it gives none."""
        return f"{self.given_name} {self.family_name}".strip() or self.also_known_as or unnamed(self.record_id)


class SearchText(models.Model):
    """What is compared when somebody is looked for: one row for each person and each row of an index.

    Triggers write it and the function `people_alike` reads it; the serving role can do neither (decision 0006).
    """

    kind = models.CharField(max_length=6)
    key = models.BigIntegerField()
    names = models.CharField(max_length=400, blank=True)
    address = models.CharField(max_length=250, blank=True)

    FIELD_CLASSES = {"identifying": ("names", "address"), "sensitive": (), "operational": ("id", "kind", "key")}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_search_text_per_row")]
        # The list of what is still to be sorted in is read from end to end by every search: the trigger that writes here
        # keeps it short, and a load sorts in what it leaves.
        indexes = [
            GinIndex(fields=["names"], opclasses=["gin_trgm_ops"], fastupdate=True, name="search_text_names"),
            GinIndex(fields=["address"], opclasses=["gin_trgm_ops"], fastupdate=True, name="search_text_address"),
        ]

    def __str__(self) -> str:
        return f"search text of {self.kind} {self.key}"


class Restriction(models.Model):
    """Why somebody's record is restricted, by whom and since when; ended by a cleared manager."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="restrictions")
    reason = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("reason",),
        "operational": ("id", "person", "set_at", "set_by", "lifted_at", "lifted_by"),
    }
    on_merge = {"person": "move"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | models.Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="restriction_lifted_at_and_by",
            )
        ]

    def __str__(self) -> str:
        return f"restriction {self.pk}"
