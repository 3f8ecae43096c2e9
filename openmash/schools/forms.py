"""The register of schools, calendars and key adults: shape of input only."""

from collections.abc import Sequence
from typing import Any

from openmash.base.fields import DayField, EmailField, RadiosField, SelectField, TelephoneField, TextField, UploadField
from openmash.base.forms import Form
from openmash.schools.choices import DATES_WORDS
from openmash.schools.rules.days import Dates

Pairs = Sequence[tuple[str, str]]


class HaveItForm(Form):
    """We have this notice: one tap."""


class LoadRegisterForm(Form):
    """A file of the national list."""

    file = UploadField(label="The national list as CSV", accept=".csv,text/csv")


class LoadCalendarForm(Form):
    """A calendar as a small file."""

    name = TextField(
        label="Name of the calendar", help_text="Such as “Schools of the council, 2026 to 2027”", max_length=120
    )
    file = UploadField(label="The dates as CSV", accept=".csv,text/csv")


class DatesForm(Form):
    """One line of a calendar."""

    kind = RadiosField(label="What is it?", choices=list(DATES_WORDS.items()))
    first_day = DayField(label="First day", allow_future=True)
    last_day = DayField(
        label="Last day",
        help_text="That day is part of it. Leave it empty for a single day.",
        allow_future=True,
        required=False,
    )
    name = TextField(label="Name", help_text="Such as Autumn 2026", max_length=120, required=False)

    def dates(self) -> Dates:
        """Return the line."""
        given = self.cleaned_data
        return Dates(given["kind"], given["first_day"], given["last_day"] or given["first_day"], given["name"])


class ConfirmForm(Form):
    """Nothing to fill in: sending it is the act."""


class SetUpSchoolForm(Form):
    """Who signs in for a school, and its calendar."""

    agency = SelectField(
        label="Whose people sign in for this school?", empty_label="Nobody", choices=[], required=False
    )
    calendar = SelectField(
        label="Which calendar has it?", empty_label="That of the council’s schools", choices=[], required=False
    )

    def __init__(self, *args: Any, agencies: Pairs, calendars: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = list(agencies)  # type: ignore[attr-defined]
        self.fields["calendar"].choices = list(calendars)  # type: ignore[attr-defined]


class AddKeyAdultForm(Form):
    """Somebody of a school who is told."""

    name = TextField(label="Name", max_length=160)
    role = TextField(label="Role at the school", max_length=160, required=False)
    email = EmailField(
        label="E-mail address",
        help_text="By it they are told that a notice waits. They read it here if they sign in with this address.",
    )
    telephone = TelephoneField(label="Telephone", required=False)
    place = RadiosField(
        label="In which order are they told?",
        choices=[("0", "First"), ("1", "Deputy: if the first must not be told"), ("2", "Second deputy")],
    )
    since = DayField(label="Key adult since", help_text="Leave it empty for today", required=False, allow_future=True)


class EndKeyAdultForm(Form):
    """Until when."""

    until = DayField(label="Last day as key adult", allow_future=True)
