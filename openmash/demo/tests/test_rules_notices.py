"""Notices as the police send them, and the small file that shows what is refused."""

import csv
import io
from datetime import timedelta
from pathlib import Path

from openmash.demo.rules.notices import COLUMNS, notice_file, notices_of
from openmash.demo.tests.areas import MONDAY, whole_area
from openmash.frontdoor.rules.notices import read_notices

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "police-notices.csv"


def test_a_week_of_notices_is_read_whole_by_the_front_door():
    notices = notices_of(whole_area().contacts, (MONDAY - timedelta(days=7)).date(), MONDAY.date())

    read = read_notices(notice_file(notices).encode(), now=MONDAY)

    assert len(notices) >= 15
    assert len(read.incidents) == len(notices)
    assert not read.refused
    assert not read.reported


def test_one_row_a_person_and_the_story_of_an_incident_stands_once():
    notice = next(
        contact
        for contact in notices_of(whole_area().contacts, MONDAY.date(), MONDAY.date())
        if len(contact.people) > 2
    )

    rows = list(csv.DictReader(io.StringIO(notice_file([notice]))))
    read = read_notices(notice_file([notice]).encode(), now=MONDAY)

    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(notice.people)
    assert {row["reference"] for row in rows} == {notice.notice}
    assert read.incidents[0].given.story == notice.story


def test_references_of_notices_are_used_once():
    references = [contact.notice for contact in whole_area().contacts if contact.notice]

    assert len(set(references)) == len(references)
    assert all(reference.startswith("PVP-") for reference in references)


def test_the_sample_shows_what_is_accepted_and_four_ways_to_be_refused():
    read = read_notices(SAMPLE.read_bytes(), now=MONDAY)
    accepted = {incident.reference for incident in read.incidents}

    assert accepted == {"PVP-S-0001", "PVP-S-0002", "PVP-S-0003", "PVP-S-0008"}
    assert {row["column"] for row in read.refused} == {"date_of_birth", "given_name", "reference", "incident_at"}
    assert len(read.refused) == 5
