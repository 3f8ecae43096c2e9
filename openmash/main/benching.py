"""`./run bench`: a data folder of the bench's own, filled once; the production server; users at work; figures."""

import hashlib
import json
import os
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openmash.base.commandline import CannotDo, Options, Result, say
from openmash.main import cli, datafolder, serving
from openmash.main.postgres.addresses import address_for
from openmash.main.postgres.door import connect
from openmash.main.supervisor import Child, stop

MARK = "bench.json"
A_HUNDRED_THOUSAND, TEN_YEARS = 100_000, 1_000_000
SEEDING = Path(__file__).parents[1] / "bench" / "seeding"
PATIENCE = 60.0
HOST = "127.0.0.1"


def run_front_door(options: Options) -> Result:
    """Measure the front door: the queue, the child's page, the contact, the search and taking a call."""
    return _run(options, "front-door")


def run_hub(options: Options) -> Result:
    """Measure the hub: a burst of notices with agencies asked, one agency at seven times its load, and pages meanwhile."""
    return _run(options, "hub")


def run_returns(options: Options) -> Result:
    """Measure statutory returns: a census read and written, in a database that is empty before."""
    folder = options.data / f"bench-returns-{options.size}"
    if folder.exists() and not (folder / MARK).exists():
        raise CannotDo(f"{folder} was not made by the bench and is left alone. Move it, or name another --data.")
    shutil.rmtree(folder, ignore_errors=True)
    os.environ["OPENMASH_DATA"] = str(folder)
    if os.environ.pop("OPENMASH_DATABASE_URL", ""):
        say("The bench uses a database of its own, not the one that OPENMASH_DATABASE_URL names.")
    datafolder.make_folder(folder)
    _note(folder, {"made_for": {"size": options.size}, "held": None})
    with datafolder.ready(folder):
        cli.set_up_django()
        from openmash.bench.returns import measure_returns

        return measure_returns(folder, children=options.size, address=address_for(folder, "app").parameters())


def _run(options: Options, name: str) -> Result:
    """Fill, serve and measure. Both benches use the same filling."""
    size = options.size or A_HUNDRED_THOUSAND
    folder = own_folder(options.data, size)
    os.environ["OPENMASH_DATA"] = str(folder)
    if os.environ.pop("OPENMASH_DATABASE_URL", ""):
        say("The bench uses a database of its own, not the one that OPENMASH_DATABASE_URL names.")
    with datafolder.ready(folder):
        cli.set_up_django()
        held = filled(folder, size)
        from openmash.base import clock
        from openmash.bench.frontdoor import Plan, measure
        from openmash.bench.hub import measure_hub

        with served(folder) as port:
            plan = Plan(users=options.users, think=options.think, seconds=options.seconds, warm=options.warm)
            address = address_for(folder, "app").parameters()
            known: dict[str, Any] = {"port": port, "address": address, "held": held, "now": clock.now()}
            return measure_hub(plan, notices=options.notices, **known) if name == "hub" else measure(plan, **known)


def run_measures(options: Options) -> Result:
    """Measure figures: taking an extract, what changed since, every measure over ten years, and the pages that show them."""
    size = options.size or TEN_YEARS
    folder = own_folder(options.data, size, kind="measures")
    os.environ["OPENMASH_DATA"] = str(folder)
    os.environ.pop("OPENMASH_DATABASE_URL", "")
    with datafolder.ready(folder):
        cli.set_up_django()
        from openmash.base import clock
        from openmash.bench.measures import measure_counting, measure_pages
        from openmash.bench.seeding import fill_decade

        def fill() -> dict[str, int]:
            with unchecked(folder):
                return fill_decade(contacts=size, now=clock.now(), unchecked=True)

        held = filled(folder, size, fill=fill)
        counted = measure_counting(now=clock.now())
        with served(folder) as port:
            return counted | {"size": held, "pages": measure_pages(port=port, now=clock.now())}


def own_folder(data: Path, size: int, *, kind: str = "front-door") -> Path:
    """Return the folder of this bench beside everything else of the data folder. Raises CannotDo for a foreign one."""
    folder = data / f"bench-{kind}-{size}"
    wanted = {"size": size, "seeding": _fingerprint()}
    if folder.exists() and not (folder / MARK).exists():
        raise CannotDo(f"{folder} was not made by the bench and is left alone. Move it, or name another --data.")
    if folder.exists() and json.loads((folder / MARK).read_text(encoding="utf-8"))["made_for"] != wanted:
        say("The bench fills its database in another way now: the old one is removed.")
        shutil.rmtree(folder)
    if not folder.exists():
        datafolder.make_folder(folder)
        _note(folder, {"made_for": wanted, "held": None})
    return folder


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(SEEDING.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _note(folder: Path, content: dict[str, Any]) -> None:
    (folder / MARK).write_text(json.dumps(content), encoding="utf-8")


def filled(folder: Path, size: int, *, fill: Callable[[], dict[str, int]] | None = None) -> dict[str, int]:
    """Fill the database unless it is, and return what it holds."""
    note = json.loads((folder / MARK).read_text(encoding="utf-8"))
    if note["held"] is None:
        from openmash.base import clock
        from openmash.bench.seeding import fill as fill_front_door

        say(f"Filling a database with {size} contacts (once) ...")
        began = time.monotonic()
        note["held"] = fill() if fill else vars(fill_front_door(contacts=size, now=clock.now()))
        with connect(address_for(folder, "owner")) as connection:
            connection.execute("vacuum analyze")
        _note(folder, note)
        say(f"Filled in {time.monotonic() - began:.0f} s.")
    return dict(note["held"])


@contextmanager
def unchecked(folder: Path) -> Iterator[None]:
    """Fill without looking up every key and without keeping every index meanwhile: they are built once, at the end.

    The rows are derived from one another, so that their keys are right by their making.
    """
    with connect(address_for(folder, "server"), name=address_for(folder, "app").name) as connection:
        held = connection.execute(
            "select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i"
            " join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace"
            " where n.nspname = 'public' and not i.indisunique and not i.indisexclusion"
        ).fetchall()
        for name, _ in held:
            connection.execute(f"drop index {name}")
        connection.execute("grant set on parameter session_replication_role to openmash_app")
        connection.execute("alter system set max_wal_size = '8GB'")
        connection.execute("select pg_reload_conf()")
        try:
            yield
        finally:
            connection.execute("revoke set on parameter session_replication_role from openmash_app")
            connection.execute("alter system reset max_wal_size")
            connection.execute("select pg_reload_conf()")
            say("Indexes ...")
            connection.execute("set maintenance_work_mem = '512MB'")
            for _, words in held:
                connection.execute(str(words))


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """Serve as `./run serve` does, with the worker beside, and yield the port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    serving.collect_static()
    os.environ.update(OPENMASH_SERVING="on", OPENMASH_DATA_READY="1")
    children = [serving.web_server(host=HOST, port=port), serving.worker()]
    try:
        for child in children:
            child.start(time.monotonic())
        _wait_for(port, children)
        yield port
    finally:
        stop(children)
        for name in ("OPENMASH_SERVING", "OPENMASH_DATA_READY"):
            os.environ.pop(name, None)


def _wait_for(port: int, children: list[Child]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for child in children:
            if child.process is None or child.process.poll() is not None:
                raise CannotDo(f"The {child.name} process ended before anything was measured. The lines above say why.")
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise CannotDo(f"The server did not answer within {PATIENCE:.0f} s.")
