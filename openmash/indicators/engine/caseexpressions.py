"""What the measures of cases count: assessments, protection, children in need, looked-after children, care leavers, missing."""

from typing import Any

from openmash.indicators.engine.casecohorts import YEAR, months_after
from openmash.indicators.engine.data import Data
from openmash.indicators.engine.expressions import (
    TWO_YEARS,
    Expression,
    Rule,
    again_within,
    by_then,
    came_in_time,
    came_or_due,
    is_true,
    said,
)

TWO_WEEKS_AFTER_SIX = 42


def lasted(months: int) -> Rule:
    return lambda rows, data: rows.ended_on >= months_after(rows.began_on, months)


def lasts_longer(months: int) -> Rule:
    """Open at the end of the month for so long already."""
    return lambda rows, data: months_after(rows.began_on, months) <= rows.day


def ever_before(rows: Any, data: Data) -> Any:
    return rows.before.notnull()


def seen_during(rows: Any, data: Data) -> Any:
    return rows.seen_on.notnull()


def up_to_date(months: int) -> Rule:
    return lambda rows, data: rows.latest > months_after(rows.day, -months)


def health_up_to_date(rows: Any, data: Data) -> Any:
    """Within six months for children under five, else within twelve."""
    import ibis

    since = ibis.ifelse(rows.age < 5, months_after(rows.day, -6), months_after(rows.day, -YEAR))
    return rows.latest > since


def a_year_in_care(rows: Any, data: Data) -> Any:
    return months_after(rows.began_on, YEAR) <= rows.day


def aged(low: int, high: int) -> Rule:
    return lambda rows, data: a_year_in_care(rows, data) & (rows.age >= low) & (rows.age <= high)


def of_school_age(rows: Any, data: Data) -> Any:
    return (rows.age >= 5) & (rows.age <= 15) & (months_after(rows.began_on, 1) <= rows.day)


def came_by_health(rows: Any, data: Data) -> Any:
    lasting = rows.ended_on.isnull() | (rows.ended_on >= rows.due_on)
    return lasting & (rows.health_on.notnull() | (rows.due_on < data.today))


def decided(rows: Any, data: Data) -> Any:
    return rows.outcome != ""


