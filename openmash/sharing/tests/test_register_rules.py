"""The life of a version, and what it must say before it is approved."""

from datetime import date

import pytest

from openmash.base.errors import RuleBroken
from openmash.sharing.choices import DocumentKind, VersionState
from openmash.sharing.rules import register

ON = date(2026, 11, 23)
DRAFT, APPROVED, IN_FORCE, SUPERSEDED, LAPSED = VersionState


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(DRAFT, APPROVED, id="a-draft-is-approved"),
        pytest.param(DRAFT, SUPERSEDED, id="a-draft-is-given-up"),
        pytest.param(APPROVED, DRAFT, id="an-approval-is-taken-back"),
        pytest.param(APPROVED, IN_FORCE, id="it-comes-into-force"),
        pytest.param(APPROVED, SUPERSEDED, id="it-is-given-up"),
        pytest.param(IN_FORCE, SUPERSEDED, id="another-takes-its-place"),
        pytest.param(IN_FORCE, LAPSED, id="its-review-passes"),
    ],
)
def test_moves_that_are_allowed(before, after):
    register.check_move(before, after)


def test_no_other_move_is_allowed():
    refused = 0
    for before in VersionState:
        for after in set(VersionState) - register.MOVES[before]:
            with pytest.raises(RuleBroken):
                register.check_move(before, after)
            refused += 1
    assert refused == 18


@pytest.mark.parametrize(
    ("state", "review_on", "ends_on", "stands"),
    [
        pytest.param(IN_FORCE, date(2026, 11, 23), None, IN_FORCE, id="in-force-on-the-day-of-its-review"),
        pytest.param(IN_FORCE, date(2026, 11, 22), None, LAPSED, id="lapsed-the-day-after"),
        pytest.param(IN_FORCE, date(2027, 1, 1), date(2026, 11, 22), LAPSED, id="lapsed-after-its-end"),
        pytest.param(IN_FORCE, None, None, IN_FORCE, id="no-day-given"),
        pytest.param(DRAFT, date(2026, 1, 1), None, DRAFT, id="a-draft-does-not-lapse"),
    ],
)
def test_where_a_version_stands(state, review_on, ends_on, stands):
    assert register.standing(state, review_on=review_on, ends_on=ends_on, on=ON) is stands


@pytest.mark.parametrize(
    ("review_on", "near"),
    [
        pytest.param(date(2027, 1, 22), True, id="sixty-days-ahead"),
        pytest.param(date(2027, 1, 23), False, id="sixty-one-days-ahead"),
        pytest.param(None, False, id="never"),
    ],
)
def test_the_review_is_raised_in_time(review_on, near):
    assert register.review_is_near(review_on=review_on, ends_on=None, notice_days=60, on=ON) is near


def test_what_is_missing_is_named_all_at_once():
    with pytest.raises(RuleBroken) as refused:
        register.check_whole(DocumentKind.SHARING_AGREEMENT, said=(), parties=0, on=ON, review_on=None)

    for sentence in register.SAYS.values():
        assert sentence in refused.value.reason


def test_one_party_is_no_agreement():
    said = tuple(register.SAYS)
    found = register.missing("sharing_agreement", said=said, parties=1, on=ON, review_on=date(2027, 1, 1))

    assert found == [register.SAYS["parties"]]


def test_a_review_that_has_come_is_no_review_ahead():
    said = tuple(register.SAYS)

    assert register.missing("policy_document", said=said, parties=0, on=ON, review_on=ON)
