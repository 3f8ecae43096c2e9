"""What the shipped toolkits ask: every group of children has one, and each asks what the board asks about."""

import pytest

from openmash.agencies import queries as agencies
from openmash.caseaudits.choices import Cohort, Grade
from openmash.caseaudits.tests.conftest import NOW
from openmash.cases.choices import FactKind

pytestmark = pytest.mark.django_db
ASKED = {"basic_details", "school", "gp"}
OF_CHILDREN = {
    "court_documents",
    "identity_documents",
    "chronology",
    "case_summary",
    "assessment_up_to_date",
    "smart_plan",
}


def toolkit(cohort):
    return agencies.pack_in_force().audit_toolkit(cohort, NOW.date())


@pytest.mark.parametrize("cohort", list(Cohort))
def test_every_group_has_its_toolkit(lancashire, cohort):
    held = toolkit(cohort)
    asked = {one.code for one in held.compliance}
    wanted = ASKED | (OF_CHILDREN if cohort in ("CIN", "CP", "CLA", "LC") else set())

    assert wanted <= asked
    assert {"voice", "risk", "supervision"} <= {one.code for one in held.sections}
    voice = {one.code for one in held.section("voice").questions}
    assert {"voice_heard", "voice_recorded", "voice_acted_on"} <= voice


@pytest.mark.parametrize("cohort", list(Cohort))
def test_what_is_shown_beside_a_question_is_something_a_case_holds(lancashire, cohort):
    held = toolkit(cohort)
    questions = [*held.compliance, *(one for section in held.sections for one in section.questions)]

    assert {kind for one in questions for kind in one.knows} <= set(FactKind)


def test_only_children_in_protection_are_asked_about_protection(lancashire):
    held = toolkit("CP")

    assert held.section("protection").asked_of("CP")
    assert not held.section("protection").asked_of("CIN")


def test_a_prompt_speaks_of_the_four_grades(lancashire):
    for cohort in Cohort:
        assert {one.whole_at_best for one in toolkit(cohort).prompts} <= set(Grade)
