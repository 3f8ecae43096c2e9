"""How sure a share can be: Wilson's score interval."""

from math import sqrt

Z_95 = 1.959963984540054


def wilson(numerator: int, denominator: int) -> tuple[float, float]:
    """Return the 95% interval of a share, in percent.

    Wilson EB (1927), Probable inference, the law of succession, and statistical inference, JASA 22:209-212; the method
    that the Office for Health Improvement and Disparities uses for proportions. It never leaves 0 to 100 and stays
    honest for few cases and for shares near 0 or 100.
    """
    if denominator < 1 or not 0 <= numerator <= denominator:
        raise ValueError("A share needs a denominator of at least 1 and a numerator between 0 and the denominator.")
    share = numerator / denominator
    shrink = 1 + Z_95**2 / denominator
    centre = share + Z_95**2 / (2 * denominator)
    half = Z_95 * sqrt(share * (1 - share) / denominator + Z_95**2 / (4 * denominator**2))
    low = 0.0 if numerator == 0 else 100 * (centre - half) / shrink
    high = 100.0 if numerator == denominator else 100 * (centre + half) / shrink
    return low, high
