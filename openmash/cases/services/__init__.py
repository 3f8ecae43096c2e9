"""Everything that changes what is known of a case."""

from openmash.cases.services.checking import FactGiven
from openmash.cases.services.keeping import correct_fact, record_fact, withdraw_fact
from openmash.cases.services.taking import FactTaken, Refused, Taken, take_facts

__all__ = [
    "FactGiven",
    "FactTaken",
    "Refused",
    "Taken",
    "correct_fact",
    "record_fact",
    "take_facts",
    "withdraw_fact",
]
