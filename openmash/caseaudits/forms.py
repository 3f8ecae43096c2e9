"""What is asked of rounds and audits: built from the toolkit where it says what is asked. Shape of input only."""

from collections.abc import Mapping, Sequence
from typing import Any

from openmash.base.errors import Conflict
from openmash.base.fields import (
    CheckboxesField,
    DayField,
    RadiosField,
    SelectField,
    StoryField,
    TextField,
    UploadField,
    WholeNumberField,
)
from openmash.base.forms import Form
from openmash.caseaudits.choices import (
    ANSWER_WORDS,
    COHORT_WORDS,
    COMPLIANCE,
    GRADE_WORDS,
    IMPACT,
    OVERALL,
    SAMPLING_WORDS,
    STRATUM_WORDS,
)

YES_NO = [("yes", "Yes"), ("no", "No")]
SAID = {"yes": True, "no": False}
NONE = "none"
# Of a plan whose items are not recorded here, the auditor writes each down: `own-1` and on, some more each time.
OWN_ITEM, MORE_ITEMS = "own-", 3
WORKER, FEEDBACK, WHOLE = "worker", "feedback", "whole"
OWN_PARTS: dict[str, str] = {
    WORKER: "With the social worker",
    FEEDBACK: "What the child and the family say",
    WHOLE: "The whole, and its impact",
}
Pairs = Sequence[tuple[str, str]]


