"""A page of figures waits for nobody: it reads the data before, or says that the first is being made."""

import fcntl
from datetime import timedelta

import pytest
from django.urls import reverse

from openmash.agencies.choices import Role
from openmash.base.transactions import request_transaction
from openmash.frontdoor.tests.conftest import MACHINE, act_as, pack  # noqa: F401 - the fixtures
from openmash.indicators.engine import keeping, monthly
from openmash.indicators.queries import holding, series
from openmash.indicators.tests.counted_world import NOW
from openmash.indicators.tests.test_front_door_golden import counted  # noqa: F401 - the fixture
from openmash.indicators.tests.test_front_door_pages import reader  # noqa: F401 - the fixture

pytestmark = pytest.mark.django_db
MEASURES = reverse("indicators:measures")
REALLY = holding.data_now


@pytest.fixture
def waiting(reader, monkeypatch):  # noqa: F811
    """Somebody else is taking an extract, and there is none yet."""
    monkeypatch.setattr(series, "data_now", REALLY)
    for held in keeping.folder().glob("*"):
        held.unlink()
    keeping.folder().mkdir(parents=True, exist_ok=True)
    with (keeping.folder() / ".lock").open("a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield reader, lock


def test_the_first_reader_is_told_that_figures_are_being_made_and_can_look_again(waiting):
    sign_in, lock = waiting
    analyst = sign_in(Role.ANALYST)
    told = analyst.get(MEASURES)
    fcntl.flock(lock, fcntl.LOCK_UN)
    shown = analyst.get(MEASURES)

    assert told.status_code == 202
    assert "Figures are being made" in told.content.decode() and "Look again" in told.content.decode()
    assert (shown.status_code, "extract 1" in shown.content.decode()) == (200, True)


def test_who_reads_while_the_next_is_made_reads_the_one_before(waiting):
    _, lock = waiting
    fcntl.flock(lock, fcntl.LOCK_UN)
    with request_transaction(MACHINE):
        first = holding.make_data(NOW)
    fcntl.flock(lock, fcntl.LOCK_EX)
    with request_transaction(MACHINE):
        read = REALLY(NOW + timedelta(hours=2))

    assert read.number == first.number


def test_what_pages_count_from_is_made_before_an_extract_holds(reader, monkeypatch):  # noqa: F811
    held = []
    made = monthly.make
    monkeypatch.setattr(monthly, "make", lambda one, passing: held.append(keeping.current()) or made(one, passing))
    with request_transaction(MACHINE):
        extract = holding.make_data(NOW)

    assert monthly.is_made(extract) and keeping.current().number == extract.number
    assert all(one is None or one.number < extract.number for one in held)
