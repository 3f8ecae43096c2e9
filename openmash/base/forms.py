"""The base of every form: carries the act's key, the record's version and the draft's key along."""

from typing import Any

from django import forms


class Form(forms.Form):
    """A form for one act. Shape of input only; meaning is checked by the service."""

    required_css_class = ""
    use_required_attribute = False
    error_css_class = "govuk-form-group--error"

    idempotency_key = forms.CharField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    draft_key = forms.CharField(widget=forms.HiddenInput, required=False)

    MACHINERY = ("idempotency_key", "version", "draft_key")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    @property
    def content(self) -> dict[str, Any]:
        """The cleaned answers without the machinery."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.MACHINERY}
