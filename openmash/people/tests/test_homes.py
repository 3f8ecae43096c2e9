"""Who is brought together, and where: an address that is protected is lent to nobody. A table that a practice lead could sign."""

from datetime import date

import pytest

from openmash.people import queries, services
from openmash.people.models import Residence
from openmash.people.rules import Housed, bring_together, may_be_one_home
from openmash.people.tests.conftest import NOW
from openmash.trail.models import Entry

HIDING, PR1 = "3 Hidden Yard", "PR1 8XJ"
NOTICE, PR2 = "12 High Street", "PR2 1AA"
GWEN = Housed(1, HIDING, PR1, protected=True)
EFA = Housed(2, HIDING, PR1, shares=True)  # her daughter, at home with her
RHYS = Housed(3, "4 Example Road", PR2)
IFAN = Housed(4)  # nobody knows yet where he lives


@pytest.mark.parametrize(
    ("place", "other", "one"),
    [
        pytest.param((HIDING, PR1), ("3, hidden yard", "pr18xj"), True, id="written-in-another-way"),
        pytest.param((HIDING, PR1), ("Flat 2, 3 Hidden Yard", PR1), True, id="with-a-flat"),
        pytest.param((HIDING, PR1), ("", PR1), True, id="by-its-postcode-alone"),
        pytest.param((HIDING, PR1), ("The Cottage", PR1), True, id="a-name-may-stand-for-the-number"),
        pytest.param((HIDING, PR1), (HIDING, ""), True, id="by-its-words-alone"),
        pytest.param((HIDING, PR1), ("3 hidden yard, Preston", ""), True, id="by-its-house-without-a-postcode"),
        pytest.param((HIDING, PR1), (HIDING, "PR1 8XZ"), True, id="the-same-words-with-a-slip-in-the-postcode"),
        pytest.param((HIDING, PR1), ("4 Example Road", PR1), False, id="another-number-in-the-street"),
        pytest.param((HIDING, PR1), (HIDING.replace("3", "5"), PR2), False, id="elsewhere"),
        pytest.param(("", ""), ("", ""), False, id="nowhere-is-no-home"),
    ],
)
def test_in_doubt_two_ways_of_writing_are_one_home(place, other, one):
    assert may_be_one_home(place, other) is one
    assert may_be_one_home(other, place) is one


HOMES = ((HIDING, PR1),)


@pytest.mark.parametrize(
    ("members", "said", "stay", "come", "where"),
    [
        pytest.param((RHYS, IFAN), (NOTICE, PR2), (), (3, 4), (NOTICE, PR2), id="nobody-hides"),
        pytest.param((RHYS, IFAN), ("", ""), (), (3, 4), ("4 Example Road", PR2), id="the-address-of-the-first-who-has-one"),
        pytest.param((GWEN, RHYS, IFAN), (NOTICE, PR2), (1,), (3, 4), (NOTICE, PR2), id="who-hides-is-not-moved"),
        pytest.param((GWEN, RHYS, IFAN), (HIDING, PR1), (1,), (3, 4), ("", ""), id="the-address-that-was-said-is-hers"),
        pytest.param((GWEN, RHYS, IFAN), ("3 hidden yd", PR1), (1,), (3, 4), ("", ""), id="hers-in-another-way"),
        pytest.param((GWEN, IFAN), ("", ""), (1,), (4,), ("", ""), id="hers-is-lent-to-nobody"),
        pytest.param((GWEN, RHYS), ("", ""), (1,), (3,), ("4 Example Road", PR2), id="his-own-is-his"),
        pytest.param((GWEN, EFA, RHYS), (NOTICE, PR2), (1, 2), (3,), (NOTICE, PR2), id="her-daughter-stays-with-her"),
        pytest.param((Housed(2, HIDING, PR1), RHYS), (NOTICE, PR2), (2,), (3,), (NOTICE, PR2), id="who-is-recorded-there-stays"),
        pytest.param((Housed(2, shares=True), RHYS), (NOTICE, PR2), (2,), (3,), (NOTICE, PR2), id="who-shares-her-household-stays"),
        pytest.param(
            (Housed(3, "4 Example Road", PR2, shares=True), IFAN), (NOTICE, PR2), (), (3, 4), (NOTICE, PR2),
            id="who-was-left-behind-in-her-old-home-does-not",
        ),
        pytest.param((GWEN,), (NOTICE, PR2), (1,), (), (NOTICE, PR2), id="she-alone"),
    ],
)  # fmt: skip
def test_who_is_brought_together_and_where(members, said, stay, come, where):
    together = bring_together(members, homes=HOMES, address=said[0], postcode=said[1])

    assert (together.stay, together.come) == (stay, come)
    if come:
        assert (together.address, together.postcode) == where


