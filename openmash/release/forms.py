"""The forms of what leaves: shape of input only."""

from openmash.base.fields import RadiosField
from openmash.base.forms import Form


class SettleDispatchForm(Form):
    """What became of a message."""

    went = RadiosField(
        label="What did you find?",
        choices=[("yes", "It has arrived"), ("again", "It has not arrived: send it again")],
    )
