from django.db import migrations

from openmash.base.rowsecurity import AGENCY, AGENCY_ID, AUTHORITY, UNRESTRICTED, protect, sequence, through

OF_OWN_AGENCY = f"({AGENCY} and agency_id = {AGENCY_ID})"
# What was asked of the actor's own agency, a service of the council included: it answers about a restricted family too.
ASKED_OF = (
    "exists (select 1 from enquiries_agencyrequest as asked"
    f" where asked.enquiry_id = enquiries_enquiry.id and asked.agency_id = {AGENCY_ID})"
)
# Both the request and the enquiry must be visible: one of a restricted family is seen by those who are cleared.
OF_REQUEST = (
    "exists (select 1 from enquiries_agencyrequest as asked join enquiries_enquiry as enquiry"
    " on enquiry.id = asked.enquiry_id where asked.id = {column})"
)


class Migration(migrations.Migration):
    """An enquiry is the council's; each agency sees what it was asked itself, its own answers, and nothing of the others."""

    dependencies = [("enquiries", "0001_initial"), ("people", "0002_row_level_security")]

    operations = [
        sequence("ref_enquiry", start=1001),
        sequence("ref_request", start=10001),
        sequence("ref_return", start=10001),
        protect("enquiries_agencyrequest", using=f"{AUTHORITY} or {OF_OWN_AGENCY}"),
        protect("enquiries_enquiry", using=f"({AUTHORITY} and {UNRESTRICTED}) or {ASKED_OF}"),
        protect("enquiries_askedabout", using=through("enquiries_enquiry", "enquiries_askedabout.enquiry_id")),
        protect("enquiries_agencyreturn", using=OF_REQUEST.format(column="enquiries_agencyreturn.request_id")),
        protect("enquiries_requestevent", using=OF_REQUEST.format(column="enquiries_requestevent.request_id")),
        protect("enquiries_involvement", using=through("enquiries_agencyreturn", "enquiries_involvement.given_in_id")),
    ]
