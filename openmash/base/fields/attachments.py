"""Several files at once, each looked at by its content before the form is read."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from openmash.base.fields.looks import HasLooks, lower_first
from openmash.base.files.taking import LARGEST, MOST, TAKEN, Refused, Taken


class SeveralFilesInput(forms.FileInput):
    """A file input in which several can be chosen. On a telephone it offers the camera and the photographs."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"accept": TAKEN, "multiple": True})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return files.getlist(name) if isinstance(files, MultiValueDict) else []


class AttachmentsField(HasLooks, forms.Field):
    """Photographs and PDFs, up to five. Its page names it as `files_field`, and they are looked at before the act.

    Gives a list of `Taken`. What is not taken is named with its reason; then none is, and all are chosen again.
    """

    widget = SeveralFilesInput
    verb = "Choose"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault(
            "help_text",
            f"Photographs (JPEG, PNG) or PDF, up to {MOST} files of {LARGEST // 1_000_000} MB. "
            "Where and with what a photograph was taken is left out.",
        )
        super().__init__(**kwargs)

    def missing_sentence(self, name: str) -> str:
        return f"Choose {lower_first(str(self.label or 'a file'))}"

    def clean(self, value: Any) -> list[Taken]:
        became = [getattr(upload, "became", None) for upload in value or []]
        if self.required and not became:
            raise ValidationError(self.error_messages["required"], code="required")
        wrong = [f"{one.name}: {one.reason}" for one in became if isinstance(one, Refused)]
        if wrong:
            again = "Choose the other files again too: a browser forgets them." if len(became) > len(wrong) else ""
            raise ValidationError(" ".join([*wrong, again]).strip())
        return [one for one in became if isinstance(one, Taken)]
