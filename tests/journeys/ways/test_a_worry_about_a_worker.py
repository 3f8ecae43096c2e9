"""A worry about a worker goes to the designated officer by a way of its own, and the worker concerned sees nothing of it."""

from datetime import datetime, timedelta

import pytest

from openmash.base.clock import LONDON
from tests.journeys.ways.acts import was_called
from tests.journeys.ways.conftest import Clock, Visit
from tests.journeys.ways.person import Person

pytestmark = pytest.mark.journey


def test_a_worry_about_a_worker_reaches_the_officer_and_nobody_else(visit: Visit, time: Clock) -> None:
    triage, officer, concerned, manager = visit("triage"), visit("designated"), visit("second"), visit("manager")
    contact = was_called("triage", "Nesta Example", now=time.moment)

    triage.opens(f"/contacts/{contact}/")
    triage.presses("This is about somebody who works or volunteers with children")
    triage.reads("A worry about a worker", "may not be suitable to work with children")
    triage.is_refused("Send it to the designated officer", "Write who the worry is about")
    triage.writes("Who is it about?", "Sam Second")
    triage.writes("What happened, or what worries you?", "Sam told a mother that he would lose her file.")
    triage.presses("Send it to the designated officer")
    triage.reads("The designated officer has it")
    triage.does_not_read("lose her file")
    triage.opens(f"/contacts/{contact}/")
    triage.does_not_read("Sam Second")

    officer.goes_home()
    officer.reads("about workers wait")
    officer.follows("Sam Second")
    officer.reads("Sam told a mother that he would lose her file.", contact, "They see nothing of this")
    officer.is_refused("Save the decision", "Choose what you decide")
    officer.chooses("The threshold is not met: give advice to the employer")
    officer.writes("Why, and who is told", "No child was harmed; the employer looks at his files.")
    officer.presses("Save the decision")
    officer.reads("Advice given to the employer", "the employer looks at his files")
    page = officer.page.url
    officer.goes_home()
    officer.does_not_read("Sam Second")

    for other in (concerned, manager):
        other.goes_home()
        other.does_not_read("Sam Second", "about workers wait")
        other.follows("A worry about a worker")
        other.reads("You have recorded none")
        other.does_not_read("Sam told", "For you to decide")
        response = other.page.goto(page)
        assert response is not None and response.status == 404


def says_when(officer: Person, question: str, at: datetime) -> None:
    group = officer.page.get_by_role("group", name=question)
    local = at.astimezone(LONDON)
    parts = {"Day": local.day, "Month": local.month, "Year": local.year, "Time": f"{local:%H:%M}"}
    for part, value in parts.items():
        group.get_by_label(part).fill(str(value))


def holds_the_meeting(officer: Person, time: Clock) -> None:
    """Call the meeting, write it down, and give something to do."""
    officer.follows("Call the allegation meeting")
    says_when(officer, "When?", time.now())
    officer.chooses("By telephone")
    officer.writes("Where, or by which number or link?", "01632 960400")
    officer.writes("Who is invited?", "Tudor Tennis, the club")
    officer.is_refused("Call it", "may be the person concerned")
    officer.writes("Who is invited?", "DS Dee, police\nHead Harris, the school")
    officer.presses("Call it")
    officer.reads("Who is invited", "Head Harris, the school", "What will be talked about")
    officer.goes_home()
    officer.follows("Hold the allegation meeting")
    officer.follows("Write down the meeting")
    says_when(officer, "When was it held?", time.now())
    for who in ("DS Dee, police", "Head Harris, the school"):
        part = officer.page.get_by_role("region", name=who)
        part.get_by_label("By telephone").check()
        part.get_by_label("What did they say?").fill(f"{who} says so.")
    officer.is_refused("Save the meeting", "Choose an answer to at least one")
    officer.chooses("Not known yet: one meets again", under="How does the allegation end?")
    officer.writes("Why, how, when? (How does the allegation end?)", "When the police have read the telephone")
    officer.presses("Save the meeting")
    officer.reads("Not known yet: one meets again", "DS Dee, police says so.")
    officer.follows("Add something to do")
    officer.writes("What is to be done?", "Send the list of pupils")
    officer.writes("Who does it?", "Head Harris, the school")
    says_when(officer, "By when?", time.now() + timedelta(days=1))
    officer.presses("Add it")
    officer.reads("Send the list of pupils")


def test_the_allegation_meeting_stands_with_the_worry_and_nowhere_else(visit: Visit, time: Clock) -> None:
    triage, officer, manager = visit("triage"), visit("designated"), visit("manager")
    triage.opens("/worries-about-workers/new/")
    triage.writes("Who is it about?", "Tudor Tennis")
    triage.writes("What happened, or what worries you?", "He took a photograph in the changing room.")
    triage.presses("Send it to the designated officer")

    officer.goes_home()
    officer.follows("Tudor Tennis")
    officer.chooses("The threshold is met: hold an allegation meeting")
    officer.chooses("possibly committed a criminal offence", under="Which threshold is met?")
    officer.writes("Why, and who is told", "The police have his telephone.")
    officer.presses("Save the decision")
    officer.goes_home()
    officer.follows("Call the allegation meeting")
    holds_the_meeting(officer, time)
    page = officer.page.url
    officer.goes_home()
    officer.reads("Call the next allegation meeting", "Send the list of pupils (Head Harris, the school)")
    officer.follows("Send the list of pupils")
    officer.follows("This is done")
    officer.writes("What was done?", "They have it.")
    officer.presses("Save")
    officer.reads("They have it.")
    officer.goes_home()
    officer.does_not_read("Send the list of pupils")
    officer.follows("Worries about workers")
    officer.reads("Not known yet: one meets again")

    for other in (triage, manager):
        other.goes_home()
        other.does_not_read("Tudor Tennis", "llegation meeting")
        response = other.page.goto(page)
        assert response is not None and response.status in (403, 404)
