"""Who else the story tells of an incident."""

from openmash.demo.rules.thinkfamily import ADULT, ADVISER, CONFERENCE, HOUSING, plan_telling


def plans(number=800, *, category="domestic-abuse", named=False):
    found = (plan_telling(1, f"C{key}", category=category, named=named) for key in range(number))
    return [one for one in found if one is not None]


def test_every_hand_made_incident_is_told_to_everybody():
    assert len(plans(20, named=True)) == 20
    assert {one.kinds for one in plans(20, named=True)} == {(ADULT, CONFERENCE, ADVISER, HOUSING)}


def test_a_few_of_the_others_are_told_and_nothing_but_violence_between_adults():
    assert 0.08 < len(plans()) / 800 < 0.16
    assert plans(category="neglect", named=True) == []


def test_the_same_contact_always_tells_the_same():
    assert plans(50) == plans(50)
