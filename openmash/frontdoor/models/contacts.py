"""A contact, the children and adults in it, and the changes of its status."""

from typing import Any

from django.db import models

from openmash.base.actors import Actor


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, actor: Actor) -> "ContactQuerySet":
        """Return the contacts the actor may see.

        MASH roles: every contact. Locality managers: their localities' and teams'. Others of the council: those with
        work for them or their team, handed over to them, or with a child in early help with their team. Partners:
        what their agency sent. Restricted contacts: only those who are cleared.
        """
        if not actor.is_authority:
            return self.filter(sent_by_agency_id=actor.agency_id, restricted=False) if actor.agency_id else self.none()
        held = self if actor.cleared else self.filter(restricted=False)
        if actor.system or actor.has("screening_worker", "mash_manager"):
            return held
        mine = models.Q(team_id__in=actor.team_ids) | models.Q(owner_id=actor.user_id)
        mine |= models.Q(pk__in=self._handed_to(actor)) | models.Q(reference__in=self._work_for(actor))
        if actor.has("early_help_officer"):
            mine |= models.Q(pk__in=self._in_early_help(actor))
        if actor.has("locality_manager"):
            mine |= models.Q(locality__in=actor.localities)
        return held.filter(mine)

    def caller_known_to(self, actor: Actor) -> "ContactQuerySet":
        """Return the contacts whose caller the actor may know: who asked not to be named is known to those who answer."""
        if actor.system or actor.has("mash_manager"):
            return self
        known = models.Q(anonymous=False, do_not_name=False)
        if actor.has("screening_worker", "locality_manager"):
            known |= models.Q(team_id__in=actor.team_ids) | models.Q(locality__in=actor.localities)
        return self.filter(known)

    @staticmethod
    def _handed_to(actor: Actor) -> "models.QuerySet[Any, Any]":
        from openmash.frontdoor.models.transfers import OpenCaseHandover

        return OpenCaseHandover.objects.filter(worker_user_id=actor.user_id).values("contact_id")

    @staticmethod
    def _in_early_help(actor: Actor) -> "models.QuerySet[Any, Any]":
        from openmash.frontdoor.models.earlyhelp import EarlyHelpPlace

        return EarlyHelpPlace.objects.filter(team_id__in=actor.team_ids).values("child__contact_id")

    @staticmethod
    def _work_for(actor: Actor) -> "models.QuerySet[Any, Any]":
        from openmash.work.queries import references_with_work_for

        return references_with_work_for(actor, subject_kind="contact")


