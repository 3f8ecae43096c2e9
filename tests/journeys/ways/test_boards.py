"""Boards and groups: a group is set up under the board, its people get seats, one leaves, and everybody sees who answers to whom."""

import pytest

from tests.journeys.ways.conftest import Visit
from tests.journeys.ways.test_a_case import says

pytestmark = pytest.mark.journey


def test_a_group_is_set_up_and_its_line_of_sight_is_seen(visit: Visit) -> None:
    principal, manager = visit("principal"), visit("manager")
    principal.goes_home()
    principal.follows("Boards and groups")
    principal.follows("New board or group")
    principal.writes("Name", "Steering board of the pathway")
    principal.chooses("Another board or group: Freedom of Information Act 2000", under="What kind of body is it?")
    principal.presses("Save")
    principal.reads("Not laid down yet: what it is for, how often it meets, its quorum, a chair.")

    principal.follows("Boards and groups")
    principal.follows("New board or group")
    principal.writes("Name", "Pathway group")
    principal.writes("What is it for?", "Walks the pathway with each family.")
    principal.writes("How often does it meet?", "Every two weeks")
    principal.writes("What is its quorum?", "2")
    principal.picks("Which board does it answer to?", "Steering board of the pathway")
    principal.chooses("Another board or group: Freedom of Information Act 2000", under="What kind of body is it?")
    principal.presses("Save")
    principal.reads("Steering board of the pathway", "2, but there are only 0 with a vote")

    gives_a_seat(principal, "Winifred Pathfinder", "Chair")
    gives_a_seat(principal, "Osric Waymark", "Member")
    principal.reads("2 of the 2 with a vote", "Winifred Pathfinder", "Osric Waymark")
    principal.follows("Give somebody a seat")
    principal.writes("Name", "Quill Secondchair")
    principal.chooses("Chair", under="As what do they sit there?")
    principal.is_refused("Give the seat", "There is a chair already")

    principal.follows("Back")
    principal.follows("End the seat of Osric Waymark")
    principal.reads("End the seat of Osric Waymark")
    says(principal, "Which is their last day?", "1 1 2020")
    principal.is_refused("End the seat", "The seat began later than that")

    manager.goes_home()
    manager.follows("Boards and groups")
    manager.reads("Pathway group", "Chair: Winifred Pathfinder", "Steering board of the pathway")
    manager.does_not_read("New board or group")
    manager.follows("Pathway group")
    manager.reads("Line of sight", "Steering board of the pathway")


def gives_a_seat(worker, name: str, capacity: str) -> None:
    worker.follows("Give somebody a seat")
    worker.writes("Name", name)
    worker.chooses(capacity, under="As what do they sit there?")
    worker.presses("Give the seat")
