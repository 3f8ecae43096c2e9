"""The pages on which audits made elsewhere are read in, and the workbook to fill in."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import acts
from openmash.caseaudits import queries
from openmash.caseaudits.rules.elsewhere import COLUMNS, Known
from openmash.caseaudits.rules.template import HOW, lists_of
from openmash.caseaudits.tests.conftest import NOW
from openmash.caseaudits.tests.test_reading_in import AUDITS, REPORTED

pytestmark = pytest.mark.django_db
FILES = reverse("caseaudits:files_read")


def send(client, name, content, file_name="given.csv"):
    data = {"idempotency_key": acts.fresh_key(), "file": SimpleUploadedFile(file_name, content)}
    return client.post(reverse(f"caseaudits:{name}"), data, follow=True)


def test_what_became_of_a_file_is_said_row_by_row(signed_in, principal):
    page = send(signed_in(principal), "read_audits", AUDITS.replace(b",good,", b",excellent,")).content.decode()

    assert "1 of 3 rows accepted: 1 new audit, 0 changed. 2 refused." in page
    assert "“excellent” is not known. Write one of: outstanding, good, requires improvement, inadequate." in page
    assert "belongs to audit E-1, of which row 2 was refused" in page


def test_the_files_that_were_read_in_are_listed_the_latest_first(signed_in, principal):
    client = signed_in(principal)
    assert "No file was read in yet." in client.get(FILES).content.decode()

    send(client, "read_audits", AUDITS, "first.csv")
    send(client, "read_reported", REPORTED, "second.csv")

    page = client.get(FILES).content.decode()
    assert page.index("second.csv") < page.index("first.csv")
    assert "3 new figures, 0 changed" in page
    assert principal.name in page


def test_a_file_that_cannot_be_read_leaves_the_form_with_the_reason(signed_in, principal):
    answer = send(signed_in(principal), "read_audits", b"colour\nblue\n")

    assert answer.status_code == 422
    assert "Not there: audit_id, audited_on, cohort, section." in answer.content.decode()


def test_the_workbook_to_fill_in_holds_the_columns_the_questions_and_the_lists_of_the_pack(signed_in, principal):
    answer = signed_in(principal).get(reverse("caseaudits:audit_template"))

    with zipfile.ZipFile(BytesIO(answer.content)) as book:
        words = book.read("xl/sharedStrings.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert answer["Content-Disposition"] == 'attachment; filename="audits-to-fill-in.xlsx"'
    assert [one for one in (*COLUMNS, *HOW, "smart_plan", "requires improvement to be good") if one not in words] == []
    assert sheet.count("<dataValidation ") == len(lists_of(())) == 9


def test_every_code_that_the_workbook_offers_is_one_that_is_read(lancashire):
    toolkits = agencies.pack_in_force(NOW.date()).in_force("audit_toolkits", NOW.date())
    known, lists = Known.of(toolkits), lists_of(toolkits)

    assert set(lists["section"]) <= set(known.sections)
    assert {one.replace("_", " ") for one in lists["question"]} <= set(known.questions)
    assert {"basic_details", "school", "gp", "court_documents", "identity_documents", "chronology", "case_summary",
            "assessment_up_to_date", "smart_plan"} <= set(lists["question"])  # fmt: skip
    assert queries.audit_template(NOW.date()).startswith(b"PK")
