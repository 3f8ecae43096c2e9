"""A caller who asked not to be named, and one who stays anonymous: nobody else learns who it was, from no page at all.

Every page of the list is opened about such contacts by every role; only those who answer the caller may read the name.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core import mail
from django.test import Client

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.frontdoor.models import Contact
from openmash.frontdoor.permissions import can_know_caller
from openmash.trail.models import Entry
from tests.journeys.edges import area as areas
from tests.journeys.edges.area import PEOPLE, Area
from tests.journeys.edges.pages import PAGES

pytestmark = pytest.mark.journey
CALLER = {
    "caller_name": "Quenya Quietcaller",
    "caller_role": "Grandmother Quietrole",
    "caller_organisation": "Quietorganisation",
    "caller_telephone": "01632 960888",
    "caller_email": "quiet@example.org",
}
SECRETS = ("Quenya", "Quietcaller", "Quietrole", "Quietorganisation", "960888", "960 888", "quiet@example.org")
DOWNLOADS = tuple(f"/reports/front-door/{form}/" for form in ("pdf", "docx", "json", "html"))


class Quiet(Area):
    """The same area, in which every caller asks not to be named, or stays anonymous."""

    asks = "do_not_name"

    def call(self, *rows, by="triage", **more):  # type: ignore[no-untyped-def]
        return super().call(*rows, by=by, **{**more, **CALLER, self.asks: True})


@pytest.fixture(scope="module")
def quiet(area: Area) -> Area:
    """Build every state of a contact once more, with callers who asked not to be named."""
    made = Quiet(area.actors, area.now, area.held | {"record": "S2"})
    for build in (
        areas._new,
        areas._full,
        areas._awaiting,
        areas._offered,
        areas._bounced,
        areas._passed,
        areas._decided,
        areas._disagreed,
        areas._written,
        areas._helped,
    ):
        build(made)
    return made


def pages_about(area: Area) -> Iterator[str]:
    for name, rows in PAGES.items():
        if name.startswith(("frontdoor:", "web:", "people:", "indicators:")):
            yield from {shown.path.format(**area.held) for shown in rows}
    yield from DOWNLOADS
    for reference in ("full", "offered", "bounced", "passed", "decided", "helped"):
        yield f"/contacts/{area[reference]}/"
        yield f"/contacts/{area[reference]}/history/"


def signed_in(who: str) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(User.objects.get(email=f"{who}@example.org"))
    return client


def told_in(answer: object) -> list[str]:
    body = answer.content.decode("utf-8", errors="replace")  # type: ignore[attr-defined]
    return [secret for secret in SECRETS if secret in body]


ANSWER_CALLERS = {"triage", "second", "central", "manager", "locality"}


# One of each role and agency is enough: the rest are answered alike.
@pytest.mark.parametrize("who", ["novice", "social", "officer", "adult", "school", "police", "board", "admin"])
def test_nobody_else_reads_who_called_on_any_page(quiet: Area, who: str) -> None:
    client, found, opened = signed_in(who), [], 0

    for path in pages_about(quiet):
        answer = client.get(path)
        opened += answer.status_code == 200
        found += [(path, told_in(answer))] if told_in(answer) else []

    assert found == []
    assert opened or who in {"board", "admin"}


@pytest.mark.parametrize("who", sorted(ANSWER_CALLERS))
def test_those_who_answer_the_caller_read_the_name_and_that_it_is_not_passed_on(quiet: Area, who: str) -> None:
    page = signed_in(who).get(f"/contacts/{quiet['decided']}/").content.decode()

    assert "Quenya Quietcaller" in page
    assert "Do not name to the family" in page


def test_the_name_stands_in_no_answer_no_message_and_nowhere_in_the_trail(quiet: Area) -> None:
    machine = Actor.machine("test")
    with request_transaction(machine):
        entries = [f"{row.subject} {row.details}" for row in Entry.objects.all()]
        said = [answer.words for contact in Contact.objects.all() for answer in contact.answers.all()]
    sent = [f"{message.subject} {message.body}" for message in mail.outbox]

    assert entries
    assert said
    assert [words for words in (*entries, *said, *sent) for secret in SECRETS if secret in words] == []


def test_of_a_caller_who_stays_anonymous_no_name_is_held_at_all(quiet: Area) -> None:
    nobody = Quiet(quiet.actors, quiet.now)
    nobody.asks = "anonymous"
    reference = nobody.call(story="Told by nobody.").reference

    with request_transaction(Actor.machine("test")):
        held = Contact.objects.get(reference=reference)
    assert (held.caller_name, held.caller_organisation, held.caller_email) == ("", "", "")
    for who in PEOPLE:
        body = signed_in(who).get(f"/contacts/{reference}/").content.decode()
        assert "Quietcaller" not in body
        assert who not in ANSWER_CALLERS or "Stays anonymous" in body


def test_who_may_know_the_caller_is_who_may_answer_them(quiet: Area) -> None:
    with request_transaction(Actor.machine("test")):
        contact = Contact.objects.select_related("team").get(reference=quiet["decided"])
    lone = replace(quiet.actors["social"], roles=frozenset({Role.SOCIAL_WORKER}))

    assert can_know_caller(quiet.actors["triage"], contact)
    assert not can_know_caller(quiet.actors["novice"], contact)
    assert not can_know_caller(lone, contact)
    contact.do_not_name = False
    assert can_know_caller(lone, contact)
