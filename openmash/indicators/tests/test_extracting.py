"""Rows are taken over ADBC, in one snapshot, and then only what changed: the same as taking everything anew."""

from datetime import timedelta

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from openmash.base.transactions import request_transaction
from openmash.frontdoor.models import Contact, Transfer
from openmash.frontdoor.tests.conftest import MACHINE, pack  # noqa: F401 - the fixture
from openmash.indicators.engine import counting, keeping, reading
from openmash.indicators.engine.asking import ask
from openmash.indicators.engine.opening import opened
from openmash.indicators.engine.sources import SOURCES
from openmash.indicators.tests.cases_world import NOW, Child, Happened, on, write_children
from openmash.indicators.tests.counted_world import WORLD, offers, write
from openmash.indicators.tests.extracting import in_transaction

REALLY = reading.reading


def everything(extract):
    with opened(extract) as cursor:
        return {name: sorted(ask(cursor, f"select * from {name}"), key=str) for name in SOURCES}


@pytest.fixture
def committed(transactional_db, pack, monkeypatch):  # noqa: F811
    """Rows that are really there, and the reader that is really used. Afterwards nothing is left."""
    monkeypatch.setattr(reading, "reading", REALLY)
    with request_transaction(MACHINE):
        for number, row in enumerate(WORLD, 1):
            write(row, number)
        offers()
        write_children([Child(on(3, 4, 2015), [Happened("referral", on(10, 1))], restricted=True)])


def test_what_is_taken_over_adbc_is_what_django_reads_and_later_only_what_changed(committed, monkeypatch):
    first = keeping.extract(now=NOW)
    assert (first.whole, first.rows["contacts"], first.rows["taken"]) == (True, 12, 2)
    taken = everything(first)
    monkeypatch.setattr(reading, "reading", in_transaction)
    assert everything(keeping.extract(now=NOW, whole=True)) == taken
    monkeypatch.setattr(reading, "reading", REALLY)

    with request_transaction(MACHINE):
        Contact.objects.filter(reference="C-2").update(locality="East")
        Transfer.objects.filter(contact__reference="C-11").delete()
    later = keeping.extract(now=NOW + timedelta(minutes=5))

    assert (later.whole, later.changed["contacts"], later.rows["transfers"]) == (False, 1, 8)
    assert everything(later) == everything(keeping.extract(now=NOW, whole=True))
    asked = counting.Asked(on(11, 1), on(11, 30))
    assert counting.count(["contacts_received"], asked, later, by="locality")["contacts_received"]["East"] == (2, 2)


def test_a_row_of_a_transaction_that_was_open_at_the_last_extract_is_not_forgotten(committed):
    known = connection.get_connection_params()
    slow = psycopg.connect(**{name: known[name] for name in ("host", "port", "dbname", "user", "password")})
    try:
        slow.execute("select set_config('app.scope', 'system', true), set_config('app.cleared', '1', true)")
        slow.execute("update frontdoor_contact set locality = 'East' where reference = 'C-1'")
        keeping.extract(now=NOW)
        with request_transaction(MACHINE):
            Contact.objects.filter(reference="C-3").update(locality="North")
        keeping.extract(now=NOW)
        slow.commit()
    finally:
        slow.close()
    last = keeping.extract(now=NOW)

    assert last.whole is False
    assert everything(last) == everything(keeping.extract(now=NOW, whole=True))


def fields_in(sql, model):
    held = {field.column: field.name for field in model._meta.local_concrete_fields}
    return {name for column, name in held.items() if f"t.{column}" in sql.replace("::", " ")}


TABLES = {model._meta.db_table: model for model in apps.get_models()}
# Asked of in the database, and answered with yes or no: whether there is a telephone, an e-mail, a word of the child.
ASKED_OF = {"caller_telephone", "caller_email"}
BORN = {"date_of_birth"}


@pytest.mark.parametrize("name", SOURCES)
def test_nothing_that_names_anybody_is_taken(name):
    source, model = SOURCES[name], TABLES[SOURCES[name].table]
    identifying = set(getattr(model, "FIELD_CLASSES", {}).get("identifying", ()))

    for column in source.columns.values():
        met = fields_in(column.sql, model) & identifying
        assert met <= (ASKED_OF if column.type == "boolean" else BORN), (name, column.sql)


def test_an_extract_lies_under_the_data_folder_for_its_owner_alone(settings, monkeypatch):
    monkeypatch.undo()

    assert keeping.folder() == settings.DATA_DIR / "figures"
