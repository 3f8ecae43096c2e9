"""The pages as a browser meets them: shown, sent, sent twice, sent wrong."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from openmash.accounts.models import User
from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.base import clock
from openmash.base.transactions import request_transaction
from openmash.frontdoor.models import Contact
from openmash.frontdoor.services import contacts, screening
from openmash.frontdoor.tests.conftest import NOW, aled, call, fresh
from openmash.frontdoor.tests.test_decisions import decide
from openmash.work.models import WorkItem


@pytest.fixture
def browser(worker, monkeypatch, settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    monkeypatch.setattr(clock, "now", lambda: NOW)
    client = Client()
    client.force_login(User.objects.get(pk=worker.user_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


def key_on(page):
    found = re.search(r'name="idempotency_key" value="([^"]+)"', page.content.decode())
    assert found, f"{page.status_code}: {page.content.decode()[:2000]}"
    return found.group(1)


def send(browser, address, **answers):
    key = key_on(browser.get(address))
    return browser.post(address, {"idempotency_key": key} | answers)


CALL = {"story": "He came to school hungry.", "rows": "3", "p0_given": "Aled", "p0_age": "11", "p0_who": "child"}


def test_a_call_sent_twice_is_one_contact(browser, worker):
    address = reverse("frontdoor:take_call")
    answers = CALL | {"idempotency_key": key_on(browser.get(address))}
    first, second = browser.post(address, answers), browser.post(address, answers)

    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    with request_transaction(worker):
        assert Contact.objects.count() == 1


def test_the_same_key_with_other_words_is_refused(browser):
    address = reverse("frontdoor:take_call")
    answers = CALL | {"idempotency_key": key_on(browser.get(address))}
    browser.post(address, answers)

    assert browser.post(address, answers | {"story": "Other"}).status_code == 409


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        pytest.param(
            {"p0_dob_day": "30", "p0_dob_month": "2", "p0_dob_year": "2015"}, "does not exist", id="a-day-that-is-none"
        ),
        pytest.param(
            {"p0_dob_day": "3", "p0_dob_month": "2", "p0_dob_year": "15"}, "four numbers", id="a-two-digit-year"
        ),
        pytest.param({"p0_age": "older"}, "is not an age", id="no-age"),
        pytest.param({"story": ""}, "what the caller is telling", id="no-story"),
    ],
)
def test_bad_input_is_said_plainly_and_nothing_typed_is_lost(browser, answers, words):
    page = send(browser, reverse("frontdoor:take_call"), **(CALL | answers))

    assert page.status_code == 422
    assert words in page.content.decode()
    assert "Aled" in page.content.decode()


def test_another_row_without_a_script_keeps_what_was_typed(browser):
    page = browser.post(reverse("frontdoor:take_call"), CALL | {"add_person": "1"})

    assert page.status_code == 200
    assert 'name="p1_given"' in page.content.decode()
    assert "He came to school hungry." in page.content.decode()
    assert "He came to school hungry." in browser.get(reverse("frontdoor:take_call")).content.decode()


def test_no_control_that_decides_starts_on_an_answer(browser, taken, worker):
    with request_transaction(worker):
        child = fresh(worker, taken)[1][0].person.reference
    for name in ("rate_rag", "give_level", "check_early_help", "decide_contact"):
        page = browser.get(reverse(f"frontdoor:{name}", kwargs={"reference": taken.reference, "child": child}))
        assert page.status_code == 200
        assert not re.search(r"<input[^>]*type=\"radio\"[^>]*\bchecked", page.content.decode())


def test_every_page_of_a_contact_is_shown(browser, taken, worker):
    with request_transaction(worker):
        child = fresh(worker, taken)[1][0].person.reference
    whole = (
        "contact",
        "open_history",
        "amend_contact",
        "add_person",
        "approach_family",
        "record_family_position",
        "reopen_contact",
    )
    parts = ("match_person", "record_factor", "record_analysis", "answer_prompts")
    for name in whole:
        assert browser.get(reverse(f"frontdoor:{name}", kwargs={"reference": taken.reference})).status_code == 200, name
    for name in parts:
        address = reverse(f"frontdoor:{name}", kwargs={"reference": taken.reference, "child": child})
        assert browser.get(address).status_code == 200, name


def test_a_contact_is_screened_and_decided_on_its_pages(browser, taken, worker):
    with request_transaction(worker):
        child = fresh(worker, taken)[1][0].person.reference
    place = {"reference": taken.reference, "child": child}
    browser.get(reverse("frontdoor:open_history", kwargs={"reference": taken.reference}))
    steps = [
        ("rate_rag", {"rag": "amber", "reason": "Hungry", "same": "on"}),
        ("check_early_help", {"result": "no_record", "same": "on"}),
        ("record_analysis", {"version": "1", "analysis": "It matters", "same": "on"}),
        ("give_level", {"whose": "recommended", "level": "4", "reason": "Assessment", "same": "on"}),
    ]
    for name, answers in steps:
        assert send(browser, reverse(f"frontdoor:{name}", kwargs=place), **answers).status_code == 302, name
    family = reverse("frontdoor:record_family_position", kwargs={"reference": taken.reference})
    assert send(browser, family, told="told", agreement="agreed").status_code == 302
    address = reverse("frontdoor:decide_contact", kwargs=place)
    answers = {"outcome": "S17", "level": "4", "rationale": "Why", "same": "on"}
    answers |= dict.fromkeys(re.findall(r'name="(q_[^"]+)"', browser.get(address).content.decode()), "Weighed")
    decided = send(browser, address, **answers)

    assert decided.status_code == 302, re.findall("error-message.*?</p>", decided.content.decode(), re.S)
    shown = browser.get(reverse("frontdoor:contact", kwargs={"reference": taken.reference})).content.decode()
    assert "Decided" in shown


def test_a_decision_asks_the_packs_questions_and_keeps_what_was_typed(browser, screened):
    contact, children = screened()
    place = {"reference": contact.reference, "child": children[0].person.reference}
    address = reverse("frontdoor:decide_contact", kwargs=place)
    page = send(browser, address, outcome="NFA", level="1", rationale="Safe at home", same="on")

    assert page.status_code == 422
    assert "Safe at home" in page.content.decode()
    asked = re.findall(r'name="(q_[^"]+)"', page.content.decode())
    assert asked


def test_a_file_of_notices_is_loaded_on_its_page(browser):
    text = "reference,given_name,age\nA1,Aled,6\nA2,Cari,6\nA2,,7\n"
    upload = SimpleUploadedFile("notices.csv", text.encode(), content_type="text/csv")
    sent = send(browser, reverse("frontdoor:load_notices"), file=upload)
    page = browser.get(sent["Location"]).content.decode()

    assert "1 of 3 rows accepted" in page
    assert "Belongs to A2" in page


def test_an_unknown_contact_is_not_found(browser):
    assert browser.get(reverse("frontdoor:contact", kwargs={"reference": "C-99999"})).status_code == 404


def test_the_number_of_queries_of_a_contact_page_is_bounded(browser, taken, django_assert_max_num_queries):
    with django_assert_max_num_queries(110):
        browser.get(reverse("frontdoor:contact", kwargs={"reference": taken.reference}))


def test_one_comes_back_to_the_part_of_screening_one_was_at(browser, taken, worker):
    with request_transaction(worker):
        child = fresh(worker, taken)[1][0].person.reference
    address = reverse("frontdoor:give_level", kwargs={"reference": taken.reference, "child": child})
    contact = reverse("frontdoor:contact", kwargs={"reference": taken.reference})

    sent = send(browser, address, whose="recommended", level="3", reason="Why")
    assert sent["Location"] == f"{contact}#{child}-give_level"
    assert f'id="{child}-give_level"' in browser.get(contact).content.decode()


def test_outcomes_stand_under_who_goes_on_with_the_child(browser, taken, worker):
    with request_transaction(worker):
        child = fresh(worker, taken)[1][0].person.reference
    address = reverse("frontdoor:decide_contact", kwargs={"reference": taken.reference, "child": child})
    page = browser.get(address).content.decode()

    headings = re.findall(r'class="om-options__heading"[^>]*>([^<]+)<', page)
    assert headings == ["Nothing further", "Early help services", "Social care", "Social care", "Somebody else"]
    between = page[page.index("Nothing further</p>") : page.index("Early help services</p>")]
    assert re.findall(r'value="([A-Z]+)"', between) == ["NFA", "ADVICE", "SIGNPOST"]
    folded = page[page.index("<details", page.index("om-options")) : page.index("</details>", page.index("om-options"))]
    assert "Less common, or for somebody else (10)" in folded
    assert "Homeless at 16 or 17" in folded
    assert " open" not in folded[: folded.index(">")]
    assert page.index('name="level"') < page.index('name="outcome"') < page.index('name="rationale"')

    chosen = re.search(r'value="([A-Z0-9-]+)"', folded)[1]
    again = send(browser, address, outcome=chosen, level="").content.decode()
    assert '<details class="govuk-details om-more" open>' in again


@pytest.mark.parametrize(
    ("high_risk", "first"),
    [
        pytest.param(False, ["public-task", "safeguarding", "s17", "s11"], id="nothing-recorded"),
        pytest.param(True, ["public-task", "safeguarding", "s47", "s17", "s11"], id="a-high-risk-indicator"),
    ],
)
def test_the_lawful_bases_usual_for_what_is_known_stand_first(browser, taken, worker, high_risk, first):
    if high_risk:
        with request_transaction(worker):
            pack = agencies.pack_in_force()
            screening.record_factor(
                actor=worker,
                children=fresh(worker, taken)[1][:1],
                column="high_risk",
                heading=next(one for one in pack.risk_headings if one.column == "high_risk").items[0].code,
                evidence="A mark on his arm",
                source_words="School",
                seen_on=None,
                now=NOW,
            )
    address = reverse("frontdoor:record_family_position", kwargs={"reference": taken.reference})
    page = browser.get(address).content.decode()

    begins = page.index("om-options")
    before, behind = page[begins : page.index("<details", begins)], page[page.index("<details", begins) :]
    assert re.findall(r'name="lawful_bases"[^>]*value="([^"]+)"', before) == first
    assert "consent" in re.findall(r'name="lawful_bases"[^>]*value="([^"]+)"', behind)
    assert "Data protection law: sensitive details" in behind

    sent = send(browser, address, told="told", agreement="agreed", lawful_bases=["consent"], necessity="", told_who="")
    again = browser.get(address).content.decode() if sent.status_code == 302 else sent.content.decode()
    assert '<details class="govuk-details om-more" open>' in again


def test_somebody_found_by_name_is_added_to_a_contact(browser, taken, worker):
    with request_transaction(worker):
        other = contacts.take_call(actor=worker, given=call(people=(aled(given_name="Bryn"),)), now=NOW)
        bryn = fresh(worker, other)[1][0].person.reference
    address = reverse("frontdoor:add_person", kwargs={"reference": taken.reference}) + "?q=Bryn+Example"
    assert f'value="{bryn}"' in browser.get(address).content.decode()

    assert send(browser, address, person=bryn).status_code == 302
    with request_transaction(worker):
        assert bryn in {child.person.reference for child in fresh(worker, taken)[1]}


def test_a_child_is_matched_with_somebody_found_and_with_nobody_else(browser, taken, worker):
    with request_transaction(worker):
        child = fresh(worker, taken)[1][1].person.reference
        other = contacts.take_call(actor=worker, given=call(people=(aled(given_name="Bryn"),)), now=NOW)
        bryn = fresh(worker, other)[1][0].person.reference
    address = reverse("frontdoor:match_person", kwargs={"reference": taken.reference, "child": child})

    assert send(browser, f"{address}?q=Bryn", reference="P1").status_code == 422
    assert send(browser, f"{address}?q=Bryn", reference=bryn).status_code == 302
    with request_transaction(worker):
        assert bryn in {one.person.reference for one in fresh(worker, taken)[1]}


def test_early_help_is_led_to_only_where_it_was_decided_on(browser, screened, worker):
    contact, children = screened()
    page, link = reverse("frontdoor:contact", kwargs={"reference": contact.reference}), "Early help for these children"
    assert link not in browser.get(page).content.decode()
    with request_transaction(worker):
        decide(worker, children, "EH")
    assert link in browser.get(page).content.decode()


def test_a_team_reads_what_is_asked_of_it_for_which_child_and_why(browser, act_as, screened, worker):
    contact, children = screened()
    with request_transaction(worker):
        decide(worker, children, "S17", level=4, rationale="Hungry for a month")
        team = WorkItem.objects.open().filter(subject=contact.reference, act="start_assessment").first().team
    social = act_as(Role.SOCIAL_WORKER, team=team.code)
    browser.force_login(User.objects.get(pk=social.user_id), backend="django.contrib.auth.backends.ModelBackend")
    page = browser.get(reverse("frontdoor:follow_up", kwargs={"reference": contact.reference})).content.decode()

    assert "Start the assessment" in page
    assert "Aled Example, 11. Referral: assessment of a child in need" in page
    assert "Hungry for a month" in page


def test_a_referrer_reads_which_number_to_ring(browser, act_as, taken):
    school = act_as(Role.REFERRER, team="guild-high")
    browser.force_login(User.objects.get(pk=school.user_id), backend="django.contrib.auth.backends.ModelBackend")

    page = browser.get(reverse("frontdoor:raised")).content.decode()
    told = browser.get(reverse("frontdoor:disagreement_received")).content.decode()

    for words in (page, told):
        assert re.findall(r'<li>([^<:]+): <a class="[^"]+" href="tel:(\d+)"', words) == [
            ("North", "01632960101"),
            ("Central and East", "01632960102"),
            ("Outside office hours", "01632960107"),
        ]


def test_a_page_for_everybody_shows_nobody_signed_in(browser):
    browser.logout()
    address = reverse("frontdoor:disagree_by_code")

    for page in (browser.get(address), send(browser, address, reference="C-1")):
        words = page.content.decode()
        assert "Tell us that you disagree" in words
        assert "Sign out" not in words
        assert "Why you are here" not in words
