"""For which period a return is written, which workbook is read, and what its headings mean. Shape of input only."""

from typing import Any

from openmash.base.fields import DayField, SelectField, UploadField
from openmash.base.forms import Form

LEFT_OUT = "none"


class PeriodForm(Form):
    """The first and the last day of a return."""

    first = DayField(label="First day")
    last = DayField(label="Last day", allow_future=True, help_text="Included.")


class WorkbookForm(Form):
    """A workbook to be read."""

    file = UploadField(label="Workbook", accept=".xlsx,.xlsm,.xlsb,.xls,.ods")


class HeadingForm(Form):
    """What a heading means: one of the columns of its list, or none of them."""

    column = SelectField(label="What is it?")

    def __init__(self, *args: Any, columns: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["column"].choices = [*columns, (LEFT_OUT, "None of these: leave it out")]  # type: ignore[attr-defined]


class AgainForm(Form):
    """A button alone."""
