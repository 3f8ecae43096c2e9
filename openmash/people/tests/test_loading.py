"""Loading an index: what is new, changed, gone, refused and doubtful; all of a file or none."""

import pytest
from django.db import connection

from openmash.base.errors import Denied, RuleBroken
from openmash.people import services
from openmash.people.models import IndexLoad, IndexRecord
from openmash.people.queries.alike import keys_alike
from openmash.people.tests.conftest import NOW
from openmash.trail.models import Entry

HEAD = "record_id,given_name,family_name,date_of_birth,postcode,nhs_number,status,worker,phone"
ALED = "1,Aled,Example,2015-03-04,PR1 2AB,999 000 0018,Open,J Worker,01632 960001"
BRYN = "2,Bryn,Example,2017-05-06,PR1 2AB,,Open,J Worker,01632 960001"
CARI = "3,Cari,Example,2020-07-08,PR1 2AB,,Open,,"


def held(as_actor, actor, index="social_care"):
    with as_actor(actor):
        return list(IndexRecord.objects.filter(index=index, gone_at=None).order_by("record_id"))


def counts(result):
    return result.rows, result.accepted, result.new, result.changed, result.gone


def test_a_whole_load_says_what_is_new_changed_and_gone(load, as_actor, manager):
    first = load("social_care", HEAD, ALED, BRYN)
    second = load("social_care", HEAD, ALED, BRYN.replace("Open", "Closed"), CARI)
    third = load("social_care", HEAD, CARI)
    fourth = load("social_care", HEAD, ALED, CARI)

    assert [counts(result) for result in (first, second, third, fourth)] == [
        (2, 2, 2, 0, 0),
        (3, 3, 1, 1, 0),
        (1, 1, 0, 0, 2),
        (2, 2, 0, 1, 0),
    ]
    assert [row.record_id for row in held(as_actor, manager)] == ["1", "3"]


def test_changes_alone_mark_nothing_as_gone(load, as_actor, manager):
    load("social_care", HEAD, ALED, BRYN)

    result = load("social_care", HEAD, CARI, changes_only=True)

    assert counts(result) == (1, 1, 1, 0, 0)
    assert len(held(as_actor, manager)) == 3


def test_refused_rows_are_listed_and_the_others_stored(load, as_actor, manager):
    result = load(
        "police",
        HEAD,
        ALED,
        ALED,
        ",No,Id,2015-03-04,,,,,",
        "4,,,2015-03-04,,,,,",
        "5,Dai,Example,2015-02-30,,,,,",
        "6,Efa,Example,2099-01-01,,,,,",
        "7,Fflur,Example,1899-01-01,,,,,",
        "8,Gwen,Example,01/02/03,,,,,",
        "9,Huw,Example,2015-03-04,,,,,,surplus",
    )

    assert [(item["row"], item["column"]) for item in result.refused] == [
        (2, "record_id"),
        (3, "record_id"),
        (4, "given_name"),
        (5, "date_of_birth"),
        (6, "date_of_birth"),
        (7, "date_of_birth"),
        (8, "date_of_birth"),
        (9, ""),
    ]
    assert counts(result) == (9, 1, 1, 0, 0)
    assert [row.record_id for row in held(as_actor, manager, "police")] == ["1"]


def test_doubtful_words_are_kept_and_told(load, as_actor, manager):
    result = load("health", HEAD, "1,Aled,Example,,ZZ99,123,whatever,,")

    assert result.refused == []
    assert [item["column"] for item in result.noted] == ["postcode", "nhs_number"]
    assert held(as_actor, manager, "health")[0].nhs_number == "123"


def test_a_refused_row_keeps_what_was_held_before(load, as_actor, manager):
    load("social_care", HEAD, ALED, BRYN)

    result = load("social_care", HEAD, ALED.replace("2015-03-04", "2015-02-30"), BRYN)

    assert result.gone == 0
    assert len(held(as_actor, manager)) == 2


def test_a_file_of_which_nothing_is_accepted_marks_nothing_as_gone(load, as_actor, manager):
    load("social_care", HEAD, ALED)

    result = load("social_care", HEAD)

    assert counts(result) == (0, 0, 0, 0, 0)
    assert len(held(as_actor, manager)) == 1


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        pytest.param(["given_name,family_name", "Aled,Example"], "record_id", id="no-record-id"),
        pytest.param(["record_id,age", "1,2"], "name", id="no-name"),
        pytest.param(["record_id,given_name,given_name", "1,a,b"], "twice", id="a-column-twice"),
        pytest.param([""], "empty", id="empty"),
        pytest.param([HEAD, '1,"Aled,Example', *["x"] * 40], "quotation mark", id="open-quotation-mark"),
        pytest.param(["PK\x03\x04"], "not a CSV", id="a-workbook"),
    ],
)
def test_a_file_that_cannot_be_used_leaves_the_index_as_it_was(load, as_actor, manager, lines, words):
    load("social_care", HEAD, ALED)

    with pytest.raises(RuleBroken, match=words):
        load("social_care", *lines)

    assert [row.record_id for row in held(as_actor, manager)] == ["1"]
    assert IndexLoad.objects.count() == 1


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", 0), ("utf-8-sig", 0), ("utf-16", 1), ("cp1252", 1)],
)
def test_files_are_read_as_offices_save_them(load, as_actor, manager, encoding, told):
    result = load("education", HEAD, "1,Siobhán,O’Brien,2015-03-04,pr1 2ab,,,,", encoding=encoding)

    assert len(result.remarks) == told
    row = held(as_actor, manager, "education")[0]
    assert (row.given_name, row.family_name, row.postcode) == ("Siobhán", "O’Brien", "PR1 2AB")


