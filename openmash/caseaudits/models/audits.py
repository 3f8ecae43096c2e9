"""One audit of a case file, who has had it, what was answered and how it was graded."""

from django.conf import settings
from django.db import models

from openmash.base.actors import Actor
from openmash.caseaudits.choices import (
    ANSWER_WORDS,
    AUDIT_KIND_WORDS,
    AUDIT_STATE_WORDS,
    COHORT_WORDS,
    GRADE_WORDS,
    IN_HAND,
    SAMPLING_WORDS,
    SOURCE_WORDS,
    AuditKind,
    AuditState,
    Source,
)


class AuditQuerySet(models.QuerySet["Audit"]):
    def visible_to(self, actor: Actor) -> "AuditQuerySet":
        """Return the audits the actor may see, and no restricted person's where they are not cleared.

        The principal social worker and MASH managers: all. Locality managers: finished ones of their localities. Auditors: what
        is with them now. Social workers: finished ones of their own cases. Nobody: an audit that they are reading a second time.
        """
        if not actor.is_authority:
            return self.none()
        if actor.system:
            return self
        held = self.unrestricted_for(actor).exclude(
            pk__in=Audit.objects.filter(auditor_id=actor.user_id, state__in=IN_HAND, reads__isnull=False).values(
                "reads_id"
            )
        )
        if actor.has("principal_social_worker", "mash_manager"):
            return held
        seen = models.Q(auditor_id=actor.user_id, state__in=IN_HAND)
        if actor.has("locality_manager"):
            seen |= models.Q(state=AuditState.FINISHED, locality__in=actor.localities)
        if actor.has("social_worker"):
            seen |= models.Q(state=AuditState.FINISHED, worker_user_id=actor.user_id)
        return held.filter(seen)

    def unrestricted_for(self, actor: Actor) -> "AuditQuerySet":
        """Return the audits without those of people, and of contacts, that are restricted and not for this actor."""
        if actor.cleared:
            return self
        return self.exclude(person__restricted=True).exclude(contact__restricted=True)

    def counted(self) -> "AuditQuerySet":
        """Return the audits that figures are made of: finished, and no second reading."""
        return self.filter(state=AuditState.FINISHED).exclude(kind=AuditKind.SECOND)


