"""How far two readers agree, beyond chance: Cohen's kappa with linear weights, and its 95% interval."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite

from openmash.caseaudits.rules.grading import ORDER, steps_between

# Landis and Koch 1977, the wording that boards know; each is the least kappa that is called so.
CALLED = ((0.81, "almost perfect"), (0.61, "substantial"), (0.41, "moderate"), (0.21, "fair"), (0.0, "slight"))

NOT_SAID = (None, None, None)


@dataclass(frozen=True)
class Agreement:
    """How two readers agree over pairs of grades.

    `kappa`, `low` and `high` are None where they cannot be said: no pair, too few, or one reader gave everything the same grade.
    `milder` counts pairs in which the first reader was the milder one.
    """

    pairs: int
    same: int
    within_one: int
    milder: int
    stricter: int
    kappa: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def words(self) -> str:
        """What the kappa is called."""
        if self.kappa is None:
            return ""
        return next((words for least, words in CALLED if self.kappa >= least), "less than chance")


def agreement_of(pairs: Iterable[tuple[str, str]], *, fewest: int) -> Agreement:
    """Return the agreement over pairs of the first and the second reader's grade. Below `fewest` pairs no kappa is given."""
    held = list(pairs)
    steps = [steps_between(second, first) for first, second in held]
    kappa, low, high = _kappa(held) if len(held) >= fewest else NOT_SAID
    return Agreement(
        pairs=len(held),
        same=sum(one == 0 for one in steps),
        within_one=sum(abs(one) <= 1 for one in steps),
        milder=sum(one > 0 for one in steps),
        stricter=sum(one < 0 for one in steps),
        kappa=kappa,
        low=low,
        high=high,
    )


def _kappa(pairs: list[tuple[str, str]]) -> tuple[float | None, float | None, float | None]:
    """Return kappa and its interval; nothing where one reader gave one grade to everything, or an interval cannot be said."""
    if any(len({pair[reader] for pair in pairs}) < 2 for reader in (0, 1)):
        return NOT_SAID
    import numpy
    from statsmodels.stats.inter_rater import cohens_kappa

    table = [[0] * len(ORDER) for _ in ORDER]
    for first, second in pairs:
        table[ORDER.index(first)][ORDER.index(second)] += 1
    with numpy.errstate(all="ignore"):  # where so little varies that a variance is none, the interval is not a number
        found = cohens_kappa(table, wt="linear")
        kappa, low, high = (float(one) for one in (found.kappa, found.kappa_low, found.kappa_upp))
    sound = isfinite(low) and isfinite(high) and (low < high or kappa == 1)
    return (kappa, max(-1.0, low), min(1.0, high)) if sound else NOT_SAID
