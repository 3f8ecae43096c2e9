"""The board's plan: the minutes of a meeting in, their actions confirmed, a cycle agreed; from a theme of audit to blue; carry-over."""

import pytest
from playwright.sync_api import Locator, Page

from tests.journeys.ways.conftest import Clock, Visit
from tests.journeys.ways.person import Person

pytestmark = pytest.mark.journey
# After every other journey: what is planned here is in no list that another one reads.
LATER = 60
# After the minutes of a real board of 2017, with people who were never there.
MINUTES = """12 Week Improvement Plan

Jane Exampleton was going to speak with Rhys Examplewell with regards actions against her name.

Actions:

·  To update the improvement plan to include additional actions – Rhys Examplewell.

·  To discuss a stronger action plan around Governance – Dee Exampleham/Rhys Examplewell.

Resolved:  that the Board agreed the next 12 week improvement plan.

Roll-out will be agreed at the next Board meeting on 13 August 2017.
"""


def day(page: Page, label: str, written: str) -> None:
    group = page.get_by_role("group", name=label)
    for part, words in zip(("Day", "Month", "Year"), written.split(), strict=True):
        group.get_by_label(part).fill(words)


def test_minutes_are_read_their_actions_confirmed_and_the_next_cycle_agreed(visit: Visit, time: Clock) -> None:
    time.passes(days=LATER)
    secretary, board = visit("secretary"), visit("board")

    reads_minutes(secretary)
    declines(secretary, 1)
    confirms(secretary, 2)
    confirms(secretary, 3)
    secretary.reads("Each has been decided on", "It was said, and done that week")
    plans_and_places(secretary, "To update the improvement plan", start=(4, 1, 2027))
    secretary.goes_home()
    secretary.follows("Agree cycle")
    secretary.reads("No day is set.")
    secretary.writes("Which meeting agreed it?", "Board of January")
    secretary.is_refused("The board agreed it", "knows what is lacking")
    secretary.chooses("The board knows what is lacking")
    secretary.presses("The board agreed it")
    secretary.reads("Agreed by the board", "To update the improvement plan", "No day is set.")

    board.goes_home()
    board.follows("The plan")
    board.reads("To update the improvement plan", "Rhys Examplewell")
    board.follows("Every open action")
    board.reads("Not on the plan", "To discuss a stronger action plan around Governance", "Dee Exampleham")


def reads_minutes(secretary: Person) -> None:
    secretary.goes_home()
    secretary.follows("Minutes that were read")
    secretary.follows("Read minutes")
    secretary.writes("Which meeting?", "Board of July 2017")
    secretary.page.get_by_label("A file of minutes").set_input_files(
        {"name": "minutes.txt", "mimeType": "text/plain", "buffer": MINUTES.encode()}
    )
    secretary.presses("Read the file")
    secretary.reads("is a Sunday", "that the Board agreed the next 12 week improvement plan", "was going to speak with")


def action(secretary: Person, number: int) -> Locator:
    return secretary.page.get_by_role("region", name=f"Action {number}", exact=True)


def confirms(secretary: Person, number: int) -> None:
    action(secretary, number).get_by_role("link", name="Confirm or correct").click()
    secretary.looks()
    secretary.reads("The sentence", "Rhys Examplewell")
    secretary.presses("It is an action")


def declines(secretary: Person, number: int) -> None:
    action(secretary, number).get_by_role("link", name="Decline").click()
    secretary.looks()
    secretary.is_refused("It is no action", "Why is it no action")
    secretary.writes("Why is it no action?", "It was said, and done that week")
    secretary.presses("It is no action")


def plans_and_places(secretary: Person, words: str, *, start: tuple[int, int, int]) -> None:
    secretary.goes_home()
    if secretary.page.get_by_role("link", name="Plan the next cycle").count():
        secretary.follows("Plan the next cycle")
        day(secretary.page, "On which day does it begin?", " ".join(map(str, start)))
        secretary.presses("Begin to plan it")
    secretary.goes_home()
    secretary.follows("Every open action")
    secretary.follows(words)
    secretary.follows("Place it on the plan")
    secretary.page.get_by_role("group", name="On which cycle?").get_by_role("radio").first.check()
    secretary.picks("First week", "1")
    secretary.picks("Last week", "4")
    secretary.presses("Place it")
    secretary.reads("Weeks 1 to 4")


def test_from_a_theme_of_audit_to_blue_and_what_is_left_is_carried_over(visit: Visit, time: Clock) -> None:
    time.passes(days=LATER)
    principal, social, secretary = visit("principal"), visit("social"), visit("secretary")

    makes(principal, "Rewrite the template for plans", theme="smart-planning")
    principal.follows("Say what it aims at")
    principal.writes("Target", "90% of plans are SMART")
    principal.writes("Where does it stand today?", "6 of 8 in October")
    principal.presses("Keep the target")
    principal.reads("90% of plans are SMART", "6 of 8 in October")
    makes(principal, "Train every team", theme="fathers")
    for words in ("Rewrite the template for plans", "Train every team"):
        plans_and_places(secretary, words, start=(5, 4, 2027))
    agrees(secretary)

    social.finds_work("Do what the board agreed", "WA-")
    social.follows("Say that it is done")
    social.writes("What was done?", "The template is rewritten")
    social.is_refused("It is done", "not closed without evidence")
    social.writes("What proves it?", "The template of 3 January, in the library")
    social.presses("It is done")
    social.reads("Said to be done", "in the library")

    principal.opens(social.page.url)
    principal.follows("Look again")
    principal.reads("The template of 3 January")
    principal.chooses("Yes: it is blue")
    principal.writes("What did you look at", "Eight plans of this month use it")
    principal.presses("Keep what you saw")
    principal.reads("Blue: done, evidenced and looked at again", "Eight plans of this month use it")

    time.passes(days=90)
    secretary = visit("secretary")
    secretary.goes_home()
    secretary.follows("Plan the next cycle")
    secretary.presses("Begin to plan it")
    secretary.follows("Agree cycle")
    secretary.reads("Why is this carried over? Train every team")
    secretary.does_not_read("Why is this carried over? Rewrite the template")
    agrees(secretary, "The trainer was ill")
    secretary.reads("Carried over: The trainer was ill", "Slipped")
    secretary.follows("Train every team")
    secretary.reads("Carried over into cycle", "Placed on cycle", "The trainer was ill")
    secretary.goes_home()
    secretary.follows("What moved since last time")
    secretary.reads("was carried over into this cycle")


def makes(principal: Person, words: str, *, theme: str) -> None:
    principal.opens(f"/plan/actions/new/?kind=audit_theme&origin={theme}")
    principal.reads("A theme of case-file audit")
    principal.writes("What is to be done?", words)
    principal.writes("Who does it?", "Sol Social" if "template" in words else "Sela Secretary")
    principal.presses("Make it")
    principal.reads(words, "No day is set.")


def agrees(secretary: Person, reason: str = "It goes on") -> None:
    secretary.goes_home()
    secretary.follows("Agree cycle")
    for box in secretary.page.get_by_label("Why is this carried over?").all():
        box.fill(reason)
    secretary.writes("Which meeting agreed it?", "Board of spring")
    if (tick := secretary.page.get_by_label("The board knows what is lacking")).count():
        tick.check()
    secretary.presses("The board agreed it")
    secretary.reads("Agreed by the board")
