"""Returns of the small area: one written, one that cannot be, one that waits, and what records lack."""

import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.returns.services import asking, missing, receiving
from openmash.returns.tests.annexa import cells_of, row_of, write_book
from tests.journeys.edges.shown import Shown

MACHINE = Actor.machine("returns")
PEOPLE = {
    "analyst": (Role.ANALYST, "front-door-support", "Ana Analyst"),
    "principal": (Role.PRINCIPAL_SOCIAL_WORKER, "mash-management", "Pru Principal"),
}
PAGES = {
    "returns:to_send": (Shown("analyst", "/returns/to-send/"),),
    "returns:ask_return": (
        Shown("analyst", "/returns/to-send/write/cin/", errors=True),
        Shown("analyst", "/returns/to-send/write/ssd/", errors=True),
        Shown("analyst", "/returns/to-send/write/nothing/", status=404),
        Shown("triage", "/returns/to-send/write/cin/", status=403),
    ),
    "returns:return_written": (
        Shown("analyst", "/returns/to-send/{return}/"),
        Shown("analyst", "/returns/to-send/{return_refused}/"),
        Shown("analyst", "/returns/to-send/{return_waiting}/"),
        Shown("analyst", "/returns/to-send/RT-1/", status=404),
    ),
    "returns:received": (Shown("analyst", "/returns/received/"),),
    "returns:send_workbook": (
        Shown("analyst", "/returns/received/send/", errors=True),
        Shown("triage", "/returns/received/send/", status=403),
    ),
    "returns:return_read": (
        Shown("analyst", "/returns/received/{book}/"),
        Shown("analyst", "/returns/received/{book_refused}/"),
        Shown("analyst", "/returns/received/{book_waiting}/"),
        Shown("analyst", "/returns/received/RR-1/", status=404),
    ),
    "returns:read_again": (Shown("analyst", "/returns/received/{book}/again/"),),
    "returns:say_heading": (
        Shown("analyst", "/returns/received/{book}/heading/1/", errors=True),
        Shown("analyst", "/returns/received/{book}/heading/99/", status=404),
    ),
    "returns:missing": (Shown("principal", "/returns/missing/"), Shown("locality", "/returns/missing/")),
    "returns:missing_whose": (
        Shown("manager", "/returns/missing/disability/?team=Preston"),
        Shown("principal", "/returns/missing/disability/?team=Preston"),
        Shown("analyst", "/returns/missing/disability/?team=Nobody"),
        Shown("manager", "/returns/missing/nothing/", status=404),
    ),
}
NO_PAGE = {"returns:return_file": "a download"}


def settle_returns(area: Any) -> None:
    """Look through the records, and have returns written: of this year, of a year without anybody, and one that waits."""
    today = area.now.date()
    asked = {
        "return": ("ssd", date(today.year, 1, 1), today),
        "return_refused": ("cin", date(2020, 4, 1), date(2021, 3, 31)),
        "return_waiting": ("ssd", today, today),
    }
    analyst = area.actors["analyst"]
    with request_transaction(analyst):
        made = {
            name: asking.ask_return(actor=analyst, kind=kind, first=first, last=last, now=area.now).reference
            for name, (kind, first, last) in asked.items()
        }
    with request_transaction(MACHINE):
        missing.find_missing(actor=MACHINE, now=area.now)
        for name in ("return", "return_refused"):
            asking.write_return(actor=MACHINE, reference=made[name], now=area.now)
    area.held |= made | receive_books(analyst, area.now)


def receive_books(analyst: Actor, now: datetime) -> dict[str, str]:
    """Have workbooks read: one with a refused row and a heading that nobody knows, one that is none, and one that waits."""
    cells = cells_of(3, [row_of(3), row_of(3, child="5", began="soon", source="a passing cloud")])
    cells[0][cells[0].index("Allocated Team")] = "Patch"
    with tempfile.TemporaryDirectory() as folder:
        whole = write_book(Path(folder) / "Example Annex A.xlsx", {"List_3": cells}).read_bytes()
    sent = {"book": whole, "book_refused": b"no workbook", "book_waiting": whole}
    with request_transaction(analyst):
        made = {
            name: receiving.ask_reading(
                actor=analyst, upload=SimpleUploadedFile("Example Annex A.xlsx", content), now=now
            ).reference
            for name, content in sent.items()
        }
    for name in ("book", "book_refused"):
        receiving.read_asked(actor=MACHINE, reference=made[name], now=now)
    return made
