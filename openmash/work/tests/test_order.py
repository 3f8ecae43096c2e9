"""The order of work depends on colour set by a person, due time and arrival, and on nothing else."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openmash.agencies.tests import factories as make
from openmash.base.transactions import request_transaction
from openmash.work import queries, rules
from openmash.work.models import WorkItem
from openmash.work.tests.factories import MACHINE, NOW, work


@pytest.mark.parametrize(
    ("rag", "rank"),
    [("red", 0), ("amber", 1), ("green", 2), ("", 1), ("lilac", 1)],
    ids=lambda value: str(value) or "none",
)
def test_ranks(rag, rank):
    assert rules.rank_of(rag) == rank


@pytest.mark.parametrize(
    ("minutes", "word"),
    [
        pytest.param(-1, "overdue", id="a-minute-late"),
        pytest.param(0, "next_two_hours", id="due-now"),
        pytest.param(120, "next_two_hours", id="in-two-hours"),
        pytest.param(121, "today", id="later-today"),
        pytest.param(60 * 20, "later", id="tomorrow"),
    ],
)
def test_urgency(minutes, word):
    ends = NOW.replace(hour=23, minute=59, second=59)

    assert rules.urgency(NOW + timedelta(minutes=minutes), now=NOW, day_ends_at=ends) == word


@pytest.mark.django_db
def test_red_first_then_what_is_due_then_what_came_first():
    for subject, rag, hours, arrived in [
        ("C-5", "green", 1, 9),
        ("C-4", "amber", 9, 0),
        ("C-3", "", 5, 1),
        ("C-2", "amber", 5, 2),
        ("C-1", "red", 90, 0),
    ]:
        work(subject, rag=rag, hours=hours, arrived=arrived)

    with request_transaction(MACHINE):
        assert [item.subject for item in queries.work_of(MACHINE, which="all")] == ["C-1", "C-2", "C-3", "C-4", "C-5"]


other_facts = st.fixed_dictionaries(
    {
        "subject": st.permutations([f"C-{number}" for number in range(6)]),
        "note": st.permutations(["Welsh speaker", "a boy, 3", "traveller family", "A Example", "unborn", ""]),
        "locality": st.permutations(["north", "east", "central", "", "south", "west"]),
        "child": st.permutations(["P-1", "P-2", "P-3", "", "P-5", "P-6"]),
        "act": st.permutations(["screen", "decide", "countersign", "dip_sample", "early_help_check", "follow_up"]),
    }
)
PLACES = [("red", 3, 1), ("red", 1, 5), ("amber", 1, 0), ("", 2, 7), ("amber", 2, 3), ("green", 1, 9)]


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=other_facts)
def test_permuting_anything_else_never_changes_the_order(facts):
    with request_transaction(MACHINE):
        WorkItem.objects.all().delete()
    places = {}
    for number, (rag, hours, arrived) in enumerate(PLACES):
        own = {name: values[number] for name, values in facts.items()}
        item = work(own.pop("subject"), rag=rag, hours=hours, arrived=arrived, **own)
        places[item.pk] = number

    with request_transaction(MACHINE):
        found = [places[item.pk] for item in queries.work_of(MACHINE, which="all")]

    assert found == [1, 0, 2, 3, 4, 5]


@pytest.mark.django_db
def test_the_queue_is_read_in_one_query_and_one_for_its_teams(django_assert_num_queries):
    team = make.team()
    actor = make.actor(in_team=team)
    for number in range(5):
        work(f"C-{number}", team=team)

    with request_transaction(actor), django_assert_num_queries(2):
        assert [item.team.name for item in queries.work_of(actor, limit=4)] == ["Triage"] * 4
