"""A form that came without a session or without our mark: what is shown again, and to whom."""

from datetime import datetime, timezone

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from openmash.base import sessions
from openmash.base.tests import factories as make

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=timezone.utc)


def refused(origin, **sent):
    request = RequestFactory().post("/calls/new/", {"story": "He came hungry."} | sent, HTTP_ORIGIN=origin)
    return sessions.csrf_failure(request).content.decode()


def test_our_own_page_gets_its_words_back_to_send_once_more(ground_floor_only):
    assert "He came hungry." in refused("http://testserver")


@pytest.mark.parametrize("origin", ["null", "https://testserver.example", "http://testserver:81", "//testserver", ""])
def test_a_page_of_somebody_else_gets_no_form_of_ours_filled_in_for_it(ground_floor_only, origin):
    assert "He came hungry." not in refused(origin)


@pytest.mark.parametrize("field", ["password", "password1", "password2", "oldpassword", "code"])
def test_a_secret_is_never_shown_again(ground_floor_only, field):
    assert "curlew-lantern" not in refused("http://testserver", **{field: "curlew-lantern"})


@pytest.mark.django_db
def test_a_form_too_long_for_a_draft_is_not_kept_and_nothing_fails():
    request = RequestFactory().post("/calls/new/", {"draft_key": "call:", "story": "x" * 400_001})
    assert sessions.keep_posted(request, writer=make.person(), now=NOW) is False


def test_a_database_that_is_gone_before_any_page_is_told_and_costs_no_words(settings, monkeypatch):
    def gone(*args, **kwargs):
        raise OperationalError("the server closed the connection")

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", gone)
    browser = Client(raise_request_exception=False)
    browser.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32

    answer = browser.post("/drafts/", {"key": "He came hungry."})

    assert answer.status_code == 503
    words = answer.content.decode()
    assert "The database is not answering. Nothing was saved." in words
    assert "He came hungry." in words
