"""The rules of audit, as tables: the draw, independence, prompts, SMART plans, better or worse, agreement."""

from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openmash.caseaudits.rules import (
    Candidate,
    Case,
    Reader,
    agreement_of,
    direction,
    draw,
    fairest,
    missing_parts,
    prompts_for,
    read_twice,
    whole_plan,
    why_not,
)

O, G, R, I = "outstanding", "good", "requires_improvement", "inadequate"  # noqa: E741 - the four grades
EVERYBODY = [Candidate(f"P-{number}", ("North", "Central", "East")[number % 3]) for number in range(60)]


# -- the draw ---------------------------------------------------------------------------------------------------------


def test_the_same_seed_and_the_same_people_are_the_same_sample_in_whatever_order_they_come():
    shuffled = Random(4).sample(EVERYBODY, len(EVERYBODY))

    for stratified in (False, True):
        first = draw(EVERYBODY, size=9, seed="a1", stratified=stratified)
        assert draw(shuffled, size=9, seed="a1", stratified=stratified) == first
        assert draw(EVERYBODY, size=9, seed="a2", stratified=stratified) != first


def test_a_stratified_draw_takes_as_many_from_each_group():
    of = {one.reference: one.group for one in EVERYBODY}

    drawn = [of[reference] for reference in draw(EVERYBODY, size=9, seed="a1", stratified=True)]

    assert {group: drawn.count(group) for group in set(drawn)} == {"North": 3, "Central": 3, "East": 3}


def test_a_small_group_gives_all_it_has_and_the_others_the_rest():
    few = [Candidate("P-900", "Tiny"), *EVERYBODY]
    of = {one.reference: one.group for one in few}

    drawn = [of[reference] for reference in draw(few, size=8, seed="b", stratified=True)]

    assert drawn.count("Tiny") == 1
    assert len(drawn) == 8


@given(st.integers(1, 80), st.text(min_size=1, max_size=8), st.booleans())
def test_nobody_is_drawn_twice_and_no_more_than_there_are(size, seed, stratified):
    drawn = draw([*EVERYBODY, *EVERYBODY], size=size, seed=seed, stratified=stratified)

    assert len(drawn) == len(set(drawn)) == min(size, 60)


def test_everybody_is_drawn_about_as_often_as_everybody_else():
    times = dict.fromkeys((one.reference for one in EVERYBODY), 0)
    for number in range(2000):
        for reference in draw(EVERYBODY, size=6, seed=str(number), stratified=False):
            times[reference] += 1

    assert min(times.values()) > 150
    assert max(times.values()) < 250  # 200 expected, standard deviation 13.4


@pytest.mark.parametrize(("audits", "one_in", "read"), [(30, 10, 3), (31, 10, 4), (1, 10, 1), (0, 10, 0), (5, 1, 5)])
def test_a_share_is_read_twice_rounded_up(audits, one_in, read):
    assert len(read_twice([f"AU-{number}" for number in range(audits)], one_in=one_in, seed="s")) == read


# -- independence -------------------------------------------------------------------------------------------------------

LOU = Reader(1, "Lou Locality", teams=frozenset({"Central"}), leads=frozenset({"Central"}))
SOL = Reader(2, "Sol Social", teams=frozenset({"Central"}))
ADA = Reader(3, "Ada Auditor", teams=frozenset({"Audit"}), in_hand=2)
MO = Reader(4, "Mo Manager", teams=frozenset({"Management"}), cleared=True)


@pytest.mark.parametrize(
    ("reader", "case", "said"),
    [
        pytest.param(SOL, Case(workers=frozenset({"Sol Social"})), "own case", id="own-case"),
        pytest.param(LOU, Case(teams=frozenset({"Central"})), "supervise", id="own-supervisee"),
        pytest.param(SOL, Case(teams=frozenset({"Central"})), "Belongs to the team", id="own-team"),
        pytest.param(ADA, Case(decided_by=frozenset({3})), "own decision", id="own-decision"),
        pytest.param(ADA, Case(read_by=frozenset({3})), "second reading", id="own-first-reading"),
        pytest.param(ADA, Case(restricted=True), "not cleared", id="restricted"),
        pytest.param(MO, Case(restricted=True), "", id="restricted-and-cleared"),
        pytest.param(ADA, Case(workers=frozenset({"Sol Social"}), teams=frozenset({"Central"})), "", id="independent"),
    ],
)
def test_which_rule_forbids_a_case(reader, case, said):
    assert (said in why_not(reader, case)) if said else why_not(reader, case) == ""


