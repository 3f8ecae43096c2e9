"""A standing feed is stopped by a draft, goes when the agreement is in force, and holds only what may go."""

from datetime import timedelta
from pathlib import Path

import pytest

from openmash.base import jobs
from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.sharing import queries, services
from openmash.sharing.jobs import run_feed, run_feeds
from openmash.sharing.models import FeedRun
from openmash.sharing.rules import feeds as rules
from openmash.sharing.services import feeds
from openmash.sharing.tests import register_world as world
from openmash.sharing.tests.register_world import MACHINE, NOW, POLICE
from openmash.trail.models import Entry
from openmash.work.models import WorkItem

pytestmark = pytest.mark.django_db
ROWS = [
    {"person": "P-1", "reference": "C-10001", "name": "Aled Example", "story": "Told in confidence"},
    {"person": "P-2", "reference": "C-10002", "name": '=cmd|" /C calc"!A0', "story": ""},
]


@pytest.fixture(autouse=True)
def lancashire(db, settings, tmp_path, monkeypatch):
    world.load()
    settings.DATA = tmp_path
    monkeypatch.setattr(feeds, "_contents", {})
    services.offer_content(
        "tests.children", title="Children", items=("reference", "name", "story"), rows=lambda actor, now: ROWS
    )


@pytest.fixture
def keeper():
    return world.keeper()


def begun(keeper, version, **more):
    with request_transaction(keeper):
        return services.start_feed(actor=keeper, given=world.feed_given(version, **more), now=NOW)


def ran(actor, feed, now=NOW):
    with request_transaction(actor):
        return services.run_feed(actor=actor, feed=feed, now=now)


def kept(run, folder):
    return (Path(folder) / "files" / "feeds" / f"{run.content_hash}.csv").read_bytes().decode()


def test_a_draft_stops_it_and_the_owner_has_work(keeper, tmp_path):
    feed = begun(keeper, world.drafted(keeper))

    run = ran(keeper, feed)

    assert (run.answer, run.rows, run.content_hash) == ("stopped", 0, "")
    assert "is still a draft" in run.sentences[0] and "Nothing was sent" in run.sentences[1]
    assert not (tmp_path / "files" / "feeds").exists()
    with request_transaction(MACHINE):
        item = WorkItem.objects.get()
    assert (item.act, item.subject) == ("mend_feed", feed.reference)
    assert Entry.objects.filter(kind="feed.stopped", subject=feed.reference).count() == 1


def test_it_goes_the_day_the_agreement_comes_into_force_and_the_work_is_done(keeper, tmp_path):
    version = world.drafted(keeper)
    feed = begun(keeper, version)
    ran(keeper, feed)
    with request_transaction(keeper):
        assert queries.feeds_due(NOW.date()) == []

    world.in_force(version, world.lead(), keeper)
    with request_transaction(keeper):
        assert queries.feeds_due(NOW.date()) == [feed.reference]
    run = ran(keeper, feed)

    assert (run.answer, run.rows, run.about) == ("allowed", 2, ["P-1", "P-2"])
    assert run.version == version
    with request_transaction(MACHINE):
        assert WorkItem.objects.get().done_reason == "the feed went"
        feed.refresh_from_db()
    assert feed.next_on == NOW.date() + timedelta(days=7)
    entry = Entry.objects.get(kind="feed.sent")
    assert (entry.details["about"], entry.details["rows"]) == (["P-1", "P-2"], 2)


def test_what_may_go_goes_and_no_cell_is_a_formula(keeper, tmp_path):
    version = world.drafted(keeper)
    feed = begun(keeper, version)
    world.in_force(version, world.lead(), keeper)

    run = ran(keeper, feed)

    assert kept(run, tmp_path).splitlines() == [
        "Reference,Name",
        "C-10001,Aled Example",
        'C-10002,"\'=cmd|"" /C calc""!A0"',
    ]


def test_what_a_kind_of_recipient_may_not_receive_is_withheld_although_it_is_agreed(keeper, tmp_path):
    version = world.drafted(keeper, items=("reference", "name", "story"))
    feed = begun(keeper, version, items=("reference", "name", "story"))
    world.in_force(version, world.lead(), keeper)

    run = ran(keeper, feed)

    assert (run.items, run.withheld) == (["reference", "name"], [["story", "not for this kind of recipient"]])
    assert "confidence" not in kept(run, tmp_path)


def test_a_lapsed_agreement_stops_what_went_before(keeper):
    version = world.drafted(keeper)
    feed = begun(keeper, version)
    world.in_force(version, world.lead(), keeper)
    ran(keeper, feed)

    later = NOW + timedelta(days=300)

    assert "lapsed after 30 June 2027" in ran(keeper, feed, later).sentences[0]


