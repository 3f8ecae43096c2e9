"""How a funnel plot is drawn: places by their number of cases, a standard, and the limits that narrow as cases grow."""

from openmash.indicators.rendering.specs import BLUE, GREY, INK, WIDTH, Spec, base
from openmash.indicators.rules.funnel import FAR, NEAR, limits
from openmash.indicators.rules.pictures import FunnelChart

STEPS = 40


def funnel_spec(chart: FunnelChart, font: str) -> Spec:
    """Return the funnel: dots with their names, the standard as a line, two pairs of limits."""
    places = [
        {"n": one.denominator, "percent": one.percent, "name": one.name, "odd": one.position != "within the limits"}
        for one in chart.places
    ]
    most = max((one.denominator for one in chart.places), default=1) * 1.15
    first = max(1.0, most / STEPS / 2)
    sizes = [first + (most - first) * step / STEPS for step in range(STEPS + 1)]
    lines = [
        {"n": size, "percent": bound, "line": f"{which}{side}", "dash": which}
        for which, z in (("95%", NEAR), ("99.8%", FAR))
        for size in sizes
        for side, bound in enumerate(limits(size, chart.standard, chart.spread, z))
    ]
    x = {"field": "n", "type": "quantitative", "title": "Number of cases", "scale": {"domain": [0, most]},
         "axis": {"tickCount": 5, "grid": False}}  # fmt: skip
    y = {"field": "percent", "type": "quantitative", "title": None, "scale": {"zero": False},
         "axis": {"tickCount": 5, "domain": False, "ticks": False, "labelExpr": "datum.label + '%'"}}  # fmt: skip
    dashes = {"field": "dash", "type": "nominal", "scale": {"domain": ["95%", "99.8%"], "range": [[6, 4], [1, 0]]},
              "legend": {"orient": "bottom", "title": None, "labelExpr": "datum.label + ' of chance lies within'"}}  # fmt: skip
    standard = [{"percent": 100 * chart.standard, "n": most, "name": chart.standard_words}]
    layers: list[Spec] = [
        {
            "data": {"values": lines},
            "mark": {"type": "line", "color": GREY, "strokeWidth": 1.5},
            "encoding": {"x": x, "y": y, "detail": {"field": "line"}, "strokeDash": dashes},
        },
        {"data": {"values": standard}, "mark": {"type": "rule", "color": INK}, "encoding": {"y": y}},
        {
            "data": {"values": standard},
            "mark": {"type": "text", "align": "right", "dy": -8, "color": INK, "fontSize": 13},
            "encoding": {"x": x, "y": y, "text": {"field": "name"}},
        },
        {
            "data": {"values": places},
            "mark": {"type": "point", "filled": True, "size": 90, "color": BLUE, "opacity": 1},
            "encoding": {"x": x, "y": y, "shape": {"field": "odd", "type": "nominal", "legend": None,
                         "scale": {"domain": [False, True], "range": ["circle", "triangle-up"]}}},
        },
        {
            "data": {"values": places},
            "mark": {"type": "text", "align": "left", "dx": 9, "dy": -6, "fontSize": 13},
            "encoding": {"x": x, "y": y, "text": {"field": "name"}},
        },
    ]  # fmt: skip
    return base(font) | {"height": 260, "layer": layers, "width": WIDTH - 40}
