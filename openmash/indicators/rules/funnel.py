"""Funnel plots: does a place differ from a standard by more than chance, given how many cases it has?

Spiegelhalter DJ (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24:1185-1202; its
multiplicative over-dispersion (appendix A.3), with z-scores winsorised at ten percent, as the Care Quality Commission uses it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

NEAR, FAR = 1.959963984540054, 3.090232306167813
"""95% and 99.8% of chance lie within."""

WINSORISED = 0.1
FEWEST_TO_ESTIMATE = 10


@dataclass(frozen=True)
class Dispersion:
    """How much more units vary than chance would have it: 1 is chance alone. `units`: how many that rests on."""

    factor: float
    units: int

    @property
    def known(self) -> bool:
        return self.units >= FEWEST_TO_ESTIMATE

    @property
    def words(self) -> str:
        if not self.known:
            return f"Limits of chance alone: {self.units} units are too few to tell how much more places vary."
        if self.factor == 1:
            return f"Limits of chance alone: {self.units} months of the places vary no more."
        return f"Limits widened by {sqrt(self.factor):.2f}: {self.units} months of the places vary by that much more than chance."


def z_score(numerator: int, denominator: int, standard: float) -> float:
    """Return how many standard errors a share lies from a standard (a share between 0 and 1)."""
    return (numerator / denominator - standard) / sqrt(standard * (1 - standard) / denominator)


def winsorised(scores: Sequence[float]) -> list[float]:
    """Return the scores with the lowest and highest tenth set to the nearest kept one."""
    ordered = sorted(scores)
    cut = int(WINSORISED * len(ordered))
    low, high = (ordered[cut], ordered[-cut - 1]) if ordered else (0.0, 0.0)
    return [min(max(one, low), high) for one in ordered]


def dispersion(units: Sequence[tuple[int, int]], standard: float | None = None) -> Dispersion:
    """Return the over-dispersion of units (counted, measured) about a standard, by default their own pooled share.

    Never less than 1, and 1 unless it is more than chance allows: then the standard error of the factor has it so.
    """
    held = [(n, d) for n, d in units if d]
    share = sum(n for n, _ in held) / sum(d for _, d in held) if held and standard is None else standard
    if not held or not share or share >= 1 or len(held) < FEWEST_TO_ESTIMATE:
        return Dispersion(1.0, len(held))
    scores = winsorised([z_score(n, d, share) for n, d in held])
    factor = sum(one * one for one in scores) / len(scores)
    # Under chance alone the factor has mean 1 and this standard deviation; below it there is nothing to widen.
    return Dispersion(factor if factor > 1 + sqrt(2 / len(scores)) else 1.0, len(held))


def limits(denominator: float, standard: float, spread: Dispersion, z: float) -> tuple[float, float]:
    """Return the limits of a share at a number of cases, in percent, cut at 0 and 100."""
    reach = z * sqrt(spread.factor * standard * (1 - standard) / denominator)
    return max(0.0, 100 * (standard - reach)), min(100.0, 100 * (standard + reach))


@dataclass(frozen=True)
class Place:
    """One place of a funnel: its name, its numbers, and where it lies."""

    name: str
    numerator: int
    denominator: int
    percent: float
    position: str


INSIDE, BEYOND_NEAR, BEYOND_FAR = "within the limits", "beyond the 95% limit", "beyond the 99.8% limit"


def place(name: str, numerator: int, denominator: int, standard: float, spread: Dispersion) -> Place:
    """Return where a place lies: within the limits, beyond the near ones, or beyond the far ones."""
    percent = 100 * numerator / denominator
    position = INSIDE
    for z, words in ((NEAR, BEYOND_NEAR), (FAR, BEYOND_FAR)):
        low, high = limits(denominator, standard, spread, z)
        if not low <= percent <= high:
            position = f"{'above' if percent > high else 'below'}, {words}"
    return Place(name, numerator, denominator, percent, position)
