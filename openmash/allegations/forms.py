"""Worries about workers as forms: shape of input only."""

from collections.abc import Mapping, Sequence
from typing import Any

from openmash.allegations.choices import DECISIONS
from openmash.base.fields import (
    CheckboxesField,
    EmailField,
    MomentField,
    NameField,
    RadiosField,
    StoryField,
    TextField,
    TickField,
)
from openmash.base.forms import Form
from openmash.meetings.choices import ATTENDANCE_WORDS, MEANS_WORDS
from openmash.meetings.services import CameGiven, FindingGiven


class RaiseAllegationForm(Form):
    """What worries somebody about a worker or a carer."""

    who_name = NameField(
        label="Who is it about?",
        help_text="Their name as far as it is known. They never see this, whatever they may open here.",
        required=False,
        max_length=120,
    )
    who_role = TextField(
        label="What do they do with children?", help_text="For example teacher, foster carer, coach", required=False,
        max_length=120,
    )  # fmt: skip
    who_employer = TextField(label="Who do they work or volunteer for?", required=False, max_length=160)
    words = StoryField(label="What happened, or what worries you?", rows=6, required=False)
    children = TextField(
        label="Which children is it about?", help_text="Names and ages, as far as they are known", required=False,
        max_length=300,
    )  # fmt: skip
    safe_now = StoryField(
        label="Is any child in danger from them now, and what is done about it?", rows=3, required=False
    )
    own_complaint = TickField(
        label="A child is complaining themselves",
        help_text="About how they are looked after, or a service they get. An advocate can help them.",
    )


class DecideAllegationForm(Form):
    """What the designated officer decides."""

    decision = RadiosField(
        label="What do you decide?", label_size="m", choices=list(DECISIONS.items()), required=False,
    )  # fmt: skip
    thresholds = CheckboxesField(label="Which threshold is met? This person has", required=False)
    words = StoryField(
        label="Why, and who is told",
        help_text="What the employer does now; who tells the child, the parents and the person concerned, and when.",
        rows=5,
        required=False,
    )
    concerned_email = EmailField(
        label="Their address for signing in here, if they have one",
        help_text="Only where it is not their name alone that says who they are. From then on nothing here shows this to them.",
        required=False,
    )

    def __init__(self, *args: Any, thresholds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thresholds"].choices = thresholds  # type: ignore[attr-defined]


class CallMeetingForm(Form):
    """When, how and where one meets about a worry, and who is invited."""

    planned_at = MomentField(label="When?", allow_future=True)
    means = RadiosField(label="How?", choices=list(MEANS_WORDS.items()), inline=True)
    place = TextField(label="Where, or by which number or link?", max_length=300)
    invited = StoryField(
        label="Who is invited?",
        help_text="One a line: name, what they do, for whom. You tell them: nobody sees it here.",
        rows=5,
    )
    purpose = StoryField(label="What is to be decided?", rows=2, required=False)


class HoldMeetingForm(Form):
    """Who took part, what each said, and what was decided."""

    held_at = MomentField(label="When was it held?")
    notes = StoryField(label="What was talked about, beyond what each said", rows=4, required=False)

    def __init__(
        self, *args: Any, attendees: Sequence[Mapping[str, Any]], questions: Sequence[Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        notes = self.fields.pop("notes")
        self.attendees, self.questions = list(attendees), list(questions)
        for one in self.attendees:
            key, who = one["key"], one["name"]
            self.fields[f"attendance_{key}"] = RadiosField(
                label="How did they take part?", whose=who, choices=list(ATTENDANCE_WORDS.items()), small=True
            )
            self.fields[f"said_{key}"] = StoryField(label="What did they say?", whose=who, rows=3, required=False)
        self.fields["notes"] = notes
        for question in self.questions:
            self.fields[f"answer_{question.code}"] = RadiosField(
                label=question.title,
                label_size="s",
                help_text=question.words,
                choices=[(one.code, one.title) for one in question.answers],
                small=True,
                required=False,
            )
            self.fields[f"words_{question.code}"] = StoryField(
                label="Why, how, when?", whose=question.title, rows=2, required=False
            )

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The fields of each who was invited, under their names."""
        return [
            {"label": one["name"], "fields": [self[f"{name}_{one['key']}"] for name in ("attendance", "said")]}
            for one in self.attendees
        ]

    @property
    def closing(self) -> list[Any]:
        """What was decided, question by question."""
        return [self[f"{name}_{one.code}"] for one in self.questions for name in ("answer", "words")]

    def came(self) -> list[CameGiven]:
        """Return how each who was invited took part."""
        return [
            CameGiven(
                key=one["key"],
                attendance=str(self.cleaned_data.get(f"attendance_{one['key']}") or ""),
                said=str(self.cleaned_data.get(f"said_{one['key']}") or ""),
            )
            for one in self.attendees
        ]

    def findings(self) -> list[FindingGiven]:
        """Return the answers, question by question; one without an answer is none."""
        return [
            FindingGiven(
                question=one.code,
                answer=str(self.cleaned_data.get(f"answer_{one.code}") or ""),
                words=str(self.cleaned_data.get(f"words_{one.code}") or ""),
            )
            for one in self.questions
        ]


class CallOffForm(Form):
    """Why a meeting is not held."""

    reason = StoryField(label="Why is it called off?", help_text="Tell those who were invited.", rows=3)


class ActionForm(Form):
    """What is to be done, by whom, until when."""

    words = TextField(label="What is to be done?", max_length=400)
    owner = TextField(label="Who does it?", help_text="Name, and for whom they work", max_length=160)
    due_at = MomentField(label="By when?", allow_future=True)


class FinishActionForm(Form):
    """What was done."""

    words = StoryField(label="What was done?", rows=3)
