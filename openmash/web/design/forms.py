"""One of each form field, empty and with something wrong in most of them."""

from datetime import datetime, timezone

from django import forms as django_forms

from openmash.base import fields
from openmash.base.forms import Form

NOW = datetime(2026, 3, 3, 14, 3, tzinfo=timezone.utc)
RATINGS = [("red", "Red"), ("amber", "Amber"), ("green", "Green")]
YES_NO = [("yes", "Yes"), ("no", "No")]


class EveryField(Form):
    """One of each field."""

    story = fields.StoryField(
        label="What is the caller telling you?", label_size="m", help_text="In the caller's words."
    )
    name = fields.NameField(label="Child's name", width="two-thirds")
    born = fields.PartialDayField(
        label="Date of birth", help_text="The year alone will do, for example 27 3 2015.", required=False
    )
    age = fields.AgeField(required=False, help_text="Such as 6, 6 weeks, about 11 or unborn.")
    happened_at = fields.MomentField(label="When it happened", required=False)
    told = fields.RadiosField(
        label="Has the family been told?",
        choices=fields.with_not_known(YES_NO),
        hints={"no": "Going ahead without telling them needs a reason."},
        reveals={"no": "why_not"},
    )
    why_not = fields.TextField(label="Why not", required=False)
    rating = fields.RadiosField(label="How urgent is it?", choices=RATINGS, inline=True)
    worries = fields.CheckboxesField(
        label="What worries you?",
        choices=[("hurt", "Somebody may be hurt"), ("alone", "Children left alone"), ("none", "None of these")],
        exclusive=["none"],
        divider="none",
        required=False,
    )
    anonymous = fields.TickField(
        label="The caller wants to stay anonymous", help_text="Kept out of every later output."
    )
    district = fields.SelectField(
        label="District", choices=fields.with_not_known([("burnley", "Burnley"), ("preston", "Preston")])
    )
    postcode = fields.PostcodeField(required=False)
    telephone = fields.TelephoneField(label="Number to call back", required=False)
    nhs_number = fields.NhsNumberField(required=False)
    household = fields.WholeNumberField(label="How many people live there?", required=False, suffix="people")
    notice = fields.UploadField(label="A file of notices", required=False, accept=".csv")
    rationale = fields.StoryField(label="Why this decision?", rows=3, max_length=300, count=True, required=False)
    password = fields.PasswordField(label="Password", required=False)
    hidden = django_forms.CharField(widget=django_forms.HiddenInput, required=False)


def broken_form() -> EveryField:
    """Return the form as it comes back with something wrong in most of it."""
    form = EveryField(
        {
            "story": "Aled said he is “scared to go home”. 👧 مرحبا",
            "born_day": "31",
            "born_month": "feb",
            "born_year": "2019",
            "age": "nobody knows",
            "happened_at_day": "3",
            "happened_at_month": "3",
            "happened_at_year": "26",
            "worries": ["hurt", "none"],
            "telephone": "mum",
            "nhs_number": "999 000 0001",
            "household": "four",
        },
        prefix=None,
        auto_id="broken_%s",
    )
    fields.set_now(form, NOW)
    return form
