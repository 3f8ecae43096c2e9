"""Take out of words what no document may hold: control characters, and marks that turn the reading order round."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

Value = TypeVar("Value")

NOT_PRINTED = re.compile(
    r"[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)


def clean(words: str) -> str:
    """Return the words without characters that would break a document or disguise what it says."""
    return NOT_PRINTED.sub("", words)


def clean_all(value: Value) -> Value:
    """Return the same value with every word in it cleaned."""
    found: Any = value
    if isinstance(value, str):
        found = clean(value)
    elif isinstance(value, dict):
        found = {key: clean_all(one) for key, one in value.items()}
    elif isinstance(value, list | tuple):
        found = type(value)(clean_all(one) for one in value)
    elif is_dataclass(value) and not isinstance(value, type):
        found = replace(value, **{one.name: clean_all(getattr(value, one.name)) for one in fields(value)})
    cleaned: Value = found
    return cleaned
