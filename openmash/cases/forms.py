"""What is asked about a fact of a case: built from its kind. Shape of input only."""

from collections.abc import Mapping
from typing import Any

from django import forms as django_forms

from openmash.base.fields import (
    CheckboxesField,
    DayField,
    RadiosField,
    SelectField,
    StoryField,
    TextField,
    WholeNumberField,
)
from openmash.base.forms import Form
from openmash.cases.choices import Shape
from openmash.cases.rules import Answer, KindOfFact

FEW = 6
YES_NO = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known yet")]
SAID = {"yes": True, "no": False}
BECAUSE = "because"


class FactForm(Form):
    """The days, the sub-kind and the answers of one kind of fact; `correcting` asks why, too."""

    def __init__(
        self,
        *args: Any,
        kind: KindOfFact,
        titles: Mapping[str, Mapping[str, str]],
        plans: Mapping[str, str] | None = None,
        correcting: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if plans:
            self.fields["part_of"] = RadiosField(label="Of which plan?", choices=list(plans.items()))
        if kind.varieties:
            self.fields["variety"] = RadiosField(label="Which was it?", choices=list(kind.varieties.items()))
        self.fields["began_on"] = DayField(label=kind.began)
        for answer in kind.answers:
            self.fields[answer.name] = field_for(answer, titles.get(answer.name, {}))
        if kind.ended:
            self.fields["ended_on"] = DayField(
                label=kind.ended, help_text="Leave empty while it goes on.", required=False
            )
        if correcting:
            self.fields[BECAUSE] = StoryField(
                label="Why is it corrected?", help_text="What was said before is kept.", rows=2
            )

    @property
    def answers(self) -> dict[str, Any]:
        """The answers by name: yes and no as true and false, not known as nothing."""
        found = {}
        for answer in self.kind.answers:
            value = self.cleaned_data.get(answer.name)
            found[answer.name] = SAID.get(value or "") if answer.shape == Shape.YES_NO else value
        return found


def field_for(answer: Answer, titles: Mapping[str, str]) -> django_forms.Field:
    """Return the field for one answer. Nothing is asked for: what is not known yet stays empty."""
    said: dict[str, Any] = {"label": answer.title, "help_text": answer.hint, "required": False}
    if answer.shape == Shape.YES_NO:
        return RadiosField(choices=YES_NO, small=True, **said)
    if answer.shape == Shape.CODE:
        few = len(titles) <= FEW
        return (
            RadiosField(choices=list(titles.items()), small=True, **said)
            if few
            else SelectField(choices=list(titles.items()), **said)
        )
    if answer.shape == Shape.CODES:
        return CheckboxesField(choices=list(titles.items()), small=True, **said)
    if answer.shape == Shape.DAY:
        return DayField(allow_future=answer.name == "by", **said)
    if answer.shape == Shape.NUMBER:
        return WholeNumberField(min_value=0, **said)
    if answer.shape == Shape.WORDS:
        return StoryField(rows=3, **said)
    return TextField(max_length=120, **said)


class WithdrawFactForm(Form):
    """Why a fact was wrong."""

    because = StoryField(label="Why is it wrong?", help_text="It is kept, and counts for nothing from now on.", rows=2)
