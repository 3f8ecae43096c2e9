"""The pages: call a strategy discussion, hold it, decide, give to do, and disagree, from a contact and as an agency."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from openmash.accounts.models import User
from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.base import clock
from openmash.base.transactions import request_transaction
from openmash.frontdoor.queries import story_of
from openmash.frontdoor.queries.queue import queue_rows
from openmash.frontdoor.services import escalating
from openmash.frontdoor.services import meetings as services
from openmash.frontdoor.tests.conftest import NOW, fresh
from openmash.meetings import queries as meetings
from openmash.meetings.services import CameGiven, EscalationGiven, FindingGiven, InviteGiven, MeetingGiven

LATER = NOW + timedelta(hours=1)
SEATED = (
    InviteGiven("LCC", seat="social-work-manager"),
    InviteGiven("LANCS-POLICE", seat="police"),
    InviteGiven("HEALTH-0-19", seat="health"),
    InviteGiven("SCHOOL-GUILD", seat="education"),
)


@pytest.fixture
def police(act_as):
    return act_as(Role.PARTNER, team="police-mash")


@pytest.fixture
def contact(screened):
    return screened(rag="red")[0]


@pytest.fixture
def meeting(manager, contact):
    """A strategy discussion about both children, held; the threshold met for the first of them."""
    with request_transaction(manager):
        held, children = fresh(manager, contact)
        made = services.call_meeting_about(
            actor=manager,
            contact=held,
            given=MeetingGiven("strategy-discussion", NOW, "telephone", "01632 960400", "A bruise", ""),
            people=[one.person.reference for one in children],
            invited=SEATED,
            now=NOW,
        )
        services.hold_meeting_about(
            actor=manager,
            contact=held,
            meeting=made,
            held_at=NOW,
            came=[CameGiven("telephone", key=one.pk, name="S Somebody") for one in made.attendees.all()],
            inquorate_reason="",
            notes="",
            now=NOW,
        )
        made = meetings.meeting_about(manager, subject_kind="contact", subject=held.reference, reference=made.reference)
        services.decide_in_meeting(
            actor=manager,
            contact=held,
            meeting=made,
            about=meetings.person_of(made, children[0].person.reference),
            given=[FindingGiven("threshold", "met", "Bruises of different ages")],
            expected_version=0,
            now=NOW,
        )
    return made


@pytest.fixture
def signed_in(pack, settings, monkeypatch):
    """Return a client signed in as an actor."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    monkeypatch.setattr(clock, "now", lambda: NOW)
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}

    def make(actor):
        browser = Client()
        browser.force_login(User.objects.get(pk=actor.user_id), backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return make


def carried(page):
    return dict(re.findall(r'<input type="hidden" name="(idempotency_key|version|shown)" value="([^"]*)"', page))


def acts_of(actor):
    with request_transaction(actor):
        return [(row.act, row.href) for row in queue_rows(actor, NOW)]


def test_a_meeting_is_called_by_its_page_and_holding_it_becomes_work(signed_in, worker, contact, police):
    at_work = signed_in(worker)
    place = {"reference": contact.reference, "kind": "strategy-discussion"}
    address = reverse("frontdoor:call_meeting", kwargs=place)
    page = at_work.get(address).text
    assert not re.search(r'name="(people|means|others)"[^>]*checked', page)
    body = carried(page) | {
        "people": re.findall(r'name="people"[^>]* value="([^"]+)"', page),
        "planned_at_day": "23",
        "planned_at_month": "11",
        "planned_at_year": "2026",
        "planned_at_time": "16:00",
        "means": "telephone",
        "place": "01632 960400",
        "purpose": "A bruise that does not fit.",
        "seat_social-work-manager": "LCC",
        "seat_police": "LANCS-POLICE",
        "seat_health": "HEALTH-0-19",
        "seat_education": "SCHOOL-GUILD",
    }
    sent = at_work.post(address, body)
    assert sent.status_code == 302, re.findall(r"govuk-error[^<]*<[^<]*", sent.text)
    shown = at_work.get(sent.headers["Location"]).text
    assert "Monday 23 November 2026, 16:00" in shown and "No reply yet" in shown

    assert "Hold the meeting" in [act for act, _ in acts_of(worker)]
    invited = signed_in(police).get(reverse("meetings:invitations")).text
    assert "Strategy discussion: Aled Example, and 1 other" in invited
    assert "Guild" not in invited


def test_the_clock_to_the_conference_stands_on_the_contact_and_the_childs_page(signed_in, manager, contact, meeting):
    at_work = signed_in(manager)
    with request_transaction(manager):
        _, children = fresh(manager, contact)
    first = children[0].person.reference
    for address in (
        reverse("frontdoor:contact", kwargs={"reference": contact.reference}),
        reverse("frontdoor:meetings", kwargs={"reference": contact.reference}),
        reverse("web:child", kwargs={"reference": first}),
    ):
        shown = at_work.get(address).text
        assert "Hold the initial child protection conference" in shown, address
        assert "due Monday 14 December" in shown, address
        assert f"Strategy discussion {meeting.reference} of 23 November 2026" in shown, address


def test_the_childs_story_tells_the_discussion_and_what_was_decided(manager, contact, meeting):
    with request_transaction(manager):
        _, children = fresh(manager, contact)
        told = [
            [row.text for row in story_of(manager, one.person, now=NOW).happenings if row.kind == "meeting"]
            for one in children
        ]

    assert told[0] == [
        "Is the threshold for a section 47 enquiry met? Met: a section 47 enquiry begins with this discussion."
    ]
    assert told[1] == [""]


def test_what_is_to_be_done_is_the_owners_work_until_it_is_done(signed_in, manager, act_as, contact, meeting):
    officer = act_as(Role.EARLY_HELP_OFFICER, team="central-early-help")
    with request_transaction(manager):
        action = services.agree_action_about(
            actor=manager,
            contact=contact,
            meeting=meeting,
            words="Offer the parents a place to talk",
            due_at=LATER,
            owner=services.OwnerGiven(team="central-early-help"),
            now=NOW,
        )
    address = reverse("frontdoor:actions", kwargs={"reference": contact.reference})
    assert acts_of(officer) == [("Do what a meeting agreed", address)]

    at_early_help = signed_in(officer)
    assert "Offer the parents a place to talk" in at_early_help.get(address).text
    finish = reverse("frontdoor:finish_action", kwargs={"reference": contact.reference, "action": action.reference})
    sent = at_early_help.post(finish, carried(at_early_help.get(finish).text) | {"words": "They come on Friday"})

    assert sent.status_code == 302
    assert acts_of(officer) == []
    shown = signed_in(manager).get(
        reverse("frontdoor:meeting", kwargs={"reference": contact.reference, "meeting": meeting.reference})
    )
    assert "They come on Friday" in shown.text


def test_the_second_editor_sees_both_texts(signed_in, manager, contact, meeting):
    at_work = signed_in(manager)
    with request_transaction(manager):
        _, children = fresh(manager, contact)
    address = reverse(
        "frontdoor:decide_in_meeting",
        kwargs={
            "reference": contact.reference,
            "meeting": meeting.reference,
            "child": children[0].person.reference,
        },
    )
    one, other = at_work.get(address).text, at_work.get(address).text
    saved = {"answer_threshold": "met", "answer_protection": "safe"}
    first = at_work.post(
        address, carried(one) | saved | {"words_threshold": "Bruises and burns", "words_protection": "With her aunt"}
    )
    second = at_work.post(
        address, carried(other) | saved | {"words_threshold": "Two bruises", "words_protection": "At school"}
    )

    assert first.status_code == 302, first.text[:3000]
    assert second.status_code == 409
    assert "Bruises and burns" in second.text and "Two bruises" in second.text


def test_the_minutes_hold_the_whole_and_print(signed_in, manager, contact, meeting):
    place = {"reference": contact.reference, "meeting": meeting.reference}
    shown = signed_in(manager).get(reverse("frontdoor:minutes", kwargs=place)).text

    for words in (
        "Bruises of different ages",
        "S Somebody (Lancashire Constabulary)",
        "Who does not agree",
        "om-letter",
    ):
        assert words in shown, words


def disagree(actor, contact, *, about=("contact", "C-1")):
    with request_transaction(actor):
        return escalating.raise_disagreement(
            actor=actor,
            contact=contact.reference,
            team=agencies.team_by_code("east-central-triage"),
            given=EscalationGiven(*about, "He is not safe"),
            now=NOW,
        )


def test_an_agency_disagrees_from_its_page_and_each_stage_is_somebodys_work(
    signed_in, worker, manager, police, contact, meeting
):
    at_police = signed_in(police)
    address = reverse("frontdoor:escalate_meeting", kwargs={"reference": meeting.reference})
    page = at_police.get(address).text
    body = carried(page) | {"about": f"meeting {meeting.reference}", "words": "He is not safe tonight"}
    own = at_police.post(address, body).headers["Location"]
    assert "Waits for an answer" in at_police.get(own).text

    assert "Answer a professional disagreement" in [act for act, _ in acts_of(worker)]
    with request_transaction(worker):
        (held,) = meetings.escalations_about(worker, subject_kind="contact", subject=contact.reference)
    answering = reverse("frontdoor:escalation", kwargs={"reference": contact.reference, "escalation": held.reference})
    at_work = signed_in(worker)
    at_work.post(answering, carried(at_work.get(answering).text) | {"words": "We rang and see him at six"})
    assert "Answer a professional disagreement" not in [act for act, _ in acts_of(worker)]

    page = at_police.get(own).text
    assert "We rang and see him at six" in page
    sent = at_police.post(own, carried(page) | {"answer": "further", "words": "Six is too late"})
    assert sent.status_code == 302
    assert "Answer a professional disagreement" in [act for act, _ in acts_of(manager)]
    assert "Managers" in at_police.get(own).text


def test_a_worker_is_told_by_work_what_came_of_their_disagreement(worker, manager, contact):
    held = disagree(worker, contact)
    with request_transaction(manager):
        escalating.answer_disagreement_at_stage(actor=manager, escalation=held, words="Agreed", now=NOW)
    assert "Read the answer to your disagreement" in [act for act, _ in acts_of(worker)]

    with request_transaction(worker):
        settled = escalating.settle_or_raise_disagreement(
            actor=worker, escalation=held, settles=True, words="", now=NOW
        )
    assert settled.state == "settled"
    assert "Read the answer to your disagreement" not in [act for act, _ in acts_of(worker)]
