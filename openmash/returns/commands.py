"""Returns on the command line: files read, and files written."""

from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path

from openmash.base.commandline import CannotDo, Options, Result, command, day, say

COMMAND_LINE = "command-line"


def _written_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="start", type=day, required=True, metavar="D", help="first day, YYYY-MM-DD")
    parser.add_argument("--to", dest="end", type=day, required=True, metavar="D", help="last day, included")
    parser.add_argument("--out", type=Path, required=True, metavar="PATH", help="where it is written")


@command(
    "returns write-cin", help="Write the children in need census of a period as XML.", arguments=_written_arguments
)
def write_cin(options: Options) -> Result:
    from openmash.base import clock
    from openmash.base.actors import Actor
    from openmash.base.errors import Refusal
    from openmash.base.transactions import request_transaction
    from openmash.returns.services.writingcin import write_census

    actor = Actor.machine(COMMAND_LINE, purpose="write a return")
    try:
        with request_transaction(actor):
            written = write_census(actor=actor, start=options.start, end=options.end, out=options.out, now=clock.now())
    except Refusal as refusal:
        raise CannotDo(refusal.reason, out=str(options.out)) from None
    if written.left_out:
        say(
            f"NOT IN THE RETURN: {written.left_out} of {written.left_out + written.tables['Child']} children with a case."
        )
    for row in written.in_words:
        say(f"{row['what']}: {row['times']}. {row['effect']}")
    return {
        "tables": dict(written.tables),
        "out": str(options.out),
        "lacking": written.in_words,
        "said": written.said,
        "left_out": {"children": written.left_out, "whom": written.whom},
    }


@command("returns write-ssd", help="Write the standard safeguarding dataset of a period.", arguments=_written_arguments)
def write_ssd(options: Options) -> Result:
    from openmash.base import clock
    from openmash.base.actors import Actor
    from openmash.base.errors import Refusal
    from openmash.base.transactions import request_transaction
    from openmash.returns.services import writingssd

    actor = Actor.machine(COMMAND_LINE, purpose="write a return")
    try:
        with request_transaction(actor):
            tables = writingssd.write_ssd(
                actor=actor, start=options.start, end=options.end, out=options.out, now=clock.now()
            )
    except Refusal as refusal:
        raise CannotDo(refusal.reason, out=str(options.out)) from None
    return {"tables": tables, "out": str(options.out)}


def _read_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.xml", type=Path, help="a children in need census of any year since 2021")


@command("returns read-cin", help="Take children and their cases from a census file.", arguments=_read_arguments)
def read_cin(options: Options) -> Result:
    from openmash.base import clock
    from openmash.base.actors import Actor
    from openmash.base.errors import Refusal
    from openmash.returns.services.readingcin import read_census

    actor = Actor.machine(COMMAND_LINE, purpose="read a return")
    say(f"Reading {options.file.name}.")
    try:
        return read_census(actor=actor, path=options.file, now=clock.now()).as_data()
    except Refusal as refusal:
        raise CannotDo(refusal.reason, file=str(options.file)) from None


def _book_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="BOOK", type=Path, help="an Annex A workbook: .xlsx, .xlsm, .xlsb, .xls or .ods"
    )


@command(
    "returns read-annex-a", help="Take children and their cases from an Annex A workbook.", arguments=_book_arguments
)
def read_annex_a(options: Options) -> Result:
    from openmash.base import clock
    from openmash.base.actors import Actor
    from openmash.base.errors import Refusal
    from openmash.returns.services import annexa

    actor = Actor.machine(COMMAND_LINE, purpose="read a return")
    say(f"Reading {options.file.name}.")
    try:
        read, book = annexa.read_annex_a(actor=actor, path=options.file, name=options.file.name, now=clock.now())
    except Refusal as refusal:
        raise CannotDo(refusal.reason, lists={}, layout=None, file=str(options.file)) from None
    for remark in book.remarks:
        say(remark)
    return {
        "lists": {held.layout.name: held.as_data() for held in book.lists.values()},
        "layout": book.layout,
        "children": read.children,
        "facts": read.new,
        "changed": read.changed,
        "told_until": read.told_until,
        "reference": read.reference,
        "remarks": book.remarks,
    }


@command("returns write-annex-a", help="Write an Annex A of a period as a workbook.", arguments=_written_arguments)
def write_annex_a(options: Options) -> Result:
    from openmash.base import clock
    from openmash.base.actors import Actor
    from openmash.base.errors import Refusal
    from openmash.base.transactions import request_transaction
    from openmash.returns.services.writingannexa import write_annex_a as write

    actor = Actor.machine(COMMAND_LINE, purpose="write a return")
    try:
        with request_transaction(actor):
            rows = write(actor=actor, start=options.start, end=options.end, out=options.out, now=clock.now())
    except Refusal as refusal:
        raise CannotDo(refusal.reason, out=str(options.out)) from None
    return {"tables": rows, "out": str(options.out)}


def _facts_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.csv", type=Path, help="one row for each thing that happened, as CSV")
    parser.add_argument("--as-of", type=day, metavar="D", help="the day on which the file was true, YYYY-MM-DD (now)")


@command("returns read-facts", help="Take what happened in cases from a CSV of our own.", arguments=_facts_arguments)
def read_facts(options: Options) -> Result:
    from openmash.base import clock
    from openmash.base.actors import Actor
    from openmash.base.errors import Refusal
    from openmash.returns.services import readingfacts

    actor = Actor.machine(COMMAND_LINE, purpose="read facts from a file")
    say(f"Reading {options.file.name}.")
    try:
        read = readingfacts.read_facts(actor=actor, path=options.file, as_of=options.as_of, now=clock.now())
    except Refusal as refusal:
        raise CannotDo(refusal.reason, file=str(options.file)) from None
    for remark in read.remarks:
        say(remark)
    return asdict(read)
