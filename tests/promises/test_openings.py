"""Whoever a page shows stands in the trail as opened: every page, in every role that may see it, compared with the trail.

The decision of what counts is `docs/decisions/0008-what-counts-as-opening-a-record.md`: people named in the household
of somebody who was opened are part of that opening; a search is one entry with everybody it found; lists of work name
people so that one can choose, hold nothing else of them, and are no opening.
"""

from collections.abc import Iterator

import pytest

from openmash.base import access
from openmash.base.transactions import request_transaction
from openmash.people.models import Person
from openmash.trail import queries as trail
from tests.promises.asking import Asker
from tests.promises.records import FAMILY, MACHINE
from tests.promises.test_access_matrix import ROLES

LISTS = {
    "web:home",
    "web:board",
    "web:team_board",
    "frontdoor:raised",
    "enquiries:requests",
    "enquiries:pictures",
    "meetings:invitations",
    "frontdoor:to_release",
    "schools:notices",
    "schools:own_notices",
    "caseaudits:audits",
    "caseaudits:round",
}


@pytest.fixture(scope="module")
def homes(asker: Asker) -> dict[str, tuple[str, str]]:
    """Return the name and the household of every person, by reference."""
    with request_transaction(MACHINE):
        return {
            person.reference: (person.full_name, person.household.reference)
            for person in Person.objects.select_related("household")
        }


def pages() -> Iterator[tuple[access.Row, str]]:
    """Yield every page of ours with every role that may open it."""
    for row in access.matrix().values():
        if ":" in row.name and not row.name.startswith("base:"):
            for role in ROLES:
                if role in row.roles or "any" in row.roles:
                    yield row, role


def unrecorded(words: str, seen: set[str], homes: dict[str, tuple[str, str]]) -> set[str]:
    """Return whom a page names without an opening: of them, or of somebody they live with."""
    opened_homes = {homes[reference][1] for reference in seen if reference in homes}
    named = {reference for reference, (name, _) in homes.items() if name in words}
    return {reference for reference in named - seen if homes[reference][1] not in opened_homes}


def test_every_page_that_shows_a_person_leaves_an_opening(asker: Asker, homes) -> None:
    wrong, shown = [], 0
    for row, role in pages():
        if "GET" not in asker.methods(row.name):
            continue
        words, seen = asker.look(row, role)
        shown += FAMILY in words
        if row.name in LISTS:
            wrong += [f"{row.name} as {role}: a list that holds more than names"] * (f"{FAMILY} Lane" in words)
        else:
            wrong += [f"{row.name} as {role}: {reference}" for reference in sorted(unrecorded(words, seen, homes))]

    assert not wrong, "shown without an opening:\n" + "\n".join(wrong)
    assert shown > 60, "too few pages showed anybody for this to say much"


def test_the_guard_sees_somebody_shown_and_not_opened(homes) -> None:
    child, adult = homes["P-A1"][0], homes["P-A3"][0]

    assert unrecorded(f"<p>{child}</p><p>{adult}</p>", {"P-A1"}, homes) == {"P-A3"}
    assert unrecorded(f"<p>{child}</p>", set(), homes) == {"P-A1"}
    assert unrecorded(f"<p>{child}</p>", {"P-A2"}, homes) == set()


def test_an_agency_that_opens_what_it_raised_is_recorded(asker: Asker) -> None:
    _, seen = asker.look(access.row_of("frontdoor:raised_contact"), "partner")

    assert "C-A" in seen


def test_a_childs_openings_can_be_shown_with_purpose_and_agency(asker: Asker) -> None:
    words, _ = asker.look(access.row_of("web:child"), "mash_manager")

    assert "Who opened this record" in words
    assert "Overseeing the front door" in words
    assert trail.openings_of("person", "P-A1") == []  # each look above was undone again
