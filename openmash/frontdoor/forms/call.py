"""Taking a call: the story first, everything else in any order. "Not known yet" is an answer everywhere."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django import forms as django_forms

from openmash.base.fields import (
    NOT_KNOWN,
    AgeField,
    EmailField,
    NameField,
    PartialDay,
    PartialDayField,
    PostcodeField,
    RadiosField,
    SelectField,
    StoryField,
    TelephoneField,
    TextField,
    TickField,
    UploadField,
    plain_number,
    set_now,
    with_not_known,
)
from openmash.base.forms import Form
from openmash.frontdoor.rules.given import CallGiven, PersonRow

Pairs = Sequence[tuple[str, str]]
# Somebody to choose: value, name with age, and what tells them from others.
Found = Sequence[tuple[str, str, str]]
NEW = ("new", "Somebody new", "Say below what is known of them")
FIRST_ROWS, MOST_ROWS = 1, 20
YES_NO: Pairs = (("yes", "Yes"), ("no", "No"))
SEXES: Pairs = (("F", "Girl or woman"), ("M", "Boy or man"))


def known(value: Any) -> str:
    """Return an answer, or nothing for "Not known yet"."""
    return "" if value in (None, NOT_KNOWN) else str(value)


def yes_or_no(value: Any) -> bool | None:
    """Return what a yes-or-no question was answered; None for "Not known yet"."""
    return {"yes": True, "no": False}.get(str(value))


class CallForm(Form):
    """One call, on one page."""

    story = StoryField(label="What is the caller telling you?", rows=8, required=False, label_size="m")
    worries_most = StoryField(label="What worries you most right now?", rows=2, required=False)
    child_words = StoryField(label="The child’s own words", rows=2, required=False)
    caller_name = NameField(label="Caller’s name", required=False, max_length=120)
    caller_role = TextField(label="Their role or relation to the child", required=False, max_length=120)
    caller_organisation = TextField(label="Their organisation", required=False, max_length=160)
    caller_telephone = TelephoneField(label="Number to call back", required=False, max_length=40)
    caller_email = EmailField(
        label="E-mail address",
        help_text="Only one that is safe to write to: a receipt goes there at once",
        required=False,
    )
    caller_is = RadiosField(label="Is the caller a professional?", required=False, inline=True, small=True)
    source = SelectField(label="Where the call comes from", required=False)
    anonymous = TickField(
        label="The caller wants to stay anonymous",
        help_text="Their name, organisation and e-mail address are then not kept.",
        small=True,
    )
    do_not_name = TickField(
        label="Do not name the caller to the family",
        help_text="Only those who answer the caller then see who it was.",
        small=True,
    )
    adults_only = TickField(
        label="No child lives there, and none was there",
        help_text="Then it is not screened for a child. You say afterwards which adult services need to know.",
        small=True,
    )
    address = TextField(label="Address", required=False, max_length=250)
    postcode = PostcodeField(label="Postcode", required=False, max_length=12)
    category = SelectField(label="What it is mainly about", required=False)
    referrer_level = SelectField(label="Level of need in the caller’s view", required=False)
    interpreter = RadiosField(
        label="Is an interpreter needed?", required=False, small=True, reveals={"yes": "interpreter_language"}
    )
    interpreter_language = SelectField(label="Language", required=False)
    safety_words = StoryField(label="Anything workers must know to be safe", rows=2, required=False)
    # Carried in the page beside the people, not with the machinery: they change when a person is added.
    rows = django_forms.CharField(required=False)
    open_row = django_forms.CharField(required=False)
    began = django_forms.CharField(widget=django_forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        now: datetime,
        sources: Pairs,
        categories: Pairs,
        levels: Pairs,
        languages: Pairs,
        relationships: Pairs,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Pairs] = {
            "caller_is": (("professional", "Yes"), ("public", "No: family or public")),
            "source": sources,
            "category": categories,
            "referrer_level": levels,
            "interpreter": YES_NO,
            "interpreter_language": languages,
        }
        for name, pairs in choices.items():
            self.fields[name].choices = with_not_known(pairs)  # type: ignore[attr-defined]
        self.count = self._row_count()
        self.initial["began"] = now.isoformat()
        for number in range(self.count):
            self.fields.update(_person_fields(number, relationships))
        set_now(self, now)

    def _row_count(self) -> int:
        given = plain_number(str(self.data.get("rows", ""))) if self.is_bound else None
        return min(MOST_ROWS, given or FIRST_ROWS)

    person_fields: ClassVar[tuple[str, ...]] = ("given", "family", "dob", "age", "who", "relationship", "sex")

    def begun(self, now: datetime, *, longest: timedelta) -> datetime:
        """Return when the call was begun, which is when it was received; now for what cannot be, or lies too far back."""
        held = self.data.get("began") if self.is_bound else None
        try:
            begun = datetime.fromisoformat(str(held or ""))
        except ValueError:
            return now
        return begun if begun.tzinfo and now - longest <= begun <= now else now

    def given(self) -> CallGiven:
        """Return what was told, as the service takes it."""
        answers = self.cleaned_data
        names = (
            *("story", "worries_most", "child_words", "caller_name", "caller_role", "caller_organisation"),
            *(
                "caller_telephone",
                "caller_email",
                "anonymous",
                "do_not_name",
                "adults_only",
                "address",
                "postcode",
                "safety_words",
            ),
        )
        caller = known(answers["caller_is"])
        level = known(answers["referrer_level"])
        return CallGiven(
            **{name: answers[name] for name in names},
            source=known(answers["source"]),
            category=known(answers["category"]),
            caller_is_professional=None if not caller else caller == "professional",
            interpreter_needed=yes_or_no(answers["interpreter"]),
            interpreter_language=known(answers["interpreter_language"]),
            referrer_level=int(level) if level else None,
            people=tuple(self._people()),
        )

    def _people(self) -> Iterator[PersonRow]:
        for number in range(self.count):
            row = {name: self.cleaned_data.get(f"p{number}_{name}") for name in PERSON_FIELDS}
            if any(row[name] for name in ("reference", "record", "given", "family", "dob", "age")):
                yield person_row(row)


PERSON_FIELDS = ("reference", "record", "given", "family", "dob", "age", "sex", "relationship", "who")


def _person_field(label: str, found: Found, *, required: bool) -> RadiosField:
    """Return the question which of these people is meant, with what tells them apart under each."""
    return RadiosField(
        label=label,
        required=required,
        small=True,
        choices=[(value, name) for value, name, _ in found],
        hints={value: words for value, _, words in found if words},
    )


def _person_fields(number: int, relationships: Pairs) -> dict[str, Any]:
    who: Pairs = (("child", "A child"), ("adult", "An adult"))
    fields: dict[str, Any] = {
        "reference": TextField(label="Reference, if found", required=False, max_length=20, width=10),
        "record": TextField(label="Record of another service", required=False, max_length=120),
        "given": NameField(label="Given name", required=False, max_length=120),
        "family": NameField(label="Family name", required=False, max_length=120),
        "dob": PartialDayField(label="Date of birth", required=False, allow_future=True),
        "age": AgeField(label="or age", required=False),
        "sex": SelectField(label="Sex", required=False, choices=with_not_known(SEXES)),
        "relationship": SelectField(label="Who they are", required=False, choices=with_not_known(relationships)),
        "who": RadiosField(
            label="Child or adult?", required=False, inline=True, small=True, choices=with_not_known(who)
        ),
    }
    return {f"p{number}_{name}": field for name, field in fields.items()}


def person_row(row: dict[str, Any]) -> PersonRow:
    """Return one person of the form as the service takes it."""
    born, age = row["dob"], row["age"]
    day: date | None = born.earliest if isinstance(born, PartialDay) else None
    return PersonRow(
        given_name=row["given"] or "",
        family_name=row["family"] or "",
        date_of_birth=day,
        date_of_birth_estimated=bool(born) and not born.is_exact,
        age=age.years if age else None,
        unborn=bool(age and age.unborn),
        sex=known(row["sex"]),
        relationship=known(row["relationship"]),
        is_child={"child": True, "adult": False}.get(known(row["who"])),
        reference=row["reference"] or "",
        record=row.get("record") or "",
    )


class LoadNoticesForm(Form):
    """A file of notices."""

    file = UploadField(label="A file of notices (CSV)", accept=".csv,text/csv")


class AddPersonForm(Form):
    """Somebody else who belongs to the story."""

    def __init__(self, *args: Any, now: datetime, relationships: Pairs, found: Found, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(
            {name.removeprefix("p0_"): field for name, field in _person_fields(0, relationships).items()}
        )
        del self.fields["record"], self.fields["reference"]
        if found:
            self.fields = {"person": _person_field("Who is it?", [*found, NEW], required=False), **self.fields}
        set_now(self, now)

    def row(self) -> PersonRow:
        """Return the person as the service takes it."""
        picked = known(self.cleaned_data.get("person"))
        picked = "" if picked == NEW[0] else picked
        chosen = {"record": picked, "reference": ""} if "|" in picked else {"reference": picked}
        return person_row(self.cleaned_data | chosen)


class MatchPersonForm(Form):
    """Which person we hold this is."""

    def __init__(self, *args: Any, found: Found, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"] = _person_field("Who is it?", found, required=True)


class AmendContactForm(Form):
    """What was told, corrected."""

    story = StoryField(label="What the caller told us", rows=8, required=False)
    worries_most = StoryField(label="What worries them most", rows=2, required=False)
    child_words = StoryField(label="The child’s own words", rows=2, required=False)
    caller_telephone = TelephoneField(label="Number to call back", required=False, max_length=40)
    address = TextField(label="Address", required=False, max_length=250)
    postcode = PostcodeField(label="Postcode", required=False, max_length=12)
    safety_words = StoryField(label="Anything workers must know to be safe", rows=2, required=False)
    believed_malicious = TickField(label="We have reason to believe that the source is malicious")
    malicious_evidence = StoryField(label="What speaks for that", rows=2, required=False)


class ApproachFamilyForm(Form):
    """The family has been approached."""

    reason = StoryField(label="If the history has not been read: why waiting would be wrong", rows=3, required=False)
