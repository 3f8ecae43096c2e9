"""A form field on a page: what the templates ask of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from openmash.base.fields.looks import HasLooks, Looks, lower_first

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "tick"),
    (forms.Select, "select"),
    (forms.Textarea, "story"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
    (forms.MultiWidget, "parts"),
)


@dataclass(frozen=True)
class Option:
    """One answer of a question with radios or checkboxes."""

    value: str
    label: str
    id: str
    name: str
    selected: bool
    hint: str
    hint_id: str
    reveal: BoundField | None
    reveal_id: str
    divided: bool
    exclusive: bool
    group: str


class GovukBoundField(BoundField):
    """Knows which GOV.UK component it is, and where an error in it should lead the cursor."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            field.error_messages["required"] = self.missing_sentence()

    def missing_sentence(self) -> str:
        """Return what to say when a required answer was not given."""
        if isinstance(self.field, HasLooks):
            return self.field.missing_sentence(self.name)
        verb = "Choose" if self.kind in ("radios", "checkboxes", "select", "file") else "Enter"
        return f"{verb} {lower_first(str(self.label))}"

    @property
    def looks(self) -> Looks:
        looks: Looks = getattr(self.field, "looks", None) or Looks()
        return looks

    @cached_property
    def kind(self) -> str:
        for widget, kind in KINDS:
            if isinstance(self.field.widget, widget):
                return kind
        return "text"

    @property
    def grouped(self) -> bool:
        """Whether it is a group of controls under a legend."""
        return self.kind in ("radios", "checkboxes", "parts")

    @property
    def use_fieldset(self) -> bool:  # type: ignore[override]
        return self.grouped

    @property
    def first_id(self) -> str:
        """The id of the control that an error message leads to."""
        return f"{self.auto_id}_0" if self.grouped else self.auto_id or self.html_name

    @property
    def revealed(self) -> bool:
        """Whether the field is drawn beneath an answer of another field."""
        return any(
            self.name in field.looks.reveals.values()
            for field in self.form.fields.values()
            if isinstance(field, HasLooks)
        )

    @cached_property
    def options(self) -> list[Option]:
        looks, divider = self.looks, self.looks.divider
        exclusive: frozenset[str] = getattr(self.field, "exclusive", frozenset())
        return [self._option(part.data, looks, divider, exclusive) for part in self.subwidgets]

    @property
    def options_first(self) -> list[Option]:
        return [option for option in self.options if option.value not in self.looks.more]

    @property
    def options_more(self) -> list[Option]:
        return [option for option in self.options if option.value in self.looks.more]

    @property
    def more_open(self) -> bool:
        """Whether what stands behind the summary has to be seen: something there is chosen."""
        return any(option.selected for option in self.options_more)

    def _option(self, data: dict[str, Any], looks: Looks, divider: str, exclusive: frozenset[str]) -> Option:
        value = str(data["value"])
        ident = data["attrs"].get("id", "")
        reveal = looks.reveals.get(value)
        return Option(
            value=value,
            label=data["label"],
            id=ident,
            name=data["name"],
            selected=data["selected"],
            hint=looks.hints.get(value, ""),
            hint_id=f"{ident}_hint",
            reveal=self.form[reveal] if reveal else None,
            reveal_id=f"{ident}_reveal",
            divided=bool(divider) and value == divider,
            exclusive=value in exclusive,
            group=looks.groups.get(value, ""),
        )
