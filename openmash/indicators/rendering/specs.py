"""How each kind of chart is drawn, in Vega-Lite's words.

Colours come from the Government Analysis Function's guidance and keep 3:1 against white. Nothing is told by colour
alone: bars carry their numbers, signals have shapes, pieces of a bar go from dark to light with their number inside.
"""

from typing import Any

from openmash.indicators.rules.controlcharts import Limits, Mark, Signal
from openmash.indicators.rules.pictures import BarChart, RunChart, StackedChart

BLUE = "#12436d"
INK = "#0b0c0c"
GREY = "#505a5f"
LINE = "#b1b4b6"
SIGNAL = "#801650"
# From dark to light; the number inside is white on the dark ones and black on the light ones.
RAMP = ("#12436d", "#2073bc", "#6bacee", "#b5d5f3", "#dcebf9", "#f3f2f1")
WHITE_ON = 2

WIDTH = 560
BAR = 22
STEP = 34

SHAPES = {
    "none": "circle",
    Signal.OUTSIDE: "triangle-up",
    Signal.TREND: "square",
    Signal.TWO_OF_THREE: "cross",
    Signal.SHIFT: "diamond",
}
SIGNAL_WORDS = {
    Signal.OUTSIDE: "outside the limits",
    Signal.TREND: "7 or more rising or falling",
    Signal.TWO_OF_THREE: "2 of 3 near a limit",
    Signal.SHIFT: "7 or more on one side",
}

Spec = dict[str, Any]


def base(font: str) -> Spec:
    """Return what all charts share."""
    words = {"labelFont": font, "titleFont": font, "labelFontSize": 14, "titleFontSize": 14, "labelColor": INK}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "background": None,
        "padding": 4,
        "config": {
            "font": font,
            "view": {"stroke": None},
            "axis": words | {"titleColor": INK, "titleFontWeight": "normal", "gridColor": "#e5e6e7", "tickColor": LINE,
                             "domainColor": LINE, "labelLimit": 260},
            "legend": words | {"titleFontWeight": "normal", "symbolSize": 160, "labelLimit": 300},
            "text": {"font": font, "fontSize": 14, "color": INK},
        },
    }  # fmt: skip


