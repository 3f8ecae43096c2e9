"""The page of two texts says answers in the words of their question, and whose question it is."""

import pytest

from openmash.base import conflicts
from openmash.base.fields import RadiosField, StoryField
from openmash.base.forms import Form


class Decided(Form):
    threshold = RadiosField(label="Is it met?", whose="Threshold", choices=[("met", "Yes, it is met"), ("not", "No")])
    words = StoryField(label="Why?")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        pytest.param("threshold", "met", "Yes, it is met", id="a-code-is-said-as-its-answer"),
        pytest.param("threshold", "gone", "gone", id="an-answer-that-is-no-more"),
        pytest.param("threshold", "", "", id="no-answer"),
        pytest.param("words", "met", "met", id="words-stay-words"),
        pytest.param("other", "met", "met", id="a-field-that-is-not-there"),
    ],
)
def test_what_both_said_is_said_in_words(name, value, said):
    assert conflicts.in_words(Decided(), name, value) == said


@pytest.mark.parametrize(
    ("name", "said"), [("threshold", "Is it met? (Threshold)"), ("words", "Why?"), ("not_known", "Not known")]
)
def test_a_field_that_stands_alone_says_whose_it_is(name, said):
    assert conflicts.label_of(Decided(), name) == said
