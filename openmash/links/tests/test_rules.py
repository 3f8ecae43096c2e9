"""When a link opens its record and when a code does, as whoever answers for it can read."""

from datetime import datetime, timedelta, timezone

import pytest

from openmash.links import rules

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=timezone.utc)
LATER, EARLIER = NOW + timedelta(minutes=1), NOW - timedelta(minutes=1)


@pytest.mark.parametrize(
    ("over", "used", "expires_at", "sentence"),
    [
        pytest.param("", False, LATER, "", id="fresh"),
        pytest.param("", True, LATER, rules.USED, id="used"),
        pytest.param("", False, NOW, rules.RUN_OUT, id="run-out-on-the-minute"),
        pytest.param("", True, EARLIER, rules.RUN_OUT, id="used-and-run-out"),
        pytest.param("replaced", False, LATER, rules.REPLACED, id="a-newer-one-was-sent"),
        pytest.param("taken_back", True, EARLIER, rules.TAKEN_BACK, id="taken-back-goes-before-all"),
        pytest.param("locked", False, LATER, rules.LOCKED, id="locked"),
    ],
)
def test_what_a_link_opens(over, used, expires_at, sentence):
    assert rules.trouble_with_link(over=over, used=used, expires_at=expires_at, now=NOW) == sentence


@pytest.mark.parametrize(
    ("expires_at", "right", "tries", "sentence"),
    [
        pytest.param(LATER, True, 0, "", id="right"),
        pytest.param(LATER, True, 4, "", id="right-at-the-last-try"),
        pytest.param(LATER, False, 0, rules.WRONG_CODE, id="wrong"),
        pytest.param(LATER, False, 4, rules.LOCKED, id="wrong-at-the-last-try"),
        pytest.param(LATER, True, 5, rules.LOCKED, id="right-when-locked"),
        pytest.param(NOW, True, 0, rules.CODE_RUN_OUT, id="run-out"),
        pytest.param(None, False, 0, rules.CODE_RUN_OUT, id="none-sent"),
    ],
)
def test_what_a_code_opens(expires_at, right, tries, sentence):
    assert rules.trouble_with_code(expires_at=expires_at, right=right, tries=tries, now=NOW) == sentence


@pytest.mark.parametrize(
    ("entered", "is_one"), [("123456", True), ("12345", False), ("12345x", False), ("", False), ("١٢٣٤٥٦", False)]
)
def test_what_has_the_shape_of_a_code(entered, is_one):
    assert rules.is_code(entered) is is_one