def test_it_goes_under_its_own_agreement_and_no_other(keeper):
    draft = world.drafted(keeper)
    other = world.drafted(keeper, title="Another agreement")
    world.in_force(other, world.lead(), keeper)

    run = ran(keeper, begun(keeper, draft))

    assert run.answer == "stopped"
    assert "is sent under MASH agreement" in run.sentences[0]


def test_the_job_runs_what_is_due_once(keeper):
    feed = begun(keeper, world.drafted(keeper))

    run_feeds(now=NOW)
    assert jobs.run_waiting(now=NOW) == 1
    run_feeds(now=NOW)
    run_feed(now=NOW, reference=feed.reference)

    with request_transaction(MACHINE):
        assert FeedRun.objects.count() == 1


def test_an_ended_feed_never_runs(keeper):
    feed = begun(keeper, world.drafted(keeper))
    ran(keeper, feed)
    with request_transaction(keeper):
        services.end_feed(actor=keeper, feed=feed, reason="No longer needed", now=NOW)

    with pytest.raises(RuleBroken, match="has ended"):
        ran(keeper, feed)
    with request_transaction(MACHINE):
        assert queries.feeds_due(NOW.date() + timedelta(days=99)) == []
        assert WorkItem.objects.filter(done_at__isnull=True).count() == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        pytest.param({"content": "nothing"}, "what", id="content"),
        pytest.param({"document": "G-1"}, "document", id="agreement"),
        pytest.param({"items": ()}, "items", id="items"),
        pytest.param({"title": " "}, "title", id="title"),
        pytest.param({"every_days": 0}, "every_days", id="too-often"),
        pytest.param({"every_days": 93}, "every_days", id="too-seldom"),
    ],
)
def test_a_feed_that_makes_no_sense_is_refused(keeper, change, field):
    with pytest.raises(RuleBroken) as refused:
        begun(keeper, world.drafted(keeper), **change)

    assert refused.value.field == field


@pytest.mark.parametrize("role", ["mash_manager", "screening_worker", "partner", "board_member"])
def test_only_those_who_keep_the_register_begin_run_and_end(keeper, role):
    feed, other = begun(keeper, world.drafted(keeper)), world.worker(role, "front-door-support", "Other")
    for doing in (
        lambda: services.start_feed(actor=other, given=world.feed_given(feed), now=NOW),
        lambda: services.run_feed(actor=other, feed=feed, now=NOW),
        lambda: services.end_feed(actor=other, feed=feed, reason="x", now=NOW),
    ):
        with request_transaction(other), pytest.raises(Denied):
            doing()


def test_another_agency_sees_no_feed(keeper):
    begun(keeper, world.drafted(keeper), to_agency=POLICE)
    partner = world.worker("partner", "police-mash")

    with request_transaction(partner):
        assert queries.feed_rows(partner) == []
        assert FeedRun.objects.count() == 0


@pytest.mark.parametrize("value", ["=1+1", "+44", "-1", "@x", "\t=1", " =1", "\r=1", "\n@x", "|x", "%0A"])
def test_nothing_that_begins_like_a_formula_stays_one(value):
    assert rules.plain_cell(value).startswith("'")


@pytest.mark.parametrize("value", ["Aled", "2015-03-04", "O'Example", "", "12 High Street"])
def test_what_is_no_formula_stays_as_it_is(value):
    assert rules.plain_cell(value) == value


def test_a_column_goes_only_where_content_agreement_and_recipient_all_name_it():
    found = rules.columns(
        wanted=("name", "story", "address", "shoe_size"),
        offered=("name", "story", "address"),
        agreed=("name", "story"),
        may_receive=("name", "address"),
    )

    assert found.sent == ("name",)
    assert found.withheld == (
        ("story", "not for this kind of recipient"),
        ("address", "not covered by the agreement"),
        ("shoe_size", "not in this content"),
    )


def test_a_feed_that_wants_more_than_is_agreed_is_stopped_and_says_what(keeper):
    version = world.drafted(keeper)
    feed = begun(keeper, version, items=("name", "story"))
    world.in_force(version, world.lead(), keeper)

    assert "does not cover these items: What was told." in ran(keeper, feed).sentences[0]


@pytest.mark.parametrize(
    ("due", "ran_on", "then"),
    [
        pytest.param(0, 0, 7, id="on-its-day"),
        pytest.param(0, 3, 7, id="three-days-late-keeps-its-day"),
        pytest.param(0, 30, 37, id="long-late-counts-from-today"),
    ],
)
def test_when_it_goes_next(due, ran_on, then):
    day = NOW.date()

    assert rules.next_day(
        due=day + timedelta(days=due), every_days=7, ran=day + timedelta(days=ran_on)
    ) == day + timedelta(days=then)
