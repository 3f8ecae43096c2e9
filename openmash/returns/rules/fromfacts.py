"""A child as the children in need census asks for them, from the facts of their case. Plain values in and out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openmash.cases.choices import FactKind
from openmash.returns.rules import codes
from openmash.returns.rules.census import Assessment, Child, Enquiry, Episode, NeedPlan, Period, ProtectionPlan
from openmash.returns.rules.checks import settle
from openmash.returns.rules.lacks import Lack, lack

NO_FURTHER_ACTION = "No Further Action"
# What the pack's outcomes of a referral say about whether it went on; the others do not say.
WENT_ON = frozenset({"Assessment required", "Strategy discussion and/or Section 47 enquiry"})
CONFERENCE_FOLLOWS = "Initial CP Conference"
SCHOOL_AGE = 5
FOLLOWS = frozenset({FactKind.ASSESSMENT, FactKind.SECTION_47, FactKind.CONFERENCE, FactKind.PLAN})
OF_CENSUS = (FactKind.REFERRAL, *sorted(FOLLOWS))


@dataclass(frozen=True, slots=True)
class Happened:
    """A standing fact of a case, as far as the census asks for it."""

    reference: str
    kind: str
    variety: str
    began: date
    ended: date | None = None
    outcome: str = ""
    reason: str = ""
    category: str = ""
    due: date | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a child. `other_upn`: somebody else's record has the same pupil number; `odd_number`: social care's
    own number of the child is none that a return can carry, and `child_id` is ours.
    """

    reference: str
    child_id: str
    upn: str = ""
    former_upn: str = ""
    upn_unknown: str = ""
    birth: date | None = None
    unborn: bool = False
    sex: str = ""
    died: date | None = None
    ethnicity: str = ""
    disabilities: Sequence[str] = ()
    other_upn: bool = False
    odd_number: bool = False


def child_of(known: Known, facts: Iterable[Happened], period: Period) -> tuple[Child | None, list[Lack]]:
    """Return the child as the return of a period has them, and what their record lacks for it.

    None where nothing of the case lies in the period, or nothing that can be written. What cannot be written is left out and
    said; nothing is made up.
    """
    held = sorted((one for one in facts if one.began <= period.end), key=lambda one: (one.began, one.reference))
    episodes, lacks = _episodes(held, period)
    if not episodes:
        return None, lacks
    child = _described(known, period, lacks)
    child.episodes = episodes
    for episode in episodes:
        _complete(episode, held, period, lacks)
    lacks += _undecided(child)
    lacks += settle(child, period)
    if known.odd_number:
        lacks.append(lack("child-id"))
    return (child if child.episodes else None), lacks


def _ended(fact: Happened, period: Period) -> date | None:
    """Return when something ended as it was known on the last day of the period."""
    return fact.ended if fact.ended and fact.ended <= period.end else None


# -- the child -------------------------------------------------------------------------------------------------------


def _described(known: Known, period: Period, lacks: list[Lack]) -> Child:
    born = None if known.unborn else known.birth
    expected = known.birth if known.unborn else None
    if born and born > period.end:
        born = None
        lacks.append(lack("born-later"))
    elif not (born or expected):
        lacks.append(lack("born"))
    sex = codes.SEX_UNKNOWN if expected else known.sex
    return Child(
        reference=known.reference,
        child_id=known.child_id,
        upn=_upn(known, born, period, lacks),
        former_upn=known.former_upn if codes.UPN_SHAPE.fullmatch(known.former_upn) else "",
        upn_unknown=known.upn_unknown if known.upn_unknown in codes.UPN_UNKNOWN and not known.upn else "",
        born=born,
        expected=expected,
        sex=_known(sex, codes.SEXES, codes.SEX_UNKNOWN, "sex", lacks),
        died=known.died if known.died and known.died <= period.end else None,
        ethnicity=_known(known.ethnicity, codes.ETHNICITIES, codes.ETHNICITY_NOT_OBTAINED, "ethnicity", lacks),
        disabilities=_disabilities(known.disabilities, lacks),
    )


def _known(said: str, codes_of: frozenset[str], unknown: str, code: str, lacks: list[Lack]) -> str:
    """Return what was said in the codes of the census; where nobody said it, the code for that."""
    if said in codes_of:
        return said
    lacks.append(lack(code))
    return unknown


