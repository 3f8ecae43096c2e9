"""The children in need census: what is written, in which words it is said what is missing, and that a schema agrees."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree

from openmash.agencies.choices import Role
from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.people.models import Person
from openmash.returns.services.writingcin import write_census
from openmash.returns.tests.area import build
from openmash.returns.tests.conftest import MACHINE, NOW, YEAR
from openmash.trail.models import Entry

SCHEMA = Path(__file__).parent / "standards" / "CIN_schema_2026.xsd"


@pytest.fixture
def write(analyst, tmp_path):
    """Write the census of a period; return the file as a tree, and what was said."""

    def written(start=YEAR[0], end=YEAR[1], by=None):
        out = tmp_path / "cin.xml"
        with request_transaction(by or analyst):
            told = write_census(actor=by or analyst, start=start, end=end, out=out, now=NOW)
        return ElementTree.parse(out), told

    return written


def words(tree, path):
    return [one.text for one in tree.iterfind(f".//{path}")]


def test_a_case_from_referral_to_plan_is_written_in_full(protected, write):
    tree, told = write()

    assert words(tree, "LAchildID") == [protected.reference]
    assert words(tree, "Header//ReferenceDate") == ["2026-03-31"]
    assert words(tree, "Header//LEA") == ["888"]
    assert words(tree, "CINreferralDate") == ["2025-06-02"]
    assert words(tree, "ReferralSource") == ["2A"]
    assert words(tree, "AssessmentFactors") == ["16A", "3B"]
    assert words(tree, "Section47/DateOfInitialCPC") == ["2025-06-25"]
    assert words(tree, "Section47/InitialCPCtarget") == ["2025-06-26"]
    assert words(tree, "CPPstartDate") == ["2025-06-25"]
    assert words(tree, "CPPreviewDate") == ["2025-09-15", "2026-02-20"]
    assert told.said == []
    assert told.tables == {
        "Child": 1, "CINdetails": 1, "Assessments": 1, "CINPlanDates": 0, "Section47": 1, "ChildProtectionPlans": 1,
        "Reviews": 2,
    }  # fmt: skip


def test_the_trail_says_who_wrote_it(protected, write, analyst):
    write()

    entry = Entry.objects.get(kind="return.written")
    assert (entry.actor, entry.details["children"]) == (analyst.reference, 1)


def test_what_lies_after_the_period_is_not_known_yet(protected, write):
    tree, _ = write(end=date(2025, 6, 30))

    assert words(tree, "AssessmentAuthorisationDate") == []
    assert words(tree, "AssessmentFactors") == []
    assert words(tree, "CPPreviewDate") == []
    assert words(tree, "ReferenceDate") == ["2026-03-31"]


def test_what_was_over_before_the_period_is_not_said_again(protected, happened, write):
    happened(protected, "plan", date(2026, 4, 2), date(2026, 4, 20), variety="cin")

    tree, _ = write(date(2026, 4, 1), date(2026, 5, 1))

    assert words(tree, "Section47") == []
    assert words(tree, "Assessments") == []
    assert words(tree, "CPPstartDate") == ["2025-06-25"]


def test_a_restricted_child_is_counted_like_any_other(protected, write):
    with request_transaction(MACHINE):
        Person.objects.filter(pk=protected.pk).update(restricted=True)

    tree, _ = write()

    assert words(tree, "LAchildID") == [protected.reference]


def test_the_child_is_named_as_social_care_names_them(protected, write, social_index):
    social_index(protected, "C000001")

    tree, _ = write()

    assert words(tree, "LAchildID") == ["C000001"]


def test_a_number_that_a_return_cannot_carry_gives_way_to_our_own_and_is_said(protected, write, social_index):
    social_index(protected, "CHILD-1")

    tree, told = write()

    assert words(tree, "LAchildID") == [protected.reference]
    assert [row["what"] for row in told.in_words] == ["Number that a return cannot carry"]


def test_our_own_reference_gives_way_to_another_childs_number(protected, child, happened, write, social_index):
    other = child("Bryn")
    happened(other, "referral", date(2025, 6, 2), source="6", outcome="No Further Action")
    social_index(other, protected.reference)

    tree, _ = write()

    assert sorted(words(tree, "LAchildID")) == sorted([protected.reference, f"X{protected.reference}"])


def test_what_nobody_recorded_is_said_to_be_unknown(child, happened, write):
    person = child(sex="", ethnicity="", upn_unknown="")
    happened(person, "referral", date(2025, 6, 2))

    tree, told = write()

    assert words(tree, "Sex") == ["U"]
    assert words(tree, "Ethnicity") == ["NOBT"]
    assert words(tree, "ReferralSource") == ["10"]
    assert words(tree, "PrimaryNeedCode") == ["N0"]
    assert {row["what"] for row in told.in_words} == {
        "Sex not recorded",
        "Ethnicity not recorded",
        "Who referred is not recorded",
        "Primary need not recorded",
        "No pupil number, and no reason",
    }


def test_a_child_of_whom_no_disability_is_known_is_left_out_and_said(protected, child, happened, write):
    person = child("Bryn", disabilities=[])
    happened(person, "referral", date(2025, 6, 2), source="6", need="N1", outcome="Assessment required")

    tree, told = write()

    assert words(tree, "LAchildID") == [protected.reference]
    assert told.said == [
        {
            "child": person.reference,
            "fact": "",
            "words": "Record the child’s disability, or that there is none. The child is left out of the return.",
        }
    ]
    assert (told.left_out, told.whom) == (1, [{"child": person.reference, "why": ["Disability not recorded"]}])


def test_a_child_who_is_said_not_to_be_disabled_is_in_the_return(child, happened, write):
    person = child("Bryn", disabilities=[])
    with request_transaction(MACHINE):
        Person.objects.update(disabled=False)
    happened(person, "referral", date(2025, 6, 2), source="6", need="N1", outcome="Assessment required")

    tree, told = write()

    assert (words(tree, "Disability"), told.left_out) == (["NONE"], 0)


def test_without_anybody_there_is_no_file(write, tmp_path):
    with pytest.raises(RuleBroken, match="at least one"):
        write()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        pytest.param(date(2025, 4, 1), date(2025, 3, 31), "before the first", id="backwards"),
        pytest.param(date(2025, 3, 31), date(2025, 4, 1), "lie in two", id="two-years"),
    ],
)
def test_a_period_is_of_one_census_year(protected, write, start, end, why):
    with pytest.raises(RuleBroken, match=why):
        write(start, end)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ANALYST])
def test_nobody_but_the_analyst_writes_a_return(protected, write, somebody_as, role):
    with pytest.raises(Denied, match="performance analyst"):
        write(by=somebody_as(role))


def test_what_is_written_agrees_with_the_schema(lancashire, write, tmp_path):
    build(150, seed=7, now=NOW)
    schema = etree.XMLSchema(etree.parse(SCHEMA))

    _, told = write()

    schema.assertValid(etree.parse(tmp_path / "cin.xml"))
    assert told.tables["Child"] > 40
    assert told.tables["ChildProtectionPlans"] > 5
    assert told.lacking.total() > 40
