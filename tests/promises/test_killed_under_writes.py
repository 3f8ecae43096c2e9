"""The whole server is killed with signal 9 while people write: what it acknowledged is there, and a retry is no double.

A server and a database of its own, in a folder of its own. Only processes that this test started are killed, by their
numbers: the supervisor's tree, and the database named in the folder's own pid file.
"""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psutil
import psycopg
import pytest

PROJECT = Path(__file__).resolve().parents[2]
WRITERS, ENOUGH, PATIENCE = 4, 12, 300.0  # patience for a busy machine: a free one needs a few seconds

PROGRAM = """
import sys
from pathlib import Path
from openmash.main import cli, datafolder, serving
data, port = Path(sys.argv[1]), int(sys.argv[2])
with datafolder.ready(data):
    cli.set_up_django()
    if len(sys.argv) > 3:
        from django.test import Client
        from openmash.agencies.choices import Role
        from openmash.accounts.models import User
        from openmash.frontdoor.tests import world
        actor = world.worker(Role.SCREENING_WORKER, "east-central-triage")
        client = Client()
        client.force_login(User.objects.get(pk=actor.user_id), backend="django.contrib.auth.backends.ModelBackend")
        Path(sys.argv[3]).write_text(client.cookies["openmash"].value)
    serving.run_servers(data, host="127.0.0.1", port=port)
"""


@dataclass
class Server:
    """The product as `./run serve` starts it: supervisor, web server with two workers, worker, database."""

    data: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    def start(self, *words: str) -> None:
        environment = {**os.environ, "OPENMASH_DATA": str(self.data), "PYTHONPATH": str(PROJECT)}
        environment |= {"DJANGO_SETTINGS_MODULE": "openmash.main.settings"}
        with (self.data.parent / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", PROGRAM, str(self.data), str(self.port), *words],
                cwd=PROJECT, env=environment, stdout=log, stderr=log,
            )  # fmt: skip
        until(self.answers)

    def answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, (self.data.parent / "server.log").read_text()[-3000:]
        try:
            return ask(self.port, "GET", "/healthz").status == 200
        except OSError:
            return False

    def processes(self) -> list[psutil.Process]:
        """Return every process of this server, the database's too."""
        assert self.process is not None
        found = [psutil.Process(self.process.pid)]
        number = self.data / "postgres" / "postmaster.pid"
        pids = [path for path in [number, *self.data.rglob("postmaster.pid")] if path.exists()]
        found += [psutil.Process(int(path.read_text().split("\n", 1)[0])) for path in pids[:1]]
        return [one for root in found for one in (root, *root.children(recursive=True))]

    def kill(self) -> int:
        """End all of it at once, with the signal that nobody can catch; return how many processes there were."""
        doomed = self.processes()
        for process in doomed:
            try:
                process.send_signal(signal.SIGKILL)
            except psutil.NoSuchProcess:
                continue
        psutil.wait_procs(doomed, timeout=10)
        assert self.process is not None
        self.process.wait(10)
        return len(doomed)

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()


@dataclass(eq=False)  # a thread is kept by what it is
class Writer(threading.Thread):
    """Somebody who takes call after call until the server is gone."""

    port: int
    cookie: str
    acknowledged: dict[str, str] = field(default_factory=dict)
    sent: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def run(self) -> None:
        try:
            while len(self.sent) < 500:
                self.write(str(uuid.uuid4()))
        except (OSError, http.client.HTTPException):
            return

    def write(self, key: str) -> None:
        """Send one call under a key; keep where its answer is once the server has said so."""
        self.sent.setdefault(key, f"A worry told under {key}")
        answer = send(self.port, self.cookie, key, self.sent[key])
        if answer.status == 302:
            place = answer.headers["Location"]
            assert self.acknowledged.setdefault(key, place) == place


def ask(port: int, method: str, path: str, body: str = "", **headers: str) -> http.client.HTTPResponse:
    """Return one answer, read whole."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode()  # type: ignore[attr-defined]
        return answer
    finally:
        connection.close()


def send(port: int, cookie: str, key: str, story: str) -> http.client.HTTPResponse:
    """Take a call by the form, as a browser sends it."""
    token = "a" * 32
    answers = {"story": story, "rows": "3", "p0_given": "Aled", "p0_age": "11", "p0_who": "child"}
    body = urlencode({"csrfmiddlewaretoken": token, "idempotency_key": key, **answers})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{port}"}
    return ask(port, "POST", "/calls/new/", body, Cookie=f"openmash={cookie}; csrftoken={token}", **headers)


def until(condition, seconds: float = PATIENCE):
    """Return what `condition` gives as soon as it is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError("it did not come about in time")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def held(data: Path) -> dict[str, list[str]]:
    """Return the references that the database holds for each story."""
    from openmash.main.postgres import address_for

    found: dict[str, list[str]] = {}
    with psycopg.connect(**address_for(data, "server", name=name_of(data)).parameters()) as connection:
        for story, reference in connection.execute("select story, reference from frontdoor_contact").fetchall():
            found.setdefault(story, []).append(reference)
    return found


def name_of(data: Path) -> str:
    from openmash.main.postgres import address_for

    return address_for(data, "app").name


@pytest.fixture
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("killed") / "data", free_port())
    yield running
    running.stop()


def test_killed_under_writes_it_loses_nothing_it_acknowledged_and_doubles_nothing(server: Server) -> None:
    cookie = server.data.parent / "cookie"
    server.start(str(cookie))
    writers = [Writer(server.port, cookie.read_text()) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    until(lambda: sum(len(writer.acknowledged) for writer in writers) >= ENOUGH)

    killed = server.kill()
    for writer in writers:
        writer.join(30)
    acknowledged = {writer.sent[key]: place for writer in writers for key, place in writer.acknowledged.items()}
    unanswered = sum(len(writer.sent) - len(writer.acknowledged) for writer in writers)
    server.start()

    kept = held(server.data)
    assert killed >= 6  # supervisor, web server, its two workers, the worker, and the database with its processes
    assert unanswered > 0, "nobody was writing when the server was killed"
    assert [story for story in acknowledged if story not in kept] == []
    for writer in writers:
        for key in list(writer.sent):
            writer.write(key)
    kept = held(server.data)
    assert {story: len(found) for story, found in kept.items() if len(found) != 1} == {}
    assert set(kept) == {story for writer in writers for story in writer.sent.values()}
    for story, place in acknowledged.items():
        assert re.fullmatch(rf"/contacts/{kept[story][0]}/history/", place)
