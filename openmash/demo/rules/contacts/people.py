"""Who is named in a contact, as the caller or the notice describes them."""

from openmash.demo.rules.chance import Chance
from openmash.demo.rules.codes import RELATIONSHIPS
from openmash.demo.rules.contacts.model import AsGiven, Involved
from openmash.demo.rules.contacts.setting import Setting
from openmash.demo.rules.families import CHILD
from openmash.demo.rules.people import PlannedPerson
from openmash.demo.rules.places import NO_FIXED_ADDRESS, UNKNOWN_ADDRESS, Address
from openmash.demo.rules.slips import OF_POLICE, OF_PROFESSIONALS, OF_THE_PUBLIC, write_down

ADDRESS_NOT_KNOWN = {
    "police": 0.008,
    "school": 0.006,
    "health": 0.012,
    "family": 0.015,
    "neighbour": 0.05,
    "agency": 0.04,
}
OTHER_HOUSEHOLD_NAMED = 0.3
ABOUT_ONE_CHILD = frozenset(
    {
        "adult_in_position_of_trust", "between_children", "exploitation", "extreme_views", "missing", "online",
        "out_of_school", "self_harm",
    }
)  # fmt: skip
SIBLINGS_OF_ONE = 0.25
"""How often the brothers and sisters are named too, where the worry is about one child's own life."""


def address_as_told(chance: Chance, address: Address, voice: str) -> Address:
    """Return the address as it was told: now and then not known, or none."""
    if not chance.yes(ADDRESS_NOT_KNOWN[voice]):
        return address
    return Address(NO_FIXED_ADDRESS, "", "") if chance.yes(0.4) else UNKNOWN_ADDRESS


def children_named(
    setting_chance: Chance, family_children: list[PlannedPerson], focus: PlannedPerson, voice: str, kind: str
) -> list[PlannedPerson]:
    """Return the children a contact is about: the one the worry is about first, and mostly the brothers and sisters."""
    named = {"police": 0.97, "school": 0.72, "health": 0.8, "family": 0.9, "neighbour": 0.85, "agency": 0.85}[voice]
    if kind in ABOUT_ONE_CHILD:
        named = SIBLINGS_OF_ONE
    return [focus, *(child for child in family_children if child.key != focus.key and setting_chance.yes(named))]


def people_of(setting: Setting, told: Address, met: set[str]) -> tuple[Involved, ...]:
    """Return the children and adults of a contact as given, the child the worry is about first."""
    chance, day, family = setting.chance, setting.day, setting.family
    found = [_involved(setting, child, CHILD, told, met) for child in setting.children]
    for household in family.households:
        home = household.key == family.home.key
        for member in household.members:
            if member.role == CHILD:
                continue
            if home or chance.yes(OTHER_HOUSEHOLD_NAMED) or setting.kind.code in ("domestic_abuse", "parents_at_odds"):
                address = told if home else household.address_on(day)
                found.append(_involved(setting, family.people[member.person], member.role, address, met))
    return tuple(found)


def _involved(setting: Setting, person: PlannedPerson, role: str, address: Address, met: set[str]) -> Involved:
    chance = setting.chance
    rates = {"police": OF_POLICE, "family": OF_THE_PUBLIC, "neighbour": OF_THE_PUBLIC}.get(
        setting.voice, OF_PROFESSIONALS
    )
    given = write_down(chance, person, address, setting.day, rates).given
    if role != CHILD and setting.voice == "neighbour" and chance.yes(0.5):
        given = AsGiven(given_name=given.given_name, family_name="", sex=given.sex)
    return Involved(
        person=person.key,
        relationship=CHILD if role == CHILD else RELATIONSHIPS[role],
        is_child=role == CHILD,
        given=given,
        address=address,
        known=person.key in met,
    )
