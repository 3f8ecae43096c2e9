"""Figures that others reported without their cases: as the source gave them, with what that leaves unsaid."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from openmash.caseaudits.choices import COHORT_WORDS, GRADE_WORDS
from openmash.caseaudits.queries import HeldFigure
from openmash.indicators.rules.figures import Figure, count, figure, not_given, percent_in_words
from openmash.indicators.rules.periods import Period
from openmash.indicators.rules.reports import Section

NOT_CHANGE = "n not given: nothing can be said about change."
TWO_POINTS = "Two points do not show a change."
NO_SPLIT = "One reported figure: its split into the four grades was not given."
# Words by which a reported figure is known to be about grades.
OF_GRADES = ("grade", "graded", "judged", "impact")


def reported_section(held: Sequence[HeldFigure], period: Period) -> Section | None:
    """Return what was reported of a period, and of no period; None where nothing was."""
    shown = [one for one in held if _falls_in(one, period)]
    elsewhere = sorted({(one.starts_on, one.period) for one in held if one not in shown and one.starts_on})
    if not shown and not elsewhere:
        return None
    notes: tuple[str, ...] = ()
    if elsewhere:
        names = ", ".join(dict.fromkeys(_period_words(words, start) for start, words in elsewhere))
        notes = (f"Figures are also held, and not shown here, for: {names}.",)
    return Section(
        title="Reported without their cases",
        text="Given by others as figures. They are kept as the source gave them: what it did not give is not worked out.",
        figures=tuple(_figure(one, _earlier(one, held), period) for one in shown),
        notes=notes,
    )


def without_n(held: Sequence[HeldFigure], period: Period) -> list[str]:
    """Return the names of the reported figures of a period whose numbers were not given."""
    return list(dict.fromkeys(_title(one) for one in held if _falls_in(one, period) and one.denominator is None))


def days_reported(held: Sequence[HeldFigure]) -> Period | None:
    """Return the days from the first to the last reported figure; None where no period is understood."""
    starts = [one.starts_on for one in held if one.starts_on]
    ends = [one.ends_on for one in held if one.ends_on]
    return Period(min(starts), max(ends)) if starts and ends else None


def _falls_in(one: HeldFigure, period: Period) -> bool:
    if one.starts_on is None or one.ends_on is None:
        return True
    return one.starts_on <= period.end and one.ends_on >= period.start


def _earlier(one: HeldFigure, held: Sequence[HeldFigure]) -> HeldFigure | None:
    """Return the latest figure of the same measure and cohort that was reported of days before."""
    before = [
        other
        for other in held
        if (other.measure, other.cohort) == (one.measure, one.cohort)
        and one.starts_on
        and other.ends_on
        and other.ends_on < one.starts_on
    ]
    return max(before, key=lambda other: other.ends_on or date.min, default=None)


def _figure(one: HeldFigure, earlier: HeldFigure | None, period: Period) -> Figure:
    of_grades = _lumps_grades(one)
    as_note = one.note if not of_grades else ""
    days = Period(one.starts_on, one.ends_on) if one.starts_on and one.ends_on else period
    group = COHORT_WORDS.get(one.cohort, one.cohort)
    when = _period_words(one.period, one.starts_on) or "period not given"
    words: Any = {
        "measure": one.measure,
        "title": _title(one),
        "period": days,
        "cohort": f"reported without cases, {group.lower() if group else 'group not given'}",
        "by": ", ".join(filter(None, ["reported", group, when])),
        "note": " ".join(filter(None, [*_unsaid(one, earlier), _added(as_note)])),
    }
    if one.numerator is not None and one.denominator is not None:
        return figure(one.numerator, one.denominator, **words)
    if one.numerator is not None and one.percent is None:
        return count(one.numerator, unit="reported", **words)
    counted = one.note if of_grades and _names_grades(one.note) else ""
    return not_given(percent=one.percent, counted=counted, **words)


def _unsaid(one: HeldFigure, earlier: HeldFigure | None) -> list[str]:
    """Return what cannot be said of a reported figure, as sentences."""
    said = []
    if _lumps_grades(one):
        said.append(NO_SPLIT)
    if earlier is not None:
        both = one.denominator is not None and earlier.denominator is not None
        against = f"{_short(one)} against {_short(earlier)} in {_period_words(earlier.period, earlier.starts_on)}"
        said.append(f"{against}: {'' if both else NOT_CHANGE}{TWO_POINTS.lower() if both else ''}")
    if one.denominator is not None and one.numerator is None:
        said.append(f"The source says of {one.denominator:,}, and not how many of them.")
    if one.numerator is not None and one.denominator is None:
        said.append("Of how many is not given.")
    if one.percent is not None and _reckoned_otherwise(one, one.percent):
        said.append(f"The source itself says {percent_in_words(one.percent)}.")
    return said


def _reckoned_otherwise(one: HeldFigure, percent: float) -> bool:
    """Whether the source's own numbers make another percentage than it gives, by more than rounding."""
    if one.numerator is None or not one.denominator:
        return False
    return abs(100 * one.numerator / one.denominator - percent) > 1


def _short(one: HeldFigure) -> str:
    if one.numerator is not None and one.denominator is not None:
        return f"{one.numerator:,} of {one.denominator:,}"
    if one.percent is not None:
        return percent_in_words(one.percent)
    return "not given" if one.numerator is None else f"{one.numerator:,}"


def _lumps_grades(one: HeldFigure) -> bool:
    """Whether it is one figure about grades, so that the four-way split was not given."""
    if one.percent is None and one.denominator is None:
        return False
    words = f"{one.measure} {one.note}".replace("_", " ").replace("-", " ").casefold()
    return _names_grades(words) or any(word in words.split() for word in OF_GRADES)


def _names_grades(words: str) -> bool:
    held = words.casefold()
    named = [one for one in ("outstanding", "good", "requires improvement", "inadequate") if one in held]
    return len(named) > 1 or held in {one.casefold() for one in GRADE_WORDS.values()}


def _title(one: HeldFigure) -> str:
    words = " ".join(one.measure.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:]


def _period_words(words: str, start: date | None) -> str:
    """Return a period as people say it: a month by its name, anything else in the source's words."""
    if start is not None and words == f"{start:%Y-%m}":
        return f"{start:%B %Y}"
    return words


def _added(words: str) -> str:
    return f"The source adds: {words}" + ("" if words[-1] in ".!?" else ".") if words else ""
