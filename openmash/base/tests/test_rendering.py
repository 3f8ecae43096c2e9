"""How forms and small template parts are drawn."""

import re

import pytest
from django import forms
from django.template import Context, Template

from openmash.base import fields
from openmash.base.forms import Form
from openmash.base.templatetags import openmash as tags


class Told(Form):
    told = fields.RadiosField(
        label="Told?", choices=[("yes", "Yes"), ("no", "No")], reveals={"no": "why"}, hints={"no": "Say why."}
    )
    why = fields.StoryField(label="Why not", required=False)
    born = fields.DayField(label="Date of birth")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def drawn(source: str, **context: object) -> str:
    return Template("{% load openmash %}" + source).render(Context(context))


def test_every_control_has_one_label_and_every_hint_and_error_is_pointed_to() -> None:
    html = str(Told({"born_day": "31", "born_month": "2", "born_year": "2019"}))
    ids = re.findall(r'\sid="([^"]+)"', html)

    assert len(ids) == len(set(ids))
    for target in re.findall(r'(?:for|aria-describedby)="([^"]+)"', html):
        assert set(target.split()) <= set(ids)


def test_an_error_in_the_summary_leads_to_the_control() -> None:
    form = Told({"born_day": "31", "born_month": "2", "born_year": "2019"})

    html = drawn("{% error_summary form %}", form=form)

    assert "There is a problem" in html
    for target in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{target}"' in str(form)


def test_problems_of_several_forms_are_in_one_summary_and_an_unsent_form_has_none() -> None:
    html = drawn("{% error_summary one two %}", one=Told({}), two=Told())

    assert html.count("Answer “Told?”") == 1


def test_a_field_beneath_an_answer_is_drawn_once_and_there() -> None:
    html = str(Told())

    assert html.count('name="why"') == 1
    assert html.index('value="no"') < html.index('name="why"') < html.index('name="born_day"')


def test_the_machinery_of_our_forms_is_drawn_by_its_own_part_and_only_once() -> None:
    form = Told(initial={"idempotency_key": "k1", "draft_key": "d1"})
    machinery = drawn('{% include "base/forms/machinery.html" %}', form=form, draft={"key": "d1", "title": "A call"})

    assert "hidden" not in str(form)
    assert machinery.count('name="idempotency_key"') == machinery.count('name="secret"') == 1
    assert 'name="draft_title" value="A call"' in machinery


def test_a_librarys_form_keeps_its_hidden_fields() -> None:
    class Foreign(forms.Form):
        secret = forms.CharField(widget=forms.HiddenInput)

    assert 'name="secret"' in str(Foreign())


def test_what_people_typed_is_escaped_wherever_it_is_shown_again() -> None:
    form = Told({"why": "<script>x</script>", "born_day": '"><b>'})

    html = str(form) + drawn("{% error_summary form %}", form=form)

    assert "<script>" not in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    ("number", "address"),
    [
        pytest.param("01632 960 001", "tel:01632960001", id="spaces"),
        pytest.param("+44 7700 900123", "tel:+447700900123", id="abroad"),
        pytest.param("01632 960001 ext 4", "tel:01632960001", id="extension"),
        pytest.param("not known", "", id="words"),
        pytest.param(None, "", id="nothing"),
    ],
)
def test_a_telephone_number_can_be_tapped(number: str | None, address: str) -> None:
    assert tags.tel(number) == address


@pytest.mark.parametrize("tone", ["red", "amber", "green"])
def test_a_rating_is_a_word_as_well_as_a_colour(tone: str) -> None:
    html = drawn('{% include "base/components/tag.html" %}', tag={"text": tone.capitalize(), "tone": tone})

    assert f">{tone.capitalize()}</strong>" in html
    assert f"om-tag--{tone}" in html


def test_a_value_that_nobody_knows_says_so() -> None:
    html = drawn('{% include "base/components/value.html" %}', value="")

    assert "Not known yet" in html
