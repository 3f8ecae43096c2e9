"""Hide small numbers so that nobody can work them out.

The rule is the Department for Education's for published tables: counts of 1 to 5 become `c`, and so do the further
counts without which the small ones could be worked out from totals (secondary suppression). What follows from a
shown number counts as shown: of "50 of 52" the 2 is as open as if it were printed.

The attacker knows this rule, every shown number, and that a hidden number is not zero. A hidden small number is
safe when numbers can be put in the places of the hidden ones so that all sums still hold and it is above 5:
then neither its value nor that it is small can be told. The search is exact (an integer programme), not a heuristic.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

LARGEST_SMALL_NUMBER = 5
# How far a number may move in the search for a pretext; enough for tables of any size seen, and quick.
REACH = 60
# A cover found in this time is used even when a cheaper one may exist.
SECONDS_TO_SEARCH = 5


@dataclass(frozen=True)
class Sum:
    """A total and the parts that add up to it. A sum of one part says that two places hold the same number."""

    total: str
    parts: tuple[str, ...]


def is_small(value: int) -> bool:
    """Say whether a count is too small to publish."""
    return 1 <= value <= LARGEST_SMALL_NUMBER


def keys_to_hide(counts: Mapping[str, int], sums: Iterable[Sum]) -> frozenset[str]:
    """Return the names of all counts to hide: the small ones, and the fewest others that keep them hidden."""
    sums = tuple(sums)
    check_sums(counts, sums)
    hidden = {key for key, value in counts.items() if is_small(value)}
    for group in _groups(counts, sums):
        inside = tuple(one for one in sums if one.total in group)
        hidden |= _hidden_in_group(tuple((name, counts[name]) for name in sorted(group)), inside)
    return frozenset(hidden)


@lru_cache(maxsize=2048)
def _hidden_in_group(held: tuple[tuple[str, int], ...], sums: tuple[Sum, ...]) -> frozenset[str]:
    """Return what to hide of counts that are tied together. Kept: the search takes long, and a page asks for the same again."""
    counts = dict(held)
    hidden = {key for key, value in held if is_small(value)}
    for key in sorted(hidden):
        hidden |= _cover(key, counts, list(sums), hidden)
    return frozenset(hidden)


def check_sums(counts: Mapping[str, int], sums: Iterable[Sum]) -> None:
    """Raise when totals and parts disagree: such a table must not be shown at all."""
    for one in sums:
        if stray := [key for key in (one.total, *one.parts) if key not in counts]:
            raise ValueError(f"A sum names counts that are nowhere in the report: {', '.join(stray)}.")
        parts = sum(counts[part] for part in one.parts)
        if parts != counts[one.total]:
            raise ValueError(f"{one.total} is {counts[one.total]}, but its parts add up to {parts}.")


def _groups(counts: Mapping[str, int], sums: tuple[Sum, ...]) -> list[frozenset[str]]:
    """Return the counts in groups that are tied together by sums; groups without a small number are left out."""
    beside: dict[str, set[str]] = defaultdict(set)
    for one in sums:
        beside[one.total].update(one.parts)
        for part in one.parts:
            beside[part].add(one.total)
    groups, seen = [], set[str]()
    for key, value in counts.items():
        if key in seen or not is_small(value):
            continue
        group, waiting = {key}, [key]
        while waiting:
            fresh = beside[waiting.pop()] - group
            group |= fresh
            waiting.extend(fresh)
        seen |= group
        groups.append(frozenset(group))
    return groups


def _cover(key: str, counts: dict[str, int], sums: list[Sum], hidden: set[str] | frozenset[str]) -> set[str]:
    """Return what else to hide so that the hidden count `key` could as well be above 5."""
    for reach in (REACH, 2 * max(counts.values()) + REACH):
        further = _cheapest_pretext(key, counts, sums, hidden, reach)
        if further is not None:
            return further
    # Hiding every number but the zeros always leaves room: the safe way out where no smaller one is found.
    return {name for name, value in counts.items() if value}


def _cheapest_pretext(
    key: str, counts: dict[str, int], sums: list[Sum], hidden: set[str] | frozenset[str], reach: int
) -> set[str] | None:
    """Find numbers that fit all sums with `key` above 5, changing shown counts as little as can be."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import lil_matrix

    names = list(counts)
    place = {name: position for position, name in enumerate(names)}
    size = len(names)
    values = np.array([counts[name] for name in names], dtype=float)
    # The first half of the unknowns is the numbers, the second half says which shown counts have to be hidden.
    costs = np.array([0 if name in hidden else 1 + counts[name] ** 0.5 for name in names])
    low = np.where(values > 0, np.maximum(1, values - reach), 0)
    high = np.where(values > 0, values + reach, 0)
    low[place[key]] = LARGEST_SMALL_NUMBER + 1
    lines = lil_matrix((len(sums) + 2 * size, 2 * size))
    for row, one in enumerate(sums):
        lines[row, place[one.total]] = -1
        for part in one.parts:
            lines[row, place[part]] += 1
    for position in range(size):
        up, down = len(sums) + position, len(sums) + size + position
        lines[up, position], lines[up, size + position] = 1, -reach
        lines[down, position], lines[down, size + position] = 1, reach
    least = np.concatenate([np.zeros(len(sums)), np.full(size, -np.inf), values])
    most = np.concatenate([np.zeros(len(sums)), values, np.full(size, np.inf)])
    found = milp(
        np.concatenate([np.zeros(size), costs]),
        integrality=np.ones(2 * size),
        bounds=Bounds(np.concatenate([low, np.zeros(size)]), np.concatenate([high, np.ones(size)])),
        constraints=LinearConstraint(lines.tocsr(), least, most),
        options={"time_limit": SECONDS_TO_SEARCH},
    )
    if found.x is None:
        return None
    return {name for name in names if found.x[size + place[name]] > 0.5 or name in hidden}
