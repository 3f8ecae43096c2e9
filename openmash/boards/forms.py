"""Forms of boards and groups: shape of input only."""

from typing import Any

from openmash.base.fields import DayField, RadiosField, SelectField, StoryField, TextField, WholeNumberField
from openmash.base.forms import Form
from openmash.boards.choices import CAPACITY_WORDS, REGIME_WORDS

Choices = list[tuple[str, str]]


class BodyForm(Form):
    """What a board or group is for, how often it meets, its quorum, and whom it answers to."""

    name = TextField(label="Name", label_size="s", max_length=160, help_text="For example “MASH operational group”")
    terms = StoryField(
        label="What is it for?", label_size="s", required=False, help_text="Its terms of reference, in a few sentences."
    )
    frequency = TextField(
        label="How often does it meet?",
        label_size="s",
        required=False,
        max_length=120,
        help_text="For example “every six weeks”",
    )
    quorum = WholeNumberField(
        label="What is its quorum?",
        label_size="s",
        required=False,
        min_value=1,
        width=2,
        help_text="How many of those with a vote must be there for it to decide.",
    )
    answers_to = SelectField(label="Which board does it answer to?", label_size="s", required=False)
    regime = RadiosField(label="What kind of body is it?", label_size="s", choices=list(REGIME_WORDS.items()))

    def __init__(self, *args: Any, above: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answers_to"].choices = [("", "None of these"), *above]  # type: ignore[attr-defined]


class SeatForm(Form):
    """Who sits there, for whom, and as what."""

    name = TextField(label="Name", label_size="s", max_length=160)
    organisation = TextField(
        label="Organisation, and what they do there",
        label_size="s",
        required=False,
        max_length=160,
        help_text="For example “Police, head of public protection”",
    )
    capacity = RadiosField(label="As what do they sit there?", label_size="s", choices=list(CAPACITY_WORDS.items()))
    deputy = TextField(label="Who comes when they cannot?", label_size="s", required=False, max_length=160)
    user = SelectField(
        label="Do they have an account here?",
        label_size="s",
        required=False,
        help_text="Then what is asked of them here reaches them.",
    )
    from_on = DayField(label="From which day?", label_size="s", allow_future=True)

    def __init__(self, *args: Any, users: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [("", "No, or not known"), *users]  # type: ignore[attr-defined]


class EndSeatForm(Form):
    """The last day of a seat."""

    until_on = DayField(label="Which is their last day?", label_size="s", allow_future=True)


class ConfirmForm(Form):
    """A button alone."""
