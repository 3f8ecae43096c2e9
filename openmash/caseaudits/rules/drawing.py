"""The draw: the same seed and the same population give the same sample, in whatever order the population comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, order=True)
class Candidate:
    """Somebody who can be drawn: their reference, and the group they stand in where the draw is stratified."""

    reference: str
    group: str = ""


def _lot(seed: str, reference: str) -> str:
    return sha256(f"{seed}:{reference}".encode()).hexdigest()


def draw(population: Iterable[Candidate], *, size: int, seed: str, stratified: bool) -> list[str]:
    """Return the references that are drawn, in the order of their lots: each draws one from the seed, the lowest are taken.

    Stratified, the groups take turns, so that each gives as many as another while it has any. Nobody is drawn twice.
    Raises ValueError for a size below one.
    """
    if size < 1:
        raise ValueError("A draw takes at least one.")
    once = {one.reference: one for one in population}
    lots = sorted(once.values(), key=lambda one: (_lot(seed, one.reference), one.reference))
    if not stratified:
        return [one.reference for one in lots[:size]]
    groups: dict[str, list[Candidate]] = {}
    for one in lots:
        groups.setdefault(one.group, []).append(one)
    turns = sorted(
        (place, _lot(seed, group), one.reference) for group, held in groups.items() for place, one in enumerate(held)
    )
    return [reference for _, _, reference in turns[:size]]


def read_twice(references: Iterable[str], *, one_in: int, seed: str) -> list[str]:
    """Return which audits of a round are read a second time: one in so many, rounded up, by lot from the round's own seed."""
    ordered = sorted(set(references), key=lambda reference: _lot(f"{seed}:twice", reference))
    return ordered[: -(-len(ordered) // one_in)]
