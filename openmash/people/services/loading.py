"""Load an index of another service from a CSV file: all of it or none, in batches, whatever its length."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from django.db import connection, transaction
from psycopg import sql

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.csvfiles import CsvFile, open_csv
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.people import permissions
from openmash.people.choices import SENDER_KINDS, Index
from openmash.people.models import IndexLoad, Person
from openmash.people.queries import records_like
from openmash.people.rules.indexrows import COLUMNS, RowRead, check_columns, read_row
from openmash.people.rules.places import is_postcode
from openmash.people.services.children import LOADING_LOCK, name_the_unnamed
from openmash.sharing import queries as sharing
from openmash.trail import services as trail

BATCH = 5000
# Of what is refused, the table keeps this many; the answer names them all.
KEPT = 2000
NOTED = 1000
READ = (*(column for column in COLUMNS if column != "record_id"), "search_text")
WRITTEN = ("index", "record_id", "content_hash", *READ)


def _names(columns: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


# What is held already and has not gone is not written again: a second load of the same file touches no row.
KEEP = sql.SQL(
    "with written as ("
    " insert into people_indexrecord ({columns}, linked_by, identity_only)"
    " select {columns}, '', false from pg_temp.index_rows fresh"
    " where not exists (select 1 from people_indexrecord held where held.index = %s and held.record_id = fresh.record_id"
    " and held.content_hash = fresh.content_hash and held.gone_at is null)"
    " on conflict (index, record_id) do update set ({changed}, gone_at, identity_only) = row({given}, null, false)"
    " returning xmax = 0 as new)"
    " select count(*) filter (where new), count(*) from written"
).format(
    columns=_names(WRITTEN),
    changed=_names(WRITTEN[2:]),
    given=sql.SQL(", ").join(sql.Identifier("excluded", column) for column in WRITTEN[2:]),
)
LOADER = Actor.machine("index-load")


@dataclass
class LoadResult:
    """What came of loading a file. `noted` holds what is doubtful and was kept; `noted_more` how much was left unlisted."""

    index: str
    changes_only: bool
    rows: int = 0
    accepted: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)
    noted: list[dict[str, Any]] = field(default_factory=list)
    noted_more: int = 0
    columns_unknown: list[str] = field(default_factory=list)
    columns_missing: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    number: int = 0

    def refuse(self, row: int, column: str, reason: str) -> None:
        self.refused.append({"row": row, "column": column, "reason": reason})

    def note(self, row: int, column: str, reason: str) -> None:
        if len(self.noted) < NOTED:
            self.noted.append({"row": row, "column": column, "reason": reason})
        else:
            self.noted_more += 1


def load_index(
    *, actor: Actor, index: str, file: Path | BinaryIO, changes_only: bool = False, now: datetime
) -> LoadResult:
    """Load or refresh an index. A whole load marks as gone what its file no longer holds; changes alone do not.

    Raises Denied, and RuleBroken when the file as a whole cannot be used: the index then stays as it was.
    """
    permissions.check_can_load_indexes(actor)
    if index not in set(Index):
        raise RuleBroken(f"There is no index {index}. The indexes are: {', '.join(Index)}.", field="index")
    with _opened(file) as stream, transaction.atomic():
        source = open_csv(stream)
        result = LoadResult(index, changes_only, remarks=source.remarks)
        result.columns_unknown, result.columns_missing = check_columns(source.columns)
        # Rows of restricted people are refreshed too, so the loader's eyes are used and not the actor's.
        with request_transaction(LOADER):
            _load(source, result, now)
            _keep_restricted_hidden(index, now)
            name_the_unnamed(actor=LOADER, index=index, now=now)
        result.warnings = sharing.doubts_on_loading(actor, kinds=SENDER_KINDS.get(Index(index), ()), on=london_day(now))
        load = IndexLoad.objects.create(
            index=index,
            loaded_at=now,
            loaded_by=actor.reference,
            changes_only=changes_only,
            rows=result.rows,
            accepted=result.accepted,
            new=result.new,
            changed=result.changed,
            gone=result.gone,
            refused=_kept(result),
            warnings=result.warnings,
        )
        result.number = load.pk
        trail.record(
            actor=actor, kind="index.loaded", subject=f"index {index}", at=now, rows=result.rows,
            accepted=result.accepted, new=result.new, changed=result.changed, gone=result.gone,
        )  # fmt: skip
    return result


def _kept(result: LoadResult) -> list[dict[str, Any]]:
    """Return what the table keeps of a load: what was refused, then what is doubtful, then what is said of the file."""
    remarks = list(result.remarks)
    if result.columns_unknown:
        remarks.append(f"Columns that are not known and were left out: {', '.join(result.columns_unknown)}.")
    if result.noted_more:
        remarks.append(f"{result.noted_more} more doubtful values were kept and are not listed.")
    if len(result.refused) > KEPT:
        remarks.append(f"{len(result.refused) - KEPT} more refused values are not listed.")
    kept = [*result.noted, *({"row": 0, "column": "", "reason": remark} for remark in remarks)]
    return [*result.refused[:KEPT], *({**item, "kept": True} for item in kept)]


@contextmanager
def _opened(file: Path | BinaryIO) -> Iterator[BinaryIO]:
    if isinstance(file, Path):
        try:
            with file.open("rb") as stream:
                yield stream
        except OSError as problem:
            raise RuleBroken(f"The file {file.name} cannot be opened: {problem.strerror}.") from None
    else:
        yield getattr(file, "file", None) or file


def _load(source: CsvFile, result: LoadResult, now: datetime) -> None:
    with connection.cursor() as cursor:
        # One load of an index at a time, and the record_ids met so far, kept by the database and not in memory.
        cursor.execute(LOADING_LOCK, [result.index])
        cursor.execute("drop table if exists pg_temp.index_loading")
        cursor.execute("create temporary table index_loading (record_id varchar(60) primary key) on commit drop")
        cursor.execute("drop table if exists pg_temp.index_rows")
        cursor.execute(
            sql.SQL(
                "create temporary table index_rows on commit drop as select {} from people_indexrecord limit 0"
            ).format(_names(WRITTEN))
        )
        rows, found = source.rows(), set[str]()
        while batch := list(islice(rows, BATCH)):
            _load_batch(cursor, batch, result, london_day(now), found)
        if not result.changes_only:
            _mark_gone(cursor, result, now)
        cursor.execute("drop table pg_temp.index_loading, pg_temp.index_rows")
        cursor.execute("select people_settle_search_text()")


def _load_batch(
    cursor: Any, batch: list[tuple[int, dict[str, str], str]], result: LoadResult, today: date, found: set[str]
) -> None:
    reads = []
    for number, cells, problem in batch:
        read = read_row(cells, today=today)
        if problem:
            read.refused.append(("", problem))
        reads.append((number, read))
    result.rows += len(batch)
    fresh = _met_first(cursor, (read.values["record_id"] for _, read in reads))
    accepted: dict[str, RowRead] = {}
    for number, read in reads:
        record_id = read.values["record_id"]
        if record_id in fresh:
            fresh.discard(record_id)
        elif not any(column == "record_id" for column, _ in read.refused):
            read.refused.append(("record_id", "Another row of this file has the same record_id."))
        for column, reason in read.refused:
            result.refuse(number, column, reason)
        if not read.refused:
            accepted[record_id] = read
            for column, reason in read.notes:
                result.note(number, column, reason)
    result.accepted += len(accepted)
    _note_unknown_postcodes(reads, accepted, result, today, found)
    _save(cursor, accepted, result)


def _note_unknown_postcodes(
    reads: list[tuple[int, RowRead]], accepted: dict[str, RowRead], result: LoadResult, today: date, found: set[str]
) -> None:
    """Tell which postcodes have the form of one and are in no table. Before a pack is loaded nobody knows any.

    `found` holds those of earlier rows that are in the table: at most as many as it has.
    """
    kept = [
        (number, read.values["postcode"]) for number, read in reads if accepted.get(read.values["record_id"]) is read
    ]
    formed = {postcode for _, postcode in kept if postcode not in found and is_postcode(postcode)}
    try:
        found |= agencies.districts_of(formed, on=today).keys() if formed else set()
    except RuleBroken:
        return
    for number, postcode in kept:
        if postcode in formed and postcode not in found:
            result.note(number, "postcode", "This postcode is not in the table of postcodes; it is kept as given.")


def _met_first(cursor: Any, record_ids: Iterable[str]) -> set[str]:
    """Return the record_ids that no earlier batch of this file had."""
    wanted = sorted({record_id for record_id in record_ids if 0 < len(record_id) <= COLUMNS["record_id"]})
    cursor.execute(
        "insert into index_loading select unnest(%s::varchar[]) on conflict do nothing returning record_id", [wanted]
    )
    return {row[0] for row in cursor.fetchall()}


def _save(cursor: Any, accepted: dict[str, RowRead], result: LoadResult) -> None:
    """Write the rows that are new or differ from what is held, by one statement. Links to people stay."""
    with cursor.copy(sql.SQL("copy pg_temp.index_rows ({}) from stdin").format(_names(WRITTEN))) as rows:
        for record_id, read in accepted.items():
            content = hashlib.sha256(repr(sorted(read.values.items())).encode("utf-8", "surrogatepass")).hexdigest()
            rows.write_row((result.index, record_id, content, *(read.values[column] for column in READ)))
    cursor.execute(KEEP, [result.index])
    new, written = cursor.fetchone()
    result.new += new
    result.changed += written - new
    cursor.execute("truncate pg_temp.index_rows")


def _mark_gone(cursor: Any, result: LoadResult, now: datetime) -> None:
    """Mark what the file no longer holds. A file of which nothing was accepted says nothing of what is gone."""
    if not result.accepted:
        result.remarks.append("No row was accepted, so no record was marked as gone.")
        return
    cursor.execute(
        "update people_indexrecord r set gone_at = %s where r.index = %s and r.gone_at is null and not r.identity_only"
        " and not exists (select 1 from index_loading l where l.record_id = r.record_id)",
        [now, result.index],
    )
    result.gone = cursor.rowcount


def _keep_restricted_hidden(index: str, now: datetime) -> None:
    """Link rows that are certainly a restricted person to them: a new row must not tell what the record hides."""
    for person in Person.objects.filter(restricted=True, replaced_by__isnull=True).order_by("pk"):
        rows = [row for row in records_like(LOADER, person) if row.index == index]
        for row in rows:
            row.person, row.linked_at, row.linked_by = person, now, LOADER.reference
            row.save(update_fields=["person", "linked_at", "linked_by"])
            trail.record(
                actor=LOADER, kind="index_record.linked", subject=person, at=now, index=index, record=row.record_id
            )
