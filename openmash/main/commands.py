"""Commands of the house itself: demo, serve, test, check, and Django's own."""

import os
from argparse import ArgumentParser
from contextlib import suppress

from openmash.base.commandline import CannotDo, Options, Result, command
from openmash.bench.telling import in_table


@command("manage", help="Pass the rest of the line to Django's own commands.", needs_data=False, passes_on=True)
def manage(options: Options) -> None:
    from openmash.main import cli, datafolder
    from openmash.main.postgres import open_database

    words = list(options.rest)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openmash.main.settings")
    if words[:1] == ["migrate"]:
        os.environ["OPENMASH_DB_ROLE"] = "owner"
    from django.core.management import execute_from_command_line

    if os.environ.get("OPENMASH_DATA_READY"):
        execute_from_command_line(["./run manage", *words])
        if words[:1] == ["migrate"]:
            execute_from_command_line(["./run manage", "createcachetable", "--verbosity", "0"])
        return
    datafolder.make_folder(options.data)
    with open_database(options.data):
        cli.set_up_django()
        execute_from_command_line(["./run manage", *words])


def _test_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--fast", action="store_true", help="without the journeys in a browser")
    parser.add_argument("pytest", nargs="*", help="anything for pytest, after --")


@command("test", help="Run the tests; --fast leaves out those in a browser.", needs_data=False, passes_on=True)
def test(options: Options) -> None:
    from openmash.main.developing import run_tests

    raise SystemExit(run_tests(options.rest))


@command(
    "check",
    help="Format, lint, types, import contracts, migrations, templates, access matrix.",
    needs_data=False,
    passes_on=True,
)
def check(options: Options) -> None:
    from openmash.main.developing import run_checks

    raise SystemExit(run_checks(options.rest))


def _manual_as_text(result: Result) -> str:
    return f"Written to {result['folder']}. Changed: {', '.join(result['changed']) or 'nothing'}."


@command(
    "manual",
    help="Write docs/reference from the code and the packs.",
    needs_data=False,
    needs_django=True,
    text=_manual_as_text,
)
def manual(options: Options) -> Result:
    from openmash.main import manual as pages

    return {"changed": pages.write(), "folder": str(pages.FOLDER)}


def _demo_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="where to serve (8000)")
    parser.add_argument("--no-serve", action="store_true", help="build and stop")
    parser.add_argument("--small", action="store_true", help="fewer contacts, the same dates and kinds")
    parser.add_argument("--pack", metavar="NAME", help="the practice pack to build with (the one in force: lancashire)")


@command("demo", help="Build the demo area if absent and serve it.", arguments=_demo_arguments)
def demo(options: Options) -> None:
    from openmash.main.serving import run_demo

    run_demo(options)


def _serve_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="where to serve (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")


@command("serve", help="Serve for real use; refuses unsafe settings, naming each.", arguments=_serve_arguments)
def serve(options: Options) -> None:
    from openmash.main.safety import unsafe_settings
    from openmash.main.serving import run_servers, sole_use

    found = unsafe_settings(options.data)
    if found:
        raise CannotDo("OpenMASH does not serve with these settings:\n- " + "\n- ".join(found), unsafe=found)
    with sole_use(options.data, at=f"at port {options.port}"):
        run_servers(options.data, host=options.host, port=options.port)


@command(
    "worker",
    help="Do the jobs in the queue until told to stop (started by serve and demo).",
    needs_data=False,
    needs_django=True,
)
def worker(options: Options) -> None:
    from openmash.base.jobs import run_worker

    with suppress(OSError):
        os.nice(10)  # whoever uses the pages goes first
    run_worker()


SIZES = {"front-door": 100_000, "hub": 100_000, "measures": 1_000_000, "returns": 20_000}


def _bench_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", choices=list(SIZES), help="what to measure")
    parser.add_argument(
        "--size",
        type=int,
        help="contacts to fill the database with (100000; measures 1000000); returns: children (20000)",
    )
    parser.add_argument("--users", type=int, default=20, help="signed-in users at work, at most 20 (20)")
    parser.add_argument("--think", type=float, default=5.0, help="seconds a user thinks between two pages (5)")
    parser.add_argument("--seconds", type=float, default=120.0, help="how long is measured (120)")
    parser.add_argument("--warm", type=float, default=15.0, help="seconds of work before that (15)")
    parser.add_argument("--notices", type=int, default=200, help="hub: police notices in the burst (200)")


@command(
    "bench",
    help="Measure speed: pages under load beside their anchor, queries, plans, weight.",
    arguments=_bench_arguments,
    needs_data=False,
    text=in_table,
)
def bench(options: Options) -> Result:
    from openmash.main.benching import run_front_door, run_hub, run_measures, run_returns

    options.size = options.size or SIZES[options.name]
    runs = {"front-door": run_front_door, "hub": run_hub, "measures": run_measures, "returns": run_returns}
    return runs[options.name](options)
