"""Every measure of cases, counted by hand on a handful of children. The period is October and November 2026."""

from datetime import date, datetime

import pytest

from openmash.base.clock import LONDON
from openmash.base.transactions import request_transaction
from openmash.frontdoor.tests.conftest import MACHINE, pack  # noqa: F401 - the fixture
from openmash.indicators import queries
from openmash.indicators.engine import counting, keeping
from openmash.indicators.engine.auditcohorts import AUDITS
from openmash.indicators.engine.rows import EXPRESSIONS
from openmash.indicators.queries.counted import counted as counted_by
from openmash.indicators.rules.periods import Period
from openmash.indicators.tests.cases_world import NOW, Child, Happened, correct, on, write_children, write_fact
from openmash.people.models import IndexRecord

pytestmark = pytest.mark.django_db
AUTUMN = Period(date(2026, 10, 1), date(2026, 11, 30))
CHILDREN = [
    # 1 Assessed in time and seen, then an enquiry, a conference in time and a plan; visited twice in time, once late.
    Child(
        on(3, 4, 2015),
        [
            Happened("referral", on(10, 1), more={"outcome": "Assessment required"}),
            Happened("assessment", on(10, 2), on(11, 5), due=on(12, 3), more={"seen_on": on(10, 4), "details": {"needs_services": True}}),
            Happened("strategy-discussion", on(10, 5)),
            Happened("section-47", on(10, 5), on(10, 20), due=on(10, 26), more={"seen_on": on(10, 6)}),
            Happened("conference", on(10, 26), variety="initial", due=on(1, 26, 2027), more={"outcome": "plan"}),
            Happened("plan", on(10, 26), variety="cp"),
            Happened("visit", on(10, 27), variety="cp", due=on(11, 10), more={"seen": True, "alone": True}),
            Happened("visit", on(11, 10), variety="cp", due=on(11, 17), more={"seen": True, "alone": False}),
            Happened("visit", on(11, 18), variety="cp", due=on(12, 2), more={"seen": True}),
        ],
    ),
    # 2 Referred again after ten months; assessed late; a conference a day late that made no plan. In the North.
    Child(
        on(6, 1, 2020),
        [
            Happened("referral", on(12, 20, 2025), on(2, 1)),
            Happened("referral", on(10, 20), more={"outcome": "No Further Action"}),
            Happened("assessment", on(8, 3), on(10, 6), due=on(10, 5), more={"details": {"needs_services": False}}),
            Happened("section-47", on(10, 1), on(10, 30), due=on(10, 22)),
            Happened("conference", on(10, 23), variety="initial", more={"outcome": "no_plan"}),
        ],
        team="north-social-work",
    ),
    # 3 A second plan within two years of the first; the first review was missed; restricted, and counted all the same.
    Child(
        on(1, 15, 2012),
        [
            Happened("plan", on(1, 10, 2022), on(2, 1, 2025), variety="cp"),
            Happened("plan", on(11, 2), variety="cp"),
            Happened("conference", on(7, 30), variety="initial", due=on(10, 30), more={"outcome": "plan"}),
            Happened("section-47", on(7, 20), due=on(8, 7)),
            Happened("section-47", on(11, 1), on(11, 8)),
        ],
        restricted=True,
    ),
    # 4 A plan that ended after three years in October; another child's plan ended after two months.
    Child(on(9, 9, 2016), [Happened("plan", on(10, 1, 2023), on(10, 10), variety="cp")]),
    Child(on(9, 9, 2017), [Happened("plan", on(9, 1), on(11, 1), variety="cp")]),
    # 6 In need for three years; visited in October; 7 in need since August, never visited, reviewed late.
    Child(on(2, 2, 2014), [Happened("plan", on(10, 1, 2023), variety="cin"), Happened("visit", on(10, 25), variety="cin")]),
    Child(on(2, 2, 2018), [Happened("plan", on(8, 1), variety="cin"), Happened("review", on(11, 3), variety="cin")]),
    # 8 Looked after since 2025: reviewed in time, health up to date, teeth not, three placements; 12 years old.
    Child(
        on(5, 5, 2014),
        [
            Happened("care-episode", on(5, 1, 2025), due=on(5, 30, 2025)),
            Happened("review", on(5, 30, 2025), variety="care", due=on(8, 30, 2025)),
            Happened("review", on(4, 20), variety="care", due=on(10, 20), more={"details": {"participation": "PN1"}}),
            Happened("review", on(10, 19), variety="care", due=on(4, 19, 2027)),
            Happened("health", on(3, 1), variety="review"),
            Happened("health", on(9, 1, 2025), variety="dental"),
            Happened("health", on(2, 1), variety="sdq"),
            Happened("placement", on(12, 1, 2025), on(3, 1), due=on(12, 8, 2025)),
            Happened("placement", on(3, 1), on(10, 5), due=on(3, 8)),
            Happened("placement", on(10, 5), due=on(10, 12)),
            Happened("visit", on(10, 13), variety="care"),
            Happened("education", on(7, 1), variety="pep"),
        ],
    ),
    # 9 Came into care in October for the second time within a year, seen by a doctor in time; 4 years old.
    Child(
        on(10, 10, 2022),
        [
            Happened("care-episode", on(1, 5), on(2, 1), due=on(2, 2)),
            Happened("care-episode", on(10, 12), due=on(11, 6)),
            Happened("health", on(11, 6), variety="initial"),
            Happened("review", on(11, 9), variety="care"),
        ],
    ),
    # 10 A care leaver whose plan was reviewed in August.
    Child(on(1, 1, 2008), [Happened("plan", on(1, 5), variety="pathway"), Happened("review", on(8, 1), variety="pathway")]),
    # 11 Withdrawn as wrong: counts for nothing.
    Child(
        on(1, 1, 2019),
        [Happened("referral", on(10, 3), more={"withdrawn_at": NOW, "withdrawn_by": "user:1", "withdrawn_because": "So"})],
    ),
]  # fmt: skip
# Measure: (counted, measured), by hand from the children above, by their number.
WHOLE = {
    "referrals": (2, 2),  # 1, 2
    "referrals_again_12m": (1, 2),  # 2
    "referrals_no_further_action": (1, 2),
    "assessments_completed": (2, 2),
    "assessments_in_45_days": (1, 2),
    "assessments_child_seen": (1, 2),
    "assessments_no_services": (1, 2),
    "assessments_open": (0, 0),
    "strategy_discussions": (1, 1),
    "section_47_enquiries": (3, 3),  # 1, 2, and 3 in November
    "section_47_child_seen": (1, 3),
    "section_47_to_conference": (2, 3),
    "conferences_in_15_days": (1, 2),
    "conferences_to_plan": (1, 2),
    "protection_plans_begun": (2, 2),  # 1, 3
    "protection_plans_again": (1, 2),
    "protection_plans_again_24m": (1, 2),
    "protection_plans_ended": (2, 2),  # 4, 5
    "protection_plans_ended_over_2_years": (1, 2),
    "protection_plans_ended_under_3_months": (1, 2),
    "protection_plans_open": (2, 2),  # 1, 3
    "protection_plans_open_over_2_years": (0, 2),
    # due while a plan lasted: 10 November in time, 17 November late; 2 December is ahead and not come.
    "protection_visits_in_time": (1, 2),
    "protection_visits_seen_alone": (1, 2),
    "need_plans_begun": (0, 0),
    "need_plans_open": (2, 2),
    "need_plans_open_over_2_years": (1, 2),
    "need_plans_reviewed_in_3_months": (0, 1),  # 7: three months were over on 1 November, reviewed on the 3rd
    "need_children_visited": (1, 2),
    "care_begun": (1, 1),
    "care_begun_again_12m": (1, 1),
    "care_ended": (0, 0),
    "care_open": (2, 2),
    # due in autumn: 20 October (8, held on the 19th), 6 November (9, held on the 9th)
    "care_reviews_in_time": (1, 2),
    "care_reviews_took_part": (0, 2),
    "care_visits_in_time": (0, 1),
    "care_first_health_in_time": (1, 1),
    "care_health_up_to_date": (1, 1),
    "care_teeth_up_to_date": (0, 1),
    "care_strengths_up_to_date": (1, 1),
    "care_education_plan": (1, 1),
    "care_three_placements": (1, 2),
    "pathway_plans_open": (1, 1),
    "pathway_reviewed": (1, 1),
}
NOT_RECORDED = {
    "protection_reviews_in_time", "care_immunised", "missing_episodes", "missing_three_in_90_days",
    "early_help_begun_service", "early_help_begun_partners", "early_help_led_by_partners",
    "early_help_open_a_year_service", "early_help_open_a_year_partners", *AUDITS,
}  # fmt: skip


