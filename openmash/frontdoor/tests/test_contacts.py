"""Calls and notices become contacts: routed, timed, acknowledged, recorded."""

import io
from dataclasses import replace

import pytest

from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.agencies.tests import factories
from openmash.base.errors import Conflict, Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.frontdoor import commands
from openmash.frontdoor.models import Answer, Contact, ContactChild, StatusChange
from openmash.frontdoor.queries.contacts import contact_by_reference, history_of
from openmash.frontdoor.services import contacts, history, notices
from openmash.frontdoor.tests.conftest import LANCASTER, LEEDS, NOW, PRESTON, aled, call, fresh
from openmash.trail.models import Entry
from openmash.work.models import WorkItem


def take(actor, **more):
    with request_transaction(actor):
        return contacts.take_call(actor=actor, given=call(**more), now=NOW)


def kinds(contact):
    return list(Entry.objects.filter(subject=contact.reference).values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("postcode", "state", "team"),
    [
        pytest.param(PRESTON, "routed", "east-central-triage", id="central-goes-to-triage"),
        pytest.param("", "missing_address", "east-central-triage", id="no-address"),
        pytest.param("ZZ9 9ZZ", "unknown_postcode", "east-central-triage", id="unknown-postcode"),
        pytest.param(PRESTON.lower(), "routed", "east-central-triage", id="lower-case"),
    ],
)
def test_a_call_goes_where_its_postcode_leads(worker, postcode, state, team):
    contact = take(worker, postcode=postcode)

    with request_transaction(worker):
        acts = set(WorkItem.objects.filter(subject=contact.reference).values_list("act", flat=True))
        assert (contact.address_state, contact.team.code) == (state, team)
        assert ("resolve_address" in acts) is (state != "routed")
        assert "screen" in acts


def test_north_screens_in_the_locality(worker):
    contact = take(worker, postcode=LANCASTER)

    assert contact.locality == "North"
    assert contact.team.code != "east-central-triage"


def test_another_authority_goes_to_its_queue(worker):
    assert take(worker, postcode="BB2 1AA").address_state in ("out_of_area", "unknown_postcode")
    assert take(worker, postcode=LEEDS).locality == ""


def test_a_call_is_acknowledged_timed_and_recorded(worker):
    contact = take(worker)

    with request_transaction(worker):
        assert Answer.objects.get(contact=contact).kind == "acknowledgement"
        assert StatusChange.objects.get(contact=contact).after == "received"
        assert contact.decide_due_at > NOW
        assert contact.pack.name == "lancashire"
        assert "contact.taken" in kinds(contact)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        pytest.param({"story": " "}, "story", id="nothing-was-said"),
        pytest.param({"people": ()}, "p0_given", id="about-nobody"),
    ],
)
def test_a_call_without_words_or_people_is_refused_and_leaves_nothing(worker, more, field):
    with pytest.raises(RuleBroken) as refused:
        take(worker, **more)

    assert refused.value.field == field
    with request_transaction(worker):
        assert not Contact.objects.exists()
        assert not Entry.objects.filter(kind="contact.taken").exists()


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.SCREENING_WORKER, Role.MASH_MANAGER)], ids=str
)
def test_only_the_front_door_takes_calls(act_as, role):
    with pytest.raises(Denied, match="Only the workers and managers"):
        take(act_as(role))


def test_somebody_found_is_the_same_person_in_the_next_contact(worker):
    first = take(worker)
    with request_transaction(worker):
        person = first.children.get().person
    second = take(worker, people=(aled(reference=person.reference),))

    with request_transaction(worker):
        assert second.children.get().person == person
        contact, _ = fresh(worker, second)
        (history,) = history_of(worker, contact, now=NOW)
        assert {event.reference for event in history.story.happenings} >= {
            first.reference
        } or first.received_at == second.received_at


def test_two_editors_get_both_texts(worker, taken):
    with request_transaction(worker):
        contacts.amend_contact(actor=worker, contact=taken, changes={"story": "First"}, expected_version=1, now=NOW)
    with request_transaction(worker), pytest.raises(Conflict) as conflict:
        contacts.amend_contact(actor=worker, contact=taken, changes={"story": "Second"}, expected_version=1, now=NOW)

    assert (conflict.value.current["story"], conflict.value.yours["story"]) == ("First", "Second")


def test_a_found_address_routes_the_contact_anew(worker):
    contact = take(worker, postcode="")
    with request_transaction(worker):
        contacts.amend_contact(
            actor=worker, contact=contact, changes={"postcode": LANCASTER}, expected_version=1, now=NOW
        )
        held, _ = fresh(contacts.Actor.machine("tests"), contact)

        assert (held.locality, held.address_state) == ("North", "routed")
        assert not WorkItem.objects.open().filter(subject=contact.reference, act="resolve_address").exists()


