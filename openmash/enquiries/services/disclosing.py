"""Keep what an agency was told about the people of an enquiry, in the transaction of the telling."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from openmash.base.actors import Actor
from openmash.enquiries.models import Enquiry
from openmash.release import services as release
from openmash.release.choices import RecipientKind
from openmash.sharing.choices import Told


def disclose(
    *,
    actor: Actor,
    enquiry: Enquiry,
    agency: Any,
    what: str,
    source: tuple[str, str],
    fields: Sequence[str],
    now: datetime,
) -> None:
    """Write down that an agency was told `fields` about everybody of an enquiry; `source` is kind and reference."""
    release.record_disclosure(
        actor=actor,
        given=release.DisclosureGiven(
            what=what,
            subject_kind=enquiry.subject_kind,
            subject=enquiry.subject,
            source_kind=source[0],
            source=source[1],
            recipient_kind=RecipientKind.AGENCY,
            recipient=agency.code,
            recipient_name=agency.name,
            people=[(one.person_id, one.person_reference) for one in enquiry.people.all()],
            purpose=enquiry.purpose,
            lawful_bases=enquiry.lawful_bases,
            fields=fields,
            must_not_be_told=enquiry.must_not_be_told if enquiry.told == Told.MUST_NOT else "",
            restricted=enquiry.restricted,
        ),
        now=now,
    )
