"""Numbers in public do not name a child: attacked by bounds, by trying every possibility, and by taking differences."""

from collections.abc import Collection, Mapping, Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from openmash.indicators.rules.suppression import Sum, is_small, keys_to_hide


def bounds(counts: Mapping[str, int], sums: Sequence[Sum], hidden: Collection[str], key: str) -> tuple[int, int]:
    """Return the least and most a hidden count can be for someone who sees all others and knows none hidden is 0.

    Linear programming, as an outsider would attack. Its bounds are exact in tables of two directions.
    """
    names = sorted(hidden)
    lines, right = [], []
    for one in sums:
        line = np.zeros(len(names))
        seen = 0
        for name, sign in [(one.total, -1), *((part, 1) for part in one.parts)]:
            if name in hidden:
                line[names.index(name)] += sign
            else:
                seen -= sign * counts[name]
        lines.append(line)
        right.append(seen)
    ends = []
    for sign in (1, -1):
        aim = np.zeros(len(names))
        aim[names.index(key)] = sign
        found = linprog(aim, A_eq=np.array(lines), b_eq=np.array(right), bounds=[(1, None)] * len(names))
        ends.append(10**9 if found.status == 3 else round(sign * found.fun))
    return ends[0], ends[1]


def possibilities(
    counts: Mapping[str, int], sums: Sequence[Sum], hidden: Collection[str], most: int
) -> dict[str, set[int]]:
    """Return every value each hidden count can have, found by trying all numbers from 1 up."""
    names = sorted(hidden)
    found: dict[str, set[int]] = {name: set() for name in names}
    for values in product(range(1, most + 1), repeat=len(names)):
        trial = {**counts, **dict(zip(names, values, strict=True))}
        if all(sum(trial[part] for part in one.parts) == trial[one.total] for one in sums):
            for name, value in zip(names, values, strict=True):
                found[name].add(value)
    return found


def table(rows: Sequence[Sequence[int]]) -> tuple[dict[str, int], list[Sum]]:
    """Return a table's counts with row totals, column totals and grand total, and its sums."""
    height, width = len(rows), len(rows[0])
    counts = {f"{r}.{c}": rows[r][c] for r in range(height) for c in range(width)}
    counts |= {f"{r}.all": sum(rows[r]) for r in range(height)}
    counts |= {f"all.{c}": sum(row[c] for row in rows) for c in range(width)}
    counts["all.all"] = sum(map(sum, rows))
    sums = [Sum(f"{r}.all", tuple(f"{r}.{c}" for c in range(width))) for r in [*range(height), "all"]]
    sums += [Sum(f"all.{c}", tuple(f"{r}.{c}" for r in range(height))) for c in [*range(width), "all"]]
    return counts, sums


def assert_safe(counts: Mapping[str, int], sums: Sequence[Sum], hidden: Collection[str]) -> None:
    for key in hidden:
        low, high = bounds(counts, sums, hidden, key)
        assert low < high, f"{key} can be worked out: {low}"
        if is_small(counts[key]):
            assert high > 5, f"{key} is known to be small: {low} to {high}"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([[30, 3, 40], [20, 25, 18], [50, 44, 60]], id="one-small-number"),
        pytest.param([[30, 3, 40], [20, 4, 18], [50, 44, 60]], id="two-small-in-one-column"),
        pytest.param([[30, 3, 0], [20, 25, 18], [0, 44, 60]], id="zeros-stay-zeros"),
        pytest.param([[2, 2, 2], [10, 11, 12]], id="a-row-of-small-numbers"),
        pytest.param([[1, 0, 0], [0, 0, 0], [0, 0, 0]], id="a-single-case"),
        pytest.param([[2, 1], [1, 1]], id="all-small"),
        pytest.param([[6, 0], [0, 2]], id="nothing-to-hide-behind"),
        pytest.param([[120, 4], [8, 0]], id="a-locality-with-few"),
        pytest.param([[5, 6], [6, 5]], id="at-the-edge"),
    ],
)
def test_no_small_number_can_be_worked_out(rows: list[list[int]]) -> None:
    counts, sums = table(rows)

    hidden = keys_to_hide(counts, sums)

    assert {key for key, value in counts.items() if is_small(value)} <= hidden
    assert_safe(counts, sums, hidden)


