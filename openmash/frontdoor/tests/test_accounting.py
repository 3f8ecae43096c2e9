"""Accounting to a family: what was told, what of it is kept back and why, and the paper that leaves through the gate."""

import re
import uuid
from datetime import date, timedelta

import pytest

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.base import clock
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.frontdoor.queries.waiting import waiting_at_the_gate
from openmash.frontdoor.services import contacts
from openmash.frontdoor.tests.conftest import MACHINE, NOW, aled, call, cari
from openmash.people import queries as people_queries
from openmash.people import services as people
from openmash.people.models import Person
from openmash.release import queries, services
from openmash.release.models import Disclosure, Withholding
from openmash.sharing.services import PositionGiven, record_family_position
from openmash.trail.models import Entry
from openmash.work.choices import WorkAct
from openmash.work.models import WorkItem

pytestmark = pytest.mark.django_db
LATER = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def at_this_time(pack, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def child(worker):
    """Aled, whose mother lives where nobody may learn."""
    mother = aled(given_name="Mair", date_of_birth=None, is_child=False, relationship="mother")
    with request_transaction(worker):
        made = contacts.take_call(actor=worker, given=call(people=(aled(), mother)), now=NOW)
        return made.children.get().person


def tell(child, to="Lancashire Constabulary", must_not="", **more):
    given = {
        "what": "request_opened",
        "subject_kind": "contact",
        "subject": "C-1",
        "source_kind": "request",
        "source": "Q-1",
        "recipient_kind": "agency",
        "recipient": to,
        "recipient_name": to,
        "people": [(child.pk, child.reference)],
        "lawful_bases": ["public-task"],
        "fields": ["name", "born"],
        "must_not_be_told": must_not,
    } | more
    with request_transaction(MACHINE):
        return services.record_disclosure(
            actor=MACHINE, given=services.DisclosureGiven(**given), now=NOW - timedelta(days=2)
        )


def decide(actor, child, *disclosures, **more):
    given = {"withheld": True, "rule": "prejudice-crime", "reason": "An arrest is planned.", "review_on": LATER} | more
    with request_transaction(actor):
        return services.decide_withholding(
            actor=actor,
            reference=child.reference,
            given=services.WithholdingGiven(disclosures=[one.reference for one in disclosures], **given),
            now=NOW,
        )


def make(actor, child, to=None):
    with request_transaction(actor):
        return services.prepare_statement(actor=actor, reference=child.reference, to=(to or child).reference, now=NOW)


def answer(actor, package, what, look=None):
    with request_transaction(actor):
        held = queries.statement_of(actor, package.subject, package.reference)
        return services.answer_statement(
            actor=actor, package=held, answer=what, look=look or held.document_hash, seen=True, reason="", now=NOW
        )


def review_of(child):
    with request_transaction(MACHINE):
        items = WorkItem.objects.filter(act=WorkAct.REVIEW_WITHHOLDING, subject=child.reference, done_at__isnull=True)
        return [clock.london_day(item.due_at) for item in items]


def test_the_paper_says_what_was_told_and_leaves_no_gap_for_what_is_kept_back(worker, manager, child):
    tell(child)
    kept = tell(child, "Probation (demonstration)")
    decide(manager, child, kept)

    package = make(worker, child)

    assert "we asked Lancashire Constabulary what they know about Aled Example" in package.document
    assert "a job that the law gives to a public body" in package.document
    assert "Probation" not in package.document and "kept" not in package.document and "2 " not in package.title
    assert "12 High Street" in package.address
    with request_transaction(MACHINE):
        assert Withholding.objects.get().rule == "prejudice-crime"
        assert Entry.objects.filter(kind="withholding.decided", subject=child.reference).count() == 1


def test_it_leaves_when_two_people_have_read_exactly_it_and_is_a_disclosure_itself(worker, manager, child):
    tell(child)
    package = make(worker, child)

    waiting = answer(worker, package, "sign")
    assert waiting.state == "waiting"
    with pytest.raises(Denied, match="had a hand in this"):
        answer(worker, package, "release")
    assert answer(manager, package, "release").state == "released"

    with request_transaction(MACHINE):
        assert Disclosure.objects.filter(what="disclosure_statement").count() == 1


def test_a_family_does_not_learn_who_spoke_up_nor_what_kind_of_person_it_was(worker, child):
    who = "Whoever raised the worry, a professional"
    tell(child, who, what="outcome", recipient_kind="referrer", recipient="contact C-1", fields=["outcome"])

    document = make(worker, child).document
    assert "we told whoever spoke up what became of the worry about Aled Example" in document
    assert "professional" not in document


def test_what_the_family_was_not_to_learn_waits_for_a_manager(worker, manager, child):
    told = tell(child, must_not="The father must not learn that the police were asked.")

    with pytest.raises(RuleBroken, match="Decide first"):
        make(worker, child)
    with pytest.raises(Denied, match="Only a manager"):
        decide(worker, child, told)
    decide(manager, child, told, withheld=False, rule="", review_on=None, reason="He was told in court.")

    assert "Lancashire Constabulary" in make(worker, child).document


def test_where_telling_endangers_nothing_is_told_until_somebody_looks_again(worker, manager, child):
    tell(child)
    decide(manager, child, everything=True, reason="He would look for them.")

    with pytest.raises(RuleBroken, match="Nothing is told"):
        make(worker, child)
    assert review_of(child) == [LATER]
    decide(manager, child, everything=True, withheld=False, rule="", review_on=None, reason="They have moved away.")

    assert review_of(child) == []
    assert make(worker, child).state == "prepared"


def test_the_earliest_review_is_the_one_that_is_work(manager, child):
    first, second = tell(child), tell(child, "Probation (demonstration)")
    decide(manager, child, first)
    decide(manager, child, second, review_on=date(2027, 1, 4))

    assert review_of(child) == [date(2027, 1, 4)]


def test_who_decides_on_a_page_from_before_reads_what_a_colleague_decided_meanwhile(
    manager, act_as, child, client, settings
):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    told, address = tell(child), f"/people/{child.reference}/told/decide/"
    client.force_login(User.objects.get(pk=manager.user_id), backend="django.contrib.auth.backends.ModelBackend")
    version = re.search(r'name="version" value="(\d+)"', client.get(address).content.decode())[1]
    decide(act_as(Role.LOCALITY_MANAGER), child, told, reason="He has a knife.")
    sent = {"version": version, "disclosures": [told.reference], "answer": "tell", "reason": "He asked for it."}

    answer = client.post(address, sent | {"idempotency_key": str(uuid.uuid4())})
    page = answer.content.decode()

    assert answer.status_code == 409
    assert all(words in page for words in ("He has a knife.", "He asked for it.", "Keep it from them for now"))
    with request_transaction(MACHINE):
        assert Withholding.objects.get().withheld


@pytest.mark.parametrize(
    ("more", "words"),
    [
        pytest.param({"rule": ""}, "Choose the rule", id="no-rule"),
        pytest.param({"reason": " "}, "Write why", id="no-reason"),
        pytest.param({"review_on": None}, "Give the day", id="no-review"),
        pytest.param({"review_on": NOW.date()}, "must be to come", id="a-review-that-has-passed"),
    ],
)
def test_nothing_is_kept_back_without_rule_reason_and_review(manager, child, more, words):
    told = tell(child)

    with pytest.raises(RuleBroken, match=words):
        decide(manager, child, told, **more)
    with request_transaction(MACHINE):
        assert not Withholding.objects.exists()


def test_a_paper_signed_before_something_more_was_told_does_not_leave(worker, manager, child):
    tell(child)
    package = make(worker, child)
    answer(worker, package, "sign")
    tell(child, "Probation (demonstration)")

    with pytest.raises(RuleBroken, match="Make the statement anew"):
        answer(manager, package, "release")


def test_a_paper_needs_an_address_on_the_record(worker, child):
    with request_transaction(MACHINE):
        Person.objects.filter(pk=child.pk).update(address="", postcode="")

    with pytest.raises(RuleBroken, match="holds no address"):
        make(worker, child)


@pytest.mark.parametrize("role", sorted(set(Role)))
def test_who_reads_what_was_told(role, act_as, child):
    tell(child)
    actor = act_as(role)
    reads = role in (Role.SCREENING_WORKER, Role.MASH_MANAGER, Role.LOCALITY_MANAGER, Role.INFORMATION_GOVERNANCE)

    with request_transaction(actor):
        if reads:
            assert len(queries.ledger_of(actor, child.reference).rows) == 1
        else:
            with pytest.raises((Denied, NotFound)):
                queries.ledger_of(actor, child.reference)


def test_of_a_restricted_contact_nothing_was_told_as_far_as_others_can_see(worker, child):
    tell(child, restricted=True)

    with request_transaction(worker):
        assert queries.ledger_of(worker, child.reference).rows == ()


def test_the_notice_to_families_is_for_everybody(client, worker, settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}

    page = client.get("/your-information/").content.decode()

    assert "What we do with what we know about you" in page
    assert "0303 123 1113" in page and "Lancashire" in page


def test_a_paper_that_waits_stands_in_the_list_of_what_waits(worker, manager, act_as, child):
    tell(child)
    answer(worker, make(worker, child), "sign")

    for actor, may in ((worker, False), (manager, True)):
        with request_transaction(actor):
            assert [second for _, second in waiting_at_the_gate(actor, NOW).packages] == [may]
    support = act_as(Role.BOARD_MEMBER)
    with request_transaction(support):
        assert waiting_at_the_gate(support, NOW).packages == ()


def test_whoever_nothing_ties_to_a_person_is_asked_why_before_they_read_what_was_told(act_as, child, settings, client):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    tell(child)
    governance = act_as(Role.INFORMATION_GOVERNANCE, team="front-door-support")
    client.force_login(User.objects.get(pk=governance.user_id), backend="django.contrib.auth.backends.ModelBackend")

    answer = client.get(f"/people/{child.reference}/told/")

    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (
        302,
        f"/people/{child.reference}/why/",
    )
    assert client.get(answer.headers["Location"]).status_code == 200


@pytest.fixture
def hidden(manager, child):
    """What was told about Aled in a contact that somebody restricted is part of, beside what was told openly."""
    return tell(child), tell(child, "Probation (demonstration)", restricted=True)


def test_what_was_told_about_a_restricted_record_changes_nothing_for_those_who_may_not_know(
    worker, act_as, manager, child, hidden
):
    package = make(worker, child)

    assert "Probation" not in package.document and not package.restricted
    answer(worker, package, "sign")
    assert answer(manager, package, "release").state == "released"


def test_a_paper_that_tells_of_a_restricted_record_is_seen_by_the_cleared_alone(worker, manager, child, hidden):
    package = make(manager, child)

    assert "Probation" in package.document and package.restricted
    with request_transaction(worker):
        assert queries.statements_of(worker, child.reference) == []
        assert waiting_at_the_gate(worker, NOW).packages == ()


def test_a_review_of_what_nobody_may_know_of_is_work_that_nobody_sees(act_as, manager, child, hidden):
    decide(manager, child, *hidden)
    locality = act_as(Role.LOCALITY_MANAGER)

    for actor, seen in ((locality, 1), (manager, 2)):
        with request_transaction(actor):
            assert Withholding.objects.count() == seen
    with request_transaction(MACHINE):
        items = WorkItem.objects.filter(act=WorkAct.REVIEW_WITHHOLDING, done_at__isnull=True)
        assert sorted(items.values_list("restricted", flat=True)) == [False, True]


def test_a_person_who_is_restricted_leaves_no_paper_in_a_list(worker, manager, child):
    tell(child)
    answer(worker, make(worker, child), "sign")
    with request_transaction(manager):
        people.restrict_person(actor=manager, person=child, reason="Child of a member of staff", now=NOW)

    with request_transaction(worker):
        assert waiting_at_the_gate(worker, NOW).packages == ()
        assert not WorkItem.objects.visible_to(worker).filter(subject_kind="person").exists()


def test_what_the_family_must_not_learn_from_now_on_is_not_in_the_next_paper(worker, manager, child):
    with request_transaction(MACHINE):
        contact = child.contact_children.get().contact.reference
    told = tell(child, subject=contact)
    with request_transaction(worker):
        record_family_position(
            actor=worker,
            subject_kind="contact",
            subject=told.subject,
            given=PositionGiven(told="must_not", must_not_be_told="The father must learn nothing."),
            now=NOW,
        )

    with pytest.raises(RuleBroken, match="Decide first"):
        make(worker, child)


def test_a_child_of_the_household_is_given_no_paper_about_another(worker):
    mother = aled(given_name="Mair", date_of_birth=None, is_child=False, relationship="mother")
    with request_transaction(worker):
        contact = contacts.take_call(actor=worker, given=call(people=(aled(), cari(), mother)), now=NOW)
        held = contact.children.get(person__given_name="Aled").person
        living = {one.given_name for one in people_queries.household_of(worker, held)}
        given = {one.given_name for one in queries.receivers_of(worker, held, NOW)}

    assert living == {"Cari", "Mair"}
    assert given == {"Aled", "Mair"}


def test_what_was_told_about_an_adult_goes_to_nobody_else_of_the_household(worker, manager):
    mother = aled(given_name="Mair", date_of_birth=None, is_child=False, relationship="mother")
    partner = aled(given_name="Dai", date_of_birth=date(1988, 7, 8), is_child=False, relationship="partner")
    with request_transaction(worker):
        contact = contacts.take_call(actor=worker, given=call(people=(aled(), mother, partner)), now=NOW)
        held = {one.person.given_name: one.person for one in contact.adults.select_related("person")}
    told = tell(held["Mair"], "The domestic abuse adviser", must_not="Dai must not learn of it")
    decide(manager, held["Mair"], told, withheld=False, rule="", review_on=None, reason="She asks for it.")

    for name, other in (("Mair", "Dai"), ("Dai", "Mair")):
        with request_transaction(worker):
            assert queries.receivers_of(worker, held[name], NOW) == [held[name]]
        with pytest.raises(RuleBroken, match="Choose who gets the paper"):
            make(worker, held[name], to=held[other])
    assert "domestic abuse adviser" in make(worker, held["Mair"]).document