@pytest.fixture
def gwen(person):
    return person(
        given_name="Gwen", date_of_birth=date(1988, 2, 3), address=HIDING, postcode=PR1, address_protected=True
    )


@pytest.fixture
def rhys(person):
    return person(given_name="Rhys", date_of_birth=date(1985, 2, 3), address="", postcode="")


def bring(actor, as_actor, members, **more):
    with as_actor(actor):
        return services.form_household(actor=actor, members=members, now=NOW, **more)


def homes_of(actor, as_actor, *persons):
    with as_actor(actor):
        held = [queries.person_by_reference(actor, one.reference) for one in persons]
        return [(one.address, one.postcode, one.household_id is not None) for one in held]


@pytest.mark.parametrize("said", [(HIDING, PR1), ("", "")], ids=["her-address-was-said", "none-was-said"])
def test_nobody_is_recorded_at_the_home_of_somebody_who_hides(gwen, rhys, worker, as_actor, said):
    formed = bring(worker, as_actor, [gwen, rhys], address=said[0], postcode=said[1])

    assert homes_of(worker, as_actor, gwen, rhys) == [(HIDING, PR1, False), ("", "", True)]
    assert [one.pk for one in formed.left] == [gwen.pk] and formed.household.address == ""
    with as_actor(worker):
        assert not Residence.objects.filter(person=rhys, address=HIDING).exists()
        entry = Entry.objects.get(kind="household.left_at_home")
        assert (entry.subject, entry.details["household"]) == (gwen.reference, formed.household.reference)
        assert HIDING not in str(entry.details)


def test_who_hides_is_not_moved_to_the_address_of_a_notice(gwen, rhys, worker, as_actor):
    bring(worker, as_actor, [gwen, rhys], address=NOTICE, postcode=PR2)

    assert homes_of(worker, as_actor, gwen, rhys) == [(HIDING, PR1, False), (NOTICE, PR2, True)]


def test_her_home_is_kept_also_where_she_is_only_of_the_story(gwen, rhys, worker, as_actor):
    formed = bring(worker, as_actor, [rhys], besides=[gwen, rhys], address=HIDING, postcode=PR1)

    assert homes_of(worker, as_actor, rhys) == [("", "", True)]
    assert [one.pk for one in formed.left] == [gwen.pk]


def test_her_home_is_kept_also_where_a_child_of_hers_is_named_and_she_is_not(gwen, rhys, person, manager, as_actor):
    efa = person(given_name="Efa", address=HIDING, postcode=PR1)
    with as_actor(manager):
        gwen = queries.person_by_reference(manager, gwen.reference)
        changes = {"address_protected": False}
        services.amend_person(actor=manager, person=gwen, changes=changes, expected_version=gwen.version, now=NOW)
    bring(manager, as_actor, [gwen, efa])
    with as_actor(manager):
        gwen = queries.person_by_reference(manager, gwen.reference)
        changes = {"address_protected": True}
        services.amend_person(actor=manager, person=gwen, changes=changes, expected_version=gwen.version, now=NOW)

    formed = bring(manager, as_actor, [efa, rhys], address="3, Hidden Yard", postcode=PR1)

    assert homes_of(manager, as_actor, efa, rhys) == [(HIDING, PR1, True), ("", "", True)]
    assert [one.pk for one in formed.left] == [efa.pk]


def test_a_restricted_person_who_hides_is_kept_from_others_all_the_same(gwen, rhys, person, manager, worker, as_actor):
    efa = person(given_name="Efa", address="", postcode="")
    with as_actor(manager):
        services.amend_person(
            actor=manager, person=gwen, changes={"address_protected": False}, expected_version=1, now=NOW
        )
    bring(manager, as_actor, [gwen, efa])
    with as_actor(manager):
        gwen = queries.person_by_reference(manager, gwen.reference)
        services.amend_person(
            actor=manager, person=gwen, changes={"address_protected": True}, expected_version=gwen.version, now=NOW
        )
        services.restrict_person(actor=manager, person=gwen, reason="Court order", now=NOW)
        efa = queries.person_by_reference(manager, efa.reference)

    bring(worker, as_actor, [efa, rhys], address=HIDING, postcode=PR1)

    assert homes_of(worker, as_actor, rhys) == [("", "", True)]


def test_she_alone_forms_no_household(gwen, worker, as_actor):
    assert bring(worker, as_actor, [gwen]).household is None


def test_others_who_have_a_household_elsewhere_are_not_thrown_together_with_it(gwen, rhys, person, worker, as_actor):
    nain = person(given_name="Nain", date_of_birth=date(1950, 1, 1), address="9 Far Lane", postcode="LA1 1YN")
    bring(worker, as_actor, [nain])

    formed = bring(worker, as_actor, [gwen, nain, rhys], address=HIDING, postcode=PR1)

    assert formed.household.address == ""
    assert homes_of(worker, as_actor, rhys) == [("", "", True)]
