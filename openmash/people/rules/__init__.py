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
    same_pupil,
)
from openmash.people.rules.days import (
    age_agrees,
    age_on,
    age_words,
    birth_date_problem,
    day_and_month_swapped,
    read_day,
)
from openmash.people.rules.homes import Housed, Together, bring_together, is_any_home, may_be_one_home
from openmash.people.rules.indexrows import RowRead, is_open, read_row
from openmash.people.rules.names import query_text, search_text, unnamed
from openmash.people.rules.particulars import Particulars
from openmash.people.rules.places import house_of, same_house, tidy_postcode
from openmash.people.rules.purposes import LivePurpose, Tie, live_purposes

__all__ = [
    "Agreement",
    "Housed",
    "LivePurpose",
    "Particulars",
    "RowRead",
    "Tie",
    "Together",
    "age_agrees",
    "age_on",
    "age_words",
    "agreement_in_words",
    "birth_date_problem",
    "bring_together",
    "compare",
    "day_and_month_swapped",
    "house_of",
    "in_common",
    "is_any_home",
    "is_open",
    "live_purposes",
    "may_be_one_home",
    "probability",
    "query_text",
    "read_day",
    "read_question",
    "read_row",
    "reasons",
    "same_house",
    "same_person_certain",
    "same_pupil",
    "search_text",
    "tidy_postcode",
    "unnamed",
]
