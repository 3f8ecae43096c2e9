"""Words: names, one line, a story, an e-mail address, a password, a file.

What people type is kept as they typed it: apostrophes, diacritics, right-to-left text and emoji. Only control
characters, which no keyboard means, are taken out.
"""

import unicodedata
from typing import Any

from django import forms

from openmash.base.fields.looks import HasLooks, lower_first

KEPT = frozenset("\n\t")
ONE_LINE, A_STORY = 200, 50_000


def clean_text(words: str, *, one_line: bool = False) -> str:
    """Return the words without control characters and broken surrogates; line ends become one kind."""
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    if one_line:
        words = words.replace("\n", " ").replace("\t", " ")
    return "".join(c for c in words if c in KEPT or unicodedata.category(c) not in ("Cc", "Cs"))


class TextField(HasLooks, forms.CharField):
    """One line of words."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", ONE_LINE)
        self.autocomplete = kwargs.pop("autocomplete", "off")
        super().__init__(**kwargs)
        self.error_messages["max_length"] = "Use %(limit_value)d characters or fewer. You used %(show_value)d."

    def to_python(self, value: Any) -> str | None:
        return super().to_python(None if value is None else clean_text(str(value), one_line=True))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        # The browser cuts at maxlength in silence: say so afterwards instead, and lose no word.
        attrs.pop("maxlength", None)
        attrs["dir"] = "auto"
        if self.autocomplete:
            attrs["autocomplete"] = self.autocomplete
        return attrs


class NameField(TextField):
    """A person's name as given. Never spell-checked, never corrected."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"spellcheck": "false", "autocapitalize": "words"}


class StoryField(HasLooks, forms.CharField):
    """Free words of any length up to a book's chapter. The box grows as one types."""

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", A_STORY)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)
        self.error_messages["max_length"] = "Use %(limit_value)d characters or fewer. You used %(show_value)d."

    def to_python(self, value: Any) -> str | None:
        return super().to_python(None if value is None else clean_text(str(value)))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs | {"dir": "auto", "spellcheck": "true", "autocomplete": "off", "data-grow": ""}


class EmailField(HasLooks, forms.EmailField):
    """An e-mail address."""

    def __init__(self, *, autocomplete: str = "off", **kwargs: Any) -> None:
        self.autocomplete = autocomplete
        super().__init__(**kwargs)
        self.error_messages["invalid"] = "Enter an e-mail address such as name@example.org"

    def to_python(self, value: Any) -> str | None:
        return super().to_python(None if value is None else clean_text(str(value), one_line=True))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs | {"spellcheck": "false", "autocapitalize": "none", "autocomplete": self.autocomplete}


class PasswordField(HasLooks, forms.CharField):
    """A password: never trimmed, never shown again."""

    def __init__(self, *, autocomplete: str = "current-password", **kwargs: Any) -> None:
        kwargs.setdefault("strip", False)
        kwargs.setdefault("widget", forms.PasswordInput(attrs={"autocomplete": autocomplete}))
        super().__init__(**kwargs)


class UploadField(HasLooks, forms.FileField):
    """A file. Its kind and size are judged by the service that reads it."""

    verb = "Choose"

    def __init__(self, *, accept: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": accept} if accept else {}))
        super().__init__(**kwargs)
        self.error_messages["empty"] = f"The file is empty. {self.verb} another one."

    def missing_sentence(self, name: str) -> str:
        return f"Choose {lower_first(str(self.label or 'a file'))}"

    def clean(self, data: Any, initial: Any = None) -> Any:
        if getattr(data, "too_large", False):
            raise forms.ValidationError("This file is larger than is taken here. Send it in parts.")
        return super().clean(data, initial)
