"""A workbook is sent on a page, read by a job, shown, and read again once a heading is known."""

from datetime import datetime, timedelta, timezone

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import load_lancashire
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base.actors import Actor
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.cases.models import Fact
from openmash.returns import presenters
from openmash.returns.models import ReturnRead
from openmash.returns.queries import received
from openmash.returns.services import annexa, receiving
from openmash.returns.tests.annexa import cells_of, row_of, write_book

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=timezone.utc)
MACHINE = Actor.machine("test")


@pytest.fixture
def analyst(db):
    load_lancashire()
    return somebody(Role.ANALYST, "mash-management", name="Ana Analyst")


@pytest.fixture
def send(analyst, tmp_path):
    def run(content=None):
        cells = cells_of(3, [row_of(3), row_of(3, child="5", began="soon")])
        cells[0][cells[0].index("Allocated Team")] = "Patch"
        held = write_book(tmp_path / "book.xlsx", {"List 3": cells}).read_bytes() if content is None else content
        with request_transaction(analyst):
            return receiving.ask_reading(actor=analyst, upload=SimpleUploadedFile("a/b.xlsx", held), now=NOW)

    return run


def shown(analyst, reference):
    with request_transaction(analyst):
        return presenters.read_in_full(received.read_by_reference(analyst, reference), NOW)


def test_what_was_sent_waits_and_is_read_by_a_job(send, analyst):
    read = send()
    assert shown(analyst, read.reference)["waiting"]

    receiving.read_asked(actor=MACHINE, reference=read.reference, now=NOW)

    page = shown(analyst, read.reference)
    assert (page["state"], page["rows"], page["accepted"], page["refused"], page["until"]) == (
        "Read",
        2,
        1,
        1,
        "3 June 2026",
    )
    (one,) = page["lists"]
    assert [row["column"] for row in one["refused"]] == ["Date of Referral"]
    assert (one["missing"], [row["heading"] for row in one["unknown"]]) == (["Allocated Team"], ["Patch"])


def test_what_is_no_workbook_keeps_its_reason(send, analyst):
    read = send(b"no workbook")

    receiving.read_asked(actor=MACHINE, reference=read.reference, now=NOW)

    page = shown(analyst, read.reference)
    assert page["state"] == "Nothing kept"
    assert page["problem"].startswith("This is not a workbook")


def test_it_is_read_again_by_what_is_known_then(send, analyst):
    read = send()
    receiving.read_asked(actor=MACHINE, reference=read.reference, now=NOW)
    with request_transaction(analyst):
        annexa.say_heading(actor=analyst, list_number=3, heading="Patch", column="team", now=NOW)
        again = receiving.read_again(actor=analyst, read=received.read_by_reference(analyst, read.reference), now=NOW)

    done = receiving.read_asked(actor=MACHINE, reference=again.reference, now=NOW)

    assert (done.new, done.changed) == (0, 1)
    with request_transaction(MACHINE):
        assert Fact.objects.get(kind="referral").team == "Team East"


def test_reading_twice_by_the_same_job_is_reading_once(send):
    read = send()
    receiving.read_asked(actor=MACHINE, reference=read.reference, now=NOW)

    done = receiving.read_asked(actor=MACHINE, reference=read.reference, now=NOW + timedelta(days=1))

    assert done.finished_at == NOW


def test_a_workbook_is_taken_away_after_a_month_and_what_it_said_stays(send, analyst):
    read = send()
    receiving.read_asked(actor=MACHINE, reference=read.reference, now=NOW)

    with request_transaction(MACHINE):
        assert receiving.forget_books(actor=MACHINE, now=NOW + timedelta(days=29)) == 0
        assert receiving.forget_books(actor=MACHINE, now=NOW + timedelta(days=31)) == 1
    with request_transaction(analyst):
        held = received.read_by_reference(analyst, read.reference)
        assert held.lists["List 3"]["accepted"] == 1
        with pytest.raises(RuleBroken, match="taken away"):
            receiving.read_again(actor=analyst, read=held, now=NOW)


def test_a_workbook_that_is_too_large_is_not_taken(analyst, monkeypatch):
    monkeypatch.setattr(receiving, "LARGEST", 10)
    with request_transaction(analyst), pytest.raises(RuleBroken, match="larger than"):
        receiving.ask_reading(actor=analyst, upload=SimpleUploadedFile("b.xlsx", b"x" * 11), now=NOW)


@pytest.mark.parametrize("role", [Role.SCREENING_WORKER, Role.MASH_MANAGER, Role.BOARD_MEMBER])
def test_others_neither_send_nor_see_workbooks(send, role):
    read = send()
    other = somebody(role, "mash-management")
    with request_transaction(other):
        with pytest.raises(Denied):
            receiving.ask_reading(actor=other, upload=SimpleUploadedFile("b.xlsx", b"x"), now=NOW)
        assert received.returns_read(other) == []
        with pytest.raises(NotFound):
            received.read_by_reference(other, read.reference)
        with pytest.raises(Denied):
            receiving.read_again(actor=other, read=ReturnRead(reference="x"), now=NOW)
