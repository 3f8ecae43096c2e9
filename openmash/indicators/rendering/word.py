"""Print a report as a Word document with real headings, header rows and described pictures."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from openmash.indicators.rendering.cleaning import clean
from openmash.indicators.rendering.contents import Block, FigureText, contents
from openmash.indicators.rendering.drawing import DOCUMENT_FONT, as_png
from openmash.indicators.rules.reports import Report
from openmash.indicators.rules.tables import Grid

if TYPE_CHECKING:
    from docx.document import Document

# A font that every office program has: the document is there to be worked on.
WORD_FONT = "Arial"
PAGE_WIDTH_IN_CM = 16.6
GREY = "505A5F"
BLUE = "12436D"


def render_docx(report: Report) -> bytes:
    """Return the report as a Word document."""
    import docx

    printed = contents(report, font=DOCUMENT_FONT)
    document = docx.Document()
    _set_up(document, report)
    document.add_heading(printed.title, level=0)
    _words(document, f"{printed.area}, {printed.period}")
    _words(document, f"Made on {printed.made}.", small=True)
    for words in (printed.intro, printed.notice, printed.caution):
        _words(document, words)
    for section in printed.sections:
        document.add_heading(section.title, level=1)
        _words(document, section.text)
        for figure in section.figures:
            _figure(document, figure)
        for block in section.blocks:
            _block(document, block)
        for note in section.notes:
            _words(document, note, small=True)
    if printed.definitions:
        document.add_heading("How it is counted", level=1)
    for title, words in printed.definitions:
        document.add_heading(title, level=2)
        _words(document, words)
    if printed.freshness:
        document.add_heading("How fresh it is", level=1)
    for line in printed.freshness:
        document.add_paragraph(line, style="List Bullet")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: "Document", report: Report) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    about = document.core_properties
    about.title, about.author = clean(f"{report.title}, {report.area}, {report.period.words}"), clean(report.area)
    about.language, about.comments = "en-GB", ""
    about.created = about.modified = report.generated_at
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin = page.bottom_margin = Cm(2.2)
    sizes = {"Normal": 11, "Title": 25, "Heading 1": 17, "Heading 2": 12.5, "List Bullet": 11}
    for name, size in sizes.items():
        style: Any = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string("0B0C0C")
        _set_font(style)
    small: Any = document.styles.add_style("Small print", WD_STYLE_TYPE.PARAGRAPH)
    small.base_style = document.styles["Normal"]
    small.paragraph_format.space_before = Pt(4)
    small.font.size, small.font.color.rgb = Pt(9.5), RGBColor.from_string(GREY)
    sentence: Any = document.styles.add_style("Figure", WD_STYLE_TYPE.PARAGRAPH)
    sentence.base_style = document.styles["Normal"]
    sentence.font.size, sentence.font.bold, sentence.font.color.rgb = Pt(15), True, RGBColor.from_string(BLUE)
    sentence.paragraph_format.space_after, sentence.paragraph_format.keep_with_next = Pt(2), True
    _number_pages(page, clean(f"{report.title}, {report.area}, {report.period.words}"))


def _set_font(style: Any) -> None:
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in [one for one in fonts.attrib if one.endswith("Theme")]:
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), WORD_FONT)


def _number_pages(page: Any, words: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    line = page.footer.paragraphs[0]
    line.style = "Small print"
    line.add_run(f"{words}. Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)


def _words(document: "Document", words: str, *, small: bool = False, bold: bool = False) -> None:
    if not words:
        return
    line = document.add_paragraph(style="Small print" if small else None)
    line.add_run(words).bold = bold or None
    line.paragraph_format.keep_with_next = bold


def _figure(document: "Document", figure: FigureText) -> None:
    document.add_heading(figure.title, level=2)
    document.add_paragraph(figure.sentence, style="Figure")
    _words(document, f"{figure.counts} {figure.note}".strip(), small=True)


def _block(document: "Document", block: Block) -> None:
    if block.heading:
        document.add_heading(block.heading, level=2)
    _words(document, block.says, bold=True)
    if block.drawing:
        _picture(document, block)
    _table(document, block.grid, title=block.table_title)


def _picture(document: "Document", block: Block) -> None:
    from docx.shared import Cm

    assert block.drawing
    picture = document.add_picture(BytesIO(as_png(block.drawing.svg)), width=Cm(15.5))
    about = picture._inline.docPr
    about.set("title", block.drawing.title)
    about.set("descr", block.drawing.description)


def _table(document: "Document", grid: Grid, *, title: str) -> None:
    if grid.rows:
        _words(document, title, bold=True)
        table = document.add_table(rows=0, cols=len(grid.headings))
        _mark_headings(table, grid)
        widths = _widths(grid)
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for place, row in enumerate([grid.headings, *grid.rows]):
            added = table.add_row()
            _keep_whole(added, repeated=place == 0)
            strong = place == 0 or (grid.last_row_is_total and place == len(grid.rows))
            for column, (cell, text) in enumerate(zip(added.cells, row, strict=True)):
                cell.width = widths[column]
                _fill(cell, text, strong=strong, right=column > 0)
    for note in grid.notes:
        _words(document, note, small=True)


def _fill(cell: Any, text: str, *, strong: bool, right: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    line = cell.paragraphs[0]
    run = line.add_run(text)
    run.bold, run.font.size = strong or None, Pt(9.5)
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)
    if right:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _widths(grid: Grid) -> list[Any]:
    """Return the columns' widths: as wide as their longest words need, within the page."""
    from docx.shared import Cm

    longest = [max(len(row[column]) for row in (grid.headings, *grid.rows)) for column in range(len(grid.headings))]
    needed = [0.2 * length + 0.7 for length in longest]
    narrowed = min(1.0, PAGE_WIDTH_IN_CM / sum(needed))
    return [Cm(one * narrowed) for one in needed]


def _mark_headings(table: Any, grid: Grid) -> None:
    """Say in the table's properties which row and column are headings and what the table is, and draw its lines."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        properties.append(look)
    for name, value in {"firstRow": "1", "firstColumn": "1", "noHBand": "1", "noVBand": "1", "val": "06A0"}.items():
        look.set(qn(f"w:{name}"), value)
    lines = OxmlElement("w:tblBorders")
    for edge in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{edge}")
        for name, value in {"val": "single", "sz": "4", "space": "0", "color": "B1B4B6"}.items():
            line.set(qn(f"w:{name}"), value)
        lines.append(line)
    look.addprevious(lines)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), grid.title)
    properties.append(caption)


def _keep_whole(row: Any, *, repeated: bool) -> None:
    """Keep a row on one page; the heading row stands on every page that the table reaches."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for name in ("cantSplit", "tblHeader") if repeated else ("cantSplit",):
        mark = OxmlElement(f"w:{name}")
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)
