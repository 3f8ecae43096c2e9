"""Reading a record needs a live purpose: who has one through the front door, and what follows a reason that is given."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.base import clock
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.frontdoor.services import transfers
from openmash.frontdoor.tests import world
from openmash.frontdoor.tests.world import NOW
from openmash.people import queries as people
from openmash.people import services
from openmash.people.choices import Bond
from openmash.people.models import BreakGlass, Person
from openmash.release import services as release
from openmash.trail.models import Entry
from openmash.work import queries as work
from openmash.work.models import WorkItem

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=200)


@pytest.fixture
def triage():
    world.load_lancashire()
    return world.worker(Role.SCREENING_WORKER, "east-central-triage", name="T Triage")


@pytest.fixture
def north(triage):
    return world.worker(Role.SCREENING_WORKER, "north-mash", name="N North")


@pytest.fixture
def manager(triage):
    return world.worker(Role.MASH_MANAGER, "mash-management", name="M Manager")


@pytest.fixture
def contact(triage):
    with request_transaction(triage):
        return world.call(triage, people=(world.child_row(), world.child_row("Beca", age=9)))


def bond(actor, person, *, now=NOW, beside=()):
    with request_transaction(actor):
        found = people.purpose_to_read(actor, [person], beside=beside, now=now)
    return found.bond if found else None


def child_of(contact, actor):
    with request_transaction(actor):
        return contact.children.select_related("person").order_by("pk").first().person


def browser(actor, monkeypatch, settings, now=NOW):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    monkeypatch.setattr(clock, "now", lambda: now)
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_who_took_the_call_and_their_team_have_one_and_others_do_not(triage, north, manager, contact):
    child = child_of(contact, triage)
    colleague = world.worker(Role.SCREENING_WORKER, "east-central-triage", "second@example.org", "S Second")

    assert bond(triage, child) == Bond.OWN
    assert bond(colleague, child) == Bond.TEAM
    assert bond(north, child) is None
    assert bond(manager, child) == Bond.DUTY


def test_a_team_that_a_transfer_is_offered_to_has_one(triage, north, contact):
    child = child_of(contact, triage)
    with request_transaction(triage):
        transfers.offer_transfer(actor=triage, contact=contact, to_team_code="north-mash", reason="Moved", now=NOW)

    assert bond(north, child) == Bond.OWN


def test_a_locality_manager_has_one_in_their_locality_alone(triage, contact):
    child = child_of(contact, triage)

    assert bond(world.worker(Role.LOCALITY_MANAGER, "central-mash"), child) == Bond.LOCALITY
    assert bond(world.worker(Role.LOCALITY_MANAGER, "north-mash", "nlm@example.org"), child) is None


def test_closed_work_is_a_purpose_for_the_days_of_the_pack(triage, contact):
    child = child_of(contact, triage)
    with request_transaction(triage):
        type(contact).objects.filter(pk=contact.pk).update(decided_at=NOW)
    colleague = world.worker(Role.SCREENING_WORKER, "east-central-triage", "second@example.org", "S Second")

    assert bond(colleague, child, now=NOW + timedelta(days=89)) == Bond.TEAM
    assert bond(colleague, child, now=NOW + timedelta(days=91)) is None


def test_a_worker_with_a_contact_in_hand_may_look_whether_somebody_is_the_child(triage, north, contact):
    child = child_of(contact, triage)
    assert bond(north, child) is None
    with request_transaction(north):
        world.call(north, postcode=world.NORTH, address="9 Other Street")  # about an Aled Example too

    assert bond(north, child) == Bond.MATCHING


def test_work_on_a_brother_is_a_purpose_for_the_household(triage, contact):
    with request_transaction(triage):
        aled, beca = (one.person for one in contact.children.select_related("person").order_by("pk"))
        contact.children.filter(person=beca).delete()
        type(contact).objects.filter(pk=contact.pk).update(decided_at=NOW)
        colleague = world.worker(Role.SCREENING_WORKER, "east-central-triage", "second@example.org", "S Second")

    assert bond(colleague, beca) is None
    assert bond(colleague, beca, beside=[aled]) == Bond.TEAM


def test_a_child_page_without_a_purpose_asks_why_and_names_nobody(north, triage, contact, monkeypatch, settings):
    child = child_of(contact, triage)
    client = browser(north, monkeypatch, settings)

    answer = client.get(reverse("web:child", kwargs={"reference": child.reference}))
    page = client.get(answer["Location"])

    assert answer.status_code == 302
    assert answer["Location"] == f"/people/{child.reference}/why/?to=child"
    assert "Why do you need to see this record?" in page.content.decode()
    assert "Aled" not in page.content.decode()
    with request_transaction(triage):
        assert not Entry.objects.filter(kind="opened", subject=child.reference).exists()


@pytest.mark.parametrize("name", ["people:person", "people:amend_person", "frontdoor:open_history"])
def test_the_other_pages_of_a_record_ask_too(name, north, triage, contact, monkeypatch, settings):
    child = child_of(contact, triage)
    reference = contact.reference if name.startswith("frontdoor") else child.reference

    answer = browser(north, monkeypatch, settings).get(reverse(name, kwargs={"reference": reference}))

    assert answer.status_code == 302
    assert answer["Location"].startswith(f"/people/{child.reference}/why/")


def send(client, name, more=None, **kwargs):
    return client.post(reverse(name, kwargs=kwargs), {"idempotency_key": str(uuid.uuid4()), **(more or {})})


@pytest.mark.parametrize(
    ("name", "more"),
    [
        pytest.param("people:amend_person", {"version": "1", "given_name": "Changed"}, id="a-change"),
        pytest.param("people:amend_person", {"version": "0", "telephone": "01632 960999"}, id="a-conflict"),
        pytest.param("people:amend_person", {"date_of_birth": "soon"}, id="a-mistake"),
        pytest.param("people:set_warning", {}, id="a-warning-without-words"),
        pytest.param("people:link_index_record", {}, id="no-record-chosen"),
        pytest.param("frontdoor:prepare_statement", {}, id="nobody-chosen"),
        pytest.param("frontdoor:prepare_statement", {"save_draft": "1"}, id="a-draft"),
    ],
)
def test_a_form_that_is_sent_without_a_purpose_shows_and_changes_nothing(
    name, more, north, triage, contact, monkeypatch, settings
):
    child = child_of(contact, triage)

    answer = send(browser(north, monkeypatch, settings), name, more, reference=child.reference)
    page = answer.content.decode()

    assert answer.status_code == 403
    assert "Open it again, and say why you need it" in page
    assert not any(known in page for known in ("Aled", "High Street", "4 March 2015"))
    assert all(words in page for words in more.values() if " " in words)  # what was typed is given back
    with request_transaction(triage):
        assert Person.objects.get(pk=child.pk).given_name == "Aled"
        assert not Entry.objects.filter(kind="opened", subject=child.reference, actor=north.reference).exists()


def test_a_statement_is_not_read_by_sending_it_wrongly(north, triage, contact, monkeypatch, settings):
    child = child_of(contact, triage)
    told = release.DisclosureGiven(
        what="request_opened", subject_kind="contact", subject=contact.reference, source_kind="request", source="Q-1",
        recipient_kind="agency", recipient="agency LANCS-POLICE", recipient_name="Lancashire Constabulary",
        people=[(child.pk, child.reference)],
    )  # fmt: skip
    with request_transaction(triage):
        release.record_disclosure(actor=triage, given=told, now=NOW)
        made = release.prepare_statement(actor=triage, reference=child.reference, to=child.reference, now=NOW)
    client = browser(north, monkeypatch, settings)

    for more in ({}, {"answer": "sign", "look": made.document_hash, "seen": "yes"}):
        answer = send(client, "frontdoor:statement", more, reference=child.reference, package=made.reference)

        assert answer.status_code == 403
        assert "Constabulary" not in answer.content.decode()
    with request_transaction(triage):
        made.refresh_from_db()
        assert made.state == "prepared"


def test_a_reason_opens_one_record_for_four_hours_and_is_kept_with_the_opening(
    north, triage, contact, monkeypatch, settings
):
    child = child_of(contact, triage)
    with request_transaction(triage):
        other = contact.children.select_related("person").order_by("pk").last().person
    with request_transaction(north):
        services.break_glass(actor=north, person=child, reason="covering", words="Cover for Central", now=NOW)

    assert bond(north, child, now=NOW + timedelta(hours=3, minutes=59)) == Bond.GLASS
    assert bond(north, child, now=NOW + timedelta(hours=4)) is None
    assert bond(north, other, beside=[child]) is None
    client = browser(north, monkeypatch, settings)
    assert client.get(reverse("web:child", kwargs={"reference": child.reference})).status_code == 200
    with request_transaction(triage):
        seen = Entry.objects.get(kind="opened", subject=child.reference, actor=north.reference)
    assert seen.purpose.startswith("Screening a contact: I am covering for a colleague or another team, G-")


def test_whoever_holds_the_case_is_told_at_once_and_a_manager_reviews(north, triage, manager, contact):
    child = child_of(contact, triage)
    with request_transaction(north):
        opening = services.break_glass(actor=north, person=child, reason="covering", words="Cover", now=NOW)

    with request_transaction(triage):
        told = work.work_of(triage, which="mine", act="read_opening").get()
        assert told.note == "Aled Example, opened by N North"
        services.read_opening(actor=triage, opening=opening, now=NOW)
        assert not work.work_of(triage, which="mine", act="read_opening").exists()
    with request_transaction(manager):
        assert work.work_of(manager, which="mine", act="review_opening").get().subject == opening.reference
        with pytest.raises(RuleBroken, match="Say what happens next"):
            services.review_opening(actor=manager, opening=opening, finding="not_justified", words="", now=NOW)
        services.review_opening(actor=manager, opening=opening, finding="justified", words="", now=NOW)
        with pytest.raises(RuleBroken, match="reviewed already"):
            services.review_opening(actor=manager, opening=opening, finding="justified", words="", now=NOW)
        assert not WorkItem.objects.filter(act="review_opening", done_at__isnull=True).exists()


def test_nobody_reviews_their_own_opening_and_a_stranger_reads_none(north, triage, manager, contact):
    child = child_of(contact, triage)
    both = world.worker(Role.LOCALITY_MANAGER, "north-mash", "both@example.org", "B Both")
    with request_transaction(both):
        opening = services.break_glass(actor=both, person=child, reason="other", words="Asked at court", now=NOW)
        with pytest.raises(Denied, match="Another manager"):
            services.review_opening(actor=both, opening=opening, finding="justified", words="", now=NOW)
    with request_transaction(north), pytest.raises(NotFound):
        people.opening_by_reference(north, opening.reference)


def test_whoever_opened_a_record_does_not_take_the_word_of_it_from_who_holds_it(triage, contact, monkeypatch, settings):
    child = child_of(contact, triage)
    both = world.worker(Role.LOCALITY_MANAGER, "north-mash", "both@example.org", "B Both")
    with request_transaction(both):
        opening = services.break_glass(actor=both, person=child, reason="other", words="Asked at court", now=NOW)
    client = browser(both, monkeypatch, settings)

    page = client.get(reverse("people:read_opening", kwargs={"reference": opening.reference})).content.decode()
    answer = send(client, "people:read_opening", reference=opening.reference)

    assert "I have read this" not in page
    assert answer.status_code == 403
    with request_transaction(triage):
        assert work.work_of(triage, which="mine", act="read_opening").exists()


def test_a_reason_needs_one_of_the_list_and_words_and_is_not_given_twice(north, triage, contact):
    child = child_of(contact, triage)
    with request_transaction(north):
        for given, why in (
            ({"reason": "x", "words": "y"}, "Choose why"),
            ({"reason": "other", "words": " "}, "Say in"),
        ):
            with pytest.raises(RuleBroken, match=why):
                services.break_glass(actor=north, person=child, **given, now=NOW)
        for _ in range(2):
            services.break_glass(actor=north, person=child, reason="other", words="Court", now=NOW)
        assert BreakGlass.objects.count() == 1
