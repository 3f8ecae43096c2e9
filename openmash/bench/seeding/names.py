"""Names put together from syllables, some far commoner than others, as names are. None is anybody's."""

from random import Random


def _words(text: str) -> list[str]:
    return text.split()


STARTS = _words("Ald Bram Cor Dun El Fen Gar Hol Is Jor Kel Lan Mor Nor Os Pem Quar Ral Sel Tor Ul Ven Wil Yar Zel")
MIDDLES = _words("a e i o en an or el ir um")
GIVEN_ENDS = _words("da ric na ven lla son mir ta wyn bel")
FAMILY_ENDS = _words("ham worth ley by thwaite field gate stead more wick cliffe den")


def _joined(starts: list[str], ends: list[str]) -> list[str]:
    return [f"{start}{middle}{end}" for end in ends for middle in MIDDLES for start in starts]


GIVEN = _joined(STARTS, GIVEN_ENDS)
FAMILY = _joined(STARTS, FAMILY_ENDS)


def given_name(chance: Random) -> str:
    """Return a given name; one in a hundred people bears the commonest."""
    return GIVEN[_skewed(chance, len(GIVEN))]


def family_name(chance: Random) -> str:
    """Return a family name; a tenth of them have two parts."""
    name = FAMILY[_skewed(chance, len(FAMILY))]
    return f"{name}-{FAMILY[_skewed(chance, len(FAMILY))]}" if chance.random() < 0.1 else name


def slipped(word: str, chance: Random) -> str:
    """Return a word with two neighbouring letters changed round, as fast fingers do."""
    if len(word) < 4:
        return word
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _skewed(chance: Random, number: int) -> int:
    return min(number - 1, int(number * chance.random() ** 2.5))
