"""The trail cannot be changed unseen: not even by the server's own role, with every trigger switched off."""

import pytest
from django.db import connection, transaction

from openmash.agencies.tests.factories import NOW
from openmash.base.actors import Actor
from openmash.main.testing import _execute
from openmash.trail import queries, services
from openmash.trail.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)
MACHINE = Actor.machine("tests")


@pytest.fixture(autouse=True)
def sealed(settings, tmp_path):
    settings.DATA = tmp_path
    for number in range(3):
        with transaction.atomic():
            services.record(actor=MACHINE, kind="contact.decided", subject=f"contact C-{number}", at=NOW, outcome="nfa")
        services.seal_entries(actor=MACHINE, now=NOW)
    assert queries.verify_trail()["ok"]


def tamper(*statements):
    _execute("SET session_replication_role = replica", *statements, name=str(connection.settings_dict["NAME"]))


def test_an_owner_who_changes_an_entry_is_refused():
    with pytest.raises(Exception, match="append-only"):
        _execute("update trail_entry set kind = 'x'", name=str(connection.settings_dict["NAME"]))
    with pytest.raises(Exception, match="append-only"):
        _execute("truncate trail_entry cascade", name=str(connection.settings_dict["NAME"]))


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        pytest.param(
            ["update trail_entry set actor = 'user:1' where subject = 'C-1'"], "seal 2", id="an-entry-changed"
        ),
        pytest.param(
            [
                "delete from trail_sealed where seal_id = (select id from trail_seal where number = 2)",
                "delete from trail_entry where subject = 'C-1'",
            ],
            "seal 2",
            id="an-entry-removed",
        ),
        pytest.param(
            [
                "delete from trail_sealed where seal_id = (select id from trail_seal where number = 2)",
                "delete from trail_seal where number = 2",
            ],
            "seal 3",
            id="a-seal-removed",
        ),
        pytest.param(
            [
                "delete from trail_sealed where seal_id = (select id from trail_seal where number = 3)",
                "delete from trail_seal where number = 3",
            ],
            "seal 3",
            id="the-last-seal-removed",
        ),
        pytest.param(
            ["update trail_seal set content_hash = repeat('0', 64) where number = 1"], "seal 1", id="a-seal-changed"
        ),
    ],
)
def test_tampering_is_found(statements, found):
    tamper(*statements)

    verified = queries.verify_trail()

    assert (verified["ok"], verified["first_bad"]) == (False, found)


def test_a_later_entry_is_not_sealed_yet_and_the_window_is_shown():
    with transaction.atomic():
        services.record(actor=MACHINE, kind="contact.decided", subject="contact C-9", at=NOW)

    assert queries.unsealed() == 1
    assert queries.verify_trail() == {"entries": Entry.objects.count(), "sealed": 3, "ok": True, "first_bad": None}
