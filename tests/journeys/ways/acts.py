"""What is done in most journeys: a call taken, a contact screened and decided, each by its pages."""

from datetime import datetime
from typing import Any

from playwright.sync_api import expect

from openmash.accounts.models import User
from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.frontdoor.queries.contacts import contact_by_reference
from openmash.frontdoor.queries.facts import unanswered_prompts
from openmash.frontdoor.services import earlyhelp_checks as checks
from openmash.frontdoor.services import history, screening
from openmash.frontdoor.tests import world
from tests.journeys.ways.person import Person
from tests.journeys.ways.town import SCHOOL

STORY = "He came to school with a bruise on his arm and said he does not want to go home."


def takes_a_call(
    worker: Person, *children: str, born: tuple[str, str, str] | None = None, postcode: str = "PR1 8XJ"
) -> str:
    """Take a call from the school about children of one family; give the contact's reference.

    `born` is the first child's date of birth; without it ages alone are known, as on many calls.
    """
    worker.opens("/calls/new/")
    worker.writes("What is the caller telling you?", STORY)
    worker.writes("Caller’s name", "Sky School")
    worker.page.get_by_label("Organisation").first.fill(SCHOOL)
    worker.chooses("Yes", under="Is the caller a professional?")
    for number, child in enumerate(children):
        given, _, family = child.partition(" ")
        if number:
            worker.page.get_by_role("button", name="Add another person").click()
            expect(worker.page.get_by_label("Given name").last).to_have_value("")
        worker.page.get_by_label("Given name").last.fill(given)
        worker.page.get_by_label("Family name").last.fill(family)
        if born and number == 0:
            group = worker.page.get_by_role("group", name="Date of birth").last
            for part, value in zip(("Day", "Month", "Year"), born, strict=True):
                group.get_by_label(part).fill(value)
        else:
            worker.page.get_by_label("or age").last.fill(str(11 - number))
        worker.page.get_by_label("A child", exact=True).last.check()
    worker.page.get_by_label("Address", exact=True).first.fill("12 Example Street")
    worker.page.get_by_label("Postcode", exact=True).first.fill(postcode)
    worker.presses("Save and read the history")
    return worker.reference


def was_called(who: str, *children: str, colour: str = "", now: datetime, **more: Any) -> str:
    """A contact that came by telephone before the journey begins, read and given its colour: for journeys about what follows."""
    worker = actor_of(who)
    rows = [world.child_row(*child.split(" ", 1), age=11 - number) for number, child in enumerate(children)]
    with request_transaction(worker):
        contact = world.call(worker, now=now, people=rows, caller_organisation=SCHOOL, **more)
        history.record_history_opened(actor=worker, contact=contact, now=now)
        if colour:
            world.rated(contact, worker, colour, now=now)
    return contact.reference


def was_closed(who: str, *children: str, now: datetime) -> str:
    """A contact about children of one family, screened and closed with no further action before the journey begins."""
    reference = was_called(who, *children, colour="green", now=now)
    worker = actor_of(who)
    with request_transaction(worker):
        contact = contact_by_reference(worker, reference)
        held = list(contact.children.all())
        checks.record_early_help_check(actor=worker, children=held, result="no_record", now=now)
        for child in held:
            child.contact = contact
            for prompt in unanswered_prompts(worker, child, moments=("decision",), outcome="NFA", level=1, now=now):
                screening.answer_prompt(actor=worker, children=[child], prompt=prompt.code, words="Weighed", now=now)
        world.decided(contact, worker, "NFA", 1, now=now)
    return reference


def actor_of(who: str) -> Actor:
    """Return somebody of the town as the services know them."""
    actor = agencies.actor_for(User.objects.get(email=f"{who}@example.org"), on=world.NOW.date())
    assert actor is not None
    return actor


def screens(
    worker: Person,
    reference: str,
    *,
    colour: str = "Amber",
    siblings: bool = False,
    check: str = "No record visible to you",
) -> None:
    """Read the history, set the colour, check early help and record what the family knows."""
    worker.opens(f"/contacts/{reference}/history/")
    worker.follows("Go on to screening")
    worker.follows("Colour for ")
    worker.chooses(colour)
    worker.writes("Why this colour?", "A bruise and fear of going home, told today.")
    _and_siblings(worker, siblings)
    worker.presses("Set the colour")
    worker.follows("Early-help check for ")
    worker.chooses(check)
    _and_siblings(worker, siblings)
    worker.presses("Record the check")
    worker.follows("What the family knows and agrees to")
    worker.chooses("The family has been told", under="Has the family been told about this worry?")
    worker.writes("Who was told, when and by whom", "Mother, by the school, this morning")
    worker.chooses("They agree", under="Do they agree to support?")
    worker.presses("Save")


def decides(worker: Person, reference: str, *, outcome: str, level: str, siblings: bool = False) -> None:
    """Decide, with reasons; answer what the pack asks about this decision."""
    worker.opens(f"/contacts/{reference}/")
    worker.follows("Decision for ")
    worker.chooses(outcome)
    worker.page.get_by_role("group", name="Level of need you decide on").get_by_label(level).check()
    worker.writes(
        "Why? What did you weigh", "The school and the mother tell the same story; he is safe at home tonight."
    )
    _and_siblings(worker, siblings)
    for box in worker.page.locator("textarea[name^=q_]").all():
        box.fill("His older brother has spoken with us.")
    worker.presses("Decide")


def _and_siblings(worker: Person, siblings: bool) -> None:
    if siblings:
        worker.page.get_by_label("The same for ").check()
