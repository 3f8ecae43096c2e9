"""Numbers given in many ways: ages, telephone numbers, postcodes, NHS numbers. Kept as given where it matters."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms

from openmash.base.fields.looks import HasLooks
from openmash.base.fields.text import TextField

OLDEST = 120
MOST_DIGITS = 9
AGE = re.compile(
    r"(?P<about>about|approx\.?|approximately|around|c\.?|~)?\s*(?P<number>\d{1,3})(?P<half>\s*(?:½|\.5|and a half))?"
    r"\s*(?P<unit>years?|yrs?|y|months?|mths?|m|weeks?|wks?|w|days?|d)?(?:\s*old)?",
    re.IGNORECASE,
)
UNBORN = frozenset({"unborn", "not born yet", "not yet born", "pregnancy", "0 unborn"})


def plain_number(words: str) -> int | None:
    """Return the whole number that words are, in plain digits and not longer than a count can be; None for anything else.

    `isdigit` alone lets a raised two and five thousand nines through, and `int` fails on both.
    """
    words = words.strip()
    return int(words) if words.isascii() and words.isdigit() and len(words) <= MOST_DIGITS else None


@dataclass(frozen=True)
class Age:
    """An age as it was said. `months` counts whole months; an unborn child has none."""

    words: str
    months: int | None = None
    approximate: bool = False
    unborn: bool = False

    @property
    def years(self) -> int | None:
        return None if self.months is None else self.months // 12

    def __str__(self) -> str:
        return self.words


def read_age(words: str) -> Age | None:
    """Return the age meant by words such as 6, 6 weeks, about 11, 2½ or unborn; nothing when they mean none."""
    if words.strip().lower() in UNBORN:
        return Age(words, unborn=True)
    found = AGE.fullmatch(words.strip())
    if not found:
        return None
    number, unit = int(found["number"]), (found["unit"] or "y").lower()[0]
    months = {"y": number * 12 + (6 if found["half"] else 0), "m": number, "w": number * 12 // 52, "d": number // 30}[
        unit
    ]
    return Age(words, months=months, approximate=bool(found["about"])) if months <= OLDEST * 12 else None


class AgeField(TextField):
    """An age as said on the telephone. Gives an Age."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"width": 10, "max_length": 40, "label": "Age"} | kwargs)

    def clean(self, value: Any) -> Age | None:  # type: ignore[override]
        words = super().clean(value)
        if not words:
            return None
        age = read_age(words)
        if age is None:
            raise forms.ValidationError(f"“{words}” is not an age. Write it such as 6, 6 weeks, about 11 or unborn.")
        return age


class WholeNumberField(HasLooks, forms.IntegerField):
    """A whole number. Drawn as a text input, which a mouse wheel cannot change."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        kwargs.setdefault("width", 5)
        super().__init__(**kwargs)
        self.error_messages["invalid"] = "Write a whole number, such as 4"
        self.error_messages["min_value"] = "Write a number of %(limit_value)s or more"
        self.error_messages["max_value"] = "Write a number of %(limit_value)s or less"


class TelephoneField(TextField):
    """A telephone number as given, with its extension or a word about whose it is."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}))
        super().__init__(**{"width": 20, "max_length": 60, "label": "Telephone number"} | kwargs)

    def clean(self, value: Any) -> str:
        words = super().clean(value)
        if words and sum(c.isdigit() for c in words) < 3:
            raise forms.ValidationError(f"“{words}” has too few numbers to ring. Write it such as 01632 960 001.")
        return words


class PostcodeField(TextField):
    """A postcode, kept as typed. Whether it exists is not judged here: an unknown one goes to a named queue."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"width": 10, "max_length": 20, "label": "Postcode"} | kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"spellcheck": "false", "autocapitalize": "characters", "dir": "ltr"}


def nhs_number_doubt(number: str) -> str:
    """Return why an NHS number is doubtful, in a sentence, or nothing when it passes its own check."""
    digits = re.sub(r"[\s-]", "", number)
    if not digits:
        return ""
    if not (digits.isascii() and digits.isdigit()) or len(digits) != 10:
        return "An NHS number has 10 digits. It is kept as written; check it with whoever gave it."
    check = 11 - sum(int(d) * w for d, w in zip(digits, range(10, 1, -1), strict=False)) % 11
    if check == 10 or int(digits[9]) != check % 11:
        return "This NHS number does not pass its own check, so a digit may be wrong. It is kept as written."
    return ""


def nhs_number_spaced(number: str) -> str:
    """Return an NHS number as it is read aloud, 3 3 4, when it has ten digits, and as written when not."""
    digits = re.sub(r"[\s-]", "", number)
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if len(digits) == 10 and digits.isdigit() else number


class NhsNumberField(TextField):
    """An NHS number. A doubtful one is kept, and `warning` says why; it never stops the form."""

    warning = ""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(**{"width": 10, "max_length": 40, "label": "NHS number"} | kwargs)

    def clean(self, value: Any) -> str:
        words = super().clean(value)
        self.warning = nhs_number_doubt(words)
        return nhs_number_spaced(words)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"spellcheck": "false", "dir": "ltr"}
