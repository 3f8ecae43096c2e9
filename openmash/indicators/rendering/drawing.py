"""Draw a chart as SVG that stands in a page under a strict content-security policy, or in a document."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from openmash.indicators.rendering.cleaning import clean, clean_all
from openmash.indicators.rendering.funnels import funnel_spec
from openmash.indicators.rendering.specs import bar_spec, run_spec, stacked_spec
from openmash.indicators.rules.pictures import AnyChart, BarChart, FunnelChart, StackedChart

SVG = "http://www.w3.org/2000/svg"
FONTS = Path(__file__).parent / "fonts"
# On a page the reader's own fonts; in a document the font that travels with it.
PAGE_FONT = "Arial, Helvetica, sans-serif"
DOCUMENT_FONT = "Atkinson Hyperlegible"
# Attributes that only the drawing library reads, or that would make screen readers walk through every line.
IDLE = frozenset({"class", "role", "pointer-events", "version", "aria-hidden", "aria-label", "aria-roledescription"})


@dataclass(frozen=True)
class Drawing:
    """A drawn chart: the SVG, and the words that stand for it."""

    svg: str
    title: str
    description: str


def draw(chart: AnyChart, *, name: str, font: str = PAGE_FONT) -> Drawing:
    """Return the chart drawn; `name` sets its ids apart from those of other charts on the page."""
    spec = clean_all(_spec(chart, font))
    svg = tidy(
        _renderer().vegalite_to_svg(spec), name=name, title=clean(chart.title), description=clean(chart.description)
    )
    return Drawing(svg, clean(chart.title), clean(chart.description))


def _spec(chart: AnyChart, font: str) -> dict[str, Any]:
    if isinstance(chart, BarChart):
        return bar_spec(chart, font)
    if isinstance(chart, FunnelChart):
        return funnel_spec(chart, font)
    return stacked_spec(chart, font) if isinstance(chart, StackedChart) else run_spec(chart, font)


@cache
def _renderer() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def warm() -> None:
    """Draw one empty chart, so that the first reader does not wait for the drawing engine to start."""
    _renderer().vegalite_to_svg({"data": {"values": []}, "mark": "point"})


def tidy(svg: str, *, name: str, title: str, description: str) -> str:
    """Return the SVG as one picture with a name and a description, free of styles and with ids of its own."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)  # noqa: S314 - drawn here, a moment ago
    for element in root.iter():
        for attribute in [one for one in element.attrib if one in IDLE or one.startswith("data-")]:
            del element.attrib[attribute]
        _styles_to_attributes(element)
        for attribute, value in element.attrib.items():
            element.set(attribute, re.sub(r"url\(#", f"url(#{name}-", value))
        if "id" in element.attrib:
            element.set("id", f"{name}-{element.get('id')}")
    _drop_empty(root)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title")
    root.set("aria-describedby", f"{name}-description")
    for place, (tag, words) in enumerate([("title", title), ("desc", description)]):
        element = ElementTree.Element(
            f"{{{SVG}}}{tag}", {"id": f"{name}-{'title' if tag == 'title' else 'description'}"}
        )
        element.text = words
        root.insert(place, element)
    return ElementTree.tostring(root, encoding="unicode")


def _styles_to_attributes(element: ElementTree.Element) -> None:
    """Turn a style into the attributes it stands for: the policy lets no inline style through."""
    for rule in element.attrib.pop("style", "").split(";"):
        name, colon, value = rule.partition(":")
        if colon:
            element.set(name.strip(), value.strip())


def _drop_empty(element: ElementTree.Element) -> None:
    """Leave out groups and paths that draw nothing."""
    for child in list(element):
        _drop_empty(child)
        hidden = child.get("display") == "none" or child.get("d") in ("", "M0,0h0v0h0Z")
        unpainted = child.tag.endswith("path") and child.get("fill") is None and child.get("stroke") is None
        if hidden or unpainted or (child.tag.endswith("}g") and len(child) == 0):
            element.remove(child)


def as_png(svg: str, *, scale: float = 2) -> bytes:
    """Return the drawing as a picture of points, for documents that cannot hold SVG."""
    return bytes(_renderer().svg_to_png(svg, scale=scale))
