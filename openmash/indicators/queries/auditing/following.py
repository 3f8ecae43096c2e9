"""What follows from audits: what was escalated, how far two readers agree, and which themes come back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from openmash.caseaudits import queries as caseaudits
from openmash.caseaudits.queries import CountedAudit, CountedEscalation, TwoReadings
from openmash.indicators.queries.auditing.counting import SAMPLES, Words
from openmash.indicators.rules.audittables import ApartTable
from openmash.indicators.rules.figures import Figure, count, figure
from openmash.indicators.rules.periods import Period
from openmash.indicators.rules.reports import Section

SAME = "graded the same by both"


def escalations(held: Sequence[CountedEscalation], period: Period, now: datetime) -> Section:
    """Return what was escalated, and what of it was answered in time. What is not due yet and not answered is left out."""
    cohort = "escalations of audits made here"
    due = [one for one in held if one.answered_at is not None or one.due_at <= now]
    in_time = [one for one in due if one.answered_at is not None and one.answered_at <= one.due_at]
    figures = [
        count(
            len(held), measure="escalations", title="Escalated", period=period, cohort=cohort, unit="escalations",
            one="escalation", note=_at_once(held),
        )
    ]  # fmt: skip
    if due:
        figures.append(
            figure(
                len(in_time), len(due), measure="escalations_answered_in_time", title="Answered in time", period=period,
                cohort=f"{cohort} that are due or answered", counted="answered in time",
            )
        )  # fmt: skip
    return Section(title="Escalations", figures=tuple(figures))


def _at_once(held: Sequence[CountedEscalation]) -> str:
    number = sum(one.immediate for one in held)
    return f"Of them {number:,} because a child may have been in danger." if number else ""


def moderation(readings: Sequence[TwoReadings], period: Period, now: datetime) -> Section:
    """Return how far a second reader, who did not see the first one's grades, agrees with the first."""
    if not readings:
        return Section(title="Second readings", text="No audit of this period was read a second time.")
    found = caseaudits.agreement_of_readings(readings, today=now.date())
    cohort = "sections that two readers graded, neither seeing the other’s grade"
    words: Any = {"period": period, "cohort": cohort}
    kappa = _kappa(found.kappa, found.low, found.high, found.words)
    figures: tuple[Figure, ...] = (
        figure(found.same, found.pairs, measure="grades_agreed", title="The same grade", counted=SAME, note=kappa, **words),
        figure(
            found.within_one, found.pairs, measure="grades_within_one", title="At most one grade apart",
            counted="at most one grade apart", **words,
        ),
        count(
            found.milder, measure="first_reader_milder", title="The first reader was the milder one", unit="sections",
            one="section", **words,
        ),
    )  # fmt: skip
    return Section(title="Second readings", figures=figures)


def _kappa(kappa: float | None, low: float | None, high: float | None, words: str) -> str:
    if kappa is None or low is None or high is None:
        return "Too few were read twice to say how far that is beyond chance."
    return f"Weighted kappa {kappa:.2f} ({low:.2f} to {high:.2f}), called {words}."


def themes(audits: Sequence[CountedAudit], period: Period, words: Words) -> Section | None:
    """Return how often each theme was named, each way of choosing by itself; None where none was."""
    held = [one for one in audits if one.audited_on in period]
    samples = [(code, name) for code, name in SAMPLES.items() if any(one.sample == code for one in held)]
    values = {
        (title, name): sum(code in one.themes for one in held if one.sample == sample)
        for code, title in words.themes.items()
        for sample, name in samples
    }
    rows = tuple(title for title in words.themes.values() if any(values[title, name] for _, name in samples))
    if not rows:
        return None
    title = "How often auditors named each theme"
    table = ApartTable(
        title=title, name="themes", measure="themes", row_heading="Theme", rows=rows,
        columns=tuple(name for _, name in samples), values={key: n for key, n in values.items() if key[0] in rows},
        period=period, cohort="audits finished; one can have several themes", unit="audits", rows_add_up=False,
    )  # fmt: skip
    return Section(title="Themes", tables=(table,))
