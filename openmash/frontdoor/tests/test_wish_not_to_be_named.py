"""Whoever raised a worry and asked not to be named is named on no path that leaves the front door."""

import pytest

from openmash.agencies.choices import Role
from openmash.base import clock
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.enquiries import queries as enquiries
from openmash.enquiries.services import EnquiryGiven
from openmash.frontdoor.queries import feeds, leaving
from openmash.frontdoor.queries.contacts import contact_by_reference
from openmash.frontdoor.services import contacts, packages
from openmash.frontdoor.services import meetings as services
from openmash.frontdoor.services.asking import (
    ask_agencies_about,
    refuse_more_time_about,
    withdraw_request_about,
)
from openmash.frontdoor.services.packages import TellingGiven
from openmash.frontdoor.tests.conftest import MACHINE, NOW, aled, call
from openmash.meetings import queries as meetings
from openmash.meetings.services import InviteGiven, MeetingGiven
from openmash.release import queries as release

pytestmark = pytest.mark.django_db
CALLER, NUMBER, EMAIL = "Trudy Alsop", "07700 900461", "trudy@example.org"
WHO = (CALLER, NUMBER, EMAIL)


@pytest.fixture(autouse=True)
def at_this_time(pack, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def raised(worker):
    """A worry of a neighbour, who asked not to be named, or did not."""

    def make(do_not_name=True):
        with request_transaction(worker):
            given = call(
                caller_name=CALLER, caller_telephone=NUMBER, caller_email=EMAIL, people=(aled(),),
                do_not_name=do_not_name, story=f"{CALLER} heard shouting.",
            )  # fmt: skip
            made = contacts.take_call(actor=worker, given=given, now=NOW)
            return contact_by_reference(worker, made.reference)

    return make


def ask(worker, contact, **words):
    given = EnquiryGiven(purpose="protect-child", lawful_bases=("public-task",), told="not_told", **words)
    with request_transaction(worker):
        people = [one.person.reference for one in contact.children.all()]
        return ask_agencies_about(
            actor=worker, contact=contact, agency_codes=["LANCS-POLICE"], people=people, given=given, now=NOW
        )


def meet(worker, contact, **words):
    given = {"purpose": "A bruise", "place": "01632 960400", "urgent_reason": "Tonight"} | words
    with request_transaction(worker):
        return services.call_meeting_about(
            actor=worker,
            contact=contact,
            given=MeetingGiven(
                "strategy-discussion", NOW, "telephone", given["place"], given["purpose"], given["urgent_reason"]
            ),
            people=[one.person.reference for one in contact.children.all()],
            invited=(InviteGiven("LCC", seat="social-work-manager"), InviteGiven("LANCS-POLICE", seat="police")),
            now=NOW,
        )


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("field", ["words", "must_not_be_told"])
def test_no_agency_that_is_asked_reads_it(worker, raised, field, who):
    contact = raised()
    with pytest.raises(RuleBroken, match="asked not to be named") as broken:
        ask(worker, contact, **{field: f"As {who.upper()} told us"})

    assert broken.value.field == field
    with request_transaction(worker):
        assert not enquiries.requests_about(worker, subject_kind="contact", subject=contact.reference)


@pytest.mark.parametrize("field", ["purpose", "place", "urgent_reason"])
def test_nobody_who_is_invited_reads_it(worker, raised, field):
    contact = raised()
    with pytest.raises(RuleBroken, match="asked not to be named") as broken:
        meet(worker, contact, **{field: f"{CALLER} heard it"})

    assert broken.value.field == field


def test_no_reason_that_the_invited_or_an_agency_read_says_it(worker, raised):
    contact = raised()
    meeting = meet(worker, contact)
    (request,) = ask(worker, contact).requests
    said = {"actor": worker, "contact": contact, "reason": f"{CALLER} rang again", "now": NOW}

    for doing, what in (
        (services.call_off_meeting_about, {"meeting": meeting}),
        (withdraw_request_about, {"request": request}),
        (refuse_more_time_about, {"request": request}),
    ):
        with request_transaction(worker), pytest.raises(RuleBroken, match="asked not to be named") as broken:
            doing(**said, **what)
        assert broken.value.field == "reason"
    with request_transaction(worker):
        withdraw_request_about(**said | {"reason": "Not needed any more"}, request=request)


def test_no_agency_that_is_given_something_to_do_reads_it(worker, raised):
    contact = raised()
    meeting = meet(worker, contact)
    with request_transaction(worker), pytest.raises(RuleBroken, match="asked not to be named"):
        services.agree_action_about(
            actor=worker, contact=contact, meeting=meeting, words=f"Thank {CALLER}", due_at=NOW,
            owner=services.OwnerGiven(agency="LANCS-POLICE"), now=NOW,
        )  # fmt: skip


def test_no_document_at_the_gate_says_it(worker, raised):
    contact = raised()
    with request_transaction(worker):
        given = TellingGiven(
            ["LANCS-POLICE"], [one.person.reference for one in contact.children.all()], "protect-child", ["public-task"]
        )
        (package,) = packages.prepare_packages(actor=worker, contact=contact, given=given, now=NOW)

        assert "story" in [one.fact.field for one in release.told_of(package, NOW) if one.shown]
        assert "referrer" in [one["code"] for one in package.findings if one["weight"] == "stop"]


def test_no_standing_feed_holds_it(worker, raised):
    raised()
    with request_transaction(MACHINE):
        rows = list(feeds.children_with_open_contacts(MACHINE, NOW))

    assert rows and not any(who in " ".join(row.values()) for row in rows for who in WHO)


def test_what_an_agency_opens_or_is_invited_to_does_not_hold_it(worker, raised, act_as):
    contact, police = raised(), act_as(Role.PARTNER, team="police-mash")
    (request,) = ask(worker, contact, words="A neighbour heard shouting").requests
    meeting = meet(worker, contact)

    with request_transaction(police):
        held = enquiries.request_asked_of(police, request.reference)
        invited, _ = meetings.invitation(police, meeting.reference)
        said = [vars(held.enquiry), *(vars(one) for one in held.enquiry.people.all()), vars(invited)]
    assert not any(who in str(said) for who in WHO)


def test_who_did_not_ask_for_it_may_be_named(worker, raised):
    contact = raised(do_not_name=False)

    assert leaving.not_to_be_named(contact) == []
    assert ask(worker, contact, words=f"{CALLER} heard shouting").requests
