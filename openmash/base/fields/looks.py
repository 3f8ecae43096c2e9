"""How a field looks, apart from what it accepts: sizes, hints of single answers, what an answer reveals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Looks:
    """The looks of one field. Every field of `openmash.base.fields` takes these as keywords.

    label_size: "" (plain), "s", "m", "l"; as_heading: the label is the page's h1; width: 2, 3, 4, 5, 10, 20, 30 or
    "full", "two-thirds", "one-half", "one-third"; inline and small: radios and checkboxes; hints: a sentence under an
    answer, by value; reveals: the field shown beneath an answer, by value; prefix, suffix: units beside an input;
    groups: the heading an answer stands under, by value, where answers are in groups; more: the values of answers that
    stand behind a summary, `more_label`, which is open when one of them is chosen;
    count: show how many characters are left; divider: the value before which "or" is written;
    whose: what a heading above says already, read out after the label and not shown; quiet: hide the label
    from sight but not from a screen reader.
    """

    label_size: str = ""
    as_heading: bool = False
    quiet: bool = False
    width: int | str | None = None
    inline: bool = False
    small: bool = False
    hints: Mapping[str, str] = field(default_factory=dict)
    reveals: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    more: frozenset[str] = frozenset()
    more_label: str = ""
    prefix: str = ""
    suffix: str = ""
    count: bool = False
    divider: str = ""
    whose: str = ""

    @property
    def width_class(self) -> str:
        if self.width is None:
            return ""
        return f"govuk-input--width-{self.width}" if isinstance(self.width, int) else f"govuk-!-width-{self.width}"


LOOKS = frozenset(Looks.__dataclass_fields__)


class HasLooks:
    """Mixin for form fields: takes the looks out of the keywords, and words the sentence for a missing answer."""

    verb = "Enter"
    looks: Looks
    label: Any
    required: bool
    error_messages: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        given = {name: kwargs.pop(name) for name in LOOKS & kwargs.keys()}
        self.looks = Looks(**given)
        super().__init__(*args, **kwargs)

    def missing_sentence(self, name: str) -> str:
        """Return what to say when a required answer was not given."""
        label = str(self.label or name.replace("_", " ")).strip()
        whose = f" ({self.looks.whose})" if self.looks.whose else ""
        if label.endswith("?"):
            return f"Answer “{label}”{whose}"
        return f"{self.verb} {lower_first(label)}{whose}"


def lower_first(words: str) -> str:
    """Return the words as they stand within a sentence; abbreviations such as NHS keep their capitals."""
    return words if words[1:2].isupper() or words[1:2] in ("’", "'") else words[:1].lower() + words[1:]
