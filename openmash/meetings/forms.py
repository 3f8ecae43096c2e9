"""The forms of an agency that is invited: shape of input only."""

from openmash.base.fields import RadiosField, StoryField, TextField
from openmash.base.forms import Form
from openmash.meetings.choices import Reply


class ReplyForm(Form):
    """Whether somebody comes, and who."""

    reply = RadiosField(
        label="Does somebody of you come?",
        choices=[(Reply.COMES, "Yes, somebody comes"), (Reply.CANNOT, "No, nobody can come")],
    )
    name = TextField(label="Who?", help_text="Name and what they do", required=False, max_length=160)
    words = StoryField(
        label="Anything those who meet should know",
        help_text="If nobody can come: what would help, or who could be rung.",
        rows=3,
        required=False,
    )


class DoneForm(Form):
    """What was done."""

    words = StoryField(label="What was done?", help_text="Those who met read this.", rows=3)
