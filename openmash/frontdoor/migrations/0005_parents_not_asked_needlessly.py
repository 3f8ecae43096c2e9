from django.db import migrations

from openmash.base.rowsecurity import (
    AGENCY,
    AGENCY_ID,
    AUTHORITY,
    SEES_EVERYTHING,
    UNRESTRICTED,
    protect,
    with_parent,
)

PARENTS = {
    "frontdoor_contactchild": ("frontdoor_contact", "contact_id"),
    "frontdoor_contactperson": ("frontdoor_contact", "contact_id"),
    "frontdoor_statuschange": ("frontdoor_contact", "contact_id"),
    "frontdoor_transfer": ("frontdoor_contact", "contact_id"),
    "frontdoor_opencasehandover": ("frontdoor_contact", "contact_id"),
    "frontdoor_answer": ("frontdoor_contact", "contact_id"),
    "frontdoor_disagreement": ("frontdoor_contact", "contact_id"),
    "frontdoor_ragrating": ("frontdoor_contactchild", "child_id"),
    "frontdoor_levelopinion": ("frontdoor_contactchild", "child_id"),
    "frontdoor_factor": ("frontdoor_contactchild", "child_id"),
    "frontdoor_promptanswer": ("frontdoor_contactchild", "child_id"),
    "frontdoor_decision": ("frontdoor_contactchild", "child_id"),
    "frontdoor_referral": ("frontdoor_contactchild", "child_id"),
    "frontdoor_earlyhelpcheck": ("frontdoor_contactchild", "child_id"),
    "frontdoor_earlyhelpplace": ("frontdoor_contactchild", "child_id"),
    "frontdoor_dipsample": ("frontdoor_decision", "decision_id"),
}


class Migration(migrations.Migration):
    """Who may see every contact sees all that hangs on one: the database need not ask again for each row.

    The rows that anybody sees stay the same. Figures count as a machine that sees everything; before, the contact of
    every child, transfer and answer was looked up for them, and through it the contact of every decision. A contact's
    own rule says the same thing twice, so that the planner expects many rows: of two comparisons that it cannot know it
    expects one row in a hundred, and joins a hundred thousand one by one.
    """

    dependencies = [("frontdoor", "0004_noticefile_incidents")]

    operations = [
        protect(
            "frontdoor_contact",
            using=f"{SEES_EVERYTHING} or ({AUTHORITY} and {UNRESTRICTED})"
            f" or ({AGENCY} and not restricted and sent_by_agency_id = {AGENCY_ID})",
        ),
        *(protect(table, using=with_parent(parent, f"{table}.{column}")) for table, (parent, column) in PARENTS.items()),
    ]
