from django.db import migrations

from openmash.base.rowsecurity import AGENCY, AGENCY_ID, AUTHORITY, protect, sequence

PARTY = f"{AGENCY} and {AGENCY_ID} = any(party_ids)"
OF_A_PARTY = "exists (select 1 from sharing_documentversion as v where v.document_id = sharing_document.id)"


class Migration(migrations.Migration):
    """The register is the council's own to write; an agency reads the versions to which it is party, and nothing else."""

    dependencies = [("sharing", "0003_the_register")]

    operations = [
        sequence("ref_document", start=101),
        sequence("ref_feed", start=101),
        protect("sharing_documentversion", using=f"{AUTHORITY} or ({PARTY})", check=AUTHORITY),
        protect("sharing_document", using=f"{AUTHORITY} or {OF_A_PARTY}", check=AUTHORITY),
        protect("sharing_footingwarning", using=AUTHORITY),
        protect("sharing_standingfeed", using=AUTHORITY),
        protect("sharing_feedrun", using=AUTHORITY),
    ]
