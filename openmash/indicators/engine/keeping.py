"""Extracts: one DuckDB file for each, and a note of which holds now. Whole the first time, then what changed since.

A file is written beside the one in use and put in its place when it is whole, so that a reader never meets half of it.
PostgreSQL keeps with every row the transaction that wrote it: rows of transactions that had not ended when the last extract
was made are taken anew, and keys that are gone are taken out. So no table needs a column for it, and none is forgotten.
"""

import fcntl
import json
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from openmash.indicators.engine import preparing, reading
from openmash.indicators.engine.asking import ask, only
from openmash.indicators.engine.sources import SOURCES, Source, fingerprint

NOTE = "current.json"
KEPT = 2
# Beyond this many transactions the numbers may come round, and everything is taken anew.
MOST_TRANSACTIONS = 1_000_000_000
READERS = 2


@dataclass(frozen=True)
class Extract:
    """One extract: its number, the moment it is of, and which transactions it saw. The rows each table held, and how it was made."""

    number: int
    extracted_at: datetime
    database: str
    seen_until: int
    made_by: str
    whole: bool
    rows: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        return folder() / f"extract-{self.number}.duckdb"

    @property
    def words(self) -> str:
        """Return which data it is, for a figure to name."""
        return f"extract {self.number}"


def folder() -> Path:
    """Return where extracts lie: under the data folder, for its owner alone."""
    return Path(settings.DATA_DIR) / "figures"


def current() -> Extract | None:
    """Return the extract that holds now, if there is one of this release's kind and of this database."""
    try:
        held = json.loads((folder() / NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    held["extracted_at"] = datetime.fromisoformat(held["extracted_at"])
    extract = Extract(**held)
    known = extract.made_by == fingerprint() and extract.database == reading.name_of_database()
    return extract if known and extract.file.exists() else None


def extract(*, now: datetime, whole: bool = False, then: Callable[[Extract], object] | None = None) -> Extract:
    """Take what changed since the last extract, or everything; keep it, and return it. One at a time.

    `then` is done with it before it holds, so that who reads what is made of an extract never waits for it.
    """
    with _alone():
        before = None if whole else current()
        number = _next_number()
        target = folder() / f"extract-{number}.duckdb"
        target.unlink(missing_ok=True)
        began = time.perf_counter()
        try:
            made = _taken(before, target, number, now, began)
            if then:
                then(made)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        _put_in_place(made)
        return made


def is_being_made() -> bool:
    """Whether somebody is taking an extract at this moment."""
    if not folder().exists():
        return False
    with (folder() / ".lock").open("a", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@contextmanager
def _alone() -> Iterator[None]:
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder() / ".lock").open("a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _next_number() -> int:
    numbers = [int(one.stem.removeprefix("extract-")) for one in folder().glob("extract-*.duckdb")]
    return max(numbers, default=0) + 1


def _taken(before: Extract | None, target: Path, number: int, now: datetime, began: float) -> Extract:
    import duckdb

    with reading.reading() as first:
        seen_until, snapshot = first.one(
            "select pg_snapshot_xmin(pg_current_snapshot())::text, pg_export_snapshot()::text"
        )
        passed = int(seen_until) - before.seen_until if before else 0
        if before is None or not 0 <= passed < MOST_TRANSACTIONS:
            before = None
        else:
            shutil.copyfile(before.file, target)
        with duckdb.connect(str(target)) as kept:
            ask(kept, "set threads = 2")
            rows, changed = _all_taken(first, snapshot, kept, before, passed)
            taken = time.perf_counter()
            preparing.prepare(kept)
    seconds = {"taken": round(taken - began, 3), "prepared": round(time.perf_counter() - taken, 3)}
    return Extract(
        number=number,
        extracted_at=now,
        database=reading.name_of_database(),
        seen_until=int(seen_until),
        made_by=fingerprint(),
        whole=before is None,
        rows=rows,
        changed=changed,
        seconds=seconds,
    )


def _all_taken(
    first: reading.Reader, snapshot: str, kept: Any, before: Extract | None, passed: int
) -> tuple[dict[str, int], dict[str, int]]:
    """Take every source, half of them over a second connection that sees the same snapshot; rows held and changed."""
    shares = _shares(before)

    def take(place: int) -> list[tuple[str, int, int]]:
        own = kept.cursor()
        if place == 0:
            return [(one.name, *_one_taken(first, own, one, before, passed)) for one in shares[0]]
        with reading.reading(snapshot) as reader:
            return [(one.name, *_one_taken(reader, own, one, before, passed)) for one in shares[place]]

    if snapshot:
        with ThreadPoolExecutor(READERS) as pool:
            found = [one for share in pool.map(take, range(READERS)) for one in share]
    else:  # a reader inside somebody's open transaction: nobody else sees what it sees
        shares = [list(SOURCES.values())]
        found = take(0)
    return {name: rows for name, rows, _ in found}, {name: changed for name, _, changed in found}


def _shares(before: Extract | None) -> list[list[Source]]:
    """Return the sources in as many shares as there are readers, each about as long as the other."""
    weight = {name: len(one.columns) * (before.rows.get(name, 0) + 1 if before else 1) for name, one in SOURCES.items()}
    weight |= {} if before else {"contacts": 40, "taken": 25, "children": 18, "work": 12, "requests": 12}
    shares: list[list[Source]] = [[] for _ in range(READERS)]
    loads = [0] * READERS
    for name in sorted(SOURCES, key=lambda name: -weight[name]):
        lightest = loads.index(min(loads))
        shares[lightest].append(SOURCES[name])
        loads[lightest] += weight[name]
    return shares


def _one_taken(
    reader: reading.Reader, kept: Any, source: Source, before: Extract | None, passed: int
) -> tuple[int, int]:
    """Take one source; return how many rows it holds now, and how many came."""
    if before is None:
        rows = reader.read(source.sql)
        kept.register("coming", rows)
        ask(kept, f"create or replace table {source.name} as select * from coming")
        kept.unregister("coming")
        held = _held(kept, source)
        return held, held
    changes = reader.read(source.changed_since(passed))
    kept.register("coming", changes)
    ask(kept, "create or replace temp table come as select * from coming")
    kept.unregister("coming")
    came = only(kept, "select count(*) from come")
    if came:
        ask(kept, f"delete from {source.name} where id in (select id from come)")
        ask(kept, f"insert into {source.name} select * from come")
    (wanted,) = reader.one(source.counted)
    if _held(kept, source) != wanted:
        kept.register("coming", reader.read(source.keys))
        ask(kept, "create or replace temp table come as select * from coming")
        kept.unregister("coming")
        ask(kept, f"delete from {source.name} where id not in (select id from come)")
    return int(wanted), came


def _held(kept: Any, source: Source) -> int:
    return only(kept, f"select count(*) from {source.name}")


def _put_in_place(made: Extract) -> None:
    """Say that this extract holds now, and take away those before the last: who still reads one keeps it open."""
    note = asdict(made) | {"extracted_at": made.extracted_at.isoformat()}
    waiting = folder() / f"{NOTE}.new"
    waiting.write_text(json.dumps(note), encoding="utf-8")
    waiting.replace(folder() / NOTE)
    for old in sorted(folder().glob("extract-*.duckdb"), key=lambda one: one.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)
