"""Photographs and documents with an answer: who may have them, how they are chosen, and what is kept of each taking away."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from openmash.accounts.models import User
from openmash.base import files
from openmash.base.tests import hostile
from openmash.base.transactions import request_transaction
from openmash.enquiries import services
from openmash.enquiries.models import AgencyReturn, Involvement, ReturnFile
from openmash.enquiries.tests.conftest import NOW
from openmash.trail.models import Entry


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.DATA = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def asked(ask):
    return ask("LANCS-POLICE").requests[0]


def browser(actor):
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(client, request, *uploads, **more):
    address = reverse("enquiries:answer_request", kwargs={"reference": request.reference})
    words = {"idempotency_key": str(uuid.uuid4()), "words": "A bruise", "handling": "ask", "kind": "part"}
    return client.post(address, words | {"attachments": list(uploads)} | more)


def photo(name="IMG 1.jpg"):
    return SimpleUploadedFile(name, hostile.photograph(), "image/jpeg")


def address_of(actor):
    with request_transaction(actor):
        row = ReturnFile.objects.select_related("given_in__request").get()
        keys = {"reference": row.given_in.request.reference, "file": row.reference}
    return reverse("enquiries:return_file", kwargs=keys)


def test_a_photograph_goes_with_the_answer_and_its_own_agency_can_take_it_away(asked, police, worker):
    client = browser(police)

    assert send(client, asked, photo()).status_code == 302
    page = client.get(reverse("enquiries:request", kwargs={"reference": asked.reference})).content.decode()
    response = client.get(address_of(police))

    assert "IMG 1.jpg" in page
    assert "Not scanned for viruses" in page
    assert response.content.startswith(b"\xff\xd8")
    assert hostile.SECRET_PLACE not in response.content
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    with request_transaction(worker):
        entry = Entry.objects.get(kind="file.taken_away")
        assert (entry.actor, entry.subject) == (police.reference, asked.reference)
        assert Entry.objects.get(kind="request.answered").details["files"] == 1


def test_another_agency_gets_neither_the_file_nor_its_row(asked, police, health):
    send(browser(police), asked, photo())
    address = address_of(police)

    assert browser(health).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    with request_transaction(health):
        assert not ReturnFile.objects.exists()


def test_a_file_is_found_under_its_own_request_alone(ask, family, police):
    first = ask("LANCS-POLICE", about=family[:1]).requests[0]
    second = ask("LANCS-POLICE", about=family[1:2]).requests[0]
    client = browser(police)
    send(client, first, photo())

    assert client.get(address_of(police).replace(first.reference, second.reference)).status_code == 404


def test_what_is_not_taken_is_said_beside_the_field_and_nothing_is_lost_or_kept(asked, police):
    page = send(browser(police), asked, photo(), SimpleUploadedFile("report.pdf", b"<html>", "application/pdf"))

    words = page.content.decode()
    assert page.status_code == 422
    assert "report.pdf: This is a web page" in words
    assert "Choose the other files again" in words
    assert "A bruise" in words
    with request_transaction(police):
        assert not AgencyReturn.objects.exists()


def test_another_mistake_says_that_the_files_are_to_be_chosen_again(asked, police):
    page = send(browser(police), asked, photo(), handling="")

    assert page.status_code == 422
    assert "Choose your files again" in page.content.decode()


def test_a_file_alone_is_an_answer(asked, police):
    assert send(browser(police), asked, photo(), words="").status_code == 302


def test_the_same_answer_sent_twice_is_kept_once(asked, police):
    client, key = browser(police), str(uuid.uuid4())

    for _ in range(2):
        assert send(client, asked, photo(), idempotency_key=key).status_code == 302

    with request_transaction(police):
        assert ReturnFile.objects.count() == 1
    assert send(client, asked, photo("other.jpg"), idempotency_key=key, words="Other").status_code == 409


def test_a_draft_keeps_the_words_and_asks_for_the_files_again(asked, police):
    client = browser(police)
    send(client, asked, photo(), save_draft="yes")

    page = client.get(reverse("enquiries:answer_request", kwargs={"reference": asked.reference})).content.decode()

    assert "A bruise" in page
    assert "choose the files again" in page


def test_room_for_more_people_without_javascript(asked, police):
    client = browser(police)
    named = {f"involved_{number}_worker": f"Worker {number}" for number in (1, 2)}

    page = send(client, asked, more_rows="yes", rows="2", **named).content.decode()

    assert "Worker 2" in page
    assert 'name="involved_3_worker"' in page
    assert send(client, asked, rows="3", involved_3_worker="Worker 3", **named).status_code == 302
    with request_transaction(police):
        assert sorted(Involvement.objects.values_list("worker", flat=True)) == ["Worker 1", "Worker 2", "Worker 3"]


@pytest.mark.parametrize("rows", ["999999", "-1", "x", "²"])
def test_a_made_up_number_of_rows_is_no_harm(asked, police, rows):
    assert send(browser(police), asked, rows=rows).status_code == 302


def test_the_most_a_page_takes_is_what_a_file_may_have():
    from openmash.enquiries.views.requests import AnswerRequest

    assert AnswerRequest.largest_upload == files.LARGEST


def test_an_answer_is_added_to_and_what_was_said_before_stands_beside_it(asked, police):
    client = browser(police)
    send(client, asked, kind="whole", question_known="yes")

    address = reverse("enquiries:answer_request", kwargs={"reference": asked.reference})
    page = client.get(address).content.decode()

    assert "Add to your answer" in page
    assert "What you said before" in page
    assert "Is this all?" not in page
    assert send(client, asked, words="And in July", kind="").status_code == 302
    with request_transaction(police):
        assert AgencyReturn.objects.count() == 2


def test_a_question_that_was_taken_back_is_said_to_be_before_anybody_types(asked, police, worker):
    with request_transaction(worker):
        services.withdraw_request(actor=worker, request=asked, reason="Another family", now=NOW)

    page = browser(police).get(reverse("enquiries:answer_request", kwargs={"reference": asked.reference}))

    assert "has been taken back" in page.content.decode()
