"""What a person is told about telling, as a table and as a paper one can read aloud."""

from datetime import date

import pytest

from openmash.release.choices import TELLING_WORDS, Standing
from openmash.release.rules.accounting import DID, Telling, standing_of, told_in_words


@pytest.mark.parametrize(
    ("must_not_be_told", "withheld", "expected"),
    [
        pytest.param(False, None, Standing.TOLD, id="what-nobody-kept-back-is-told"),
        pytest.param(True, None, Standing.TO_DECIDE, id="what-they-were-not-to-learn-waits-for-somebody"),
        pytest.param(True, False, Standing.TOLD, id="somebody-decided-that-they-may-know-now"),
        pytest.param(True, True, Standing.WITHHELD, id="somebody-decided-that-they-still-may-not"),
        pytest.param(False, True, Standing.WITHHELD, id="held-back-though-nobody-thought-of-it-then"),
    ],
)
def test_where_one_telling_stands(must_not_be_told, withheld, expected):
    assert standing_of(must_not_be_told=must_not_be_told, withheld=withheld) is expected


@pytest.mark.parametrize(
    ("must_not_be_told", "withheld", "expected"),
    [
        pytest.param(True, False, Standing.TO_DECIDE, id="said-anew-since-they-might-know"),
        pytest.param(True, True, Standing.WITHHELD, id="held-back-anyhow"),
        pytest.param(False, False, Standing.TOLD, id="nothing-was-said-anew"),
    ],
)
def test_where_it_was_said_anew_that_they_must_not_know(must_not_be_told, withheld, expected):
    assert standing_of(must_not_be_told=must_not_be_told, withheld=withheld, said_since=must_not_be_told) is expected


def test_each_kind_of_telling_has_words_for_the_council_and_for_the_family():
    assert set(DID) == set(TELLING_WORDS)


def test_it_reads_as_a_person_would_say_it():
    asked = Telling(
        "request_opened",
        "Lancashire Constabulary",
        date(2026, 3, 3),
        ("name", "born", "address", "category"),
        ["We share because it is part of a job that the law gives to a public body (UK GDPR article 6(1)(e))."],
    )
    later = Telling("outcome", "whoever spoke up", date(2026, 3, 5), ("outcome",))

    assert told_in_words([later, asked], name="Aled Example") == (
        "On 3 March 2026 we asked Lancashire Constabulary what they know about Aled Example. So that they could find the"
        " right records, we told them the name, the date of birth, where they live and what the worry is about. We share"
        " because it is part of a job that the law gives to a public body (UK GDPR article 6(1)(e)).\n\n"
        "On 5 March 2026 we told whoever spoke up what became of the worry about Aled Example."
        " It held what was decided."
    )


def test_a_kind_of_telling_without_words_of_its_own_is_told_all_the_same():
    told = Telling("something_new", "A service", date(2026, 3, 3), ("shoe_size",))

    assert (
        told_in_words([told], name="Aled")
        == "On 3 March 2026 we told A service something about Aled. It held shoe size."
    )


def test_nothing_told_is_said_so():
    assert told_in_words([], name="Aled").startswith("We have told no other service anything about Aled")
