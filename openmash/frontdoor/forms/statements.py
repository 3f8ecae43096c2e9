"""What a family is told about what was told: shape of input only."""

from collections.abc import Sequence
from typing import Any

from openmash.base.fields import CheckboxesField, DayField, RadiosField, StoryField
from openmash.base.forms import Form

Pairs = Sequence[tuple[str, str]]
EVERYTHING = "everything"


class WithholdForm(Form):
    """What of what was told a person is not told, or is told after all."""

    disclosures = CheckboxesField(label="What is this about?", small=True)
    answer = RadiosField(
        label="What do you decide?",
        choices=[("hold", "Keep it from them for now"), ("tell", "They may be told")],
    )
    rule = RadiosField(label="If you keep it from them: under which rule?", small=True, required=False)
    reason = StoryField(
        label="Why?", help_text="The council keeps this. It is not printed, and the family does not read it.", rows=3
    )
    review_on = DayField(
        label="If you keep it from them: when is this looked at again?", required=False, allow_future=True
    )

    def __init__(self, *args: Any, disclosures: Pairs, rules: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = (EVERYTHING, "Everything: telling them anything would put somebody in danger")
        self.fields["disclosures"].choices = [*disclosures, everything]  # type: ignore[attr-defined]
        self.fields["rule"].choices = list(rules)  # type: ignore[attr-defined]


class PrepareStatementForm(Form):
    """Who gets the paper."""

    to = RadiosField(label="Who gets it?")

    def __init__(self, *args: Any, receivers: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = list(receivers)  # type: ignore[attr-defined]
