"""The story of an area: the same for the same seed, within its dates, and at the published mix."""

import itertools
import pickle
import time
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from openmash.demo.rules import codes
from openmash.demo.rules.area import plan_area, working_hours
from openmash.demo.rules.chance import Chance
from openmash.demo.rules.contacts.events import Decided, EarlyHelpChecked
from openmash.demo.rules.contacts.pace import NORTH_CHANGED_ON
from openmash.demo.rules.hours import LONDON
from openmash.demo.rules.settings import AreaSettings
from openmash.demo.tests.areas import MONDAY, POSTCODES, settings, small_area, whole_area


def outcomes(contacts):
    found = Counter()
    for contact in contacts:
        decision = contact.first_decision()
        found[codes.OPEN if contact.handover() else decision.answers[0].outcome if decision else ""] += 1
    return found


def share(part, whole):
    return part / whole


def test_the_same_seed_tells_the_same_story_to_the_last_word():
    assert pickle.dumps(plan_area(settings(scale=0.1)).contacts) == pickle.dumps(small_area().contacts)


def test_another_seed_tells_another_story():
    other = plan_area(settings(scale=0.05, seed=2))

    assert {contact.story for contact in other.contacts if not contact.named}.isdisjoint(
        contact.story for contact in small_area().contacts if not contact.named
    )


def test_there_are_about_six_thousand_contacts_and_a_smaller_area_has_fewer():
    assert len(whole_area().contacts) == pytest.approx(6_000, rel=0.05)
    assert len(small_area().contacts) == pytest.approx(600 + 35, rel=0.12)


def test_a_smaller_area_keeps_the_dates_and_the_kinds():
    small, whole = small_area().contacts, whole_area().contacts

    assert small[0].received_at.date() - whole[0].received_at.date() < timedelta(days=7)
    assert {contact.received_at.strftime("%Y-%m") for contact in small} == {
        contact.received_at.strftime("%Y-%m") for contact in whole
    }
    assert {type(event) for contact in small for event in contact.events} == {
        type(event) for contact in whole for event in contact.events
    }


def test_nothing_happens_before_the_first_day_or_after_this_moment():
    for at, contact, _ in whole_area().acts():
        assert date(2024, 4, 1) <= at.astimezone(LONDON).date()
        assert at <= MONDAY
        assert contact.incident_at is None or contact.incident_at < contact.received_at


def test_acts_come_in_the_order_of_time_and_each_contact_is_received_first():
    last, received = None, set()
    for at, contact, event in small_area().acts():
        assert last is None or at >= last
        assert event is None or contact.key in received
        received.add(contact.key)
        last = at


def test_planning_six_thousand_contacts_takes_a_few_seconds():
    chance = Chance.named(1, "measure")
    before = time.process_time()
    for _ in range(1_000_000):
        chance.pick(POSTCODES["Wyre"])
    this_machine_now = time.process_time() - before  # a quarter of a second on a quiet machine

    before = time.process_time()
    plan_area(settings())

    assert time.process_time() - before < 60 * this_machine_now


def test_sources_keep_to_the_published_mix():
    contacts = whole_area().contacts
    sources = Counter(contact.source for contact in contacts)

    assert 0.30 <= share(sources["6"], len(contacts)) <= 0.40
    assert 0.18 <= share(sources["2A"] + sources["2B"], len(contacts)) <= 0.22
    assert 0.13 <= share(sum(sources[code] for code in sources if code.startswith("3")), len(contacts)) <= 0.17
    assert len(sources) >= 20


def test_outcomes_keep_to_the_published_mix():
    contacts = [contact for contact in whole_area().contacts if not contact.named]
    found = outcomes(contacts)
    police = outcomes(contact for contact in contacts if contact.source == "6")
    referrals = sum(found[code] for code in codes.REFERRALS)

    assert 0.50 <= share(found[codes.NFA] + found[codes.ADVICE], len(contacts)) <= 0.60
    assert 0.66 <= share(sum(police[code] for code in codes.NO_SERVICE), sum(police.values())) <= 0.74
    assert share(len(contacts), referrals) == pytest.approx(4.3, abs=0.35)


def test_about_a_fifth_of_referrals_come_within_a_year_of_another():
    last, again, total = {}, 0, 0
    for contact in whole_area().contacts:
        decision = contact.decision()
        for answer in decision.answers if decision else ():
            if answer.outcome in codes.REFERRALS:
                total += 1
                again += answer.child in last and decision.at - last[answer.child] <= timedelta(days=365)
                last[answer.child] = decision.at

    assert share(again, total) == pytest.approx(0.22, abs=0.035)


def test_localities_follow_the_population_of_their_districts():
    places = Counter(contact.locality for contact in whole_area().contacts)
    total = sum(places[name] for name in ("North", "Central", "East"))

    assert share(places["North"], total) == pytest.approx(0.272, abs=0.03)
    assert share(places["Central"], total) == pytest.approx(0.4, abs=0.03)
    assert share(places["East"], total) == pytest.approx(0.328, abs=0.03)
    assert 0 < share(places[""], len(whole_area().contacts)) < 0.06


