"""What the fields accept, refuse and keep, with the sentence a person reads."""

from datetime import date, datetime, time, timezone
from typing import Any

import pytest
from django import forms

from openmash.base import fields
from openmash.base.fields import PartialDay
from openmash.base.fields.days import read_time
from openmash.base.fields.numbers import read_age

NOW = datetime(2026, 3, 3, 14, 3, tzinfo=timezone.utc)


def refused(field: forms.Field, value: Any) -> str:
    with pytest.raises(forms.ValidationError) as caught:
        field.clean(value)
    return " ".join(caught.value.messages)


def at(field: Any) -> Any:
    field.now = NOW
    return field


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        pytest.param(["3", "3", "2019"], date(2019, 3, 3), id="numbers"),
        pytest.param(["03", "03", "2019"], date(2019, 3, 3), id="with-noughts"),
        pytest.param(["3", "March", "2019"], date(2019, 3, 3), id="month-as-a-word"),
        pytest.param([" 3 ", "mar", "2019"], date(2019, 3, 3), id="month-cut-short"),
        pytest.param(["29", "2", "2024"], date(2024, 2, 29), id="leap-day"),
        pytest.param(["3", "3", "2026"], date(2026, 3, 3), id="today"),
        pytest.param(["", "", ""], None, id="nothing"),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: list[str], day: date | None) -> None:
    assert at(fields.DayField(label="Date of birth", required=False)).clean(typed) == day


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param(
            ["31", "2", "2019"], "31 February 2019 does not exist: February 2019 has 28 days.", id="no-such-day"
        ),
        pytest.param(
            ["29", "2", "2023"], "29 February 2023 does not exist: February 2023 has 28 days.", id="no-leap-day"
        ),
        pytest.param(
            ["3", "3", "19"], "Write the year with four numbers, such as 2019 or 1919, not 19.", id="short-year"
        ),
        pytest.param(
            ["4", "3", "2026"], "Date of birth must be today or in the past. 4 March 2026 lies ahead.", id="ahead"
        ),
        pytest.param(["4", "3", "1899"], "Date of birth must be in 1900 or later. You wrote 1899.", id="too-long-ago"),
        pytest.param(["4", "", "2019"], "Date of birth must include a month.", id="no-month"),
        pytest.param(["", "3", ""], "Date of birth must include a day and a year.", id="month-alone"),
        pytest.param(
            ["4", "13", "2019"], "“13” is not a month. Write a number from 1 to 12, or its name.", id="month-13"
        ),
        pytest.param(
            ["4", "ju", "2019"], "“ju” is not a month. Write a number from 1 to 12, or its name.", id="which-month"
        ),
        pytest.param(["32", "3", "2019"], "“32” is not a day of a month. Write a number from 1 to 31.", id="day-32"),
        pytest.param(
            ["٣", "3", "2019"], "“٣” is not a day of a month. Write a number from 1 to 31.", id="other-digits"
        ),
        pytest.param(
            ["3", "3", "2019x"], "“2019x” is not a year. Write it with four numbers, such as 2019.", id="no-year"
        ),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_a_sentence(typed: list[str], sentence: str) -> None:
    assert refused(at(fields.DayField(label="Date of birth")), typed) == sentence


def test_a_day_ahead_is_taken_where_it_may_lie_ahead() -> None:
    assert at(fields.DayField(allow_future=True)).clean(["4", "3", "2026"]) == date(2026, 3, 4)


def test_today_is_the_day_in_england() -> None:
    field = fields.DayField(label="Day")
    field.now = datetime(2026, 6, 30, 23, 30, tzinfo=timezone.utc)

    assert field.clean(["1", "7", "2026"]) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("typed", "partial", "words"),
    [
        pytest.param(["", "", "2015"], PartialDay(2015), "about 2015", id="year"),
        pytest.param(["", "mar", "2015"], PartialDay(2015, 3), "about March 2015", id="month"),
        pytest.param(["27", "3", "2015"], PartialDay(2015, 3, 27), "27 March 2015", id="whole"),
    ],
)
def test_part_of_a_day_is_kept_as_approximate(typed: list[str], partial: PartialDay, words: str) -> None:
    known = at(fields.PartialDayField(label="Date of birth")).clean(typed)

    assert known == partial
    assert str(known) == words


