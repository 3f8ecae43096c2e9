from django.db import migrations

from openmash.base.rowsecurity import AGENCY, AGENCY_ID, AUTHORITY, UNRESTRICTED, protect, sequence, through

OF_CONTACT = {
    "contactchild": "contact_id",
    "contactperson": "contact_id",
    "statuschange": "contact_id",
    "transfer": "contact_id",
    "opencasehandover": "contact_id",
    "answer": "contact_id",
    "disagreement": "contact_id",
}
OF_CHILD = {
    "ragrating": "child_id",
    "levelopinion": "child_id",
    "factor": "child_id",
    "promptanswer": "child_id",
    "decision": "child_id",
    "referral": "child_id",
    "earlyhelpcheck": "child_id",
    "earlyhelpplace": "child_id",
}


def follow(tables: dict[str, str], parent: str) -> list[migrations.RunSQL]:
    return [
        protect(f"frontdoor_{table}", using=through(f"frontdoor_{parent}", f"frontdoor_{table}.{column}"))
        for table, column in tables.items()
    ]


class Migration(migrations.Migration):
    """A contact is the authority's and the sending agency's; all that hangs on it is seen where the contact is."""

    dependencies = [("frontdoor", "0001_initial"), ("people", "0002_row_level_security")]

    operations = [
        sequence("ref_contact", start=10001),
        sequence("ref_referral", start=10001),
        sequence("ref_place", start=10001),
        protect(
            "frontdoor_contact",
            using=f"({AUTHORITY} and {UNRESTRICTED})"
            f" or ({AGENCY} and not restricted and sent_by_agency_id = {AGENCY_ID})",
        ),
        *follow(OF_CONTACT, "contact"),
        *follow(OF_CHILD, "contactchild"),
        *follow({"dipsample": "decision_id"}, "decision"),
        protect("frontdoor_noticefile", using=f"{AUTHORITY} or ({AGENCY} and agency_id = {AGENCY_ID})"),
    ]
