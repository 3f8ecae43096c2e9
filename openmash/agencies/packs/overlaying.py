"""Lay one pack over another: what an area decides over what the law and national returns fix."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pydantic import Field

from openmash.agencies.packs.schema import SECTIONS, SINGLES, About, Entry, Pack
from openmash.agencies.packs.schema.entry import Part, Undated, Words

OF_ITS_TEAMS = frozenset({"schools", "case_audits"})
"""What a pack says once and which names teams of its area: where the teams are replaced it does not hold."""


class Withdrawal(Part):
    """An entry of the pack beneath that does not hold here: from a day on, or (no day) at all."""

    section: str
    code: str
    since: date | None = Field(default=None, alias="from")
    reason: Words


@dataclass(frozen=True)
class Layer:
    """What one folder says, before it is laid over anything."""

    about: About
    singles: Mapping[str, Undated]
    lists: Mapping[str, tuple[Entry, ...]]
    withdrawals: tuple[Withdrawal, ...] = ()
    files: Mapping[tuple[str, str], str] = field(default_factory=dict)


def overlay(base: Pack, layer: Layer) -> Pack:
    """Return the pack that results when a layer is laid over a pack.

    An entry with the same key takes the place of the one beneath, with its whole history. What
    `replaces` names is not inherited at all, and with the teams goes how schools are told: it names the area's own.
    A withdrawal ends an inherited entry or removes it.
    """
    lists: dict[str, Any] = {
        name: _laid_over(
            () if name in layer.about.replaces else _without(base.section(name), name, layer.withdrawals),
            layer.lists.get(name, ()),
        )
        for name in SECTIONS
    }
    named = f"{layer.about.name} {layer.about.version}"
    about = layer.about.model_copy(update={"layers": (*base.about.layers, named)})
    inherited = {
        name: getattr(base, name) for name in SINGLES if not (name in OF_ITS_TEAMS and "teams" in about.replaces)
    }
    singles: dict[str, Any] = inherited | dict(layer.singles)
    return Pack(about=about, **singles, **lists)


def _laid_over(beneath: tuple[Entry, ...], above: tuple[Entry, ...]) -> tuple[Entry, ...]:
    ours: dict[str, list[Entry]] = {}
    for entry in above:
        ours.setdefault(entry.key, []).append(entry)
    merged: list[Entry] = []
    placed: set[str] = set()
    for entry in beneath:
        if entry.key not in ours:
            merged.append(entry)
        elif entry.key not in placed:
            merged.extend(ours[entry.key])
            placed.add(entry.key)
    merged.extend(entry for entry in above if entry.key not in placed)
    return tuple(merged)


def _without(entries: tuple[Entry, ...], section: str, withdrawals: tuple[Withdrawal, ...]) -> tuple[Entry, ...]:
    kept = list(entries)
    for withdrawal in withdrawals:
        if withdrawal.section == section:
            kept = [left for entry in kept if (left := _withdrawn(entry, withdrawal)) is not None]
    return tuple(kept)


def _withdrawn(entry: Entry, withdrawal: Withdrawal) -> Entry | None:
    if withdrawal.code not in (entry.code, entry.key):
        return entry
    if withdrawal.since is None or withdrawal.since <= entry.since:
        return None
    last_day = withdrawal.since - timedelta(days=1)
    if entry.until is not None and entry.until <= last_day:
        return entry
    return entry.model_copy(update={"until": last_day})
