"""Print a report as PDF that screen readers can walk through (PDF/UA), with a font that travels in the file."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from openmash.indicators.rendering.contents import Contents, contents
from openmash.indicators.rendering.drawing import DOCUMENT_FONT, FONTS
from openmash.indicators.rules.reports import Report

TEMPLATE = Path(__file__).parent / "report.typ"


def render_pdf(report: Report) -> bytes:
    """Return the report as a tagged PDF. The words reach the typesetter as data and are never read as instructions."""
    import typst

    data = json.dumps(_plain(contents(report, font=DOCUMENT_FONT), report), ensure_ascii=False)
    return bytes(
        typst.compile(
            str(TEMPLATE),
            format="pdf",
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"report": data},
            pdf_standards=["ua-1"],
            timestamp=int(report.generated_at.timestamp()),
        )
    )


def _plain(printed: Contents, report: Report) -> dict[str, Any]:
    return asdict(printed) | {"name": report.name}
