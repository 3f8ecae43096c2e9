"""Rules about names, dates, places, comparing two people, reading a typed search, and reading a row of an index."""

from openmash.people.rules.asking import read_question
from openmash.people.rules.comparing import (
    Agreement,
    agreement_in_words,
    compare,
    in_common,
    probability,
    reasons,
    same_person_certain,
)
from openmash.people.rules.days import (
    age_agrees,
    age_on,
    age_words,
    birth_date_problem,
    day_and_month_swapped,
    read_day,
)
from openmash.people.rules.indexrows import RowRead, is_open, read_row
from openmash.people.rules.names import query_text, search_text
from openmash.people.rules.particulars import Particulars
from openmash.people.rules.places import house_of, same_house, tidy_postcode

__all__ = [
    "Agreement",
    "Particulars",
    "RowRead",
    "age_agrees",
    "age_on",
    "age_words",
    "agreement_in_words",
    "birth_date_problem",
    "compare",
    "day_and_month_swapped",
    "house_of",
    "in_common",
    "is_open",
    "probability",
    "query_text",
    "read_day",
    "read_question",
    "read_row",
    "reasons",
    "same_house",
    "same_person_certain",
    "search_text",
    "tidy_postcode",
]
