import pytest

from tests.architecture.guards.services import recording_faults, shape_faults
from tests.architecture.guards.source import Module, modules

# The trail records others and itself, so its two recorders have a shape of their own.
OWN_SHAPE = {
    "openmash.trail.services.record": "what every service calls; `at` is the moment of the change",
    "openmash.trail.services.saw": "the same for reading",
    "openmash.trail.services.as_sealed": "a value made from an entry, shared with the check of the chain",
    "openmash.trail.services.anchors_path": "a path",
}
NO_TRAIL = {
    **OWN_SHAPE,
    "openmash.trail.services.seal_entries": "sealing entries is not a change of a record, and an entry of it would need a seal",
}


def services() -> list[Module]:
    return [module for module in modules() if module.part == "services"]


def test_every_service_takes_keywords_names_its_actor_and_is_told_the_time():
    assert shape_faults(services(), excepted=OWN_SHAPE) == []


def test_every_service_records_in_the_trail_in_its_transaction():
    assert recording_faults(services(), excepted=NO_TRAIL) == []


def test_no_exception_has_outlived_its_service():
    there = {f"{module.name}.{node.name}" for module in services() for node in module.tree.body if hasattr(node, "name")}

    assert set(NO_TRAIL) - there == set()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param("actor, *, now", "by position", id="by-position"),
        pytest.param("*, contact, now", "does not name its actor", id="no-actor"),
        pytest.param("*, actor, now, contact", "does not take the time last", id="time-not-last"),
        pytest.param("*words, actor, now", "by position", id="any-number"),
    ],
)
def test_the_guard_sees_a_service_of_another_shape(arguments, words):
    bad = Module("openmash.frontdoor.services", f"def close_contact({arguments}):\n    pass\n")

    assert any(words in fault for fault in shape_faults([bad]))


def test_the_guard_sees_a_service_that_records_nothing():
    bad = Module("openmash.frontdoor.services", "@transaction.atomic\ndef close_contact(*, actor, now):\n    contact.save()\n")

    assert recording_faults([bad]) == [
        "openmash.frontdoor.services.close_contact changes something and records nothing in the trail"
    ]


def test_the_guard_sees_a_service_without_a_transaction():
    bad = Module("openmash.frontdoor.services", "def close_contact(*, actor, now):\n    trail.record(actor=actor)\n")

    assert recording_faults([bad]) == [
        "openmash.frontdoor.services.close_contact is not in a transaction: put @transaction.atomic on it"
    ]


def test_the_guard_follows_a_service_into_its_helpers():
    good = Module(
        "openmash.frontdoor.services",
        "@transaction.atomic\ndef close_contact(*, actor, now):\n    _close()\n\ndef _close():\n    trail.record()\n",
    )

    assert recording_faults([good]) == []