REFERRALS: dict[str, Expression] = {
    "referrals": Expression("referrals"),
    "referrals_again_12m": Expression("referrals", again_within(YEAR)),
    "referrals_no_further_action": Expression(
        "referrals", lambda rows, data: rows.outcome == "No Further Action", decided
    ),
    "assessments_completed": Expression("assessments ended"),
    "assessments_in_45_days": Expression("assessments ended", by_then("ended_on", "due_on"), said("due_on")),
    "assessments_child_seen": Expression("assessments ended", seen_during, needs=said("seen_on")),
    "assessments_no_services": Expression(
        "assessments ended", lambda rows, data: ~rows.needs_services, said("needs_services")
    ),
    "assessments_open": Expression("assessments open"),
    "assessments_overdue": Expression("assessments open", lambda rows, data: rows.due_on < rows.day, said("due_on")),
}
PROTECTION: dict[str, Expression] = {
    "strategy_discussions": Expression("strategy discussions"),
    "section_47_enquiries": Expression("enquiries begun"),
    "section_47_child_seen": Expression("enquiries ended", seen_during, needs=said("seen_on")),
    "section_47_to_conference": Expression("enquiries ended", said("first_met"), needs=said("first_met")),
    "conferences_in_15_days": Expression(
        "conferences after enquiries", by_then("began_on", "conference_due"), said("conference_due")
    ),
    "conferences_to_plan": Expression("conferences", lambda rows, data: rows.outcome == "plan", decided),
    "protection_plans_begun": Expression("protection plans begun"),
    "protection_plans_again": Expression("protection plans begun", ever_before),
    "protection_plans_again_24m": Expression(
        "protection plans begun", lambda rows, data: rows.ended_before >= months_after(rows.day, -TWO_YEARS)
    ),
    "protection_plans_ended": Expression("protection plans ended"),
    "protection_plans_ended_over_2_years": Expression("protection plans ended", lasted(TWO_YEARS)),
    "protection_plans_ended_under_3_months": Expression(
        "protection plans ended", lambda rows, data: rows.ended_on < months_after(rows.began_on, 3)
    ),
    "protection_plans_open": Expression("protection plans open"),
    "protection_plans_open_over_2_years": Expression("protection plans open", lasts_longer(TWO_YEARS)),
    "protection_reviews_in_time": Expression(
        "protection reviews due", came_in_time, came_or_due, needs=said("came_on")
    ),
    "protection_visits_in_time": Expression("protection visits due", came_in_time, came_or_due, needs=said("came_on")),
    "protection_visits_seen_alone": Expression("protection visits", is_true("alone"), said("alone")),
}
NEED: dict[str, Expression] = {
    "need_plans_begun": Expression("need plans begun"),
    "need_plans_ended": Expression("need plans ended"),
    "need_plans_open": Expression("need plans open"),
    "need_plans_open_over_2_years": Expression("need plans open", lasts_longer(TWO_YEARS)),
    "need_plans_reviewed_in_3_months": Expression(
        "need plans reviewed",
        lambda rows, data: rows.met_on <= rows.due,
        lambda rows, data: rows.met_on.notnull() | (rows.due < data.today),
        needs=said("met_on"),
    ),
    "need_children_visited": Expression(
        "need plans open",
        lambda rows, data: rows.visited.epoch_days() >= rows.day.epoch_days() - TWO_WEEKS_AFTER_SIX,
        lambda rows, data: rows.began_on.epoch_days() <= rows.day.epoch_days() - TWO_WEEKS_AFTER_SIX,
        needs=said("visited"),
    ),
}
CARE: dict[str, Expression] = {
    "care_begun": Expression("came into care"),
    "care_begun_again_12m": Expression(
        "came into care", lambda rows, data: rows.ended_before >= months_after(rows.day, -YEAR)
    ),
    "care_ended": Expression("left care"),
    "care_open": Expression("looked after"),
    "care_reviews_in_time": Expression("care reviews due", came_in_time, came_or_due, needs=said("came_on")),
    "care_reviews_took_part": Expression("care reviews", is_true("took_part"), needs=is_true("took_part")),
    "care_visits_in_time": Expression("placement visits due", came_in_time, came_or_due, needs=said("came_on")),
    "care_first_health_in_time": Expression(
        "first health", by_then("health_on", "due_on"), came_by_health, needs=said("health_on")
    ),
    "care_health_up_to_date": Expression(
        "health of those looked after", health_up_to_date, a_year_in_care, needs=said("latest")
    ),
    "care_teeth_up_to_date": Expression(
        "teeth of those looked after", up_to_date(YEAR), aged(1, 17), needs=said("latest")
    ),
    "care_immunised": Expression(
        "immunised of those looked after", up_to_date(YEAR), a_year_in_care, needs=said("latest")
    ),
    "care_strengths_up_to_date": Expression(
        "strengths of those looked after", up_to_date(YEAR), aged(4, 16), needs=said("latest")
    ),
    "care_education_plan": Expression(
        "education of those looked after", up_to_date(6), of_school_age, needs=said("latest")
    ),
    "care_three_placements": Expression(
        "placements of those looked after", lambda rows, data: rows.moves >= 3, needs=lambda rows, data: rows.moves > 0
    ),
    "pathway_plans_open": Expression("care leavers"),
    "pathway_reviewed": Expression("care leavers", up_to_date(6), lasts_longer(6), needs=said("latest")),
}
MISSING: dict[str, Expression] = {
    "missing_episodes": Expression("missing episodes"),
    "missing_three_in_90_days": Expression(
        "missing episodes", lambda rows, data: rows.third.epoch_days() >= rows.since.epoch_days() - 90
    ),
}
CASES = REFERRALS | PROTECTION | NEED | CARE | MISSING
