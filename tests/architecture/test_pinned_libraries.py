"""What is installed is pinned by content, and no file says from where."""

import re

import pytest

from tests.architecture.guards.source import PROJECT

PINNED = sorted((PROJECT / "requirements").glob("*.txt"))


def unpinned(text: str) -> list[str]:
    """Return every requirement without an exact version and a hash, and every line that names a place."""
    whole = re.sub(r"\\\n", " ", text)
    lines = [line.strip() for line in whole.splitlines() if line.strip() and not line.strip().startswith("#")]
    return [
        line.split()[0]
        for line in lines
        if "://" in line or line.startswith("-") or "==" not in line or "--hash=sha256:" not in line
    ]


@pytest.mark.parametrize("path", PINNED, ids=lambda path: path.stem)
def test_every_library_is_pinned_by_its_content(path):
    assert unpinned(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "django>=5.2",
        "django==5.2.1",
        "--index-url https://example.org/simple",
        "x @ https://example.org/x.whl --hash=sha256:0",
    ],
)
def test_the_guard_sees_a_library_that_is_not_pinned(line):
    assert len(unpinned(line)) == 1


def test_every_library_of_a_group_is_named_with_a_reason():
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = {
        re.split(r"[\[<>=]", line.strip())[0]
        for name in ("runtime", "analytics", "dev")
        for line in (PROJECT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith(("-c", "#"))
    }

    assert {name for name in wanted if not re.search(rf'"{re.escape(name)}[^"]*",\s*# \w', text)} == set()