class RoundForm(Form):
    """What a round is about, and how it is drawn."""

    month = SelectField(label="Month", choices=())
    theme = TextField(label="Theme", help_text="What this round looks at, in a few words.", max_length=160)
    cohorts = CheckboxesField(label="Whom is it about?", choices=list(COHORT_WORDS.items()))
    places = CheckboxesField(
        label="Which localities?", help_text="Tick none for everywhere.", choices=(), required=False, small=True
    )
    sampling = RadiosField(label="How are the audits drawn?", choices=list(SAMPLING_WORDS.items()))
    stratum = RadiosField(
        label="By what are the groups made?",
        help_text="Only where the draw is stratified.",
        choices=list(STRATUM_WORDS.items()),
        required=False,
        small=True,
    )
    size = WholeNumberField(label="How many audits?", min_value=1, max_value=200)
    reason = StoryField(
        label="Why these?",
        help_text="Always for a targeted round. It is shown with its figures, apart from the others.",
        required=False,
        rows=2,
    )

    def __init__(self, *args: Any, months: Pairs, places: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = list(months)  # type: ignore[attr-defined]
        self.fields["places"].choices = list(places)  # type: ignore[attr-defined]


class DrawForm(Form):
    """Draw a round: of a targeted one, who is audited."""

    def __init__(self, *args: Any, targeted: bool, could: Pairs = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if targeted and could:
            self.fields["chosen"] = CheckboxesField(label="Who is audited?", choices=list(could), small=True)
        elif targeted:
            self.fields["chosen"] = StoryField(
                label="Who is audited?",
                help_text="References of people or contacts, one on a line: P-100123, C-10456.",
                rows=5,
            )

    def chosen(self) -> list[str]:
        """Return the references of who is audited: ticked, or written with commas or blanks between them."""
        held = self.cleaned_data.get("chosen", [])
        return held.replace(",", " ").split() if isinstance(held, str) else list(held)


class CloseForm(Form):
    """What the consistency meeting said."""

    words = StoryField(
        label="What did the consistency meeting say?",
        help_text="What auditors will do alike from now on. No child and no auditor is named.",
        rows=5,
    )


class AllocateForm(Form):
    """Who audits, of those whom no rule forbids it."""

    def __init__(self, *args: Any, readers: Pairs, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["auditor"] = RadiosField(label="Who audits?", choices=list(readers))
        if again:
            self.fields["reason"] = StoryField(label="Why does it go to somebody else?", rows=2)


class ReasonForm(Form):
    """Why an audit cannot be made."""

    reason = StoryField(label="Why can it not be made?", rows=2)


class PartForm(Form):
    """One part of an audit: compliance or a section with its questions, or one of those that every toolkit has."""

    def __init__(
        self,
        *args: Any,
        part: str,
        questions: Sequence[Any] = (),
        items: Pairs = (),
        own_items: Mapping[str, str] | None = None,
        themes: Pairs = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.part, self.questions, self.items = part, questions, list(items)
        self.own_items = (
            [f"{OWN_ITEM}{place}" for place in range(1, len(own_items) + 1 + MORE_ITEMS)]
            if own_items is not None
            else []
        )
        if part == WORKER:
            self._worker()
        elif part == FEEDBACK:
            self._feedback()
        elif part == WHOLE:
            self._whole(themes)
        else:
            self._section()

    @property
    def own_fields(self) -> list[str]:
        """The names of what is asked, without the machinery."""
        return [name for name in self.fields if name not in self.MACHINERY]

    def _section(self) -> None:
        for reference, title in self.items:
            self._smart(reference, title)
        for place, reference in enumerate(self.own_items, start=1):
            self.fields[f"words_{reference}"] = TextField(
                label=f"Item {place} of the plan",
                help_text="As the plan says it. Save this part for more." if place == len(self.own_items) else "",
                required=False,
                max_length=300,
            )
            self._smart(reference, f"What item {place} is")
        for one in () if self.items or self.own_items else self.questions:
            said = {"label": one.words, "help_text": one.hint, "required": False}
            self.fields[one.code] = RadiosField(choices=list(ANSWER_WORDS.items()), small=True, inline=True, **said)
            if one.dated:
                self.fields[f"{one.code}_on"] = DayField(label="As of which day?", required=False)
            if self.part == COMPLIANCE:
                self.fields[f"{one.code}_words"] = TextField(label="What did you find?", required=False, max_length=300)
        if self.part != COMPLIANCE:
            for name, label in (
                ("evidence", "What did you see? Your evidence"),
                ("strengths", "What is done well?"),
                ("difference", "What difference did it make for the child?"),
            ):
                self.fields[name] = StoryField(label=label, rows=3, required=False)
            self._graded("grade", "why", "Grade of this section")

    def _smart(self, reference: str, title: str) -> None:
        choices = [(one.code, one.words) for one in self.questions]
        self.fields[f"item_{reference}"] = CheckboxesField(
            label=title,
            help_text="Tick what this item is.",
            choices=[*choices, (NONE, "None of these")],
            exclusive=(NONE,),
            required=False,
            small=True,
        )

    def clean(self) -> dict[str, Any]:
        """Refuse ticks for an item of the plan that is not written down."""
        held = super().clean() or self.cleaned_data
        for reference in self.own_items:
            if held.get(f"item_{reference}") and not held.get(f"words_{reference}"):
                self.add_error(f"words_{reference}", "Write what the plan says here, or take the ticks out below.")
        return held

    def _graded(self, grade: str, why: str, label: str) -> None:
        self.fields[grade] = RadiosField(label=label, choices=list(GRADE_WORDS.items()), required=False)
        self.fields[why] = StoryField(label="Why this grade?", rows=2, required=False)

    def _worker(self) -> None:
        self.fields["met"] = RadiosField(label="Did you meet the social worker?", choices=YES_NO, required=False)
        self.fields["met_on"] = DayField(label="When?", required=False)
        self.fields["reflection"] = StoryField(label="What does the worker think of it?", rows=4, required=False)

    def _feedback(self) -> None:
        self.fields["who"] = TextField(
            label="Whose feedback did you hear?",
            help_text="The child, the mother, a carer: all of them. Leave it empty where nobody was asked.",
            max_length=200,
            required=False,
        )
        self.fields["how"] = TextField(
            label="How?", help_text="In person, by telephone, by letter.", max_length=200, required=False
        )
        self.fields["words"] = StoryField(
            label="What did they say?",
            help_text="Of several people: who said what, one below the other.",
            rows=5,
            required=False,
        )

    def _whole(self, themes: Pairs) -> None:
        self._graded(f"{OVERALL}_grade", f"{OVERALL}_why", "The whole")
        self._graded(f"{IMPACT}_grade", f"{IMPACT}_why", "Impact: what difference was made for the child")
        self.fields["themes"] = CheckboxesField(
            label="What can be learned from it?", choices=list(themes), required=False, small=True
        )
        self.fields["good_practice"] = StoryField(
            label="Practice worth telling",
            help_text="For the weekly brief. Name no child and no family.",
            rows=2,
            required=False,
        )

    def answers(self) -> list[dict[str, Any]]:
        """Return the answers: of each item of a plan what it is and, once anything was ticked, what it is not."""
        held = self.cleaned_data
        if self.items or self.own_items:
            return [
                {
                    "question": one.code,
                    "item": reference,
                    "answer": _ticked(one.code, held[f"item_{reference}"]),
                    "words": held.get(f"words_{reference}") or "",
                }
                for reference in (*(reference for reference, _ in self.items), *self.own_items)
                for one in self.questions
                if reference not in self.own_items or held[f"words_{reference}"]
            ]
        return [
            {
                "question": one.code,
                "answer": held.get(one.code) or "",
                "on": held.get(f"{one.code}_on"),
                "words": held.get(f"{one.code}_words") or "",
            }
            for one in self.questions
        ]

    def grade(self, prefix: str = "") -> dict[str, str]:
        """Return a grade and what is said of it; `prefix` for the whole and its impact."""
        held = self.cleaned_data
        if prefix:
            return {"grade": held[f"{prefix}_grade"], "why": held[f"{prefix}_why"]}
        return {name: held[name] for name in ("grade", "why", "evidence", "strengths", "difference")}


def _ticked(question: str, ticked: Sequence[str]) -> str:
    if not ticked:
        return ""
    return "yes" if question in ticked else "no"


class FinishForm(Form):
    """Why the whole stands beside each prompt that speaks against it."""

    def __init__(self, *args: Any, prompts: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in prompts:
            self.fields[f"why_{one.section}"] = StoryField(
                label=one.words, help_text="Say why it is, or go back and change a grade.", rows=2, required=False
            )

    def whys(self) -> dict[str, str]:
        """Return why, by section."""
        return {
            name.removeprefix("why_"): words for name, words in self.cleaned_data.items() if name.startswith("why_")
        }


class EscalateForm(Form):
    """What cannot wait until the audit is read."""

    immediate = RadiosField(label="May a child be in danger now?", choices=YES_NO)
    words = StoryField(label="What did you find, and what are you worried about?", rows=4)


class AnswerForm(Form):
    """The answer to what was escalated."""

    answer = StoryField(label="What did you do, or why does it stand as it is?", rows=4)


class ActionForm(Form):
    """What an audit asks for."""

    words = TextField(label="What is to be done?", max_length=400)
    who = SelectField(label="Who does it?", choices=())
    due_on = DayField(label="Until which day?", allow_future=True)
    themes = CheckboxesField(label="What is it about?", choices=(), required=False, small=True)

    def __init__(self, *args: Any, who: Pairs, themes: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = list(who)  # type: ignore[attr-defined]
        self.fields["themes"].choices = list(themes)  # type: ignore[attr-defined]


class DoneForm(Form):
    """That an action is done."""

    words = StoryField(label="What was done, and what came of it?", rows=3)


class LookForm(Form):
    """What a re-look found."""

    holds = RadiosField(label="Is it done?", choices=YES_NO)
    words = StoryField(label="What did you see?", rows=3)
    due_on = DayField(label="If not: until which day is it done?", allow_future=True, required=False)


class AgreeForm(Form):
    """What holds of each section on which two readers differ."""

    def __init__(self, *args: Any, sections: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        for section, (title, said) in sections.items():
            self.fields[f"{section}_grade"] = RadiosField(
                label=f"{title}: which grade holds?",
                help_text=said,
                choices=list(GRADE_WORDS.items()),
                required=False,
            )
            self.fields[f"{section}_reason"] = StoryField(label="Why?", rows=2, required=False)

    def agreed(self) -> list[tuple[str, str, str]]:
        """Return each section with the grade that holds, and why."""
        held = self.cleaned_data
        return [(section, held[f"{section}_grade"], held[f"{section}_reason"]) for section in self.sections]


def said_of_part(part: str, audit: Any, answers: Mapping[Any, Any], grades: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is held of a part, by the names of its fields."""
    yes_no = {True: "yes", False: "no", None: ""}
    if part == WORKER:
        met = yes_no[audit.social_worker_met]
        return {"met": met, "met_on": audit.met_on, "reflection": audit.reflection}
    if part == FEEDBACK:
        return {"who": audit.feedback_from, "how": audit.feedback_how, "words": audit.feedback_words}
    if part == WHOLE:
        held = {"themes": audit.themes, "good_practice": audit.good_practice}
        for name in (OVERALL, IMPACT):
            grade = grades.get(name)
            held |= {f"{name}_grade": grade.grade if grade else "", f"{name}_why": grade.why if grade else ""}
        return held
    return _said_of_section(part, answers, grades.get(part))


def _said_of_section(part: str, answers: Mapping[Any, Any], grade: Any) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for (section, question, item), one in answers.items():
        if section != part:
            continue
        if item:
            if item.startswith(OWN_ITEM):
                said[f"words_{item}"] = one.words
            ticked = said.setdefault(f"item_{item}", [])
            ticked += [question] if one.answer == "yes" else []
            continue
        said |= {question: one.answer, f"{question}_on": one.on, f"{question}_words": one.words}
    for name, ticked in said.items():
        if name.startswith("item_") and not ticked:
            said[name] = [NONE] if any(key[2] and one.answer for key, one in answers.items() if key[0] == part) else []
    if grade is not None:
        said |= {name: getattr(grade, name) for name in ("grade", "why", "evidence", "strengths", "difference")}
    return said


def written_meanwhile(form: PartForm, held: Mapping[str, Any], *, version: int) -> Conflict:
    """Return that a part was saved in another window after this form was opened, with both texts."""
    return Conflict(
        current={name: _as_sent(held.get(name)) for name in form.own_fields},
        yours={name: _as_sent(form.cleaned_data[name]) for name in form.own_fields},
        changed_by="You, in another window,",
        current_version=version,
    )


def _as_sent(value: Any) -> str:
    return str(value) if value else ""


class ReadAuditsForm(Form):
    """A file of audits that were made elsewhere."""

    file = UploadField(
        label="The audits", help_text="A CSV file, or the template filled in", accept=".csv,text/csv,.xlsx"
    )


class ReadReportedForm(Form):
    """A file of figures that were reported without their cases."""

    file = UploadField(label="The figures", help_text="A CSV file", accept=".csv,text/csv")