def in_time(contacts):
    hours = working_hours(settings(), MONDAY.date() + timedelta(days=60))
    decided = [contact for contact in contacts if contact.first_decision()]
    good = [
        contact
        for contact in decided
        if contact.first_decision().at.astimezone(LONDON).date() <= hours.next_working_day(contact.received_at.date())
    ]
    return share(len(good), len(decided))


def test_most_are_decided_in_time_and_the_north_gets_better_from_a_day_on():
    contacts = [contact for contact in whole_area().contacts if not contact.named]
    north = [contact for contact in contacts if contact.locality == "North"]
    before = in_time(contact for contact in north if contact.received_at.date() < NORTH_CHANGED_ON)
    after = in_time(contact for contact in north if contact.received_at.date() >= NORTH_CHANGED_ON)

    assert 0.85 <= in_time(contacts) <= 0.92
    assert after - before > 0.06


def test_professionals_and_deciders_agree_on_the_level_in_about_seven_of_ten():
    pairs = [
        (contact.referrer_level, contact.first_decision().answers[0].level)
        for contact in whole_area().contacts
        if contact.referrer_level and contact.first_decision() and not contact.named
    ]

    assert len(pairs) > 1_500
    assert share(sum(gave == decided for gave, decided in pairs), len(pairs)) == pytest.approx(0.7, abs=0.04)


def test_early_help_is_checked_for_nearly_every_child_that_was_decided():
    decided = checked = 0
    for contact in whole_area().contacts:
        if not any(isinstance(event, Decided) for event in contact.events):
            continue
        done = {
            event.child
            for event in contact.events
            if isinstance(event, EarlyHelpChecked) and event.result != codes.NOT_POSSIBLE
        }
        decided += len(contact.children)
        checked += sum(child.person in done for child in contact.children)

    assert 0.93 <= share(checked, decided) < 1


def test_calls_come_in_office_hours_and_notices_early_with_more_on_mondays():
    contacts = [contact for contact in whole_area().contacts if not contact.named]
    hours = working_hours(settings(), MONDAY.date())
    notices = Counter(contact.received_at.weekday() for contact in contacts if contact.source == "6")

    assert all(hours.is_working_day(contact.received_at.date()) for contact in contacts)
    assert all(8 <= contact.received_at.hour < 20 for contact in contacts if contact.source != "6")
    assert all(contact.received_at.hour == 7 for contact in contacts if contact.source == "6")
    assert notices[0] > 1.7 * notices[2]


def test_a_few_families_come_again_and_again_and_most_only_once():
    visits = Counter(Counter(contact.family for contact in whole_area().contacts).values())

    assert visits[1] > 0.6 * sum(visits.values())
    assert max(visits) >= 8
    assert max(visits) <= 20


def test_a_part_of_the_families_is_enough_to_serve_at_once_with_all_that_is_live_today():
    first = [contact for contact in whole_area().contacts if not contact.later_wave]

    assert 200 <= len(first) <= 400
    assert {contact.named for contact in first} == {"", *whole_area().named}


def test_the_indexes_are_loaded_at_the_start_every_quarter_and_at_the_end():
    days = whole_area().known.load_days

    assert days[0] == date(2024, 4, 1)
    assert days[-1] == MONDAY.date()
    assert max(later - earlier for earlier, later in itertools.pairwise(days)) <= timedelta(days=92)


@pytest.mark.parametrize(
    ("now", "why"),
    [
        pytest.param(datetime(2026, 12, 25, 3, 0, tzinfo=LONDON), "nobody works", id="christmas-night"),
        pytest.param(datetime(2026, 11, 22, 15, 0, tzinfo=LONDON), "a sunday", id="sunday-afternoon"),
        pytest.param(datetime(2026, 5, 26, 8, 31, tzinfo=LONDON), "just open", id="the-minute-after-a-bank-holiday"),
        pytest.param(datetime(2024, 5, 8, 12, 0, tzinfo=LONDON), "a short story", id="five-weeks-in"),
        pytest.param(datetime(2026, 10, 25, 1, 30, tzinfo=LONDON), "twice that night", id="the-hour-that-comes-twice"),
    ],
)
def test_a_story_can_end_at_any_moment(now, why):
    area = plan_area(settings(now, scale=0.03))

    assert all(at <= now for at, _, _ in area.acts()), why
    assert len(area.named) >= 15


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        pytest.param({"now": datetime(2026, 1, 1)}, "time zone", id="no-time-zone"),  # noqa: DTZ001
        pytest.param({"now": datetime(2024, 4, 1, tzinfo=LONDON)}, "ends after", id="ends-before-it-begins"),
        pytest.param({"now": MONDAY, "scale": 0}, "scale", id="nothing-at-all"),
    ],
)
def test_settings_that_make_no_story_are_refused(wrong, sentence):
    with pytest.raises(ValueError, match=sentence):
        AreaSettings(**{"postcodes": POSTCODES, "bank_holidays": frozenset(), **wrong})
