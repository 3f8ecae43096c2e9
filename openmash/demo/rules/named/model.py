"""What a hand-made situation is written in: who rang about whom, how long ago, and the steps taken since."""

from dataclasses import dataclass, field

from openmash.demo.rules.contacts.model import Caller
from openmash.demo.rules.named.families import Home


@dataclass(frozen=True)
class Step:
    """One act, so many minutes after the contact came in."""

    minute: float
    act: str
    to: str = ""
    words: str = ""
    outcomes: dict[int, str] = field(default_factory=dict)
    """Outcomes of children by their place, where they differ from `to`."""


@dataclass(frozen=True)
class Situation:
    """One situation of today. Minutes are open minutes, or minutes by the clock where `by_the_clock`."""

    name: str
    home: Home
    voice: str
    source: str
    kind: str
    tier: str
    caller: Caller | str
    """Who rang, or the code of an agency whose person rang."""
    story: str
    minutes_ago: float
    steps: tuple[Step, ...] = ()
    colour: str = "amber"
    by_the_clock: bool = False
    days_ago: int = 0
    worries_most: str = ""
    child_words: str = ""
    referrer_level: int | None = None
    risk_grade: str = ""
    believed_malicious: str = ""
    interpreter: str = ""
    address_not_told: str | None = None
    """Words instead of the address, where the caller could not say it."""
    open_case: bool = False
    episode: bool = False


def screened(minute: float, *, check: bool = True) -> tuple[Step, ...]:
    """Return the steps of an ordinary screening that begins at a minute."""
    steps = [Step(minute, "history"), Step(minute + 4, "rate"), Step(minute + 12, "position")]
    if check:
        steps.append(Step(minute + 16, "check"))
    return (*steps, Step(minute + 22, "screen"), Step(minute + 25, "recommend"))
