"""A victim of 16 or 17 whom the record has among its children: to the conference and an adviser, and to nothing for adults alone."""

from datetime import date

import pytest

from openmash.adults import queries
from openmash.adults.models import Branch, BranchPerson
from openmash.adults.tests.conftest import NOW, STORY
from openmash.adults.tests.test_branches import MACHINE, weigh
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.people.models import Person
from openmash.release.models import Package


def born(years):
    return date(NOW.year - years, NOW.month, NOW.day)


@pytest.fixture
def young(household):
    """Make the elder child of so many years; the one who hurts her is the partner of hers."""

    def make(years):
        with request_transaction(MACHINE):
            Person.objects.filter(pk=household[0].pk).update(date_of_birth=born(years) if years else None)
        household[0].date_of_birth = born(years) if years else None
        return household[0]

    return make


def test_a_victim_of_16_whom_the_record_has_as_a_child_goes_to_the_conference_and_to_an_adviser(tell, worker, young):
    young(16)
    conference, adviser = tell(("marac", ""), ("adviser", "SAFE-HOMES"), about="P1").made

    assert {one.person_reference for one in (conference, adviser)} == {"P1"}
    assert weigh(worker, conference, 14).refers
    with request_transaction(MACHINE):
        (subject,) = BranchPerson.objects.filter(branch=adviser, is_subject=True)
        assert (subject.name, subject.is_child) == ("Aled Example", True)
        document = Package.objects.get(reference=adviser.package).document
        assert "Aled Example" in document and STORY in document


@pytest.mark.parametrize(
    ("years", "kind", "agency"),
    [
        pytest.param(16, "adult_safeguarding", "", id="no-care-act-concern-below-18"),
        pytest.param(17, "housing", "EXAMPLE-HOUSING", id="no-housing-for-a-child"),
        pytest.param(15, "marac", "", id="no-conference-below-16"),
        pytest.param(None, "adviser", "SAFE-HOMES", id="no-adviser-where-nobody-knows-the-age"),
    ],
)
def test_nothing_that_is_for_adults_is_opened_about_a_child(tell, young, years, kind, agency):
    young(years)

    with pytest.raises(RuleBroken, match=r"only about somebody of (16|18) or over"):
        tell((kind, agency), about="P1")
    with request_transaction(MACHINE):
        assert not Branch.objects.exists()


def test_the_pack_suggests_them_for_a_victim_of_16_and_for_no_younger_one(lancashire):
    people = [("P1", 16, True), ("P2", 15, True)]

    held = queries.suggestions(category="domestic-abuse", people=people, now=NOW, on_time=NOW)

    assert {(one.kind, one.person) for one in held if one.kind != "school"} == {("marac", "P1"), ("adviser", "P1")}
    assert all(one.suggested for one in held if one.kind != "school")
