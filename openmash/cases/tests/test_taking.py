"""Facts of another system: taken once, corrected when it says otherwise, refused one by one."""

from datetime import date, timedelta

import pytest

from openmash.base.actors import Actor
from openmash.base.errors import Denied
from openmash.base.transactions import request_transaction
from openmash.cases import services
from openmash.cases.choices import Source
from openmash.cases.services import FactGiven, FactTaken
from openmash.cases.tests.conftest import NOW


@pytest.fixture
def take(brothers):
    """Take rows of (kind, name in the source, day, more) about the first brother."""

    def run(*rows, by=None, now=NOW):
        actor = by or Actor.machine("test")
        taken = [
            FactTaken(number, brothers[0], kind, name, FactGiven(day, **more))
            for number, (kind, name, day, more) in enumerate(rows, start=1)
        ]
        with request_transaction(actor):
            return services.take_facts(actor=actor, rows=taken, source=Source.CIN, source_at=now, now=now)

    return run


REFERRAL = ("referral", "R1", date(2026, 9, 1), {"answers": {"need": "N1"}})
ASSESSMENT = ("assessment", "A1", date(2026, 9, 3), {})


def test_what_came_before_is_the_same_fact(take, kept):
    first, again = take(REFERRAL, ASSESSMENT), take(REFERRAL, ASSESSMENT, now=NOW + timedelta(days=1))

    assert (first.new, first.changed, first.same) == (2, 0, 0)
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    assert len(kept()[0]) == 2


def test_an_assessment_is_counted_from_the_referral_that_came_with_it(take, kept):
    take(ASSESSMENT, REFERRAL)

    assert [one.due_at.date() for one in kept()[0] if one.kind == "assessment"] == [date(2026, 11, 3)]


def test_what_the_source_says_otherwise_is_a_correction_that_keeps_what_it_said(take, kept):
    take(ASSESSMENT)
    later = NOW + timedelta(days=1)

    done = take(("assessment", "A1", date(2026, 9, 3), {"ended_on": date(2026, 10, 30)}), now=later)

    assert (done.new, done.changed) == (0, 1)
    (fact,), (row,) = kept()
    assert (fact.ended_on, fact.version, fact.source_at) == (date(2026, 10, 30), 2, later)
    assert (row.field, row.before, row.after, row.source) == ("ended_on", None, "2026-10-30", "cin")


def test_a_row_that_cannot_be_is_refused_and_the_others_are_taken(take):
    done = take(REFERRAL, ("visit", "V1", date(2026, 9, 9), {}), ("referral", "R2", date(2027, 1, 1), {}))

    assert done.new == 1
    assert [(one.row, one.field) for one in done.refused] == [(2, "variety"), (3, "began_on")]


def test_a_row_that_comes_twice_in_one_file_counts_once(take, kept):
    done = take(REFERRAL, REFERRAL)

    assert (done.new, len(kept()[0])) == (1, 1)


def test_nobody_takes_facts_by_hand(take, kept, police, social_worker):
    for actor in (police, social_worker):
        with pytest.raises(Denied):
            take(REFERRAL, by=actor)
    assert kept() == ([], [])


def test_many_rows_are_taken_with_few_questions(take, django_assert_max_num_queries):
    rows = [("visit", f"V{n}", date(2026, 9, 1), {"variety": "cp"}) for n in range(300)]
    take(rows[0])

    with django_assert_max_num_queries(17):
        done = take(*rows)

    assert (done.new, done.same) == (299, 1)


def test_what_another_source_told_already_is_not_told_twice(take, kept, brothers):
    take(REFERRAL)
    machine = Actor.machine("test")
    again = FactTaken(1, brothers[0], "referral", "other name", FactGiven(date(2026, 9, 1)))
    with request_transaction(machine):
        done = services.take_facts(actor=machine, rows=[again], source=Source.ANNEX_A, source_at=NOW, now=NOW)

    assert (done.new, done.told) == (0, 1)
    assert len(kept()[0]) == 1
