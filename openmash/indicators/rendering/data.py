"""Print a report as data."""

import json

from openmash.indicators.rules.reports import Report


def render_json(report: Report) -> bytes:
    """Return the report as JSON, its figures in the shape the command line promises."""
    return (json.dumps(report.as_data(), ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
