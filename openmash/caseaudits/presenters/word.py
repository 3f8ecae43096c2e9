"""The sheet of an audit as a Word document, with real headings."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

FONT = "Arial"


def as_word(title: str, lines: Sequence[str], parts: Sequence[Any]) -> bytes:
    """Return a Word document: the title, a line each of what it is about, and the parts with their rows."""
    import docx

    document = docx.Document()
    document.core_properties.title = title
    document.styles["Normal"].font.name = FONT
    document.add_heading(title, level=0)
    for line in lines:
        document.add_paragraph(line)
    for part in parts:
        tag = part.get("tag")
        document.add_heading(f"{part['title']}: {tag['text']}" if tag else part["title"], level=1)
        for row in part["rows"]:
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{row['key']} ").bold = True
            paragraph.add_run(row["value"])
    out = BytesIO()
    document.save(out)
    return out.getvalue()
