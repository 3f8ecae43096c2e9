"""Statutory returns, large: a census of many children read and written, each beside its anchor, in a process of its own.

The census is made here, read by `returns read-cin` into an empty database, and written again by `returns write-cin`: so
what is measured is what the command line does, its start included.
"""

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from xml.etree.ElementTree import iterparse

import psycopg

from openmash.base.commandline import CannotDo, say
from openmash.bench import annexa, rules

FIRST, LAST = "2025-04-01", "2026-03-31"
TARGET_SECONDS = 20.0
TIMES = 3
A_SMALLER_ONE = 4
# A workbook of 100,000 rows goes with a census of 20,000 children.
ROWS_A_CHILD = 5
READ_ANCHOR = "the same file parsed to its end by the standard library alone, nothing kept"
WRITE_ANCHOR = "the same facts and people read through psycopg alone and written as lines"
ROWS = (
    "select f.kind, f.variety, f.began_on, f.ended_on, f.outcome, f.reason, f.category, f.details, p.reference, p.upn, p.sex,"
    " p.date_of_birth, p.ethnicity, p.disabilities from cases_fact f join people_person p on p.id = f.person_id"
    " where f.withdrawn_at is null order by f.person_id, f.began_on"
)
AS_MACHINE = "select set_config('app.scope', 'system', true), set_config('app.cleared', '1', true)"


def census(path: Path, children: int) -> None:
    """Write a census of so many children whose cases went in every usual way. The same ones every time."""
    chance = Random(20)  # noqa: S311 - the same census every time
    with path.open("w", encoding="utf-8") as file:
        file.write(
            '<?xml version="1.0" encoding="utf-8"?>\n<Message><Header><CollectionDetails><Collection>CIN</Collection>'
            "<Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel>"
            "<LEA>888</LEA><DateTime>2026-05-20T09:00:00</DateTime></Source></Header><Children>\n"
        )
        for number in range(children):
            file.write(_child(chance, number))
        file.write("</Children></Message>\n")


def _child(chance: Random, number: int) -> str:
    born = date(2010, 1, 1) + timedelta(days=chance.randint(0, 5000))
    referred = date(2025, 4, 1) + timedelta(days=chance.randint(0, 200))
    assessed, met = referred + timedelta(days=40), _weekday(referred + timedelta(days=20))
    protected = chance.random() < 0.2
    more, plans = "", ""
    if protected:
        more = (
            f"<Section47><S47ActualStartDate>{referred + timedelta(days=3)}</S47ActualStartDate>"
            f"<DateOfInitialCPC>{met}</DateOfInitialCPC><ICPCnotRequired>0</ICPCnotRequired></Section47>"
        )
        plans = (
            f"<ChildProtectionPlans><CPPstartDate>{met}</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
            "<LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP><Reviews>"
            f"<CPPreviewDate>{met + timedelta(days=80)}</CPPreviewDate></Reviews></ChildProtectionPlans>"
        )
    else:
        more = f"<CINPlanDates><CINPlanStartDate>{assessed}</CINPlanStartDate></CINPlanDates>"
    return (
        f"<Child><ChildIdentifiers><LAchildID>B{number:07d}</LAchildID><UPNunknown>UN4</UPNunknown>"
        f"<PersonBirthDate>{born}</PersonBirthDate><Sex>{chance.choice('MF')}</Sex></ChildIdentifiers><ChildCharacteristics>"
        "<Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability></Disabilities></ChildCharacteristics>"
        f"<CINdetails><CINreferralDate>{referred}</CINreferralDate><ReferralSource>2A</ReferralSource>"
        f"<PrimaryNeedCode>N1</PrimaryNeedCode><Assessments><AssessmentActualStartDate>{referred}</AssessmentActualStartDate>"
        f"<AssessmentAuthorisationDate>{assessed}</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment>"
        "<AssessmentFactors>3B</AssessmentFactors><AssessmentFactors>16A</AssessmentFactors></FactorsIdentifiedAtAssessment>"
        f"</Assessments>{more}<ReferralNFA>0</ReferralNFA>{plans}</CINdetails></Child>\n"
    )


