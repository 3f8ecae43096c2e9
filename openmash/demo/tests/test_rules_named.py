"""The hand-made situations: whatever the day, each is as its name says, and every role finds live work."""

from datetime import datetime, timedelta

import pytest

from openmash.demo.rules import codes
from openmash.demo.rules.area import plan_area
from openmash.demo.rules.contacts.events import (
    Countersigned,
    Decided,
    Disagreed,
    DisagreementAnswered,
    EarlyHelpChecked,
    HandedOver,
    HandoverReceived,
    HistoryOpened,
    Rated,
    ReferrerAnswered,
    Reopened,
    TransferAccepted,
    TransferDisputed,
    TransferOffered,
    TransferRejected,
    TransferSettled,
    WorkTakenUp,
)
from openmash.demo.rules.hours import LONDON
from openmash.demo.tests.areas import MONDAY, settings

MOMENTS = [
    pytest.param(MONDAY, id="monday-morning"),
    pytest.param(datetime(2026, 11, 20, 16, 55, tzinfo=LONDON), id="friday-afternoon"),
    pytest.param(datetime(2026, 12, 28, 23, 10, tzinfo=LONDON), id="night-of-a-bank-holiday"),
    pytest.param(datetime(2026, 11, 24, 8, 5, tzinfo=LONDON), id="before-opening"),
]


@pytest.fixture(scope="module", params=MOMENTS)
def area(request):
    return plan_area(settings(request.param, scale=0.02))


def has(contact, *kinds):
    return all(any(isinstance(event, kind) for event in contact.events) for kind in kinds)


def lacks(contact, *kinds):
    return not any(isinstance(event, kinds) for event in contact.events)


def test_there_are_at_least_twenty_and_all_have_happened(area):
    assert len(area.named) >= 20
    for contact in area.named.values():
        assert contact.received_at <= area.settings.now
        assert all(contact.received_at <= event.at <= area.settings.now for event in contact.events)


def test_a_red_is_due_within_the_hour(area):
    red = area.named["red-due-soon"]
    due = red.received_at + timedelta(hours=area.settings.red_hours)

    assert timedelta(0) < due - area.settings.now <= timedelta(hours=1)
    assert [event.colour for event in red.events if isinstance(event, Rated)][-1] == codes.RED
    assert has(red, HistoryOpened, TransferAccepted) and lacks(red, Decided)


def test_one_is_overdue_by_a_working_day(area):
    contact = area.named["overdue"]
    days = {(contact.received_at + timedelta(days=step)).date() for step in range(1, 15)}
    holidays = area.settings.bank_holidays
    working = [day for day in sorted(days) if day.weekday() < 5 and day not in holidays]

    assert lacks(contact, Decided)
    assert working[0] < area.settings.now.astimezone(LONDON).date()


def test_transfers_wait_to_be_taken_and_one_to_be_settled(area):
    waiting, bounced = area.named["transfer-waiting"], area.named["transfer-bounced"]

    assert has(waiting, TransferOffered) and lacks(waiting, TransferAccepted, TransferRejected)
    assert has(bounced, TransferRejected, TransferDisputed) and lacks(bounced, TransferSettled, TransferAccepted)


def test_a_disagreement_and_an_answer_wait(area):
    disagreement, answer = area.named["disagreement"], area.named["answer-due"]

    assert has(disagreement, Decided, Disagreed) and lacks(disagreement, DisagreementAnswered)
    assert disagreement.caller.user == "marian.wetherall"
    assert has(answer, Decided) and lacks(answer, ReferrerAnswered)


def test_early_help_checks_are_due_before_and_after_the_decision(area):
    follows, due = area.named["early-help-check-follows"], area.named["early-help-check-due"]

    assert has(follows, Decided) and lacks(follows, EarlyHelpChecked)
    assert lacks(due, Decided, EarlyHelpChecked)
    assert area.known.visible_episode(due.family, due.children[0].person, due.received_at.date()) is not None


def test_an_unknown_address_and_one_outside_the_area_are_in_their_queues(area):
    assert not area.named["unknown-address"].address.is_known
    assert area.named["out-of-area"].address.district == "Blackpool"
    assert area.named["out-of-area"].locality == ""


def test_an_open_case_was_handed_over_to_the_social_worker_of_the_demo(area):
    contact = area.named["open-case"]
    handed = next(event for event in contact.events if isinstance(event, HandedOver))
    worker = next(user for user in area.sign_ins if user.role == "social_worker")

    assert handed.worker_user == worker.key and handed.worker == worker.name
    assert handed.warm
    assert lacks(contact, HandoverReceived)
    assert area.known.visible_case(contact.family, contact.children[0].person, area.settings.now) is not None


def test_contacts_repeat_at_one_address_with_another_family_in_it(area):
    repeated = [area.named[name] for name in area.named if name.startswith("same-address")]

    assert len(repeated) == 5
    assert len({contact.address.lines for contact in repeated}) == 1
    assert len({contact.family for contact in repeated}) == 2
    assert next(contact for contact in repeated if contact.named == "same-address").children[0].known


def test_warnings_interpreter_and_callers_who_are_not_named(area):
    assert area.named["worker-safety-dog"].warning[0] == codes.DOG
    assert area.named["worker-safety-threat"].warning[0] == codes.THREATS
    assert area.named["interpreter"].interpreter == "ckb"
    assert area.named["anonymous"].caller.anonymous
    assert area.named["do-not-name"].caller.do_not_name and area.named["do-not-name"].caller.name


def test_siblings_get_different_answers_and_twins_are_born_on_one_day(area):
    differ, twins = area.named["siblings-differ"], area.named["twins"]
    outcomes = {answer.outcome for answer in differ.decision().answers}
    born = {area.person(child.person).born for child in twins.children}

    assert outcomes == {codes.S17, codes.ADVICE}
    assert len(twins.children) == 2 and len(born) == 1


def test_a_decision_waits_for_a_second_person_one_was_reopened_and_help_waits(area):
    assert has(area.named["countersignature"], Decided) and lacks(area.named["countersignature"], Countersigned)
    assert has(area.named["reopened"], Reopened)
    assert area.named["early-help-waiting"].decision().answers[0].outcome == codes.EARLY_HELP
    assert lacks(area.named["early-help-waiting"], WorkTakenUp)
    assert area.named["adult-at-risk"].decision().to_team == "adult-duty"


def test_this_mornings_notices_and_one_red_are_not_screened_yet(area):
    for name in ("notice-of-today-1", "notice-of-today-2", "notice-of-today-3", "red-not-rated"):
        assert area.named[name].events == ()


def test_named_people_are_given_as_they_are_called(area):
    names = {person.given.given_name for contact in area.named.values() for person in contact.children}

    assert {"Reuben", "Aaliyah", "Ottilie", "Ottoline", "Dáithí", "Aram"} <= names
