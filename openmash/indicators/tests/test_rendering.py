"""What is printed: the same words and numbers on the page, in PDF, in Word and as data; safe and readable for all."""

import json
import re
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import pytest

from openmash.indicators.rendering import Format, render
from openmash.indicators.rendering.contents import contents
from openmash.indicators.rendering.drawing import PAGE_FONT, draw, tidy
from openmash.indicators.rendering.sparklines import sparkline
from openmash.indicators.rendering.specs import RAMP, WHITE_ON
from openmash.indicators.rules.controlcharts import Rebase, xmr_chart
from openmash.indicators.rules.pictures import BarChart, StackedChart
from openmash.indicators.rules.reports import Section
from openmash.indicators.rules.tables import CrossTable
from openmash.indicators.tests.samples import by_level, by_locality, by_source, months, run_chart, sample

HOSTILE = 'O\'Néill & Söhne <script>alert("1")</script> #panic("x") {{ 7|add:1 }} \u202eevil \x0b😀 $x$ *b*'
SVG = "{http://www.w3.org/2000/svg}"

CHARTS = [
    pytest.param(BarChart(title="By locality", table=by_locality()), id="shares"),
    pytest.param(BarChart(title="By source", table=by_source()), id="counts"),
    pytest.param(StackedChart(title="Level", table=by_level()), id="stacked"),
    pytest.param(run_chart(), id="control-chart"),
]


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_obeys_a_strict_content_security_policy(chart) -> None:
    svg = draw(chart, name="one").svg

    assert "style" not in svg
    assert not re.search(r"\son\w+=|<script|<foreignObject|href=|url\(", svg)


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_has_a_name_and_says_what_it_shows(chart) -> None:
    root = ElementTree.fromstring(draw(chart, name="one").svg)

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == root.find(f"{SVG}title").get("id") == "one-title"
    assert root.get("aria-describedby") == root.find(f"{SVG}desc").get("id") == "one-description"
    assert root.find(f"{SVG}title").text == chart.title
    assert root.find(f"{SVG}desc").text == chart.description


@pytest.mark.parametrize("chart", CHARTS)
def test_two_charts_on_a_page_share_no_id(chart) -> None:
    ids = [set(re.findall(r'\bid="([^"]+)"', draw(chart, name=name).svg)) for name in ("one", "two")]

    assert ids[0]
    assert not ids[0] & ids[1]


@pytest.mark.parametrize("chart", CHARTS)
def test_every_number_of_a_chart_is_in_its_table(chart) -> None:
    if isinstance(chart, BarChart | StackedChart) and isinstance(chart.table, CrossTable):
        chart = replace(chart, table=replace(chart.table, same_as=""))
    report = replace(sample(), sections=(Section(title="One", charts=(chart,)),))

    block = contents(report, font=PAGE_FONT).sections[0].blocks[0]

    assert block.drawing
    assert block.grid.rows


def test_styles_become_attributes() -> None:
    svg = tidy(
        '<svg xmlns="http://www.w3.org/2000/svg"><g clip-path="url(#a)" style="opacity: 0.5; fill:red"><text>1</text></g>'
        '<clipPath id="a"><rect width="1"/></clipPath></svg>',
        name="x", title="T", description="D",
    )  # fmt: skip

    assert "style=" not in svg
    assert 'opacity="0.5"' in svg
    assert 'clip-path="url(#x-a)"' in svg
    assert 'id="x-a"' in svg


def test_limits_drawn_anew_are_marked_with_their_reason() -> None:
    points = months([100] * 26)
    again = Rebase(points[13].at, "The team moved.")
    chart = replace(run_chart(), chart=xmr_chart(points, rebases=[again], floor=0, ceiling=100))

    assert "new limits" in draw(chart, name="one").svg
    assert "New limits from June 2025: The team moved." in chart.grid.notes[0]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("place", "colour"), list(enumerate(RAMP)))