def _weekday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def measure_returns(folder: Path, *, children: int, address: Mapping[str, Any]) -> dict[str, Any]:
    """Read and write a census, each several times beside its anchor; and a smaller one, to see what memory it takes."""
    place = folder / "census"
    place.mkdir(exist_ok=True)
    given, smaller = place / "given.xml", place / "smaller.xml"
    census(given, children)
    census(smaller, max(1, children // A_SMALLER_ONE))
    rows, peaks = [], {}
    say(f"Reading a census of {children} children ...")
    first, peaks["read-cin"] = command(folder, "returns", "read-cin", str(given))
    rows.append(row_of("read-cin, into an empty database", READ_ANCHOR, [first], [timed(lambda: _parse(given))]))
    again = [
        (command(folder, "returns", "read-cin", str(given))[0], timed(lambda: _parse(given))) for _ in range(TIMES)
    ]
    rows.append(row_of("read-cin, all of it held already", READ_ANCHOR, *map(list, zip(*again, strict=True))))
    out = str(place / "written.xml")
    say("Writing it ...")
    wrote, anchors = [], []
    for _ in range(TIMES):
        anchors.append(timed(lambda: _lines(address, place / "lines.txt")))
        took, peaks["write-cin"] = command(folder, "returns", "write-cin", "--from", FIRST, "--to", LAST, "--out", out)
        wrote.append(took)
    rows.append(row_of("write-cin", WRITE_ANCHOR, wrote, anchors) | {"target_seconds": TARGET_SECONDS})
    _, peaks["read-cin, a quarter of it"] = command(folder, "returns", "read-cin", str(smaller))
    _, peaks["write-cin, of a day"] = command(
        folder, "returns", "write-cin", "--from", FIRST, "--to", "2025-04-08", "--out", str(place / "day.xml")
    )
    read, peaks["read-annex-a"] = measure_annex_a(folder, place / "annex-a.xlsx", rows=children * ROWS_A_CHILD)
    rows += read
    return {
        "benchmark": "returns",
        "rows": rows,
        "peak_mb": peaks,
        "size": {"children": children, "megabytes": round(given.stat().st_size / 1_000_000, 1)},
        "machine": {"processors": os.cpu_count(), "python": platform.python_version()},
        "load_average": [round(one, 2) for one in os.getloadavg()],
        "unit": "ms",
    }


def measure_annex_a(folder: Path, book: Path, *, rows: int) -> tuple[list[dict[str, Any]], float]:
    """Read an Annex A into the database and again, beside the library that opens it alone."""
    say(f"Reading an Annex A of {rows} rows ...")
    annexa.book(book, rows)
    first, peak = command(folder, "returns", "read-annex-a", str(book))
    anchor = timed(lambda: annexa.opened(book))
    again = [(command(folder, "returns", "read-annex-a", str(book))[0], timed(lambda: annexa.opened(book)))]
    targets = {"target_seconds": annexa.TARGET_SECONDS, "target_mb": annexa.TARGET_MB}
    return [
        row_of("read-annex-a, a workbook that is new", annexa.ANCHOR, [first], [anchor]) | targets,
        row_of("read-annex-a, all of it held already", annexa.ANCHOR, *map(list, zip(*again, strict=True))),
    ], peak


def row_of(what: str, anchor: str, times: list[float], anchors: list[float]) -> dict[str, Any]:
    """Return what was measured beside its anchor."""
    found, beside = rules.spread(times), rules.spread(anchors)
    return {
        "what": what,
        "anchor": anchor,
        **asdict(found),
        "ratio": rules.ratio(found.p50, beside.p50),
        "anchor_p50": beside.p50,
    }


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds something takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def command(folder: Path, *words: str) -> tuple[float, float]:
    """Run a command line in a process of its own; return its seconds, and its megabytes at most. Raises CannotDo."""
    line = [sys.executable, "-P", "-m", "openmash.main", *words, "--data", str(folder), "--json"]
    began = time.perf_counter()
    with (folder / "said.json").open("w") as said:  # our own program on names of ours
        child = subprocess.Popen(line, stdout=said, stderr=subprocess.DEVNULL)  # noqa: S603
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise CannotDo(f"“{' '.join(words[:2])}” failed: {(folder / 'said.json').read_text()[:500]}")
    return time.perf_counter() - began, round(used.ru_maxrss / 1000, 1)


def _parse(path: Path) -> None:
    for _, element in iterparse(path):  # noqa: S314 - our own file
        element.clear()


def _lines(address: Mapping[str, Any], path: Path) -> None:
    with psycopg.connect(**address) as connection, path.open("w", encoding="utf-8") as file:
        connection.execute(AS_MACHINE)
        with connection.cursor(name="lines") as cursor:
            cursor.execute(ROWS)
            for row in cursor:
                file.write("\t".join(map(str, row)) + "\n")