def bar_spec(chart: BarChart, font: str) -> Spec:
    """Return horizontal bars, each with its number; shares with their interval as a line."""
    values: list[Spec] = [
        {
            "label": bar.label,
            "value": bar.value,
            "low": bar.low,
            "high": bar.high,
            "text": bar.text,
            "end": max(bar.high or 0, bar.value or 0),
            "ink": INK if bar.value is not None else GREY,
        }
        for bar in chart.bars
    ]
    most = 100 if chart.is_share else max([value["end"] for value in values], default=0) or 1
    labels = [bar.label for bar in chart.bars]
    y = {"field": "label", "type": "nominal", "sort": None, "title": None, "scale": {"domain": labels},
         "axis": {"domain": False, "ticks": False, "labelPadding": 8}}  # fmt: skip
    axis = {
        "tickCount": 5,
        "domain": False,
        "ticks": False,
        "labelExpr": "datum.label + '%'" if chart.is_share else "datum.label",
    }
    x = {"field": "value", "type": "quantitative", "title": None, "scale": {"domain": [0, most]}, "axis": axis}
    layers: list[Spec] = [{"mark": {"type": "bar", "color": BLUE, "height": BAR}, "encoding": {"y": y, "x": x}}]
    if chart.is_share:
        layers += [
            {
                "transform": [{"filter": "isValid(datum.low)"}],
                "mark": {"type": "rule", "color": colour, "strokeWidth": width},
                "encoding": {"y": y, "x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}},
            }
            for colour, width in (("white", 5), (INK, 2))
        ]
    layers.append(
        {
            "mark": {"type": "text", "align": "left", "dx": 8, "baseline": "middle"},
            "encoding": {
                "y": y,
                "x": {"field": "end", "type": "quantitative"},
                "text": {"field": "text", "type": "nominal"},
                "color": {"field": "ink", "type": "nominal", "scale": None},
            },
        }
    )
    return base(font) | {"height": {"step": STEP}, "data": {"values": values}, "layer": layers, "width": WIDTH - 80}


def stacked_spec(chart: StackedChart, font: str) -> Spec:
    """Return one bar a row, divided among all categories in their order."""
    categories = list(chart.table.columns)
    rows = [row for row, _ in chart.rows]
    pieces = _pieces(chart)
    why = [{"row": row, "why": words, "start": 0} for row, words in chart.rows if words]
    y = {"field": "row", "type": "nominal", "sort": None, "title": None, "scale": {"domain": rows},
         "axis": {"domain": False, "ticks": False, "labelPadding": 8}}  # fmt: skip
    axis = {"values": [0, 25, 50, 75, 100], "domain": False, "ticks": False, "labelExpr": "datum.label + '%'"}
    x = {"field": "start", "type": "quantitative", "title": None, "scale": {"domain": [0, 100]}, "axis": axis}
    colours = {
        "field": "category",
        "type": "nominal",
        "sort": None,
        "scale": {"domain": categories, "range": list(RAMP[: len(categories)])},
        "legend": {"orient": "top", "title": None, "symbolType": "square", "symbolStrokeColor": INK, "columns": 2},
    }
    layers: list[Spec] = [
        {
            "data": {"values": pieces},
            "mark": {"type": "bar", "height": BAR + 2, "stroke": INK, "strokeWidth": 0.75},
            "encoding": {"y": y, "x": x, "x2": {"field": "end"}, "color": colours},
        },
        {
            "data": {"values": pieces},
            "mark": {"type": "text", "baseline": "middle"},
            "encoding": {
                "y": y,
                "x": {"field": "middle", "type": "quantitative"},
                "text": {"field": "text", "type": "nominal"},
                "color": {"field": "ink", "type": "nominal", "scale": None},
            },
        },
        {
            "data": {"values": why},
            "mark": {"type": "text", "align": "left", "dx": 4, "baseline": "middle", "color": GREY},
            "encoding": {"y": y, "x": x, "text": {"field": "why", "type": "nominal"}},
        },
    ]
    return base(font) | {"height": {"step": STEP + 2}, "layer": layers}


def _pieces(chart: StackedChart) -> list[Spec]:
    """Return the pieces of the bars; a piece too narrow for its number stands without it (the table has it)."""
    categories = list(chart.table.columns)
    return [
        {
            "row": piece.row,
            "category": piece.category,
            "start": piece.start,
            "end": piece.end,
            "middle": (piece.start + piece.end) / 2,
            "text": piece.text if piece.end - piece.start >= 1.6 * len(piece.text) + 1 else "",
            "ink": "white" if categories.index(piece.category) < WHITE_ON else INK,
        }
        for piece in chart.segments
    ]


def run_spec(chart: RunChart, font: str) -> Spec:
    """Return a control chart: the series, its average, its limits, and a shape for every special cause."""
    marks = chart.chart.marks
    stretch_of = [number for number, size in enumerate(chart.chart.stretches) for _ in range(size)]
    values = [
        _point(mark, chart.chart.drawn(mark.limits), stretch) for mark, stretch in zip(marks, stretch_of, strict=True)
    ]
    suffix = "%" if chart.unit == "%" else ""
    # A chart of a few months has a tick a month, a long one about ten.
    every = max(1, round(len(marks) / 9))
    ticks = [mark.point.at.isoformat() for mark in marks[::every]]
    x = {
        "field": "at",
        "type": "temporal",
        "title": None,
        "scale": {"type": "utc", "padding": 14},
        "axis": {"grid": False, "format": "%b %Y", "formatType": "utc", "values": ticks, "labelAngle": 0,
                 "labelFlush": False,
                 "labelExpr": "[utcFormat(datum.value, '%b'), utcFormat(datum.value, '%Y')]"},
    }  # fmt: skip
    y = {
        "field": "value",
        "type": "quantitative",
        "title": None if suffix else chart.unit[:1].upper() + chart.unit[1:],
        "scale": {"zero": False, "nice": True},
        "axis": {"tickCount": 5, "domain": False, "ticks": False, "labelExpr": f"datum.label + '{suffix}'"},
    }
    colours = {"condition": {"test": "datum.kind == 'none'", "value": BLUE}, "value": SIGNAL}
    present = [kind for kind in Signal if any(mark.signal is kind for mark in marks)]
    words = " : ".join(f"datum.value == '{kind}' ? '{SIGNAL_WORDS[kind]}'" for kind in present) + " : ''"
    legend = {"orient": "bottom", "title": None, "values": present, "labelExpr": words, "direction": "horizontal",
              "symbolFillColor": SIGNAL, "symbolStrokeColor": SIGNAL, "columns": 2}  # fmt: skip
    shapes = {"field": "kind", "type": "nominal", "legend": legend if present else None,
              "scale": {"domain": list(SHAPES), "range": list(SHAPES.values())}}  # fmt: skip
    sizes = {"condition": {"test": "datum.kind == 'none'", "value": 45}, "value": 130}
    layers: list[Spec] = [
        *(_limit(field, dash, x, y) for field, dash in (("lower", [6, 4]), ("upper", [6, 4]), ("mean", [1, 0]))),
        {"mark": {"type": "line", "color": BLUE, "strokeWidth": 2}, "encoding": {"x": x, "y": y}},
        {
            "mark": {"type": "point", "filled": True, "opacity": 1, "stroke": "white", "strokeWidth": 1},
            "encoding": {"x": x, "y": y, "shape": shapes, "color": colours, "size": sizes},
        },
        *_end_labels(chart, values, x, suffix),
        *_rebase_lines(chart, x),
    ]
    return base(font) | {"height": 240, "data": {"values": values}, "layer": layers, "width": WIDTH - 60}


def _point(mark: Mark, limits: Limits, stretch: int) -> Spec:
    return {
        "at": mark.point.at.isoformat(),
        "value": mark.point.value,
        "mean": limits.mean,
        "lower": limits.lower,
        "upper": limits.upper,
        "kind": mark.signal.value if mark.signal else "none",
        "stretch": stretch,
    }


def _limit(field: str, dash: list[int], x: Spec, y: Spec) -> Spec:
    mark = {"type": "line", "color": GREY, "strokeWidth": 1.5, "strokeDash": dash, "interpolate": "step"}
    stretch = {"field": "stretch", "type": "nominal"}
    return {"mark": mark, "encoding": {"x": x, "y": y | {"field": field}, "detail": stretch}}


def _end_labels(chart: RunChart, values: list[Spec], x: Spec, suffix: str) -> list[Spec]:
    """Name the lines where they end, instead of in a legend; a limit that meets the average needs no name."""
    if not values:
        return []
    last = values[-1]
    names = {"mean": "average", "upper": "upper limit", "lower": "lower limit"}
    spread = max(value["upper"] for value in values) - min(value["lower"] for value in values)
    shown = [
        {"at": last["at"], "value": last[field], "text": f"{name} {last[field]:,.0f}{suffix}"}
        for field, name in names.items()
        if field == "mean" or abs(last[field] - last["mean"]) > 0.07 * spread
    ]
    mark = {"type": "text", "align": "left", "dx": 12, "baseline": "middle", "color": GREY, "fontSize": 13}
    y = {"field": "value", "type": "quantitative"}
    return [{"data": {"values": shown}, "mark": mark, "encoding": {"x": x, "y": y, "text": {"field": "text"}}}]


def _rebase_lines(chart: RunChart, x: Spec) -> list[Spec]:
    if not chart.chart.rebases:
        return []
    values = [{"at": one.at.isoformat(), "text": "new limits"} for one in chart.chart.rebases]
    data = {"values": values}
    text = {"type": "text", "align": "left", "dx": 4, "baseline": "top", "color": GREY, "fontSize": 13}
    return [
        {"data": data, "mark": {"type": "rule", "color": GREY, "strokeDash": [2, 3]}, "encoding": {"x": x}},
        {"data": data, "mark": text, "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "text"}}},
    ]
