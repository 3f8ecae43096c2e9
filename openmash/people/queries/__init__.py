"""Every read of people and of the indexes, scoped to the actor."""

from openmash.people.queries.cases import (
    Involvement,
    early_help_of,
    involvements_of,
    involvements_of_each,
    open_case,
    open_cases_of,
    open_cases_of_each,
)
from openmash.people.queries.families import (
    WarningRow,
    household_by_reference,
    household_of,
    households_of_each,
    people_at_address,
    person_by_reference,
    residences_of,
    residences_of_each,
    siblings_of,
    warning_by_number,
    warnings_for,
    warnings_of,
)
from openmash.people.queries.finding import Candidate, find, person_certain, records_maybe
from openmash.people.queries.indexes import (
    IndexFreshness,
    index_freshness,
    latest_loads,
    load_by_number,
    records_like,
    records_of,
    visible_records,
)
from openmash.people.queries.safety import safety_lines, warning_kinds
from openmash.people.rules.days import age_words

__all__ = [
    "Candidate",
    "IndexFreshness",
    "Involvement",
    "WarningRow",
    "age_words",
    "early_help_of",
    "find",
    "household_by_reference",
    "household_of",
    "households_of_each",
    "index_freshness",
    "involvements_of",
    "involvements_of_each",
    "latest_loads",
    "load_by_number",
    "open_case",
    "open_cases_of",
    "open_cases_of_each",
    "people_at_address",
    "person_by_reference",
    "person_certain",
    "records_like",
    "records_maybe",
    "records_of",
    "residences_of",
    "residences_of_each",
    "safety_lines",
    "siblings_of",
    "visible_records",
    "warning_by_number",
    "warning_kinds",
    "warnings_for",
    "warnings_of",
]
