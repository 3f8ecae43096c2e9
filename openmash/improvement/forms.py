"""What is asked about the plan and about what minutes propose: shape of input only."""

from collections.abc import Sequence
from typing import Any

from openmash.base.fields import (
    CheckboxesField,
    DayField,
    RadiosField,
    SelectField,
    StoryField,
    TextField,
    TickField,
    UploadField,
)
from openmash.base.forms import Form
from openmash.improvement.choices import COLOUR_WORDS, ENTRY_WORDS, ORIGIN_WORDS, Origin, TargetKind
from openmash.improvement.rules.plan import WEEKS

Pairs = Sequence[tuple[str, str]]
NUMBERS = [(str(number), str(number)) for number in range(1, WEEKS + 1)]
NOBODY_NAMED = "No child and no family is named here: the whole board reads it."
ONE_A_LINE = "One name on a line. The first of them leads. A colleague with that name gets it into their work."


class ProposalForm(Form):
    """What is to be done, who, and until when; of minutes as it was read, to be corrected or left as it is."""

    words = StoryField(label="What is to be done?", help_text=NOBODY_NAMED, rows=3, max_length=400)
    owners = StoryField(label="Who does it?", help_text=ONE_A_LINE, rows=3, required=False)
    due_on = DayField(
        allow_future=True,
        label="Until when?",
        help_text="Leave it empty where no day is agreed: it is shown as such.",
        required=False,
    )

    def names(self) -> list[str]:
        return str(self.cleaned_data["owners"] or "").splitlines()


class ActionForm(ProposalForm):
    """An action that somebody makes, with where it came from."""

    origin_kind = SelectField(
        label="Where does it come from?",
        choices=[(kind, words) for kind, words in ORIGIN_WORDS.items() if kind != Origin.MINUTE],
    )
    origin = TextField(
        label="Which one?", help_text="The measure, theme, report or complaint.", max_length=60, required=False
    )


class AmendForm(Form):
    """Other owners or another day, and why."""

    owners = StoryField(label="Who does it?", help_text=ONE_A_LINE, rows=3, required=False)
    due_on = DayField(allow_future=True, label="Until when?", required=False)
    reason = TextField(label="Why does it change?", max_length=300)

    def names(self) -> list[str]:
        return str(self.cleaned_data["owners"] or "").splitlines()


class TargetForm(Form):
    """What an action aims at, and from what one reads whether it is reached."""

    target = TextField(label="Target", help_text="With its number: “90% of plans are SMART”.", max_length=300)
    source = SelectField(
        label="From what is it read?", choices=(), required=False, empty_label="From neither a measure nor a theme"
    )
    baseline = TextField(
        label="Where does it stand today?",
        help_text="With numerator and denominator: “6 of 8 in October”.",
        max_length=300,
        required=False,
    )
    target_on = DayField(allow_future=True, label="To be reached by", required=False)

    def __init__(self, *args: Any, measures: Pairs, themes: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            *((f"{TargetKind.AUDIT_THEME}:{code}", f"Audit theme: {title}") for code, title in themes),
            *((f"{TargetKind.MEASURE}:{code}", f"Measure: {title}") for code, title in measures),
        ]

    def read_from(self) -> tuple[str, str]:
        """Return kind and code of what the target is read from."""
        kind, _, code = str(self.cleaned_data["source"] or "").partition(":")
        return kind, code


