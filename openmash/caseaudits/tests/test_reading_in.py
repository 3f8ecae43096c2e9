"""Audits made elsewhere and figures reported without cases: read in whole, once, by whom it is for, and by the command."""

import zipfile
from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest

from openmash.base import commandline
from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.caseaudits import commands, queries
from openmash.caseaudits.models import Audit, FileRead, ReportedFigure
from openmash.caseaudits.services import reading
from openmash.caseaudits.tests.conftest import MACHINE, NOW

pytestmark = pytest.mark.django_db

AUDITS = b"""audit_id,sample,audited_on,cohort,locality,team,auditor,social_worker_met,section,question,answer,grade,previous_grade
E-1,random,2026-10-05,CLA,North,A team,Ann Other,yes,compliance,gp,yes,,
E-1,random,2026-10-05,CLA,North,A team,Ann Other,yes,overall,,,good,requires improvement
E-2,targeted,2026-10-06,CP,East,,,no,overall,,,inadequate,
"""
REPORTED = b"""measure,period,cohort,numerator,denominator,percent,note
assessment_up_to_date,2017-05,CLA,6,8,75,
improved_in_three_months,2017-04,,,,46,
improved_in_three_months,2017-05,,,,58,
"""


def read(actor, content, *, service=reading.read_audits_in, now=NOW):
    with request_transaction(actor):
        return service(actor=actor, file=BytesIO(content), name="given.csv", now=now)


def seen():
    return {one.reference: one for one in queries.audits_for_figures(start=NOW.date() - timedelta(60), end=NOW.date())}


def test_audits_are_read_in_with_all_that_they_say(principal):
    done = read(principal, AUDITS)

    assert (done.rows, done.accepted, done.added, done.refused) == (3, 3, 2, [])
    first, second = seen().values()
    assert (first.cohort, first.locality, first.auditor, first.sample) == ("CLA", "North", "Ann Other", "random")
    assert first.answers == {("compliance", "gp"): "yes"}
    assert (first.grades, first.previous) == ({"overall": "good"}, {"overall": "requires_improvement"})
    assert (first.social_worker_met, second.social_worker_met) == (True, False)
    assert first.source == "elsewhere"


def test_a_file_read_again_adds_nothing(principal):
    read(principal, AUDITS)

    again = read(principal, AUDITS)

    assert (again.rows, again.accepted, again.added, again.changed) == (3, 3, 0, 0)
    assert len(seen()) == 2


def test_an_audit_that_its_source_corrected_takes_the_place_of_what_it_said(principal):
    read(principal, AUDITS)

    again = read(principal, AUDITS.replace(b",good,requires improvement", b",inadequate,"))

    assert (again.added, again.changed) == (0, 1)
    assert [one.grades for one in seen().values()] == [{"overall": "inadequate"}] * 2
    with request_transaction(MACHINE):
        assert Audit.objects.get(source_id="E-1").version == 2


