"""Forms about people: shape of input only."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from openmash.base.fields import (
    CheckboxesField,
    DayField,
    NameField,
    NhsNumberField,
    PostcodeField,
    RadiosField,
    SelectField,
    StoryField,
    TelephoneField,
    TextField,
    TickField,
    UploadField,
    WholeNumberField,
)
from openmash.base.forms import Form
from openmash.people.choices import (
    CHECK_FINDING_WORDS,
    INDEX_WORDS,
    NO_DISABILITY,
    OPENING_FINDING_WORDS,
    SEX_WORDS,
    Index,
)
from openmash.people.rules import read_day

SEXES = [("F", SEX_WORDS["F"]), ("M", SEX_WORDS["M"]), ("U", "Not known yet")]
YES_NO = [("yes", "Yes"), ("no", "No"), ("not_known", "Not known yet")]


class DayWordsField(TextField):
    """A day in one box, such as 4 3 2015 or 4 March 2015: one text, so that two editors' texts can be compared."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"width": 20, "max_length": 30} | kwargs)

    def clean(self, value: Any) -> date | None:  # type: ignore[override]
        words = super().clean(value)
        if not words:
            return None
        day, problem = read_day(words)
        if day is None:
            raise forms.ValidationError(
                problem.replace("Write dates as YYYY-MM-DD.", "Write it such as 4 3 2015 or 4 March 2015.")
            )
        return day


class AmendPersonForm(Form):
    """What is known of a person. Nothing is required: not known yet is an answer."""

    given_name = NameField(label="Given name", required=False, max_length=120, help_text="As they write it")
    family_name = NameField(label="Family name", required=False, max_length=120)
    also_known_as = NameField(label="Also known as", required=False, max_length=200)
    unborn = TickField(label="An unborn child")
    date_of_birth = DayWordsField(
        label="Date of birth",
        required=False,
        help_text="For example 4 3 2015. For an unborn child, the expected date.",
    )
    date_of_birth_estimated = TickField(label="This date is an estimate")
    age_given = WholeNumberField(
        label="Age, if the date of birth is not known", required=False, min_value=0, max_value=120, width=3
    )
    sex = RadiosField(label="Sex", required=False, choices=SEXES, inline=True)
    address = TextField(label="Address without the postcode", required=False, max_length=250)
    postcode = PostcodeField(label="Postcode", required=False, max_length=12)
    address_protected = TickField(label="Protected address: never to be given out")
    telephone = TelephoneField(label="Telephone number", required=False, max_length=40)
    nhs_number = NhsNumberField(label="NHS number", required=False, max_length=20)
    upn = TextField(label="Pupil number", required=False, max_length=20, width=20)
    upn_unknown = SelectField(label="If there is no pupil number: why?", required=False)
    former_upn = TextField(label="Pupil number before this one", required=False, max_length=20, width=20)
    ethnicity = SelectField(label="Ethnicity, as the child or their family says it", required=False)
    disabilities = CheckboxesField(
        label="Disability",
        required=False,
        small=True,
        exclusive=(NO_DISABILITY,),
        help_text="Choose all that apply, or that there is none.",
    )
    language = TextField(label="Language", required=False, max_length=60, width=20)
    interpreter_needed = RadiosField(label="Is an interpreter needed?", required=False, choices=YES_NO, inline=True)
    household_role = TextField(
        label="Who they are in the household", required=False, max_length=60, width=20, help_text="For example mother"
    )
    died_on = DayField(label="Died on", required=False)

    def __init__(self, *args: Any, codes: Mapping[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in codes.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_interpreter_needed(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["interpreter_needed"])


class SetWarningForm(Form):
    """A warning for workers' safety."""

    about = RadiosField(
        label="What is the warning about?",
        choices=[("person", "This person, wherever they are"), ("household", "This household and its address")],
    )
    kind = SelectField(label="Kind of warning")
    words = StoryField(
        label="What must a worker know before they visit or ring?",
        max_length=300,
        rows=3,
        count=True,
        help_text="Facts and their date. Not opinions about the family.",
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], at_home: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if not at_home:
            self.fields["about"].choices = self.fields["about"].choices[:1]  # type: ignore[attr-defined]


class ConfirmForm(Form):
    """A button alone."""


class RestrictPersonForm(Form):
    """Why a record is restricted."""

    reason = StoryField(
        label="Why is this record restricted?",
        max_length=300,
        rows=3,
        count=True,
        help_text="Only managers who are cleared for restricted records read this.",
    )


class MoveHouseholdForm(Form):
    """Where a household lives now."""

    address = TextField(label="New address without the postcode", required=False, max_length=250)
    postcode = PostcodeField(label="New postcode", required=False, max_length=12)


class RecordForm(Form):
    """Which row of an index it is."""

    record = RadiosField(label="Which record is it?")

    def __init__(self, *args: Any, records: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["record"].choices = records  # type: ignore[attr-defined]


class LoadIndexForm(Form):
    """A file of an index."""

    index = SelectField(label="Which index is it?", choices=[(index.value, INDEX_WORDS[index]) for index in Index])
    file = UploadField(label="CSV file", accept=".csv,text/csv")
    kind = RadiosField(
        label="What does the file hold?",
        choices=[("whole", "The whole index"), ("changes", "Only rows that are new or have changed")],
        hints={
            "whole": "Records that are not in the file are marked as gone",
            "changes": "No record is marked as gone",
        },
    )


class GiveReasonForm(Form):
    """Why somebody needs a record that nothing ties them to."""

    reason = RadiosField(label="Why do you need to see this record?", label_size="m", required=False)
    words = StoryField(
        label="What do you need to know, and what for?",
        help_text="Whoever holds the case and a manager read this. Do not name anybody else.",
        rows=3,
        required=False,
        max_length=500,
        count=True,
    )

    def __init__(self, *args: Any, reasons: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]


class ReviewOpeningForm(Form):
    """What a manager found who looked at why a record was opened."""

    finding = RadiosField(
        label="What did you find?", label_size="m", choices=list(OPENING_FINDING_WORDS.items()), required=False
    )
    words = StoryField(
        label="What happens next",
        help_text="Needed where it was not justified, or needs follow-up: who talks to whom, and by when.",
        rows=3,
        required=False,
        max_length=1000,
    )


class CompleteCheckForm(Form):
    """What a cleared manager found, whose colleague's look-up met a restricted record."""

    finding = RadiosField(
        label="Is it the person your colleague looked for?",
        label_size="m",
        choices=list(CHECK_FINDING_WORDS.items()),
        required=False,
    )
    words = StoryField(
        label="What you did for the child, and whom you told",
        help_text="Only those who are cleared read this. Your colleague is told nothing by the product.",
        rows=4,
        required=False,
        max_length=1000,
    )