@pytest.fixture
def counted(pack, fresh_extracts):  # noqa: F811
    with request_transaction(MACHINE):
        write_children(CHILDREN)
        keeping.extract(now=NOW, whole=True)
        yield


def test_every_measure_of_cases_is_counted_as_it_was_by_hand(counted):
    found = counted_by(list(WHOLE), AUTUMN, keeping.current())

    assert {code: pairs[""] for code, pairs in found.items()} == WHOLE


def test_what_nobody_recorded_has_no_figure_and_is_never_nought(counted):
    asked = counting.Asked(AUTUMN.start, AUTUMN.end)
    recorded = {code: counting.is_recorded(code, asked, keeping.current()) for code in EXPRESSIONS}

    assert {code for code, held in recorded.items() if not held} == NOT_RECORDED
    [one] = queries.measure_figures("care_immunised", AUTUMN, now=NOW)
    assert (one.numerator, one.denominator, one.percent) == (None, None, None)
    assert one.sentence == "Not recorded here yet, so there is no figure"
    [lacking] = queries.measure_figures("care_leavers_in_touch", AUTUMN, now=NOW)
    assert lacking.numerator is None and "no record of this yet" in lacking.sentence


def test_a_case_belongs_to_the_team_of_its_worker_and_the_teams_locality(counted):
    held = keeping.current()

    assert counted_by(["referrals"], AUTUMN, held, by="team")["referrals"] == {
        "central-social-work": (1, 1),
        "north-social-work": (1, 1),
    }
    assert counted_by(["referrals"], AUTUMN, held, by="locality")["referrals"] == {"Central": (1, 1), "North": (1, 1)}
    assert counted_by(["care_open"], AUTUMN, held, by="month")["care_open"] == {"2026-10": (2, 2), "2026-11": (2, 2)}


