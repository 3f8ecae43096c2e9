"""Which agencies the story asks, and how they answer."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from openmash.base.clock import LONDON
from openmash.demo.rules.asking import HEALTH, POLICE, answered_at, plan_asking

ASKED_AT = datetime(2026, 11, 18, 16, 0, tzinfo=LONDON)
DUE_AT, AT_WORK_AGAIN = ASKED_AT + timedelta(hours=2), ASKED_AT + timedelta(hours=17)


def plans(colour, number=600, category="domestic-abuse", ages=(9,)):
    found = (
        plan_asking(1, f"C{key}", colour=colour, category=category, locality="North", ages=ages)
        for key in range(number)
    )
    return [one for one in found if one is not None]


@pytest.mark.parametrize(
    ("colour", "least", "most"),
    [
        pytest.param("red", 0.58, 0.72, id="most-red-ones"),
        pytest.param("amber", 0.29, 0.43, id="about-a-third"),
        pytest.param("green", 0.14, 0.26, id="few-green-ones"),
    ],
)
def test_agencies_are_asked_about_a_share_that_goes_by_colour(colour, least, most):
    assert least < len(plans(colour)) / 600 < most


def test_the_same_contact_always_asks_the_same():
    assert plans("red", 20) == plans("red", 20)


def test_police_are_asked_about_violence_the_school_about_its_own_and_health_about_the_smallest():
    agencies = [{answer.agency for answer in one.answers} for one in plans("red")]
    small = [{answer.agency for answer in one.answers} for one in plans("red", ages=(2,))]

    assert all({POLICE, "SCHOOL-BAY"} <= one for one in agencies)
    assert all(HEALTH in one and "SCHOOL-BAY" not in one for one in small)


def test_most_answer_a_quarter_hold_nothing_some_decline_and_some_are_late_by_plan():
    answers = [answer for one in plans("red") for answer in one.answers]
    kinds = Counter(answer.kind for answer in answers)

    assert 0.2 < kinds["no_information"] / len(answers) < 0.34
    assert 0.01 < kinds["declined"] / len(answers) < 0.08
    assert any(answer.late_by for answer in answers)


def test_the_police_answer_by_the_clock_and_others_when_they_are_at_work_again():
    answers = [answer for one in plans("red") for answer in one.answers if not answer.late_by]
    police = next(answer for answer in answers if answer.agency == POLICE)
    school = next(answer for answer in answers if answer.agency == "SCHOOL-BAY")
    late = next(answer for one in plans("red") for answer in one.answers if answer.late_by)

    assert answered_at(ASKED_AT, DUE_AT, AT_WORK_AGAIN, police) == ASKED_AT + timedelta(minutes=police.after)
    assert answered_at(ASKED_AT, DUE_AT, AT_WORK_AGAIN, school) == AT_WORK_AGAIN
    assert answered_at(ASKED_AT, DUE_AT, AT_WORK_AGAIN, late) > DUE_AT
