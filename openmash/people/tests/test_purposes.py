"""Which purpose somebody has for reading a person's record: the table that a Caldicott guardian signs."""

from datetime import datetime, timedelta, timezone

import pytest

from openmash.people.choices import Bond
from openmash.people.rules import LivePurpose, Tie, live_purposes

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=timezone.utc)
DAYS = 90


def ago(**time):
    return NOW - timedelta(**time)


@pytest.mark.parametrize(
    ("ties", "bonds"),
    [
        pytest.param([], [], id="nothing-ties-them"),
        pytest.param([Tie(Bond.TEAM, "C-1", open=True, at=ago(days=400))], [Bond.TEAM], id="open-work-of-the-team"),
        pytest.param([Tie(Bond.TEAM, "C-1", open=False, at=ago(days=89))], [Bond.TEAM], id="closed-89-days-ago"),
        pytest.param([Tie(Bond.TEAM, "C-1", open=False, at=ago(days=91))], [], id="closed-91-days-ago"),
        pytest.param([Tie(Bond.OWN, "C-1", open=False)], [], id="closed-and-nobody-knows-when"),
        pytest.param(
            [Tie(Bond.MATCHING, "C-2"), Tie(Bond.OWN, "C-1")], [Bond.OWN, Bond.MATCHING], id="own-work-comes-first"
        ),
        pytest.param([Tie(Bond.LOCALITY, "C-1"), Tie(Bond.DUTY)], [Bond.DUTY, Bond.LOCALITY], id="duty-before-place"),
        pytest.param([Tie(Bond.GLASS, "G-1", at=NOW + timedelta(minutes=1))], [Bond.GLASS], id="a-reason-that-holds"),
        pytest.param([Tie(Bond.GLASS, "G-1", at=NOW)], [], id="a-reason-that-ended-this-minute"),
        pytest.param([Tie(Bond.GLASS, "G-1")], [], id="a-reason-without-an-end-is-none"),
        pytest.param([Tie(Bond.REQUEST, "Q-1", open=False, at=ago(days=1))], [Bond.REQUEST], id="answered-yesterday"),
    ],
)
def test_what_is_a_purpose_now(ties, bonds):
    assert [one.bond for one in live_purposes(ties=ties, days=DAYS, now=NOW)] == bonds


@pytest.mark.parametrize(
    ("purpose", "words"),
    [
        pytest.param(LivePurpose(Bond.OWN, "C-10233"), "Screening a contact: own work, C-10233", id="own-work"),
        pytest.param(LivePurpose(Bond.DUTY), "Screening a contact: management duty", id="duty"),
        pytest.param(
            LivePurpose(Bond.GLASS, "G-1", "I am covering"), "Screening a contact: I am covering, G-1", id="reason"
        ),
        pytest.param(LivePurpose(Bond.GLASS, "G-1", "x" * 200), ("Screening a contact: " + "x" * 200)[:120], id="long"),
    ],
)
def test_a_purpose_is_kept_in_words(purpose, words):
    assert purpose.said("Screening a contact") == words
