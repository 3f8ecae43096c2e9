"""Telling a child's school: shape of input only."""

from collections.abc import Sequence
from typing import Any

from openmash.base.fields import CheckboxesField, MomentField, RadiosField, StoryField, TextField
from openmash.base.forms import Form
from openmash.schools.choices import PRESENT_WORDS, TOLD_HOW_WORDS, WITHOUT_SCHOOL_WORDS

Pairs = Sequence[tuple[str, str]]
FACTS = ("when", "present", "place", "whereabouts", "child_said", "circumstances")


class StartNoticesForm(Form):
    """Nothing to fill in: sending it is the act."""


class PrepareNoticeForm(Form):
    """Which school, and what it is told. A child in no school is an answer too."""

    school = RadiosField(
        label="Which school does the child go to?", help_text="Search above for another one.", choices=[]
    )
    not_to = CheckboxesField(
        label="Does one of them belong to the family?",
        help_text="Whoever has the name of somebody in the family is passed over already.",
        small=True,
        required=False,
    )
    when = TextField(
        label="When it happened",
        help_text="We were not told. Leave it empty where nobody knows: the school then reads when we heard of it.",
        max_length=100,
        required=False,
    )
    present = RadiosField(label="Was the child there?", choices=list(PRESENT_WORDS.items()))
    police_reference = TextField(label="Reference of the police", max_length=60, required=False)
    circumstances = StoryField(
        label="What happened", help_text="A few sentences, and nobody’s address.", rows=3, required=False
    )
    child_said = StoryField(label="What the child said, and who was with them", rows=2, required=False)
    place = TextField(
        label="Where it happened",
        help_text="Such as “at home”. It is left out by itself where somebody’s address is protected.",
        max_length=200,
        required=False,
    )
    whereabouts = TextField(
        label="Where the child is now", help_text="It is left out in the same way.", max_length=200, required=False
    )

    def __init__(self, *args: Any, schools: Pairs, adults: Pairs, when_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].choices = [*schools, *WITHOUT_SCHOOL_WORDS.items()]  # type: ignore[attr-defined]
        self.fields["not_to"].choices = list(adults)  # type: ignore[attr-defined]
        if not adults:
            del self.fields["not_to"]
        if when_known:
            del self.fields["when"]

    def facts(self) -> dict[str, str]:
        """Return what the notice may tell."""
        return {name: str(self.cleaned_data.get(name) or "") for name in FACTS}


class TellOtherwiseForm(Form):
    """How, when, whom, and which school."""

    school = RadiosField(label="Which school was told?", help_text="Search above for another one.", choices=[])
    how = RadiosField(label="How was it told?", choices=list(TOLD_HOW_WORDS.items()))
    told_at = MomentField(label="When?")
    words = TextField(label="Who at the school was told?", max_length=300)

    def __init__(self, *args: Any, schools: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].choices = list(schools)  # type: ignore[attr-defined]


class WithdrawNoticeForm(Form):
    """Why a school need not be told."""

    reason = StoryField(label="Why need the school not be told?", rows=3)
