"""Meetings about a contact, and professional disagreement: shape of input only. Nothing that decides starts on an answer."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from openmash.base.fields import (
    CheckboxesField,
    MomentField,
    RadiosField,
    SelectField,
    StoryField,
    TextField,
)
from openmash.base.forms import Form
from openmash.meetings.choices import ATTENDANCE_WORDS, MEANS_WORDS
from openmash.meetings.services import CameGiven, FindingGiven, InviteGiven

Pairs = Sequence[tuple[str, str]]
MORE = "more"


class CallMeetingForm(Form):
    """When, how and where one meets, about whom, and who is invited."""

    people = CheckboxesField(label="About which children?", small=True)
    planned_at = MomentField(label="When?", allow_future=True)
    means = RadiosField(label="How?", choices=list(MEANS_WORDS.items()), inline=True)
    place = TextField(label="Where, or by which number or link?", max_length=300)
    purpose = StoryField(
        label="Why do you meet?", help_text="Everybody who is invited reads this. Write no more than they need.", rows=3
    )
    others = CheckboxesField(label="Who else is invited?", small=True, required=False)
    urgent_reason = StoryField(
        label="If it cannot wait for everybody who must attend: why?",
        help_text="Leave this empty when everybody is invited and there is time.",
        rows=2,
        required=False,
    )

    def __init__(self, *args: Any, people: Pairs, seats: Sequence[Any], agencies: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = list(people)  # type: ignore[attr-defined]
        last = {name: self.fields.pop(name) for name in ("others", "urgent_reason")}
        self.seat_codes = [seat.code for seat in seats]
        for seat in seats:
            self.fields[f"seat_{seat.code}"] = SelectField(
                label=f"Must attend: {seat.title}",
                help_text=f"{seat.why} ({seat.source})",
                choices=list(seat.agencies),
                empty_label="Nobody is invited",
                required=False,
            )
            self.fields[f"name_{seat.code}"] = TextField(
                label="Their name, if you know it", whose=seat.title.lower(), required=False, max_length=160
            )
        self.fields |= last
        self.fields["others"].choices = list(agencies)  # type: ignore[attr-defined]

    def invited(self) -> list[InviteGiven]:
        """Return who is invited: those who must attend in their seats, then the others; an agency once more is once."""
        seated = [
            InviteGiven(agency=str(agency), seat=code, name=str(self.cleaned_data.get(f"name_{code}") or ""))
            for code in self.seat_codes
            if (agency := self.cleaned_data.get(f"seat_{code}"))
        ]
        held = {one.agency for one in seated}
        return [*seated, *(InviteGiven(agency=code) for code in self.cleaned_data["others"] if code not in held)]


class HoldMeetingForm(Form):
    """Who took part, how, and what each said."""

    held_at = MomentField(label="When was it held?")
    notes = StoryField(label="What was talked about, beyond what each said", rows=4, required=False)
    inquorate_reason = StoryField(
        label="If somebody who must attend was not there: why could it not wait?", rows=2, required=False
    )

    def __init__(
        self, *args: Any, attendees: Sequence[Mapping[str, Any]], agencies: Pairs, seats: Pairs, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        last = {name: self.fields.pop(name) for name in ("notes", "inquorate_reason")}
        self.attendees = list(attendees)
        for one in attendees:
            self.fields |= _attended(str(one["key"]), one["label"], one["known"])
        self.fields[f"agency_{MORE}"] = SelectField(
            label="Did somebody else come?", choices=list(agencies), empty_label="Nobody else", required=False
        )
        self.fields[f"seat_{MORE}"] = SelectField(
            label="Were they there as somebody who must attend?", choices=list(seats), empty_label="No", required=False
        )
        self.fields |= _attended(MORE, "the one who also came", "")
        self.fields[f"attendance_{MORE}"].required = False
        self.fields |= last

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The fields of each who was invited, under their names."""
        return [
            {"label": one["label"], "hint": one["hint"], "fields": self._part(str(one["key"]))}
            for one in self.attendees
        ]

    @property
    def more(self) -> list[Any]:
        """The fields of somebody else who came."""
        return [self[f"agency_{MORE}"], self[f"seat_{MORE}"], *self._part(MORE)]

    @property
    def closing(self) -> list[Any]:
        """The fields that end the page."""
        return [self["notes"], self["inquorate_reason"]]

    def _part(self, key: str) -> list[Any]:
        return [self[f"{name}_{key}"] for name in ("attendance", "name", "said")]

    def came(self) -> list[CameGiven]:
        """Return how each took part."""
        rows = [self._came(str(one["key"]), key=int(one["key"])) for one in self.attendees]
        if self.cleaned_data.get(f"agency_{MORE}") or self.cleaned_data.get(f"name_{MORE}"):
            rows.append(self._came(MORE, key=None))
        return rows

    def _came(self, part: str, *, key: int | None) -> CameGiven:
        held = {name: str(self.cleaned_data.get(f"{name}_{part}") or "") for name in ("attendance", "name", "said")}
        if key is None:
            held |= {name: str(self.cleaned_data.get(f"{name}_{MORE}") or "") for name in ("agency", "seat")}
        return CameGiven(key=key, **held)


