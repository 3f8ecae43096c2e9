"""The period of a report: two days in the address."""

from typing import Any

from django import forms

from openmash.indicators.rules.periods import Period


class PeriodForm(forms.Form):
    """First and last day, both included. Sent by GET, so that a report has an address of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from"] = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}))
        self.fields["to"] = forms.DateField(label="To", widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        start, end = answers.get("from"), answers.get("to")
        if start and end and end < start:
            raise forms.ValidationError("The last day is before the first. Change one of them.")
        return answers

    @property
    def problem(self) -> str:
        """What is wrong with the days, as one sentence; empty when nothing is."""
        if self.is_valid():
            return ""
        found = [str(error) for errors in self.errors.values() for error in errors]
        return " ".join(found)

    @property
    def period(self) -> Period | None:
        """The period, or None when the days are not two that make one."""
        return Period(self.cleaned_data["from"], self.cleaned_data["to"]) if self.is_valid() else None
