"""The arithmetic of a measurement: values in, answer out."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BIG = 10_000  # rows from which reading a whole table is worth telling
TARGET_MS = 100.0
TARGET_WEIGHT = 150_000


@dataclass(frozen=True)
class Spread:
    """How times lie, in milliseconds. `low` and `high` are the 95% interval of p95; None where there are too few."""

    n: int
    p50: float | None
    p95: float | None
    p99: float | None
    max: float | None
    p95_low: float | None
    p95_high: float | None


def spread(times: Sequence[float]) -> Spread:
    """Return how seconds lie, as milliseconds."""
    held = sorted(time * 1000 for time in times)
    if not held:
        return Spread(0, None, None, None, None, None, None)
    low, high = interval(held, 0.95)
    return Spread(
        n=len(held),
        p50=_short(at_share(held, 0.5)),
        p95=_short(at_share(held, 0.95)),
        p99=_short(at_share(held, 0.99)),
        max=_short(held[-1]),
        p95_low=_short(low),
        p95_high=_short(high),
    )


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def at_share(ordered: Sequence[float], share: float) -> float:
    """Return the smallest value that at least this share of the values do not pass (nearest rank)."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def interval(ordered: Sequence[float], share: float) -> tuple[float | None, float | None]:
    """Return the 95% interval of a percentile by the ranks around it; an end beyond the values is not known."""
    n = len(ordered)
    middle, width = n * share, 1.96 * math.sqrt(n * share * (1 - share))
    low, high = math.floor(middle - width), math.ceil(middle + width)
    return (ordered[low - 1] if low >= 1 else None), (ordered[high - 1] if high <= n else None)


def ratio(value: float | None, anchor: float | None) -> float | None:
    """Return how many times the anchor a value is; None where one is missing."""
    return round(value / anchor, 2) if value is not None and anchor else None


def scans(plan: Mapping[str, Any], rows: Mapping[str, int], *, big: int = BIG) -> list[str]:
    """Return the big tables that a plan reads from end to end."""
    return sorted({table for table in _scanned(plan) if rows.get(table, 0) >= big})


def _scanned(node: Mapping[str, Any]) -> Iterator[str]:
    if node.get("Node Type") == "Seq Scan":
        yield str(node["Relation Name"])
    for below in node.get("Plans", []):
        yield from _scanned(below)


def as_typed(words: str, *, pauses: int = 3) -> list[str]:
    """Return what stands in a search box at each pause while somebody types these words."""
    steps = [max(3, round(len(words) * (pause + 1) / pauses)) for pause in range(pauses)]
    return list(dict.fromkeys(words[:step].strip() for step in steps if words[:step].strip()))
