import grimp
import pytest

from tests.architecture.guards.rooms import wrong_meetings
from tests.architecture.guards.source import nothing_wrong


def test_rooms_meet_only_at_their_doors():
    graph = grimp.build_graph("openmash", exclude_type_checking_imports=True)
    imports = [
        (importer, imported)
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
    ]

    nothing_wrong(wrong_meetings(imports))


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        pytest.param("openmash.frontdoor.services", "openmash.people.models", id="another-rooms-tables"),
        pytest.param("openmash.web.views.child", "openmash.frontdoor.presenters.rows", id="another-rooms-words"),
        pytest.param("openmash.frontdoor.rules", "openmash.people", id="another-room-as-a-whole"),
    ],
)
def test_the_guard_sees_a_way_round_the_door(importer, imported):
    assert wrong_meetings([(importer, imported)]) != []


@pytest.mark.parametrize(
    "imported", ["openmash.people.queries", "openmash.people.services.merging", "openmash.base.clock"]
)
def test_the_guard_lets_a_visitor_in_by_the_door(imported):
    assert wrong_meetings([("openmash.frontdoor.services", imported)]) == []