def test_the_number_inside_a_piece_of_a_bar_can_be_read(place: int, colour: str) -> None:
    ink = 1.0 if place < WHITE_ON else luminance("#0b0c0c")
    lighter, darker = sorted([ink, luminance(colour)], reverse=True)

    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_page_is_whole_and_fetches_nothing() -> None:
    page = render(sample(), Format.HTML).decode()

    assert not re.search(r"<script|<link|<img|<iframe|@import|src=|\son\w+=", page)
    # The only addresses are the names of the drawing language.
    assert set(re.findall(r"https?://[^\"' <]+", page)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert page.count("<h1") == 1
    assert '<html lang="en-GB">' in page


def test_every_table_on_the_page_has_a_caption_and_headings() -> None:
    page = render(sample(), Format.HTML).decode()

    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    assert len(tables) == 4
    for table in tables:
        assert "<caption" in table
        assert 'scope="col"' in table
        assert 'scope="row"' in table


@pytest.mark.parametrize("form", list(Format))
def test_every_format_says_the_same(form: Format) -> None:
    report = sample()

    words = text_of(report, form)

    for sentence in ("491 contacts", "426 of 491 decided in time, 87%", "62% checked (n not given)"):
        assert sentence in words
    assert "6 of 8 answered within one working day; too few for a percentage" in words
    assert "A decision before its due time." in words
    assert "Contacts up to 2 July 2026 at 09:30." in words


@pytest.mark.parametrize("form", list(Format))
def test_what_is_hidden_is_nowhere_in_the_published_file(form: Format) -> None:
    words = text_of(sample().published_version(), form)

    assert "c of 52" in words
    assert "49 of 52" not in words
    assert "6 of 8" not in words
    assert "c of 8 answered within one working day; too small to publish" in words


@pytest.mark.parametrize("form", list(Format))
def test_hostile_words_are_printed_as_words(form: Format) -> None:
    report = sample(title=HOSTILE, words=HOSTILE)

    words = text_of(report, form)

    assert "Néill & Söhne" in words
    assert '<script>alert("1")</script> #panic("x") {{ 7|add:1 }}' in words


def test_hostile_words_do_not_become_markup_on_the_page() -> None:
    page = render(sample(title=HOSTILE, words=HOSTILE), Format.HTML).decode()

    assert "<script" not in page


def text_of(report, form: Format) -> str:
    """Return the words that a reader of the printed report meets."""
    printed = render(report, form)
    if form is Format.JSON:
        data = json.loads(printed)
        sentences = [one["sentence"] for one in data["figures"]]
        words = [one["words"] for one in data["definitions"]]
        return "\n".join([data["title"], *sentences, *words, *data["freshness"]])
    if form is Format.HTML:
        from html import unescape

        return unescape(re.sub(r"<(?!!)/?[a-z][^>]*>", " ", printed.decode()))
    if form is Format.DOCX:
        document = docx.Document(BytesIO(printed))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(line.text for line in document.paragraphs), *cells, descriptions(document)])
    return pdf_text(report)


def descriptions(document) -> str:
    return "\n".join(shape._inline.docPr.get("descr", "") for shape in document.inline_shapes)


def pdf_text(report) -> str:
    """Return what goes into the PDF: its typesetter is asked to set exactly this, and setting it must not fail."""
    from openmash.indicators.rendering.pdf import _plain

    assert render(report, Format.PDF).startswith(b"%PDF-1.7")

    def words(value: object) -> list[str]:
        if isinstance(value, dict):
            return [word for one in value.values() for word in words(one)]
        if isinstance(value, list | tuple):
            return [word for one in value for word in words(one)]
        return [value] if isinstance(value, str) else []

    return "\n".join(words(_plain(contents(report, font="Atkinson Hyperlegible"))))


def test_the_pdf_is_tagged_and_names_its_language() -> None:
    printed = render(sample(), Format.PDF)

    assert b"/MarkInfo" in printed
    assert b"/Marked true" in printed
    assert b"/Lang" in printed
    assert b"pdfuaid" in printed


def test_the_same_report_gives_the_same_pdf() -> None:
    assert render(sample(), Format.PDF) == render(sample(), Format.PDF)


def test_the_word_document_has_headings_header_rows_and_described_pictures() -> None:
    document = docx.Document(BytesIO(render(sample(), Format.DOCX)))

    styles = [line.style.name for line in document.paragraphs if line.style.name.startswith(("Title", "Heading"))]
    assert styles[:3] == ["Title", "Heading 1", "Heading 2"]
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in document.tables)
    assert len(document.inline_shapes) == 4
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)


def test_the_word_document_holds_no_macro_and_no_outside_link() -> None:
    with ZipFile(BytesIO(render(sample(), Format.DOCX))) as parts:
        names = parts.namelist()
        links = "".join(parts.read(name).decode() for name in names if name.endswith(".rels"))

    assert not [name for name in names if "vba" in name.lower()]
    assert 'TargetMode="External"' not in links


def test_an_empty_report_prints_in_every_format() -> None:
    empty = replace(sample(), sections=(), definitions=(), freshness=())

    assert all(render(empty, form) for form in Format)


def test_a_sparkline_needs_three_values() -> None:
    assert sparkline([1, 2], label="Two") == ""
    assert sparkline([1, None, 2], label="Two") == ""


def test_a_sparkline_is_named_and_breaks_where_a_value_is_unknown() -> None:
    line = sparkline([1, 2, None, 3, 2], label="Contacts <by> month")

    root = ElementTree.fromstring(line)
    assert root.get("aria-label") == "Contacts <by> month"
    assert root[0].get("d").count("M") == 2
    assert "style" not in line


def test_a_sparkline_of_one_value_is_flat() -> None:
    root = ElementTree.fromstring(sparkline([5, 5, 5], label="Even"))

    assert root[0].get("d") == "M4.0 24.0L60.0 24.0L116.0 24.0"
