"""Whoever signs in while the area is being filled is told how far it is, where their work begins; afterwards nobody is."""

from datetime import timedelta

import pytest
from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.agencies import services as agency_services
from openmash.base import clock
from openmash.demo import queries, services, shell
from openmash.demo.models import Built
from openmash.demo.services.cast import SETUP, sign_in_rows

LINE = "The demonstration area is being filled: 30 of 90 contacts, about 4 minutes left."


@pytest.fixture
def packs(db, settings, tmp_path):
    settings.DATA = tmp_path
    agencies.forget_packs()
    agency_services.load_packs(actor=SETUP, now=clock.now())
    yield
    agencies.forget_packs()


@pytest.fixture
def filling(packs, settings, monkeypatch):
    """An area of ninety contacts of which thirty are there, all made within the last two minutes."""
    settings.FILLING = True
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    shell._finished.clear()
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    since = now - timedelta(minutes=2)
    counts = {"total": 90, "since": since.isoformat(), "then": 0}
    Built.objects.create(kind="progress", key="contacts", counts=counts)
    Built.objects.bulk_create(Built(kind="contact", key=f"c{number}") for number in range(30))
    yield
    shell._finished.clear()


def test_every_role_finds_the_line_where_its_work_begins_and_the_page_behind_it(filling, client):
    users = services.create_accounts(actor=SETUP, now=clock.now())
    by_email = {user.email: user for user in users.values()}
    for row in sign_in_rows():
        client.force_login(by_email[row["email"]], backend="django.contrib.auth.backends.ModelBackend")
        home = client.get("/", follow=True)
        assert home.status_code == 200, row["role"]
        assert LINE in home.content.decode(), row["role"]
        page = client.get(reverse("demo:progress")).content.decode()
        assert "30 of 90 contacts" in page and 'value="30"' in page
        assert LINE not in page


def test_the_part_that_is_asked_for_again_has_no_page_around_it(filling, client):
    users = services.create_accounts(actor=SETUP, now=clock.now())
    client.force_login(next(iter(users.values())), backend="django.contrib.auth.backends.ModelBackend")

    part = client.get(reverse("demo:progress_now")).content.decode()

    assert "30 of 90 contacts" in part and "<html" not in part


def test_the_line_goes_when_the_area_is_full_and_is_not_asked_for_again(filling, django_assert_num_queries):
    now = clock.now()
    assert shell.filling_notice(now)["text"] == LINE
    Built.objects.create(kind="wave", key="rest")
    assert shell.filling_notice(now) is None
    with django_assert_num_queries(0):
        assert shell.filling_notice(now) is None


def test_a_server_that_fills_nothing_asks_nothing(packs, settings, django_assert_num_queries):
    settings.FILLING = False
    with django_assert_num_queries(0):
        assert shell.filling_notice(clock.now()) is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        pytest.param(None, "", id="nobody-can-say-yet"),
        pytest.param(20, "less than a minute left", id="seconds"),
        pytest.param(65, "about 1 minute left", id="a-minute"),
        pytest.param(400, "about 7 minutes left", id="minutes"),
    ],
)
def test_the_time_left_is_said_roughly(seconds, words):
    assert queries.Progress(10, 20, finished=False, seconds_left=seconds).time_left == words
