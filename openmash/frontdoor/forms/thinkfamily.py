"""Telling others of an incident: shape of input only. Nothing that decides starts on an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from openmash.adults.choices import JUDGEMENT_WORDS, SAID_WORDS
from openmash.adults.services import DangerGiven
from openmash.base.fields import CheckboxesField, DayField, RadiosField, SelectField, StoryField, set_now
from openmash.base.forms import Form
from openmash.frontdoor.forms.screening import offer_in_groups
from openmash.frontdoor.services.thinkfamily import OthersGiven

Pairs = Sequence[tuple[str, str]]
SAID = list(SAID_WORDS.items())
AGENCY, QUESTION = "agency_", "question_"


class TellOthersForm(Form):
    """Who else needs to know, about whom, and what they are told."""

    branches = CheckboxesField(
        label="Who else needs to know?",
        help_text="For the adult who is hurt or at risk: never tick whoever may be the one who hurts them.",
        small=True,
    )
    story = StoryField(
        label="What happened, in the words that those who are told need?",
        help_text="Adult social care, the conference and an adviser read this. Housing and schools do not.",
        rows=5,
        required=False,
    )
    safe_contact = StoryField(
        label="How can the adult be reached safely?",
        help_text="A number, a time, somebody they trust. Leave it empty where nobody knows.",
        rows=2,
        required=False,
    )
    lawful_bases = CheckboxesField(
        label="On which lawful basis do you share this?",
        help_text="A school is told without asking anybody: it needs none from you.",
        small=True,
        required=False,
    )

    def __init__(
        self, *args: Any, branches: Any, bases: Any, agencies: Sequence[tuple[str, str, Pairs]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_in_groups(self.fields["branches"], branches)
        offer_in_groups(self.fields["lawful_bases"], bases)
        self.only = {kind: pairs[0][0] for kind, _, pairs in agencies if len(pairs) == 1}
        for kind, title, pairs in agencies:
            if len(pairs) > 1:
                self.fields[f"{AGENCY}{kind}"] = SelectField(label=f"Which one: {title}", required=False, choices=pairs)
        self.order_fields(["branches", *(name for name in self.fields if name.startswith(AGENCY)), "story"])

    def given(self) -> OthersGiven:
        """Return what is told, as the service takes it."""
        held = self.cleaned_data
        chosen = {name.removeprefix(AGENCY): held[name] for name in self.fields if name.startswith(AGENCY)}
        pairs = [tuple(code.split(":", 1)) for code in held["branches"]]
        return OthersGiven(
            branches=[(kind, person) for kind, person in pairs],
            story=held["story"],
            lawful_bases=held["lawful_bases"],
            agencies={**self.only, **{kind: code for kind, code in chosen.items() if code}},
            safe_contact=held["safe_contact"],
        )


class WeighDangerForm(Form):
    """The questions about danger to an adult, and one's own judgement."""

    aware = RadiosField(
        label="Does the adult know that they may be referred?",
        help_text="They are told unless that would put them in more danger.",
        choices=SAID,
        small=True,
    )
    judgement = RadiosField(
        label="What is your own judgement?",
        choices=list(JUDGEMENT_WORDS.items()),
        small=True,
    )
    judgement_reason = StoryField(
        label="If you judge otherwise than the total, why?",
        help_text="A total may miss what you see: fear, somebody who says little, harm that grows.",
        rows=3,
        required=False,
    )

    def __init__(self, *args: Any, questions: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = dict(self.fields)
        self.fields.clear()
        for number, question in enumerate(questions, start=1):
            hint = "One of those that weigh by themselves." if question.flag else question.hint
            self.fields[f"{QUESTION}{question.code}"] = RadiosField(
                label=f"{number}. {question.words}", help_text=hint, choices=SAID, inline=True, small=True
            )
        self.fields |= last

    def given(self) -> DangerGiven:
        """Return the answers as the service takes them."""
        held = self.cleaned_data
        return DangerGiven(
            answers={name.removeprefix(QUESTION): held[name] for name in self.fields if name.startswith(QUESTION)},
            aware=held["aware"],
            judgement=held["judgement"],
            judgement_reason=held["judgement_reason"],
        )


class HearConferenceForm(Form):
    """When the conference heard it, and what it agreed."""

    heard_on = DayField(label="On which day was it heard?")
    words = StoryField(label="What did it agree, and who does it?", rows=5)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_now(self, now)


class CloseBranchForm(Form):
    """What became of it, or why it is taken back."""

    how = RadiosField(label="What became of it?")
    words = StoryField(label="Say more", help_text="What they do, or why it is not needed.", rows=4)

    def __init__(self, *args: Any, ways: Pairs, hints: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        how: Any = self.fields["how"]
        how.choices, how.looks = list(ways), replace(how.looks, hints=hints)
