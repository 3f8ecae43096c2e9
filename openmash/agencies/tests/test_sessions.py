"""Idle sessions end, only a person's input keeps them, and what was typed is kept."""

from datetime import timedelta

import pytest

from openmash.agencies.tests import factories as make
from openmash.base import clock
from openmash.base.models import Draft

pytestmark = pytest.mark.django_db
BACKGROUND = {"HTTP_X_OPENMASH_BACKGROUND": "1"}


class Watch:
    """A clock that the test moves."""

    def __init__(self, moment):
        self.moment = moment

    def __call__(self):
        return self.moment

    def move(self, **much):
        self.moment += timedelta(**much)


@pytest.fixture
def watch(monkeypatch):
    moving = Watch(make.NOW)
    monkeypatch.setattr(clock, "now", moving)
    return moving


@pytest.fixture(autouse=True)
def ground_floor(ground_floor_only):
    """No room above takes part."""


@pytest.fixture
def signed_in(client, watch):
    user = make.member()
    client.force_login(user)
    client.get("/drafts/")
    return user


def status(client):
    return client.get("/session/status", **BACKGROUND).json()


def test_the_session_says_how_long_it_lives(client, signed_in, watch):
    watch.move(minutes=5)

    found = status(client)

    assert (found["signed_in"], found["seconds_left"]) == (True, 600)
    assert found["csrf"]


def test_autosave_and_polling_do_not_keep_a_session_alive(client, signed_in, watch):
    for _ in range(14):
        watch.move(minutes=1)
        saved = client.post("/drafts/save", {"draft_key": "call", "story": "words"}, **BACKGROUND)
        assert saved.status_code == 200
    watch.move(minutes=2)

    assert status(client)["signed_in"] is False


def test_input_keeps_a_session_alive(client, signed_in, watch):
    for _ in range(5):
        watch.move(minutes=10)
        assert client.post("/session/active", **BACKGROUND).status_code == 200

    found = status(client)
    assert (found["signed_in"], found["seconds_left"]) == (True, 900)


def test_an_autosave_after_the_end_answers_signed_out(client, signed_in, watch):
    watch.move(minutes=16)

    answer = client.post("/drafts/save", {"draft_key": "call", "story": "words"}, **BACKGROUND)

    assert (answer.status_code, answer.json()) == (401, {"signed_out": True})
    assert client.post("/session/active", **BACKGROUND).status_code == 401


def test_a_form_sent_after_the_end_is_not_carried_out_and_its_words_are_kept(client, signed_in, watch, as_owner):
    watch.move(minutes=16)

    answer = client.post("/drafts/", {"draft_key": "call", "story": "She said that", "key": "x"})

    assert answer.status_code == 401
    assert b"Your words are kept" in answer.content
    with as_owner(signed_in):
        assert Draft.objects.get(key="call").content["story"] == ["She said that"]


def test_a_page_after_the_end_leads_to_sign_in_and_back(client, signed_in, watch):
    watch.move(minutes=16)

    answer = client.get("/drafts/")

    assert answer.status_code == 302
    assert answer.url == "/account/login/?next=%2Fdrafts%2F"


def test_a_member_of_no_team_is_let_in_nowhere(client, watch):
    client.force_login(make.user())

    assert client.get("/drafts/").status_code == 302


@pytest.fixture
def as_owner():
    from openmash.base.actors import Actor
    from openmash.base.transactions import request_transaction

    return lambda user: request_transaction(Actor(user_id=user.pk))


def test_a_saved_draft_answers_with_the_time_in_london(client, signed_in, watch):
    watch.moment = watch.moment.replace(month=7)
    client.post("/session/active")
    answer = client.post(
        "/drafts/save", {"draft_key": "call", "story": "x", "draft_address": "//elsewhere.example"}, **BACKGROUND
    )

    assert answer.json() == {"saved_at": "15:00"}


def test_a_draft_leads_only_to_our_own_pages(client, signed_in, as_owner):
    for key, address in {
        "a": "//elsewhere.example",
        "b": "javascript:alert(1)",
        "c": "/contacts/C-10001?tab=2",
    }.items():
        client.post("/drafts/save", {"draft_key": key, "draft_address": address}, **BACKGROUND)

    with as_owner(signed_in):
        assert dict(Draft.objects.values_list("key", "address")) == {"a": "", "b": "", "c": "/contacts/C-10001?tab=2"}


def test_a_draft_that_is_too_long_or_has_no_key_is_refused(client, signed_in):
    assert client.post("/drafts/save", {"draft_key": "a", "story": "x" * 400_001}, **BACKGROUND).status_code == 413
    assert client.post("/drafts/save", {"story": "x"}, **BACKGROUND).status_code == 422


def test_own_drafts_are_listed_and_can_be_thrown_away(client, signed_in, as_owner):
    import uuid

    client.post("/drafts/save", {"draft_key": "call", "draft_title": "Take a call", "story": "x"})
    assert b"Take a call" in client.get("/drafts/").content

    answer = client.post("/drafts/", {"key": "call", "idempotency_key": str(uuid.uuid4())})

    assert answer.status_code == 302
    with as_owner(signed_in):
        assert not Draft.objects.exists()


def test_a_colleagues_drafts_are_not_seen(client, signed_in):
    client.post("/drafts/save", {"draft_key": "call", "draft_title": "Take a call", "story": "x"})
    client.force_login(make.member(email="colleague@example.org"))

    assert b"Take a call" not in client.get("/drafts/").content


def test_the_service_says_that_it_is_well(client):
    assert client.get("/healthz").json()["status"] == "ok"
