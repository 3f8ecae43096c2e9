"""A draft agreement stops a standing feed; somebody else approves it, it comes into force, and the feed goes."""

import pytest
from django.conf import settings

from tests.journeys.ways.acts import takes_a_call
from tests.journeys.ways.conftest import Clock, Visit

pytestmark = pytest.mark.journey
AGREEMENT = "Agreement of the hub"
FEED = "Children with open contacts, for health visiting"


def drafts_the_agreement(admin) -> None:
    admin.opens("/register/")
    admin.follows("New document")
    admin.chooses("Information-sharing agreement")
    admin.writes("Title", AGREEMENT)
    admin.writes("What is it for?", "Health visitors are told which children have an open contact.")
    admin.chooses("Lancashire County Council, children's social care", under="Which agencies are party to it?")
    admin.chooses("Health visiting and school nursing (demonstration)", under="Which agencies are party to it?")
    admin.chooses("A service that knows the child is told", under="Which purposes does it cover?")
    admin.chooses("Public task", under="On which lawful bases?")
    for item in ("Reference", "Name", "Date of birth", "What the contact is mainly about"):
        admin.chooses(item, under="Which items of information?")
    admin.picks("How long is what is shared kept?", "A contact, and work")
    group = admin.page.get_by_role("group", name="Reviewed by")
    for part, value in (("Day", "30"), ("Month", "6"), ("Year", "2027")):
        group.get_by_label(part).fill(value)
    admin.presses("Keep as a draft")
    admin.reads("No version is in force. Version 1: draft.")


def begins_the_feed(admin) -> None:
    admin.opens("/register/feeds/")
    admin.follows("New standing feed")
    admin.writes("Title", FEED)
    admin.chooses("Children with open contacts", under="What is sent?")
    admin.picks("Under which agreement?", AGREEMENT)
    admin.picks("To which agency?", "Health visiting")
    admin.picks("For which purpose?", "A service that knows the child")
    admin.chooses("Public task", under="On which lawful bases?")
    for item in ("Reference", "Name", "What the contact is mainly about"):
        admin.chooses(item, under="Which items?")
    admin.writes("Every how many days?", "7")
    group = admin.page.get_by_role("group", name="For the first time on")
    for part, value in (("Day", "18"), ("Month", "11"), ("Year", "2026")):
        group.get_by_label(part).fill(value)
    admin.presses("Begin the feed")


def runs_it(admin) -> None:
    admin.follows("Run it now")
    admin.presses("Run it now")


def test_a_draft_stops_a_feed_until_it_comes_into_force(visit: Visit, time: Clock) -> None:
    child = "Aled Sharedname"
    takes_a_call(visit("triage"), child)
    admin, lead, partner = visit("admin"), visit("lead"), visit("health")
    drafts_the_agreement(admin)
    document = admin.page.url

    begins_the_feed(admin)
    feed = admin.page.url
    runs_it(admin)
    admin.reads("Stopped", f"{AGREEMENT}, version 1 is still a draft.")
    admin.reads("goes only under an agreement in force", "tried again every day")
    lead.finds_work("See to the stopped feed", feed.rstrip("/").rpartition("/")[2])

    partner.opens("/register/")
    partner.reads(AGREEMENT, "Draft")
    visit("police").opens("/register/")
    visit("police").does_not_read(AGREEMENT)

    admin.opens(document)
    admin.does_not_read("Approve")
    lead.opens(document)
    lead.follows("Approve")
    lead.writes("Who has signed it?", "Caldicott guardian")
    lead.presses("Approve")
    lead.reads("Approved, not in force yet", "signed by Caldicott guardian")
    lead.follows("Bring into force")
    lead.presses("Bring into force")
    lead.reads("Version 1 is in force. Next review: 30 June 2027.")

    admin.opens(feed)
    runs_it(admin)
    admin.reads("Goes", "is in force until 30 June 2027")
    admin.reads("What the contact is mainly about: not for this kind of recipient")
    lead.has_no_work("See to the stopped feed", feed.rstrip("/").rpartition("/")[2])

    files = list((settings.DATA / "files" / "feeds").glob("*.csv"))
    sent = [file.read_text(encoding="utf-8") for file in files]
    assert any(child in text and text.startswith("Reference,Name") for text in sent)
    assert not any("bruise" in text for text in sent)
