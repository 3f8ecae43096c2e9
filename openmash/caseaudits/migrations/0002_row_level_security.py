from django.db import migrations

from openmash.base.rowsecurity import AUTHORITY, SEES_EVERYTHING, SYSTEM, USER_ID, protect, sequence, through

OF_AUDIT = ("allocation", "escalation", "agreedgrade")
# What a first reader answered and graded stays unseen by the second until that one has finished: the database sees to it.
BLIND = (
    "not exists (select 1 from caseaudits_audit as mine where mine.reads_id = {table}.audit_id"
    f" and mine.auditor_id = {USER_ID} and mine.state in ('allocated', 'started'))"
)


def of_audit(table: str) -> str:
    return through("caseaudits_audit", f"caseaudits_{table}.audit_id")


def blind(table: str) -> str:
    name = f"caseaudits_{table}"
    return f"{SYSTEM} or ({through('caseaudits_audit', f'{name}.audit_id')} and {BLIND.format(table=name)})"


class Migration(migrations.Migration):
    """An audit is the council's, and seen where the person and the contact that it is about are; a draw is for machines."""

    dependencies = [
        ("caseaudits", "0001_initial"),
        ("people", "0002_row_level_security"),
        ("frontdoor", "0002_row_level_security"),
    ]

    operations = [
        sequence("ref_audit_round", start=1001),
        sequence("ref_case_audit", start=10001),
        sequence("ref_audit_escalation", start=10001),
        protect("caseaudits_round", using=AUTHORITY),
        protect("caseaudits_draw", using=SYSTEM),
        protect(
            "caseaudits_audit",
            using=f"{SEES_EVERYTHING} or ({AUTHORITY}"
            f" and (person_id is null or {through('people_person', 'caseaudits_audit.person_id')})"
            f" and (contact_id is null or {through('frontdoor_contact', 'caseaudits_audit.contact_id')}))",
        ),
        *(protect(f"caseaudits_{table}", using=of_audit(table)) for table in OF_AUDIT),
        *(protect(f"caseaudits_{table}", using=blind(table)) for table in ("answer", "grade")),
    ]
