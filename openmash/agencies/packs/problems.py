"""What is wrong with a pack: the file, the key and the reason, each as a person can use it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, order=True)
class PackError:
    """One thing that is wrong, and where."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        """Return the whole of it on one line."""
        where = ": ".join(part for part in (self.file, self.key) if part)
        return f"{where}: {self.reason}" if where else self.reason


class PackErrors(Exception):
    """A pack that cannot be used, with everything that is wrong with it."""

    def __init__(self, errors: Iterable[PackError]) -> None:
        """Hold the errors in a steady order."""
        self.errors = tuple(sorted(set(errors)))
        super().__init__("\n".join(str(error) for error in self.errors))

    def as_rows(self) -> list[dict[str, str]]:
        """Return the errors as the command line shows them."""
        return [asdict(error) for error in self.errors]


PLAIN = {
    "missing": "is missing",
    "extra_forbidden": "is not something that can be said here",
    "string_too_short": "is empty",
    "int_parsing": "is not a whole number",
    "int_type": "is not a whole number",
    "int_from_float": "is not a whole number",
    "float_parsing": "is not a number",
    "bool_parsing": "is not true or false",
    "bool_type": "is not true or false",
    "string_type": "is not text in quotation marks",
    "tuple_type": "is not a list in square brackets",
    "date_type": "is not a day written as 2026-11-23",
    "date_parsing": "is not a day written as 2026-11-23",
    "date_from_datetime_parsing": "is not a day written as 2026-11-23",
    "time_parsing": "is not a time written as 08:30:00",
    "time_type": "is not a time written as 08:30:00",
}
"""What is wrong with a value in the words of people, by the checking library's name for it."""


def in_plain_words(error: Mapping[str, Any]) -> str:
    """Return what the checking library found wrong with a value, as a person would say it."""
    given, kind, limits = error.get("input"), error["type"], error.get("ctx", {})
    shown = f"“{given}” " if isinstance(given, str | int | float) and not isinstance(given, bool) else ""
    match kind:
        case "missing" | "extra_forbidden" | "string_too_short":
            return PLAIN[kind]
        case "value_error":
            return str(error["msg"]).removeprefix("Value error, ")
        case "string_pattern_mismatch":
            return f"{shown}is not a code: letters, digits, dots, hyphens and underscores, at most 60"
        case "enum":
            return f"{shown}is not one of {limits['expected']}"
        case "greater_than_equal":
            return f"{shown}is less than {limits['ge']}"
        case "less_than_equal":
            return f"{shown}is more than {limits['le']}"
        case known if known in PLAIN:
            return shown + PLAIN[known]
        case _:
            message = str(error["msg"])
            return f"{shown}{message[:1].lower()}{message[1:]}"
