"""A co-located member of the hub: what was released to it, and nothing else, whatever they try."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from openmash.accounts.models import User
from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.agencies.tests.factories import load
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base import files
from openmash.base.actors import Actor
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.tests import hostile
from openmash.base.transactions import request_transaction
from openmash.enquiries import queries, services
from openmash.enquiries.models import (
    AgencyRequest,
    AgencyReturn,
    Enquiry,
    HubNote,
    HubPlace,
    HubRelease,
    Involvement,
    RequestEvent,
    ReturnFile,
)
from openmash.enquiries.services import InvolvedGiven, ReturnGiven
from openmash.enquiries.tests.conftest import NOW
from openmash.people.models import Person
from openmash.release.models import Disclosure
from openmash.trail.models import Entry

MACHINE = Actor.machine("tests")
SECRET = "Called to the home in June"


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.DATA = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def member(lancashire):
    """A member of the hub from health: works beside the police, and answers nothing."""
    return somebody(Role.HUB_MEMBER, "health-mash", name="H Member")


@pytest.fixture
def answered(ask, police, health):
    """Police and health are asked about the family; the police answer with a photograph."""
    requests = {one.agency.code: one for one in ask().requests}
    (photo,) = files.take_in([SimpleUploadedFile("arm.jpg", hostile.photograph())])
    given = ReturnGiven(
        kind="part",
        words=SECRET,
        handling="no",
        involved=(InvolvedGiven(worker="O Officer", telephone="01632 960201"),),
        files=(photo,),
    )
    with request_transaction(police):
        return services.answer_request(actor=police, request=requests["LANCS-POLICE"], given=given, now=NOW)


def release(worker, given):
    with request_transaction(worker):
        return services.release_return(actor=worker, given=given, now=NOW)


def browser(actor):
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


def picture(client, subject="C-1"):
    return client.get(reverse("enquiries:picture", kwargs={"reference": subject}))


def file_of(given):
    return ReturnFile.objects.get(given_in=given).reference


def test_a_member_sees_whom_it_is_about_and_no_word_that_was_not_released(answered, member):
    page = picture(browser(member)).content.decode()

    assert "Aled Example" in page
    assert SECRET not in page
    assert "Police" not in page.replace("Police notices", "")
    assert "arm.jpg" not in page


def test_a_home_that_is_protected_after_the_question_is_kept_back_from_whoever_reads_it_then(
    ask, family, health, member
):
    with request_transaction(MACHINE):
        Person.objects.filter(reference="P2").update(address="3 Other Road", postcode="PR2 1AA")
        family[1].refresh_from_db()
    (asked,) = ask("HEALTH-0-19").requests
    pages = [
        (browser(health), reverse("enquiries:request", kwargs={"reference": asked.reference})),
        (browser(member), reverse("enquiries:picture", kwargs={"reference": "C-1"})),
    ]

    assert all("3 Other Road" in client.get(page).content.decode() for client, page in pages)
    with request_transaction(MACHINE):
        Person.objects.filter(reference="P2").update(address_protected=True)

    for client, page in pages:
        shown = client.get(page).content.decode()
        assert "Other Road" not in shown and "Cari Example" in shown and "Address kept back" in shown


def test_what_is_released_is_seen_with_its_owners_mark_and_its_files(answered, member, worker):
    release(worker, answered)
    client = browser(member)

    page = picture(client).content.decode()
    with request_transaction(worker):
        reference = file_of(answered)
        entry = Entry.objects.get(kind="return.released")
        assert (entry.actor, entry.details["answer"]) == (worker.reference, answered.reference)
    response = client.get(reverse("enquiries:hub_file", kwargs={"reference": "C-1", "file": reference}))

    for words in (SECRET, "O Officer", "01632 960201", "Must not be shared with the family", "arm.jpg"):
        assert words in page
    assert response.content.startswith(b"\xff\xd8")
    with request_transaction(worker):
        assert Entry.objects.filter(kind="file.taken_away", actor=member.reference).exists()
        assert Entry.objects.filter(kind="opened", actor=member.reference, subject="P1").exists()


def test_what_an_agency_adds_afterwards_is_not_released_with_it(answered, member, worker, police):
    release(worker, answered)
    with request_transaction(police):
        more = ReturnGiven(kind="part", words="And in July", handling="no")
        services.answer_request(actor=police, request=answered.request, given=more, now=NOW)

    assert "And in July" not in picture(browser(member)).content.decode()


def test_before_release_the_file_has_no_address_for_a_member(answered, member, worker):
    with request_transaction(worker):
        reference = file_of(answered)
    client = browser(member)

    addresses = [
        reverse("enquiries:hub_file", kwargs={"reference": "C-1", "file": reference}),
        reverse("enquiries:return_file", kwargs={"reference": answered.request.reference, "file": reference}),
    ]
    assert [client.get(one).status_code for one in addresses] == [404, 403]


def test_another_record_is_as_if_there_were_none(answered, member, worker, ask, family):
    with request_transaction(worker):
        Enquiry.objects.update(subject="C-2")
        HubPlace.objects.filter(agency__code="HEALTH-0-19").delete()

    for subject in ("C-1", "C-2", "C-999"):
        assert picture(browser(member), subject).status_code == 404
    with request_transaction(member):
        for table in (HubPlace, HubRelease, HubNote):
            assert not table.objects.exists(), table


def test_the_database_itself_shows_a_member_nothing_else(answered, member, worker):
    release(worker, answered)
    with request_transaction(worker):
        services.add_to_hub(actor=worker, subject_kind="contact", subject="C-1", agency_code="SCHOOL-GUILD", now=NOW)

    with request_transaction(member):
        assert [one.agency.code for one in AgencyRequest.objects.select_related("agency")] == ["HEALTH-0-19"]
        for table in (AgencyReturn, Involvement, ReturnFile, Person):
            assert not table.objects.exists(), table
        assert not RequestEvent.objects.exclude(request__agency__code="HEALTH-0-19").exists()
        assert [one.agency.code for one in HubPlace.objects.select_related("agency")] == ["HEALTH-0-19"]
        assert HubRelease.objects.count() == 1
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            HubPlace.objects.update(subject="C-9")
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            HubRelease.objects.update(agency_name="X")
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            HubNote.objects.create(subject_kind="contact", subject="C-9", agency_name="X", words="x", at=NOW, by="x")


def test_a_respondent_of_the_same_agency_sees_nothing_of_the_hub(answered, health, worker):
    release(worker, answered)

    assert picture(browser(health)).status_code == 403
    with request_transaction(health):
        assert not HubRelease.objects.exists()
        assert not HubPlace.objects.exists()


def test_a_member_neither_answers_nor_reads_what_their_agency_is_asked(answered, member):
    assert browser(member).get(reverse("enquiries:requests")).status_code == 403
    with request_transaction(member), pytest.raises(NotFound):
        queries.request_asked_of(member, answered.request.reference)


def test_a_note_joins_the_picture_and_those_who_asked_read_it(answered, member, worker):
    client = browser(member)
    sent = {"idempotency_key": str(uuid.uuid4()), "words": "Seen at the clinic"}

    assert client.post(reverse("enquiries:picture", kwargs={"reference": "C-1"}), sent).status_code == 302

    assert "Seen at the clinic" in picture(client).content.decode()
    with request_transaction(worker):
        (note,) = queries.hub_notes(worker, subject_kind="contact", subject="C-1")
        assert (note.by, note.words) == (member.reference, "Seen at the clinic")
    with request_transaction(member), pytest.raises(NotFound):
        services.add_hub_note(actor=member, subject_kind="contact", subject="C-9", words="x", now=NOW)


def test_an_agency_that_was_added_and_not_asked_sees_the_picture_too(answered, worker):
    school = somebody(Role.HUB_MEMBER, "police-mash", name="S Member")
    with request_transaction(worker):
        HubPlace.objects.filter(agency__code="LANCS-POLICE").delete()
    assert picture(browser(school)).status_code == 404
    with request_transaction(worker):
        services.add_to_hub(actor=worker, subject_kind="contact", subject="C-1", agency_code="LANCS-POLICE", now=NOW)

    assert "Aled Example" in picture(browser(school)).content.decode()


def test_a_question_taken_back_takes_the_place_with_it(answered, member, worker, ask):
    with request_transaction(worker):
        theirs = AgencyRequest.objects.get(agency__code="HEALTH-0-19")
        services.withdraw_request(actor=worker, request=theirs, reason="Another family", now=NOW)

    assert picture(browser(member)).status_code == 404


def test_a_place_given_by_hand_stays_when_a_question_is_taken_back(ask, worker, member):
    with request_transaction(worker):
        services.add_to_hub(
            actor=worker, subject_kind="contact", subject="C-1", agency_code="HEALTH-0-19", now=NOW - timedelta(hours=1)
        )
    (theirs,) = ask("HEALTH-0-19").requests
    with request_transaction(worker):
        services.withdraw_request(actor=worker, request=theirs, reason="Another family", now=NOW)

    assert picture(browser(member)).status_code == 200


def told(reference):
    with request_transaction(Actor.machine("test")):
        rows = Disclosure.objects.filter(what="hub_release", source=reference).order_by("pk")
        return [(one.recipient, sorted(one.people.values_list("person_reference", flat=True))) for one in rows]


def test_what_the_hub_is_told_is_kept_for_each_agency_that_is_told_it(answered, worker):
    release(worker, answered)
    assert told(answered.reference) == [("HEALTH-0-19", ["P1", "P2", "P3"])]

    with request_transaction(worker):
        services.add_to_hub(actor=worker, subject_kind="contact", subject="C-1", agency_code="PROBATION", now=NOW)
    assert [recipient for recipient, _ in told(answered.reference)] == ["HEALTH-0-19", "PROBATION"]


def test_a_family_that_is_restricted_afterwards_is_gone_from_the_hub(answered, member, worker):
    release(worker, answered)
    cleared = somebody(Role.MASH_MANAGER, "mash-management", name="J Manager")
    with request_transaction(cleared):
        services.restrict_enquiries(actor=cleared, subject_kind="contact", subject="C-1", restricted=True, now=NOW)

    assert picture(browser(member)).status_code == 404
    with request_transaction(member):
        assert not HubRelease.objects.exists()
    with request_transaction(worker):
        assert not HubRelease.objects.exists()


def test_who_releases_and_what_twice_does(answered, member, worker, police):
    for actor in (member, police):
        with request_transaction(actor), pytest.raises(Denied):
            services.release_return(actor=actor, given=answered, now=NOW)
    release(worker, answered)

    with pytest.raises(RuleBroken, match="released to the hub already"):
        release(worker, answered)


def test_nothing_of_a_restricted_family_is_released(answered, worker):
    cleared = somebody(Role.MASH_MANAGER, "mash-management", name="J Manager")
    with request_transaction(cleared):
        services.restrict_enquiries(actor=cleared, subject_kind="contact", subject="C-1", restricted=True, now=NOW)

    with request_transaction(cleared), pytest.raises(RuleBroken, match="restricted"):
        services.release_return(actor=cleared, given=answered, now=NOW)


@pytest.fixture
def switched_on(lancashire):
    """The pack releases every answer as it comes in."""
    pack = agencies.pack_in_force()
    hub = pack.hub.model_copy(update={"releases_answers": True})
    load(pack.model_copy(update={"hub": hub}), at=NOW)
    assert agencies.pack_in_force().asking.releases_answers
    yield
    agencies.forget_packs()


def test_where_the_pack_says_so_an_answer_is_released_as_it_comes_in(switched_on, answered, member):
    page = picture(browser(member)).content.decode()

    assert SECRET in page and "arm.jpg" in page
    with request_transaction(MACHINE):
        release = HubRelease.objects.get()
        assert (release.made_by, release.given_in.pk) == ("system:enquiries", answered.pk)
        assert Entry.objects.filter(kind="return.released").count() == 1
        told = Disclosure.objects.filter(what="hub_release")
        assert list(told.values_list("recipient", flat=True)) == ["HEALTH-0-19"]


def test_where_the_pack_does_not_say_so_somebody_looks_first(answered):
    with request_transaction(MACHINE):
        assert not HubRelease.objects.exists()


def test_of_a_restricted_family_nothing_is_released_whatever_the_pack_says(switched_on, ask, police):
    (request,) = ask("LANCS-POLICE").requests
    with request_transaction(MACHINE):
        services.restrict_enquiries(actor=MACHINE, subject_kind="contact", subject="C-1", restricted=True, now=NOW)
    with request_transaction(police):
        services.answer_request(
            actor=police, request=request, given=ReturnGiven(kind="part", words=SECRET, handling="no"), now=NOW
        )

    with request_transaction(MACHINE):
        assert not HubRelease.objects.exists()


# -- the list of the hub -------------------------------------------------------------------------------------------


def test_a_line_of_the_hub_says_which_children_with_whom_and_since_when(member, answered):
    client = Client()
    client.force_login(User.objects.get(pk=member.user_id), backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("enquiries:pictures")).content.decode()

    assert "Aled Example, Cari Example</a>" in page and "With Mair Example" in page and ", since " in page


def test_a_question_is_passed_on_to_those_who_can_answer(police):
    other = somebody(Role.PARTNER, "police-mash", "second@police.example", "S Second")
    somebody(Role.REFERRER, "police-mash", "raises@police.example", "R Raises")

    with request_transaction(police):
        assert queries.colleagues_of(police, NOW) == [(other.user_id, "S Second")]
