"""Print a report: on a page, as a page of its own, as PDF, as Word, and as data. Nothing is counted here.

What may be published is decided before, by the report's `published_version`: no renderer hides or shows anything.
"""

from collections.abc import Callable
from enum import StrEnum

from openmash.indicators.rules.reports import Report


class Format(StrEnum):
    """How a report is printed."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    JSON = "json"


CONTENT_TYPES = {
    Format.HTML: "text/html; charset=utf-8",
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.JSON: "application/json",
}


def render(report: Report, form: Format) -> bytes:
    """Return the report printed. The renderers are read in only when they are needed."""
    return _renderer(form)(report)


def _renderer(form: Format) -> Callable[[Report], bytes]:
    match form:
        case Format.HTML:
            from openmash.indicators.rendering.page import render_html_standalone as chosen
        case Format.PDF:
            from openmash.indicators.rendering.pdf import render_pdf as chosen
        case Format.DOCX:
            from openmash.indicators.rendering.word import render_docx as chosen
        case Format.JSON:
            from openmash.indicators.rendering.data import render_json as chosen
    return chosen
