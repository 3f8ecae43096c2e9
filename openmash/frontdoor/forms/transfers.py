"""Forms for transfers, answers and early help: shape of input only."""

from typing import Any

from openmash.base.fields import RadiosField, SelectField, StoryField, TextField
from openmash.base.forms import Form

Choices = list[tuple[str, str]]


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


class AnswerReferrerForm(Form):
    """What the person who raised the worry is told, and how."""

    channel = RadiosField(
        label="How are you telling them?",
        choices=[
            ("in_product", "In OpenMASH, where they have an account"),
            ("telephone", "I have told them on the telephone"),
            ("email", "By e-mail: a message without detail, asking them to ring or sign in"),
            ("letter", "By letter"),
            ("not_possible", "They cannot be told"),
        ],
    )
    words = StoryField(label="What are you telling them?", required=False)
    reason = StoryField(label="If they cannot be told, why not?", required=False)


class DisagreeForm(Form):
    """What the person who raised the worry disagrees with."""

    words = StoryField(
        label="What do you disagree with?",
        help_text="Tell us what you know that we may not. A manager who did not make the decision reads this.",
        required=True,
    )


class AnswerDisagreementForm(Form):
    """The manager's answer to a disagreement."""

    upheld = RadiosField(
        label="Do you agree with them?",
        choices=[("yes", "Yes: the decision should be looked at again"), ("no", "No: the decision stands")],
    )
    words = StoryField(label="What are you telling them?", required=True)


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
