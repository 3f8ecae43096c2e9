"""The round that is open, and what was answered: in groups, and only those that are large enough."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.pulse import rules
from openmash.pulse.choices import SIDE_WORDS, Side
from openmash.pulse.models import PulseRound, PulseTaken


@dataclass(frozen=True)
class Group:
    """What people of one side or locality said in a round: by statement, how many agreed of how many who could say.

    `people` and `said` are None for a group that is too small to show; a sentence that too few could say is left out.
    """

    name: str
    people: int | None
    said: dict[str, rules.Agreement] | None


@dataclass(frozen=True)
class RoundRead:
    """One round as it may be shown."""

    opened_on: date
    last_on: date
    people: int
    everybody: Group
    sides: tuple[Group, ...]
    localities: tuple[Group, ...]


def survey_in_force(now: datetime) -> Any:
    """Return the survey of the pack in force, or None where it asks none."""
    return next(iter(agencies.pack_in_force().in_force("pulse_surveys", clock.london_day(now))), None)


def survey_of(held: PulseRound) -> Any:
    """Return the survey as the pack had it when the round was opened."""
    return agencies.pack_of(held.pack_id).one("pulse_surveys", held.survey, held.opened_on)


def open_round(now: datetime) -> PulseRound | None:
    """Return the round in which one may answer today, or None."""
    today = clock.london_day(now)
    return PulseRound.objects.filter(opened_on__lte=today, last_on__gte=today).order_by("-opened_on").first()


def mark_of(actor: Actor, held: PulseRound) -> str:
    """Return the keyed mark of somebody in a round. Without the installation's key nobody can tell whose it is."""
    return salted_hmac(
        "openmash.pulse", f"{held.pk}:{actor.reference}", secret=settings.SECRET_KEY, algorithm="sha256"
    ).hexdigest()


def has_answered(actor: Actor, held: PulseRound) -> bool:
    """Whether the actor has answered in a round."""
    return PulseTaken.objects.filter(pk=mark_of(actor, held)).exists()


def round_to_answer(actor: Actor, now: datetime) -> PulseRound | None:
    """Return the open round that the actor has not answered yet, or None."""
    held = open_round(now)
    return None if held is None or has_answered(actor, held) else held


def rounds_read(now: datetime) -> list[RoundRead]:
    """Return every round that is over, the latest first, with the groups that may be shown. Two queries a round."""
    over = PulseRound.objects.filter(last_on__lt=clock.london_day(now)).order_by("-opened_on")
    return [_read(one) for one in over]


def _read(held: PulseRound) -> RoundRead:
    survey = survey_of(held)
    answers: list[Any] = list(held.answers.values("side", "locality", "feelings"))
    codes, fewest = [one.code for one in survey.statements], survey.fewest_shown
    everybody = _groups({"everybody": answers}, codes, fewest)[0]
    sides = {SIDE_WORDS[side]: [one for one in answers if one["side"] == side] for side in Side}
    places = sorted({one["locality"] for one in answers if one["locality"]})
    localities = {place: [one for one in answers if one["locality"] == place] for place in places}
    elsewhere = [one for one in answers if not one["locality"]]
    if elsewhere:
        localities["No locality given"] = elsewhere
    return RoundRead(
        opened_on=held.opened_on,
        last_on=held.last_on,
        people=len(answers),
        everybody=everybody,
        sides=tuple(_groups(sides, codes, fewest)),
        localities=tuple(_groups(localities, codes, fewest)),
    )


def _groups(groups: dict[str, list[Any]], codes: list[str], fewest: int) -> list[Group]:
    """Return the groups with what may be shown of each: a sentence is shown where enough of a group could say."""
    shown = rules.groups_to_show({name: len(rows) for name, rows in groups.items()}, fewest=fewest)
    said = {code: {name: _agreement(rows, code) for name, rows in groups.items()} for code in codes}
    open_to = {
        code: rules.groups_to_show({name: one.said for name, one in of_each.items()}, fewest=fewest)
        for code, of_each in said.items()
    }
    return [
        Group(
            name=name,
            people=len(rows) if name in shown else None,
            said={code: said[code][name] for code in codes if name in open_to[code]} if name in shown else None,
        )
        for name, rows in groups.items()
    ]


def _agreement(rows: list[Any], code: str) -> rules.Agreement:
    return rules.agreement(Counter(row["feelings"].get(code, "cannot_say") for row in rows))


def words_said(now: datetime) -> list[tuple[date, list[str]]]:
    """Return what people wrote in each round that is over, where enough have answered, in an order that tells nothing."""
    found = []
    for held in PulseRound.objects.filter(last_on__lt=clock.london_day(now)).order_by("-opened_on"):
        words = sorted(held.answers.exclude(words="").values_list("words", flat=True), key=str.casefold)
        if held.answers.count() >= survey_of(held).fewest_shown and words:
            found.append((held.opened_on, words))
    return found


def last_opened_on(survey: str) -> date | None:
    """Return the day on which a survey was opened last, or None."""
    return PulseRound.objects.filter(survey=survey).order_by("-opened_on").values_list("opened_on", flat=True).first()
