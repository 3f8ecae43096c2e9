"""The rules of the children in need census: what hinders a child, or a part of their record, from being in the return.

Each check gives the first thing that is wrong, and how it is left out. Nothing is ever put in its place.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import permutations
from typing import Any

from openmash.returns.rules.census import Child, Enquiry, Episode, NeedPlan, Period, ProtectionPlan
from openmash.returns.rules.codes import CLOSED_AFTER_ASSESSMENT, NO_ACTION_YET
from openmash.returns.rules.lacks import Lack, lack

LONGEST_BEFORE_BIRTH = timedelta(days=280)
SATURDAY = 5
Part = tuple[list[Any], Any]
Wrong = tuple[Lack, Callable[[], None]]
Check = Callable[[Child, Period], Iterator[Wrong]]


def settle(child: Child, period: Period) -> list[Lack]:
    """Leave out of a child what the rules of the census would refuse, and return what was left out and why.

    A child of whom nothing is left has no episodes afterwards.
    """
    found: list[Lack] = []
    while wrong := _first(child, period):
        said, leave_out = wrong
        leave_out()
        found.append(said)
    return found


def _first(child: Child, period: Period) -> Wrong | None:
    for check in CHECKS:
        for wrong in check(child, period):
            return wrong
    return None


def _out(code: str, held: list[Any], part: Any) -> Wrong:
    """Return that a part is wrong, and that leaving it out takes exactly it from its list."""

    def leave_out() -> None:
        held[:] = [one for one in held if one is not part]

    return lack(code, getattr(part, "fact", "")), leave_out


def _lists(episode: Episode) -> tuple[list[Any], ...]:
    return (episode.assessments, episode.plans, episode.enquiries, episode.protections)


def _parts(child: Child) -> Iterator[tuple[Episode, list[Any], Any]]:
    for episode in child.episodes:
        for held in _lists(episode):
            for part in held:
                yield episode, held, part


def _without_conference(code: str, episode: Episode) -> Wrong:
    def leave_out() -> None:
        episode.conference = None

    return lack(code, episode.fact), leave_out


def long_before_birth(child: Child, period: Period) -> Iterator[Wrong]:
    """Check that no referral lies more than 40 weeks before the birth."""
    born = child.born or child.expected
    for episode in child.episodes:
        if born and episode.referred < born - LONGEST_BEFORE_BIRTH:
            yield _out("long-before-birth", child.episodes, episode)


def after_death(child: Child, period: Period) -> Iterator[Wrong]:
    """Check that no plan starts, and no protection plan ends, after the child died."""
    if child.died is None:
        return
    for episode in child.episodes:
        for plan in episode.plans:
            if plan.began > child.died:
                yield _out("after-death", episode.plans, plan)
        for protection in episode.protections:
            if protection.began > child.died or (protection.ended and protection.ended > child.died):
                yield _out("after-death", episode.protections, protection)


def after_no_action(child: Child, period: Period) -> Iterator[Wrong]:
    """Check that nothing followed a referral with no further action."""
    for episode, held, part in _parts(child):
        if episode.no_action:
            yield _out("after-no-action", held, part)
    for episode in child.episodes:
        if episode.no_action and episode.conference:
            yield _without_conference("after-no-action", episode)


def after_closure(child: Child, period: Period) -> Iterator[Wrong]:
    """Check that nothing goes on after the case was closed."""
    for episode, held, part in _parts(child):
        ends = (
            part.began,
            getattr(part, "authorised", None),
            getattr(part, "ended", None),
            getattr(part, "conference", None),
        )
        if isinstance(part, Enquiry):
            ends = (part.began, part.conference)  # type: ignore[assignment]
        if episode.closed and any(day and day > episode.closed for day in ends):
            yield _out("after-closure", held, part)
    for episode in child.episodes:
        if episode.closed and episode.conference and episode.conference > episode.closed:
            yield _without_conference("after-closure", episode)


def closed_after_assessment(child: Child, period: Period) -> Iterator[Wrong]:
    """Check that a case closed after assessment had nothing but assessments."""
    for episode in child.episodes:
        if episode.reason not in CLOSED_AFTER_ASSESSMENT:
            continue
        for held in (episode.plans, episode.enquiries, episode.protections):
            for part in held:
                yield _out("closed-after-assessment", held, part)
        if episode.conference:
            yield _without_conference("closed-after-assessment", episode)


def assessments(child: Child, period: Period) -> Iterator[Wrong]:
    """Check that an open assessment is one, of this year, of an open case."""
    for episode in child.episodes:
        still = [one for one in episode.assessments if one.authorised is None]
        for one in still:
            if episode.closed:
                yield _out("assessment-open", episode.assessments, one)
            if one.began < period.start:
                yield _out("assessment-old", episode.assessments, one)
        if len(still) > 1:
            yield _out("assessments-open", episode.assessments, min(still, key=lambda one: one.began))


def weekends(child: Child, period: Period) -> Iterator[Wrong]:
    """Check that no initial conference lies on a weekend. The enquiry stays, without it."""
    for episode in child.episodes:
        if episode.conference and episode.conference.weekday() >= SATURDAY:
            yield _without_conference("conference-weekend", episode)
        for enquiry in episode.enquiries:
            if enquiry.conference and enquiry.conference.weekday() >= SATURDAY:
                yield _out("conference-weekend", episode.enquiries, enquiry)


def enquiries(child: Child, period: Period) -> Iterator[Wrong]:
    """Check that each enquiry of a closed case has an end, and that none goes on beside another."""
    for episode in child.episodes:
        for one in episode.enquiries:
            if one.conference or one.not_required:
                continue
            if episode.closed:
                yield _out("enquiry-open", episode.enquiries, one)
            if one.began < period.start:
                yield _out("enquiry-old", episode.enquiries, one)
        for later, earlier in permutations(episode.enquiries, 2):
            until = earlier.conference or (None if earlier.not_required else date.max)
            if later.began >= earlier.began and until and later.began <= until:
                wrong = earlier if earlier.conference is None else later
                yield _out("enquiries-overlap", episode.enquiries, wrong)


def conferences_said_twice(child: Child, period: Period) -> Iterator[Wrong]:
    """Check that a conference belongs to an enquiry or to the referral, not to both."""
    held = {one.conference for episode in child.episodes for one in episode.enquiries if one.conference}
    for episode in child.episodes:
        if episode.conference in held:
            yield _without_conference("conference-second", episode)


def protection_plans(child: Child, period: Period) -> Iterator[Wrong]:
    """Check each protection plan: its category, its length, and the conference that it began with."""
    for episode in child.episodes:
        for plan in episode.protections:
            if not plan.first or not plan.latest:
                yield _out("plan-category", episode.protections, plan)
            if plan.ended == plan.began:
                yield _out("plan-one-day", episode.protections, plan)
            if plan.began >= period.start and not _began_with_conference(plan, episode):
                yield _out("plan-conference", episode.protections, plan)


def _began_with_conference(plan: ProtectionPlan, episode: Episode) -> bool:
    """Whether an initial conference lies on the day on which a plan began: of an enquiry, where one may still have one."""
    asked = [one for one in episode.enquiries if not one.not_required]
    days = [one.conference for one in asked] if asked else [episode.conference]
    return plan.began in days


def plans_of_one_kind(child: Child, period: Period) -> Iterator[Wrong]:
    """Check that a child has one plan of a kind at a time; the one that began earlier is the one without its end."""
    kinds: tuple[tuple[str, str], ...] = (("protections", "plans-overlap"), ("plans", "need-plans-overlap"))
    for name, code in kinds:
        plans = [(getattr(episode, name), plan) for episode in child.episodes for plan in getattr(episode, name)]
        for (_, later), (held, earlier) in permutations(plans, 2):
            if later.began >= earlier.began and later.began <= (earlier.ended or date.max):
                yield _out(code, held, earlier)


def plans_beside(child: Child, period: Period) -> Iterator[Wrong]:
    """Check that no child in need plan goes on beside a protection plan, or when one was reviewed."""
    protections = [plan for episode in child.episodes for plan in episode.protections]
    for episode in child.episodes:
        for plan in episode.plans:
            if any(_beside(plan, other) for other in protections):
                yield _out("need-plan-beside", episode.plans, plan)


def _beside(plan: NeedPlan, other: ProtectionPlan) -> bool:
    meet = other.began <= plan.began < (other.ended or date.max) or plan.began <= other.began < (plan.ended or date.max)
    return meet or any(plan.began <= day < (plan.ended or date.max) and day != other.ended for day in other.reviews)


def reviews(child: Child, period: Period) -> Iterator[Wrong]:
    """Check that no review lies on or before the day on which its plan began."""
    for episode in child.episodes:
        for plan in episode.protections:
            for day in plan.reviews:
                if day <= plan.began:
                    yield _out("review-outside", plan.reviews, day)


def missing_disability(child: Child, period: Period) -> Iterator[Wrong]:
    """Check that the disability of a child is known whose referral went on. Of an unborn child none is asked."""
    went_on = [episode for episode in child.episodes if not episode.no_action]
    if child.born and went_on and not child.disabilities:
        yield lack("disability"), child.episodes.clear


def reason_for_no_upn(child: Child, period: Period) -> Iterator[Wrong]:
    """Check that “no further action” is no reason for a missing pupil number where a referral went on."""
    if child.upn_unknown == NO_ACTION_YET and any(not episode.no_action for episode in child.episodes):

        def leave_out() -> None:
            child.upn_unknown = ""

        yield lack("upn-reason"), leave_out


CHECKS: Sequence[Check] = (
    long_before_birth, missing_disability, reason_for_no_upn, after_no_action, after_death, after_closure,
    closed_after_assessment, weekends, enquiries, conferences_said_twice, assessments, plans_of_one_kind,
    protection_plans, reviews, plans_beside,
)  # fmt: skip
