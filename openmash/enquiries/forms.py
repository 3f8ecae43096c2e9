"""The forms of an agency that answers, and of those who ask: shape of input only."""

from collections.abc import Sequence
from typing import Any

from django import forms

from openmash.base.fields import (
    AttachmentsField,
    MomentField,
    PartialDayField,
    RadiosField,
    SelectField,
    StoryField,
    TelephoneField,
    TextField,
)
from openmash.base.forms import Form
from openmash.enquiries.choices import HANDLING_WORDS, ReturnKind
from openmash.enquiries.services import FactGiven, InvolvedGiven

Pairs = Sequence[tuple[str, str]]
YES_NO: Pairs = (("yes", "Yes"), ("no", "No"), ("not_known", "We do not know"))
ROWS_SHOWN, MOST_INVOLVED = 2, 12
FACTS_SHOWN, MOST_FACTS = 2, 6
CLOSING = ("words", "attachments", "handling", "kind")


class NothingForm(Form):
    """We hold nothing relevant: one tap."""


class AnswerForm(Form):
    """The questions of the agency's set, who is involved, free text, files, and the handling mark.

    `adding`: to an answer that was whole already, so that nobody is asked whether this is all.
    """

    words = StoryField(label="What else do you know, and what worries you?", rows=6, required=False)
    attachments = AttachmentsField(label="Photographs and documents")
    handling = RadiosField(label="May the family be shown this?", choices=list(HANDLING_WORDS.items()))
    kind = RadiosField(
        label="Is this all?",
        choices=[
            (ReturnKind.WHOLE, "Yes, this is our answer"),
            (ReturnKind.PART, "No, more is to come"),
        ],
    )

    rows = forms.CharField(widget=forms.HiddenInput, required=False, initial=ROWS_SHOWN)

    def __init__(self, *args: Any, questions: Sequence[Any], names: Pairs, adding: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if adding:
            del self.fields["kind"]
        self.shown_rows = rows_of(self.data.get("rows", ""))
        last = {name: self.fields.pop(name) for name in CLOSING if name in self.fields}
        for question in questions:
            self.fields[f"question_{question.code}"] = _field(question)
        for number in range(1, self.shown_rows + 1):
            self.fields |= _involved(number, names)
        for number in range(1, MOST_FACTS + 1):
            self.fields |= _fact(number)
        self.fields |= last

    @property
    def questions(self) -> list[Any]:
        """The fields of the agency's own questions, bound."""
        return [field for field in self.visible_fields() if field.name.startswith("question_")]

    @property
    def involvements(self) -> list[list[Any]]:
        """The fields of each person who may be involved, bound."""
        return [
            [self[name] for name in self.fields if name.startswith(f"involved_{number}_")]
            for number in range(1, self.shown_rows + 1)
        ]

    @property
    def may_have_more(self) -> bool:
        """Whether one more person can be named."""
        return self.shown_rows < MOST_INVOLVED

    @property
    def happened(self) -> list[list[Any]]:
        """The fields of each thing that happened on a day, bound; the first ones stand open."""
        return [[self[name] for name in _fact(number)] for number in range(1, FACTS_SHOWN + 1)]

    @property
    def happened_too(self) -> list[list[Any]]:
        """The fields of what else happened, bound: for those who have more to say."""
        return [[self[name] for name in _fact(number)] for number in range(FACTS_SHOWN + 1, MOST_FACTS + 1)]

    @property
    def says_more(self) -> bool:
        """Whether one of the rows that stand closed holds something: then they stand open."""
        return any(any(_parts(field.value())) for fields in self.happened_too for field in fields)

    @property
    def closing(self) -> list[Any]:
        """The fields that end the answer, bound."""
        return [self[name] for name in CLOSING if name in self.fields]

    def answers(self) -> dict[str, str]:
        """Return the answers by the code of their question."""
        prefix = "question_"
        return {
            name.removeprefix(prefix): str(value)
            for name, value in self.cleaned_data.items()
            if name.startswith(prefix) and value
        }

    def involved(self) -> list[InvolvedGiven]:
        """Return those of the agency who know the family; a row without a name is none."""
        parts = ("worker", "role", "about", "since", "until", "telephone")
        rows = [
            {part: str(self.cleaned_data.get(f"involved_{number}_{part}") or "") for part in parts}
            for number in range(1, self.shown_rows + 1)
        ]
        return [InvolvedGiven(**row) for row in rows if row["worker"].strip()]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for number in range(1, MOST_FACTS + 1):
            when, words = f"fact_{number}_when", f"fact_{number}_words"
            if given.get(when) and not str(given.get(words) or "").strip():
                self.add_error(words, "Write what happened on that day, or take the day away.")
            if str(given.get(words) or "").strip() and not given.get(when) and when not in self.errors:
                self.add_error(when, "Write when this happened. A year is enough if you know no more.")
        return given

    def facts(self) -> list[FactGiven]:
        """Return what happened when; a row without anything is none."""
        rows = [
            (self.cleaned_data.get(f"fact_{number}_when"), self.cleaned_data.get(f"fact_{number}_words"))
            for number in range(1, MOST_FACTS + 1)
        ]
        return [FactGiven(when=when, words=str(words)) for when, words in rows if when]


def _parts(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def rows_of(sent: Any) -> int:
    """Return how many people a form has room for, whatever the browser says."""
    return max(ROWS_SHOWN, min(int(sent), MOST_INVOLVED)) if str(sent).isdecimal() else ROWS_SHOWN


def _field(question: Any) -> Any:
    named = {"label": question.words, "help_text": question.hint, "required": False}
    if question.kind == "text":
        return StoryField(rows=3, **named)
    choices = YES_NO if question.kind == "yes_no" else [(words, words) for words in question.choices]
    return RadiosField(choices=list(choices), small=True, **named)


def _involved(number: int, names: Pairs) -> dict[str, Any]:
    fields = {
        "worker": TextField(label="Name", required=False, max_length=160),
        "role": TextField(label="What they do", required=False, max_length=160),
        "about": SelectField(label="Who they work with", required=False, choices=list(names)),
        "since": TextField(label="Since when", required=False, max_length=60),
        "until": TextField(label="Until when, if it has ended", required=False, max_length=60),
        "telephone": TelephoneField(label="How to reach them", required=False, max_length=40),
    }
    return {f"involved_{number}_{part}": field for part, field in fields.items()}


def _fact(number: int) -> dict[str, Any]:
    return {
        f"fact_{number}_when": PartialDayField(
            label="When?", help_text="If you do not know the day, leave it empty. The year is enough.", required=False
        ),
        f"fact_{number}_words": StoryField(label="What happened?", rows=2, required=False),
    }


class HubNoteForm(Form):
    """What a member of the hub adds to the joint picture."""

    words = StoryField(label="What do you add?", help_text="The hub and the front door read this.", rows=4)


class DeclineForm(Form):
    """Why an agency cannot answer."""

    reason = RadiosField(label="Why can you not answer?")
    words = StoryField(
        label="In your words", help_text="Say what would help. Those who asked read this.", required=False
    )

    def __init__(self, *args: Any, reasons: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = list(reasons)  # type: ignore[attr-defined]


class PassOnForm(Form):
    """Which colleague answers."""

    to = SelectField(label="Who of your agency will answer?", choices=[])
    words = StoryField(label="A word to them", rows=2, required=False)

    def __init__(self, *args: Any, colleagues: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = list(colleagues)  # type: ignore[attr-defined]


class MoreTimeForm(Form):
    """Until when, and why."""

    until = MomentField(label="Until when do you need?", allow_future=True)
    reason = StoryField(label="Why?", help_text="Those who asked decide, and read this.", rows=3)
