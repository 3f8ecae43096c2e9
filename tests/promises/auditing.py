"""Audits about each worry of the records: one for each role that audits or is audited, what was escalated and asked for."""

from collections.abc import Mapping
from typing import Any

from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.agencies.models import Team
from openmash.base import clock
from openmash.caseaudits.models import Audit, Draw, Escalation, Grade, Round
from openmash.work.models import Action

AUDITORS = (Role.AUDITOR, Role.PRINCIPAL_SOCIAL_WORKER, Role.MASH_MANAGER, Role.LOCALITY_MANAGER)
# Who is given something to do after an audit, or looks at it again, and the team it is given to.
DOERS: dict[str, str] = {
    Role.SOCIAL_WORKER: "central-social-work",
    Role.SCREENING_WORKER: "east-central-triage",
    Role.EARLY_HELP_OFFICER: "central-early-help",
    Role.LOCALITY_MANAGER: "central-mash",
    Role.MASH_MANAGER: "mash-management",
    Role.PRINCIPAL_SOCIAL_WORKER: "mash-management",
    Role.AUDITOR: "mash-management",
}
ROUND = "RD-1"


def audit_files(mark: str, person: Any, users: Mapping[Any, Any], *, away: bool) -> None:
    """Have the case of a child audited by everybody who audits: away by somebody else than any of them."""
    other = users[Role.ADMINISTRATOR, "own"]
    for number, role in enumerate(AUDITORS, start=1):
        _audit(f"AU-{mark}{number}", person, other if away else users[role, "own"], held=number == 1)
    worker = other if away else users[Role.SOCIAL_WORKER, "own"]
    _audit(f"AU-{mark}5", person, other, worker_user=worker, **_over())
    _read_twice(mark, person, other)
    auditor = other if away else users[Role.AUDITOR, "own"]
    now = clock.now()
    Escalation.objects.create(
        reference=f"AE-{mark}",
        audit=Audit.objects.get(reference=f"AU-{mark}1"),
        words="Not seen",
        team=Team.objects.get(code="mash-management"),
        raised_at=now,
        raised_by=f"user:{auditor.pk}",
        due_at=now,
        due_rule="audit-escalation",
    )
    for number, (role, code) in enumerate(DOERS.items()):
        asked_by = users[role, "own"] if role == Role.AUDITOR and not away else other
        Action.objects.create(
            reference=f"WA-{mark}{number}",
            origin_kind="audit",
            origin=f"AU-{mark}5",
            words="See the child",
            team=Team.objects.get(code="north-mash" if away else code),
            due_at=now,
            due_rule="by the day agreed",
            agreed_at=now,
            agreed_by=f"user:{asked_by.pk}",
        )


def of_audits(role: str, mark: str) -> dict[str, str]:
    """Return the references of a role's audit of a worry, of what it has to do, and of what stands for all."""
    number = AUDITORS.index(role) + 1 if role in AUDITORS else 5
    doer = list(DOERS).index(role) if role in DOERS else 0
    return {
        "audit_round": ROUND,
        "case_audit": f"AU-{mark}{number}",
        "audit_in_hand": f"AU-{mark}{number}",
        "audit_escalation": f"AE-{mark}",
        "audit_action": f"WA-{mark}{doer}",
        "audit_read_twice": f"AU-{mark}6",
    }


def _over() -> dict[str, Any]:
    now = clock.now()
    return {
        "state": "finished",
        "finished_at": now,
        "finished_by": "user:1",
        "audited_on": clock.london_day(now),
    }


def _audit(reference: str, person: Any, auditor: Any, *, held: bool = False, **more: Any) -> Audit:
    return Audit.objects.create(
        reference=reference,
        round=_round() if held else None,
        person=person,
        cohort="CP",
        locality="Elsewhere",
        toolkit="need-and-protection",
        pack=agencies.current_pack_version(),
        auditor=auditor,
        auditor_name=auditor.name,
        made_at=clock.now(),
        made_by="user:1",
        **{"state": "started"} | more,
    )


def _read_twice(mark: str, person: Any, reader: Any) -> None:
    """Have an audit read by two who graded the whole differently."""
    first = _audit(f"AU-{mark}6", person, reader, **_over())
    second = _audit(f"AU-{mark}7", person, reader, kind="second", reads=first, **_over())
    for audit, grade in ((first, "good"), (second, "inadequate")):
        Grade.objects.create(audit=audit, section="overall", grade=grade, why="Because")


def _round() -> Round:
    now = clock.now()
    found, made = Round.objects.get_or_create(
        reference=ROUND,
        defaults={
            "month": clock.london_day(now).replace(day=1),
            "theme": "Plans",
            "cohorts": ["CP"],
            "sampling": "random",
            "size": 3,
            "state": "drawn",
            "pack": agencies.current_pack_version(),
            "planned_at": now,
            "planned_by": "user:1",
            "drawn_at": now,
            "drawn_by": "user:1",
        },
    )
    if made:
        Draw.objects.create(round=found, seed="1f", population=[["P-A1", ""]], chosen=["P-A1"])
    return found
