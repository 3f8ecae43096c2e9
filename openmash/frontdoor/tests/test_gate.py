"""The gate: what carries detail of a case is read as it goes, by a second person where an address is protected."""

from dataclasses import replace

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from openmash.agencies.choices import Role
from openmash.base import clock, jobs
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.frontdoor.choices import AnswerState
from openmash.frontdoor.models import Answer
from openmash.frontdoor.queries.contacts import contact_by_reference
from openmash.frontdoor.services import answers, callers, contacts, packages, sending
from openmash.frontdoor.services.answers import LookFirst
from openmash.frontdoor.services.packages import TellingGiven
from openmash.frontdoor.tests.conftest import MACHINE, NOW, aled, call
from openmash.people.models import Household, Person
from openmash.release import jobs as release_jobs  # noqa: F401 - registers what sends
from openmash.release import queries as release
from openmash.release.models import Disclosure, Dispatch, Package
from openmash.trail.models import Entry
from openmash.work.choices import WorkAct
from openmash.work.models import WorkItem

pytestmark = pytest.mark.django_db
NURSE = "n.nurse@example.org"
WORDS = "A social worker visits tomorrow. Please keep in touch with the school."


@pytest.fixture(autouse=True)
def at_this_time(pack, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def second(act_as):
    return act_as(Role.SCREENING_WORKER)


@pytest.fixture
def contact(worker):
    """A decided contact about Aled and his mother, whose address is protected."""
    mother = aled(given_name="Mair", date_of_birth=None, is_child=False, relationship="mother")
    neighbour = aled(given_name="Bryn", family_name="Neighbour", is_child=False, relationship="neighbour")
    with request_transaction(worker):
        given = call(caller_email=NURSE, caller_name="N Nurse", people=(aled(), mother, neighbour), do_not_name=True)
        made = contacts.take_call(actor=worker, given=given, now=NOW)
        made.decided_at, made.status = NOW, "decided"
        made.save(update_fields=["decided_at", "status"])
        made.children.update(outcome="ADVICE", decided_at=NOW)
        made.adults.filter(relationship="neighbour").update(outside_family=True)
        Person.objects.filter(given_name="Mair").update(
            address_protected=True, address="3 Refuge Lane", postcode="PR2 1AA"
        )
    jobs.run_waiting(now=NOW)
    mail.outbox.clear()
    return made


@pytest.fixture
def tell(worker, contact):
    """Prepare a document about everybody of the contact for each of some agencies; return them by agency."""

    def make(*codes, by=worker):
        with request_transaction(by):
            held = contact_by_reference(by, contact.reference)
            people = [one.person.reference for one in (*held.children.all(), *held.adults.all())]
            made = packages.prepare_packages(
                actor=by,
                contact=held,
                given=TellingGiven(codes, people, purpose="protect-child", lawful_bases=("public-task",)),
                now=NOW,
            )
        return dict(zip(codes, made, strict=True))

    return make


def answer(actor, contact, package, what, **more):
    given = {"look": package.document_hash, "seen": True, "reason": ""} | more
    with request_transaction(actor):
        held = release.package_about(actor, package.reference, subject_kind="contact", subject=contact.reference)
        return packages.answer_package(actor=actor, contact=contact, package=held, answer=what, now=NOW, **given)


def change(actor, contact, package, *, left_out=(), taken_out=()):
    with request_transaction(actor):
        return packages.change_package(
            actor=actor, contact=contact, package=package, left_out=left_out, taken_out=taken_out, now=NOW
        )


def send(actor, contact, **more):
    """Tell the outcome, read word for word."""
    given = {"actor": actor, "contact": contact, "channel": "email", "words": WORDS, "reason": "", "now": NOW} | more
    with request_transaction(actor):
        try:
            return answers.answer_referrer(**given)
        except LookFirst as first:
            return answers.answer_referrer(**given, look=first.look)


def lives_at(actor, contact, address):
    """Record where a letter to whoever raised the worry goes."""
    with request_transaction(actor):
        callers.record_caller_address(actor=actor, contact=contact, address=address, source="She said so", now=NOW)


def as_kept(row):
    with request_transaction(MACHINE):
        return type(row).objects.get(pk=row.pk)


def waits_for_second(contact):
    with request_transaction(MACHINE):
        return WorkItem.objects.filter(
            act=WorkAct.RELEASE_PACKAGE, subject=contact.reference, done_at__isnull=True
        ).count()


def test_each_recipient_gets_what_its_list_names_and_no_more(tell):
    made = tell("LANCS-POLICE", "HEALTH-0-19", "LCC-EDUCATION")

    police, health, school = (made[code].document for code in made)
    assert "3 Refuge Lane" in police and "hungry" in police
    assert "12 High Street" in health and "Refuge" not in health and "hungry" not in health
    assert "Aled Example" in school and "Street" not in school and "Mair" not in school
    assert {one.address for one in made.values()} == {
        "requests@police.example", "requests@health.example", "requests@lancashire.example",
    }  # fmt: skip


def test_a_home_that_is_protected_after_all_does_not_leave_with_what_was_prepared_before(worker, second, contact, tell):
    package = tell("HEALTH-0-19")["HEALTH-0-19"]
    assert "12 High Street" in package.document
    signed = answer(worker, contact, tell("HEALTH-0-19")["HEALTH-0-19"], "sign")
    with request_transaction(MACHINE):
        Person.objects.filter(given_name="Aled").update(address_protected=True)

    for actor, held, what in ((worker, package, "sign"), (second, signed, "release")):
        with pytest.raises(RuleBroken, match="a home in it has been protected"):
            answer(actor, contact, held, what)
        assert as_kept(held).state == held.state

    anew = change(worker, contact, signed)
    assert "High Street" not in anew.document and "Date of birth" in anew.document
    assert answer(second, contact, answer(worker, contact, anew, "sign"), "refuse", reason="Not now").state == "refused"


def test_the_home_of_who_lives_with_somebody_protected_is_protected_too(worker, contact, tell):
    with request_transaction(MACHINE):
        home = Household.objects.create(reference="H-9", address="", postcode="", created_at=NOW)
        people = Person.objects.filter(given_name__in=["Aled", "Mair"])
        people.update(household=home, address="3, Refuge Lane", postcode="pr2 1aa")
        contact.adults.filter(person__given_name="Mair").delete()

    assert "Refuge" not in tell("HEALTH-0-19")["HEALTH-0-19"].document


def test_where_an_address_is_protected_a_second_person_lets_it_leave(worker, second, contact, tell):
    package = tell("LCC-EDUCATION")["LCC-EDUCATION"]
    package = answer(worker, contact, package, "sign")
    assert (package.state, waits_for_second(contact)) == ("waiting", 1)

    with pytest.raises(Denied, match="had a hand in this"):
        answer(worker, contact, package, "release")
    released = answer(second, contact, package, "release")

    assert (released.state, waits_for_second(contact)) == ("released", 0)
    with request_transaction(MACHINE):
        row = Disclosure.objects.get(source=package.reference)
        said = set(Entry.objects.filter(subject=contact.reference).values_list("kind", flat=True))
        people = row.people.count()
    assert (row.recipient, row.lawful_bases, row.purpose) == (
        "agency LCC-EDUCATION", ["public-task"], "protect-child",
    )  # fmt: skip
    assert (row.document_hash, row.disclosed_by, people) == (package.document_hash, second.reference, 3)
    assert row.fields == ["born", "names", "outcome"]
    assert {"package.prepared", "package.waiting", "package.released", "disclosed"} <= said


def test_a_signature_holds_for_exactly_one_document(worker, second, contact, tell):
    package = answer(worker, contact, tell("LANCS-POLICE")["LANCS-POLICE"], "sign")
    with pytest.raises(RuleBroken, match="has changed since"):
        answer(second, contact, package, "release", look="0" * 64)

    changed = change(worker, contact, package, taken_out=["hungry"])

    assert (changed.state, changed.looked_by, waits_for_second(contact)) == ("prepared", "", 0)
    assert "[taken out]" in changed.document and "hungry" not in changed.document
    with pytest.raises(RuleBroken, match="has changed since"):
        answer(worker, contact, package, "sign")
    with pytest.raises(RuleBroken, match="waits for nobody"):
        answer(second, contact, package, "release")


def test_whoever_changed_it_is_no_second_person(worker, second, contact, tell):
    package = tell("LCC-EDUCATION")["LCC-EDUCATION"]
    package = answer(worker, contact, change(second, contact, package, left_out=[0]), "sign")

    with pytest.raises(Denied, match="had a hand in this"):
        answer(second, contact, package, "release")


def test_the_database_keeps_what_was_signed_and_what_leaves_together(worker, contact, tell):
    package = tell("LCC-EDUCATION")["LCC-EDUCATION"]
    with request_transaction(MACHINE), pytest.raises(IntegrityError), transaction.atomic():
        Package.objects.filter(pk=package.pk).update(state="released", looked_hash="another")


def test_another_address_on_the_record_by_now_stops_it(worker, second, contact, tell):
    package = answer(worker, contact, tell("LCC-EDUCATION")["LCC-EDUCATION"], "sign")
    with request_transaction(MACHINE):
        Package.objects.filter(pk=package.pk).update(address="earlier@lancashire.example")

    with pytest.raises(RuleBroken, match="another address by now"):
        answer(second, contact, package, "release")


def test_what_names_whoever_wishes_not_to_be_named_cannot_be_signed(worker, contact, tell):
    with request_transaction(MACHINE):
        contact.story = "Rung in by N Nurse. He is hungry."
        contact.save(update_fields=["story"])
    package = tell("LANCS-POLICE")["LANCS-POLICE"]
    with pytest.raises(RuleBroken, match="asked not to be named"):
        answer(worker, contact, package, "sign")

    package = answer(worker, contact, change(worker, contact, package, taken_out=["N Nurse"]), "sign")

    assert package.state == "waiting"


def test_somebody_from_outside_the_family_is_pointed_out_and_has_to_be_seen(worker, contact, tell):
    package = tell("LANCS-POLICE")["LANCS-POLICE"]
    assert "Bryn Neighbour is not of the family. Is it needed?" in [one["words"] for one in package.findings]

    with pytest.raises(RuleBroken, match="have seen what is pointed out"):
        answer(worker, contact, package, "sign", seen=False)


def test_refused_says_why_and_leaves_nothing_behind(worker, second, contact, tell):
    package = answer(worker, contact, tell("LANCS-POLICE")["LANCS-POLICE"], "sign")
    with pytest.raises(RuleBroken, match="Write why"):
        answer(second, contact, package, "refuse")

    package = answer(second, contact, package, "refuse", reason="It leads to the refuge.")

    assert (package.state, package.reason, waits_for_second(contact)) == ("refused", "It leads to the refuge.", 0)
    with pytest.raises(RuleBroken):
        change(worker, contact, package, taken_out=["x"])
    with request_transaction(MACHINE):
        assert not Disclosure.objects.filter(source=package.reference).exists()


def test_an_agency_neither_prepares_nor_reads_one(act_as, contact, tell):
    package = tell("LANCS-POLICE")["LANCS-POLICE"]
    police = act_as(Role.PARTNER, team="police-mash")
    with pytest.raises(NotFound):
        tell("LANCS-POLICE", by=police)
    with request_transaction(police), pytest.raises(NotFound):
        release.package_about(police, package.reference, subject_kind="contact", subject=contact.reference)
    with request_transaction(police):
        assert not Package.objects.exists()


# -- the message to whoever raised the worry ---------------------------------------------------------------------


def test_an_outcome_by_email_waits_for_a_second_person_and_then_goes(worker, second, contact):
    kept = send(worker, contact)
    jobs.run_waiting(now=NOW)
    assert (kept.state, mail.outbox, waits_for_second(contact)) == (AnswerState.HELD, [], 1)
    with request_transaction(worker):
        assert not Dispatch.objects.filter(source=kept.reference).exists()
        with pytest.raises(NotFound):
            sending.settle_message(actor=worker, answer=kept, went=True, now=NOW)
        package = Package.objects.get(source=kept.reference)

    answer(second, contact, package, "release")
    jobs.run_waiting(now=NOW)

    assert (as_kept(kept).state, [one.to for one in mail.outbox]) == (AnswerState.SAID, [[NURSE]])
    with request_transaction(MACHINE):
        told = Disclosure.objects.get(source=kept.reference)
        assert (told.what, told.recipient_kind, told.fields) == ("outcome", "referrer", ["outcome"])
        assert list(told.people.values_list("person__given_name", flat=True)) == ["Aled"]


def test_a_letter_to_a_protected_address_is_held_and_a_refusal_leaves_the_work_open(worker, second, contact):
    lives_at(worker, contact, "Mair Example\n3 Refuge Lane")
    letter = send(worker, contact, channel="letter")
    with request_transaction(worker):
        package = Package.objects.get(source=letter.reference)
    assert "It goes to where Mair Example lives, which is protected." in [one["words"] for one in package.findings]

    answer(second, contact, package, "refuse", reason="Ring her instead.")

    letter = as_kept(letter)
    assert (letter.state, letter.problem, as_kept(contact).answered_at) == (
        AnswerState.STOPPED,
        "Ring her instead.",
        None,
    )
    again = send(worker, contact, channel="telephone")
    assert again.state == AnswerState.SAID


def test_a_letter_is_not_released_to_an_address_that_the_record_does_not_hold_any_more(worker, second, contact):
    lives_at(worker, contact, "Mair Example\n3 Refuge Lane")
    letter = send(worker, contact, channel="letter")
    with request_transaction(worker):
        package = Package.objects.get(source=letter.reference)
    lives_at(worker, contact, "Mair Example\n5 Another Row")

    with pytest.raises(RuleBroken, match="holds another address by now"):
        answer(second, contact, package, "release")
    assert as_kept(letter).state == AnswerState.HELD


@pytest.mark.parametrize(
    ("more", "why", "field"),
    [
        pytest.param({"address": "Nia Nurse"}, "as on an envelope", "address", id="a-name-and-no-address"),
        pytest.param({"source": " "}, "Say where you have", "source", id="no-source"),
    ],
)
def test_an_address_is_recorded_whole_and_with_its_source(worker, contact, more, why, field):
    given = {"address": "Nia Nurse\n1 Clinic Lane", "source": "She said so"} | more
    with request_transaction(worker), pytest.raises(RuleBroken, match=why) as broken:
        callers.record_caller_address(actor=worker, contact=contact, now=NOW, **given)
    assert broken.value.field == field


def test_of_who_stayed_anonymous_no_address_is_kept(worker, contact):
    with request_transaction(MACHINE):
        type(contact).objects.update(anonymous=True)
    with pytest.raises(RuleBroken, match="stayed anonymous"):
        lives_at(worker, contact, "Nia Nurse\n1 Clinic Lane")


def test_ringing_takes_the_place_of_a_message_at_the_gate(worker, contact):
    held = send(worker, contact)
    send(worker, contact, channel="telephone")

    assert (as_kept(held).state, waits_for_second(contact)) == (AnswerState.DROPPED, 0)
    with request_transaction(MACHINE):
        assert Package.objects.get(source=held.reference).state == "withdrawn"


def test_where_no_address_is_protected_it_goes_by_the_one_look(worker, contact):
    with request_transaction(MACHINE):
        Person.objects.update(address_protected=False)
    kept = send(worker, contact)

    with request_transaction(MACHINE):
        assert (Package.objects.get(source=kept.reference).state, kept.state) == ("released", AnswerState.WAITING)
        assert Answer.objects.get(pk=kept.pk).state == AnswerState.WAITING


def test_a_restricted_contact_hides_what_leaves_about_it(worker, contact, tell):
    package = tell("LCC-EDUCATION")["LCC-EDUCATION"]
    with request_transaction(MACHINE):
        Package.objects.filter(pk=package.pk).update(restricted=True)
    plain, cleared = replace(worker, cleared=False), replace(worker, cleared=True)
    with request_transaction(plain):
        assert release.packages_about(plain, subject_kind="contact", subject=contact.reference) == []
    with request_transaction(cleared):
        assert len(release.packages_about(cleared, subject_kind="contact", subject=contact.reference)) == 1
