"""Every change to people, households, warnings, restrictions, links and indexes: one function each."""

from openmash.people.services.households import form_household, join_household, move_household
from openmash.people.services.links import link_index_record, person_from_record, unlink_index_record
from openmash.people.services.loading import LoadResult, load_index
from openmash.people.services.persons import PersonGiven, amend_person, create_person
from openmash.people.services.restrictions import follow_restrictions, lift_restriction, restrict_person
from openmash.people.services.warnings import end_warning, set_warning

__all__ = [
    "LoadResult",
    "PersonGiven",
    "amend_person",
    "create_person",
    "end_warning",
    "follow_restrictions",
    "form_household",
    "join_household",
    "lift_restriction",
    "link_index_record",
    "load_index",
    "move_household",
    "person_from_record",
    "restrict_person",
    "set_warning",
    "unlink_index_record",
]
