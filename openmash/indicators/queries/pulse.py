"""What was said in the pulse as figures: each sentence, by round and group, and what the rounds say of change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openmash.indicators.rules.figures import Figure, figure
from openmash.indicators.rules.findings import in_words
from openmash.indicators.rules.periods import Period
from openmash.indicators.rules.proportions import share_chart, share_point
from openmash.pulse import queries as pulse
from openmash.pulse.queries import Group, RoundRead

ROUND = "round"


@dataclass(frozen=True)
class Said:
    """One sentence in one round: everybody's figure, and each group's, or None for a group too small to show."""

    words: str
    everybody: Figure | None
    groups: tuple[tuple[str, Figure | None], ...]
    change: str


@dataclass(frozen=True)
class PulseRead:
    """One round of the pulse as figures."""

    period: Period
    people: int | None
    said: tuple[Said, ...]


def pulse_report(now: datetime) -> list[PulseRead]:
    """Return every round that is over, the latest first. Change is told of everybody, from the rounds up to each one."""
    rounds, survey = pulse.rounds_read(now), pulse.survey_in_force(now)
    if survey is None:
        return []
    return [_round(one, rounds[place:], survey) for place, one in enumerate(rounds)]


def _round(one: RoundRead, so_far: Sequence[RoundRead], survey: Any) -> PulseRead:
    period = Period(one.opened_on, one.last_on)
    return PulseRead(
        period=period,
        people=one.everybody.people,
        said=tuple(
            Said(
                words=statement.words,
                everybody=_figure(one.everybody, statement, period),
                groups=tuple(
                    (group.name, _figure(group, statement, period)) for group in (*one.sides, *one.localities)
                ),
                change=_change(statement.code, so_far),
            )
            for statement in survey.statements
        ),
    )


def _figure(group: Group, statement: Any, period: Period) -> Figure | None:
    if group.said is None or statement.code not in group.said:
        return None
    held = group.said[statement.code]
    return figure(
        held.agreed,
        held.said,
        measure=f"pulse_{statement.code}".replace("-", "_"),
        title=statement.words,
        period=period,
        cohort="People who answered in this round and could say",
        counted=statement.counted,
        by="" if group.name == "everybody" else group.name,
    )


def _change(code: str, so_far: Sequence[RoundRead]) -> str:
    """Return what the rounds so far say of change, as control charts do: never from two points."""
    points = [
        share_point(one.opened_on, f"{one.opened_on:%B %Y}", held.agreed, held.said)
        for one in reversed(so_far)
        if one.everybody.said is not None and (held := one.everybody.said.get(code)) is not None
    ]
    chart = share_chart(points, step=ROUND) if points else None
    return in_words(chart) if chart else "too few answers in a round to tell of change"
