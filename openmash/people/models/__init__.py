"""People and what is known of them; and who read a record for a reason, or met one that is restricted."""

from openmash.people.models.people import (
    Household,
    IndexLoad,
    IndexRecord,
    Person,
    PersonQuerySet,
    Residence,
    Restriction,
    SafetyWarning,
    SearchText,
)
from openmash.people.models.reading import BreakGlass, LookUp, RestrictedCheck

__all__ = [
    "BreakGlass",
    "Household",
    "IndexLoad",
    "IndexRecord",
    "LookUp",
    "Person",
    "PersonQuerySet",
    "Residence",
    "RestrictedCheck",
    "Restriction",
    "SafetyWarning",
    "SearchText",
]