def _upn(known: Known, born: date | None, period: Period, lacks: list[Lack]) -> str:
    if not known.upn:
        if not known.upn_unknown and born and born.replace(day=1, year=born.year + SCHOOL_AGE) <= period.end:
            lacks.append(lack("upn"))
        return ""
    if not codes.upn_passes(known.upn):
        lacks.append(lack("upn-wrong"))
        return ""
    if known.other_upn:
        lacks.append(lack("upn-twice"))
        return ""
    return known.upn


def _disabilities(said: Sequence[str], lacks: list[Lack]) -> list[str]:
    found = sorted({code for code in said if code in codes.DISABILITIES})
    if len(found) > 1 and codes.NO_DISABILITY in found:
        lacks.append(lack("disability-none-and-some"))
        found.remove(codes.NO_DISABILITY)
    return found


# -- the referrals ---------------------------------------------------------------------------------------------------


def _episodes(facts: Sequence[Happened], period: Period) -> tuple[list[Episode], list[Lack]]:
    """Return the referrals of a period with what belongs to each, by day, and what belongs to none."""
    lacks: list[Lack] = []
    kept: list[Happened] = []
    for fact in facts:
        if fact.kind != FactKind.REFERRAL:
            continue
        if kept and _open_at(kept[-1], fact.began, period):
            lacks.append(lack("referral-within", fact.reference))
        else:
            kept.append(fact)
    of_period = [one for one in kept if _in_period(one, period)]
    made = {one.reference: _episode(one, period, lacks) for one in of_period}
    for fact in facts:
        if fact.kind not in FOLLOWS or _past(fact, period):
            continue
        holder = next((one for one in reversed(kept) if _holds(one, fact.began)), None)
        if holder is None:
            lacks.append(lack("outside", fact.reference))
        elif holder.reference in made:
            _add(made[holder.reference], fact, period)
    return list(made.values()), lacks


def _open_at(referral: Happened, day: date, period: Period) -> bool:
    """Whether a case was open already when the child was referred again."""
    if referral.ended is None or referral.ended > period.end:
        return no_action_of(referral) is not True
    return day < referral.ended


def _in_period(referral: Happened, period: Period) -> bool:
    """Whether a referral belongs to the return: received in its period, or open in it. No action counts where it was received."""
    if referral.began >= period.start:
        return True
    if no_action_of(referral):
        return False
    return referral.ended is None or referral.ended >= period.start


def _holds(referral: Happened, day: date) -> bool:
    return referral.began <= day and (referral.ended is None or day <= referral.ended)


def _past(fact: Happened, period: Period) -> bool:
    """Whether something was over before the period began: an earlier return had it."""
    last = fact.ended or (fact.began if fact.kind == FactKind.CONFERENCE else None)
    return last is not None and last < period.start


def no_action_of(referral: Happened) -> bool | None:
    """Return whether a referral was one with no further action: as it was said, or as what was decided says; None: neither."""
    said = referral.details.get("no_action")
    if said is not None:
        return bool(said)
    if referral.outcome == NO_FURTHER_ACTION:
        return True
    return False if referral.outcome in WENT_ON else None


def _episode(referral: Happened, period: Period, lacks: list[Lack]) -> Episode:
    no_action, closed = no_action_of(referral), _ended(referral, period)
    reason = referral.reason if closed and referral.reason in codes.CLOSURES else ""
    if no_action and not reason:
        closed = None
    source, need = referral.details.get("source", ""), referral.details.get("need", "")
    if source not in codes.SOURCES:
        source = codes.SOURCE_UNKNOWN
        lacks.append(lack("source", referral.reference))
    if need not in codes.NEEDS:
        need = "" if no_action else codes.NEED_NOT_STATED
        lacks += [] if no_action else [lack("need", referral.reference)]
    return Episode(
        referred=referral.began,
        source=source,
        need=need,
        closed=closed,
        reason=reason,
        no_action=no_action,
        fact=referral.reference,
    )


