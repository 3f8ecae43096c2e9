"""The people of the story belong to nobody: invented names and numbers, and families as families are."""

import re
from collections import Counter

import nhs_number
import pytest

from openmash.demo.rules.area import plan_area
from openmash.demo.rules.families import CHILD
from openmash.demo.rules.names import is_avoided
from openmash.demo.rules.people import nhs_check_digit
from openmash.demo.rules.places import LOCALITY_OF, NEIGHBOURS
from openmash.demo.tests.areas import MONDAY, POSTCODES, settings, whole_area

DRAMA_NUMBERS = re.compile(r"(01632 960\d{3}|07700 900\d{3})")
ANY_NUMBER = re.compile(r"\b0\d{3,4} ?\d{3} ?\d{3,4}\b")


@pytest.fixture(scope="module")
def people():
    return [person for family in whole_area().families.values() for person in family.people.values()]


def test_nhs_numbers_come_from_the_synthetic_range_and_are_used_once(people):
    numbers = [person.nhs_number for person in people if person.nhs_number]

    assert len(numbers) > 5_000
    assert len(set(numbers)) == len(numbers)
    assert all(number.startswith("999") and nhs_number.is_valid(number) for number in numbers)


def test_a_number_without_a_possible_check_digit_is_not_used():
    assert nhs_check_digit("999000001") is not None
    assert None in {nhs_check_digit(f"999{number:06d}") for number in range(30)}


def test_telephones_are_those_kept_for_drama_and_mail_goes_nowhere(people):
    area = whole_area()
    telephones = {person.telephone for person in people} | {user.telephone for user in area.users}
    telephones |= {contact.caller.telephone for contact in area.contacts}
    addresses = {user.email for user in area.users} | {contact.caller.email for contact in area.contacts}

    assert all(DRAMA_NUMBERS.fullmatch(number) for number in telephones - {""})
    assert all(address.endswith(".example") for address in addresses - {""})


def test_no_text_holds_a_telephone_number_or_a_mail_address(people):
    for contact in whole_area().contacts:
        for text in (contact.story, contact.worries_most, contact.child_words):
            assert not ANY_NUMBER.search(text), text
            assert "@" not in text


def test_nobody_bears_the_name_of_somebody_well_known(people):
    assert not [person.key for person in people if is_avoided(person.given_name, person.family_name)]
    assert not [user.key for user in whole_area().users if is_avoided(*user.name.split(" ", 1))]


def test_names_are_as_varied_as_the_people_of_the_area(people):
    written = " ".join(f"{person.given_name} {person.family_name} {person.own_script}" for person in people)

    for sign, why in (
        ("'", "apostrophe"),
        ("-", "hyphen"),
        ("ł", "diacritic"),
        ("ș", "comma below"),
        ("م", "right to left"),
    ):
        assert sign in written, why
    assert len({person.family_name for person in people}) > 300
    assert Counter(f"{person.given_name} {person.family_name}" for person in people).most_common(1)[0][1] < 12


def test_families_come_in_every_shape():
    families = list(whole_area().families.values())
    roles = Counter(member.role for family in families for home in family.households for member in home.members)
    twins = [
        family
        for family in families
        if len({child.born for child in family.people.values() if child.key.split("-")[1][0] == "c"})
        < sum(member.role == CHILD for home in family.households for member in home.members)
    ]

    for role in ("mother", "father", "step_father", "grandmother", "grandfather", CHILD):
        assert roles[role] > 50, role
    assert len(twins) > 30
    assert sum(len(family.households) == 2 for family in families) > 500
    assert (
        sum(
            any(child.role == CHILD for child in family.households[-1].members)
            for family in families
            if len(family.households) == 2
        )
        > 50
    )
    assert sum(bool(person.former_family_name) for family in families for person in family.people.values()) > 200
    assert sum(len(family.home.stays) > 1 for family in families) > 500


def test_several_families_share_an_address():
    homes = Counter(
        (family.address_on(MONDAY.date()).lines, family.address_on(MONDAY.date()).postcode)
        for family in whole_area().families.values()
        if family.address_on(MONDAY.date()).is_known
    )

    assert sum(number > 1 for number in homes.values()) > 80


def test_every_address_has_a_postcode_of_its_district():
    for family in whole_area().families.values():
        for home in family.households:
            for stay in home.stays:
                address = stay.address
                if address.is_known:
                    assert address.postcode in POSTCODES[address.district]
                    assert address.locality == LOCALITY_OF.get(address.district, "")
                    assert address.locality or address.district in NEIGHBOURS


def test_children_are_born_after_their_parents():
    for family in whole_area().families.values():
        children = [family.people[member.person] for member in family.home.members if member.role == CHILD]
        adults = [family.people[member.person] for member in family.home.members if member.role != CHILD]
        for child in children:
            assert all((child.born - adult.born).days > 15 * 365 for adult in adults), family.key


def test_a_contact_is_never_about_an_adult_as_a_child():
    for contact in whole_area().contacts:
        family = whole_area().families[contact.family]
        for child in contact.children:
            assert family.people[child.person].age(contact.received_at.date()) < 18
            assert family.role_of(child.person) == CHILD


def test_somebody_met_again_is_the_same_person():
    met = set()
    for contact in whole_area().contacts:
        if contact.named:
            continue
        for person in contact.people:
            assert person.known is (person.person in met), contact.key
        met.update(person.person for person in contact.people)


def test_there_is_an_account_for_every_role_and_three_for_partners():
    roles = Counter(user.role for user in whole_area().sign_ins)

    assert set(roles) == {
        *("referrer", "screening_worker", "mash_manager", "locality_manager", "social_worker", "early_help_officer"),
        *("adult_duty_worker", "partner", "hub_member", "board_member", "information_governance", "administrator"),
        *("designated_officer", "principal_social_worker", "auditor", "analyst", "board_secretary"),
    }
    assert roles["partner"] == 3
    assert 40 <= len(whole_area().users) <= 70
    assert len({user.email for user in whole_area().users}) == len(whole_area().users)


def test_the_telephones_of_the_cast_differ_from_those_of_the_packs_teams():
    numbers = [user.telephone for user in whole_area().users]

    assert len(set(numbers)) == len(numbers)
    assert min(numbers) >= "01632 960200"


def test_a_story_needs_postcodes_of_every_district():
    few = {**POSTCODES}
    few.pop("Burnley")

    with pytest.raises(KeyError, match="Burnley"):
        plan_area(settings(scale=0.05).__class__(**{**settings(scale=0.05).__dict__, "postcodes": few}))
