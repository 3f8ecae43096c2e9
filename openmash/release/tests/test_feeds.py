"""The file of a standing feed is handed over by the one door: exactly the file that was kept, and then it was told."""

from pathlib import Path

import pytest

from openmash.base import jobs
from openmash.base.transactions import request_transaction
from openmash.people.models import Person
from openmash.release import jobs as release_jobs  # noqa: F401 - registers what sends
from openmash.release.models import Disclosure, Dispatch
from openmash.sharing import services
from openmash.sharing.models import FeedRun
from openmash.sharing.services import feeds
from openmash.sharing.tests import register_world as world
from openmash.sharing.tests.register_world import HEALTH, MACHINE, NOW

pytestmark = pytest.mark.django_db
ROWS = [
    {"person": "P-1", "reference": "C-10001", "name": "Aled Example", "story": "Told in confidence"},
    {"person": "P-2", "reference": "C-10002", "name": "Cari Example", "story": ""},
]


@pytest.fixture(autouse=True)
def lancashire(db, settings, tmp_path, monkeypatch):
    world.load()
    settings.DATA, settings.RELEASE_FOLDER = tmp_path, str(tmp_path / "transfer")
    monkeypatch.setattr(feeds, "_contents", {})
    services.offer_content(
        "tests.children", title="Children", items=("reference", "name", "story"), rows=lambda actor, now: ROWS
    )
    with request_transaction(MACHINE):
        for reference in ("P-1", "P-2"):
            Person.objects.create(reference=reference, given_name="Aled", created_at=NOW)


@pytest.fixture
def run():
    """A run that may go, its file kept and not handed over yet."""
    keeper = world.keeper()
    version = world.in_force(world.drafted(keeper), world.lead(), keeper)
    with request_transaction(keeper):
        feed = services.start_feed(actor=keeper, given=world.feed_given(version), now=NOW)
        return services.run_feed(actor=keeper, feed=feed, now=NOW)


def kept(run):
    return services.kept_at(run.content_hash)


def handed_over(tmp_path):
    return sorted(path.name for path in Path(tmp_path, "transfer").rglob("*.csv"))


def held():
    with request_transaction(MACHINE):
        return Dispatch.objects.get(), FeedRun.objects.get()


def test_a_run_that_may_go_is_handed_over_by_a_job_and_is_told_from_then_on(run, tmp_path):
    dispatch, before = held()
    assert (dispatch.way, dispatch.address, dispatch.state) == ("file", HEALTH, "waiting")
    assert (before.handed_over_at, handed_over(tmp_path)) == (None, [])
    assert "Aled" not in dispatch.body + dispatch.subject_line

    jobs.run_waiting(now=NOW)

    dispatch, after = held()
    assert (dispatch.state, dispatch.sent_through) == ("sent", "folder")
    assert after.handed_over_at is not None
    assert handed_over(tmp_path) == [run.file_name]
    assert Path(tmp_path, "transfer", HEALTH, run.file_name).read_bytes() == kept(run).read_bytes()
    with request_transaction(MACHINE):
        told = Disclosure.objects.get()
        people = sorted(told.people.values_list("person_reference", flat=True))
    assert (told.recipient, told.fields, told.document_hash) == (
        f"agency {HEALTH}", ["reference", "name"], run.content_hash,
    )  # fmt: skip
    assert (told.lawful_bases, told.purpose, people) == (["public-task"], "continuity-of-care", ["P-1", "P-2"])


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        pytest.param(
            lambda path: path.write_bytes(b"Name\nSomebody else\n"), "not the one that was looked at", id="other"
        ),
        pytest.param(lambda path: path.unlink(), "not there", id="gone"),
    ],
)
def test_another_file_than_the_one_that_was_kept_is_not_handed_over(run, tmp_path, spoil, why):
    spoil(kept(run))

    jobs.run_waiting(now=NOW)

    dispatch, after = held()
    assert dispatch.state == "refused"
    assert why in dispatch.problem
    assert (after.handed_over_at, handed_over(tmp_path)) == (None, [])
    with request_transaction(MACHINE):
        assert not Disclosure.objects.exists()


def test_a_folder_that_cannot_be_written_is_tried_again(run, tmp_path, settings):
    Path(tmp_path, "blocked").write_text("a file and no folder")
    settings.RELEASE_FOLDER = str(tmp_path / "blocked")
    jobs.run_waiting(now=NOW)

    dispatch, _ = held()

    assert (dispatch.state, dispatch.tries) == ("waiting", 1)
    assert "cannot be written" in dispatch.problem


def test_a_run_that_was_stopped_sends_nothing(tmp_path):
    keeper = world.keeper()
    with request_transaction(keeper):
        feed = services.start_feed(actor=keeper, given=world.feed_given(world.drafted(keeper)), now=NOW)
        services.run_feed(actor=keeper, feed=feed, now=NOW)
        assert not Dispatch.objects.exists()
    assert handed_over(tmp_path) == []
