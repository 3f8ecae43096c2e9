"""Every planned contact makes sense in itself: who acts, in what order, by the rules that the product keeps."""

from collections import Counter
from datetime import timedelta

import pytest

from openmash.demo.rules import codes
from openmash.demo.rules.contacts.events import (
    Countersigned,
    Decided,
    DisagreementAnswered,
    EarlyHelpChecked,
    FamilyPositionTaken,
    HandedOver,
    HistoryOpened,
    Rated,
    ReferrerAnswered,
    Reopened,
    Screened,
    TransferAccepted,
    TransferDisputed,
    TransferOffered,
    TransferRejected,
    TransferSettled,
    together,
)
from openmash.demo.tests.areas import whole_area


def events(contact, kind):
    return [event for event in contact.events if isinstance(event, kind)]


def colour_at(contact, moment):
    return next((event.colour for event in reversed(events(contact, Rated)) if event.at <= moment), "")


@pytest.fixture(scope="module")
def contacts():
    return whole_area().contacts


@pytest.fixture(scope="module")
def users():
    return {user.key: user for user in whole_area().users}


def test_everything_happens_after_receipt_and_in_order(contacts):
    for contact in contacts:
        moments = [contact.received_at, *(event.at for event in contact.events)]
        assert moments == sorted(moments), contact.key


def test_whoever_acts_is_somebody_with_an_account(contacts, users):
    for contact in contacts:
        assert not contact.taken_by or contact.taken_by in users
        assert all(not event.by or event.by in users for event in contact.events), contact.key
        assert all(event.by for event in contact.events if event.act != "disagree_with_decision"), contact.key


def test_history_is_opened_before_the_family_is_approached_unless_a_reason_says_why_not(contacts):
    exceptions = 0
    for contact in contacts:
        for position in events(contact, FamilyPositionTaken):
            read = any(event.at <= position.at for event in events(contact, HistoryOpened))
            assert read or position.before_history, contact.key
            exceptions += bool(position.before_history)
    assert 0 < exceptions < 0.03 * len(contacts)


def test_nothing_is_decided_without_history_colour_screening_and_position(contacts):
    for contact in contacts:
        decided = contact.first_decision()
        if decided:
            for kind in (HistoryOpened, Rated, Screened, FamilyPositionTaken):
                assert any(event.at <= decided.at for event in events(contact, kind)), (contact.key, kind)


def test_only_a_red_contact_is_decided_before_the_early_help_check(contacts):
    for contact in contacts:
        decided = contact.first_decision()
        if decided and colour_at(contact, decided.at) != codes.RED:
            done = {event.child for event in events(contact, EarlyHelpChecked) if event.at <= decided.at}
            assert done == {child.person for child in contact.children}, contact.key


def test_the_decision_answers_for_every_child_and_gives_reasons(contacts):
    for contact in contacts:
        for decided in events(contact, Decided):
            assert {answer.child for answer in decided.answers} == {child.person for child in contact.children}
            assert all(len(answer.rationale) > 30 and 1 <= answer.level <= 4 for answer in decided.answers), contact.key


def test_going_ahead_untold_has_a_reason_words_and_a_manager(contacts, users):
    for contact in contacts:
        for decided in events(contact, Decided):
            going_on = {answer.outcome for answer in decided.answers} - codes.NO_SERVICE
            position = [event for event in events(contact, FamilyPositionTaken) if event.at <= decided.at][-1]
            if going_on and position.told != codes.TOLD:
                assert position.reason and position.reason_words, contact.key
                assert users[position.approved_by].role == "mash_manager", contact.key
            if position.told == codes.MUST_NOT:
                assert position.must_not_be_told, contact.key


def test_early_help_is_only_decided_where_the_family_agrees(contacts):
    for contact in contacts:
        for decided in events(contact, Decided):
            if any(answer.outcome == codes.EARLY_HELP for answer in decided.answers):
                position = [event for event in events(contact, FamilyPositionTaken) if event.at <= decided.at][-1]
                assert position.agreement == codes.AGREED, contact.key


def test_agreement_is_never_asked_where_harm_is_likely(contacts):
    for contact in contacts:
        decided = contact.first_decision()
        if decided and decided.answers[0].outcome in codes.URGENT:
            positions = [event for event in events(contact, FamilyPositionTaken) if event.at <= decided.at]
            assert all(position.agreement == codes.NOT_SOUGHT for position in positions), contact.key


def test_a_red_transfer_is_never_rejected_and_any_other_at_most_once(contacts):
    rejected = 0
    for contact in contacts:
        turned_down = events(contact, TransferRejected) + events(contact, TransferDisputed)
        assert all(colour_at(contact, event.at) != codes.RED for event in turned_down), contact.key
        assert len(events(contact, TransferRejected)) <= 1, contact.key
        assert len(events(contact, TransferDisputed)) <= len(events(contact, TransferRejected)), contact.key
        rejected += len(turned_down)
    assert rejected > 40


def test_a_transfer_turned_down_twice_is_settled_by_the_service_manager(contacts, users):
    open_today = 0
    for contact in contacts:
        if events(contact, TransferDisputed):
            settled = events(contact, TransferSettled)
            open_today += not settled
            assert all(users[event.by].team == "mash-management" for event in settled), contact.key
        else:
            assert not events(contact, TransferSettled), contact.key
    assert 1 <= open_today <= 3


