"""Figures of the area's own work. Aggregates count everyone; who may see single cases is another question."""

from openmash.indicators.queries.answering import how_own_agency_answers
from openmash.indicators.queries.measures import BREAKDOWNS, SPLITS, measure_entry, measure_figures, measures_in_force
from openmash.indicators.queries.pulse import pulse_report
from openmash.indicators.queries.reports import front_door_report, localities

__all__ = [
    "BREAKDOWNS",
    "SPLITS",
    "front_door_report",
    "how_own_agency_answers",
    "localities",
    "measure_entry",
    "measure_figures",
    "measures_in_force",
    "pulse_report",
]