class PlaceForm(Form):
    """Where on the plan an action stands."""

    cycle = RadiosField(label="On which cycle?", choices=())
    outcome = SelectField(label="Under which outcome?", choices=(), required=False, empty_label="Under none yet")
    starts_week = SelectField(label="First week", choices=NUMBERS)
    ends_week = SelectField(label="Last week", choices=NUMBERS)
    waits_for = CheckboxesField(label="What does it wait for?", choices=(), required=False, small=True)

    def __init__(self, *args: Any, cycles: Pairs, outcomes: Pairs, others: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cycle"].choices = list(cycles)  # type: ignore[attr-defined]
        self.fields["outcome"].choices = list(outcomes)  # type: ignore[attr-defined]
        if others:
            self.fields["waits_for"].choices = list(others)  # type: ignore[attr-defined]
        else:
            del self.fields["waits_for"]


class EntryForm(Form):
    """A note, or evidence."""

    kind = RadiosField(label="What is it?", choices=list(ENTRY_WORDS.items()))
    words = StoryField(label="What is there to say?", help_text=f"Of evidence, say where it is. {NOBODY_NAMED}", rows=4)


class ColourForm(Form):
    """A colour, and why."""

    colour = RadiosField(
        label="How does it stand?",
        choices=[(code, f"{code.capitalize()}: {words[0].lower()}{words[1:]}") for code, words in COLOUR_WORDS.items()],
    )
    reason = TextField(label="Why?", max_length=300)


class MoveForm(Form):
    """Another last week, and why."""

    to_week = SelectField(label="Last week", choices=NUMBERS)
    reason = TextField(label="Why does it move?", max_length=300)

    def __init__(self, *args: Any, weeks: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_week"].choices = list(weeks)  # type: ignore[attr-defined]


class DoneForm(Form):
    """What was done, and what proves it."""

    words = StoryField(label="What was done?", rows=3)
    evidence = StoryField(
        label="What proves it?",
        help_text="And where it is. An action is not closed without evidence; leave it empty where some is written down already.",
        rows=3,
        required=False,
    )


class LookForm(Form):
    """What a re-look found."""

    holds = RadiosField(
        label="Is it done indeed?", choices=[("yes", "Yes: it is blue"), ("no", "No: it is done once more")]
    )
    words = StoryField(label="What did you look at, and what did you see?", rows=3)
    due_on = DayField(
        allow_future=True, label="Until when now?", help_text="Only where it is not done.", required=False
    )


class OutcomeForm(Form):
    """A priority, and what will be different."""

    priority = TextField(
        label="Priority", help_text="One that is there already, in the same words, or a new one.", max_length=160
    )
    words = TextField(label="What will be different?", help_text="For children and families.", max_length=300)


class CycleForm(Form):
    """When the next cycle begins."""

    starts_on = DayField(allow_future=True, label="On which day does it begin?", help_text="It runs for twelve weeks.")


class AgreeForm(Form):
    """Which meeting agreed the cycle, and why each unfinished action goes on."""

    def __init__(self, *args: Any, carried: Pairs, gaps: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.carried = [reference for reference, _ in carried]
        for reference, words in carried:
            self.fields[reason_of(reference)] = TextField(
                label=f"Why is this carried over? {words}", help_text=f"{reference}, unfinished", max_length=300
            )
        self.fields["words"] = TextField(
            label="Which meeting agreed it?", help_text="“Board of 28 November”.", max_length=300
        )
        if gaps:
            self.fields["with_gaps"] = TickField(
                label="The board knows what is lacking, and agreed it all the same. It is asked about again next time."
            )

    def reasons(self) -> dict[str, str]:
        """Return why each unfinished action goes on, by reference."""
        return {reference: self.cleaned_data[reason_of(reference)] for reference in self.carried}


def reason_of(reference: str) -> str:
    """Return the name of the field that asks why an action is carried over."""
    return f"reason_{reference.replace('-', '_')}"


class ReadMinutesForm(Form):
    """A file of minutes."""

    title = TextField(label="Which meeting?", help_text="“Improvement board, 11 July 2017”.", max_length=200)
    file = UploadField(
        label="A file of minutes",
        help_text="Text, Word (.docx), or a page saved from the council’s website.",
        accept=".txt,.docx,.htm,.html",
    )


class DeclineForm(Form):
    """Why what was read is no action."""

    reason = TextField(label="Why is it no action?", max_length=300)
