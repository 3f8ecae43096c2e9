"""What serves: web server, worker and scheduler under one supervisor, for the demo and for real use."""

import errno
import fcntl
import http.client
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openmash.base.commandline import CannotDo, Options, Result, say, show
from openmash.main.postgres import DatabaseProblem
from openmash.main.postgres.door import revive_database
from openmash.main.supervisor import Child, supervise


def web_server(*, host: str, port: int) -> Child:
    """Return the web server: Granian with its own worker processes, which it replaces when one dies."""
    return Child("web", [sys.executable, "-P", "-m", "openmash.main.webserver", host, str(port)])


def worker() -> Child:
    """Return the process that does the jobs and puts scheduled ones into the queue."""
    return Child("worker", [sys.executable, "-P", "-m", "openmash.main", "worker"])


def run_servers(data: Path, *, host: str, port: int, extra: list[Child] | None = None) -> None:
    """Serve until told to stop. The caller holds the database."""
    check_port(host, port)
    collect_static()
    if "OPENMASH_HOSTS" not in os.environ:
        os.environ.setdefault("OPENMASH_ADDRESS", f"http://localhost:{port}")
    os.environ.update(OPENMASH_DATA=str(data), OPENMASH_SERVING="on", OPENMASH_DATA_READY="1")
    behind = [worker(), *(extra or [])]
    for child in behind:
        child.after = lambda: answers(host, port)
    supervise([web_server(host=host, port=port), *behind], beside=lambda: look_after_database(data))


def answers(host: str, port: int) -> bool:
    """Whether the web server gives pages yet: what works behind it does not slow its start."""
    asked = http.client.HTTPConnection(host, port, timeout=1)
    try:
        asked.request("GET", "/healthz")
        return asked.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()


def look_after_database(data: Path) -> None:
    """Start a database again that died under us; what stands in the way is told, and tried again in a moment."""
    try:
        revive_database(data)
    except (DatabaseProblem, OSError) as problem:
        say(f"The database could not be started again yet: {problem}")


@contextmanager
def sole_use(data: Path, *, at: str) -> Iterator[None]:
    """Hold a data folder for one server or build. Raises CannotDo when another has it; the kernel lets go of the dead."""
    with (data / ".in-use").open("a+", encoding="utf-8") as note:
        try:
            fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            note.seek(0)
            where = note.read().strip()
            raise CannotDo(
                f"OpenMASH is running already from {data}{', ' + where if where else ''}. "
                "Use that one, stop it with Ctrl-C where it was started, or name another folder with --data."
            ) from None
        note.truncate(0)
        note.write(at)
        note.flush()
        yield
        note.truncate(0)


def check_port(host: str, port: int) -> None:
    """Raise CannotDo when something else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise CannotDo(
                f"Port {port} cannot be used: {_why(problem)}. Choose another, for example --port {port + 1}."
            ) from None


def _why(problem: OSError) -> str:
    return "another program has it" if problem.errno == errno.EADDRINUSE else str(problem.strerror).lower()


def collect_static() -> None:
    """Put style sheets and scripts under names that hold their fingerprints, when they changed."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    mark = Path(settings.STATIC_ROOT) / ".collected"
    newest = 0.0
    count = 0
    for finder in get_finders():
        for name, storage in finder.list(["*.map"]):
            newest = max(newest, os.path.getmtime(storage.path(name)))
            count += 1
    wanted = f"{count} {newest}"
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=["*.map"])
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    mark.write_text(wanted, encoding="utf-8")


def run_demo(options: Options) -> None:
    """Build the demo area where it is absent, say how to get in, and serve; the rest of it is built behind."""
    host, url = "127.0.0.1", f"http://localhost:{options.port}/"
    with sole_use(options.data, at="being built" if options.no_serve else f"at {url}"):
        if not options.no_serve:
            check_port(host, options.port)
        _build_and_serve(options, host=host, url=url)


def _build_and_serve(options: Options, *, host: str, url: str) -> None:
    from openmash.demo.commands import build_demo

    result: Result = {"url": url, "served": not options.no_serve, **build_demo(options)}
    show(result, options, _demo_in_words)
    if options.no_serve:
        return
    say("Stop it with Ctrl-C.")
    rest = [] if options.small else _rest_of_demo()
    os.environ["OPENMASH_FILLING"] = "on" if rest else "off"
    run_servers(options.data, host=host, port=options.port, extra=rest)


def _rest_of_demo() -> list[Child]:
    """Return the processes that build the rest behind the server; none where it is there."""
    from openmash.demo.commands import builder_words, builders
    from openmash.demo.queries import is_built

    if is_built():
        return []
    shares = builders()
    return [Child("demo", builder_words(share, shares), once=True) for share in range(shares)]


def _demo_in_words(result: Result) -> str:
    served = result["served"]
    lines = [f"OpenMASH is at {result['url']}" if served else "The demonstration is built. Start it with ./run", ""]
    accounts = result["accounts"]
    width = max((len(account["role"]) for account in accounts), default=0)
    lines += [f"  {account['role'].ljust(width)}  {account['email']}  {account['password']}" for account in accounts]
    lines += ["", "No e-mail leaves. The administrator reads each under Outbox, codes for links among them."]
    return "\n".join(lines)
