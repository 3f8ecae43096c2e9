"""A kind of worry: who it can be about, how grave it tends to be, and the words it is told in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SLIGHT, SUPPORT, NEED, HARM, ELSEWHERE = "slight", "support", "need", "harm", "elsewhere"

BABY, UNBORN, TEEN, SCHOOL, ANY = (0.04, 0.45), (-1.0, -0.1), (12, 17), (4, 16), (0, 17)


@dataclass(frozen=True)
class Kind:
    """One kind of worry. Sentences hold slots, which `words.Slots` fills from the people of the contact.

    `what` says what happened, in any voice; `by_police`, `by_school` and `by_health` say it as they would, where that differs.
    A sentence that begins with ! is told only where it is grave, one with ~ only where it is not.
    `mild` and `grave` are half sentences for reasons: "... because a loud argument, heard by nobody but the parents".
    """

    code: str
    category: str
    ages: tuple[float, float]
    weights: Mapping[str, float]
    what: tuple[str, ...]
    more: tuple[str, ...]
    child: tuple[str, ...]
    mild: tuple[str, ...]
    grave: tuple[str, ...]
    worries: tuple[str, ...]
    high_risk: tuple[str, ...]
    underlying: tuple[str, ...]
    strengths: tuple[str, ...]
    said: tuple[str, ...] = ()
    by_police: tuple[str, ...] = ()
    by_school: tuple[str, ...] = ()
    by_health: tuple[str, ...] = ()
    elsewhere: Mapping[str, float] = field(default_factory=dict)
