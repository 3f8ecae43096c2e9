"""The trail is written with what it records, sealed in a chain, and never changed."""

import json
from datetime import datetime, timedelta, timezone

import pytest
from django.db import DatabaseError, connection, transaction

from openmash.base.actors import Actor
from openmash.trail import queries, rules, services
from openmash.trail.models import Entry, Seal

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=timezone.utc)
WORKER = Actor(user_id=7, agency_code="council", in_authority=True, purpose="Screening a contact")


@pytest.fixture(autouse=True)
def anchors(settings, tmp_path):
    settings.DATA = tmp_path
    return tmp_path / "trail" / "anchors.jsonl"


def recorded(*kinds, subject="contact C-10001"):
    with transaction.atomic():
        for kind in kinds:
            services.record(actor=WORKER, kind=kind, subject=subject, at=NOW, outcome="nfa")


@pytest.mark.django_db
def test_an_entry_says_who_what_whom_and_why():
    recorded("contact.decided")

    entry = Entry.objects.get()
    assert (entry.actor, entry.agency, entry.purpose, entry.kind) == (
        "user:7",
        "council",
        "Screening a contact",
        "contact.decided",
    )
    assert (entry.subject_kind, entry.subject, entry.details) == ("contact", "C-10001", {"outcome": "nfa"})


@pytest.mark.django_db
def test_an_opening_is_shown_with_its_purpose():
    services.saw(actor=WORKER, subject="person P-100001", purpose="Checking history", at=NOW)

    [opening] = queries.openings_of("person", "P-100001")
    assert (opening.actor, opening.purpose, opening.at) == ("user:7", "Checking history", NOW)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_the_transaction_of_the_change():
    with pytest.raises(RuntimeError, match="in the transaction of the change"):
        services.record(actor=WORKER, kind="contact.decided", subject="contact C-10001", at=NOW)


@pytest.mark.django_db(transaction=True)
def test_the_change_and_its_record_stand_or_fall_together():
    with pytest.raises(RuntimeError), transaction.atomic():
        services.record(actor=WORKER, kind="contact.decided", subject="contact C-10001", at=NOW)
        raise RuntimeError("it went wrong")

    assert not Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["trail_entry", "trail_seal", "trail_sealed"])
@pytest.mark.parametrize("statement", ["update {0} set {1} = {1}", "delete from {0}", "truncate {0} cascade"])
def test_nothing_in_the_trail_is_changed_or_removed(table, statement):
    recorded("a")
    services.seal_entries(actor=WORKER, now=NOW)
    column = {"trail_entry": "kind", "trail_seal": "number", "trail_sealed": "seal_id"}[table]

    with pytest.raises(DatabaseError, match=r"append-only|permission denied"), transaction.atomic():
        connection.cursor().execute(statement.format(table, column))


@pytest.mark.django_db
def test_seals_follow_each_other_and_cover_everything(anchors, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        recorded("a", "b")
        first = services.seal_entries(actor=WORKER, now=NOW)
        recorded("c")
        second = services.seal_entries(actor=WORKER, now=NOW + timedelta(minutes=1))
        assert services.seal_entries(actor=WORKER, now=NOW) is None

    assert (first.number, second.number) == (1, 2)
    assert second.chain_hash == rules.chain_hash(first.chain_hash, 2, second.content_hash)
    assert queries.unsealed() == 0
    assert queries.verify_trail() == {"entries": 3, "sealed": 3, "ok": True, "first_bad": None}
    assert [json.loads(line)["number"] for line in anchors.read_text().splitlines()] == [1, 2]


@pytest.mark.django_db
def test_a_seal_that_is_missing_is_found_by_its_anchor(anchors, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        recorded("a")
        services.seal_entries(actor=WORKER, now=NOW)
    with anchors.open("a") as file:
        file.write(json.dumps({"number": 2, "chain_hash": "x"}) + "\n")

    assert queries.verify_trail()["first_bad"] == "seal 2"


@pytest.mark.django_db
def test_an_anchor_that_says_otherwise_is_found(anchors, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        recorded("a")
        services.seal_entries(actor=WORKER, now=NOW)
    anchors.write_text(anchors.read_text().replace(Seal.objects.get().chain_hash, "0" * 64))

    assert queries.verify_trail()["first_bad"] == "seal 1"


def test_the_hash_does_not_depend_on_the_order_of_words():
    assert rules.canonical({"a": 1, "b": "é"}) == rules.canonical({"b": "é", "a": 1})
    assert rules.content_hash([{"a": 1}]) != rules.content_hash([{"a": 2}])


@pytest.mark.django_db
def test_the_entries_of_a_long_piece_of_work_are_written_in_one_statement_at_its_end(django_assert_num_queries):
    with (
        django_assert_num_queries(3),
        transaction.atomic(),
        services.gathering(),
    ):  # a savepoint, one insert, its release
        recorded_inside = [services.record(actor=WORKER, kind=kind, subject="contact C-1", at=NOW) for kind in "abc"]

    assert len(recorded_inside) == 3
    assert list(Entry.objects.order_by("pk").values_list("kind", flat=True)) == ["a", "b", "c"]


@pytest.mark.django_db
def test_what_is_gathered_within_longer_work_is_written_once_in_its_order():
    with transaction.atomic(), services.gathering():
        services.record(actor=WORKER, kind="a", subject="contact C-1", at=NOW)
        with services.gathering():
            services.record(actor=WORKER, kind="b", subject="contact C-1", at=NOW)
        services.record(actor=WORKER, kind="c", subject="contact C-1", at=NOW)
        assert not Entry.objects.exists()

    assert list(Entry.objects.order_by("pk").values_list("kind", flat=True)) == ["a", "b", "c"]


@pytest.mark.django_db(transaction=True)
def test_gathered_entries_go_with_the_work_that_is_undone():
    with pytest.raises(LookupError), transaction.atomic(), services.gathering():
        services.record(actor=WORKER, kind="contact.decided", subject="contact C-1", at=NOW)
        raise LookupError
    recorded("contact.decided")

    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_is_gathered_outside_a_transaction():
    with pytest.raises(RuntimeError, match="in the transaction"), services.gathering():
        pass
