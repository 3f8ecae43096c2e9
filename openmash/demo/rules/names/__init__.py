"""What people are called: names that would not stand out in Lancashire, and no person anybody knows."""

from openmash.demo.rules.chance import Chance, Weighted
from openmash.demo.rules.names.avoided import is_avoided
from openmash.demo.rules.names.lists import (
    AFRICAN,
    ARABIC_AND_KURDISH,
    CARIBBEAN_AND_MIXED,
    CHINESE,
    ENGLISH,
    IRISH,
    POLISH,
    ROMANIAN,
    SOUTH_ASIAN,
    UKRAINIAN,
    NameList,
)
from openmash.demo.rules.names.nicknames import misheard, nickname_of

HERITAGES: dict[str, NameList] = {
    "English": ENGLISH,
    "South Asian": SOUTH_ASIAN,
    "Polish": POLISH,
    "Romanian": ROMANIAN,
    "Ukrainian": UKRAINIAN,
    "Irish": IRISH,
    "African": AFRICAN,
    "Caribbean and mixed": CARIBBEAN_AND_MIXED,
    "Arabic and Kurdish": ARABIC_AND_KURDISH,
    "Chinese": CHINESE,
}

_REST = {
    "Polish": 2.6,
    "Romanian": 1.4,
    "Ukrainian": 0.6,
    "Irish": 1.4,
    "African": 1.8,
    "Caribbean and mixed": 1.8,
    "Arabic and Kurdish": 1.0,
    "Chinese": 0.4,
}
_SOUTH_ASIAN_SHARE = {
    "Pendle": 26,
    "Preston": 19,
    "Hyndburn": 15,
    "Burnley": 14,
    "Blackburn with Darwen": 30,
    "Rossendale": 7,
}

__all__ = ["HERITAGES", "NameList", "draw_heritage", "given_name", "is_avoided", "misheard", "nickname_of", "surname"]


def _weights(south_asian: float) -> Weighted[str]:
    return Weighted({"English": 100 - south_asian - sum(_REST.values()), "South Asian": south_asian, **_REST})


_ELSEWHERE = _weights(2)
_BY_DISTRICT = {district: _weights(share) for district, share in _SOUTH_ASIAN_SHARE.items()}


def draw_heritage(chance: Chance, district: str) -> str:
    """Return where a family's names come from: rough shares, so that the towns of the east are not all alike."""
    return chance.draw(_BY_DISTRICT.get(district, _ELSEWHERE))


def given_name(chance: Chance, heritage: str, sex: str, *, child: bool) -> str:
    names = HERITAGES[heritage]
    if child:
        return chance.pick(names.girls if sex == "F" else names.boys)
    return chance.pick(names.women if sex == "F" else names.men)


def surname(chance: Chance, heritage: str) -> tuple[str, str]:
    """Return a surname as men and as women bear it; most are the same."""
    names = HERITAGES[heritage]
    if names.pairs and chance.yes(0.4):
        return chance.pick(names.pairs)
    one = chance.pick(names.surnames)
    return one, one
