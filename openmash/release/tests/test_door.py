"""The door: it went, it certainly did not, or nobody can tell. Nothing here speaks to a network."""

import pytest
from django.core import mail
from notifications_python_client.errors import HTTPError
from requests import ConnectionError as NoConnection
from requests import ConnectTimeout, ReadTimeout, Response

from openmash.release import door
from openmash.release.door import NotSent, Sent, Uncertain, notify

MESSAGE = {"reference": "D-1", "address": "n.nurse@example.org", "subject": "About Q-1", "body": "Q-1 waits for you."}


class Client:
    """Stands where GOV.UK Notify's client stands."""

    def __init__(self, answer=None, error=None):
        self.answer, self.error, self.asked = answer, error, {}

    def send_email_notification(self, **asked):
        self.asked = asked
        if self.error:
            raise self.error
        return self.answer


def failed(cause=None, *, code=None):
    """Return what the client raises: an answer with a code, or none because of a cause."""
    response = None
    if code:
        response = Response()
        response.status_code = code
        response._content = b'{"errors": [{"message": "n.nurse@example.org is not on the list"}]}'
    error = HTTPError(response)
    error.__cause__ = cause
    return error


@pytest.fixture
def through_notify(settings, monkeypatch):
    settings.RELEASE_DOOR, settings.NOTIFY_TEMPLATE = "notify", "T-1"

    def use(client):
        monkeypatch.setattr(notify, "client", lambda: client)
        return client

    return use


def test_a_mail_server_takes_it_under_its_own_name():
    assert door.hand_over(**MESSAGE) == Sent("mail")

    [sent] = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["n.nurse@example.org"], "About Q-1", "Q-1 waits for you.")
    assert sent.extra_headers["Message-ID"].startswith("<D-1@")


def test_notify_takes_it_with_its_reference_and_the_words_of_the_pack(through_notify):
    client = through_notify(Client({"id": "abc"}))

    assert door.hand_over(**MESSAGE) == Sent("notify", "abc")
    assert client.asked == {
        "email_address": "n.nurse@example.org",
        "template_id": "T-1",
        "personalisation": {"subject": "About Q-1", "body": "Q-1 waits for you."},
        "reference": "D-1",
    }
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("error", "kind", "again"),
    [
        pytest.param(failed(code=400), NotSent, False, id="refused-for-good"),
        pytest.param(failed(code=403), NotSent, False, id="a-wrong-key"),
        pytest.param(failed(code=429), NotSent, True, id="too-many-just-now"),
        pytest.param(failed(ConnectTimeout("never")), NotSent, True, id="no-connection-in-time"),
        pytest.param(failed(code=500), Uncertain, None, id="broke-inside"),
        pytest.param(failed(code=503), Uncertain, None, id="not-available"),
        pytest.param(failed(ReadTimeout("late")), Uncertain, None, id="no-answer-in-time"),
        pytest.param(failed(NoConnection("reset by peer")), Uncertain, None, id="broken-off"),
        pytest.param(ReadTimeout("late"), Uncertain, None, id="no-answer-and-no-wrapping"),
    ],
)
def test_what_notify_says_is_one_of_three(through_notify, error, kind, again):
    through_notify(Client(error=error))

    handed = door.hand_over(**MESSAGE)

    assert isinstance(handed, kind)
    assert getattr(handed, "again", None) == again
    assert "n.nurse" not in handed.problem
