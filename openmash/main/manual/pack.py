"""What the shipped practice packs hold: every section counted, and every measure said."""

from collections import Counter
from typing import Any

from openmash.agencies.packs import SHIPPED, Pack, read_pack
from openmash.agencies.packs.schema import Confidence
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


def measures() -> Page:
    """Return every measure of the pack: what is counted, of whom, and where it is shown."""
    made = Page("Measures").say(
        "A figure is given with its numerator, denominator and period. A percentage is hidden under 20 cases; in what is "
        "published, counts of 1 to 5 are left out."
    )
    made.table(
        ("Measure", "What", "Of whom", "Counted", "Unit", "By", "Report", "Published", "Source"),
        (
            (
                f"`{entry.code}`",
                f"{entry.title}. {entry.words}",
                entry.population,
                entry.numerator or "all of them",
                str(entry.unit.value).replace("_", " "),
                ", ".join(entry.by),
                entry.report,
                "yes" if entry.published else "no",
                f"{entry.source} ({HOW_SURE[entry.confidence]})",
            )
            for entry in sorted(_pack().measures, key=lambda entry: (entry.report, entry.order, entry.code))
        ),
    )
    return made