def test_semicolons_other_orders_and_unknown_columns_are_told(load, as_actor, manager):
    result = load("education", "Family Name;Record_ID;shoe size", "Example;1;36")

    assert result.remarks == ["The columns are parted by semicolons, not commas."]
    assert result.columns_unknown == ["shoe_size"]
    assert "given_name" in result.columns_missing
    assert held(as_actor, manager, "education")[0].family_name == "Example"


def test_a_link_that_a_person_confirmed_survives_a_load(load, as_actor, manager, person):
    load("social_care", HEAD, ALED)
    aled = person()
    with as_actor(manager):
        services.link_index_record(actor=manager, index="social_care", record_id="1", person=aled, now=NOW)

    load("social_care", HEAD, ALED.replace("J Worker", "K Worker"))

    row = held(as_actor, manager)[0]
    assert (row.person_id, row.worker) == (aled.pk, "K Worker")


def test_a_new_row_of_a_restricted_person_leaves_no_trace(load, as_actor, manager, worker, person):
    aled = person()
    with as_actor(manager):
        services.restrict_person(actor=manager, person=aled, reason="Court order", now=NOW)

    load("social_care", HEAD, ALED, BRYN)

    assert [row.record_id for row in held(as_actor, worker)] == ["2"]
    assert [row.record_id for row in held(as_actor, manager)] == ["1", "2"]


def test_an_index_is_loaded_in_batches(load, as_actor, manager, monkeypatch):
    monkeypatch.setattr("openmash.people.services.loading.BATCH", 2)

    result = load("social_care", HEAD, ALED, BRYN, CARI, ALED)

    assert counts(result) == (4, 3, 3, 0, 0)
    assert result.refused[0]["row"] == 4


def test_only_an_administrator_loads_an_index(load, worker):
    with pytest.raises(Denied, match="administrator"):
        load("social_care", HEAD, ALED, actor=worker)


def test_there_is_no_other_index(load):
    with pytest.raises(RuleBroken, match="no index"):
        load("library", HEAD, ALED)


def test_a_load_is_in_the_trail_without_names(load):
    load("social_care", HEAD, ALED)

    entry = Entry.objects.get(kind="index.loaded")
    assert (entry.subject, entry.details["accepted"]) == ("social_care", 1)


def test_a_postcode_that_is_in_no_table_is_kept_and_told(load, monkeypatch):
    known = {"PR1 2AB": "Preston"}
    monkeypatch.setattr("openmash.people.services.loading.agencies.districts_of", lambda postcodes, on: known)

    result = load("social_care", HEAD, ALED, CARI.replace("PR1 2AB", "ZZ9 9ZZ"))

    assert [(item["row"], item["column"]) for item in result.noted] == [(2, "postcode")]
    assert result.accepted == 2


def test_who_comes_with_many_others_is_found_at_once_and_by_the_name_now_held(load, as_actor, manager):
    many = [f"{number},Aled,Example{number},2015-03-04,PR1 2AB,,Open,," for number in range(250)]
    load("social_care", HEAD, *many)
    load("social_care", HEAD, *many[:-1], many[-1].replace("Example249", "Zabinski"))

    def found(name):
        with as_actor(manager):
            keys = keys_alike(manager, names=name)["record"]
            return {row.record_id for row in IndexRecord.objects.filter(pk__in=keys)}

    assert "17" in found("Example17")
    assert found("Zabinski") == {"249"}
    with as_actor(manager):
        IndexRecord.objects.filter(record_id="249").delete()
    assert found("Zabinski") == set()


def test_a_row_held_unchanged_is_not_written_again(load, as_actor, manager):
    def written():
        with as_actor(manager), connection.cursor() as cursor:
            cursor.execute("select record_id, ctid::text, xmin::text from people_indexrecord order by record_id")
            return cursor.fetchall()

    load("social_care", HEAD, ALED, BRYN)
    before = written()
    load("social_care", HEAD, ALED, BRYN.replace("Open", "Closed"))

    assert [one == other for one, other in zip(before, written(), strict=True)] == [True, False]