def test_transfers_go_from_triage_to_the_locality_and_never_in_the_north(contacts, users):
    for contact in contacts:
        for offer in events(contact, TransferOffered):
            assert offer.from_team == "east-central-triage"
            assert offer.to_team in ("central-mash", "east-mash"), contact.key
            assert users[offer.by].team == offer.from_team
        for accepted in events(contact, TransferAccepted):
            assert users[accepted.by].team == events(contact, TransferOffered)[0].to_team, contact.key


def test_whoever_decides_belongs_to_the_team_that_has_the_contact(contacts, users):
    for contact in contacts:
        decided = contact.first_decision()
        if not decided:
            continue
        team = users[decided.by].team
        held = [event for event in contact.events if isinstance(event, TransferAccepted | TransferSettled)]
        if not held:
            assert team in ("east-central-triage", "north-mash"), contact.key
        elif isinstance(held[-1], TransferAccepted):
            assert team == users[held[-1].by].team, contact.key
        else:
            assert team == held[-1].to_team, contact.key


def test_a_high_risk_below_the_statutory_level_is_read_by_a_second_person(contacts):
    for contact in contacts:
        decided = contact.first_decision()
        if decided and not contact.named:
            risky = any(
                factor.column == codes.HIGH_RISK
                for event in events(contact, Screened)
                if event.at <= decided.at
                for factor in event.factors
            )
            low = any(answer.level < 4 for answer in decided.answers)
            if risky and low and decided.at < contacts[-1].received_at - timedelta(days=14):
                assert events(contact, Countersigned), contact.key


def test_nobody_countersigns_or_answers_for_their_own_decision(contacts):
    for contact in contacts:
        deciders = {event.by for event in events(contact, Decided)}
        seconds = {event.by for event in contact.events if isinstance(event, Countersigned | DisagreementAnswered)}
        assert not deciders & seconds, contact.key


def test_a_decision_is_made_once_unless_it_is_opened_again(contacts):
    for contact in contacts:
        assert len(events(contact, Decided)) <= 1 + len(events(contact, Reopened)), contact.key


def test_an_open_case_is_handed_over_and_not_decided(contacts):
    passed = 0
    for contact in contacts:
        if events(contact, HandedOver):
            passed += 1
            assert not events(contact, Decided), contact.key
    assert passed > 100


def test_a_handover_names_the_worker_that_the_index_loaded_last_shows(contacts):
    known = whole_area().known
    for contact in contacts:
        for handed in events(contact, HandedOver):
            case = next(case for case in known.involvements[contact.family] if case.key == handed.involvement)
            load = known.latest_load(contact.received_at.date())
            assert case.open_on(load), contact.key
            assert handed.worker == case.worker
            assert set(handed.children) & set(case.children), contact.key


def test_an_anonymous_caller_is_never_answered_and_the_public_hear_nothing_of_the_family(contacts):
    for contact in contacts:
        for answer in events(contact, ReferrerAnswered):
            if contact.caller.anonymous:
                assert answer.channel == "not_possible" and answer.reason, contact.key
            if answer.audience == "public":
                names = {child.given.given_name for child in contact.children if child.given.given_name}
                assert not any(name in answer.words for name in names), contact.key


def test_a_source_believed_malicious_is_never_the_only_reason_to_close(contacts):
    believed = [contact for contact in contacts if contact.believed_malicious]

    assert len(believed) > 30
    for contact in believed:
        if contact.first_decision():
            assert any(event.factors for event in events(contact, Screened)), contact.key


def test_unknown_addresses_are_mostly_found_and_neighbours_passed_to_their_own_council(contacts):
    unknown = [contact for contact in contacts if not contact.address.is_known]
    outside = [contact for contact in contacts if contact.address.is_known and not contact.locality]
    found = Counter(any(event.act == "resolve_address" for event in contact.events) for contact in unknown)

    assert found[True] > found[False] > 0
    assert len(outside) > 20
    for contact in outside:
        decided = contact.first_decision()
        assert not decided or all(answer.outcome == codes.OTHER_AUTHORITY for answer in decided.answers), contact.key


def test_disagreements_reopenings_and_second_readings_happen_now_and_then(contacts):
    happened = Counter(type(event).__name__ for contact in contacts for event in contact.events)

    assert 15 <= happened["Disagreed"] <= 80
    assert 10 <= happened["Reopened"] <= 60
    assert happened["TransferDisputed"] >= 5
    assert happened["AddressFound"] >= 30
    assert happened["Countersigned"] > 800


def test_checks_that_found_the_same_for_brothers_and_sisters_are_one_act(contacts):
    several = 0
    for contact in contacts:
        played = list(together(contact.events))
        checks = [event for event in played if isinstance(event, EarlyHelpChecked)]
        children = [child for event in checks for child in (event.child, *event.siblings)]
        assert children == [event.child for event in contact.events if isinstance(event, EarlyHelpChecked)]
        assert [e for e in played if not isinstance(e, EarlyHelpChecked)] == [
            e for e in contact.events if not isinstance(e, EarlyHelpChecked)
        ]
        several += any(event.siblings for event in checks)
    assert several
