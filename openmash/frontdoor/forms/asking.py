"""Asking agencies about a contact: shape of input only. Nothing that decides starts on an answer."""

from collections.abc import Sequence
from typing import Any

from openmash.base.fields import (
    NOT_KNOWN,
    CheckboxesField,
    RadiosField,
    SelectField,
    StoryField,
    with_not_known,
)
from openmash.base.forms import Form
from openmash.frontdoor.forms.screening import offer_in_groups
from openmash.sharing.choices import TOLD_WORDS

Pairs = Sequence[tuple[str, str]]


class AskAgenciesForm(Form):
    """Whom to ask, about whom, what for, and on what footing."""

    agencies = CheckboxesField(label="Which agencies?", small=True)
    people = CheckboxesField(label="About whom?", small=True)
    purpose = RadiosField(label="What for?", small=True)
    words = StoryField(
        label="What should they know to look in the right place?",
        help_text="They see this, the kind of worry, and names and address. They do not see the rest of the contact.",
        rows=3,
        required=False,
    )
    lawful_bases = CheckboxesField(label="On which lawful basis do you share this?", small=True)
    told = RadiosField(label="Does the family know?", small=True)
    must_not_be_told = StoryField(label="Who must not be told, and what they must not learn", rows=2, required=False)

    def __init__(self, *args: Any, agencies: Any, people: Pairs, purposes: Pairs, bases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_in_groups(self.fields["agencies"], agencies)
        offer_in_groups(self.fields["lawful_bases"], bases)
        told = [pair for pair in TOLD_WORDS.items() if pair[0] != NOT_KNOWN]
        for name, pairs in {"people": people, "purpose": purposes, "told": with_not_known(told)}.items():
            self.fields[name].choices = list(pairs)  # type: ignore[attr-defined]


class ReadReturnsForm(Form):
    """The answers have been read."""


class WithdrawRequestForm(Form):
    """Why an agency need not answer any more."""

    reason = StoryField(label="Why need they not answer any more?", help_text="The agency reads this.", rows=3)


class SendLinkForm(Form):
    """Nothing to fill in: the link goes to the address of the agency's record."""


class ReleaseReturnForm(Form):
    """Nothing to fill in: the answer goes to the hub as it stands."""


class AddToHubForm(Form):
    """Which agency gets a place in the joint picture."""

    agency = SelectField(label="Which agency?", choices=[])

    def __init__(self, *args: Any, agencies: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = list(agencies)  # type: ignore[attr-defined]


class DecideMoreTimeForm(Form):
    """Give the time that was asked for, or say why it cannot wait."""

    answer = RadiosField(
        label="Can it wait?",
        choices=[("give", "Yes, until then"), ("refuse", "No, we need it by the time that was set")],
    )
    reason = StoryField(label="If not, why?", help_text="The agency reads this.", rows=3, required=False)
