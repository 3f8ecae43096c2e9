"""Print a report as PDF that screen readers can walk through (PDF/UA), with a font that travels in the file."""

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

from openmash.indicators.rendering.contents import Contents, contents
from openmash.indicators.rendering.drawing import DOCUMENT_FONT, FONTS
from openmash.indicators.rules.reports import Report

# Signs that no font can show are printed as boxes; a report with more kinds of them than this is no report.
BOX = "□"
MOST_UNKNOWN = 20
NO_GLYPH = re.compile(r'the text `"(?P<signs>.+?)"` could not be displayed')
LAST_OF_ASCII = 127
TEMPLATE = Path(__file__).parent / "report.typ"


def render_pdf(report: Report) -> bytes:
    """Return the report as a tagged PDF. The words reach the typesetter as data and are never read as instructions."""
    import typst

    data = json.dumps(_plain(contents(report, font=DOCUMENT_FONT)), ensure_ascii=False)
    for _ in range(MOST_UNKNOWN):
        try:
            return _typeset(data, made_at=int(report.generated_at.timestamp()))
        except typst.TypstError as error:
            data = _without(NO_GLYPH.search(str(error)), data, error)
    return _typeset(data, made_at=int(report.generated_at.timestamp()))


def _typeset(data: str, *, made_at: int) -> bytes:
    import typst

    return bytes(
        typst.compile(
            str(TEMPLATE),
            format="pdf",
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"report": data},
            pdf_standards=["ua-1"],
            timestamp=made_at,
        )
    )


def _without(unknown: re.Match[str] | None, data: str, error: Exception) -> str:
    """Return the data with what no font can show as boxes, so that one sign does not cost the whole report."""
    if not unknown or not (signs := unknown["signs"]) or signs == BOX or signs not in data:
        raise error
    for sign in signs:
        data = data.replace(sign, BOX) if ord(sign) > LAST_OF_ASCII else data
    return data


def _plain(printed: Contents) -> dict[str, Any]:
    data = asdict(printed)
    for section, plain in zip(printed.sections, data["sections"], strict=True):
        for block, one in zip(section.blocks, plain["blocks"], strict=True):
            one |= {"heading": block.heading, "table_title": block.table_title}
    return data