def test_part_of_a_day_says_between_which_days_it_lies() -> None:
    february = PartialDay(2024, 2)

    assert (february.earliest, february.latest, february.is_exact) == (date(2024, 2, 1), date(2024, 2, 29), False)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param(["3", "", "2015"], "has a day but no month", id="day-without-month"),
        pytest.param(["3", "3", ""], "must include a year", id="no-year"),
        pytest.param(["", "", "2027"], "lies ahead", id="ahead"),
    ],
)
def test_part_of_a_day_that_cannot_be_is_refused(typed: list[str], sentence: str) -> None:
    assert sentence in refused(at(fields.PartialDayField(label="Date of birth")), typed)


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        pytest.param("14:03", time(14, 3), id="colon"),
        pytest.param("14.03", time(14, 3), id="dot"),
        pytest.param("1403", time(14, 3), id="no-sign"),
        pytest.param("2:03pm", time(14, 3), id="afternoon"),
        pytest.param("2 pm", time(14, 0), id="hour-alone"),
        pytest.param("12am", time(0, 0), id="midnight"),
        pytest.param("12.30pm", time(12, 30), id="after-noon"),
        pytest.param("9:05 a.m.", time(9, 5), id="with-dots"),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, clock: time) -> None:
    assert read_time(typed) == clock


@pytest.mark.parametrize("typed", ["25:00", "14:60", "14", "soon", "13pm", "0am", "14:3"])
def test_a_time_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="is not a time"):
        read_time(typed)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        pytest.param(["3", "3", "2026", "14:03"], NOW, id="now"),
        pytest.param(
            ["1", "7", "2025", "14:03"], datetime(2025, 7, 1, 13, 3, tzinfo=timezone.utc), id="in-summer-time"
        ),
        pytest.param(
            ["26", "10", "2025", "01:30"], datetime(2025, 10, 26, 0, 30, tzinfo=timezone.utc), id="twice-that-night"
        ),
    ],
)
def test_a_moment_is_a_time_in_england(typed: list[str], moment: datetime) -> None:
    assert at(fields.MomentField(label="When")).clean(typed) == moment


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param(["30", "3", "2025", ""], "When must include a time, such as 14:03.", id="no-time"),
        pytest.param(
            ["30", "3", "2025", "01:30"], "01:30 on 30 March 2025 did not exist: the clocks went forward", id="skipped"
        ),
        pytest.param(["3", "3", "2026", "14:04"], "When must not lie ahead. It is 14:03 now.", id="ahead-today"),
        pytest.param(
            ["5", "3", "2026", "09:00"], "When must be today or in the past. 5 March 2026 lies ahead.", id="ahead"
        ),
    ],
)
def test_a_moment_that_cannot_be_is_refused(typed: list[str], sentence: str) -> None:
    assert refused(at(fields.MomentField(label="When")), typed).startswith(sentence)


@pytest.mark.parametrize(
    ("words", "years", "months"),
    [
        pytest.param("6", 6, 72, id="years"),
        pytest.param("about 11", 11, 132, id="about"),
        pytest.param("6 weeks", 0, 1, id="weeks"),
        pytest.param("3 months old", 0, 3, id="months"),
        pytest.param("10 days", 0, 0, id="days"),
        pytest.param("2½", 2, 30, id="half"),
        pytest.param("unborn", None, None, id="unborn"),
    ],
)
def test_an_age_is_read_as_it_is_said(words: str, years: int | None, months: int | None) -> None:
    age = fields.AgeField().clean(words)

    assert age is not None
    assert (age.years, age.months, age.words) == (years, months, words)
    assert age.approximate == words.startswith("about")
    assert age.unborn == (words == "unborn")


@pytest.mark.parametrize("words", ["nobody knows", "121", "-3", "6 to 8"])
def test_what_is_no_age_is_refused(words: str) -> None:
    assert read_age(words) is None
    assert "is not an age" in refused(fields.AgeField(), words)


@pytest.mark.parametrize("name", ["O’Brien-D'Arcy", "Zoë Łęcka", "محمد", "Nguyễn 👧🏽", "X Æ A-12", "ʻOumuamua"])
def test_a_name_is_kept_as_given(name: str) -> None:
    assert fields.NameField().clean(name) == name


