"""What adult social care decides: shape of input only. Nothing that decides starts on an answer."""

from typing import Any

from openmash.adults.choices import INSTEAD_WORDS, SAID_WORDS, SECTION_42_WORDS, STATE_WORDS, BranchState, Section42
from openmash.adults.rules import ConcernDecision
from openmash.base.fields import RadiosField, StoryField
from openmash.base.forms import Form

SAID = list(SAID_WORDS.items())


class DecideConcernForm(Form):
    """The three answers, the adult's own wishes, an advocate, and the decision with its reason."""

    needs = RadiosField(label=SECTION_42_WORDS[Section42.NEEDS], choices=SAID, small=True)
    at_risk = RadiosField(label=SECTION_42_WORDS[Section42.AT_RISK], choices=SAID, small=True)
    cannot_protect = RadiosField(label=SECTION_42_WORDS[Section42.CANNOT_PROTECT], choices=SAID, small=True)
    asked = RadiosField(
        label="Have they been asked what they want to happen?",
        choices=[("yes", "Yes"), ("no", "No, not yet or not possible")],
        reveals={"yes": "wishes", "no": "why_not_asked"},
        small=True,
    )
    wishes = StoryField(label="What they want to happen, in their words", rows=3, required=False)
    why_not_asked = StoryField(label="Why could they not be asked?", rows=3, required=False)
    difficulty = RadiosField(
        label="Would they have substantial difficulty in taking part?",
        help_text="In understanding, remembering or weighing what is said, or in making their views known.",
        choices=SAID,
        reveals={"yes": "advocate"},
        small=True,
    )
    advocate = StoryField(
        label="Who speaks for them?", help_text="Somebody suitable, or an independent advocate", rows=2, required=False
    )
    decision = RadiosField(
        label="What do you decide?",
        choices=[
            (BranchState.ENQUIRY, STATE_WORDS[BranchState.ENQUIRY]),
            (BranchState.NOT_MET, STATE_WORDS[BranchState.NOT_MET]),
        ],
        hints={
            BranchState.ENQUIRY: "A duty where all three answers are yes. An answer that is not known is found out by it.",
            BranchState.NOT_MET: "Where one of the three answers is no.",
        },
        reveals={BranchState.NOT_MET: "instead"},
    )
    instead = RadiosField(
        label="What happens instead?", choices=list(INSTEAD_WORDS.items()), small=True, required=False
    )
    reason = StoryField(label="Why?", rows=4)

    def given(self) -> ConcernDecision:
        """Return the decision as the service takes it."""
        held: dict[str, Any] = self.cleaned_data
        return ConcernDecision(
            answers={str(question): held[question] for question in Section42},
            asked=held["asked"] == "yes",
            **{
                name: held[name]
                for name in ("wishes", "why_not_asked", "difficulty", "advocate", "decision", "instead", "reason")
            },
        )


class EndEnquiryForm(Form):
    """What came of an enquiry."""

    words = StoryField(label="What came of it?", help_text="Those who raised it at the front door read this.", rows=4)