def _add(episode: Episode, fact: Happened, period: Period) -> None:
    """Add what followed from a referral to it; conferences and reviews are sorted in when all is there."""
    said, ended = fact.details, _ended(fact, period)
    if fact.kind == FactKind.ASSESSMENT:
        factors = sorted({code for code in said.get("factors", ()) if code in codes.FACTORS}) if ended else []
        reviewed = date.fromisoformat(said["reviewed_on"]) if said.get("reviewed_on") else None
        reviewed = reviewed if reviewed and reviewed <= period.end else None
        episode.assessments.append(Assessment(fact.began, reviewed, ended, factors, fact.reference))
    elif fact.kind == FactKind.SECTION_47:
        needless = _no_conference(fact) if fact.ended is None or ended else False
        episode.enquiries.append(Enquiry(fact.began, fact.due, None, needless, ended, fact.reference))
    elif fact.kind == FactKind.PLAN and fact.variety == "cin":
        episode.plans.append(NeedPlan(fact.began, ended, fact.reference))
    elif fact.kind == FactKind.PLAN and fact.variety == "cp":
        first = fact.category if fact.category in codes.CATEGORIES else ""
        latest, previous = said.get("latest_category", ""), said.get("previous_plans")
        latest = latest if latest in codes.CATEGORIES else ""
        episode.protections.append(ProtectionPlan(fact.began, ended, first, latest, previous, [], fact.reference))


def _no_conference(enquiry: Happened) -> bool:
    """Whether an enquiry needed no conference: as it was said, or as what came of it says."""
    said = enquiry.details.get("no_conference")
    if said is not None:
        return bool(said)
    return bool(enquiry.ended and enquiry.outcome and enquiry.outcome != CONFERENCE_FOLLOWS)


# -- what belongs to a referral ----------------------------------------------------------------------------------------


def _complete(episode: Episode, facts: Sequence[Happened], period: Period, lacks: list[Lack]) -> None:
    """Sort the conferences of an episode into its enquiries and plans, and take out what an earlier return had."""
    until = episode.closed or period.end
    met = [one for one in facts if one.kind == FactKind.CONFERENCE and episode.referred <= one.began <= until]
    for one in met:
        if one.variety == "initial":
            _hold_conference(episode, one, period, lacks)
    for plan in episode.protections:
        _complete_plan(plan, [one for one in met if one.variety == "review"], facts, lacks)
    held = {day for plan in episode.protections for day in plan.reviews}
    for one in met:
        if one.variety == "review" and one.began not in held and one.began >= period.start:
            lacks.append(lack("review-outside", one.reference))
    for assessment in episode.assessments:
        if codes.NO_FACTOR in assessment.factors and len(assessment.factors) > 1:
            lacks.append(lack("factors-none", assessment.fact))
            assessment.factors.remove(codes.NO_FACTOR)
    episode.enquiries = [one for one in episode.enquiries if not _over_before(one, period)]
    if episode.conference and episode.conference < period.start:
        episode.conference = None


def _over_before(enquiry: Enquiry, period: Period) -> bool:
    """Whether an enquiry was over before the period: by its conference, or since none was needed."""
    if enquiry.conference:
        return enquiry.conference < period.start
    return enquiry.not_required and (enquiry.ended or enquiry.began) < period.start


def _hold_conference(episode: Episode, held: Happened, period: Period, lacks: list[Lack]) -> None:
    waiting = [
        one for one in episode.enquiries if one.began <= held.began and not one.conference and not one.not_required
    ]
    if waiting:
        waiting[-1].conference = held.began
    elif episode.conference is None or episode.conference < period.start:
        episode.conference = held.began
    elif held.began >= period.start:
        lacks.append(lack("conference-second", held.reference))


def _complete_plan(
    plan: ProtectionPlan, reviews: Sequence[Happened], facts: Sequence[Happened], lacks: list[Lack]
) -> None:
    within = [one for one in reviews if plan.began < one.began <= (plan.ended or date.max)]
    plan.reviews = sorted({one.began for one in within})
    named = [one.category for one in within if one.category in codes.CATEGORIES]
    plan.latest = plan.latest or (named[-1] if named else plan.first)
    if plan.previous is None:
        before = [one for one in facts if one.kind == FactKind.PLAN and one.variety == "cp" and one.began < plan.began]
        plan.previous = len(before)
        lacks.append(lack("plan-number", plan.fact))


def _undecided(child: Child) -> list[Lack]:
    """Take out closed referrals of which nobody said whether anything followed, and say so; of an open one it did not end."""
    found = []
    for episode in list(child.episodes):
        if episode.no_action is None and episode.closed and not episode.active:
            child.episodes.remove(episode)
            found.append(lack("no-action-open", episode.fact))
            continue
        episode.no_action = bool(episode.no_action)
        if episode.closed and not episode.reason:
            child.episodes.remove(episode)
            found.append(lack("closure-reason", episode.fact))
    return found
