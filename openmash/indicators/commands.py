"""Commands for figures: the reports, and any measure."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from openmash.base.commandline import CannotDo, Options, Result, command, day

REPORTS = ("front-door", "audit")
FORMATS = ("html", "pdf", "docx", "json")
BREAKDOWNS = ("locality", "agency", "month", "team", "agency_kind", "branch")


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
    makers = {"front-door": queries.front_door_report, "audit": queries.audit_report}
    try:
        if options.name == "front-door":
            queries.data_now(clock.now(), fresh=True)
        made = makers[options.name](period, locality=options.locality, now=clock.now())
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
            {
                "measure": row.code,
                "title": row.title,
                "words": row.words,
                "unit": str(row.unit),
                "by": list(row.by),
                "theme": str(row.theme),
                "population": row.population,
                "numerator": row.numerator,
                "target": row.target,
                "defined_by": str(row.defined_by),
                "owner": row.owner,
                "data": row.data,
                "lacking": row.lacking,
            }
            for row in rows
        ]
    }


def _show_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    _days(parser, required=False)
    parser.add_argument("--by", choices=BREAKDOWNS, default="")
    parser.add_argument(
        "--as-of", type=day, default=None, metavar="D", help="as it was known at the end of that day, YYYY-MM-DD"
    )


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
    as_of = _end_of(options.as_of, now)
    try:
        held = queries.data_now(now, fresh=True)
        figures = queries.measure_figures(options.name, period, by=options.by, as_of=as_of, now=now)
    except LookupError as problem:
        raise CannotDo(str(problem.args[0]), measure=options.name) from None
    return {
        "measure": options.name,
        "figures": figures_as_data(figures),
        "counted_from": {
            "extract": held.number,
            "extracted_at": held.extracted_at.isoformat(),
            "as_of": as_of.isoformat() if as_of else None,
            "note": queries.AS_OF_NOTE if as_of else "",
        },
    }


def _end_of(day: Any, now: Any) -> Any:
    """Return the last moment of a day, or None for now. Raises CannotDo for a day ahead."""
    from datetime import datetime, time, timedelta

    from openmash.base.clock import LONDON

    if day is None:
        return None
    ends = datetime.combine(day + timedelta(days=1), time(), LONDON) - timedelta(microseconds=1)
    if ends > now:
        raise CannotDo("That day is not over. Leave --as-of out for what is known now.", **{"as-of": str(day)})
    return ends
