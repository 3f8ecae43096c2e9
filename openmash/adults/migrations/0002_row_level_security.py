from django.db import migrations

from openmash.base.rowsecurity import AGENCY_ID, AUTHORITY, UNRESTRICTED, protect, sequence, through

# A concern is decided by adult social care alone, about a restricted family too: its own agency sees it.
OWN_CONCERN = (
    "(kind = 'adult_safeguarding' and exists (select 1 from agencies_team as team"
    f" where team.id = adults_branch.team_id and team.agency_id = {AGENCY_ID}))"
)


class Migration(migrations.Migration):
    """Branches are the council's own; what hangs on one is seen where it is."""

    dependencies = [("adults", "0001_initial"), ("people", "0002_row_level_security")]

    operations = [
        sequence("ref_branch", start=1001),
        protect("adults_branch", using=f"{AUTHORITY} and ({UNRESTRICTED} or {OWN_CONCERN})"),
        protect("adults_branchperson", using=through("adults_branch", "adults_branchperson.branch_id")),
        protect("adults_concerndecided", using=through("adults_branch", "adults_concerndecided.branch_id")),
        protect("adults_dangerweighed", using=through("adults_branch", "adults_dangerweighed.branch_id")),
    ]
