"""`./run test` and `./run check`."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openmash.base.commandline import say

PROJECT = Path(__file__).resolve().parents[2]
TEST_DATA = PROJECT / ".test-data"
NOTHING_TO_TEST = 5  # pytest, where a word such as `-k` leaves no test
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def run_tests(words: Sequence[str]) -> int:
    """Run pytest and return its exit code. `--fast` leaves out the journeys; anything after `--` is for pytest.

    Where no place is named, the rooms' own tests run beside those of the whole, each in a database of its own; what they
    print comes after.
    """
    fast = "--fast" in words
    rest = [word for word in words if word not in {"--fast", "--"}]
    extra = ["--ignore=tests/journeys"] if fast else []
    if not fast and _wants_browser(rest) and not browser():
        return 1
    os.environ["OPENMASH_DATA"] = str(TEST_DATA)
    pytest = [sys.executable, "-m", "pytest", *extra, *rest]
    return _call(pytest) if _places(rest) else _side_by_side(pytest)


def _side_by_side(words: Sequence[str]) -> int:
    """Run the tests of the rooms and those of the whole at once. Return the graver of their exit codes."""
    say("The rooms' own tests run beside those of the whole; what they print comes last.")
    with tempfile.TemporaryFile() as printed:
        beside = _begin([*words, "openmash"], stdout=printed, stderr=subprocess.STDOUT)
        try:
            codes = [_begin([*words, "tests"]).wait(), beside.wait()]
        finally:
            beside.terminate()
            beside.wait()
            printed.seek(0)
            sys.stdout.write(printed.read().decode(errors="replace"))
            sys.stdout.flush()
    return max([code for code in codes if code != NOTHING_TO_TEST] or codes, key=abs)


def _places(words: Sequence[str]) -> list[str]:
    """Return the words that name a place with tests."""
    return [word for word in words if (PROJECT / word.split("::")[0]).exists()]


def _wants_browser(words: Sequence[str]) -> bool:
    """Whether the journeys are among what is asked for: everything, unless places are named."""
    places = _places(words)
    journeys = PROJECT / "tests" / "journeys"
    return journeys.exists() and (not places or any(word.startswith(("tests", ".")) for word in places))


def browser() -> str | None:
    """Return the path of the browser for the journeys, installed where this may be done; else say how."""
    found = _browser()
    if found:
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing Chromium for the tests in a browser (once) ...")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (
            ["update", "-qq"],
            ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"],
        ):
            done = subprocess.run(["apt-get", *words], env=environment, stdout=sys.stderr, check=False)  # noqa: S603, S607
            if done.returncode:
                break
        found = _browser()
    if not found:
        say(
            "The tests in a browser need Chromium. Install it with: sudo apt-get install chromium. Without it: ./run test --fast"
        )
    return found


def _browser() -> str | None:
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


@dataclass(frozen=True)
class Stage:
    """One thing that `./run check` looks at."""

    name: str
    words: Sequence[str] | Callable[[], int]


def _stages() -> list[Stage]:
    module = [sys.executable, "-m"]
    manage = [sys.executable, "-P", "-m", "openmash.main", "manage"]
    return [
        Stage("format", [*module, "ruff", "format", "--check", "--quiet", "."]),
        Stage("lint", [*module, "ruff", "check", "--quiet", "."]),
        Stage("imports", ["lint-imports", "--no-logo"]),
        Stage("types", [*module, "mypy", "--no-error-summary"]),
        Stage("django", [*manage, "check"]),
        Stage("migrations", [*manage, "makemigrations", "--check", "--dry-run", "--verbosity", "0"]),
        Stage("templates", [*module, "openmash.main.templatecheck"]),
        Stage("architecture", [*module, "pytest", "-q", "tests/architecture", "--no-header"]),
    ]


def run_checks(words: Sequence[str]) -> int:
    """Run every stage, print its seconds, and return 1 when one failed. `--audit` asks for known faults of libraries."""
    os.environ["OPENMASH_DATA"] = str(TEST_DATA)
    names = [word for word in words if not word.startswith("-")]
    stages = [stage for stage in _stages() if not names or stage.name in names]
    if "--audit" in words:
        stages.append(Stage("audit", _audit))
    failed = []
    for stage in stages:
        began = time.monotonic()
        code = stage.words() if callable(stage.words) else _call(list(stage.words))
        print(f"{'ok' if code == 0 else 'FAILED':7}{stage.name:14}{time.monotonic() - began:6.1f} s", flush=True)
        if code:
            failed.append(stage.name)
    if failed:
        say(f"Not good yet: {', '.join(failed)}.")
    return 1 if failed else 0


def _audit() -> int:
    codes = [
        _call([sys.executable, "-m", "pip_audit", "--strict", "--require-hashes", "--disable-pip", "-r", str(path)])
        for path in sorted((PROJECT / "requirements").glob("*.txt"))
    ]
    return max(codes)


def _call(words: list[str]) -> int:
    return _begin(words).wait()


def _begin(words: Sequence[str], **places: Any) -> "subprocess.Popen[bytes]":
    """Start a program with what is installed beside this Python. `places`: where its output goes."""
    beside = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": beside + os.pathsep + os.environ.get("PATH", "")}
    return subprocess.Popen(words, cwd=PROJECT, env=environment, **places)  # noqa: S603 - words of ours
