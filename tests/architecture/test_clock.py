import pytest

from tests.architecture.guards.clock import clock_readers
from tests.architecture.guards.source import Module, modules, nothing_wrong


def test_only_views_jobs_and_commands_ask_the_clock():
    nothing_wrong(clock_readers(modules()))


@pytest.mark.parametrize(
    ("place", "line"),
    [
        pytest.param("openmash.frontdoor.services", "clock.now()", id="a-service-asks"),
        pytest.param("openmash.frontdoor.rules", "datetime.now(UTC)", id="a-rule-reads"),
        pytest.param("openmash.frontdoor.views", "timezone.now()", id="a-view-reads-another-clock"),
        pytest.param("openmash.frontdoor.presenters", "datetime.date.today()", id="a-presenter-reads-the-day"),
        pytest.param("openmash.frontdoor.models", "DateTimeField(auto_now_add=True)", id="a-table-reads"),
    ],
)
def test_the_guard_sees_the_clock_read_elsewhere(place, line):
    assert clock_readers([Module(place, line)]) != []


def test_the_guard_lets_a_view_ask_once():
    assert clock_readers([Module("openmash.frontdoor.views", "clock.now()")]) == []
