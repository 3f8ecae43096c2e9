"""Kinds of worry, and which of them tend to come from whom."""

from openmash.demo.rules.chance import Weighted
from openmash.demo.rules.kinds import beyond, care, households, violence
from openmash.demo.rules.kinds.model import ELSEWHERE, HARM, NEED, SLIGHT, SUPPORT, Kind

KINDS: dict[str, Kind] = {kind.code: kind for room in (violence, care, beyond, households) for kind in room.KINDS}

__all__ = ["ELSEWHERE", "HARM", "KINDS", "KINDS_OF_VOICE", "NEED", "SLIGHT", "SUPPORT", "Kind"]


def _of(**weights: float) -> Weighted[str]:
    unknown = weights.keys() - KINDS.keys()
    if unknown:
        raise ValueError(f"These are not kinds of worry: {', '.join(sorted(unknown))}.")
    return Weighted(weights)


KINDS_OF_VOICE: dict[str, Weighted[str]] = {
    "police": _of(
        domestic_abuse=62, missing=10, neglect=6, exploitation=6, substance_use=5, parent_mental_health=4, between_children=4,
        self_harm=1.5, physical_abuse=1.5,
    ),
    "school": _of(
        neglect=17, physical_abuse=14, domestic_abuse=11, self_harm=10, out_of_school=9, between_children=8, harsh_words=7,
        online=6, young_carer=5, parent_mental_health=3, exploitation=3, unsafe_adult=3, housing=2, living_with_others=1.2,
        adult_in_position_of_trust=1.2, extreme_views=0.8, disabled_child=1,
    ),
    "health": _of(
        parent_mental_health=18, domestic_abuse=14, self_harm=13, neglect=12, unborn_baby=11, substance_use=8, bruise_on_baby=7,
        disabled_child=5, physical_abuse=3, unsafe_adult=3, young_carer=2, housing=3, exploitation=1,
    ),
    "family": _of(
        parents_at_odds=38, neglect=12, asks_for_help=12, domestic_abuse=11, substance_use=9, harsh_words=7, online=4,
        unsafe_adult=3, physical_abuse=3, disabled_child=2,
    ),
    "child": _of(
        harsh_words=30,
        domestic_abuse=24,
        substance_use=18,
        physical_abuse=14,
        online=8,
        young_carer=6,
    ),
    "neighbour": _of(
        neglect=29, harsh_words=24, domestic_abuse=22, substance_use=13, physical_abuse=4, unsafe_adult=2,
    ),
    "agency": _of(
        housing=21, domestic_abuse=18, substance_use=12, neglect=12, asks_for_help=9, parent_mental_health=9, young_carer=4,
        unsafe_adult=4, living_with_others=3, exploitation=3, disabled_child=3, unborn_baby=2,
    ),
}  # fmt: skip
"""What each voice tends to ring about: police mostly about domestic abuse, neighbours about what comes through the wall."""