class Contact(models.Model):
    """One worry about one or several children: as it was told, who told it, and where it stands."""

    reference = models.CharField(max_length=20, unique=True)
    way_in = models.CharField(max_length=20)
    source = models.CharField(max_length=4)
    sent_by_agency = models.ForeignKey(
        "agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    external_reference = models.CharField(max_length=60, blank=True)
    external_hash = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField()
    incident_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.CharField(max_length=80, blank=True)
    story = models.TextField(blank=True)
    worries_most = models.TextField(blank=True)
    child_words = models.TextField(blank=True)
    category = models.CharField(max_length=60, blank=True)
    risk_grade_given = models.CharField(max_length=30, blank=True)
    caller_name = models.CharField(max_length=120, blank=True)
    caller_role = models.CharField(max_length=120, blank=True)
    caller_organisation = models.CharField(max_length=160, blank=True)
    caller_telephone = models.CharField(max_length=40, blank=True)
    caller_email = models.CharField(max_length=254, blank=True)
    caller_user = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    caller_is_professional = models.BooleanField(null=True, blank=True)
    anonymous = models.BooleanField(default=False)
    do_not_name = models.BooleanField(default=False)
    adults_only = models.BooleanField(default=False)
    believed_malicious = models.BooleanField(default=False)
    malicious_evidence = models.TextField(blank=True)
    interpreter_language = models.CharField(max_length=60, blank=True)
    interpreter_needed = models.BooleanField(null=True, blank=True)
    safety_words = models.TextField(blank=True)
    address = models.CharField(max_length=250, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    district = models.CharField(max_length=60, blank=True)
    locality = models.CharField(max_length=40, blank=True)
    authority = models.CharField(max_length=80, blank=True)
    address_state = models.CharField(max_length=20, blank=True)
    operating_model = models.CharField(max_length=40, blank=True)
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rag = models.CharField(max_length=10, blank=True)
    rag_rank = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=20)
    restricted = models.BooleanField(default=False)
    decide_due_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    # What figures ask about: these never move when a contact is opened again.
    statutory_due_at = models.DateTimeField(null=True, blank=True)
    rag_due_at = models.DateTimeField(null=True, blank=True)
    first_decided_at = models.DateTimeField(null=True, blank=True)
    acknowledge_due_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    referrer_due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    history_opened_at = models.DateTimeField(null=True, blank=True)
    history_opened_by = models.CharField(max_length=80, blank=True)
    family_approached_at = models.DateTimeField(null=True, blank=True)
    family_approached_by = models.CharField(max_length=80, blank=True)
    no_history_reason = models.TextField(blank=True)
    stepped_up_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="stepped_up_to"
    )
    pack = models.ForeignKey("agencies.PackVersion", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ContactQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (
            "caller_name",
            "caller_role",
            "caller_organisation",
            "caller_telephone",
            "caller_email",
            "address",
            "postcode",
        ),
        "sensitive": (
            "story",
            "worries_most",
            "child_words",
            "category",
            "risk_grade_given",
            "anonymous",
            "do_not_name",
            "adults_only",
            "believed_malicious",
            "malicious_evidence",
            "interpreter_language",
            "interpreter_needed",
            "safety_words",
            "rag",
            "no_history_reason",
        ),
        "operational": (
            "id",
            "reference",
            "way_in",
            "source",
            "sent_by_agency",
            "external_reference",
            "external_hash",
            "received_at",
            "incident_at",
            "taken_by",
            "caller_user",
            "caller_is_professional",
            "district",
            "locality",
            "authority",
            "address_state",
            "operating_model",
            "team",
            "owner",
            "rag_rank",
            "status",
            "restricted",
            "decide_due_at",
            "decided_at",
            "statutory_due_at",
            "rag_due_at",
            "first_decided_at",
            "acknowledge_due_at",
            "acknowledged_at",
            "referrer_due_at",
            "answered_at",
            "history_opened_at",
            "history_opened_by",
            "family_approached_at",
            "family_approached_by",
            "stepped_up_from",
            "pack",
            "version",
        ),
    }

    class Meta:
        indexes = [
            models.Index(fields=["-received_at"], name="contact_received"),
            models.Index(fields=["team", "status", "-received_at"], name="contact_team"),
            models.Index(fields=["locality", "-received_at"], name="contact_locality"),
            models.Index(fields=["-decided_at"], name="contact_decided"),
            models.Index(fields=["sent_by_agency", "-received_at"], name="contact_sender"),
            models.Index(fields=["postcode", "-received_at"], name="contact_postcode"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["sent_by_agency", "external_reference"],
                condition=~models.Q(external_reference=""),
                name="one_contact_per_notice",
            ),
            models.CheckConstraint(
                condition=models.Q(history_opened_at__isnull=True, history_opened_by="")
                | (models.Q(history_opened_at__isnull=False) & ~models.Q(history_opened_by="")),
                name="contact_history_at_and_by",
            ),
            models.CheckConstraint(
                condition=models.Q(family_approached_at__isnull=True, family_approached_by="")
                | (models.Q(family_approached_at__isnull=False) & ~models.Q(family_approached_by="")),
                name="contact_family_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class ContactChild(models.Model):
    """One child of a contact, with what stands for this child now. The past is in the rows that point here.

    `left_at_home`: not brought together with the others of the contact, since where they live is protected.
    """

    contact = models.ForeignKey("frontdoor.Contact", on_delete=models.CASCADE, related_name="children")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="contact_children")
    as_given = models.JSONField(default=dict)
    relationship = models.CharField(max_length=60, blank=True)
    rag = models.CharField(max_length=10, blank=True)
    referrer_level = models.PositiveSmallIntegerField(null=True, blank=True)
    recommended_level = models.PositiveSmallIntegerField(null=True, blank=True)
    decided_level = models.PositiveSmallIntegerField(null=True, blank=True)
    analysis = models.TextField(blank=True)
    lived_impact = models.TextField(blank=True)
    not_known = models.TextField(blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    check_result = models.CharField(max_length=20, blank=True)
    check_due_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    left_at_home = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    FIELD_CLASSES = {
        "identifying": ("as_given",),
        "sensitive": (
            "relationship",
            "rag",
            "referrer_level",
            "recommended_level",
            "decided_level",
            "analysis",
            "lived_impact",
            "not_known",
            "outcome",
            "check_result",
            "left_at_home",
        ),
        "operational": ("id", "contact", "person", "decided_at", "check_due_at", "checked_at", "version"),
    }
    on_merge = {"person": "move"}

    class Meta:
        indexes = [models.Index(fields=["person"], name="contact_child_person")]
        constraints = [
            models.UniqueConstraint(fields=["contact", "person"], name="one_row_per_child_of_a_contact"),
        ]

    def __str__(self) -> str:
        return f"contactchild {self.pk}"


class ContactPerson(models.Model):
    """An adult, or another child, who belongs to the story of a contact; `left_at_home` as of its children."""

    contact = models.ForeignKey("frontdoor.Contact", on_delete=models.CASCADE, related_name="adults")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="contact_people")
    as_given = models.JSONField(default=dict)
    relationship = models.CharField(max_length=60, blank=True)
    outside_family = models.BooleanField(default=False)
    left_at_home = models.BooleanField(default=False)

    FIELD_CLASSES = {
        "identifying": ("as_given",),
        "sensitive": ("relationship", "outside_family", "left_at_home"),
        "operational": ("id", "contact", "person"),
    }
    on_merge = {"person": "move"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "person"], name="one_row_per_adult_of_a_contact"),
        ]

    def __str__(self) -> str:
        return f"contactperson {self.pk}"


class StatusChange(models.Model):
    """One change of a contact's status. Append-only."""

    contact = models.ForeignKey("frontdoor.Contact", on_delete=models.CASCADE, related_name="status_changes")
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=80)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("reason",),
        "operational": ("id", "contact", "before", "after", "changed_at", "changed_by"),
    }

    def __str__(self) -> str:
        return f"statuschange {self.pk}"
