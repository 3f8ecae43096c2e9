"""The page of two texts: theirs, mine, or both; and no answer is no answer."""

import pytest
from django.http import QueryDict

from openmash.base.views import with_choices_made


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        pytest.param("theirs", "They wrote this", id="theirs"),
        pytest.param("mine", "I wrote this", id="mine"),
        pytest.param("both", "They wrote this\n\nI wrote this", id="both-theirs-first"),
    ],
)
def test_the_chosen_words_are_kept(choice, kept):
    posted = QueryDict(mutable=True)
    posted.update(
        {"words": "I wrote this", "theirs__words": "They wrote this", "choose__words": choice, "version": "4"}
    )

    data = with_choices_made(posted)

    assert data["words"] == kept
    assert data["version"] == "4"
    assert not [name for name in data if "__" in name]


def test_without_a_choice_both_texts_are_shown_again():
    posted = QueryDict(mutable=True)
    posted.update({"words": "I wrote this", "theirs__words": "They wrote this", "version": "4"})

    assert with_choices_made(posted)["version"] == "0"
