"""The parts of screening, one small form each. Nothing that decides starts on an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from openmash.base.fields import (
    NOT_KNOWN,
    CheckboxesField,
    DayField,
    RadiosField,
    SelectField,
    StoryField,
    TelephoneField,
    TextField,
    TickField,
    set_now,
    with_not_known,
)
from openmash.base.forms import Form
from openmash.frontdoor.choices import CHECK_WORDS, FactorColumn
from openmash.sharing.choices import AGREEMENT_WORDS, TOLD_WORDS

Pairs = Sequence[tuple[str, str]]
COLUMN_WORDS: Pairs = (
    (FactorColumn.HIGH_RISK, "A high-risk indicator"),
    (FactorColumn.UNDERLYING, "An underlying risk factor"),
    (FactorColumn.STRENGTH, "A strength or protective factor"),
)


def offer_in_groups(field: Any, offered: Any) -> None:
    """Give a field its choices under headings, those that are usual first and the others behind a summary."""
    field.choices = offered.choices
    field.looks = replace(
        field.looks, hints=offered.hints, groups=offered.groups, more=offered.more, more_label=offered.more_label
    )


class PartForm(Form):
    """A part of screening for one child, and with one tick for the brothers and sisters in the contact too."""

    def __init__(self, *args: Any, siblings: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if siblings:
            self.fields["same"] = TickField(label=f"The same for {siblings}")

    @property
    def same(self) -> bool:
        """Whether it goes for the siblings too."""
        return bool(self.cleaned_data.get("same"))


class RateForm(PartForm):
    """The colour."""

    rag = RadiosField(label="Which colour describes the need?")
    reason = StoryField(label="Why this colour?", rows=3, required=False)

    def __init__(self, *args: Any, colours: Pairs, meanings: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rag"].choices = list(colours)  # type: ignore[attr-defined]
        self.fields["rag"].looks = type(self.fields["rag"].looks)(hints=meanings)  # type: ignore[attr-defined]


class LevelForm(PartForm):
    """The referrer's level, or the one that is recommended."""

    whose = RadiosField(
        label="Whose view is this?",
        choices=[("recommended", "What I recommend"), ("referrer", "What the person who raised it thinks")],
    )
    level = RadiosField(label="Level of need")
    reason = StoryField(label="Why this level?", rows=3, required=False)

    def __init__(self, *args: Any, levels: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = list(levels)  # type: ignore[attr-defined]


class FactorForm(PartForm):
    """A high-risk indicator, a factor or a strength."""

    column = RadiosField(label="What is it?", choices=list(COLUMN_WORDS))
    heading = SelectField(label="Heading")
    evidence = StoryField(label="What was seen or said?", rows=3, required=False)
    source_words = TextField(label="Who says so, or where was it read?", required=False, max_length=160)
    seen_on = DayField(label="When was that?", required=False)

    def __init__(self, *args: Any, headings: Pairs, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heading"].choices = list(headings)  # type: ignore[attr-defined]
        set_now(self, now)


class AnalysisForm(PartForm):
    """What it means."""

    analysis = StoryField(label="What does it mean for the child?", rows=6, required=False)
    lived_impact = StoryField(label="What is a day like for this child?", rows=4, required=False)
    not_known = StoryField(label="What do we not know yet?", rows=4, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "same" in self.fields:
            self.fields["same"].help_text = "Other words that stand there already stay as they are."


class PromptForm(PartForm):
    """The answer to a question of the pack."""

    words = StoryField(label="Your answer", rows=4, required=False)


class CheckForm(PartForm):
    """The early-help check."""

    result = RadiosField(label="What did the check find?", choices=list(CHECK_WORDS.items()))
    episode = TextField(label="Which episode", required=False, max_length=200)
    lead_professional = TextField(label="Lead professional", required=False, max_length=160)
    telephone = TelephoneField(label="Their telephone number", required=False, max_length=40)
    reason = StoryField(label="If it is not possible: why", rows=2, required=False)


class PositionForm(Form):
    """Three facts, kept apart: telling, agreeing, and the law. `bases` says what stands first, under which headings."""

    told = RadiosField(label="Has the family been told about this worry?", small=True)
    told_who = TextField(label="Who was told, when and by whom", required=False)
    must_not_be_told = StoryField(label="Who must not be told, and what they must not learn", rows=2, required=False)
    agreement = RadiosField(label="Do they agree to support?", small=True)
    agreement_who = TextField(label="Who was asked", required=False)
    going_ahead_reason = SelectField(label="If you go ahead untold or without agreement: why", required=False)
    going_ahead_words = StoryField(label="In your words", rows=2, required=False)
    lawful_bases = CheckboxesField(label="Lawful basis of sharing information", required=False, small=True)
    necessity = StoryField(label="Why sharing is necessary and no more than needed", rows=2, required=False)

    def __init__(self, *args: Any, reasons: Pairs, bases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [pair for pair in TOLD_WORDS.items() if pair[0] != NOT_KNOWN]
        agreement = [pair for pair in AGREEMENT_WORDS.items() if pair[0] != NOT_KNOWN]
        self.fields["told"].choices = with_not_known(told)  # type: ignore[attr-defined]
        self.fields["agreement"].choices = with_not_known(agreement)  # type: ignore[attr-defined]
        self.fields["going_ahead_reason"].choices = list(reasons)  # type: ignore[attr-defined]
        offer_in_groups(self.fields["lawful_bases"], bases)
