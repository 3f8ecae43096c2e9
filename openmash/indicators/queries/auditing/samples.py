"""One way of choosing audits as a part of the report: grades, better or worse than before, compliance, voice."""

from collections import Counter
from collections.abc import Iterable, Mapping

from openmash.caseaudits.choices import COHORT_WORDS, GRADE_WORDS, OVERALL
from openmash.indicators.queries.auditing.counting import (
    ABOUT_SAMPLES,
    GRADES,
    VOICE,
    Group,
    Words,
    answered,
    escalated,
    fed_back,
    improved,
    met,
    steps,
)
from openmash.indicators.rules.audittables import ApartTable, ItemChart, ItemTable
from openmash.indicators.rules.figures import Figure, count
from openmash.indicators.rules.pictures import StackedChart
from openmash.indicators.rules.reports import Section

# What stands beside a bar, where the question itself is too long.
SHORT = VOICE | {
    "basic_details": "Basic details",
    "school": "School",
    "gp": "GP",
    "court_documents": "Court documents",
    "identity_documents": "Identity documents",
    "chronology": "Chronology",
    "case_summary": "Case summary",
    "assessment_up_to_date": "Assessment up to date",
    "smart_plan": "SMART plan",
}
STEPS = ("Improved", "Same", "Worse")


def audits_counted(group: Group) -> Figure:
    """Return how many audits a group holds."""
    return count(
        len(group.audits),
        measure="audits",
        title="Audits finished",
        period=group.period,
        cohort=f"audits, {group.name.lower()}",
        unit="audits",
        one="audit",
        by=group.name.lower(),
    )


def grades_by_sample(groups: list[Group]) -> StackedChart | None:
    """Return how the whole was graded, a row for each way of choosing."""
    rows = [(group.name, group, OVERALL) for group in groups]
    return _grades("How the whole was graded, by how the audits were chosen", "overall_by_sample", "Sample", rows)


def part_of(group: Group, words: Words) -> Section:
    """Return one way of choosing audits as a part of the report."""
    by_cohort = [(COHORT_WORDS[cohort], group.of_cohort(cohort), OVERALL) for cohort in group.cohorts]
    by_section = [(title, group, code) for code, title in words.sections.items()]
    charts = (
        _grades("How the whole was graded", f"overall/{group.name}", "Group", by_cohort),
        _grades("How each part was graded", f"sections/{group.name}", "Part", by_section),
    )
    compliance, voice = _compliance(group, words), _voice(group)
    tables = (_changes(group), *compliance[1:])
    bars = [ItemChart(title=one.title, table=one, names=SHORT) for one in (*compliance[:1], *voice)]
    return Section(
        title=group.name,
        text=ABOUT_SAMPLES[group.sample],
        figures=(audits_counted(group), *_shares(group)),
        charts=(*(one for one in charts if one), *bars),
        tables=tuple(one for one in tables if one),
    )


def _shares(group: Group) -> tuple[Figure, ...]:
    return (
        group.share(
            improved,
            measure="improved",
            title="Better than in the earlier audit",
            counted="graded better than before",
            whom="audits with an earlier audit of the same child",
        ),
        group.share(
            met, measure="social_worker_met", title="Auditors who met the worker", counted="met the social worker"
        ),
        group.share(
            fed_back,
            measure="feedback",
            title="Feedback from child or family",
            counted="with what child or family said",
            whom="audits",
        ),
        group.share(escalated, measure="escalated", title="Escalated", counted="escalated"),
    )


def _grades(title: str, name: str, heading: str, rows: Iterable[tuple[str, Group, str]]) -> StackedChart | None:
    """Return how rows divide among the four grades: always all four, and rows without a grade left out."""
    counted, group = {}, None
    for row, one, section in rows:
        graded = Counter(audit.grades[section] for audit in one.audits if audit.grades.get(section))
        if graded:
            counted[row], group = graded, one
    if group is None:
        return None
    by_sample = heading == "Sample"
    table = ApartTable(
        title=title,
        name=name,
        measure=name.partition("/")[0],
        group="" if by_sample else group.name.partition(",")[0],
        row_heading=heading,
        rows=tuple(counted),
        columns=GRADES,
        values={(row, GRADE_WORDS[code]): number for row, held in counted.items() for code, number in held.items()},
        period=group.period,
        cohort="audits with this grade"
        if by_sample
        else f"audits with this grade, {group.name.partition(',')[0].lower()}",
        unit="audits",
    )
    return StackedChart(title=title, table=table)


def _changes(group: Group) -> ApartTable | None:
    """Return how the whole stands against the earlier audit of the same child: improved, the same, worse."""
    counted = {}
    for cohort in group.cohorts:
        held = [taken for taken in map(steps, group.of_cohort(cohort).audits) if taken is not None]
        better, worse = sum(one > 0 for one in held), sum(one < 0 for one in held)
        if held:
            counted[COHORT_WORDS[cohort]] = (better, len(held) - better - worse, worse)
    if not counted:
        return None
    return ApartTable(
        title="Against the earlier audit of the same child",
        name=f"direction/{group.name}",
        measure="direction",
        group=group.name,
        row_heading="Group",
        rows=tuple(counted),
        columns=STEPS,
        values={(row, step): number for row, held in counted.items() for step, number in zip(STEPS, held, strict=True)},
        period=group.period,
        cohort=f"audits with an earlier audit of the same child, {group.name.lower()}",
        unit="audits",
    )


def _compliance(group: Group, words: Words) -> list[ItemTable]:
    """Return what is on the file and what is not, question by question: of all cohorts, then of each."""
    parts = [("Is it there? All groups", group)]
    parts += [(f"Is it there? {COHORT_WORDS[cohort]}", group.of_cohort(cohort)) for cohort in group.cohorts]
    if len(group.cohorts) == 1:
        del parts[0]  # the same table twice
    return [table for title, one in parts if (table := _asked(title, one, words.compliance))]


def _voice(group: Group) -> list[ItemTable]:
    table = _asked("The child’s voice", group, VOICE)
    return [table] if table else []


def _asked(title: str, group: Group, questions: Mapping[str, str]) -> ItemTable | None:
    shares = [
        group.share(
            answered(code), measure=code, title=asked, counted="answered yes", whom="audits to which it applies"
        )
        for code, asked in questions.items()
    ]
    shown = tuple(one for one in shares if one.denominator)
    if not shown:
        return None
    note = "Not applicable counts in no denominator."
    return ItemTable(title=title, heading="Question", parts=shown, counted="Yes", note=note)
