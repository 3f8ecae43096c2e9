"""Nothing leaves but by the one door, and no page hands out detail of a case as a file."""

import pytest

from tests.architecture.guards.senders import DOOR, HANDS_OUT, OF_THIS_MACHINE, senders
from tests.architecture.guards.source import Module, modules, nothing_wrong


def test_only_the_door_sends():
    nothing_wrong(senders(modules()))


def test_no_exception_has_outlived_its_module():
    there = {module.name for module in modules()}

    assert {*OF_THIS_MACHINE, *HANDS_OUT, DOOR} - there == set()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("from django.core.mail import send_mail", "only openmash.release.door sends", id="mail"),
        pytest.param("from django.core import mail", "only openmash.release.door sends", id="mail-as-a-module"),
        pytest.param("import smtplib", "only openmash.release.door sends", id="a-mail-server"),
        pytest.param(
            "def later():\n    from notifications_python_client.notifications import NotificationsAPIClient",
            "only openmash.release.door sends",
            id="notify-inside-a-function",
        ),
        pytest.param("import requests", "only openmash.release.door sends", id="anywhere-else"),
        pytest.param("from django.http import FileResponse\nFileResponse(x)", "hands out a file", id="a-file"),
        pytest.param('response["Content-Disposition"] = "attachment"', "hands out a file", id="an-attachment"),
    ],
)
def test_the_guard_sees_another_way_out(text, words):
    assert any(words in fault for fault in senders([Module("openmash.frontdoor.views.letters", text)]))


def test_the_guard_lets_the_door_send():
    assert senders([Module(f"{DOOR}.mail", "from django.core.mail import EmailMessage")]) == []
