"""Chance that repeats itself: the same seed and the same names of draws give the same story."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import exp
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """Things to draw from, each with its weight. Weights need not add up to one."""

    __slots__ = ("_heaps", "_things", "_total")

    def __init__(self, weights: Mapping[T, float]) -> None:
        heavy = {thing: weight for thing, weight in weights.items() if weight > 0}
        if not heavy:
            raise ValueError("There is nothing to draw from.")
        self._things = tuple(heavy)
        self._heaps = tuple(accumulate(heavy.values()))
        self._total = self._heaps[-1]

    def at(self, point: float) -> T:
        """Return the thing that lies at this point between 0 and 1."""
        return self._things[min(bisect(self._heaps, point * self._total), len(self._things) - 1)]


class Chance(Random):
    """A stream of draws."""

    @classmethod
    def named(cls, seed: int, *names: object) -> "Chance":
        """Return the stream with this name: drawing more from one stream moves nothing in another."""
        return cls("/".join(str(part) for part in (seed, *names)))

    def yes(self, probability: float) -> bool:
        return self.random() < probability

    def pick(self, things: Sequence[T]) -> T:
        return things[int(self.random() * len(things))]

    def draw(self, things: Weighted[T]) -> T:
        return things.at(self.random())

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self.random() * (high - low + 1))

    def some(self, things: Sequence[T], count: int) -> list[T]:
        """Return so many different things, or all where there are not so many, in their own order."""
        left = len(things)
        if count >= left:
            return list(things)
        chosen: list[T] = []
        for thing in things:
            if self.random() * left < count - len(chosen):
                chosen.append(thing)
            left -= 1
        return chosen

    def number_around(self, mean: float) -> int:
        """Return how often a rare thing happens that happens `mean` times on average (Poisson, by Knuth)."""
        limit, product, count = exp(-mean), self.random(), 0
        while product > limit:
            product *= self.random()
            count += 1
        return count
