"""The manual's page of timescales says what the packs and the tests say."""

from openmash.agencies.tests.timescales_page import PAGE, page


def test_the_page_of_timescales_is_as_the_packs_and_the_examples_are():
    written = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""

    assert written == page(), "Write it again: .venv/bin/python -m openmash.agencies.tests.timescales_page"
