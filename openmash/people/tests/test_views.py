"""Pages about people: what they show, what they record, and what they answer to those who may not know."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import resolve, reverse

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.people import presenters, queries, services
from openmash.people.choices import CODED, Bond
from openmash.people.models import IndexLoad
from openmash.people.rules import LivePurpose
from openmash.people.tests.conftest import NOW, TODAY, actor_with
from openmash.trail.models import Entry

HEAD = "record_id,given_name,family_name,date_of_birth,postcode,nhs_number,status,worker,phone"
OPEN = "S1,Aled,Example,2015-03-04,PR1 2AB,,Open,J Worker,01632 960001"


@pytest.fixture(autouse=True)
def same_moment(monkeypatch, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    monkeypatch.setattr("openmash.base.clock.now", lambda: NOW)
    monkeypatch.setattr("openmash.base.views.shell_for", lambda *_: {})
    monkeypatch.setattr("openmash.people.queries.purpose_to_read", lambda *_, **__: LivePurpose(Bond.OWN))


@pytest.fixture
def worker(db):
    return actor_with(Role.SCREENING_WORKER, user_id=User.objects.create_user("worker@example.org", name="A Worker").pk)


@pytest.fixture
def ask(db, worker):
    """Ask for an address as somebody, and return the answer."""

    def send(name, data=None, *, actor=worker, post=False, key="", **kwargs):
        address = reverse(f"people:{name}", kwargs=kwargs)
        factory = RequestFactory()
        if post:
            words = {"idempotency_key": key or str(uuid.uuid4()), **(data or {})}
            request = factory.post(address, words)
        else:
            request = factory.get(address, data or {})
        request.actor = actor
        request._dont_enforce_csrf_checks = True
        request.resolver_match = resolve(address)
        view = request.resolver_match
        return view.func(request, **view.kwargs)

    return send


def words(answer):
    return answer.content.decode()


def test_a_search_shows_who_may_be_meant_and_is_recorded_once(ask, person, load, as_actor, manager, monkeypatch):
    aled = person(address="12 High Street, Preston")
    load("social_care", HEAD, OPEN)
    with as_actor(manager):
        services.link_index_record(actor=manager, index="social_care", record_id="S1", person=aled, now=NOW)

    monkeypatch.setattr("openmash.people.views.pages.agencies.districts_of", lambda codes, on: {"PR1 2AB": "Preston"})

    page = words(ask("search", {"q": "aled ex 11 pr1"}))

    assert "Aled Example" in page
    assert "tel:01632960001" in page
    assert "12 High Street, Preston, PR1 2AB (Preston)" in page
    assert "Not searched, because not loaded: early help" in page
    entry = Entry.objects.get(subject_kind="search")
    assert (entry.subject, entry.details["found"]) == ("people", [aled.reference])


def test_what_typing_showed_is_recorded_and_what_it_did_not_is_not(ask, person):
    person()

    ask("found", {"q": "zz"})
    assert not Entry.objects.filter(subject_kind="search").exists()

    assert "Aled Example" in words(ask("found", {"text": "aled"}))
    assert Entry.objects.filter(subject_kind="search").count() == 1


def test_the_fragment_offers_radio_buttons_to_a_form(ask, person, load):
    aled = person()
    load("social_care", HEAD, OPEN.replace("Aled", "Aledd"))

    page = words(ask("found", {"q": "aled example", "choose": "child"}))

    assert f'name="child" value="{aled.reference}"' in page
    assert 'value="social_care|S1"' in page
    assert "checked" not in page
    assert "<html" not in page


def test_nothing_found_says_no_more_than_that(ask):
    page = words(ask("search", {"q": "nobody"}))

    assert "No record visible to you" in page
    assert "Searched: our own records" in page


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "x\x00y", "%" * 500, "' or 1=1 --", "ليلى 🌟"])
def test_hostile_words_find_nothing_and_break_nothing(ask, typed):
    answer = ask("search", {"q": typed})

    assert answer.status_code == 200
    assert "<script>alert" not in words(answer)


def test_a_reference_leads_to_the_person(ask, person):
    aled = person()

    assert ask("search", {"q": aled.reference.lower()}).url == reverse("people:person", args=[aled.reference])


def test_opening_a_person_is_recorded_with_its_purpose(ask, person, load):
    aled = person()
    load("social_care", HEAD, OPEN)

    page = words(ask("person", reference=aled.reference))

    assert "J Worker" in page
    assert "not confirmed" in page.lower()
    entry = Entry.objects.get(kind="opened", subject=aled.reference)
    assert entry.purpose == "screening: own work"


def test_a_restricted_person_is_not_there_for_others(ask, person, as_actor, manager):
    aled = person()
    with as_actor(manager):
        services.restrict_person(actor=manager, person=aled, reason="Court order", now=NOW)

    never = ask("person", reference="P999999999")
    hidden = ask("person", reference=aled.reference)

    assert (hidden.status_code, never.status_code) == (404, 404)
    assert words(hidden) == words(never)
    assert ask("person", reference=aled.reference, actor=manager).status_code == 200
    assert "No record visible to you" in words(ask("search", {"q": "aled example"}))


@pytest.mark.parametrize("name", ["amend_person", "set_warning", "link_index_record", "unlink_index_record"])
def test_the_forms_about_a_person_open(ask, person, name, load):
    aled = person()
    load("social_care", HEAD, OPEN)

    answer = ask(name, reference=aled.reference)

    assert answer.status_code == 200
    assert "Aled Example" in words(answer)
    assert "checked" not in words(answer)


def amended(person, **changes):
    return {
        "version": person.version,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "date_of_birth": "4 March 2015",
        "address": person.address,
        "postcode": person.postcode,
        **changes,
    }


def test_amending_saves_and_a_second_sending_changes_nothing(ask, person, as_actor, worker):
    aled, key = person(), str(uuid.uuid4())

    first = ask(
        "amend_person", amended(aled, sex="M", interpreter_needed="yes"), post=True, key=key, reference=aled.reference
    )
    again = ask(
        "amend_person", amended(aled, sex="M", interpreter_needed="yes"), post=True, key=key, reference=aled.reference
    )

    assert (first.status_code, again.status_code, first.url) == (302, 302, again.url)
    with as_actor(worker):
        held = queries.person_by_reference(worker, aled.reference)
    assert (held.sex, held.interpreter_needed, held.version) == ("M", True, 2)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31 2 2015", "does not exist"),
        ("4 3 15", "two digits"),
        ("4 3 2090", "lies ahead"),
        ("soon", "not a date"),
    ],
)
def test_a_date_that_cannot_be_is_refused_in_words(ask, person, typed, sentence):
    aled = person()

    answer = ask("amend_person", amended(aled, date_of_birth=typed), post=True, reference=aled.reference)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert typed in words(answer)


def test_the_second_editor_sees_both_texts(ask, person):
    aled = person()
    ask("amend_person", amended(aled, telephone="01632 960001"), post=True, reference=aled.reference)

    answer = ask("amend_person", amended(aled, telephone="01632 960002"), post=True, reference=aled.reference)

    assert answer.status_code == 409
    assert "01632 960001" in words(answer)
    assert "01632 960002" in words(answer)


def test_a_warning_is_added_and_ended(ask, person, monkeypatch):
    monkeypatch.setattr("openmash.people.views.acts.warning_kinds", lambda now: {"dog": "Dog"})
    aled = person()

    ask("set_warning", {"about": "person", "kind": "dog", "words": "Dog loose"}, post=True, reference=aled.reference)
    assert "Dog loose" in words(ask("person", reference=aled.reference))
    assert "Dog loose" in words(ask("end_warning", reference=aled.reference, number=1))

    ask("end_warning", post=True, reference=aled.reference, number=1)
    assert "Ended 23 November 2026" in words(ask("person", reference=aled.reference))
    assert ask("end_warning", reference=aled.reference, number=2).status_code == 404


def test_a_manager_restricts_and_lifts(ask, person, manager):
    aled = person()

    ask("restrict_person", {"reason": "Court order"}, post=True, reference=aled.reference, actor=manager)
    assert "Restricted" in words(ask("person", reference=aled.reference, actor=manager))

    ask("lift_restriction", post=True, reference=aled.reference, actor=manager)
    assert ask("person", reference=aled.reference).status_code == 200
    assert ask("restrict_person", reference=aled.reference).status_code == 403


def test_an_index_record_is_confirmed_and_undone(ask, person, load):
    aled = person()
    load("social_care", HEAD, OPEN)

    ask("link_index_record", {"record": "social_care|S1"}, post=True, reference=aled.reference)
    assert "Confirmed by a person" in words(ask("person", reference=aled.reference))

    ask("unlink_index_record", {"record": "social_care|S1"}, post=True, reference=aled.reference)
    assert "Confirmed by a person" not in words(ask("person", reference=aled.reference))


def test_a_household_is_shown_and_moves(ask, person, as_actor, worker):
    aled, bryn = person(), person(given_name="Bryn")
    with as_actor(worker):
        home = services.form_household(actor=worker, members=[aled, bryn], now=NOW).household

    assert "Bryn Example" in words(ask("household", reference=home.reference))

    ask("move_household", {"address": "1 Low Road", "postcode": "bb11 1aa"}, post=True, reference=home.reference)
    page = words(ask("person", reference=aled.reference))
    assert "1 Low Road, BB11 1AA" in page
    assert "12 High Street, Preston, PR1 2AB" in page


def test_an_administrator_loads_an_index_and_reads_what_was_refused(ask, administrator):
    lines = "\n".join([HEAD, OPEN, "S2,Bryn,Example,2015-02-30,,,,,", "S3,Cari,Example,,nowhere,,,,"])
    upload = SimpleUploadedFile("index.csv", lines.encode())

    answer = ask(
        "load_index", {"index": "social_care", "kind": "whole", "file": upload}, post=True, actor=administrator
    )

    load = IndexLoad.objects.get()
    assert answer.url == reverse("people:index_load", args=[load.pk])
    page = words(ask("index_load", number=load.pk, actor=administrator))
    assert "2 of 3 rows accepted" in page
    assert "This date does not exist" in page
    assert "not the form of a postcode" in page
    assert "Children&#x27;s social care" in words(ask("indexes", actor=administrator))


def test_a_file_that_cannot_be_used_is_refused_on_the_form(ask, administrator):
    upload = SimpleUploadedFile("index.csv", b"name\nAled")

    answer = ask(
        "load_index", {"index": "social_care", "kind": "whole", "file": upload}, post=True, actor=administrator
    )

    assert answer.status_code == 422
    assert "no column record_id" in words(answer)


@pytest.mark.parametrize(
    ("name", "role", "status"),
    [
        ("search", Role.PARTNER, 403),
        ("search", Role.ADMINISTRATOR, 403),
        ("found", Role.BOARD_MEMBER, 403),
        ("load_index", Role.SCREENING_WORKER, 403),
        ("indexes", Role.REFERRER, 403),
        ("indexes", Role.MASH_MANAGER, 200),
        ("search", Role.SOCIAL_WORKER, 200),
    ],
)
def test_addresses_answer_by_role(ask, name, role, status):
    assert ask(name, actor=actor_with(role)).status_code == status


def test_a_worker_of_another_agency_opens_nobody(ask, person):
    aled = person()

    stranger = actor_with(Role.SOCIAL_WORKER, authority=False)

    assert ask("person", reference=aled.reference, actor=stranger).status_code == 404


def test_what_is_not_known_of_a_person_is_one_line(person):
    words = {name: {} for name in CODED}

    rows = presenters.person_rows(person(), district="Preston", codes=words, today=TODAY)

    assert [row["key"] for row in rows] == [
        "Given name",
        "Family name",
        "Date of birth",
        "Age",
        "Address",
        "District",
        "Not known yet",
    ]
    assert rows[-1]["value"] == (
        "Also known as, sex, ethnicity, disability, telephone, NHS number, pupil number, language, interpreter needed"
    )
