"""What each measure counts of its cohort, as one expression: which rows belong to it, and which of those are counted.

What is measured in time leaves out what is neither done nor due: it may be in time yet. The very moment is in time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from openmash.adults.choices import BranchState
from openmash.enquiries.choices import RequestState
from openmash.frontdoor.choices import ContactStatus, DecisionState, TransferState, WayIn
from openmash.indicators.engine.casecohorts import CASE_COHORTS, months_after
from openmash.indicators.engine.cohorts import COHORTS as OWN_COHORTS
from openmash.indicators.engine.cohorts import Cohort
from openmash.indicators.engine.data import Data
from openmash.schools.choices import NoticeState

Rule = Callable[[Any, Data], Any]
COHORTS: dict[str, Cohort] = OWN_COHORTS | CASE_COHORTS
PASSED = ContactStatus.PASSED.value
ACCEPTED, REJECTED, TAKEN_BACK = (
    TransferState.ACCEPTED.value,
    TransferState.REJECTED.value,
    TransferState.WITHDRAWN.value,
)
DECLINED, NOTHING = RequestState.DECLINED.value, RequestState.NOTHING.value
MADE, POLICE_NOTICE = DecisionState.MADE.value, WayIn.POLICE_NOTICE.value
TOLD_NOTHING, TOLD_OTHERWISE = BranchState.SETTLED.value, NoticeState.TOLD_OTHERWISE.value
TWO_YEARS, A_YEAR = 24, 12


@dataclass(frozen=True)
class Expression:
    """One measure: its cohort, which rows are measured, and which of them are counted. No `met`: a plain number.

    `middle`: a measure whose figure is the middle value of something. `needs`: what some row has to say before anything can be
    said at all; where none does, it is not recorded here, and the figure is none and not nought.
    """

    cohort: str
    met: Rule | None = None
    measured: Rule | None = None
    middle: Rule | None = None
    needs: Rule | None = None


def by_then(done: str, due: str) -> Rule:
    return lambda rows, data: rows[done] <= rows[due]


def done_or_due(done: str, due: str) -> Rule:
    return lambda rows, data: rows[done].notnull() | (rows[due] < data.at)


def came_or_due(rows: Any, data: Data) -> Any:
    """What came, or whose day is over."""
    return rows.came_on.notnull() | (rows.due_on < data.today)


def came_in_time(rows: Any, data: Data) -> Any:
    return rows.came_on <= rows.due_on


def said(column: str) -> Rule:
    """Where it is known at all."""
    return lambda rows, data: rows[column].notnull()


def is_true(column: str) -> Rule:
    return lambda rows, data: rows[column]


def within_months(done: str, since: str, months: int) -> Rule:
    """Done in so many months before a day."""
    return lambda rows, data: rows[done] > months_after(rows[since], -months)


def reachable_and(rule: Rule) -> Rule:
    return lambda rows, data: rule(rows, data) & rows.reachable


def same_level(which: str) -> Expression:
    return Expression(
        "children decided",
        met=lambda rows, data: rows[which] == rows.decided_level,
        measured=lambda rows, data: rows[which].notnull() & rows.decided_level.notnull(),
    )


def again_within(months: int) -> Rule:
    """One before, of the same child, that began in so many months before this one."""
    return lambda rows, data: rows.before >= months_after(rows.day, -months)


def answered_offer(rows: Any, data: Data) -> Any:
    return rows.state.isin((ACCEPTED, REJECTED))


def first_offer(rows: Any, data: Data) -> Any:
    return answered_offer(rows, data) & (rows.id == rows.first_id)


def still_due(rows: Any, data: Data) -> Any:
    return rows.first_answered_at.notnull() | (rows.first_due_at < data.at)


def answered(rows: Any, data: Data) -> Any:
    return rows.first_answered_at.notnull()


def hours(rows: Any, data: Data) -> Any:
    import ibis

    return (rows.first_answered_at.epoch_seconds() - rows.asked_at.epoch_seconds()) / ibis.literal(3600.0)


def referred(rows: Any, data: Data) -> Any:
    made = data.referrals.filter(data.referrals.state == MADE)
    return rows.id.isin(made.child_id)


def disagreed(rows: Any, data: Data) -> Any:
    return rows.contact_id.isin(data.disagreements.contact_id)


def needs_a_check(rows: Any, data: Data) -> Any:
    """Children of decided contacts, but for those open to social care, whose contact goes to their own worker."""
    return (rows.status != PASSED) & rows.outcome.notin(data.passing or ("-",))


FRONT_DOOR: dict[str, Expression] = {
    "contacts_received": Expression("contacts received"),
    "children_in_contacts": Expression("children received"),
    # First decisions: opening a contact again changes nothing of whether it was decided in time.
    "decided_in_time": Expression(
        "contacts received",
        by_then("first_decided_at", "statutory_due_at"),
        done_or_due("first_decided_at", "statutory_due_at"),
    ),
    "decided_within_rag": Expression(
        "contacts received",
        by_then("first_decided_at", "rag_due_at"),
        lambda rows, data: rows.rag_due_at.notnull() & done_or_due("first_decided_at", "rag_due_at")(rows, data),
    ),
    "acknowledged": Expression(
        "contacts received",
        by_then("acknowledged_at", "acknowledge_due_at"),
        reachable_and(done_or_due("acknowledged_at", "acknowledge_due_at")),
    ),
    "referrer_answered_in_time": Expression(
        "contacts decided",
        by_then("answered_at", "referrer_due_at"),
        reachable_and(done_or_due("answered_at", "referrer_due_at")),
    ),
    "history_before_family": Expression(
        "contacts received", by_then("history_opened_at", "family_approached_at"), said("family_approached_at")
    ),
    "child_voice_recorded": Expression("contacts decided", is_true("voice"), lambda rows, data: rows.status != PASSED),
    "early_help_check_done": Expression("children of contacts decided", said("checked_at"), needs_a_check),
    "level_agreement_referrer_decided": same_level("referrer_level"),
    "level_agreement_recommended_decided": same_level("recommended_level"),
    "conversion_to_referral": Expression("children decided", referred),
    "passed_to_worker": Expression("contacts decided", lambda rows, data: rows.status == PASSED),
    "repeat_contacts_3m": Expression("children again", again_within(3)),
    "repeat_contacts_12m": Expression("children again", again_within(A_YEAR)),
    "disagreements": Expression("told", disagreed),
    "transfers_offered": Expression("offers"),
    "transfers_accepted": Expression("offers", lambda rows, data: rows.state == ACCEPTED, first_offer),
    "transfers_rejected": Expression("offers", lambda rows, data: rows.state == REJECTED, answered_offer),
    "transfers_settled": Expression("offers", said("settled_id"), answered_offer),
    "transfers_answered_in_time": Expression(
        "offers",
        by_then("answered_at", "due_at"),
        lambda rows, data: done_or_due("answered_at", "due_at")(rows, data) & (rows.state != TAKEN_BACK),
    ),
    "notices_within_a_day": Expression(
        "contacts received",
        lambda rows, data: rows.received_at.epoch_seconds() - rows.incident_at.epoch_seconds() <= 86_400,
        lambda rows, data: rows.incident_at.notnull() & (rows.way_in == POLICE_NOTICE),
    ),
    "work_done_in_time": Expression("work", by_then("done_at", "due_at"), done_or_due("done_at", "due_at")),
}
HUB: dict[str, Expression] = {
    "agencies_asked": Expression("requests"),
    "agencies_answered": Expression("requests", answered, still_due),
    "agencies_on_time": Expression("requests", by_then("first_answered_at", "first_due_at"), still_due),
    "agencies_late": Expression(
        "requests",
        lambda rows, data: rows.first_answered_at.isnull() | (rows.first_answered_at > rows.first_due_at),
        still_due,
    ),
    "agencies_declined": Expression("requests", lambda rows, data: rows.state == DECLINED, answered),
    "agencies_no_information": Expression("requests", lambda rows, data: rows.state == NOTHING, answered),
    "others_in_time": Expression(
        "branches",
        by_then("done_at", "due_at"),
        lambda rows, data: rows.done_at.notnull() | ((rows.due_at < data.at) & (rows.state != TOLD_NOTHING)),
    ),
    "schools_told_in_time": Expression("notices", by_then("told_at", "due_at"), done_or_due("told_at", "due_at")),
    "schools_acknowledged_in_time": Expression(
        "notices",
        by_then("acknowledged_at", "due_at"),
        lambda rows, data: done_or_due("acknowledged_at", "due_at")(rows, data) & (rows.state != TOLD_OTHERWISE),
    ),
    "hours_to_answer": Expression("requests", measured=answered, middle=hours),
}
EARLY_HELP: dict[str, Expression] = {
    "early_help_offered": Expression("places"),
    "early_help_taken_up_service": Expression(
        "places",
        lambda rows, data: rows.taken_up_at.epoch_seconds() - rows.offered_at.epoch_seconds() <= 14 * 86_400,
        lambda rows, data: (
            rows.taken_up_at.notnull() | (rows.offered_at.epoch_seconds() < data.at.epoch_seconds() - 14 * 86_400)
        ),
    ),
    "early_help_begun_service": Expression("early help begun", measured=lambda rows, data: rows.own_service),
    "early_help_begun_partners": Expression("early help begun", measured=lambda rows, data: ~rows.own_service),
    "early_help_led_by_partners": Expression("early help begun", lambda rows, data: ~rows.own_service),
    "early_help_open_a_year_service": Expression(
        "early help begun",
        lambda rows, data: rows.until.isnull() | (rows.until > months_after(rows.since, A_YEAR)),
        lambda rows, data: rows.own_service & (months_after(rows.since, A_YEAR) <= data.today),
    ),
    "early_help_open_a_year_partners": Expression(
        "early help begun",
        lambda rows, data: rows.until.isnull() | (rows.until > months_after(rows.since, A_YEAR)),
        lambda rows, data: ~rows.own_service & (months_after(rows.since, A_YEAR) <= data.today),
    ),
}
