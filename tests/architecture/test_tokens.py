"""A button in a list works at the first press: its form carries the token by which the server knows its own page."""

import pytest

from tests.architecture.guards.source import nothing_wrong
from tests.architecture.guards.tokens import TOKEN, templates, without_token

FORM = f"<form>{TOKEN}</form>"


def test_every_form_carries_its_token():
    nothing_wrong(without_token(templates()))


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        pytest.param('{% include "row.html" with row=row only %}', True, id="only-some-names"),
        pytest.param('{% include "list.html" with row=row only %}', True, id="further-in"),
        pytest.param('{% include "row.html" with row=row csrf_token=csrf_token only %}', False, id="handed-on"),
        pytest.param('{% include "row.html" %}', False, id="every-name"),
        pytest.param('{% include "tag.html" with tag=tag only %}', False, id="no-form"),
    ],
)
def test_the_guard_sees_a_form_that_lost_its_token(page, wrong):
    texts = {"page.html": page, "list.html": '{% include "row.html" %}', "row.html": FORM, "tag.html": "<strong>"}

    assert bool(without_token(texts)) is wrong
