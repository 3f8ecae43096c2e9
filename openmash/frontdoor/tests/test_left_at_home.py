"""Whoever hides is left where they live when a notice or a call names them with others, and lends their address to nobody."""

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse

from openmash.base.transactions import request_transaction
from openmash.frontdoor.models import Contact
from openmash.frontdoor.rules.given import PersonRow
from openmash.frontdoor.services import contact_people, contacts, notices
from openmash.frontdoor.tests.conftest import MACHINE, NOW, call
from openmash.people import services as people
from openmash.people.models import Person, Residence
from openmash.people.services import PersonGiven

HIDING, POSTCODE = "3 Hidden Yard", "PR1 8XJ"
HEAD = "reference,agency,received_at,given_name,family_name,date_of_birth,age,address,postcode,relationship,category,concern\n"
RECEIVED = (NOW - timedelta(hours=2)).isoformat()[:16]


def row(given, born="", age="", address="", relationship=""):
    postcode = POSTCODE if address else ""
    return f"LP-9,LANCS-POLICE,{RECEIVED},{given},Yardley,{born},{age},{address},{postcode},{relationship},domestic-abuse,Shouting\n"


@pytest.fixture
def gwen(pack):
    with request_transaction(MACHINE):
        given = PersonGiven(
            given_name="Gwen",
            family_name="Yardley",
            date_of_birth=date(1988, 2, 3),
            address=HIDING,
            postcode=POSTCODE,
            address_protected=True,
        )
        return people.create_person(actor=MACHINE, given=given, now=NOW)


def notice(worker, *rows):
    with request_transaction(worker):
        file = io.BytesIO((HEAD + "".join(rows)).encode())
        notices.load_notices(actor=worker, file=file, name="notices.csv", now=NOW)
        return Contact.objects.get(external_reference="LP-9")


def where(contact):
    with request_transaction(MACHINE):
        held = [one.person for rows in (contact.children, contact.adults) for one in rows.select_related("person")]
        return {one.given_name: (one.address, one.household_id is not None) for one in held}


GWEN = row("Gwen", born="1988-02-03", address=HIDING, relationship="mother")


@pytest.mark.parametrize(
    "rhys",
    [
        pytest.param(row("Rhys", age="41", relationship="partner"), id="he-has-no-address"),
        pytest.param(
            row("Rhys", age="41", address=HIDING, relationship="partner"), id="hers-was-typed-beside-his-name"
        ),
        pytest.param(row("Rhys", age="41", address="3 hidden yard", relationship="partner"), id="hers-in-another-way"),
    ],
)
def test_a_partner_is_never_recorded_where_she_hides(worker, gwen, rhys):
    contact = notice(worker, rhys, GWEN, row("Efa", born="2014-05-06", relationship="child"))

    assert where(contact) == {"Gwen": (HIDING, False), "Rhys": ("", True), "Efa": ("", True)}
    with request_transaction(MACHINE):
        assert set(
            Residence.objects.filter(address__icontains="hidden").values_list("person__given_name", flat=True)
        ) == {"Gwen"}
        assert contact.adults.get(person=gwen).left_at_home
        assert not contact.adults.get(person__given_name="Rhys").left_at_home


def test_the_pages_of_the_contact_say_that_she_was_left_and_not_where(signed_in, worker, gwen):
    contact = notice(
        worker, GWEN.replace(HIDING, "1 Other Road"), row("Efa", born="2014-05-06", address="1 Other Road")
    )
    browser = signed_in(worker)

    for name in ("contact", "open_history"):
        page = browser.get(reverse(f"frontdoor:{name}", kwargs={"reference": contact.reference})).text
        assert "Gwen Yardley was left where they live" in page
        assert "Hidden Yard" not in page
    assert where(contact) == {"Gwen": (HIDING, False), "Efa": ("1 Other Road", True)}


def test_where_nobody_hides_nobody_is_left_and_nothing_is_said(signed_in, worker):
    contact = notice(worker, GWEN, row("Efa", born="2014-05-06"))

    assert where(contact) == {"Gwen": (HIDING, True), "Efa": (HIDING, True)}
    page = signed_in(worker).get(reverse("frontdoor:contact", kwargs={"reference": contact.reference})).text
    assert "left where they live" not in page


def test_who_was_said_to_live_elsewhere_is_not_moved_to_the_address_of_the_notice(worker):
    contact = notice(
        worker,
        GWEN,
        row("Efa", born="2014-05-06"),
        row("Rhys", age="41", address="4 Example Road", relationship="partner"),
    )

    assert where(contact) == {"Gwen": (HIDING, True), "Efa": (HIDING, True), "Rhys": ("4 Example Road", False)}


def test_in_a_call_a_new_partner_is_not_given_the_address_of_who_is_found_and_hides(worker, gwen):
    found = PersonRow(reference=gwen.reference, is_child=False, relationship="mother")
    partner = PersonRow(given_name="Rhys", family_name="Yardley", age=41, is_child=False, relationship="partner")
    child = PersonRow(given_name="Efa", family_name="Yardley", age=11, is_child=True)
    with request_transaction(worker):
        given = call(people=(partner, found, child), address="Flat 1, 3 Hidden Yard", postcode=POSTCODE)
        contact = contacts.take_call(actor=worker, given=given, now=NOW)

    assert where(contact) == {"Gwen": (HIDING, False), "Rhys": ("", True), "Efa": ("", True)}


def test_whoever_is_added_later_is_not_given_it_either(worker, gwen):
    contact = notice(worker, GWEN, row("Efa", born="2014-05-06"))
    later = PersonRow(given_name="Rhys", family_name="Yardley", age=41, is_child=False, relationship="partner")
    with request_transaction(worker):
        contact_people.add_person(actor=worker, contact=contact, row=later, now=NOW)

    assert where(contact)["Rhys"] == ("", False)


def test_the_same_child_in_two_rows_of_a_notice_is_made_once(worker):
    contact = notice(
        worker, row("Efa", born="2014-05-06", address=HIDING), row("Efa", born="2014-05-06", address=HIDING), GWEN
    )

    with request_transaction(MACHINE):
        assert contact.children.count() == 1
        assert Person.objects.filter(given_name="Efa").count() == 1
