"""No personal data in the logs: a name that stands nowhere else is told, sent, searched and broken on, and never logged."""

import io
import logging.config
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from openmash.agencies.choices import Role
from openmash.base import clock, jobs
from openmash.base.models import Job
from openmash.base.transactions import request_transaction
from openmash.frontdoor.services import contacts
from openmash.main.testing import TEST_DATA
from openmash.people import queries as people
from openmash.trail.models import Entry
from tests.promises.asking import Asker, undone
from tests.promises.records import MACHINE

CANARY = "Zibbelquist"
CALL = {"story": f"{CANARY} came hungry", "rows": "3", "p0_given": CANARY, "p0_age": "11", "p0_who": "child"}


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Write the log as the server does, with its own formatter and from the lowest level on, into memory."""
    written = io.StringIO()
    kept = configured.LOGGING
    handler = {"class": "logging.StreamHandler", "formatter": "line", "stream": written}
    told = {**kept, "handlers": {"stderr": handler}, "root": {"handlers": ["stderr"], "level": "INFO"}, "loggers": {}}
    logging.config.dictConfig(told)
    yield written
    logging.config.dictConfig(kept)


@pytest.fixture
def client(asker: Asker) -> Client:
    client = asker.client(Role.SCREENING_WORKER, "own")
    client.raise_request_exception = False
    return client


def broken(*_: Any, **__: Any) -> Any:
    raise ValueError(f"{CANARY} cannot be read")


def send(client: Client, **answers: str) -> Any:
    return client.post(reverse("frontdoor:take_call"), {"idempotency_key": str(uuid.uuid4()), **CALL, **answers})


def test_a_call_a_search_and_a_refusal_leave_no_name_in_the_log(client: Client, log: io.StringIO) -> None:
    with undone():
        assert send(client).status_code == 302
        assert send(client, p0_age="a hundred").status_code == 422
        assert CANARY in client.get(reverse("people:search"), {"q": CANARY}).content.decode()
        assert client.get(f"/people/{CANARY}/").status_code == 404

    assert CANARY not in log.getvalue()


def test_a_failed_page_says_where_it_failed_and_not_about_whom(client: Client, log: io.StringIO, monkeypatch) -> None:
    monkeypatch.setattr(contacts, "take_call", broken)

    with undone():
        answer = send(client)

    assert answer.status_code == 500
    assert CANARY not in answer.content.decode()
    assert "builtins.ValueError" in log.getvalue()
    assert "tests/promises/test_logs_carry_no_names.py" in log.getvalue()
    assert CANARY not in log.getvalue()


def test_a_failed_search_is_logged_without_what_was_searched(client: Client, log: io.StringIO, monkeypatch) -> None:
    monkeypatch.setattr(people, "find", broken)

    with undone():
        assert client.get(reverse("people:search"), {"q": CANARY}).status_code == 500

    assert "/people/" in log.getvalue()
    assert CANARY not in log.getvalue()


def test_a_failed_job_is_kept_and_logged_without_names(records, log: io.StringIO, monkeypatch) -> None:
    monkeypatch.setitem(jobs.HANDLERS, "promises.broken", broken)
    now = clock.now()

    with undone():
        jobs.enqueue("promises.broken", now=now, name=CANARY)
        job = Job.objects.get(kind="promises.broken")
        assert jobs.run_one(job, now=now) is False
        job.refresh_from_db()

    assert "ValueError" in job.last_error
    assert CANARY not in job.last_error + log.getvalue()
    assert "promises.broken" in log.getvalue()


def test_the_trail_holds_no_name(client: Client) -> None:
    with undone():
        assert send(client).status_code == 302
        with request_transaction(MACHINE):
            kept = [str(vars(entry)) for entry in Entry.objects.order_by("-pk")[:20]]

    assert kept
    assert not [line for line in kept if CANARY in line]


def test_what_the_database_refuses_it_does_not_write_down(records) -> None:
    # A broken constraint could quote the whole row in its detail, and the statement its values.
    with pytest.raises(DatabaseError), request_transaction(MACHINE), connection.cursor() as cursor:
        cursor.execute("update people_safetywarning set words = %s, person_id = null, household_id = null", [CANARY])

    written = [path.read_text(errors="replace") for path in (TEST_DATA / "postgres" / "log").glob("*")]
    assert any("warning_is_about_somebody_or_somewhere" in text for text in written)
    assert not [text for text in written if CANARY in text]


def test_the_guard_sees_a_line_with_a_name_in_it(log: io.StringIO) -> None:
    logging.getLogger("openmash").warning("could not read %s", CANARY)

    assert CANARY in log.getvalue()
