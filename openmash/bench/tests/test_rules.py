"""The arithmetic of a measurement."""

import pytest

from openmash.bench import rules
from openmash.bench.seeding.names import slipped
from openmash.bench.telling import in_table
from openmash.bench.visiting import hidden
from openmash.bench.weighing import Got, named_files, weigh


def test_percentiles_are_values_that_were_measured():
    found = rules.spread([number / 1000 for number in range(1, 201)])

    assert (found.n, found.p50, found.p95, found.p99, found.max) == (200, 100.0, 190.0, 198.0, 200.0)


def test_how_sure_a_percentile_is_comes_from_the_ranks_around_it():
    found = rules.spread([number / 1000 for number in range(1, 201)])

    assert (found.p95_low, found.p95_high) == (183.0, 197.0)


def test_too_few_values_do_not_say_how_high_a_percentile_may_lie():
    found = rules.spread([0.001] * 10)

    assert found.p95 == 1.0
    assert found.p95_high is None


def test_nothing_measured_is_not_a_figure():
    assert rules.spread([]).p95 is None
    assert rules.ratio(None, 3.0) is None
    assert rules.ratio(3.0, None) is None
    assert rules.ratio(30.0, 10.0) == 3.0


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        pytest.param({"Node Type": "Seq Scan", "Relation Name": "people"}, ["people"], id="a-big-table"),
        pytest.param({"Node Type": "Seq Scan", "Relation Name": "teams"}, [], id="a-small-table"),
        pytest.param({"Node Type": "Index Scan", "Relation Name": "people"}, [], id="by-its-index"),
        pytest.param(
            {"Node Type": "Limit", "Plans": [{"Node Type": "Seq Scan", "Relation Name": "people"}]},
            ["people"],
            id="beneath-another-step",
        ),
    ],
)
def test_a_plan_that_reads_a_big_table_from_end_to_end_is_told(plan, found):
    assert rules.scans(plan, {"people": 50_000, "teams": 40}) == found


def test_typing_asks_at_every_pause_and_ends_with_the_whole():
    assert rules.as_typed("aled example") == ["aled", "aled exa", "aled example"]
    assert rules.as_typed("al") == ["al"]


def test_a_slip_changes_two_neighbours_round():
    class Always:
        def randrange(self, low, high):
            return low

    assert slipped("example", Always()) == "eaxmple"
    assert slipped("aled"[:3], Always()) == "ale"


PAGE = """<link rel="stylesheet" href="/static/a.css"><script src="/static/b.js" defer></script>
<script src="/static/b.js"></script><a href="/static/c.pdf">c</a><link rel="canonical" href="/here/">"""


def test_a_page_weighs_what_it_makes_the_browser_fetch():
    assert named_files(PAGE) == ["/static/a.css", "/static/b.js"]

    sent = {"/": 1000, "/static/a.css": 20, "/static/b.js": 3}
    found = weigh("My work", "/", lambda path: Got(200, sent[path], PAGE if path == "/" else ""))

    assert (found["page"], found["first_visit"]) == (1000, 1023)
    assert found["page_not_compressed"] == len(PAGE)


def test_a_form_is_sent_with_what_it_carries_unseen():
    page = '<input type="hidden" name="idempotency_key" value="k1"><input name="story" value="x">'

    assert hidden(page) == {"idempotency_key": "k1"}


def test_the_table_says_what_was_measured_and_that_nothing_scans():
    row = {"what": "My work", "anchor": "reads", "p95_low": None, "p95_high": 9.0, "anchor_p50": 2.0, "ratio": 2.5}
    numbers = {"n": 3, "p50": 5.0, "p95": 8.0, "p99": 8.0, "max": 8.0, "queries": 11, "errors": 0, "processor": 4.0}
    words = in_table(
        {
            "rows": [row | numbers],
            "pages": [{"what": "My work", "page": 1000, "page_not_compressed": 4000, "first_visit": 30_000}],
            "scans": [],
            "size": {"contacts": 200},
            "load": {"users": 20, "think": 5.0, "seconds": 60.0, "generator": "on the same machine", "errors": []},
            "benchmark": "front-door",
            "load_average": [0.1],
            "targets": {"p95": 100.0, "first_visit": 150_000},
        }
    )

    assert "8.0 (? to 9.0)" in words
    assert "30.0" in words
    assert "No query of these pages reads a big table" in words
