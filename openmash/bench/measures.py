"""Figures over ten years: what an extract, its changes, every measure and the pages of measures take, beside anchors."""

import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from openmash.accounts.models import User
from openmash.base.commandline import say
from openmash.base.transactions import request_transaction
from openmash.bench import rules
from openmash.bench.frontdoor import signed_in
from openmash.bench.seeding.decade import READER
from openmash.bench.seeding.filling import BENCH
from openmash.bench.visiting import Browser
from openmash.frontdoor.models import Contact
from openmash.indicators.engine import counting, keeping, monthly, reading
from openmash.indicators.engine.asking import ask
from openmash.indicators.engine.keeping import Extract
from openmash.indicators.engine.opening import opened
from openmash.indicators.engine.rows import EXPRESSIONS
from openmash.indicators.engine.sources import SOURCES
from openmash.indicators.queries.holding import passing_outcomes

TIMES, CHANGED, VISITS, WARM = 5, 500, 60, 5
EXTRACTION, COUNTING, PAGE = 5.0, 1.0, 300.0
# The same count as `decided_in_time` by month, as somebody would write it.
BARE = """
select date_trunc('month', received_on) as month, count(*) as d,
    count(*) filter (where first_decided_at <= statutory_due_at) as n
from contacts
where first_decided_at is not null or statutory_due_at < (select max("at") from moment)
group by month
"""


def measure_counting(*, now: datetime) -> dict[str, Any]:
    """Return how long it takes to take an extract, to take what changed, and to count every measure."""
    rows, ends = [], now.date()
    say("Taking everything ...")
    whole, taken = _timed(lambda: keeping.extract(now=now, whole=True), TIMES)
    alone, _ = _timed(_read_alone, TIMES)
    rows.append(
        _row("Extract, everything", whole, EXTRACTION, "the same questions over ADBC alone, rows thrown away", alone)
    )
    changes = [_change_and_take(place, now) for place in range(TIMES)]
    rows.append(_row(f"Extract, {CHANGED} contacts changed", [took for took, _ in changes], EXTRACTION))
    taken = changes[-1][1]
    passing = passing_outcomes()
    made, _ = _timed(lambda: _made_anew(taken), 3)
    rows.append(_row("The rows of every cohort and every month, made once for an extract", made, None))
    say("Counting ...")
    counted = [code for code, one in EXPRESSIONS.items() if one.middle is None]
    asked = counting.Asked(date(ends.year - 10, ends.month, 1), ends, passing=passing)
    again, _ = _timed(lambda: counting.count(counted, asked, taken), TIMES)
    bare, _ = _timed(lambda: _bare(taken), TIMES)
    one, _ = _timed(lambda: counting.count(["decided_in_time"], asked, taken, by="month"), TIMES)
    every, _ = _timed(lambda: monthly.series(taken, passing, since=asked.start), TIMES)
    then = replace(asked, as_of=now)
    known, _ = _timed(lambda: counting.count(["decided_in_time"], then, taken), 3)
    rows.append(_row(f"All {len(counted)} measures over ten years", again, COUNTING))
    rows.append(_row(f"All {len(counted)} measures over ten years, month by month", every, COUNTING))
    rows.append(_row("One measure by month", one, None, "the same count in bare DuckDB SQL", bare))
    rows.append(_row("One measure as it was known at a moment", known, None))
    return {
        "benchmark": "measures",
        "rows": rows,
        "extract": {"rows": dict(taken.rows), "bytes": taken.file.stat().st_size},
        "machine": {"processors": os.cpu_count(), "python": platform.python_version()},
        "load_average": [round(one, 2) for one in os.getloadavg()],
        "unit": "s",
    }


@dataclass(frozen=True)
class Took:
    """How long something took, and how long the processors worked for it in this process: beside others both differ."""

    seconds: float
    processor: float


def _timed(what: Callable[[], Any], times: int) -> tuple[list[Took], Any]:
    held, last = [], None
    for _ in range(times):
        began, worked = time.perf_counter(), time.process_time()
        last = what()
        held.append(Took(time.perf_counter() - began, time.process_time() - worked))
    return held, last


def _row(
    what: str, times: list[Took], target: float | None, anchor: str = "", anchored: list[Took] | None = None
) -> dict[str, Any]:
    return {
        "what": what,
        "n": len(times),
        "middle": round(statistics.median(one.seconds for one in times), 3),
        "longest": round(max(one.seconds for one in times), 3),
        "processor": round(statistics.median(one.processor for one in times), 3),
        "target": target,
        "anchor": anchor,
        "anchor_middle": round(statistics.median(one.seconds for one in anchored), 3) if anchored else None,
    }


def _read_alone() -> None:
    with reading.reading() as reader:
        for source in SOURCES.values():
            for _ in reader.read(source.sql):
                pass


def _change_and_take(place: int, now: datetime) -> tuple[Took, Extract]:
    with request_transaction(BENCH):
        keys = Contact.objects.order_by("-pk").values_list("pk", flat=True)[:CHANGED]
        Contact.objects.filter(pk__in=list(keys)).update(operating_model=f"bench-{place}")
    times, taken = _timed(lambda: keeping.extract(now=now), 1)
    return times[0], taken


def _bare(taken: Extract) -> None:
    with opened(taken) as cursor:
        ask(cursor, BARE)


def _made_anew(taken: Extract) -> None:
    monthly.file_of(taken).unlink(missing_ok=True)
    monthly.make(taken, passing_outcomes())


def measure_pages(*, port: int, now: datetime) -> list[dict[str, Any]]:
    """Return how long the pages of measures take, fetched one after another by somebody who is signed in."""
    browser = Browser(port, signed_in(User.objects.get(email=READER), now))
    places = {
        "All measures": reverse("indicators:measures"),
        "All measures of a locality": reverse("indicators:measures") + "?locality=North",
        "The scorecard": reverse("indicators:scorecard"),
        "A measure of the front door": reverse("indicators:measure", kwargs={"measure": "decided_in_time"}),
        "A measure of cases, with its funnel": reverse(
            "indicators:measure", kwargs={"measure": "assessments_in_45_days"}
        ),
        "A measure of those who are there": reverse("indicators:measure", kwargs={"measure": "care_health_up_to_date"}),
    }
    found = []
    for what, place in places.items():
        for _ in range(WARM):
            browser.get(place)
        got = [browser.get(place) for _ in range(VISITS)]
        seen = rules.spread([one.seconds for one in got])
        wrong = sum(one.status != 200 for one in got)
        found.append(
            {
                "what": what,
                "n": seen.n,
                "p50": seen.p50,
                "p95": seen.p95,
                "max": seen.max,
                "target": PAGE,
                "errors": wrong,
            }
        )
    return found
