"""Agencies, teams and members as the practice pack names them, and the pack's versions."""

from django.conf import settings
from django.db import models

from openmash.agencies.choices import ROLE_WORDS


class Agency(models.Model):
    """An organisation: the council, the police, a school, a health service."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    is_authority = models.BooleanField(default=False)

    FIELD_CLASSES = {"identifying": (), "sensitive": (), "operational": ("id", "code", "name", "kind", "is_authority")}

    class Meta:
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.code


class Team(models.Model):
    """A team of an agency. `kind` is the pack's word for what it does (triage, mash, early_help, assessment ...)."""

    code = models.CharField(max_length=60, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    locality = models.CharField(max_length=40, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": ("id", "code", "agency", "name", "kind", "locality", "telephone", "withdrawn_on"),
    }

    def __str__(self) -> str:
        return self.code


class Membership(models.Model):
    """One user's role in one team, from a day until a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, choices=list(ROLE_WORDS.items()))
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": ("id", "user", "team", "role", "since", "until"),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="membership_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.team_id} as {self.role}"


class PackVersion(models.Model):
    """One loaded version of a practice pack. Never changed: a running clock or form keeps the version it began with."""

    name = models.CharField(max_length=60)
    version = models.CharField(max_length=40)
    content_hash = models.CharField(max_length=64)
    content = models.JSONField()
    loaded_at = models.DateTimeField()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (),
        "operational": ("id", "name", "version", "content_hash", "content", "loaded_at"),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "content_hash"], name="one_row_per_pack_content")]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"
