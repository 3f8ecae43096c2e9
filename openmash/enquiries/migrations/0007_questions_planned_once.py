from django.db import migrations

from openmash.base.rowsecurity import AGENCY_ID, AUTHORITY, HUB, UNRESTRICTED, protect, question

PLACE = (
    "exists (select 1 from enquiries_hubplace as place where place.subject_kind = of_kind"
    f" and place.subject = of_subject and place.agency_id = {AGENCY_ID} and not place.restricted)"
)
# An agency that reads what it is asked has this answered for all its enquiries at once, by one sub-select.
ASKED_OF = (
    "exists (select 1 from enquiries_agencyrequest as asked"
    f" where asked.enquiry_id = enquiries_enquiry.id and asked.agency_id = {AGENCY_ID})"
)
FORMER = f"({AUTHORITY} and {UNRESTRICTED}) or {ASKED_OF}"


class Migration(migrations.Migration):
    """Whether an agency has a place in the hub is asked of the enquiries that need it, and planned once.

    The rows that anybody sees stay the same. Every request, event and answer is seen where its enquiry is, and so each
    statement about one planned that question too, though only members of the hub need it.
    """

    dependencies = [("enquiries", "0006_link_sent")]

    operations = [
        question("enquiries_reader_has_place", "of_kind text, of_subject text", PLACE),
        protect(
            "enquiries_enquiry",
            using=f"{FORMER} or ({HUB} and enquiries_reader_has_place(subject_kind, subject))",
            check=FORMER,
        ),
    ]
