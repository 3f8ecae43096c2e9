"""The period and locality of a report: in the address."""

from collections.abc import Collection
from typing import Any

from django import forms

from openmash.indicators.rules.periods import Period, period_asked


def _day(label: str, which: str) -> forms.DateField:
    words = {
        "required": f"The {which} is missing.",
        "invalid": f"The {which} is not a date that exists. Write it like 2026-11-23.",
    }
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), error_messages=words)


class PeriodForm(forms.Form):
    """First and last day, both included, and a locality. Sent by GET, so that a report has an address of its own."""

    def __init__(self, *args: Any, localities: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from"] = _day("From", "first day")
        self.fields["to"] = _day("To", "last day")
        known = [("", "All"), *((name, name) for name in localities)]
        words = {"invalid_choice": "There is no such locality. Choose one of the list."}
        self.fields["locality"] = forms.ChoiceField(choices=known, required=False, error_messages=words)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        start, end = answers.get("from"), answers.get("to")
        if start and end:
            try:
                period_asked(start, end)
            except ValueError as problem:
                raise forms.ValidationError(str(problem)) from None
        return answers

    @property
    def problem(self) -> str:
        """What is wrong with the answers, as one sentence; empty when nothing is."""
        if self.is_valid():
            return ""
        found = [str(error) for errors in self.errors.values() for error in errors]
        return " ".join(found)

    @property
    def period(self) -> Period | None:
        """The period, or None when the days are not two that make one."""
        return Period(self.cleaned_data["from"], self.cleaned_data["to"]) if self.is_valid() else None

    @property
    def locality(self) -> str:
        """The locality asked for; empty for the whole area."""
        return str(self.cleaned_data.get("locality", "")) if self.is_valid() else ""
