"""Every measure counted on a standalone Spark cluster, and the same as DuckDB counts it here.

Run by `.ci/spark`, which has Java and the libraries of `requirements/spark.txt`; the product needs neither. It starts a master and
two workers on this machine, gives them the tables of an extract as Parquet, and ends what it started. Prints what it compared, and
fails where anything differs.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

HERE, PATIENCE, WORKERS, FEWEST_ROWS = "127.0.0.1", 120, 2, 200
START, PASSING = date(2014, 1, 1), ("OPEN", "pass_to_allocated_worker")
ADDRESS = re.compile(r"spark://[\w.]+:\d+")


@contextmanager
def started(kind: str, *words: str, log: Path) -> Iterator[None]:
    """Run one part of a cluster meanwhile."""
    import pyspark

    home = Path(pyspark.__file__).parent
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{kind}", "--host", HERE, *words]
    known = os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": HERE, "SPARK_WORKER_DIR": str(log.parent / "work")}
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out, env=known) as process:
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Yield the address of a cluster of a master and two workers."""
    with ExitStack() as held:
        log = folder / "master.log"
        held.enter_context(started("master.Master", "--port", "0", "--webui-port", "0", log=log))
        address = waited_for(lambda: ADDRESS.search(log.read_text(errors="replace")), "the master")[0]
        for number in range(WORKERS):
            words = ("--cores", "1", "--memory", "1g", "--webui-port", "0", address)
            held.enter_context(started("worker.Worker", *words, log=folder / f"worker-{number}.log"))
        waited_for(lambda: log.read_text(errors="replace").count("Registering worker") == WORKERS, "both workers")
        yield address


def waited_for(what, name):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.2)
    raise SystemExit(f"Spark did not start within {PATIENCE} s: {name}.")


def as_parquet(extract, folder: Path) -> list[str]:
    """Write the tables of an extract, and what is worked out for them, as Parquet; return their names."""
    from openmash.indicators.engine.asking import ask
    from openmash.indicators.engine.data import MADE
    from openmash.indicators.engine.opening import opened
    from openmash.indicators.engine.sources import SOURCES

    names = [*SOURCES, *MADE]
    with opened(extract) as cursor:
        for name in names:
            ask(cursor, f"copy (select * from {name}) to '{folder / name}.parquet' (format parquet)")
    return names


def measures_of(cohort: str, end: date):
    """Return the measures of a cohort month by month as an expression: that which both engines run."""
    from openmash.indicators.engine.rows import by_cohort, rows_of

    rows = rows_of(cohort)
    rows = rows.filter((rows.day >= START) & (rows.day <= end))
    sums = {
        f"{kind}_{code}": rows.count(where=rows[f"{kind}_{code}"])
        for code in by_cohort()[cohort]
        for kind in ("d", "n")
    }
    return rows.group_by(month=rows.day.truncate("M").cast("date"), place=rows.locality.fill_null("")).agg(**sums)


def answers(rows, names) -> set[tuple]:
    return {tuple(str(row[name]) for name in names) for row in rows}


def compare(address: str, extract, folder: Path) -> tuple[int, int, int]:
    """Count everything on both; return how many cohorts, measures and rows were the same. Raises SystemExit where one is not."""
    import ibis
    from pyspark.sql import SparkSession

    from openmash.base.clock import london_day
    from openmash.indicators.engine.asking import records
    from openmash.indicators.engine.opening import opened
    from openmash.indicators.engine.rows import COHORTS, by_cohort, sql_of
    from openmash.indicators.engine.rows import PASSING as MARK

    settings = {
        "spark.driver.host": HERE, "spark.driver.bindAddress": HERE, "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC", "spark.sql.shuffle.partitions": "2", "spark.executor.memory": "900m",
        "spark.cores.max": "2", "spark.executor.cores": "1", "spark.log.level": "ERROR",
    }  # fmt: skip
    _ = ibis.pyspark  # gives Ibis its settings for Spark
    builder = SparkSession.builder.master(address).appName("measures")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    try:
        for name in as_parquet(extract, folder):
            session.read.parquet(str(folder / f"{name}.parquet")).createOrReplaceTempView(name)
        outcomes, end = ", ".join(f"'{code}'" for code in PASSING), london_day(extract.extracted_at)
        wrong, counted, rows = [], 0, 0
        for cohort in COHORTS:
            made = measures_of(cohort, end)
            names = list(made.columns)
            began = time.perf_counter()
            there = session.sql(sql_of(made, "pyspark").replace(f"'{MARK}'", outcomes)).collect()
            with opened(extract) as cursor:
                here = records(cursor, sql_of(made).replace(f"'{MARK}'", outcomes))
            same = answers((row.asDict() for row in there), names) == answers(here, names)
            print(
                f"{cohort}: {len(here)} rows, {'the same' if same else 'NOT THE SAME'}, {time.perf_counter() - began:.1f} s"
            )
            wrong += [] if same else [cohort]
            counted += len(by_cohort()[cohort])
            rows += len(here)
        executors = session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
        if wrong or executors != WORKERS:
            raise SystemExit(f"Not the same: {', '.join(wrong) or 'nothing'}. Workers that counted: {executors}.")
        return len(COHORTS), counted, rows
    finally:
        session.stop()


@dataclass(frozen=True)
class Held:
    """The extract that holds now in a data folder: its file, and of which moment it is."""

    file: Path
    extracted_at: datetime

    @classmethod
    def of(cls, data: Path) -> "Held":
        note = json.loads((data / "figures" / "current.json").read_text(encoding="utf-8"))
        file = data / "figures" / f"extract-{note['number']}.duckdb"
        return cls(file, datetime.fromisoformat(note["extracted_at"]))


def main(data: Path) -> None:
    extract = Held.of(data)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with cluster(folder) as address:
            cohorts, measures, rows = compare(address, extract, folder)
    if rows < FEWEST_ROWS:
        raise SystemExit(f"Only {rows} rows were compared: the extract holds too little to prove anything.")
    print(
        f"{measures} measures of {cohorts} cohorts, by month and locality, {rows} rows: the same on Spark, a master and "
        f"{WORKERS} workers."
    )


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended before it was done."))  # so that the cluster ends too
    main(Path(sys.argv[1]))
