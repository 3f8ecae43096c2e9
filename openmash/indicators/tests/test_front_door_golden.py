"""Every measure of the front door, counted by hand on a handful of contacts, edges included. Rows are in counted_world."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openmash.agencies.choices import Role
from openmash.base.actors import Actor
from openmash.base.clock import LONDON
from openmash.base.transactions import request_transaction
from openmash.frontdoor.tests.conftest import MACHINE, pack  # noqa: F401 - the fixture
from openmash.indicators import queries
from openmash.indicators.engine import keeping
from openmash.indicators.queries.counted import counted as counted_by
from openmash.indicators.queries.measures import SPLITS
from openmash.indicators.rendering import Format, render
from openmash.indicators.rules.periods import Period
from openmash.indicators.tests.counted_world import NOW, WORLD, Row, offers, write

pytestmark = pytest.mark.django_db
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def counted(pack, fresh_extracts):  # noqa: F811
    with request_transaction(MACHINE):
        for number, row in enumerate(WORLD, 1):
            write(row, number)
        offers()
        keeping.extract(now=NOW, whole=True)
        yield


# Measure: (numerator, denominator), counted by hand from the rows above, by their number.
WHOLE = {
    "contacts_received": (10, 10),  # all but October's and December's
    "children_in_contacts": (12, 12),
    # counted: 1, 2, 3, 6, 7, 8, 9, 10; late: 2, 6. Not yet: 4, 5.
    "decided_in_time": (6, 8),
    # counted: 1 (late), 2, 3, 6 (late), 7, 9 (at the very moment), 10 (late); 4 and 8 have no colour; 5 is not overdue.
    "decided_within_rag": (4, 7),
    # reachable: all but 7; 6 was never acknowledged and is overdue; the others at once.
    "acknowledged": (8, 9),
    # decided in November, reachable: 1, 2 (late), 8, 10 (never), 11; not yet: 9. 3 is open again.
    "referrer_answered_in_time": (3, 5),
    # family approached: 1 (history at the same moment), 3 (history afterwards)
    "history_before_family": (1, 2),
    # children of contacts decided, but for open cases: 1 has two (one unchecked), 2, 7, 9 (only the second), 10, 11
    "early_help_check_done": (6, 7),
    # children decided with both levels: 1 (3/2 and 2/2), 2 (3/3), 9 (1/1)
    "level_agreement_referrer_decided": (3, 4),
    # the same and 11 (3/4)
    "level_agreement_recommended_decided": (4, 5),
    # children decided: 1 and 1, 2, 7, 9 and 9, 10, 11; referrals: 2, 11. The reopened one no longer counts.
    "conversion_to_referral": (2, 8),
    # contacts decided: 1, 2, 7, 8, 9, 10, 11; passed: 8
    "passed_to_worker": (1, 7),
    # told in November: 1, 2, 3, 8, 11; disagreed: 2, 3, though 3 is open again
    "disagreements": (2, 5),
    "transfers_offered": (8, 8),  # what a manager settled was not offered
    "transfers_accepted": (1, 3),  # first offers answered: of C-1, C-2, C-3
    "transfers_rejected": (3, 5),
    "transfers_settled": (1, 5),
    "transfers_answered_in_time": (4, 6),  # the late one and the overdue one missed
}
BY_LOCALITY = {
    "decided_in_time": {"": (1, 1), "Central": (4, 5), "East": (1, 1), "North": (0, 1)},
    "referrer_answered_in_time": {"Central": (2, 3), "North": (1, 2)},
    "conversion_to_referral": {"": (0, 2), "Central": (0, 3), "East": (0, 1), "North": (2, 2)},
}


def counts(measure, by="", **more):
    return counted_by([measure], NOVEMBER, keeping.current(), by=by, **more)[measure]


def test_every_measure_of_the_pack_is_counted_as_it_was_by_hand(counted):
    assert {code: counts(code)[""] for code in WHOLE} == WHOLE
    assert {code: counts(code, "locality") for code in BY_LOCALITY} == BY_LOCALITY
    defined = {entry.code for entry in queries.measures_in_force(NOW, report="front-door")}
    assert defined == set(WHOLE) | set(SPLITS) | queries.OF_OTHER_ROOMS


def test_groups_add_up_to_the_whole_and_a_locality_counts_alone(counted):
    for code, (numerator, denominator) in WHOLE.items():
        for by in ("locality", "source", "rag", "month", "agency"):
            parts = counts(code, by).values()
            assert (sum(n for n, _ in parts), sum(d for _, d in parts)) == (numerator, denominator), (code, by)
    assert counts("decided_in_time", locality="North") == {"": (0, 1)}
    assert counts("contacts_received", "source") == {"2A": (8, 8), "6": (1, 1), "9": (1, 1)}
    assert counts("children_in_contacts", "outcome")[""] == (5, 5)


def test_people_see_counts_under_twenty_and_data_the_interval(counted):
    [one] = queries.measure_figures("decided_in_time", NOVEMBER, now=NOW)

    assert one.sentence == "6 of 8 decided in time; too few for a percentage"
    # Wilson, z = 1.959964: centre (6/8 + z*z/16) / (1 + z*z/8), written out in test_figures.
    assert (one.percent, one.low, one.high) == (None, 40.9, 92.9)


@pytest.mark.parametrize("code", ["decided_in_time", "transfers_accepted", "contacts_received"])
def test_a_group_with_nothing_to_count_is_said_and_not_left_out(counted, code):
    spring = Period(date(2026, 4, 1), date(2026, 5, 31))
    localities = queries.measure_figures(code, spring, by="locality", now=NOW)
    months = queries.measure_figures(code, spring, by="month", now=NOW)
    agencies = queries.measure_figures(code, spring, by="agency", now=NOW)
    [north] = queries.measure_figures(code, spring, by="locality", locality="North", now=NOW)

    assert [one.by for one in localities] == ["North", "Central", "East"]
    assert len(months) == 2
    assert "Lancashire Constabulary" in {one.by for one in agencies}
    whole = None if code == "contacts_received" else 0
    assert {(one.numerator, one.denominator) for one in (*localities, *months, *agencies)} == {(0, whole)}
    assert north.by == "North"
    if whole is not None:
        assert localities[0].sentence.startswith("0 of 0 ")


def test_a_colour_that_nobody_set_is_counted_as_none_beside_those_that_were_set(counted):
    parts = queries.measure_figures("contacts_by_rag", NOVEMBER, now=NOW)
    nothing = queries.measure_figures("contacts_by_rag", Period(date(2026, 4, 1), date(2026, 4, 30)), now=NOW)

    assert {one.denominator for one in parts} == {10}
    assert [(one.by, one.numerator, one.denominator) for one in nothing] == [
        ("Red", 0, 0),
        ("Amber", 0, 0),
        ("Green", 0, 0),
    ]


def test_a_measure_or_group_that_is_not_counted_is_refused_in_words(counted):
    with pytest.raises(LookupError, match="no measure happiness"):
        queries.measure_figures("happiness", NOVEMBER, now=NOW)
    with pytest.raises(LookupError, match="Only children have an outcome"):
        queries.measure_figures("decided_in_time", NOVEMBER, by="outcome", now=NOW)
    with pytest.raises(LookupError, match="no locality Atlantis"):
        queries.front_door_report(NOVEMBER, locality="Atlantis", now=NOW)


# One for each source of the extract (23), the snapshot, and three for the pack in force and who is counting.
MOST_QUERIES = 27


def test_a_report_takes_the_same_few_queries_however_much_it_says(counted):
    queries.front_door_report(NOVEMBER, now=NOW)
    with CaptureQueriesContext(connection) as few:
        made = queries.front_door_report(NOVEMBER, now=NOW)
    for number, row in enumerate(WORLD, 100):
        write(row, number)
    with CaptureQueriesContext(connection) as many:
        queries.front_door_report(NOVEMBER, now=NOW)

    assert len(few) == len(many) <= MOST_QUERIES
    told = {one.measure: (one.numerator, one.denominator) for one in made.figures if not one.by}
    shares = {code: pair for code, pair in WHOLE.items() if told[code][1] is not None}
    assert {code: told[code] for code in shares} == shares


@pytest.mark.parametrize("kind", list(Format))
def test_the_report_of_these_is_printed_in_every_form(counted, kind):
    printed = render(queries.front_door_report(NOVEMBER, now=NOW), kind)

    assert len(printed) > 1000


def test_the_published_report_gives_nothing_small_away(counted):
    public = queries.front_door_report(NOVEMBER, now=NOW).published_version()

    shown = [one.denominator_shown if one.is_median else one.numerator_shown for one in public.figures]
    assert all(number in ("0", "c") or int(number) > 5 for number in shown)


def test_the_cases_behind_a_figure_are_those_the_reader_may_see(counted):
    manager = Actor(user_id=1, in_authority=True, roles=frozenset({Role.MASH_MANAGER}))
    board = Actor(user_id=2, in_authority=True, roles=frozenset({Role.BOARD_MEMBER}))

    def cases(actor, measure, *, missed):
        with request_transaction(actor):
            found = queries.cases_behind(actor, measure, NOVEMBER, missed=missed, now=NOW)
            return [one.reference for one in found.seen]

    assert cases(manager, "decided_in_time", missed=True) == ["C-6", "C-2"]
    # Row 7 is restricted: counted for everybody, listed for those who are cleared.
    assert cases(manager, "decided_in_time", missed=False) == ["C-9", "C-10", "C-8", "C-3", "C-1"]
    assert cases(board, "decided_in_time", missed=True) == []
    assert cases(manager, "early_help_check_done", missed=True) == ["C-1"]
    assert cases(manager, "transfers_rejected", missed=False) == ["C-3", "C-2"]


def test_the_months_of_a_chart_reach_back_and_its_cut_month_stands_apart(counted):
    for number in range(200, 260):
        day = date(2026, 2, 2) + timedelta(days=4 * (number - 200))
        received = datetime.combine(day, datetime.min.time(), tzinfo=LONDON)
        write(Row("earlier", received, received + timedelta(hours=38), received + timedelta(hours=9)), number)

    made = queries.front_door_report(Period(date(2026, 6, 1), date(2026, 11, 20)), now=NOW)

    [chart] = [one for section in made.sections for one in section.charts if one.title.startswith("Contacts received")]
    labels = [mark.point.label for mark in chart.chart.marks]
    # The first contact came on 2 February: that month is not whole.
    assert (labels[0], labels[-1]) == ("March 2026", "October 2026")
    assert [point.label for point in chart.apart] == ["November 2026"]
    assert chart.chart.trial
