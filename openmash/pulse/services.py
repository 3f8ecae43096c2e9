"""Open a round of the pulse by its rhythm, and answer in it once."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.pulse import permissions, queries, rules
from openmash.pulse.choices import FEELING_WORDS, Side
from openmash.pulse.models import PulseAnswer, PulseRound, PulseTaken
from openmash.trail import services as trail

OVER = "This survey is not open today. Nothing was kept."
ONCE = "You have answered this time already. Thank you."


@transaction.atomic
def open_round_when_due(*, actor: Actor, now: datetime) -> PulseRound | None:
    """Open the next round where the pack's rhythm says so, and return it. Raises Denied for a person."""
    permissions.check_can_open_round(actor)
    survey, today = queries.survey_in_force(now), clock.london_day(now)
    if survey is None:
        return None
    last = queries.last_opened_on(survey.code)
    if not rules.is_due(last_opened_on=last, every_weeks=survey.every_weeks, today=today):
        return None
    held = PulseRound.objects.create(
        survey=survey.code,
        opened_at=now,
        opened_on=today,
        last_on=rules.last_day(today, survey.open_days),
        pack=agencies.current_pack_version(),
    )
    trail.record(actor=actor, kind="pulse.opened", subject=f"pulse {held.pk}", at=now, until=str(held.last_on))
    return held


@transaction.atomic
def answer_pulse(
    *, actor: Actor, feelings: Mapping[str, str], locality: str = "", words: str = "", now: datetime
) -> None:
    """Answer the open round, once. What is kept of the answer does not say whose it is, and the trail not what it was.

    Raises Denied; RuleBroken when no round is open, for a second answer, without any feeling, or for an unknown one.
    """
    permissions.check_can_answer(actor)
    held = queries.open_round(now)
    if held is None:
        raise RuleBroken(OVER)
    given = _checked(held, feelings)
    _, first = PulseTaken.objects.get_or_create(pk=queries.mark_of(actor, held))
    if not first:
        raise RuleBroken(ONCE)
    side = Side.STAFF if actor.is_authority else Side.PARTNER
    answer = PulseAnswer(round=held, side=side, locality=locality, feelings=given, words=words.strip())
    PulseAnswer.objects.bulk_create([answer])
    trail.record(actor=actor, kind="pulse.answered", subject=f"pulse {held.pk}", at=now)


def _checked(held: PulseRound, feelings: Mapping[str, str]) -> dict[str, str]:
    codes = [one.code for one in queries.survey_of(held).statements]
    given = {code: feelings[code] for code in codes if feelings.get(code)}
    if not given:
        raise RuleBroken("Say how far you agree with at least one of the sentences.", field=f"feeling_{codes[0]}")
    for code, feeling in given.items():
        if feeling not in FEELING_WORDS:
            raise RuleBroken("Choose one of the answers on this page.", field=f"feeling_{code}")
    return given
