"""What the shipped practice packs hold: every section counted, and every measure said."""

from collections import Counter
from typing import Any

from openmash.agencies.packs import SHIPPED, Pack, read_pack
from openmash.agencies.packs.schema import Confidence
from openmash.agencies.packs.schema.governance import DefinedBy, Measure, Theme
from openmash.main.manual.page import Page

AREA = "lancashire"
HOW_SURE = {
    Confidence.SOURCED: "sourced",
    Confidence.GENERAL_KNOWLEDGE_HIGH: "general knowledge",
    Confidence.GENERAL_KNOWLEDGE_MEDIUM: "general knowledge, not certain",
    Confidence.LOCAL_CONFIG: "local choice",
    Confidence.DEMONSTRATION: "made up for demonstration",
    Confidence.PLACEHOLDER: "not known: placeholder",
}


def _pack() -> Pack:
    return read_pack(SHIPPED / AREA)


def overview() -> Page:
    """Return how many entries each section has, from which layer, and how sure they are."""
    held = _pack()
    made = Page("What the practice packs hold").say(
        f"The pack `{AREA}` over the pack `england`. Every entry has a source, and says how sure it is. "
        "Clocks are in [timescales.md](timescales.md), measures in [measures.md](measures.md)."
    )
    sections = {name: list(getattr(held, name)) for name in type(held).model_fields if _is_section(held, name)}
    layers = sorted({str(entry.layer) for entries in sections.values() for entry in entries})
    made.table(
        ("Section", "Entries", *layers, "How sure"),
        (
            (
                f"`{name}`",
                str(len(entries)),
                *(str(sum(entry.layer == layer for entry in entries)) for layer in layers),
                ", ".join(f"{HOW_SURE[sure]} {count}" for sure, count in _sureness(entries)),
            )
            for name, entries in sections.items()
        ),
    )
    return made


def _is_section(held: Pack, name: str) -> bool:
    entries: Any = getattr(held, name)
    return isinstance(entries, tuple) and bool(entries)


def _sureness(entries: list[Any]) -> list[tuple[Confidence, int]]:
    counted = Counter(entry.confidence for entry in entries)
    return [(sure, counted[sure]) for sure in HOW_SURE if counted[sure]]


MEASURE_COLUMNS = (
    "Measure", "What", "Of whom", "Counted", "Unit", "Clock", "Better", "Target", "Definition", "Owner", "Data", "By", "Report",
    "Published", "Source",
)  # fmt: skip


def _measure(entry: Measure) -> tuple[str, ...]:
    """Return a measure as a row: everything that the pack says of it."""
    target = f"{entry.target:g}%" if entry.target is not None else "none"
    by_when = f" by {entry.target_on.isoformat()}" if entry.target_on else ""
    return (
        f"`{entry.code}`",
        f"{entry.title}. {entry.words}{f' {entry.lacking}' if entry.lacking else ''}",
        entry.population,
        entry.numerator or "all of them",
        str(entry.unit.value).replace("_", " "),
        f"`{entry.clock}`" if entry.clock else "none",
        str(entry.direction.value),
        f"{target}{by_when}{f' ({entry.target_source})' if entry.target_source else ''}",
        "national return" if entry.defined_by is DefinedBy.DFE else "local",
        entry.owner,
        entry.data,
        ", ".join(entry.by),
        entry.report,
        "yes" if entry.published else "no",
        f"{entry.source} ({HOW_SURE[entry.confidence]})",
    )


def measures() -> Page:
    """Return every measure of the pack: what is counted, of whom, and where it is shown."""
    made = Page("Measures").say(
        "A figure is given with its numerator, denominator and period. A percentage is hidden under 20 cases; in what is "
        "published, counts of 1 to 5 are left out."
    )
    entries = sorted(_pack().measures, key=lambda entry: (entry.order, entry.code))
    for theme in Theme:
        made.say(f"## {str(theme.value).replace('_', ' ').capitalize()}")
        made.table(MEASURE_COLUMNS, (_measure(entry) for entry in entries if entry.theme is theme))
    made.say("## What others published, to compare with")
    made.table(
        ("Measure", "Where", "Year", "Percent", "Of", "Source"),
        (
            (
                f"`{one.measure}`", one.place, one.year, f"{one.percent:g}",
                f"{one.counted:,} of {one.of:,}" if one.of and one.counted is not None else "n not given",
                f"{one.source} ({HOW_SURE[one.confidence]})",
            )
            for one in _pack().benchmarks
        ),
    )  # fmt: skip
    return made
