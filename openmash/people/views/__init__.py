"""One class for each thing that a person does with people and indexes."""

from openmash.people.views.acts import (
    AmendPerson,
    EndWarning,
    LiftRestriction,
    LinkRecord,
    MoveHousehold,
    RestrictPerson,
    SetWarning,
    UnlinkRecord,
)
from openmash.people.views.asking import BreakGlass, CompleteCheck, Openings, ReadOpening, ReviewOpening
from openmash.people.views.indexes import Indexes, IndexLoadPage, LoadIndex
from openmash.people.views.pages import FoundPeople, HouseholdPage, PersonPage, SearchPeople

__all__ = [
    "AmendPerson",
    "BreakGlass",
    "CompleteCheck",
    "EndWarning",
    "FoundPeople",
    "HouseholdPage",
    "IndexLoadPage",
    "Indexes",
    "LiftRestriction",
    "LinkRecord",
    "LoadIndex",
    "MoveHousehold",
    "Openings",
    "PersonPage",
    "ReadOpening",
    "RestrictPerson",
    "ReviewOpening",
    "SearchPeople",
    "SetWarning",
    "UnlinkRecord",
]
