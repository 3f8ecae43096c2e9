"""A family is told what was told about their child: without a gap for what they are not told."""

import pytest
from playwright.sync_api import expect

from openmash.base.transactions import request_transaction
from openmash.enquiries.services import EnquiryGiven
from openmash.frontdoor.queries.contacts import contact_by_reference
from openmash.frontdoor.services.asking import ask_agencies_about
from tests.journeys.served import Newcomer
from tests.journeys.ways.acts import actor_of, was_called
from tests.journeys.ways.conftest import Clock, Visit

pytestmark = pytest.mark.journey
NOT_DAD = "Dad must not learn that health was asked."


def were_asked(reference: str, now: object) -> str:
    """Have the police be asked openly and health behind the father's back; give the child's reference."""
    worker = actor_of("triage")
    with request_transaction(worker):
        contact = contact_by_reference(worker, reference)
        child = contact.children.get().person.reference
        for agency, told, must_not in (("LANCS-POLICE", "told", ""), ("HEALTH-0-19", "must_not", NOT_DAD)):
            given = EnquiryGiven("protect-child", ("public-task",), told, must_not, words="A bruise.")
            ask_agencies_about(
                actor=worker, contact=contact, agency_codes=[agency], people=[child], given=given, now=now
            )
    return str(child)


def test_a_family_is_told_what_was_told_and_not_what_must_not_be(visit: Visit, time: Clock) -> None:
    reference = was_called("triage", "Morfudd Example", now=time.moment)
    child = were_asked(reference, time.moment)
    for agency in ("police", "health"):
        somebody = visit(agency)
        somebody.goes_home()
        somebody.follows("Morfudd Example")

    triage, manager = visit("triage"), visit("manager")
    triage.opens(f"/children/{child}/")
    triage.follows("What was told to others")
    triage.reads("Lancashire Constabulary", "Kept out until somebody decides", NOT_DAD)
    triage.does_not_read("Decide what they are not told")
    triage.follows("Make a statement for the family")
    triage.chooses("Morfudd Example")
    triage.is_refused("Make it", "Decide first on what the family was not to be told")

    manager.opens(f"/people/{child}/told/")
    manager.follows("Decide what they are not told")
    manager.chooses("Health visiting", under="What is this about?")
    manager.chooses("Keep it from them for now")
    manager.chooses("It is about a child who is or may be at risk")
    manager.writes("Why?", "He has threatened the health visitor.")
    group = manager.page.get_by_role("group", name="when is this looked at again?")
    for part, value in (("Day", "1"), ("Month", "3"), ("Year", "2027")):
        group.get_by_label(part).fill(value)
    manager.presses("Record it")
    manager.reads("Kept out", "To be looked at again on 1 March 2027", "He has threatened")

    triage.opens(f"/people/{child}/told/statement/")
    triage.chooses("Morfudd Example")
    triage.presses("Make it")
    triage.reads("reads exactly this", "we asked Lancashire Constabulary what they know about Morfudd Example")
    triage.does_not_read("Health visiting")
    triage.chooses("I have read it. Send it for a second person to read")
    triage.presses("Record it")
    triage.reads("that is somebody else")

    manager.opens(f"/people/{child}/told/")
    manager.follows("Morfudd Example")
    manager.chooses("I have read it as it is here. It may leave")
    manager.presses("Record it")
    manager.reads("Released")

    triage.opens(f"/people/{child}/told/")
    triage.reads("Given a paper like this")
    triage.follows("Morfudd Example")
    triage.follows("Show it for printing")
    triage.reads("What we told others about Morfudd Example", "0303 123 1113", "12 Example Street")
    triage.does_not_read("Health visiting", "threatened")


def test_the_notice_to_families_can_be_read_by_everybody(visit: Visit) -> None:
    somebody = visit("school")
    somebody.goes_home()
    somebody.follows("How we use what we know about families")
    somebody.reads("What you can ask for", "ico.org.uk")


def test_whoever_does_not_sign_in_finds_the_notice_where_others_do(newcomer: Newcomer, site: str) -> None:
    page = newcomer().new_page()
    page.goto("/account/login/")
    page.get_by_role("link", name="How we use what we know about families").click()
    expect(page.get_by_role("heading", name="What you can ask for")).to_be_visible()
    foot = page.get_by_role("contentinfo").get_by_role("link")
    assert foot.all_inner_texts() == ["How we use what we know about families"]
