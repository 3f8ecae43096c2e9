"""When an incident happened: a school reads it where it is known, and never the time at which we heard of it instead."""

from datetime import timedelta

import pytest

from openmash.base.transactions import request_transaction
from openmash.release import queries as release
from openmash.schools import services
from openmash.schools.choices import NoticeState
from openmash.schools.tests.conftest import FACTS, NOW, SATURDAY_NIGHT


@pytest.mark.parametrize(
    ("more", "says"),
    [
        pytest.param({}, "When it happened: Saturday 21 November 2026, 23:15", id="known"),
        pytest.param(
            {"when_known": False},
            "When it happened: Not known. We were told on Saturday 21 November 2026, 23:15",
            id="when-we-heard-is-not-when-it-happened",
        ),
        pytest.param(
            {"when_known": False, "facts": FACTS | {"when": "Friday evening"}},
            "When it happened: Friday evening\n",
            id="in-words",
        ),
    ],
)
def test_a_notice_says_when_it_happened_only_where_that_is_known(prepared, worker, more, says):
    notice = prepared(**more)

    with request_transaction(worker):
        assert says in release.package_about(worker, notice.package, subject_kind="contact", subject="C-1").document


def test_where_nobody_knows_when_it_happened_the_school_may_have_been_told_before_us(opened, worker, guild):
    with request_transaction(worker):
        told = services.tell_otherwise(
            actor=worker,
            notice=opened(),
            how="police",
            told_at=SATURDAY_NIGHT - timedelta(hours=1),
            words="Hattie Head",
            urn=guild.urn,
            when_known=False,
            now=NOW,
        )

    assert told.state == NoticeState.TOLD_OTHERWISE
