"""Commands for clocks, places and practice packs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from openmash.base.commandline import CannotDo, Options, Result, command, day, say

DEFAULT_PACK = "lancashire"


def _shipped(name: str) -> Any:
    """Return the pack that comes with the product under a name, or the one in a folder. Raises CannotDo."""
    from openmash.agencies.packs import PackErrors, offered

    try:
        return offered(name)[1]
    except LookupError as unknown:
        raise CannotDo(str(unknown.args[0]), pack=name) from None
    except PackErrors as wrong:
        raise CannotDo(f"The pack “{name}” cannot be used.", pack=name, errors=wrong.as_rows()) from None


# --- when something is due ----------------------------------------------------------------


def _clock_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", help="the code of a clock, such as referral-decision")
    parser.add_argument("--start", required=True, metavar="T", help="when it started: 2026-03-06T14:30, London time")
    parser.add_argument("--pack", default=DEFAULT_PACK, metavar="NAME", help=f"the practice pack ({DEFAULT_PACK})")


@command(
    "clock due",
    help="Say when something is due, and why.",
    arguments=_clock_arguments,
    needs_data=False,
)
def clock_due(options: Options) -> Result:
    """Say when a rule of a pack falls due for something that started then."""
    from openmash.base import worktime

    asked = {"rule": options.rule, "start": options.start}
    pack = _shipped(options.pack)
    try:
        started = worktime.read_moment(options.start)
    except worktime.NotATime as problem:
        raise CannotDo(str(problem), **asked) from None
    asked["start"] = _shown(started)
    clock = _clock_of(pack, options.rule, worktime.london_day(started), asked)
    rule = clock.rule()
    asked |= {"limit": rule.limit, "kind": rule.kind, "convention": rule.convention, "source": clock.says_who}
    try:
        found = worktime.due(rule, started, calendar=pack.calendar(worktime.london_day(started)))
    except worktime.CalendarEnds as problem:
        raise CannotDo(str(problem), **asked) from None
    say(found.explanation)
    order = ("rule", "start", "due", "limit", "kind", "convention", "source")
    return {key: {**asked, "due": _shown(found.due_at)}[key] for key in order}


def _shown(moment: Any) -> str:
    from openmash.base import worktime

    return worktime.local(moment).isoformat(timespec="seconds")


def _clock_of(pack: Any, code: str, on: Any, asked: dict[str, Any]) -> Any:
    """Return the clock in force on a day; for a day before it began, the clock as it is now, said aloud."""
    from openmash.agencies.packs import NotInPack

    try:
        return pack.clock(code, on)
    except NotInPack:
        pass
    try:
        clock = pack.clock(code)
    except NotInPack:
        known = ", ".join(sorted({clock.code for clock in pack.clocks}))
        raise CannotDo(f"There is no clock “{code}”. There are: {known}.", **asked) from None
    say(f"This clock holds from {clock.since}; the answer is what it would have said.")
    return clock


# --- where a postcode lies ----------------------------------------------------------------


def _route_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("postcode", metavar="POSTCODE", nargs="+", help="with or without its space")
    parser.add_argument("--service", metavar="NAME", help="children's social care unless another is named")
    parser.add_argument("--on", type=day, metavar="DATE", help="today unless a day is given")


@command(
    "route",
    help="Say in which district, locality and authority a postcode lies.",
    arguments=_route_arguments,
    needs_data=False,
)
def route_postcode(options: Options) -> Result:
    """Say where a postcode lies."""
    from openmash.agencies.routing import UnknownPostcode, route
    from openmash.base import clock

    typed = " ".join(options.postcode)
    pack = _shipped(DEFAULT_PACK)
    service = (options.service or pack.door.service).replace("-", "_")
    if service not in {entry.code for entry in pack.services}:
        known = ", ".join(entry.code for entry in pack.services)
        raise CannotDo(f"There is no service “{options.service}”. There are: {known}.", postcode=typed)
    on = options.on or clock.london_day(clock.now())
    try:
        found = route(typed, service=service, on=on, pack=pack)
    except UnknownPostcode as problem:
        raise CannotDo(str(problem), postcode=typed) from None
    return {
        "postcode": found.postcode,
        "district": found.district,
        "locality": found.locality,
        "authority": found.authority,
    }


# --- practice packs -----------------------------------------------------------------------


def _pack_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("directory", metavar="DIR", type=Path, help="the folder of the pack")


@command(
    "pack check",
    help="Check a practice pack: every mistake with its file, key and reason.",
    arguments=_pack_arguments,
    needs_data=False,
)
def check_pack(options: Options) -> Result:
    """Check a pack without loading it."""
    from openmash.agencies.packs import PackErrors, read_pack

    try:
        pack = read_pack(options.directory)
    except PackErrors as wrong:
        raise _refused(options.directory, wrong) from None
    return _told(pack)


@command("pack load", help="Load a practice pack as a new version that never changes.", arguments=_pack_arguments)
def load_pack(options: Options) -> Result:
    """Check a pack and put it in force."""
    from openmash.agencies import queries, services
    from openmash.agencies.packs import PackErrors
    from openmash.base import clock
    from openmash.base.actors import Actor
    from openmash.base.transactions import request_transaction

    actor = Actor.machine("command-line", purpose="load a practice pack")
    try:
        with request_transaction(actor):
            version = services.load_pack(actor=actor, directory=options.directory, now=clock.now())
            pack = queries.pack_of(version)
    except PackErrors as wrong:
        raise _refused(options.directory, wrong) from None
    return _told(pack)


def _told(pack: Any) -> dict[str, Any]:
    return {"pack": pack.about.name, "version": pack.about.version, "entries": pack.size, "errors": []}


def _refused(directory: Path, wrong: Any) -> CannotDo:
    from openmash.agencies.packs import name_and_version

    name, version = name_and_version(directory)
    for error in wrong.errors:
        say(str(error))
    count = len(wrong.errors)
    what = "1 thing is wrong" if count == 1 else f"{count} things are wrong"
    return CannotDo(
        f"The pack in {directory} cannot be used: {what}.",
        pack=name,
        version=version,
        entries=0,
        errors=wrong.as_rows(),
    )
