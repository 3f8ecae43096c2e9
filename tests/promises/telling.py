"""A school that is told, for the records of the promises: its key adult, a calendar, a file that was loaded, and a notice a worry."""

import hashlib
from datetime import timedelta
from typing import Any

from openmash.agencies.models import Agency
from openmash.base import clock
from openmash.links.models import AnswerLink
from openmash.schools import models as schools

URN, KEY_ADULT, CALENDAR = "100001", "KA-1", "CAL-1"


def keep_schools(agency_code: str) -> int:
    """Keep a school with a key adult and a calendar. Returns the number of the file that it came from."""
    now = clock.now()
    calendar = schools.Calendar.objects.create(
        code=CALENDAR, name="County", is_default=True, changed_at=now, changed_by="user:1"
    )
    for first, last in (("2026-09-01", "2026-10-23"), ("2026-11-02", "2026-12-18")):
        schools.CalendarDates.objects.create(calendar=calendar, kind="term", first_day=first, last_day=last)
    school = schools.School.objects.create(
        urn=URN,
        name="Example School",
        status="open",
        content_hash="x",
        agency=Agency.objects.get(code=agency_code),
        calendar=calendar,
    )
    schools.KeyAdult.objects.create(
        reference=KEY_ADULT, school=school, name="K Adult", email="k.adult@example.org", since=now.date()
    )
    load = schools.RegisterLoad.objects.create(
        file_name="schools.csv",
        content_hash="x",
        rows=1,
        accepted=1,
        new=1,
        changed=0,
        refused_count=0,
        loaded_at=now,
        loaded_by="user:1",
    )
    return int(load.pk)


def tell_school(mark: str, contact: Any, child: Any, sibling: Any, reader: Any) -> None:
    """Have a school told about a worry's child, where `reader` may read it, and a notice about the other still to be prepared."""
    now = clock.now()
    school = schools.School.objects.get(urn=URN)
    given = {
        "about_kind": "contact",
        "about": contact.reference,
        "incident_at": contact.received_at,
        "due_at": now,
        "due_rule": "encompass-notice",
        "school": school,
        "school_name": school.name,
        "team": contact.team,
        "restricted": contact.restricted,
        "pack": contact.pack,
        "opened_at": now,
        "opened_by": "user:1",
    }
    schools.SchoolNotice.objects.create(
        reference=f"SN-{mark}",
        person=child,
        person_reference=child.reference,
        child_name=child.full_name,
        state="released",
        agency=school.agency,
        readers=[reader.pk],
        key_adult=schools.KeyAdult.objects.get(reference=KEY_ADULT),
        told_name="K Adult",
        told_email="k.adult@example.org",
        by_link=True,
        document=f"Child: {child.full_name}",
        released_at=now,
        released_by="user:1",
        told_at=now,
        **given,
    )
    schools.SchoolNotice.objects.create(
        reference=f"SN-{mark}2",
        person=sibling,
        person_reference=sibling.reference,
        child_name=sibling.full_name,
        state="to_prepare",
        **given,
    )
    _send_link(mark, contact)


def _send_link(mark: str, contact: Any) -> None:
    """Send the key adult a link to the notice: L-SN-A for that of the worry A."""
    now = clock.now()
    AnswerLink.objects.create(
        reference=f"L-SN-{mark}",
        kind="school_notice",
        record=f"SN-{mark}",
        about_kind="contact",
        about=contact.reference,
        restricted=contact.restricted,
        recipient=f"school {URN}",
        recipient_name="K Adult, Example School",
        address="k.adult@example.org",
        salt="x",
        token_hash=hashlib.sha256(f"school {mark}".encode()).hexdigest(),
        made_at=now,
        made_by="user:1",
        expires_at=now + timedelta(days=7),
    )


def of_schools(mark: str) -> dict[str, str]:
    """Return what the addresses about schools name for a worry."""
    return {
        "school_notice": f"SN-{mark}",
        "notice": f"SN-{mark}2",
        "urn": URN,
        "key_adult": KEY_ADULT,
        "calendar": CALENDAR,
    }
