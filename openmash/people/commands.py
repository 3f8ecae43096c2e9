"""Commands for people: load an index, find somebody, find many."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from openmash.base.commandline import CannotDo, Options, Result, command, day, existing_file, say

INDEXES = ("social_care", "early_help", "police", "health", "education", "adult_care", "missing")
OUT_COLUMNS = ("query_id", "rank", "index", "record_id", "probability", "ms")


def _load_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("index", metavar="INDEX", choices=INDEXES, help=", ".join(INDEXES))
    parser.add_argument("file", metavar="FILE.csv", type=Path, help="the rows, as CSV")
    parser.add_argument("--changes", action="store_true", help="changed rows only: none is marked as gone")


@command("people load", help="Load or refresh an index of another service.", arguments=_load_arguments)
def load(options: Options) -> Result:
    from openmash.base import clock
    from openmash.base.actors import Actor
    from openmash.base.errors import Refusal
    from openmash.base.transactions import request_transaction
    from openmash.people import services

    actor = Actor.machine("command-line", purpose="load an index")
    say(f"Loading {options.file.name} into {options.index}.")
    try:
        with request_transaction(actor):
            result = services.load_index(
                actor=actor, index=options.index, file=options.file, changes_only=options.changes, now=clock.now()
            )
    except Refusal as refusal:
        raise CannotDo(refusal.reason, index=options.index, file=str(options.file)) from None
    for remark in (*result.remarks, *result.warnings):
        say(remark)
    names = ("rows", "accepted", "refused", "new", "changed", "gone")
    told = ("noted", "noted_more", "columns_unknown", "columns_missing", "remarks", "warnings")
    return {"index": options.index} | {name: getattr(result, name) for name in (*names, *told)}


def _question_arguments(parser: ArgumentParser) -> None:
    for name in ("given", "family", "sex", "address", "postcode", "nhs", "upn"):
        parser.add_argument(f"--{name}", default="")
    parser.add_argument("--dob", type=day, help="date of birth, YYYY-MM-DD")
    parser.add_argument("--age", type=int, help="as of today, give or take one")
    parser.add_argument("--top", type=int, default=5, help="how many at most (5)")


@command("people find", help="Look somebody up in all loaded indexes.", arguments=_question_arguments)
def find(options: Options) -> Result:
    from openmash.base import clock

    asked = {name: getattr(options, name) for name in ("given", "family", "sex", "address", "postcode", "nhs", "upn")}
    return _found({**asked, "dob": options.dob, "age": options.age}, top=options.top, now=clock.now())


def _found(asked: dict[str, Any], *, top: int, now: Any) -> dict[str, Any]:
    """Look one person up as the page does: one transaction, one line in the trail."""
    from time import perf_counter

    from openmash.base.actors import Actor
    from openmash.base.clock import london_day
    from openmash.base.transactions import request_transaction
    from openmash.people import queries
    from openmash.trail import services as trail

    actor = Actor.machine("command-line", purpose="look-up")
    start = perf_counter()
    with request_transaction(actor):
        candidates = queries.find(actor, today=london_day(now), top=max(top, 0), **asked)
        trail.saw(
            actor=actor,
            subject="search people",
            purpose="look-up",
            at=now,
            found=[f"{c.index} {c.record_id}" for c in candidates],
        )
    return {
        "ms": round((perf_counter() - start) * 1000, 2),
        "candidates": [
            {"index": c.index, "record_id": c.record_id, "probability": c.probability, "why": c.why} for c in candidates
        ],
    }


def _file_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="QUERIES.csv", type=existing_file, help="one question a row, with query_id")
    parser.add_argument("--out", metavar="OUT.csv", type=Path, required=True, help="where the answers go")
    parser.add_argument("--top", type=int, default=5, help="how many at most for each (5)")


@command("people find-file", help="Look many people up, one at a time, as the page does.", arguments=_file_arguments)
def find_file(options: Options) -> Result:
    import csv

    from openmash.base import clock
    from openmash.base.csvfiles import open_csv
    from openmash.base.errors import Refusal
    from openmash.people.rules.questions import check_question_columns, read_query_row

    rows, found, refused, noted = 0, 0, [], []
    now = clock.now()
    try:
        with options.file.open("rb") as stream, options.out.open("w", encoding="utf-8", newline="") as out:
            source = open_csv(stream)
            unknown = check_question_columns(source.columns)
            writer = csv.writer(out)
            writer.writerow(OUT_COLUMNS)
            for number, cells, _ in source.rows():
                rows += 1
                query = read_query_row(cells, today=clock.london_day(now))
                refused += [{"row": number, "column": column, "reason": reason} for column, reason in query.refused]
                noted += [{"row": number, "column": column, "reason": reason} for column, reason in query.notes]
                if query.refused:
                    continue
                answer = _found(query.asked, top=options.top, now=clock.now())
                found += bool(answer["candidates"])
                writer.writerows(_answer_rows(query.query_id, answer))
    except Refusal as refusal:
        raise CannotDo(refusal.reason, file=str(options.file)) from None
    except OSError as problem:
        where = problem.filename or options.out
        raise CannotDo(f"{where} cannot be opened or written: {problem.strerror}.", file=str(options.file)) from None
    return {
        "rows": rows,
        "accepted": rows - len({item["row"] for item in refused}),
        "found": found,
        "refused": refused,
        "noted": noted[:1000],
        "columns_unknown": unknown,
        "out": str(options.out),
    }


def _answer_rows(query_id: str, answer: dict[str, Any]) -> list[list[Any]]:
    candidates = answer["candidates"]
    if not candidates:
        return [[query_id, 0, "", "", "", answer["ms"]]]
    return [
        [query_id, rank, c["index"], c["record_id"], c["probability"], answer["ms"]]
        for rank, c in enumerate(candidates, start=1)
    ]
