"""A key adult without an account reads a notice by a link and a code: this one, and nothing else."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import clock, jobs
from openmash.base.actors import BY_LINK, Actor
from openmash.base.errors import NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.links.models import AnswerLink
from openmash.release import door
from openmash.release import jobs as release_jobs  # noqa: F401 - registers what sends
from openmash.release.models import Disclosure, Dispatch
from openmash.schools import queries, services
from openmash.schools.choices import NoticeState
from openmash.schools.models import School
from openmash.schools.services import KeyAdultGiven
from openmash.schools.tests.conftest import MACHINE, MONDAY, NOW, again, sign
from openmash.trail.models import Entry
from openmash.work.models import WorkItem

pytestmark = pytest.mark.django_db
EMAIL = "lena@lone.example"
OF_THE_FAMILY = re.compile("Aled|PVP|Shouting|High Street|PR1|2015", re.IGNORECASE)


@pytest.fixture(autouse=True)
def plain_pages(settings, monkeypatch):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    monkeypatch.setattr(clock, "now", lambda: NOW)
    cache.clear()


@pytest.fixture
def lone(lancashire, administrator):
    """A school that is no agency here, with a key adult who has no account."""
    with request_transaction(administrator):
        school = School.objects.create(
            urn="100003", name="Lone Example School", status="open", content_hash="3", search_text="lone"
        )
        given = KeyAdultGiven(name="Lena Lone", email=EMAIL, since=date(2026, 1, 1))
        services.add_key_adult(actor=administrator, school=school, given=given, now=NOW)
    return school


@pytest.fixture
def linked(worker, lone, prepared):
    """Release a notice to the key adult of the lone school."""

    def make(notice=None):
        notice = prepared(notice, urn=lone.urn)
        sign(worker, notice)
        return again(notice)

    return make


def came(what, now=NOW):
    """Return what the newest mails say, after everything that waits has gone; no mail names anybody."""
    jobs.run_waiting(now=now + timedelta(seconds=5))
    for one in mail.outbox:
        assert not OF_THE_FAMILY.search(one.subject + one.body)
    return re.findall(what, "\n".join(one.body for one in mail.outbox))


def post(client, address, **words):
    return client.post(address, {"idempotency_key": str(uuid.uuid4())} | words)


def let_in(token):
    """Return a browser in which a link was opened with its code, and what it was led to."""
    client = Client()
    post(client, reverse("links:open_link", kwargs={"token": token}))
    entered = post(client, reverse("links:enter_code", kwargs={"token": token}), code=came(r"code is (\d{6})")[-1])
    return client, entered.headers.get("Location", "")


def token():
    return came(r"/answer/([\w-]+)/")[-1]


def page_of(notice):
    return reverse("schools:own_notice", kwargs={"reference": notice.reference})


def work():
    with request_transaction(MACHINE):
        return [one.note for one in WorkItem.objects.filter(act="see_to_school_notice", done_at__isnull=True)]


def test_a_key_adult_without_an_account_reads_and_acknowledges_by_link_and_code(linked):
    notice = linked()
    assert (notice.state, notice.by_link, notice.readers) == (NoticeState.RELEASED, True, [])
    client, landed = let_in(token())

    assert landed == page_of(notice)
    page = client.get(landed).content.decode()
    assert "Aled" in page and "We have this notice" in page and "Notices to your school" not in page
    assert post(client, landed).status_code == 302

    again(notice)
    assert notice.state == NoticeState.ACKNOWLEDGED
    assert notice.acknowledged_by.startswith("link:L-")
    assert [one.to for one in mail.outbox] == [[EMAIL], [EMAIL]]
    with request_transaction(MACHINE):
        told = Disclosure.objects.get(what="school_notice_read")
        assert (told.recipient_kind, told.recipient) == ("key_adult", "school 100003")
        sent = Dispatch.objects.order_by("pk")
        assert {(one.recipient_kind, one.address) for one in sent} == {("key_adult", EMAIL)}
        assert Entry.objects.filter(kind="opened", subject="P1", details__notice=notice.reference).exists()


def test_a_link_opens_its_notice_and_no_other(linked, opened):
    first, other = linked(), linked(opened(about="C-2"))
    client, _ = let_in(came(r"/answer/([\w-]+)/")[0])

    assert client.get(page_of(first)).status_code == 200
    for shut in (page_of(other), reverse("schools:own_notices"), "/", "/schools/", "/requests/"):
        response = client.get(shut)
        assert response.status_code == 404
        assert "Aled" not in response.content.decode()
    assert post(client, page_of(other)).status_code == 404


def by_link(notice, kind="school_notice", agency=None):
    return Actor(link="L-1", link_kind=kind, link_record=notice.reference, agency_id=agency, roles=frozenset({BY_LINK}))


def reads(actor, notice, now=NOW):
    with request_transaction(actor):
        try:
            return queries.own_notice(actor, notice.reference, now=now).pk == notice.pk
        except NotFound:
            return False


def test_a_link_reads_what_was_released_to_somebody_who_reads_by_link(linked, prepared, released, opened, lone):
    notice, signed_in = linked(), released(notice=opened(about="C-2"))
    waits = prepared(opened(about="C-3"), urn=lone.urn)

    assert reads(by_link(notice), notice)
    assert not reads(by_link(notice, kind="request"), notice)
    assert not reads(by_link(waits), notice)
    assert not reads(by_link(waits), waits)
    assert not reads(by_link(signed_in, agency=signed_in.agency_id), signed_in)


def test_whoever_is_no_key_adult_any_more_is_shut_out_and_gets_no_new_link(linked, lone, administrator):
    notice, held = linked(), token()
    client, landed = let_in(held)
    with request_transaction(administrator):
        first = queries.key_adults_of(lone, on=NOW.date())[0]
        services.end_key_adult(actor=administrator, key_adult=first, until=NOW.date() - timedelta(days=1), now=NOW)
    before = len(mail.outbox)

    assert client.get(landed).status_code == 404
    post(Client(), reverse("links:renew_link", kwargs={"token": held}))
    assert (len(came("")), len(mail.outbox)) and len(mail.outbox) == before
    assert not reads(by_link(notice), notice)


def test_a_key_adult_who_has_ended_in_between_is_not_sent_one(prepared, lone, worker, administrator):
    notice = prepared(urn=lone.urn)
    with request_transaction(administrator):
        first = queries.key_adults_of(lone, on=NOW.date())[0]
        services.end_key_adult(actor=administrator, key_adult=first, until=NOW.date() - timedelta(days=1), now=NOW)

    with pytest.raises(RuleBroken, match="not a key adult of this school any more"):
        sign(worker, notice)


def test_a_used_link_is_renewed_to_the_same_address(linked):
    linked()
    held = token()
    let_in(held)
    before = len(mail.outbox)

    post(Client(), reverse("links:renew_link", kwargs={"token": held}))

    assert token() != held
    assert [one.to for one in mail.outbox[before:]] == [[EMAIL]]


def test_whoever_does_not_acknowledge_is_reminded_with_a_fresh_link(linked):
    linked()
    first = token()
    late = MONDAY + timedelta(minutes=61)
    with request_transaction(MACHINE):
        services.raise_late_notices(actor=MACHINE, now=late)

    second = came(r"/answer/([\w-]+)/", late)[-1]
    assert second != first
    assert "Not acknowledged yet" in mail.outbox[-1].subject
    with request_transaction(MACHINE):
        assert [one.over for one in AnswerLink.objects.order_by("pk")] == ["replaced", ""]


def test_an_email_of_which_nobody_can_tell_is_seen_to_and_one_that_went_is_kept(linked, opened, monkeypatch):
    sent, lost = linked(), None
    came("")
    assert again(sent).sent_at is not None
    lost = linked(opened(about="C-2"))
    monkeypatch.setattr(door, "hand_over", lambda **_: door.Uncertain("The line broke."))
    jobs.run_waiting(now=NOW + timedelta(minutes=1))

    assert "may not have arrived" in again(lost).problem
    assert work() == ["The e-mail may not have arrived: ring the school"]


def test_where_the_pack_sends_no_links_the_school_is_rung(prepared, lone, opened, monkeypatch):
    notice, pack = opened(), agencies.pack_in_force()
    without = pack.model_copy(update={"schools": pack.telling_schools.model_copy(update={"answers_by_link": False})})
    monkeypatch.setattr(agencies, "pack_in_force", lambda *_: without)

    prepared(notice, urn=lone.urn)

    assert "Lena Lone: does not sign in here" in again(notice).problem
    assert work() == ["Nobody of the school can be told here: ring it"]
