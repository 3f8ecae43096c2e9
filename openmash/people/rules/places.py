"""Postcodes and houses: tidied to compare, kept as given to show."""

import re
from functools import lru_cache

AREA = r"[A-Z]{1,2}"
POSTCODE = re.compile(rf"({AREA}\d[A-HJKMNP-Y\d]?)(\d[A-Z]{{2}})")
OUTWARD = re.compile(rf"{AREA}\d[A-Z\d]?")
LETTER_FOR_DIGIT = str.maketrans("OIL", "011")
DIGIT_FOR_LETTER = str.maketrans("01", "OI")


@lru_cache(maxsize=20_000)
def tidy_postcode(words: str) -> str:
    """Return a postcode with capitals and its one space, O and 0 put right; words that are none come back as given."""
    bare = re.sub(r"[^A-Z0-9]", "", words.upper())
    if 5 <= len(bare) <= 7:
        outward, inward = bare[:-3], bare[-3:]
        inward = inward[0].translate(LETTER_FOR_DIGIT) + inward[1:].translate(DIGIT_FOR_LETTER)
        for start in (2, 1):
            tried = outward[:start].translate(DIGIT_FOR_LETTER) + outward[start:].translate(LETTER_FOR_DIGIT)
            for form in (outward, outward[:start] + tried[start:], tried):
                if POSTCODE.fullmatch(form + inward):
                    return f"{form} {inward}"
    return " ".join(words.split())


def is_postcode(words: str) -> bool:
    """Whether words have the shape of a postcode once tidied."""
    return bool(POSTCODE.fullmatch(tidy_postcode(words).replace(" ", "")))


def house_of(address: str) -> str:
    """Return the number or name of a house and its street's first word: enough to tell houses apart."""
    words = re.findall(r"[^\s,]+", address.casefold())
    numbered = next((place for place, word in enumerate(words[:4]) if re.fullmatch(r"\d+[a-z]?", word)), None)
    if numbered is None:
        return " ".join(words[:2])
    flat = words[0] in ("flat", "apartment", "apt", "unit", "room") and numbered == 1
    second = next((w for w in words[numbered + 1 :] if re.fullmatch(r"\d+[a-z]?", w)), "") if flat else ""
    return f"flat {words[numbered]} {second}".strip() if flat else " ".join(words[numbered : numbered + 2])


def same_house(address: str, postcode: str, other_address: str, other_postcode: str) -> bool:
    """Whether two addresses are one house: same postcode and same number or name."""
    if not postcode or tidy_postcode(postcode) != tidy_postcode(other_postcode):
        return False
    return bool(address and other_address) and house_of(address) == house_of(other_address)
