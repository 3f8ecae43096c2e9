import pytest

from tests.architecture.guards.services import only_helpers, recording_faults, shape_faults
from tests.architecture.guards.source import Module, modules, nothing_wrong

# The trail records others and itself, so its two recorders have a shape of their own.
OWN_SHAPE = {
    "openmash.trail.services.record": "what every service calls; `at` is the moment of the change",
    "openmash.trail.services.saw": "the same for reading",
    "openmash.people.services.restrictions.follow_restrictions": "no act: a room above says, at start, who follows one",
    "openmash.people.services.restrictedchecks.note_look_up": "kept for a minute; whoever shows what was found records it",
    "openmash.people.services.restrictions.followers": "no act: for the manual",
    "openmash.sharing.services.feeds.offer_content": "no act: a room above says, at start, what it can send regularly",
    "openmash.sharing.services.feeds.hand_feeds_over_by": "no act: the room that sends says, at start, that it does",
    "openmash.sharing.services.feeds.carriers": "no act: for the manual",
    "openmash.sharing.services.feeds.kept_at": "no act: where a file is kept",
    "openmash.sharing.services.feeds.contents": "no act: what is offered, for pages and the manual",
    "openmash.release.services.following.follow_dispatches": "no act: a room above says, at start, who follows one",
    "openmash.release.services.following.follow_packages": "no act: a room above says, at start, who follows one",
    "openmash.release.services.following.package_followers": "no act: for the manual",
    "openmash.release.services.following.dispatch_followers": "no act: for the manual",
    "openmash.release.services.following.fill_at_the_door": "no act: a room above says, at start, what is filled in",
    "openmash.release.services.following.door_fillers": "no act: for the manual",
    "openmash.release.services.feeds.file_of_run": "no act: it reads which file goes",
    "openmash.release.services.following.is_filled_at_the_door": "no act: it reads whether words are still to come",
    "openmash.release.services.following.body_at_the_door": "no act: it reads what a message says when it goes",
    "openmash.links.services.open_by_links": "no act: a room above says, at start, what links open",
    "openmash.links.services.opened_by_links": "no act: for the manual",
    "openmash.links.services.landing_of": "no act: where a link leads",
    "openmash.trail.services.gathering": "no act: it says when the entries of many acts are written",
}
NO_TRAIL = {
    **OWN_SHAPE,
    "openmash.trail.services.seal_entries": "sealing entries is not a change of a record, and an entry of it would need a seal",
}


def services() -> list[Module]:
    """The demo area changes nothing of its own: it plays a story through the services of others, and they are here."""
    return [module for module in modules() if module.part == "services" and module.room != "demo"]


@pytest.fixture(scope="module")
def helpers() -> set[str]:
    return only_helpers(services(), modules())


def test_every_service_takes_keywords_names_its_actor_and_is_told_the_time(helpers):
    nothing_wrong(shape_faults(services(), excepted={*OWN_SHAPE, *helpers}))


def test_every_service_records_in_the_trail_in_its_transaction(helpers):
    nothing_wrong(recording_faults(services(), excepted={*NO_TRAIL, *helpers}))


def test_no_exception_has_outlived_its_service():
    there = {
        f"{module.name}.{node.name}" for module in services() for node in module.tree.body if hasattr(node, "name")
    }

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
    bad = Module(
        "openmash.frontdoor.services", "@transaction.atomic\ndef close_contact(*, actor, now):\n    contact.save()\n"
    )

    assert recording_faults([bad]) == [
        "openmash.frontdoor.services.close_contact changes something and records nothing in the trail"
    ]


def test_the_guard_sees_a_service_without_a_transaction():
    bad = Module("openmash.frontdoor.services", "def close_contact(*, actor, now):\n    trail.record(actor=actor)\n")

    assert recording_faults([bad]) == [
        "openmash.frontdoor.services.close_contact is not in a transaction: put @transaction.atomic on it"
    ]


def test_the_guard_tells_a_service_from_a_helper_that_its_folder_shares():
    held = Module(
        "openmash.frontdoor.services.closing", "def close_contact(*, actor, now): pass\ndef locked(key): pass\n"
    )
    view = Module(
        "openmash.frontdoor.views", "from openmash.frontdoor.services import closing\nclosing.close_contact()\n"
    )
    beside = Module("openmash.frontdoor.services.opening", "from openmash.frontdoor.services.closing import locked\n")

    assert only_helpers([held], [held, view, beside]) == {"openmash.frontdoor.services.closing.locked"}


def test_the_guard_follows_a_service_into_its_helpers():
    good = Module(
        "openmash.frontdoor.services",
        "@transaction.atomic\ndef close_contact(*, actor, now):\n    _close()\n\ndef _close():\n    trail.record()\n",
    )

    assert recording_faults([good]) == []
