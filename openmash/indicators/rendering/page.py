"""Print a report as a web page of its own: one file, no script, nothing fetched from anywhere."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.template import Context, Engine

from openmash.indicators.rendering.contents import NO_CASES, Contents, contents
from openmash.indicators.rendering.drawing import PAGE_FONT
from openmash.indicators.rules.reports import Report

HERE = Path(__file__).parent


@cache
def _engine() -> Engine:
    """Return a template engine of the report's own, so that a command can print without the web pages' settings."""
    return Engine(dirs=[str(HERE.parent / "templates")], autoescape=True)


def page_contents(report: Report, *, cases: Mapping[str, str] = NO_CASES) -> Contents:
    """Return what `indicators/report/body.html` prints on one of the system's pages, as `report`."""
    return contents(report, font=PAGE_FONT, cases=cases)


def render_html_standalone(report: Report) -> bytes:
    """Return the report as one HTML file."""
    style = (HERE / "report.css").read_text(encoding="utf-8")
    context = Context({"report": page_contents(report), "style": style}, use_l10n=False, use_tz=False)
    return _engine().get_template("indicators/report/standalone.html").render(context).encode()
