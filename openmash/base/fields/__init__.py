"""The form fields of OpenMASH: shape of input only, in plain sentences, with GOV.UK looks.

A field that compares with today has `now`; whoever holds the form sets it with `set_now(form, now)`. A form whose
holder has no moment of its own (a library's) is judged by the clock.
"""

from openmash.base.fields.attachments import AttachmentsField
from openmash.base.fields.choosing import (
    NOT_KNOWN,
    CheckboxesField,
    RadiosField,
    SelectField,
    TickField,
    with_not_known,
)
from openmash.base.fields.days import DayField, MomentField, PartialDay, PartialDayField, TimeField, set_now
from openmash.base.fields.numbers import (
    Age,
    AgeField,
    NhsNumberField,
    PostcodeField,
    TelephoneField,
    WholeNumberField,
    nhs_number_doubt,
    nhs_number_spaced,
    plain_number,
)
from openmash.base.fields.text import (
    EmailField,
    NameField,
    PasswordField,
    StoryField,
    TextField,
    UploadField,
    clean_text,
)

__all__ = [
    "NOT_KNOWN",
    "Age",
    "AgeField",
    "AttachmentsField",
    "CheckboxesField",
    "DayField",
    "EmailField",
    "MomentField",
    "NameField",
    "NhsNumberField",
    "PartialDay",
    "PartialDayField",
    "PasswordField",
    "PostcodeField",
    "RadiosField",
    "SelectField",
    "StoryField",
    "TelephoneField",
    "TextField",
    "TickField",
    "TimeField",
    "UploadField",
    "WholeNumberField",
    "clean_text",
    "nhs_number_doubt",
    "nhs_number_spaced",
    "plain_number",
    "set_now",
    "with_not_known",
]
