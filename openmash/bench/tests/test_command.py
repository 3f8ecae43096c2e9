"""`./run bench front-door` from end to end, tiny: what it answers, never how fast."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]
ROW = {
    "what",
    "anchor",
    "n",
    "p50",
    "p95",
    "p99",
    "max",
    "ratio",
    "errors",
    "queries",
    "processor",
    "anchor_p50",
    "p95_high",
}


def bench(data, *more):
    words = [sys.executable, "-P", "-m", "openmash.main", "bench", "front-door", "--data", str(data), "--json", *more]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("OPENMASH_")}
    return subprocess.run(
        words, cwd=PROJECT, env={**clean, "PYTHONPATH": str(PROJECT)}, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    data = tmp_path_factory.mktemp("bench")
    done = bench(data, "--size", "200", "--users", "4", "--think", "0.2", "--seconds", "4", "--warm", "1")
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_every_page_is_measured_beside_its_anchor(answer):
    rows = {row["what"]: row for row in answer["rows"]}

    assert {"My work", "Team board", "Child’s page", "Contact", "Search while typing"} <= set(rows)
    assert all(set(row) >= ROW for row in rows.values())
    assert sum(row["n"] for row in rows.values()) > 4
    assert rows["My work"]["queries"] > 3
    assert not answer["load"]["errors"]


def test_it_says_what_was_held_where_the_load_came_from_and_what_pages_weigh(answer):
    assert answer["size"]["contacts"] == 200
    assert "same machine" in answer["load"]["generator"]
    assert all(0 < page["page"] < page["first_visit"] for page in answer["pages"] if page["files"])
    assert answer["scans"] == []


def test_a_folder_the_bench_did_not_make_is_left_alone(tmp_path):
    foreign = tmp_path / "bench-front-door-200"
    foreign.mkdir()

    done = bench(tmp_path, "--size", "200")

    assert done.returncode == 1
    assert "was not made by the bench" in json.loads(done.stdout)["error"]
    assert list(foreign.iterdir()) == []
