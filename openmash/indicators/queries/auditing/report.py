"""“What is audit telling us”: the report put together from its parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.caseaudits import queries as caseaudits
from openmash.caseaudits.choices import COHORT_WORDS, GRADE_WORDS, OVERALL, Cohort, Sampling, Source
from openmash.caseaudits.queries import CountedAudit, CountedEscalation, HeldFigure, TwoReadings
from openmash.indicators.queries.auditing.counting import GRADES, Group, Words, groups_of
from openmash.indicators.queries.auditing.following import escalations, moderation, themes
from openmash.indicators.queries.auditing.months import MONTHS_BACK, charts
from openmash.indicators.queries.auditing.reported import days_reported, reported_section, without_n
from openmash.indicators.queries.auditing.samples import audits_counted, grades_by_sample, part_of
from openmash.indicators.queries.reports import localities
from openmash.indicators.rules.audittables import ApartTable
from openmash.indicators.rules.figures import FEWEST_FOR_A_PERCENTAGE
from openmash.indicators.rules.periods import Period, add_months, day_in_words
from openmash.indicators.rules.pictures import RunChart
from openmash.indicators.rules.reports import Definition, Report, Section

COUNTER = Actor.machine("figures", purpose="figures")
TWO_POINTS = (
    "Two periods are two points, and two points do not show a change. What does is a signal on a control chart, made of at "
    "least seven points; the charts reach back two years where there are audits."
)
DEFINITIONS = (
    Definition(
        title="How the audits were chosen",
        words="Random, stratified and targeted samples, and those of which it is not given, are counted each by themselves and "
        "never added together: what was chosen for a reason would colour the rest.",
    ),
    Definition(
        title="Grades",
        words="Outstanding, good, requires improvement to be good, inadequate: always all four. Where two readers agreed on a "
        "grade after a second reading, that grade counts.",
    ),
    Definition(
        title="Is it there?",
        words="A question answered yes, of those answered yes or no. Not applicable counts in no denominator. A plan is SMART "
        "only where each of its items is.",
    ),
    Definition(
        title="Better than in the earlier audit",
        words="The grade of the whole against that of the earlier audit of the same child. Audits without an earlier one are "
        "left out.",
    ),
    Definition(
        title="Percentages",
        words="Under 20 cases the counts are given alone. From 20 to 199 each percentage has its 95% interval (Wilson).",
    ),
)


@dataclass(frozen=True)
class Held:
    """Everything that one report is made of. `audits` reach further back than the period, for charts and comparison."""

    audits: list[CountedAudit]
    readings: list[TwoReadings]
    escalations: list[CountedEscalation]
    reported: list[HeldFigure]
    words: Words
    period: Period
    now: datetime

    @property
    def groups(self) -> list[Group]:
        return groups_of(self.audits, self.period)


def audit_report(period: Period, *, locality: str = "", now: datetime) -> Report:
    """Return what audit is telling us over a period, of the whole area or one locality. Raises LookupError for another."""
    if locality and locality not in localities(now):
        raise LookupError(f"There is no locality {locality}. The localities are: {', '.join(localities(now))}.")
    with request_transaction(COUNTER):
        held = _held(period, locality, now)
        area = agencies.area_name()
    made, too_few = charts(held.audits, period, held.words)
    parts: Iterable[Section | None] = (
        _in_short(held),
        _changed(held, made),
        *(part_of(group, held.words) for group in held.groups),
        None if locality else reported_section(held.reported, period),
        None if locality else escalations(held.escalations, period, now),
        None if locality else moderation(held.readings, period, now),
        themes(held.audits, period, held.words),
        _unsaid(held, too_few, whole_area=not locality),
    )
    return Report(
        name="audit",
        title="What is audit telling us",
        area=", ".join(filter(None, [area, locality])),
        period=period,
        generated_at=now,
        sections=tuple(one for one in parts if one),
        definitions=DEFINITIONS,
        freshness=_freshness(held),
    )


def periods_reported() -> Period | None:
    """Return the days over which figures were reported without their cases; None where there are none."""
    with request_transaction(COUNTER):
        return days_reported(caseaudits.reported_figures())


def _held(period: Period, locality: str, now: datetime) -> Held:
    back = min(add_months(period.end.replace(day=1), -MONTHS_BACK), before(period).start)
    audits = caseaudits.audits_for_figures(start=back, end=period.end)
    days = {"start": period.start, "end": period.end}
    return Held(
        audits=[one for one in audits if not locality or one.locality == locality],
        readings=caseaudits.readings_for_figures(**days),
        escalations=caseaudits.escalations_for_figures(**days),
        reported=caseaudits.reported_figures(),
        words=Words.of(clock.london_day(now)),
        period=period,
        now=now,
    )


def before(period: Period) -> Period:
    """Return the days just before a period: as many whole months where it is made of months, else as many days."""
    after = period.end + timedelta(days=1)
    if period.start.day == 1 and after.day == 1:
        months = (after.year - period.start.year) * 12 + after.month - period.start.month
        return Period(add_months(period.start, -months), period.start - timedelta(days=1))
    length = period.end - period.start
    return Period(period.start - timedelta(days=1) - length, period.start - timedelta(days=1))


def _in_short(held: Held) -> Section:
    stack = grades_by_sample(held.groups)
    if not held.groups:
        return Section(title="In short", text="No audit is held for this period.")
    return Section(
        title="In short",
        figures=tuple(audits_counted(group) for group in held.groups),
        charts=(stack,) if stack else (),
    )


def _changed(held: Held, made: Sequence[RunChart]) -> Section | None:
    """Return what changed since last time: signals of the charts, and the grades now beside those before, without a verdict."""
    tables = tuple(table for group in held.groups if (table := _now_and_before(group, held)))
    if not made and not tables:
        return None
    return Section(title="What changed since last time", text=TWO_POINTS, tables=tables, charts=tuple(made))


def _now_and_before(group: Group, held: Held) -> ApartTable | None:
    earlier = before(held.period)
    spans = {"This period": group.audits, "The one before": _of(held.audits, group.sample, earlier)}
    graded = {row: [one.grades[OVERALL] for one in audits if one.grades.get(OVERALL)] for row, audits in spans.items()}
    if not all(graded.values()):
        return None

    return ApartTable(
        title=f"How the whole was graded, now and before: {group.name.lower()}",
        name=f"now_and_before/{group.name}",
        measure="overall_now_and_before",
        group=group.name,
        row_heading="Period",
        rows=tuple(graded),
        columns=GRADES,
        values={(row, GRADE_WORDS[code]): codes.count(code) for row, codes in graded.items() for code in GRADE_WORDS},
        period=held.period,
        cohort=f"audits graded as a whole, {group.name.lower()}",
        unit="audits",
        note=f"The one before: {earlier.words}.",
    )


def _of(audits: Iterable[CountedAudit], sample: str, period: Period) -> list[CountedAudit]:
    return [one for one in audits if one.sample == sample and one.audited_on in period]


def _unsaid(held: Held, too_few: Sequence[str], *, whole_area: bool) -> Section:
    """Return what cannot be said yet, and why, as sentences made from what is held."""
    said = [*_about_groups(held.groups), *_about_cohorts(held)]
    if held.groups and not any(one.previous for group in held.groups for one in group.audits):
        said.append(
            "No audit of this period names an earlier one: whether cases are better than before cannot be said."
        )
    if too_few:
        said.append(f"Too few in a month, and in a quarter, for a control chart: {'; '.join(too_few)}.")
    if whole_area and held.groups and not held.readings:
        said.append("No audit was read twice: how far auditors agree cannot be said.")
    if whole_area and (names := without_n(held.reported, held.period)):
        said.append(f"Reported without n, so that neither its certainty nor change can be said: {'; '.join(names)}.")
    text = "" if said else "Nothing stands out: each figure above says how sure it is."
    return Section(title="What cannot be said yet", text=text, notes=tuple(said))


def _about_groups(groups: Sequence[Group]) -> Iterable[str]:
    if not groups:
        yield "No audit is held for this period: nothing can be said of practice from audit."
    for group in groups:
        if len(group.audits) < FEWEST_FOR_A_PERCENTAGE:
            yield f"{group.name}: too few audits for percentages."
        if group.sample == Sampling.TARGETED:
            yield f"{group.name}: no chart over time, since the reasons for which these are chosen change."
        if not group.sample:
            yield f"{group.name}: for which cases these speak cannot be said."
        if any(one.social_worker_met is None for one in group.audits):
            yield f"{group.name}: of some audits it is not given whether the auditor met the worker."


def _about_cohorts(held: Held) -> Iterable[str]:
    there = {
        one.cohort
        for group in held.groups
        if group.sample in (Sampling.RANDOM, Sampling.STRATIFIED)
        for one in group.audits
    }
    if held.groups and (missing := [COHORT_WORDS[one].lower() for one in Cohort if one not in there]):
        yield f"No random or stratified sample in this period of: {', '.join(missing)}."


def _freshness(held: Held) -> tuple[str, ...]:
    lines = ["Counted from the audits held at the moment the report was made; everybody is counted, nobody is named."]
    counted = [one for group in held.groups for one in group.audits]
    if counted:
        last: date = max(one.audited_on for one in counted)
        lines.append(f"The last audit in it was made on {day_in_words(last)}.")
    if any(one.source == Source.ELSEWHERE for one in counted):
        lines.append(
            "Some audits were made elsewhere and read in from a file; they are counted as their source gave them."
        )
    return tuple(lines)
