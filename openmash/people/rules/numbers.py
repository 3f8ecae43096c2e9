"""NHS numbers: told apart from doubtful ones, which are kept as given."""

import re


def nhs_digits(words: str) -> str:
    """Return the ten digits of an NHS number, or nothing when there are not ten."""
    digits = re.sub(r"[\s-]", "", words)
    return digits if re.fullmatch(r"[0-9]{10}", digits) else ""


def nhs_passes(words: str) -> bool:
    """Whether an NHS number passes its own check."""
    digits = nhs_digits(words)
    if not digits or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check != 10 and int(digits[9]) == check % 11


def nhs_kept(words: str) -> str:
    """Return an NHS number as it is kept: its digits alone when there are ten, as given when not."""
    return nhs_digits(words) or words.strip()
