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


class SelectWithNone(forms.Select):
    """A list whose first line is no answer."""

    empty_label = "Choose"

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        chosen = [answer for answer in value if answer]
        first = self.create_option(name, "", self.empty_label, not chosen, 0)
        return [(None, [first], 0), *super().optgroups(name, chosen, attrs)]


class SelectField(HasLooks, forms.ChoiceField):
    """One answer of many. Starts on an empty line that is no answer, whenever its choices are given."""

    verb = "Choose"
    widget = SelectWithNone

    def __init__(self, *, empty_label: str = "Choose", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if isinstance(self.widget, SelectWithNone):
            self.widget.empty_label = empty_label
        self.error_messages["invalid_choice"] = "Choose one of the answers in the list"


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
            label = next((label for value, label in self.widget.choices if value == alone[0]), alone[0])
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