def test_a_figure_is_computed_as_it_was_known_at_an_earlier_moment(counted):
    [person] = write_children([Child(on(4, 4, 2016), [], team="")], first=50)
    then = datetime(2026, 10, 31, 23, 59, tzinfo=LONDON)
    late = Happened("referral", on(10, 8), recorded=datetime(2026, 11, 10, tzinfo=LONDON))
    write_fact(person, late, "CF-LATE")
    moved = write_fact(person, Happened("assessment", on(9, 1), on(10, 30), due=on(11, 3)), "CF-MOVED")
    correct(moved, "ended_on", on(10, 30), on(11, 4), datetime(2026, 11, 12, tzinfo=LONDON))
    october = Period(date(2026, 10, 1), date(2026, 10, 31))

    def figure(code, as_of):
        [one] = queries.measure_figures(code, october, as_of=as_of, now=NOW)
        return one.numerator, one.denominator

    assert (figure("referrals", then), figure("referrals", None)) == (
        (3, None),
        (3, None),
    )  # the late one, the withdrawn
    assert (figure("assessments_in_45_days", then), figure("assessments_in_45_days", None)) == ((1, 2), (0, 1))


def test_early_help_is_told_apart_by_who_leads_it(counted):
    def episode(number, team, since, until=None):
        IndexRecord.objects.create(
            index="early_help", record_id=f"EH{number}", given_name="Nia", family_name="Example", team=team, since=since,
            until=until, content_hash=str(number),
        )  # fmt: skip

    for number, team in enumerate(
        ["North Children and Family Wellbeing team", "Guild Example High School", "somewhere else"]
    ):
        episode(number, team, on(10, 5))
    episode(4, "north-early-help", on(10, 5, 2025), on(12, 1, 2025))
    episode(5, "Guild Example High School", on(10, 5, 2025))
    held = keeping.extract(now=NOW, whole=True)
    codes = ["early_help_begun_service", "early_help_begun_partners", "early_help_led_by_partners"]
    found = counted_by(codes, AUTUMN, held)
    last = counted_by(
        ["early_help_open_a_year_service", "early_help_open_a_year_partners"],
        Period(date(2025, 10, 1), date(2025, 10, 31)),
        held,
    )

    assert [found[code][""] for code in codes] == [(1, 1), (2, 2), (2, 3)]
    assert {code: pairs[""] for code, pairs in last.items()} == {
        "early_help_open_a_year_service": (0, 1),
        "early_help_open_a_year_partners": (1, 1),
    }