def test_only_what_no_keyboard_means_is_taken_out_of_words() -> None:
    family = "👨‍👩‍👧"

    assert fields.StoryField().clean(f"one\x00\x07\r\ntwo\t{family}\u200f\ud800") == f"one\ntwo\t{family}\u200f"
    assert fields.TextField().clean("one\r\ntwo\x1b") == "one two"


@pytest.mark.parametrize("field", [fields.StoryField, fields.TextField], ids=["story", "line"])
def test_words_beyond_the_limit_are_refused_and_not_cut_by_the_browser(field: type[forms.Field]) -> None:
    form = type("One", (forms.Form,), {"words": field(max_length=5)})({"words": "123456"})

    assert form.errors["words"] == ["Use 5 characters or fewer. You used 6."]
    assert "maxlength=" not in str(form)


@pytest.mark.parametrize("typed", ["pr1 8xj", "PR1 8XJ", "PRI 8XJ", "not known", "B B1"])
def test_a_postcode_is_kept_as_typed(typed: str) -> None:
    assert fields.PostcodeField().clean(typed) == typed


@pytest.mark.parametrize(
    "typed", ["01632 960001", "+44 7700 900123", "07700 900 123 (mum's)", "01632 960001 ext 4", "101"]
)
def test_a_telephone_number_is_kept_as_given(typed: str) -> None:
    assert fields.TelephoneField().clean(typed) == typed


def test_what_cannot_be_rung_is_refused() -> None:
    assert "too few numbers to ring" in refused(fields.TelephoneField(), "mum")


@pytest.mark.parametrize(
    ("typed", "kept", "doubt"),
    [
        pytest.param("9990000018", "999 000 0018", "", id="right"),
        pytest.param("999 000 0001", "999 000 0001", "does not pass its own check", id="a-digit-wrong"),
        pytest.param("12345", "12345", "has 10 digits", id="too-short"),
        pytest.param("", "", "", id="nothing"),
    ],
)
def test_a_doubtful_nhs_number_is_kept_with_a_warning(typed: str, kept: str, doubt: str) -> None:
    field = fields.NhsNumberField(required=False)

    assert field.clean(typed) == kept
    assert doubt in field.warning
    assert bool(field.warning) == bool(doubt)


def test_not_known_yet_is_the_last_answer() -> None:
    assert fields.with_not_known([("y", "Yes")]) == [("y", "Yes"), ("not_known", "Not known yet")]


def test_an_answer_that_stands_alone_is_refused_beside_others() -> None:
    field = fields.CheckboxesField(choices=[("a", "A"), ("none", "None of these")], exclusive=["none"])

    assert field.clean(["none"]) == ["none"]
    assert refused(field, ["a", "none"]) == "Choose “None of these” alone, or leave it out and keep the others"


def test_no_control_that_decides_starts_on_an_answer() -> None:
    class Decide(forms.Form):
        rating = fields.RadiosField(choices=[("red", "Red"), ("green", "Green")])
        district = fields.SelectField(choices=[("a", "A")])
        told = fields.TickField(label="Told")
        worries = fields.CheckboxesField(choices=[("a", "A")])

    html = str(Decide())

    assert "checked" not in html
    assert html.count(" selected") == 1
    assert '<option value="" selected>Choose</option>' in html


def test_choices_of_a_select_may_be_given_later_and_still_start_on_none() -> None:
    form = type("One", (forms.Form,), {"district": fields.SelectField(empty_label="Choose a district")})()
    form.fields["district"].choices = [("a", "A")]

    assert '<option value="" selected>Choose a district</option><option value="a">A</option>' in str(form)


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        pytest.param(fields.NameField(label="Child's name"), "Enter child's name", id="text"),
        pytest.param(fields.NhsNumberField(), "Enter NHS number", id="abbreviation"),
        pytest.param(fields.RadiosField(label="Rating"), "Choose rating", id="radios"),
        pytest.param(fields.StoryField(label="What happened?"), "Answer “What happened?”", id="question"),
        pytest.param(fields.TickField(label="I agree", required=True), "Tick the box to go on: “I agree”", id="tick"),
        pytest.param(forms.CharField(label="Code"), "Enter code", id="a-library's-field"),
    ],
)
def test_a_missing_answer_is_asked_for_by_its_name(field: forms.Field, sentence: str) -> None:
    form = type("One", (forms.Form,), {"answer": field})({})

    assert form.errors["answer"] == [sentence]