def _attended(key: str, who: str, known: str) -> dict[str, Any]:
    return {
        f"attendance_{key}": RadiosField(
            label="How did they take part?", whose=who, choices=list(ATTENDANCE_WORDS.items()), small=True
        ),
        f"name_{key}": TextField(
            label="Who?",
            whose=who,
            help_text=f"Invited: {known}" if known else "Name and what they do",
            required=False,
            max_length=160,
        ),
        f"said_{key}": StoryField(label="What did they say?", whose=who, rows=3, required=False),
    }


class DecideForm(Form):
    """What a meeting decided for a child, question by question."""

    def __init__(self, *args: Any, questions: Sequence[Any], speakers: Mapping[str, Pairs], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in questions:
            self.fields[f"answer_{question.code}"] = RadiosField(
                label=question.title,
                label_size="s",
                help_text=question.words,
                choices=[(one.code, one.title) for one in question.answers],
                small=True,
                required=False,
            )
            if question.code in speakers:
                self.fields[f"said_by_{question.code}"] = SelectField(
                    label="Who of the agency said so?",
                    whose=question.title,
                    choices=list(speakers[question.code]),
                    required=False,
                )
            self.fields[f"words_{question.code}"] = StoryField(
                label="Why, how, when?", whose=question.title, rows=2, required=False
            )

    def findings(self) -> list[FindingGiven]:
        """Return the answers, question by question; one without an answer is none."""
        return [
            FindingGiven(
                question=one.code,
                answer=str(self.cleaned_data.get(f"answer_{one.code}") or ""),
                words=str(self.cleaned_data.get(f"words_{one.code}") or ""),
                said_by=int(self.cleaned_data.get(f"said_by_{one.code}") or 0) or None,
            )
            for one in self.questions
        ]


class DissentForm(Form):
    """Who does not agree, and why."""

    attendee = RadiosField(label="Who does not agree?", small=True)
    question = SelectField(label="With what?", empty_label="With the whole", choices=[], required=False)
    reason = StoryField(label="Why? In their words", rows=4)

    def __init__(self, *args: Any, attendees: Pairs, questions: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attendee"].choices = list(attendees)  # type: ignore[attr-defined]
        self.fields["question"].choices = list(questions)  # type: ignore[attr-defined]


class ActionForm(Form):
    """What is to be done, by whom, until when."""

    words = TextField(label="What is to be done?", max_length=400)
    owner = SelectField(label="Who does it?", choices=[])
    name = TextField(label="Who of them, if you know", required=False, max_length=160)
    due_at = MomentField(label="By when?", allow_future=True)

    def __init__(self, *args: Any, owners: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = list(owners)  # type: ignore[attr-defined]


class FinishActionForm(Form):
    """What was done."""

    words = StoryField(label="What was done?", rows=3)


class CallOffForm(Form):
    """Why a meeting is not held."""

    reason = StoryField(label="Why is it called off?", help_text="Those who are invited read this.", rows=3)


class EscalateForm(Form):
    """What one disagrees with, why, and what one wants instead."""

    about = RadiosField(label="What do you disagree with?", small=True)
    words = StoryField(label="Why?", help_text="What worries you about it, for the child.", rows=4)
    wanted = StoryField(label="What should happen instead?", rows=2, required=False)

    def __init__(self, *args: Any, about: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = list(about)  # type: ignore[attr-defined]


class AnswerEscalationForm(Form):
    """What was said between whom at this stage, and what is agreed."""

    words = StoryField(
        label="Who spoke with whom, and what is agreed?", help_text="Whoever raised it reads this.", rows=4
    )


class SettleForm(Form):
    """Whether an answer settles it."""

    answer = RadiosField(
        label="Does this settle it?",
        choices=[("settled", "Yes, it is settled"), ("further", "No, raise it to the next stage")],
    )
    words = StoryField(label="In your words", help_text="If it does not settle it: why.", rows=3, required=False)


class EscalationForm(SettleForm):
    """A disagreement as its reader meets it: settle it, or answer it; nothing where it waits for somebody else."""

    def __init__(self, *args: Any, mine: bool, answered: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not mine:
            del self.fields["answer"]
            self.fields["words"] = deepcopy(AnswerEscalationForm.base_fields["words"])
        elif not answered:
            self.fields["answer"].choices = [("further", "The time is over: raise it to the next stage")]  # type: ignore[attr-defined]
