"""Minutes read in: what was found is a proposal, and a person makes of it what it is."""

from datetime import date
from pathlib import Path

import pytest

from openmash.agencies.tests.lancashire import NOW
from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.improvement import queries, services
from openmash.improvement.choices import Origin

pytestmark = pytest.mark.django_db
REAL = Path(__file__).parents[4] / "shared/mission/board-minutes-2017.txt"
MINUTES = b"""Improvement board, 11 July 2017

Actions:

* To update the plan - Anna Example, 12 September 2017
* To draft the paper - Ben Example/Cara Example

Resolved: that the Board agreed the plan.
"""


def read(actor, content=MINUTES, name="minutes.txt"):
    with request_transaction(actor):
        return services.read_minutes_in(actor=actor, name=name, content=content, title="Board of July 2017", now=NOW)


def rows_of(actor, minutes):
    with request_transaction(actor):
        held = queries.minutes_by_reference(actor, minutes.reference)
        return held, sorted(held.proposed.all(), key=lambda one: one.number)


def test_what_was_read_is_proposed_with_its_sentence(secretary):
    held, rows = rows_of(secretary, read(secretary))

    assert [(one.words, one.owners, one.due, one.state) for one in rows] == [
        ("To update the plan", ["Anna Example"], "2017-09-12", "proposed"),
        ("To draft the paper", ["Ben Example", "Cara Example"], "", "proposed"),
    ]
    assert "To update the plan - Anna Example" in held.text[rows[0].starts : rows[0].ends]
    assert held.resolutions == ["that the Board agreed the plan."]
    assert (held.waiting, held.found) == (2, 2)


def test_a_confirmed_proposal_becomes_an_action_of_the_board_with_its_minutes(secretary):
    held, rows = rows_of(secretary, read(secretary))
    wanted = services.ActionWanted(
        "Update the plan", Origin.MINUTE, held.reference, owners=["Anna Example"], due_on=date(2017, 9, 12)
    )
    with request_transaction(secretary):
        made = services.confirm_proposal(actor=secretary, proposal=rows[0], wanted=wanted, now=NOW)

    assert (made.action.origin_kind, made.action.origin, made.action.words) == (
        "minute",
        held.reference,
        "Update the plan",
    )
    with request_transaction(secretary), pytest.raises(RuleBroken, match="already"):
        services.confirm_proposal(actor=secretary, proposal=rows[0], wanted=wanted, now=NOW)
    with request_transaction(secretary):
        assert [one.words for one in queries.not_placed(secretary)] == ["Update the plan"]


def test_a_declined_proposal_says_why(secretary):
    _, rows = rows_of(secretary, read(secretary))
    with request_transaction(secretary), pytest.raises(RuleBroken, match="Say why"):
        services.decline_proposal(actor=secretary, proposal=rows[1], reason=" ", now=NOW)
    with request_transaction(secretary):
        services.decline_proposal(actor=secretary, proposal=rows[1], reason="It was done that day", now=NOW)

    held, rows = rows_of(secretary, rows[1].minutes)
    assert (rows[1].state, rows[1].reason, held.waiting) == ("declined", "It was done that day", 1)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        pytest.param(b"%PDF-1.7", "scan.pdf", "is a PDF", id="pdf"),
        pytest.param(b" \n ", "empty.txt", "holds no text", id="empty"),
        pytest.param(b"PK\x03\x04broken", "word.docx", "cannot be read as a Word document", id="broken-word"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(secretary, content, name, words):
    with pytest.raises(RuleBroken, match=words):
        read(secretary, content, name)


def test_the_same_minutes_are_read_once(secretary):
    read(secretary)

    with pytest.raises(RuleBroken, match="were read before: “Board of July 2017”"):
        read(secretary, name="other.txt")


def test_a_member_of_the_board_reads_what_was_read_and_reads_nothing_in(secretary, member):
    _, rows = rows_of(member, read(secretary))

    assert len(rows) == 2
    with pytest.raises(Denied):
        read(member, b"Other minutes\n")


def test_the_minutes_of_2017_give_their_actions_their_resolution_and_the_sunday(secretary):
    if not REAL.exists():
        pytest.skip("the shared folder is not here")
    held, rows = rows_of(secretary, read(secretary, REAL.read_bytes(), REAL.name))

    tagged = {one.words: one.owners for one in rows if one.kind == "tagged"}
    assert len(tagged) == 3
    assert ["Debbie Duffell", "Richard Cooke"] in tagged.values()
    assert any("12 week improvement plan" in line for line in held.resolutions)
    assert any("Sunday" in line for line in held.warnings)
