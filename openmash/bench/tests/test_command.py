"""`./run bench` from end to end, tiny: what it answers, never how fast."""

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


def bench(data, *more, name="front-door"):
    words = [sys.executable, "-P", "-m", "openmash.main", "bench", name, "--data", str(data), "--json", *more]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("OPENMASH_")}
    return subprocess.run(
        words, cwd=PROJECT, env={**clean, "PYTHONPATH": str(PROJECT)}, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("bench")


@pytest.fixture(scope="module")
def answer(data):
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


def test_the_hub_is_measured_as_usual_with_one_busy_agency_and_during_a_burst(answer, data):
    more = ("--size", "200", "--users", "2", "--think", "0.2", "--seconds", "9", "--warm", "1", "--notices", "4")
    done = bench(data, *more, name="hub")
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)

    assert (told["burst"]["notices"], told["burst"]["requests"]) == (4, 12)
    assert not told["load"]["errors"]
    assert all(set(row) >= ROW for row in told["rows"])
    said = {row["what"] for row in told["rows"]}
    for stretch in ("as usual", "one agency at seven times", "during the burst"):
        assert f"Questions to you, the other agencies, {stretch}" in said
    assert told["rows"][-1]["n"] == 4
