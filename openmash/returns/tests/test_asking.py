"""A return asked for on a page: written by a job, taken by one role, and its file forgotten."""

import io
import zipfile
from datetime import date, timedelta

import pytest

from openmash.agencies.choices import Role
from openmash.base import jobs
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.files.keeping import read
from openmash.base.models import Job
from openmash.base.transactions import request_transaction
from openmash.returns.models import ReturnWritten
from openmash.returns.queries import written
from openmash.returns.services import asking
from openmash.returns.tests.conftest import MACHINE, NOW, YEAR
from openmash.trail.models import Entry


@pytest.fixture
def ask(analyst):
    def asked(kind="cin", first=YEAR[0], last=YEAR[1], by=None):
        with request_transaction(by or analyst):
            return asking.ask_return(actor=by or analyst, kind=kind, first=first, last=last, now=NOW)

    return asked


@pytest.fixture
def write(ask):
    def made(kind="cin", **period):
        asked = ask(kind, **period)
        jobs.discover()
        jobs.run_waiting(now=NOW)
        with request_transaction(MACHINE):
            return ReturnWritten.objects.select_related("file").get(pk=asked.pk)

    return made


def test_it_is_written_by_a_job_and_its_file_is_kept(protected, write):
    made = write()

    assert read(made.file).startswith(b"<?xml")
    assert protected.reference.encode() in read(made.file)
    assert (made.tables["Child"], made.problem) == (1, "")


def test_the_dataset_is_one_zip_with_a_file_for_each_table(protected, write):
    made = write("ssd")

    with zipfile.ZipFile(io.BytesIO(read(made.file))) as packed:
        assert len(packed.namelist()) == 48


def test_an_annex_a_is_one_workbook_with_its_lists(protected, write):
    made = write("annex_a")

    assert read(made.file).startswith(b"PK")
    assert (made.tables["List 3"], len(made.tables), made.problem) == (1, 11, "")


def test_how_many_children_are_left_out_is_kept(protected, child, happened, write):
    happened(child("Bryn", disabilities=[]), "referral", YEAR[0], source="6", need="N1", outcome="Assessment required")

    assert write().left_out == 1


def test_why_there_is_no_file_is_kept_in_a_sentence(lancashire, write):
    made = write()

    assert made.file is None
    assert made.problem.startswith("No child’s case lies in this period")
    assert Job.objects.filter(kind=asking.JOB, finished_at__isnull=False).exists()


def test_asking_twice_for_the_same_writes_it_once(protected, write, analyst):
    made = write()

    with request_transaction(MACHINE):
        again = asking.write_return(actor=MACHINE, reference=made.reference, now=NOW + timedelta(hours=1))

    assert again.finished_at == made.finished_at


def test_who_takes_it_is_kept(protected, write, analyst):
    made = write()

    with request_transaction(analyst):
        asking.take_return(actor=analyst, asked=made, now=NOW)

    entry = Entry.objects.get(kind="return.taken")
    assert (entry.actor, entry.subject) == (analyst.reference, made.reference)


def test_its_file_is_forgotten_after_thirty_days_and_can_be_written_again(protected, write, analyst):
    made = write()

    with request_transaction(MACHINE):
        assert asking.forget_files(actor=MACHINE, now=NOW + timedelta(days=29)) == 0
        assert asking.forget_files(actor=MACHINE, now=NOW + timedelta(days=31)) == 1
        made.refresh_from_db()
    with request_transaction(analyst), pytest.raises(NotFound, match="Write it again"):
        asking.take_return(actor=analyst, asked=made, now=NOW)


@pytest.mark.parametrize(
    ("kind", "first", "last", "why"),
    [
        pytest.param("cin", date(2025, 4, 1), date(2026, 4, 1), "lie in two", id="two-years"),
        pytest.param("ssd", YEAR[1], YEAR[0], "before the first", id="backwards"),
        pytest.param("ssd", date(2027, 1, 1), date(2027, 2, 1), "lies ahead", id="ahead"),
    ],
)
def test_a_period_that_is_none_is_refused_at_once(ask, kind, first, last, why):
    with pytest.raises(RuleBroken, match=why):
        ask(kind, first, last)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ANALYST])
def test_nobody_but_the_analyst_asks_for_one_or_finds_one(protected, write, ask, somebody_as, role):
    made, actor = write(), somebody_as(role)

    with pytest.raises(Denied, match="performance analyst"):
        ask(by=actor)
    with request_transaction(actor):
        assert written.returns_written(actor) == []
        with pytest.raises(NotFound):
            written.return_by_reference(actor, made.reference)