def test_an_audit_goes_to_who_may_have_it_and_has_the_fewest():
    case = Case(teams=frozenset({"Central"}))

    assert fairest([LOU, SOL, ADA, MO], case) == MO
    assert fairest([LOU, SOL, ADA, MO], case, given=[4, 4, 4]) == ADA
    assert fairest([LOU, SOL], case) is None


# -- grades -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Thumb:
    section: str = "plan"
    graded: str = I
    whole_at_best: str = R
    words: str = "Is it better?"


@pytest.mark.parametrize(
    ("plan", "whole", "prompted"),
    [
        pytest.param(I, G, True, id="inadequate-plan-good-whole"),
        pytest.param(I, R, False, id="inadequate-plan-whole-no-better-than-it-may-be"),
        pytest.param(R, O, False, id="plan-better-than-the-rule-asks-about"),
        pytest.param("", G, False, id="plan-not-graded-yet"),
        pytest.param(I, "", False, id="whole-not-graded-yet"),
    ],
)
def test_a_rule_of_thumb_asks_and_changes_nothing(plan, whole, prompted):
    assert bool(prompts_for({"plan": plan, "overall": whole}, [Thumb()])) is prompted


@pytest.mark.parametrize(
    ("items", "smart"),
    [
        pytest.param({"CF-1": {"s": "yes", "t": "yes"}, "CF-2": {"s": "yes", "t": "yes"}}, "yes", id="each-item-is"),
        pytest.param({"CF-1": {"s": "yes", "t": "yes"}, "CF-2": {"s": "yes", "t": "no"}}, "no", id="one-item-is-not"),
        pytest.param({"CF-1": {"s": "yes"}}, "", id="not-all-answered"),
        pytest.param({}, "", id="no-plan-item"),
        pytest.param({"": {"s": "na", "t": "na"}}, "na", id="no-plan-is-due"),
    ],
)
def test_a_plan_is_smart_where_each_of_its_items_is(items, smart):
    assert whole_plan(items, ["s", "t"]) == smart


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [(R, G, "improved"), (G, G, "same"), (G, I, "worse"), ("", G, None), (G, "", None)],
)
def test_improved_same_or_worse_is_against_the_earlier_audit_itself(before, now, said):
    assert direction(before, now) == said


def test_an_audit_is_whole_once_each_section_has_a_grade_and_says_why():
    grades = {"plan": G, "voice": R, "overall": G, "impact": ""}
    whys = {"plan": "Clear", "voice": " ", "overall": "So"}

    assert missing_parts(grades, whys, ["plan", "voice"]) == ["voice", "impact"]


# -- agreement ------------------------------------------------------------------------------------------------------------


def weighted_kappa(pairs):
    """Linear weighted kappa as published (Cohen 1968): 1 - observed over expected weighted disagreement."""
    grades, number = [O, G, R, I], len(pairs)
    first = [sum(one == grade for one, _ in pairs) / number for grade in grades]
    second = [sum(other == grade for _, other in pairs) / number for grade in grades]
    seen = sum(abs(grades.index(one) - grades.index(other)) for one, other in pairs) / number
    chance = sum(abs(i - j) * first[i] * second[j] for i in range(4) for j in range(4))
    return 1 - seen / chance


PAIRS = [(G, G)] * 9 + [(G, R)] * 4 + [(R, R)] * 8 + [(R, I)] * 2 + [(I, I)] * 3 + [(O, G)] * 2 + [(R, G)] * 1


def test_kappa_is_the_published_one_and_lies_within_its_interval():
    found = agreement_of(PAIRS, fewest=20)

    assert found.kappa == pytest.approx(weighted_kappa(PAIRS), abs=1e-9)
    assert found.kappa == pytest.approx(0.6179, abs=0.0005)
    assert found.low < found.kappa < found.high
    assert (found.pairs, found.same, found.within_one, found.milder, found.stricter) == (29, 20, 29, 8, 1)
    assert found.words == "substantial"


@pytest.mark.parametrize(
    "pairs", [[], [(G, R)] * 19, [(G, G)] * 40], ids=["nothing-read-twice", "too-few", "one-grade-alone"]
)
def test_where_agreement_cannot_be_said_it_is_not(pairs):
    assert agreement_of(pairs, fewest=20).kappa is None


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from([O, G, R, I]), st.sampled_from([O, G, R, I])), min_size=5, max_size=60))
def test_agreement_is_the_same_whoever_reads_first(pairs):
    one, other = agreement_of(pairs, fewest=5), agreement_of([(b, a) for a, b in pairs], fewest=5)

    assert None in (one.kappa, other.kappa) or one.kappa == pytest.approx(other.kappa, abs=1e-9)
    assert (one.milder, one.stricter) == (other.stricter, other.milder)
