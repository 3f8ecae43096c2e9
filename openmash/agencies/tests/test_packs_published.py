"""Packs of areas whose times are published: their clocks come out as the source says, on any day, by the clock."""

from datetime import date, datetime

import pytest

from openmash.agencies.packs import SHIPPED, read_pack
from openmash.agencies.packs.schema.clocks import RagUse
from openmash.base import worktime
from openmash.base.clock import LONDON

FRIDAY = datetime(2026, 11, 20, 16, 30, tzinfo=LONDON)
PACKS = {name: read_pack(SHIPPED / name) for name in ("merton", "hackney")}


def london(day, hour, minute, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("pack", "use", "colour", "due"),
    [
        pytest.param("merton", RagUse.AGENCY_ANSWER, "red", london(20, 18, 30), id="merton-red-2-hours"),
        pytest.param("merton", RagUse.AGENCY_ANSWER, "amber", london(20, 22, 30), id="merton-amber-6-hours"),
        pytest.param("merton", RagUse.AGENCY_ANSWER, "green", london(21, 16, 30), id="merton-green-24-hours"),
        pytest.param("hackney", RagUse.DECISION, "red", london(20, 20, 30), id="hackney-red-4-hours"),
        pytest.param("hackney", RagUse.DECISION, "amber", london(21, 16, 30), id="hackney-amber-24-hours"),
        pytest.param("hackney", RagUse.DECISION, "green", london(23, 16, 30), id="hackney-green-72-hours"),
    ],
)
def test_a_colour_gives_the_hours_that_its_area_published(pack, use, colour, due):
    held = PACKS[pack]
    policy = held.rag_policy(FRIDAY.date(), use=use)
    rule = held.clock_rule(policy.colour(colour).clock, FRIDAY.date())

    assert worktime.due(rule, FRIDAY, calendar=held.calendar(FRIDAY.date())).due_at == due
    assert held.clock(policy.colour(colour).clock).source.startswith(pack.capitalize())


def test_blue_in_merton_asks_no_agency():
    assert PACKS["merton"].answer_policy(date(2026, 11, 20)).colour("blue").clock is None


def test_hackney_gives_a_day_from_receipt_to_the_first_rating():
    clock = PACKS["hackney"].clock("first-rating")

    assert (clock.limit, clock.start, clock.stop) == (24, "contact-received", "rating-set")


@pytest.mark.parametrize("name", list(PACKS))
def test_such_a_pack_stands_on_england_and_belongs_to_no_authority(name):
    assert PACKS[name].authority is None
    assert PACKS[name].clock("icpc").layer == "england"
