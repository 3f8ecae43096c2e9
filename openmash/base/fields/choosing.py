"""Questions with answers to choose from. None of them starts on an answer, and "Not known yet" is one."""

from collections.abc import Iterable
from typing import Any

from django import forms

from openmash.base.fields.looks import HasLooks

NOT_KNOWN = "not_known"
NOT_KNOWN_LABEL = "Not known yet"

Pairs = Iterable[tuple[str, str]]


def with_not_known(choices: Pairs, label: str = NOT_KNOWN_LABEL) -> list[tuple[str, str]]:
    """Return the choices with "Not known yet" as the last of them."""
    return [*choices, (NOT_KNOWN, label)]


class RadiosField(HasLooks, forms.ChoiceField):
    """One answer of a few, all in sight."""

    verb = "Choose"
    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["invalid_choice"] = "Choose one of the answers on this page"


class SelectField(HasLooks, forms.ChoiceField):
    """One answer of many. Starts on an empty line that is no answer."""

    verb = "Choose"
    widget = forms.Select

    def __init__(self, *, choices: Pairs = (), empty_label: str = "Choose", **kwargs: Any) -> None:
        self.empty_label = empty_label
        super().__init__(choices=[], **kwargs)
        self.choices = list(choices)
        self.error_messages["invalid_choice"] = "Choose one of the answers in the list"

    @property
    def choices(self) -> Any:
        return self._choices

    @choices.setter
    def choices(self, value: Any) -> None:
        given = [pair for pair in value if pair[0] != ""]
        forms.ChoiceField.choices.fset(self, [("", self.empty_label), *given])  # type: ignore[attr-defined]


class CheckboxesField(HasLooks, forms.MultipleChoiceField):
    """Any number of answers. An answer in `exclusive` ("None of these") unticks the others."""

    verb = "Choose"
    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, exclusive: Iterable[str] = (), **kwargs: Any) -> None:
        self.exclusive = frozenset(exclusive)
        super().__init__(**kwargs)
        self.error_messages["invalid_choice"] = "Choose from the answers on this page"

    def clean(self, value: Any) -> list[str]:
        chosen: list[str] = super().clean(value)
        alone = [answer for answer in chosen if answer in self.exclusive]
        if alone and len(chosen) > 1:
            label = dict(self.choices).get(alone[0], alone[0])
            raise forms.ValidationError(f"Choose “{label}” alone, or leave it out and keep the others")
        return chosen


class TickField(HasLooks, forms.BooleanField):
    """A box to tick. Unticked unless a person ticks it."""

    verb = "Tick"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def missing_sentence(self, name: str) -> str:
        return f"Tick the box to go on: “{self.label}”"
