"""Under which agreement each is told of an incident: named where one is in force, and never a reason to wait."""

from datetime import date

import pytest

from openmash.adults import queries, rules
from openmash.adults.choices import BranchKind
from openmash.adults.tests.conftest import EVERYBODY, NOW
from openmash.adults.tests.test_branches import MACHINE, weigh
from openmash.base.transactions import request_transaction
from openmash.sharing.models import DocumentVersion, FootingWarning
from openmash.sharing.tests.register_world import drafted, in_force, keeper, lead

COVERS = {
    "parties": ("LCC", "SAFE-HOMES", "EXAMPLE-HOUSING"),
    "purposes": ("protecting-adult", "protecting-child"),
    "bases": ("public-task",),
    "items": ("name", "date_of_birth", "address", "postcode", "household", "category", "story"),
}


@pytest.fixture
def agreed(lancashire):
    """An agreement between the council, the adviser's service and a landlord: in force, or as it is otherwise."""

    def make(state="in_force", **more):
        clerk = keeper()
        version = drafted(clerk, title="Domestic abuse", **(COVERS | more))
        if state != "draft":
            version = in_force(version, lead(), clerk)
        if state == "lapsed":
            with request_transaction(MACHINE):
                DocumentVersion.objects.filter(pk=version.pk).update(review_on=date(2026, 11, 17))
        return version

    return make


def warnings():
    with request_transaction(MACHINE):
        return FootingWarning.objects.filter(subject="C-1").count()


def test_the_agreement_in_force_that_covers_it_is_named_and_its_version_kept(agreed, tell):
    version = agreed()

    (adviser,) = tell(("adviser", "SAFE-HOMES")).made

    assert (adviser.agreement, adviser.footing_warned, warnings()) == (version.reference, False, 0)
    assert "Domestic abuse, version 1 is in force" in adviser.footing and "covers it" in adviser.footing


@pytest.mark.parametrize(
    ("state", "more", "said"),
    [
        pytest.param("draft", {}, "is still a draft", id="a-draft"),
        pytest.param("lapsed", {}, "lapsed after", id="a-lapsed-one"),
        pytest.param("in_force", {"items": ("name",)}, "does not cover these items", id="one-that-covers-less"),
        pytest.param("in_force", {"bases": ("safeguarding",)}, "does not name this basis", id="one-on-another-basis"),
        pytest.param("in_force", {"parties": ("LCC", "LANCS-POLICE")}, "There is no agreement between", id="none"),
    ],
)
def test_where_none_covers_it_that_is_a_warning_and_they_are_told_all_the_same(agreed, tell, state, more, said):
    version = agreed(state, **more)

    (adviser,) = tell(("adviser", "SAFE-HOMES")).made

    assert adviser.package and adviser.footing_warned
    assert said in adviser.footing and "goes ahead" not in adviser.footing
    assert adviser.agreement == ("" if "parties" in more else version.reference)
    assert warnings() == 1


def test_a_service_of_the_council_itself_needs_none(tell):
    (concern,) = tell(("adult_safeguarding", "")).made

    assert (concern.agreement, concern.footing_warned, warnings()) == ("", False, 0)
    assert concern.footing.startswith("Both are services of the council")


def test_the_conference_has_its_footing_once_it_is_referred(tell, worker):
    (conference,) = tell(("marac", "")).made
    assert conference.footing == ""

    weigh(worker, conference, 14)

    with request_transaction(worker):
        conference.refresh_from_db()
    assert conference.footing.startswith("Both are services of the council")


def test_every_fact_that_somebody_is_shown_has_its_name_in_agreements(lancashire):
    assert set(rules.ITEMS) == {str(one) for one in rules.EVERYTHING}
    assert rules.items_of(BranchKind.HOUSING) == ("address", "category", "date_of_birth", "name", "postcode")


def test_before_somebody_is_told_one_reads_under_which_agreement(agreed, worker):
    version = agreed()
    with request_transaction(worker):
        found = queries.footings_of(
            worker, "housing", to_agencies=["EXAMPLE-HOUSING"], from_agency="LCC", bases=["public-task"],
            about_a_child=False, now=NOW,
        )  # fmt: skip

    assert found["EXAMPLE-HOUSING"].agreement_version == version.reference
    assert warnings() == 0  # to read of it is no sharing


def test_four_are_told_with_one_warning_for_each_agency_outside(tell):
    tell(*EVERYBODY)

    assert warnings() == 2
