"""Commands for figures: the front-door report, and any measure."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from openmash.base.commandline import CannotDo, Options, Result, command, day

REPORTS = ("front-door",)
FORMATS = ("html", "pdf", "docx", "json")
BREAKDOWNS = ("locality", "agency", "month", "agency_kind")


def _days(parser: ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--from", dest="start", type=day, required=required, metavar="D", help="first day, YYYY-MM-DD")
    parser.add_argument("--to", dest="end", type=day, required=required, metavar="D", help="last day, included")


def _report_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", choices=REPORTS, help=", ".join(REPORTS))
    _days(parser, required=True)
    parser.add_argument("--locality", default="", metavar="NAME", help="one locality only, for example North")
    parser.add_argument("--format", choices=FORMATS, default="html")
    parser.add_argument("--out", type=Path, required=True, metavar="PATH")


def _period(start: Any, end: Any) -> Any:
    from openmash.indicators.rules.periods import period_asked

    try:
        return period_asked(start, end)
    except ValueError as problem:
        raise CannotDo(str(problem), **{"from": str(start), "to": str(end)}) from None


@command("report", help="Write a report for a period, as a page, PDF, Word or data.", arguments=_report_arguments)
def report(options: Options) -> Result:
    from openmash.base import clock
    from openmash.indicators import queries
    from openmash.indicators.rendering import Format, render
    from openmash.indicators.rules.figures import figures_as_data

    period = _period(options.start, options.end)
    try:
        made = queries.front_door_report(period, locality=options.locality, now=clock.now())
    except LookupError as problem:
        raise CannotDo(str(problem.args[0]), locality=options.locality) from None
    try:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_bytes(render(made, Format(options.format)))
    except OSError as problem:
        raise CannotDo(f"{options.out} cannot be written: {problem.strerror}.", out=str(options.out)) from None
    return {"report": options.name, "out": str(options.out), "figures": figures_as_data(made.figures)}


@command("measures list", help="List every measure and what it means.")
def measures_list(options: Options) -> Result:
    from openmash.base import clock
    from openmash.base.actors import Actor
    from openmash.base.transactions import request_transaction
    from openmash.indicators import queries

    with request_transaction(Actor.machine("command-line")):
        rows = queries.measures_in_force(clock.now())
    return {
        "measures": [
            {"measure": row.code, "title": row.title, "words": row.words, "unit": str(row.unit), "by": list(row.by)}
            for row in rows
        ]
    }


def _show_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    _days(parser, required=False)
    parser.add_argument("--by", choices=BREAKDOWNS, default="")


@command(
    "measures show", help="Show one measure over a period (the last 12 months unless given).", arguments=_show_arguments
)
def measures_show(options: Options) -> Result:
    from openmash.base import clock
    from openmash.indicators import queries
    from openmash.indicators.rules.figures import figures_as_data
    from openmash.indicators.rules.periods import add_months

    now = clock.now()
    today = clock.london_day(now)
    period = _period(options.start or add_months(today, -12), options.end or today)
    try:
        figures = queries.measure_figures(options.name, period, by=options.by, now=now)
    except LookupError as problem:
        raise CannotDo(str(problem.args[0]), measure=options.name) from None
    return {"measure": options.name, "figures": figures_as_data(figures)}
