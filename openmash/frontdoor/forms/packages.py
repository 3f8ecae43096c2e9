"""Telling somebody outside about a contact: shape of input only."""

from collections.abc import Sequence
from typing import Any

from django import forms

from openmash.base.fields import CheckboxesField, RadiosField, StoryField, TickField
from openmash.base.forms import Form
from openmash.frontdoor.forms.screening import offer_in_groups

Pairs = Sequence[tuple[str, str]]


class PreparePackagesForm(Form):
    """To whom, about whom, what for, and on what footing."""

    agencies = CheckboxesField(label="To which agencies?", small=True)
    people = CheckboxesField(label="About whom?", small=True)
    purpose = RadiosField(label="What for?", small=True)
    lawful_bases = CheckboxesField(label="On which lawful basis do you share this?", small=True)

    def __init__(self, *args: Any, agencies: Pairs, people: Pairs, purposes: Pairs, bases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_in_groups(self.fields["lawful_bases"], bases)
        for name, pairs in {"agencies": agencies, "people": people, "purpose": purposes}.items():
            self.fields[name].choices = list(pairs)  # type: ignore[attr-defined]


class ChangePackageForm(Form):
    """What is left out, and which words are taken out."""

    left_out = CheckboxesField(label="Leave out", small=True, required=False)
    taken_out = StoryField(
        label="Words to take out",
        help_text="One piece in each line: a name, a number, part of a sentence. Each leaves “[taken out]” behind.",
        rows=4,
        required=False,
    )

    def __init__(self, *args: Any, facts: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["left_out"].choices = list(facts)  # type: ignore[attr-defined]
        if not facts:
            del self.fields["left_out"]


class AnswerPackageForm(Form):
    """Sign what one has read; or as the second person release it, or refuse it."""

    look = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = TickField(label="I have seen what is pointed out, and it is needed", required=False)
    answer = RadiosField(label="What is to happen?")
    reason = StoryField(
        label="If it must not leave, why?", help_text="Whoever prepared it reads this.", rows=3, required=False
    )

    def __init__(self, *args: Any, answers: Pairs, to_see: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = list(answers)  # type: ignore[attr-defined]
        if not to_see:
            del self.fields["seen"]
        if not any(code == "refuse" for code, _ in answers):
            del self.fields["reason"]
