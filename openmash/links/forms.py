"""The forms of whoever comes by a link: shape of input only."""

from openmash.base.fields import TextField
from openmash.base.forms import Form


class SendForm(Form):
    """Have something sent to the address that the link went to: one tap."""


class CodeForm(Form):
    """The code of six digits."""

    code = TextField(label="Code", help_text="Six digits", width=5, max_length=12, autocomplete="one-time-code")
