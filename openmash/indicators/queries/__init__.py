"""Figures of the area's own work. Aggregates count everyone; who may see single cases is another question."""

from openmash.indicators.engine.opening import AS_OF_NOTE
from openmash.indicators.queries.answering import how_own_agency_answers
from openmash.indicators.queries.auditing import audit_report, periods_reported
from openmash.indicators.queries.behind import Behind, cases_behind, has_cases
from openmash.indicators.queries.holding import data_now, moment_in_words
from openmash.indicators.queries.measured import measure_report
from openmash.indicators.queries.measures import (
    BREAKDOWNS,
    FRONT_DOOR,
    OF_OTHER_ROOMS,
    SPLITS,
    measure_entry,
    measure_figures,
    measures_in_force,
)
from openmash.indicators.queries.overview import overview, scorecard
from openmash.indicators.queries.pulse import pulse_report
from openmash.indicators.queries.reports import front_door_report, localities
from openmash.indicators.queries.series import year_until
from openmash.indicators.rules.periods import FIRST_YEAR

__all__ = [
    "AS_OF_NOTE",
    "BREAKDOWNS",
    "FIRST_YEAR",
    "FRONT_DOOR",
    "OF_OTHER_ROOMS",
    "SPLITS",
    "Behind",
    "audit_report",
    "cases_behind",
    "data_now",
    "front_door_report",
    "has_cases",
    "how_own_agency_answers",
    "localities",
    "measure_entry",
    "measure_figures",
    "measure_report",
    "measures_in_force",
    "moment_in_words",
    "overview",
    "periods_reported",
    "pulse_report",
    "scorecard",
    "year_until",
]
