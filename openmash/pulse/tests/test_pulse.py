"""The pulse: opened by its rhythm, answered once and by nobody in particular, shown in groups that are large enough."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import load_lancashire, worker
from openmash.base.actors import Actor
from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.pulse import queries, rules, services
from openmash.pulse.jobs import OPENER
from openmash.pulse.models import PulseAnswer, PulseTaken
from openmash.trail.models import Entry

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=timezone.utc)


@pytest.fixture
def lancashire(db):
    load_lancashire()


def opened(now=NOW):
    with request_transaction(OPENER):
        return services.open_round_when_due(actor=OPENER, now=now)


def answered(actor, now=NOW, feeling="agree", **more):
    with request_transaction(actor):
        services.answer_pulse(actor=actor, feelings={"buy-in": feeling}, now=now, **more)


def people(role, team, number, name="s"):
    return [worker(role, team, email=f"{name}{one}@example.org") for one in range(number)]


# -- rules ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "today", "due"),
    [
        pytest.param(None, date(2026, 11, 18), True, id="never-asked-yet"),
        pytest.param(date(2026, 8, 19), date(2026, 11, 18), True, id="thirteen-weeks-later"),
        pytest.param(date(2026, 8, 20), date(2026, 11, 18), False, id="a-day-early"),
    ],
)
def test_the_pulse_is_asked_again_by_its_rhythm(last, today, due):
    assert rules.is_due(last_opened_on=last, every_weeks=13, today=today) is due


def test_the_day_it_opens_is_the_first_of_its_days():
    assert rules.last_day(date(2026, 11, 18), 14) == date(2026, 12, 1)


def test_who_cannot_say_is_neither_for_nor_against():
    held = rules.agreement({"strongly_agree": 2, "agree": 3, "neither": 1, "disagree": 1, "cannot_say": 9})

    assert (held.agreed, held.said) == (5, 7)


@pytest.mark.parametrize(
    ("groups", "shown"),
    [
        pytest.param({"North": 5, "East": 9}, {"North", "East"}, id="all-large-enough"),
        pytest.param({"North": 4, "East": 4, "Central": 9}, {"Central"}, id="two-hidden-ones-hide-each-other"),
        pytest.param({"North": 4, "East": 6, "Central": 9}, {"Central"}, id="one-hidden-takes-the-next-along"),
        pytest.param({"North": 4, "East": 6}, set(), id="nothing-is-left-to-show"),
        pytest.param({"North": 0, "East": 6}, {"East"}, id="an-empty-group-hides-nobody"),
    ],
)
def test_a_group_too_small_is_hidden_and_so_is_what_would_tell_it(groups, shown):
    assert rules.groups_to_show(groups, fewest=5) == shown


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40)), st.integers(2, 12))
def test_no_hidden_people_are_so_few_that_they_can_be_worked_out(groups, fewest):
    shown = rules.groups_to_show(groups, fewest=fewest)

    assert all(groups[name] >= fewest for name in shown)
    hidden = sum(number for name, number in groups.items() if name not in shown)
    assert hidden == 0 or hidden >= fewest or not shown


# -- services ------------------------------------------------------------------------------------------------------


def test_a_round_opens_by_itself_once_and_again_after_a_quarter(lancashire):
    first = opened()

    assert first.last_on == date(2026, 12, 1)
    assert opened(NOW + timedelta(days=1)) is None
    assert opened(NOW + timedelta(weeks=13)) is not None


def test_nobody_opens_a_round_by_hand(lancashire):
    manager = worker(Role.MASH_MANAGER, "mash-management")

    with request_transaction(manager), pytest.raises(Denied, match="opens by itself"):
        services.open_round_when_due(actor=manager, now=NOW)


def test_an_answer_says_nothing_of_whose_it_is_and_the_trail_nothing_of_what_it_was(lancashire):
    opened()
    partner = worker(Role.PARTNER, "police-mash")

    answered(partner, locality="North", words="It goes well.")

    machine = Actor.machine("test")
    with request_transaction(machine):
        answer, mark, entry = (
            PulseAnswer.objects.get(),
            PulseTaken.objects.get(),
            Entry.objects.get(kind="pulse.answered"),
        )
    assert (answer.side, answer.locality, answer.feelings) == ("partner", "North", {"buy-in": "agree"})
    assert len(mark.mark) == 64
    assert {field.name for field in PulseAnswer._meta.get_fields()} == {
        "key", "round", "side", "locality", "feelings", "words",
    }  # fmt: skip
    assert entry.details == {}


def test_nobody_answers_twice(lancashire):
    opened()
    partner = worker(Role.PARTNER, "police-mash")
    answered(partner)

    with pytest.raises(RuleBroken, match="already"):
        answered(partner, feeling="disagree")

    with request_transaction(Actor.machine("test")):
        assert PulseAnswer.objects.count() == 1


@pytest.mark.parametrize("days", [-1, 14], ids=["before-it-opens", "after-its-last-day"])
def test_outside_its_days_nothing_is_kept(lancashire, days):
    opened()

    with pytest.raises(RuleBroken, match="not open today"):
        answered(worker(Role.PARTNER, "police-mash"), now=NOW + timedelta(days=days))


def test_an_answer_without_any_feeling_is_refused_beside_the_first_sentence(lancashire):
    opened()
    partner = worker(Role.PARTNER, "police-mash")

    with request_transaction(partner), pytest.raises(RuleBroken) as refused:
        services.answer_pulse(actor=partner, feelings={"buy-in": ""}, now=NOW)

    assert refused.value.field == "feeling_working-well"


def test_a_partner_reads_no_answers_at_all(lancashire):
    opened()
    partner = worker(Role.PARTNER, "police-mash")
    answered(partner)

    with request_transaction(partner):
        assert not PulseAnswer.objects.exists()


# -- what is shown -------------------------------------------------------------------------------------------------


def test_rounds_are_shown_when_they_are_over_and_only_in_groups_that_are_large_enough(lancashire):
    opened()
    for one in people(Role.PARTNER, "police-mash", 6, "p"):
        answered(one, locality="North")
    for one in people(Role.SCREENING_WORKER, "east-central-triage", 7):
        answered(one, feeling="disagree", locality="East")
    for one in people(Role.SCREENING_WORKER, "central-mash", 2, "c"):
        answered(one, locality="Central", words="We ring each other now.")

    with request_transaction(Actor.machine("test")):
        assert queries.rounds_read(NOW) == []
        (read,) = queries.rounds_read(NOW + timedelta(days=20))
        words = queries.words_said(NOW + timedelta(days=20))

    assert (read.people, read.everybody.said["buy-in"]) == (15, rules.Agreement(8, 15))
    assert {group.name: group.people for group in read.localities} == {"North": None, "East": 7, "Central": None}
    assert words == [(date(2026, 11, 18), ["We ring each other now.", "We ring each other now."])]


def test_a_sentence_that_few_of_a_large_group_could_say_is_not_shown(lancashire):
    opened()
    first, *others = people(Role.PARTNER, "police-mash", 6, "p")
    answered(first, feeling="disagree")
    for one in others:
        answered(one, feeling="cannot_say")

    with request_transaction(Actor.machine("test")):
        (read,) = queries.rounds_read(NOW + timedelta(days=20))
    assert (read.everybody.people, read.everybody.said) == (6, {})


def test_a_round_of_four_shows_nothing_not_even_words(lancashire):
    opened()
    for one in people(Role.PARTNER, "police-mash", 4, "p"):
        answered(one, words="Hello")

    with request_transaction(Actor.machine("test")):
        (read,) = queries.rounds_read(NOW + timedelta(days=20))
        assert queries.words_said(NOW + timedelta(days=20)) == []
    assert read.everybody.said is None