def test_a_table_without_small_numbers_is_shown_whole() -> None:
    counts, sums = table([[10, 0, 40], [20, 25, 18]])

    assert keys_to_hide(counts, sums) == frozenset()


def test_no_more_is_hidden_than_the_square_that_covers_one_small_number() -> None:
    counts, sums = table([[30, 3, 40], [20, 25, 18], [50, 44, 60]])

    hidden = keys_to_hide(counts, sums)

    assert hidden == {"0.1", "1.1", "0.0", "1.0"}


@pytest.mark.parametrize(
    ("numerator", "denominator", "hidden"),
    [
        pytest.param(30, 60, set(), id="nothing-small"),
        pytest.param(3, 60, {"n", "rest"}, id="a-small-numerator"),
        pytest.param(57, 60, {"n", "rest"}, id="a-small-rest-hides-the-numerator"),
        pytest.param(0, 60, set(), id="none-is-not-small"),
        pytest.param(60, 60, set(), id="all-leaves-no-rest"),
        pytest.param(2, 6, {"n", "d", "rest"}, id="of-6-both-parts-would-be-small"),
        pytest.param(0, 4, {"d", "rest"}, id="a-small-denominator"),
    ],
)
def test_a_share_hides_what_would_give_it_away(numerator: int, denominator: int, hidden: set[str]) -> None:
    counts = {"n": numerator, "rest": denominator - numerator, "d": denominator}
    sums = [Sum("d", ("n", "rest"))]

    found = keys_to_hide(counts, sums)

    assert found == hidden
    assert_safe(counts, sums, found)


def test_a_number_shown_in_two_places_is_hidden_in_both() -> None:
    counts = {"figure": 3, "table": 3, "other": 40, "all": 43}
    sums = [Sum("figure", ("table",)), Sum("all", ("table", "other"))]

    assert keys_to_hide(counts, sums) == {"figure", "table", "other"}


def test_two_tables_of_the_same_cases_cannot_be_subtracted() -> None:
    """By locality and by source, 46 contacts each: what one hides the other may not show."""
    counts = {"all": 46, "north": 4, "east": 20, "central": 22, "police": 30, "health": 16, "twin": 46}
    sums = [Sum("all", ("north", "east", "central")), Sum("twin", ("police", "health")), Sum("all", ("twin",))]

    hidden = keys_to_hide(counts, sums)

    assert hidden == {"north", "east"}
    assert_safe(counts, sums, hidden)


def test_totals_that_miss_their_parts_are_refused() -> None:
    with pytest.raises(ValueError, match="is 5, but its parts add up to 6"):
        keys_to_hide({"all": 5, "a": 2, "b": 4}, [Sum("all", ("a", "b"))])


numbers = st.one_of(st.integers(0, 8), st.integers(0, 40))
tables = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda size: st.lists(st.lists(numbers, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_no_table_can_be_attacked_by_bounds(rows: list[list[int]]) -> None:
    counts, sums = table(rows)

    assert_safe(counts, sums, keys_to_hide(counts, sums))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=2, max_size=2))
def test_no_table_can_be_attacked_by_trying_everything(rows: list[list[int]]) -> None:
    counts, sums = table(rows)
    hidden = keys_to_hide(counts, sums)

    if len(hidden) > 5:
        assert_safe(counts, sums, hidden)
        return
    for key, values in possibilities(counts, sums, hidden, most=18).items():
        assert len(values) > 1
        assert not is_small(counts[key]) or max(values) > 5


@settings(max_examples=30, deadline=None)
@given(tables, st.randoms())
def test_the_order_of_rows_does_not_matter_to_safety(rows: list[list[int]], chance) -> None:
    counts, sums = table(rows)
    shuffled = list(counts.items())
    chance.shuffle(shuffled)

    hidden = keys_to_hide(dict(shuffled), sums)

    assert_safe(counts, sums, hidden)