def test_the_family_is_not_approached_before_the_history_without_a_reason(worker, taken):
    with request_transaction(worker), pytest.raises(RuleBroken, match="Read the history"):
        history.record_family_approached(actor=worker, contact=taken, reason="", now=NOW)
    with request_transaction(worker):
        history.record_history_opened(actor=worker, contact=taken, now=NOW)
        held = history.record_family_approached(actor=worker, contact=taken, reason="", now=NOW)

        assert held.family_approached_at == NOW
        assert {"contact.history_opened", "family.approached"} <= set(kinds(held))


def test_a_partner_and_another_teams_worker_do_not_see_a_contact(act_as, taken):
    station = factories.team("police-station", agency=factories.police())
    partner = agencies.actor_for(factories.member(Role.PARTNER, in_team=station, email="p@example.org"), on=NOW.date())
    for actor in (partner, act_as(Role.SOCIAL_WORKER, team="north-mash")):
        with request_transaction(actor), pytest.raises(NotFound):
            contact_by_reference(actor, taken.reference)


HEADER = "reference,source,agency,received_at,given_name,family_name,date_of_birth,postcode,concern\n"
ROWS = "P1,6,Police,2026-11-20T10:00,Aled,Example,2015-03-04,PR1 8XJ,Shouting\nP1,6,Police,,Mum,Example,1990-01-01,,\n"


def load(actor, text):
    with request_transaction(actor):
        return notices.load_notices(actor=actor, file=io.BytesIO(text.encode()), name="notices.csv", now=NOW)


def test_an_incident_becomes_one_contact_and_the_same_file_adds_nothing(worker):
    first, second = load(worker, HEADER + ROWS), load(worker, HEADER + ROWS)

    assert (first.rows, first.accepted, first.contacts, first.refused) == (2, 2, 1, [])
    assert (second.accepted, second.contacts) == (2, 0)
    with request_transaction(worker):
        contact = Contact.objects.get(external_reference="P1")
        assert (contact.children.count(), contact.adults.count()) == (1, 1)


def test_the_same_reference_with_other_words_is_refused(worker):
    load(worker, HEADER + ROWS)
    again = load(worker, HEADER + ROWS.replace("Shouting", "Fighting"))

    assert again.accepted == 0
    assert [row["row"] for row in again.refused] == [1, 2]
    assert "received before" in again.refused[0]["reason"]
    assert again.refused[1]["reason"] == "belongs to P1"


@pytest.mark.parametrize(
    ("more", "people"),
    [
        pytest.param("ALED,Example,2015-03-04,pr18xj", 1, id="names-birth-and-postcode-agree"),
        pytest.param("Aled,Example,2015-03-04,LA1 1YN", 2, id="another-postcode"),
        pytest.param("Aled,Exampel,2015-03-04,PR1 8XJ", 2, id="a-surname-written-otherwise"),
        pytest.param("Aled,Example,2015-04-03,PR1 8XJ", 2, id="another-date-of-birth"),
    ],
)
def test_a_child_of_an_earlier_notice_is_known_again_only_when_certain(worker, more, people):
    load(worker, HEADER + ROWS)
    load(worker, HEADER + f"P9,6,Police,,{more},Shouting again\n")

    with request_transaction(worker):
        held = ContactChild.objects.filter(contact__external_reference__in=["P1", "P9"])
        assert held.count() == 2
        assert len(set(held.values_list("person_id", flat=True))) == people


def test_an_incident_that_names_no_child_waits_for_the_childs_name(worker):
    load(worker, HEADER + "P2,6,Police,,Mum,Example,1990-01-01,PR1 8XJ,Shouting\n")

    with request_transaction(worker):
        contact = Contact.objects.get(external_reference="P2")
        assert contact.children.get().person.full_name == "Name not known yet"


def test_the_command_says_what_was_accepted_and_refused(pack, tmp_path):
    file = tmp_path / "notices.csv"
    file.write_text(HEADER + ROWS + "P3,6,Police,,Aled,Example,2015-02-30,,\n", encoding="utf-8")

    answer = commands.contacts(commands.Options(file=file))

    assert (answer["rows"], answer["accepted"], answer["contacts"]) == (3, 2, 1)
    assert [(row["row"], row["column"]) for row in answer["refused"]] == [(3, "date_of_birth")]


def test_a_given_is_plain_and_frozen():
    assert replace(call(), story="Other").story == "Other"
