"""Forms of the register and of standing feeds: shape of input only."""

from collections.abc import Mapping
from typing import Any

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
from openmash.sharing.choices import DOCUMENT_WORDS
from openmash.sharing.rules.feeds import MOST_DAYS

Choices = list[tuple[str, str]]


class VersionForm(Form):
    """What one version of a document says. A draft may be unfinished: what is missing is said when it is approved."""

    words = StoryField(
        label="What is it for?", label_size="s", required=False, help_text="In plain words, as a family could read it."
    )
    parties = CheckboxesField(label="Which agencies are party to it?", label_size="s", required=False, small=True)
    purposes = CheckboxesField(label="Which purposes does it cover?", label_size="s", required=False, small=True)
    bases = CheckboxesField(label="On which lawful bases?", label_size="s", required=False, small=True)
    items = CheckboxesField(label="Which items of information?", label_size="s", required=False, small=True)
    retention = SelectField(label="How long is what is shared kept?", label_size="s", required=False)
    review_on = DayField(
        label="Reviewed by",
        label_size="s",
        required=False,
        allow_future=True,
        help_text="The last day it holds without a review.",
    )
    ends_on = DayField(label="Ends on, if it ends by itself", label_size="s", required=False, allow_future=True)
    kept_at = TextField(
        label="Where is the signed document kept?",
        required=False,
        max_length=300,
        help_text="For example a reference of your records system.",
    )

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("parties", "purposes", "bases", "items", "retention"):
            self.fields[name].choices = choices[name]  # type: ignore[attr-defined]


class DocumentForm(VersionForm):
    """A new document with what its first version says."""

    kind = RadiosField(label="What kind of document is it?", label_size="s", choices=list(DOCUMENT_WORDS.items()))
    title = TextField(label="Title", label_size="s", max_length=160)

    field_order = ["kind", "title"]


class ApproveForm(Form):
    """Who has signed, where it is somebody else than the person who presses the button."""

    for_whom = TextField(
        label="Who has signed it?",
        required=False,
        max_length=200,
        help_text="For example the Caldicott guardian and the partners’ signatories. Leave it empty if that is you.",
    )


class ConfirmForm(Form):
    """A button alone."""


class ReasonForm(Form):
    """Why something ends."""

    reason = TextField(label="What takes its place, or why does it end?", max_length=300)


class FeedForm(Form):
    """What is sent regularly, to whom, under which agreement."""

    title = TextField(
        label="Title",
        label_size="s",
        max_length=160,
        help_text="For example “Children with open contacts, for health visiting”",
    )
    what = RadiosField(label="What is sent?", label_size="s")
    document = SelectField(
        label="Under which agreement?",
        label_size="s",
        help_text="A draft may be chosen. Nothing goes before it is in force.",
    )
    to_agency = SelectField(label="To which agency?", label_size="s")
    purpose = SelectField(label="For which purpose?", label_size="s")
    bases = CheckboxesField(label="On which lawful bases?", label_size="s", small=True)
    items = CheckboxesField(
        label="Which items?",
        label_size="s",
        small=True,
        help_text="An item goes only where the agreement covers it and this kind of agency may receive it.",
    )
    every_days = WholeNumberField(
        label="Every how many days?", label_size="s", min_value=1, max_value=MOST_DAYS, width=3
    )
    first_on = DayField(label="For the first time on", label_size="s", allow_future=True)

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("what", "document", "to_agency", "purpose", "bases", "items"):
            self.fields[name].choices = choices[name]  # type: ignore[attr-defined]
