"""Every change to people, households, warnings, restrictions, links and indexes: one function each."""

from openmash.people.services.children import ChildKnown, ChildrenKept, keep_children
from openmash.people.services.households import HouseholdFormed, form_household, join_household, move_household
from openmash.people.services.links import link_index_record, person_from_record, unlink_index_record
from openmash.people.services.loading import LoadResult, load_index
from openmash.people.services.persons import PersonGiven, amend_person, create_person
from openmash.people.services.reading import break_glass, read_opening, review_opening
from openmash.people.services.restrictedchecks import complete_check, look_again, note_look_up
from openmash.people.services.restrictions import follow_restrictions, lift_restriction, restrict_person
from openmash.people.services.warnings import end_warning, set_warning

__all__ = [
    "ChildKnown",
    "ChildrenKept",
    "HouseholdFormed",
    "LoadResult",
    "PersonGiven",
    "amend_person",
    "break_glass",
    "complete_check",
    "create_person",
    "end_warning",
    "follow_restrictions",
    "form_household",
    "join_household",
    "keep_children",
    "lift_restriction",
    "link_index_record",
    "load_index",
    "look_again",
    "move_household",
    "note_look_up",
    "person_from_record",
    "read_opening",
    "restrict_person",
    "review_opening",
    "set_warning",
    "unlink_index_record",
]
