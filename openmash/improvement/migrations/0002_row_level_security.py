from django.db import migrations

from openmash.base.rowsecurity import AUTHORITY, protect, sequence

TABLES = (
    "cycle",
    "priority",
    "outcome",
    "boardaction",
    "owner",
    "placement",
    "endmove",
    "rating",
    "entry",
    "waiting",
    "minutes",
    "proposedaction",
)


class Migration(migrations.Migration):
    """The plan is the council's. Who sits on the board for another agency reads it through the product's own reader."""

    dependencies = [("improvement", "0001_initial")]

    operations = [
        sequence("ref_board_action", start=101),
        sequence("ref_minutes", start=101),
        *(protect(f"improvement_{table}", using=AUTHORITY) for table in TABLES),
    ]