def test_an_audit_that_is_refused_leaves_nothing(principal):
    done = read(principal, AUDITS.replace(b",good,", b",excellent,"))

    assert (done.rows, done.accepted, [one["row"] for one in done.refused]) == (3, 1, [1, 2])
    assert [one.cohort for one in seen().values()] == ["CP"]
    with request_transaction(principal):
        kept = queries.file_read(principal, done.number)
    assert kept.refused == done.refused
    assert kept.refused_count == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "The file is empty", id="empty"),
        pytest.param(b"name,colour\na,b\n", "Not there: audit_id", id="another-file"),
        pytest.param(b"%PDF-1.7 x", "not a CSV file", id="a-pdf"),
        pytest.param(AUDITS + b'E-3,"' + b"\n" * 40, "quotation mark", id="a-quotation-mark-left-open"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(principal, content, words):
    with pytest.raises(RuleBroken, match=words):
        read(principal, content)

    with request_transaction(MACHINE):
        assert (Audit.objects.count(), FileRead.objects.count()) == (0, 0)


def test_a_file_too_large_is_refused_before_it_is_read(principal, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST", 50)

    with pytest.raises(RuleBroken, match="larger than"):
        read(principal, AUDITS)


def test_reported_figures_are_kept_as_their_source_gave_them(principal):
    done = read(principal, REPORTED, service=reading.read_reported_in)

    assert (done.rows, done.accepted, done.added) == (3, 3, 3)
    assert [
        (one.measure, one.period, one.cohort, one.numerator, one.denominator, one.percent)
        for one in queries.reported_figures()
    ] == [
        ("assessment_up_to_date", "2017-05", "CLA", 6, 8, 75.0),
        ("improved_in_three_months", "2017-04", "", None, None, 46.0),
        ("improved_in_three_months", "2017-05", "", None, None, 58.0),
    ]


def test_a_reported_figure_given_anew_replaces_the_earlier_one_which_is_kept(principal):
    read(principal, REPORTED, service=reading.read_reported_in)
    assert read(principal, REPORTED, service=reading.read_reported_in).added == 0

    anew = read(principal, REPORTED.replace(b"58", b"59"), service=reading.read_reported_in)

    assert (anew.added, anew.changed) == (0, 1)
    assert [one.percent for one in queries.reported_figures()] == [75.0, 46.0, 59.0]
    with request_transaction(MACHINE):
        assert ReportedFigure.objects.filter(percent=58, replaced_at=NOW, replaced_by=principal.reference).exists()


@pytest.mark.parametrize("who", ["auditor", "social_worker", "locality_manager", "manager", "police"])
def test_nobody_else_reads_in_what_was_audited_elsewhere(who, request):
    actor = request.getfixturevalue(who)

    for service, content in ((reading.read_audits_in, AUDITS), (reading.read_reported_in, REPORTED)):
        with pytest.raises(Denied, match="principal social worker and the performance analyst"):
            read(actor, content, service=service)


def test_what_became_of_a_file_is_for_those_who_read_files_in(principal, manager, auditor, police):
    done = read(principal, AUDITS)

    for actor, seen_ in ((principal, 1), (manager, 0), (auditor, 0), (police, 0)):
        with request_transaction(actor):
            assert len(queries.files_read(actor)) == seen_, actor.name
    assert done.number


@pytest.mark.parametrize(
    ("command", "content", "rows"),
    [(commands.audits_read, AUDITS, 3), (commands.audits_read_reported, REPORTED, 3)],
)
def test_the_command_answers_with_rows_accepted_and_refused(lancashire, tmp_path, command, content, rows):
    path = tmp_path / "given.csv"
    path.write_bytes(content)

    said = command(SimpleNamespace(file=path))

    assert (said["rows"], said["accepted"], said["refused"]) == (rows, rows, [])


def test_the_command_says_why_a_file_cannot_be_used(lancashire, tmp_path):
    path = tmp_path / "given.csv"
    path.write_bytes(b"colour\nblue\n")

    with pytest.raises(commandline.CannotDo) as problem:
        commands.audits_read(SimpleNamespace(file=path))

    assert "Not there: audit_id" in problem.value.reason


# -- workbooks ---------------------------------------------------------------------------------------------------------------


def workbook(*rows, **options):
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True} | options) as book:
        sheet, day = book.add_worksheet("Audits"), book.add_format({"num_format": "d mmm yyyy"})
        for line, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, place, cell, day)
                else:
                    sheet.write(line, place, cell)
    return out.getvalue()


HEADINGS = ("audit_id", "audited_on", "cohort", "section", "question", "answer", "grade")


@pytest.mark.parametrize("options", [{}, {"date_1904": True}], ids=["days-from-1900", "days-from-1904"])
def test_a_filled_workbook_is_read_as_a_file_is(principal, options):
    filled = workbook(
        ("Audits of our own system",),
        HEADINGS,
        (17, date(2026, 10, 5), "CLA", "overall", "", "", "good"),
        (17, "", "", "compliance", "gp", "yes", ""),
        (18, "=1/0", "CP", "overall", "", "", "good"),
        **options,
    )

    done = read(principal, filled)

    assert (done.rows, done.accepted, done.added) == (3, 2, 1)
    assert [(one["row"], one["column"]) for one in done.refused] == [(3, "audited_on")]
    [one] = seen().values()
    assert (one.audited_on, one.answers, one.grades) == (
        date(2026, 10, 5), {("compliance", "gp"): "yes"}, {"overall": "good"},
    )  # fmt: skip


def test_the_template_itself_is_recognised_and_holds_nothing_yet(principal):
    done = read(principal, queries.audit_template(NOW.date()))

    assert (done.rows, done.added, done.remarks[0][:28]) == (0, 0, "The sheet “Audits” was read.")


def bomb():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(2):
            packed.writestr(f"xl/worksheets/sheet{number}.xml", b"0" * 900_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"PK\x03\x04 and then nothing", "not a workbook", id="damaged"),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "not a workbook", id="damaged-and-old"),
        pytest.param(workbook(("colour",), ("blue",)), "No sheet of this workbook", id="another-workbook"),
        pytest.param(bomb, "unpacks to more than can be read safely", id="a-zip-bomb"),
    ],
)
def test_a_workbook_that_cannot_be_used_changes_nothing(principal, content, words):
    with pytest.raises(RuleBroken, match=words):
        read(principal, content() if callable(content) else content)

    with request_transaction(MACHINE):
        assert (Audit.objects.count(), FileRead.objects.count()) == (0, 0)
