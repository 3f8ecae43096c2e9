"""What dies is started again; what is told to stop, stops with all its children."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from openmash.main.supervisor import Child

PROGRAM = """
import sys
from openmash.main.supervisor import Child, supervise
sleep = [sys.executable, "-c", "import time; time.sleep(600)"]
mark = [sys.executable, "-c", "import sys; open(sys.argv[1], 'a').write('x')", sys.argv[1]]
supervise([Child("web", sleep), Child("demo", mark, once=True)], pause=0.05)
"""


@pytest.fixture
def supervisor(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "mark")], stderr=subprocess.PIPE, text=True
    )
    yield psutil.Process(process.pid)
    if process.poll() is None:
        process.kill()
    process.wait()
    process.stderr.close()


def until(condition, seconds=8.0):
    """Return what `condition` gives as soon as it is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not come about in time")


def sleepers(supervisor):
    return [child for child in supervisor.children() if _sleeps(child)]


def _sleeps(child):
    try:
        return any("sleep" in word for word in child.cmdline())
    except psutil.Error:  # it ended while we looked
        return False


def test_a_killed_child_is_back_within_five_seconds(supervisor):
    first = until(lambda: sleepers(supervisor))[0]

    first.kill()

    second = until(lambda: [child for child in sleepers(supervisor) if child.pid != first.pid], seconds=5)[0]
    assert second.is_running()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_stops_its_children_first(supervisor, how):
    child = until(lambda: sleepers(supervisor))[0]

    supervisor.send_signal(how)

    until(lambda: not child.is_running())
    until(lambda: not psutil.pid_exists(supervisor.pid) or supervisor.status() == psutil.STATUS_ZOMBIE)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux ends a child with its parent")
def test_killed_it_leaves_nobody_behind(supervisor):
    child = until(lambda: sleepers(supervisor))[0]

    os.kill(supervisor.pid, signal.SIGKILL)

    until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_what_is_to_be_done_once_is_done_once(supervisor, tmp_path):
    until(lambda: (tmp_path / "mark").exists())
    time.sleep(0.8)

    assert (tmp_path / "mark").read_text() == "x"


@pytest.mark.parametrize(
    ("says", "at", "starts"),
    [
        pytest.param(False, 10.0, False, id="not-before-what-it-waits-for"),
        pytest.param(True, 10.0, True, id="as-soon-as-that-is-there"),
        pytest.param(False, 75.0, True, id="after-a-minute-all-the-same"),
    ],
)
def test_a_child_waits_for_what_it_starts_after(says, at, starts):
    child = Child("worker", [], after=lambda: says)
    child.may_start(5.0)

    assert child.may_start(at) is starts


def test_what_a_child_prints_is_talk_and_never_part_of_a_result():
    program = """
import sys
from openmash.main.supervisor import Child
child = Child("web", [sys.executable, "-c", "print('a warning of the web server')"])
child.start(0)
child.process.wait()
print("{}")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "{}\n"
    assert "a warning of the web server" in done.stderr
