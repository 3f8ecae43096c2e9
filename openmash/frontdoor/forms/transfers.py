"""Forms for transfers, answers and early help: shape of input only."""

from typing import Any

from django import forms

from openmash.base.fields import RadiosField, SelectField, StoryField, TextField
from openmash.base.forms import Form

Choices = list[tuple[str, str]]
HOW = "How are you telling them?"


def offer_choices(form: Form, name: str, choices: Choices) -> None:
    """Give a field its choices, which come from the pack or the teams in use."""
    field = form.fields[name]
    if not isinstance(field, (RadiosField, SelectField)):
        raise TypeError(f"{name} is no field with choices.")
    field.choices = choices


class OfferTransferForm(Form):
    """To which team, and why."""

    team = SelectField(label="Offer it to which team?", choices=[])
    reason = StoryField(label="Why this team?", help_text="The team reads this before it answers.", required=True)

    def __init__(self, *args: Any, teams: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "team", teams)


class AnswerTransferForm(Form):
    """Accept, or reject with a reason."""

    answer = RadiosField(
        label="Does your team take this contact?",
        choices=[("accept", "Yes, we take it"), ("reject", "No, it stays with the team that offers it")],
    )
    reason = StoryField(label="If not, why?", help_text="The other team reads this.", required=False)


class WithdrawTransferForm(Form):
    """Why an offer is taken back."""

    reason = StoryField(label="Why do you take it back?", help_text="The other team reads this.", required=True)


class SettleTransferForm(Form):
    """Where it goes, decided by a manager."""

    team = SelectField(label="Which team takes it?", choices=[])
    reason = StoryField(label="Why?", required=True)

    def __init__(self, *args: Any, teams: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "team", teams)


class PassToWorkerForm(Form):
    """Hand over to the worker of an open case."""

    how = RadiosField(
        label="How is it handed over?",
        choices=[
            ("warm", "I have put the caller through, or spoken to the worker"),
            ("message", "I could not reach the worker: send it as a message"),
        ],
    )
    words = StoryField(label="Anything the worker should know first?", required=False)


class TellingForm(Form):
    """How somebody is told, with the mark of the message that was read before it goes."""

    channel = RadiosField(label=HOW, choices=[])
    look = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, ways: Choices, words_hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "channel", ways)
        if words_hint:
            self.fields["words"].help_text = words_hint


class AnswerReferrerForm(TellingForm):
    """What the person who raised the worry is told, and how."""

    channel = RadiosField(label=HOW, choices=[], reveals={"not_possible": "reason"})
    words = StoryField(label="What are you telling them?", required=False)
    reason = StoryField(label="If they cannot be told, why not?", rows=2, required=False)
    field_order = ("words", "channel", "reason")


class CallerAddressForm(Form):
    """Where a letter to whoever raised the worry goes, and where that was learned."""

    address = StoryField(label="Name and address", help_text="Line by line, as on an envelope", rows=4)
    source = TextField(
        label="Where do you have it from?",
        help_text="For example: they said it on the telephone today",
        max_length=200,
    )


class DisagreeForm(Form):
    """What the person who raised the worry disagrees with."""

    words = StoryField(
        label="What do you disagree with?",
        help_text="Tell us what you know that we may not. A manager who did not make the decision reads this.",
        required=True,
    )


class DisagreeByCodeForm(Form):
    """A disagreement of somebody without a sign-in, who has our message in hand."""

    reference = TextField(label="Reference", help_text="In our message, for example C-10023", max_length=20)
    code = TextField(label="Code", help_text="In our message: twelve letters and numbers", max_length=30)
    words = StoryField(
        label="What do you disagree with?",
        help_text="Tell us what you know that we may not. A manager who did not make the decision reads this.",
        required=True,
    )
    reply_to = TextField(
        label="How can we answer you?",
        help_text="A telephone number or e-mail address that is safe to use. Leave it empty if we have it.",
        required=False,
        max_length=160,
    )


class AnswerDisagreementForm(TellingForm):
    """The manager's answer to a disagreement."""

    upheld = RadiosField(
        label="Do you agree with them?",
        choices=[("yes", "Yes: the decision should be looked at again"), ("no", "No: the decision stands")],
    )
    words = StoryField(label="What are you telling them?", required=True)
    field_order = ("upheld", "words", "channel")


class SettleMessageForm(Form):
    """What became of a message that nobody can tell of."""

    went = RadiosField(label="What do you know of it?", choices=[])

    def __init__(self, *args: Any, answers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "went", answers)


class OfferEarlyHelpForm(Form):
    """Which service of the directory, and who leads."""

    service = RadiosField(label="Which service?", choices=[])
    lead_professional = TextField(
        label="Who is the lead professional?", help_text="Name and telephone, if known", required=False
    )

    def __init__(self, *args: Any, services: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "service", services)


class EndPlaceForm(Form):
    """Why a place or an offer ends."""

    reason = StoryField(label="Why does it end?", required=True)


class StepUpForm(Form):
    """What has changed, for a new contact at the front door."""

    story = StoryField(
        label="What has changed?",
        help_text="The family's details are carried over. Write only what is new.",
        required=True,
    )
    worries_most = StoryField(label="What worries you most right now?", required=False)
    level = RadiosField(label="Which level of need do you see?", choices=[], required=False)

    def __init__(self, *args: Any, levels: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "level", [*levels, ("", "Not known yet")])


class FollowUpForm(Form):
    """What a team did with the work that an outcome made for it."""

    words = StoryField(label="What did you do?", help_text="One or two sentences are enough.", required=True)


class ReceiveHandoverForm(Form):
    """Nothing to fill in: the act is the answer."""