class Audit(models.Model):
    """One reading of a case file, or of a contact, with the toolkit of its round. What was audited elsewhere has no person.

    `reads` is the audit that this one reads a second time, `follows` the earlier one of the same child. `cohort`, `locality`,
    `team` and `worker` stand as they were on the day of the draw.
    """

    reference = models.CharField(max_length=20, unique=True)
    round = models.ForeignKey(
        "caseaudits.Round", null=True, blank=True, on_delete=models.PROTECT, related_name="audits"
    )
    kind = models.CharField(max_length=20, choices=list(AUDIT_KIND_WORDS.items()), default=AuditKind.FIRST)
    reads = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="second_readings")
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")
    person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="case_audits"
    )
    contact = models.ForeignKey("frontdoor.Contact", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cohort = models.CharField(max_length=10, choices=list(COHORT_WORDS.items()))
    locality = models.CharField(max_length=40, blank=True)
    team = models.CharField(max_length=120, blank=True)
    worker = models.CharField(max_length=120, blank=True)
    worker_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sample = models.CharField(max_length=20, blank=True, choices=list(SAMPLING_WORDS.items()))
    toolkit = models.CharField(max_length=60, blank=True)
    pack = models.ForeignKey("agencies.PackVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, choices=list(SOURCE_WORDS.items()), default=Source.OWN)
    source_id = models.CharField(max_length=80, blank=True)
    auditor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    auditor_name = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=20, choices=list(AUDIT_STATE_WORDS.items()))
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    due_at = models.DateTimeField(null=True, blank=True)
    due_rule = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    audited_on = models.DateField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.CharField(max_length=80, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)
    withdrawn_because = models.TextField(blank=True)
    social_worker_met = models.BooleanField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    reflection = models.TextField(blank=True)
    feedback_from = models.CharField(max_length=200, blank=True)
    feedback_how = models.CharField(max_length=200, blank=True)
    feedback_words = models.TextField(blank=True)
    escalated = models.BooleanField(null=True, blank=True)
    themes = models.JSONField(default=list, blank=True)
    good_practice = models.TextField(blank=True)
    why_beside_prompts = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AuditQuerySet.as_manager()

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": (
            "cohort",
            "social_worker_met",
            "met_on",
            "reflection",
            "feedback_from",
            "feedback_how",
            "feedback_words",
            "escalated",
            "themes",
            "good_practice",
            "why_beside_prompts",
            "withdrawn_because",
        ),
        "operational": (
            "id",
            "reference",
            "round",
            "kind",
            "reads",
            "follows",
            "person",
            "contact",
            "locality",
            "team",
            "worker",
            "worker_user",
            "sample",
            "toolkit",
            "pack",
            "source",
            "source_id",
            "auditor",
            "auditor_name",
            "state",
            "made_at",
            "made_by",
            "due_at",
            "due_rule",
            "started_at",
            "audited_on",
            "finished_at",
            "finished_by",
            "withdrawn_at",
            "withdrawn_by",
            "version",
        ),
    }
    on_merge = {"person": "move"}

    class Meta:
        indexes = [
            models.Index(fields=["audited_on"], name="audit_of_day"),
            models.Index(fields=["auditor", "state"], name="audit_of_auditor"),
            models.Index(fields=["person", "-audited_on"], name="audit_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~models.Q(source_id=""), name="one_audit_of_a_source"
            ),
            models.UniqueConstraint(
                fields=["round", "person"],
                condition=models.Q(person__isnull=False, contact__isnull=True, kind=AuditKind.FIRST),
                name="one_audit_of_a_person_in_a_round",
            ),
            models.CheckConstraint(
                condition=models.Q(source=Source.ELSEWHERE)
                | models.Q(person__isnull=False)
                | models.Q(contact__isnull=False),
                name="audit_is_about_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=AuditKind.SECOND, reads__isnull=False)
                | (~models.Q(kind=AuditKind.SECOND) & models.Q(reads__isnull=True)),
                name="audit_second_reads_one",
            ),
            models.CheckConstraint(
                condition=models.Q(finished_at__isnull=True, finished_by="")
                | (models.Q(finished_at__isnull=False) & ~models.Q(finished_by="")),
                name="audit_finished_at_and_by",
            ),
            models.CheckConstraint(
                condition=models.Q(state=AuditState.FINISHED, finished_at__isnull=False)
                | (~models.Q(state=AuditState.FINISHED) & models.Q(finished_at__isnull=True)),
                name="audit_finished_is_a_state",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_by="")),
                name="audit_withdrawn_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Allocation(models.Model):
    """That an audit was given to an auditor, when, by whom, and why it went to another. Never changed."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="allocations")
    auditor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    auditor_name = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    allocated_at = models.DateTimeField()
    allocated_by = models.CharField(max_length=80)
    allocated_by_name = models.CharField(max_length=120, blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("reason",),
        "operational": ("id", "audit", "auditor", "auditor_name", "allocated_at", "allocated_by", "allocated_by_name"),
    }

    def __str__(self) -> str:
        return f"allocation {self.pk}"


class Answer(models.Model):
    """One answer of an audit: to a question of compliance, or of a section. `item` is the plan item that it is about."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="answers")
    section = models.CharField(max_length=60)
    question = models.CharField(max_length=60)
    item = models.CharField(max_length=20, blank=True)
    answer = models.CharField(max_length=10, blank=True, choices=list(ANSWER_WORDS.items()))
    on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("answer", "on", "words"),
        "operational": ("id", "audit", "section", "question", "item"),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "section", "question", "item"], name="one_answer_to_a_question")
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Grade(models.Model):
    """How one section of an audit was graded, or the whole, or its impact; and why. `previous_grade` is that of the earlier audit."""

    audit = models.ForeignKey(Audit, on_delete=models.CASCADE, related_name="grades")
    section = models.CharField(max_length=60)
    grade = models.CharField(max_length=30, blank=True, choices=list(GRADE_WORDS.items()))
    why = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    difference = models.TextField(blank=True)
    previous_grade = models.CharField(max_length=30, blank=True, choices=list(GRADE_WORDS.items()))

    FIELD_CLASSES = {
        "identifying": (),
        "sensitive": ("grade", "why", "evidence", "strengths", "difference", "previous_grade"),
        "operational": ("id", "audit", "section"),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audit", "section"], name="one_grade_of_a_section")]

    def __str__(self) -> str:
        return f"grade {self.pk}"
