"""An Annex A of a council that nobody knows here: sent by the analyst, understood, put right, and read on a child's case."""

from datetime import date
from pathlib import Path

import pytest

from openmash.base import jobs
from openmash.base.transactions import request_transaction
from openmash.people.models import Person
from openmash.returns.rules.annexa.layout import EARLIER
from openmash.returns.tests.annexa import cells_of, row_of, write_book
from tests.journeys.ways.acts import actor_of
from tests.journeys.ways.conftest import Clock, Visit

pytestmark = pytest.mark.journey

CHILD = {"child": "AX-90210", "worker": "Wyn Worker"}


def workbook(path: Path, today: date) -> Path:
    """Write a workbook as some council's system does: a title above the headings, mixed names, codes without their letters."""
    began = date(today.year - 1, 3, 2)
    referral = cells_of(3, [row_of(3, began=began, source="Police", no_action="No", **CHILD)], EARLIER)
    referral[0][referral[0].index("Allocated Team")] = "Patch"
    plans = cells_of(
        7,
        [
            row_of(
                7, began=began, category="Neglect", latest_category="Neglect", visited_on="", reviewed_on="", **CHILD
            ),
            row_of(7, began="next week", child="AX-1"),
        ],
        EARLIER,
    )
    return write_book(
        path, {"Cover": [["Invented data"]], "List_7": plans, "List 3": [["List 3: Referral"], [], *referral]}
    )


def test_an_annex_a_becomes_a_case(visit: Visit, time: Clock, tmp_path: Path) -> None:
    analyst = visit("analyst")
    path = workbook(tmp_path / "Exampleshire.xlsx", time.now().date())

    analyst.goes_home()
    analyst.follows("Workbooks read in")
    analyst.page.get_by_role("button", name="Send an Annex A").click()
    analyst.page.get_by_label("Workbook").set_input_files(path)
    analyst.presses("Read it")
    analyst.reads("It is being read")
    jobs.discover()
    jobs.run_waiting(now=time.now())
    analyst.follows("Look again")
    analyst.reads(
        "2 of 3 rows accepted, 1 refused",
        "Child Protection Plan Start Date",
        "This is not a date. Write it as DD/MM/YYYY.",
        "Columns that are missing: Allocated Team.",
    )

    analyst.follows("Patch")
    analyst.picks("What is it?", "Allocated Team")
    analyst.presses("Remember it")
    analyst.follows("Read it again")
    analyst.presses("Read it again")
    jobs.run_waiting(now=time.now())
    analyst.follows("Look again")
    analyst.reads("0 facts new, 1 corrected")

    with request_transaction(actor_of("manager")):
        child = Person.objects.get(known_by="AX-90210").reference
    manager = visit("manager")
    manager.opens(f"/people/{child}/case/")
    manager.reads(
        "Child AX-90210, name not given", "Child protection plan", "Neglect", "Referral", "Police", "Team East"
    )
