"""The base of every form: carries the act's key, the record's version and the draft's key along."""

import hashlib
import json
from collections.abc import Mapping
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
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    MACHINERY = ("idempotency_key", "version", "draft_key", "shown")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    @property
    def content(self) -> dict[str, Any]:
        """The cleaned answers without the machinery."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.MACHINERY}


def marks_of(words: Mapping[str, Any]) -> str:
    """Return short marks of the words a form was shown with: by them one sees later what its writer left untouched."""
    return json.dumps({name: mark_of(value) for name, value in words.items()})


def mark_of(value: Any) -> str:
    """Return a mark that is the same for the same words, however they are broken into lines."""
    words = {True: "yes", False: "no", None: ""}.get(value, value) if isinstance(value, bool | None) else value
    return hashlib.sha256(" ".join(str(words).split()).encode()).hexdigest()[:12]


def marks_in(shown: str) -> dict[str, str]:
    """Return the marks a form brought back, by field; none for what is no such list."""
    try:
        marks = json.loads(shown or "{}")
    except ValueError:
        return {}
    return {str(name): str(mark) for name, mark in marks.items()} if isinstance(marks, dict) else {}
