"""The pulse as a form: shape of input only. Nothing starts on an answer."""

from collections.abc import Sequence
from typing import Any

from openmash.base.fields import RadiosField, SelectField, StoryField
from openmash.base.forms import Form
from openmash.pulse.choices import FEELING_WORDS

PREFIX = "feeling_"


class PulseForm(Form):
    """A feeling for each sentence, the locality it is about, and words if one likes."""

    def __init__(self, *args: Any, statements: Sequence[Any], localities: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in statements:
            self.fields[f"{PREFIX}{one.code}"] = RadiosField(
                label=one.words, choices=list(FEELING_WORDS.items()), required=False, small=True
            )
        self.fields["locality"] = SelectField(
            label="Which locality is this about?", choices=[(name, name) for name in localities], required=False
        )
        self.fields["words"] = StoryField(
            label="Anything else?",
            help_text="Others read this as it stands. Name nobody, and no family.",
            rows=3,
            required=False,
        )

    def feelings(self) -> dict[str, str]:
        """Return the feelings by the code of their sentence."""
        return {
            name.removeprefix(PREFIX): str(value)
            for name, value in self.cleaned_data.items()
            if name.startswith(PREFIX) and value
        }
