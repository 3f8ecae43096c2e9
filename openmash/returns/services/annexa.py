"""Read an Annex A: the workbook is opened, understood, and kept child by child; what a heading means is said once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock, collecting
from openmash.base.actors import Actor
from openmash.base.errors import NotFound, RuleBroken
from openmash.base.references import drawn_reference
from openmash.base.transactions import request_transaction
from openmash.base.workbooks import open_book
from openmash.cases import queries as cases_queries
from openmash.cases import services as cases
from openmash.cases.choices import FactKind, Source
from openmash.cases.services import FactGiven, FactTaken
from openmash.people import services as people
from openmash.people.services import ChildKnown
from openmash.returns import permissions
from openmash.returns.models import Adopter, HeadingSaid, ReturnRead
from openmash.returns.rules.annexa.book import BookRead, heading_key, read_book
from openmash.returns.rules.annexa.facts import FactSaid, children_said, facts_said
from openmash.returns.rules.annexa.layout import ADOPTERS, LISTS
from openmash.trail import services as trail

READER = Actor.machine("returns", purpose="reading a statutory return")
NO_LIST = (
    "No list of Annex A was found in this workbook. Its sheets are named List 1 to List 11, or have the headings of Ofsted's "
    "workbook in one of their first rows."
)
COLUMN_OF = {
    "began_on": "began",
    "ended_on": "ended",
    "record_id": "child",
    "date_of_birth": "date_of_birth",
    "sex": "sex",
    "ethnicity": "ethnicity",
}


class _Hindered(Exception):
    """Rows that only their own records refuse: they are taken out, and the rest is kept again."""

    def __init__(self, refused: Sequence[tuple[FactSaid, str, str]]) -> None:
        super().__init__()
        self.refused = refused


def council() -> str:
    """Return whose workbooks are read here: what a heading means is remembered for them."""
    return agencies.pack_in_force().about.name


def read_annex_a(*, actor: Actor, path: Path, name: str, now: datetime) -> tuple[ReturnRead, BookRead]:
    """Read a workbook and keep what it says, each child whole or not at all.

    Raises Denied, and RuleBroken with a sentence where nothing of it can be used: nothing is kept then.
    """
    permissions.check_can_read_returns(actor)
    with collecting.resting():
        book = understood(path, now=now)
        return _read(actor, name, book, now), book


def _read(actor: Actor, name: str, book: BookRead, now: datetime) -> ReturnRead:
    with request_transaction(READER):
        read = new_read(actor=actor, name=name, now=now)
        read.save()
        keep_book(actor=actor, read=read, book=book, now=now)
    return read


def new_read(*, actor: Actor, name: str, now: datetime) -> ReturnRead:
    """Return the record of a workbook that somebody has read, not saved yet."""
    return ReturnRead(
        reference=drawn_reference("RR-"),
        council=council(),
        file_name=name[:120],
        asked_at=now,
        asked_by=actor.reference,
        asked_by_name=actor.name,
    )


def understood(path: Path, *, now: datetime) -> BookRead:
    """Open a workbook, and return what of it is understood. Raises RuleBroken with a sentence where it holds no list."""
    sheets, from_1904 = open_book(path)
    with request_transaction(READER):
        said = headings_said()
    book = read_book(sheets, said=said, today=clock.london_day(now), from_1904=from_1904)
    if not book.lists:
        raise RuleBroken(" ".join([NO_LIST, *book.remarks]))
    return book


def headings_said() -> dict[int, dict[str, str]]:
    """Return what somebody of this council said of headings, by list and heading."""
    found: dict[int, dict[str, str]] = {}
    for one in HeadingSaid.objects.filter(council=council()):
        found.setdefault(one.list, {})[one.heading] = one.column
    return found


def keep_book(*, actor: Actor, read: ReturnRead, book: BookRead, now: datetime) -> None:
    """Keep what a workbook says: its children, their facts, and who wants to adopt; then what came of it. Raises Denied."""
    permissions.check_can_read_returns(actor)
    while True:
        try:
            with transaction.atomic():
                _keep_cases(read, book, now)
        except _Hindered as hindered:
            for fact, column, reason in hindered.refused:
                held = book.lists[fact.list]
                if any(one is fact.row for one in held.rows):
                    book.refuse_child(fact.list, fact.row, column, reason)
            continue
        break
    _keep_adopters(read, book)
    read.layout, read.told_until, read.remarks = book.layout, book.told_until, book.remarks
    read.lists = {held.layout.name: held.as_kept() for held in book.lists.values()}
    read.finished_at = now
    read.save()
    trail.record(
        actor=actor,
        kind="return.read",
        subject=f"return {read.reference}",
        at=now,
        children=read.children,
        new=read.new,
        changed=read.changed,
    )


def _keep_cases(read: ReturnRead, book: BookRead, now: datetime) -> None:
    kept = people.keep_children(actor=READER, children=(ChildKnown(**one) for one in children_said(book)), now=now)
    facts = facts_said(book, known_since=_known_since(kept.persons))
    refused = [
        (
            fact,
            book.lists[fact.list].heading(COLUMN_OF.get(kept.refused[fact.child][0], "child")),
            kept.refused[fact.child][1],
        )
        for fact in facts
        if fact.child in kept.refused
    ]
    if refused:
        raise _Hindered(refused)
    by_list = {number: held.speaks_of for number, held in book.lists.items()}
    # One set for all facts of the same lists: a set for each of a hundred thousand takes 200 megabytes.
    spoken = {
        lists: frozenset().union(*(by_list[number] for number in lists))
        for lists in {frozenset(one.lists) for one in facts}
    }
    rows = [
        FactTaken(
            place,
            kept.persons[fact.child],
            fact.kind,
            fact.name,
            FactGiven(fact.began, fact.ended, fact.variety, fact.answers),
            speaks_of=spoken[frozenset(fact.lists)],
        )
        for place, fact in enumerate(facts)
    ]
    rows += _superseded(facts, kept.persons)
    fresh = datetime.combine(book.told_until or clock.london_day(now), time(12), clock.LONDON)
    taken = cases.take_facts(actor=READER, rows=rows, source=Source.ANNEX_A, source_at=min(fresh, now), now=now)
    if taken.refused:
        raise _Hindered(
            [
                (
                    facts[one.row],
                    book.lists[facts[one.row].list].heading(COLUMN_OF.get(one.field, one.field)),
                    one.reason,
                )
                for one in taken.refused
                if one.row < len(facts)
            ]
        )
    read.children, read.new, read.changed = len(kept.persons), taken.new, taken.changed


def _known_since(persons: Mapping[str, Any]) -> dict[str, date]:
    """Return since when care leavers are known by workbooks that were read before, by their numbers."""
    held = cases_queries.taken_before(source=Source.ANNEX_A, kind=FactKind.LEAVER, persons=list(persons.values()))
    return {fact.source_id: fact.began_on for fact in held}


def _superseded(facts: Sequence[FactSaid], persons: Mapping[str, Any]) -> list[FactTaken]:
    """Return the ends of what a workbook told of before as going on, and now tells the next of: a placement, a legal status."""
    ended = []
    for kind in (FactKind.PLACEMENT, FactKind.LEGAL_STATUS):
        fresh = {persons[fact.child].pk: fact for fact in facts if fact.kind == kind}
        about = [persons[fact.child] for fact in fresh.values()]
        for one in cases_queries.taken_before(source=Source.ANNEX_A, kind=kind, persons=about):
            now = fresh[one.person_id]
            if one.ended_on is None and one.source_id != now.name and one.began_on < now.began:
                given = FactGiven(one.began_on, now.began, one.variety, cases_queries.answers_of(one))
                ended.append(FactTaken(len(facts), persons[now.child], kind, one.source_id, given))
    return ended


def _keep_adopters(read: ReturnRead, book: BookRead) -> None:
    held = book.lists.get(ADOPTERS)
    if held is None:
        return
    rows = {
        row.values["adopter"]: Adopter(
            number=row.values["adopter"],
            told={name: _plain(value) for name, value in row.values.items() if name != "adopter"},
            read=read,
        )
        for row in held.rows
    }
    Adopter.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=["number"], update_fields=["told", "read"], batch_size=1000
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def say_heading(*, actor: Actor, list_number: int, heading: str, column: str, now: datetime) -> HeadingSaid:
    """Say what a heading of this council's workbooks means; an empty column leaves it out on purpose. Remembered from then on.

    Raises Denied, and RuleBroken for a column that the list does not have.
    """
    permissions.check_can_read_returns(actor)
    layout = LISTS.get(list_number)
    if layout is None or not heading_key(heading):
        raise NotFound
    if column and column not in {one.name for one in layout.columns}:
        raise RuleBroken("Choose one of the columns of this list.", field="column")
    said, _ = HeadingSaid.objects.update_or_create(
        council=council(),
        list=list_number,
        heading=heading_key(heading)[:200],
        defaults={"column": column, "said_at": now, "said_by": actor.reference, "said_by_name": actor.name},
    )
    trail.record(
        actor=actor, kind="return.heading_said", subject=f"heading {said.pk}", at=now, list=list_number, column=column
    )
    return said
