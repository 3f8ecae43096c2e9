"""Deciding, countersigning, reopening, reading a sample."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from openmash.base.fields import CheckboxesField, RadiosField, StoryField
from openmash.base.forms import Form
from openmash.frontdoor.forms.screening import PartForm

Pairs = Sequence[tuple[str, str]]


class DecideForm(PartForm):
    """What happens for the child, and why."""

    level = RadiosField(label="Level of need you decide on", inline=True, small=True)
    outcome = RadiosField(label="What happens next?", small=True)
    rationale = StoryField(label="Why? What did you weigh, and what speaks against it?", rows=6, required=False)

    def __init__(
        self,
        *args: Any,
        outcomes: Pairs,
        meanings: dict[str, str],
        groups: dict[str, str],
        behind: frozenset[str],
        levels: Pairs,
        questions: Sequence[tuple[str, str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = list(outcomes)  # type: ignore[attr-defined]
        outcome: Any = self.fields["outcome"]
        label = f"Less common, or for somebody else ({len(behind)})"
        outcome.looks = replace(outcome.looks, hints=meanings, groups=groups, more=behind, more_label=label)
        self.fields["level"].choices = list(levels)  # type: ignore[attr-defined]
        for code, question, why in questions:
            self.fields[f"q_{code}"] = StoryField(label=question, help_text=why, rows=2, required=False)

    @property
    def answers(self) -> dict[str, str]:
        """The answers to the pack's questions, by the question's code."""
        return {name[2:]: value for name, value in self.cleaned_data.items() if name.startswith("q_")}


class CountersignForm(Form):
    """A second person's agreement."""

    words = StoryField(label="Anything to add", rows=3, required=False)


class ReturnForm(Form):
    """Back to the worker."""

    words = StoryField(label="What is missing?", rows=4, required=False)


class ReopenForm(Form):
    """Open again what was decided."""

    children = CheckboxesField(label="Which children?")
    reason = StoryField(label="Why is this opened again?", rows=4, required=False)

    def __init__(self, *args: Any, children: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["children"].choices = list(children)  # type: ignore[attr-defined]


class DipSampleForm(Form):
    """A manager's reading afterwards."""

    agrees = RadiosField(label="Would you have decided the same?", choices=[("yes", "Yes"), ("no", "No")], inline=True)
    words = StoryField(label="What would you have done differently?", rows=4, required=False)
