"""What an action can be tied to: outcomes of the plan, measures, themes of audit; and where it came from, in words."""

from datetime import datetime

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.improvement.choices import ORIGIN_WORDS, Origin, TargetKind
from openmash.improvement.models import Outcome
from openmash.improvement.queries.plan import reading
from openmash.indicators import queries as indicators


def outcomes_to_choose(actor: Actor) -> list[tuple[str, str]]:
    """Return every outcome by its priority; its words, which are its own, choose it."""
    return [(words, words) for words in _outcomes(actor)]


def outcome_chosen(actor: Actor, words: str) -> Outcome | None:
    """Return the outcome that was chosen by its words; None where none was."""
    return _outcomes(actor).get(words)


def _outcomes(actor: Actor) -> dict[str, Outcome]:
    with reading(actor):
        rows = Outcome.objects.select_related("priority").order_by("priority__title", "words")
        return {f"{one.priority.title}: {one.words}": one for one in rows}


def measures_to_choose(now: datetime) -> list[tuple[str, str]]:
    """Return code and title of the measures in force."""
    return [(one.code, one.title) for one in indicators.measures_in_force(now)]


def themes_to_choose(now: datetime) -> list[tuple[str, str]]:
    """Return code and title of the themes of audit in force."""
    day = clock.london_day(now)
    return [(one.code, one.title) for one in agencies.pack_in_force(day).in_force("audit_themes", day)]


def target_words(kind: str, code: str, now: datetime) -> str:
    """Return the title of the measure or theme that a target is read from; empty for none."""
    held = {TargetKind.MEASURE: measures_to_choose, TargetKind.AUDIT_THEME: themes_to_choose}.get(kind)  # type: ignore[call-overload]
    return dict(held(now)).get(code, code) if held else ""


def origin_words(kind: str, origin: str, now: datetime) -> str:
    """Return where an action came from, in words."""
    said = ORIGIN_WORDS.get(kind, kind)
    if kind == Origin.MEASURE:
        return f"{said}: {target_words(TargetKind.MEASURE, origin, now)}"
    if kind == Origin.AUDIT_THEME:
        return f"{said}: {target_words(TargetKind.AUDIT_THEME, origin, now)}"
    return f"{said}: {origin}" if origin else said
