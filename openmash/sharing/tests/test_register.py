"""The register is kept by some and approved by others; a version that comes into force takes the place of the one before."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from openmash.agencies.choices import Role
from openmash.base.errors import Conflict, Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.sharing import queries, services
from openmash.sharing.choices import VersionState
from openmash.sharing.models import Document, DocumentVersion
from openmash.sharing.tests import register_world as world
from openmash.sharing.tests.register_world import AGREED, MACHINE, NOW
from openmash.trail.models import Entry
from openmash.work.models import WorkItem

pytestmark = pytest.mark.django_db
DAY = NOW.date()


@pytest.fixture(autouse=True)
def lancashire(db):
    world.load()


@pytest.fixture
def keeper():
    return world.keeper()


@pytest.fixture
def lead():
    return world.lead()


def state_of(version):
    with request_transaction(MACHINE):
        return DocumentVersion.objects.get(pk=version.pk).state


def kinds_in_trail(reference):
    return list(Entry.objects.filter(subject=reference).order_by("pk").values_list("kind", flat=True))


def test_a_document_goes_from_draft_to_in_force_and_the_trail_says_so(keeper, lead):
    version = world.drafted(keeper)

    world.in_force(version, lead, keeper)

    assert state_of(version) == VersionState.IN_FORCE
    assert kinds_in_trail(version.document.reference) == [
        "document.begun",
        "version.drafted",
        "version.approved",
        "version.in_force",
    ]


def test_a_new_version_supersedes_the_earlier_when_it_comes_into_force(keeper, lead):
    first = world.drafted(keeper)
    world.in_force(first, lead, keeper)
    with request_transaction(keeper):
        second = services.draft_version(actor=keeper, document=first.document, given=AGREED, now=NOW)
    assert state_of(first) == VersionState.IN_FORCE

    world.in_force(second, lead, keeper)

    assert (state_of(first), state_of(second)) == (VersionState.SUPERSEDED, VersionState.IN_FORCE)
    with request_transaction(keeper):
        row = queries.document_row(keeper, first.document.reference, on=DAY)
    assert [(one.number, one.standing) for one in row.versions] == [(2, "in_force"), (1, "superseded")]


def test_whoever_drafted_or_changed_a_version_does_not_approve_it(lead, keeper):
    version = world.drafted(keeper)
    with request_transaction(lead):
        services.amend_draft(actor=lead, version=version, given=AGREED, edits=1, now=NOW)

    with pytest.raises(Denied, match="You drafted this version"):
        world.approved(version, lead)

    world.approved(version, world.worker(Role.MASH_MANAGER, "mash-management"))
    assert state_of(version) == VersionState.APPROVED


@pytest.mark.parametrize("role", [role for role in Role if role not in {"information_governance", "mash_manager"}])
def test_nobody_else_approves(keeper, role):
    version = world.drafted(keeper)

    with pytest.raises(Denied, match="approves a document"):
        world.approved(version, world.worker(role, name="Other Worker"))


@pytest.mark.parametrize("role", [role for role in Role if role not in {"information_governance", "administrator"}])
def test_nobody_else_keeps_the_register(role):
    with pytest.raises(Denied, match="keeps the register"):
        world.drafted(world.worker(role))


def test_a_keeper_of_another_agency_keeps_nothing_here():
    with pytest.raises(Denied):
        world.drafted(world.worker(Role.ADMINISTRATOR, "police-mash"))


def test_what_is_missing_is_said_at_approval_and_not_before(keeper, lead):
    version = world.drafted(keeper, parties=("LCC",), bases=())

    with pytest.raises(RuleBroken, match=r"lawful bases.*at least two"):
        world.approved(version, lead)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        pytest.param({"parties": ("NOBODY",)}, "parties", id="party"),
        pytest.param({"purposes": ("gossip",)}, "purposes", id="purpose"),
        pytest.param({"bases": ("because",)}, "bases", id="basis"),
        pytest.param({"items": ("everything",)}, "items", id="item"),
        pytest.param({"review_on": date(2026, 11, 22)}, "review_on", id="review-in-the-past"),
    ],
)
def test_a_code_that_is_not_known_or_a_day_that_has_passed_is_refused(keeper, change, field):
    with pytest.raises(RuleBroken) as refused:
        world.drafted(keeper, **change)

    assert refused.value.field == field


def test_only_one_version_is_unfinished_at_a_time(keeper):
    version = world.drafted(keeper)

    with request_transaction(keeper), pytest.raises(RuleBroken, match="Version 1 is not finished"):
        services.draft_version(actor=keeper, document=version.document, given=AGREED, now=NOW)


def test_a_change_that_was_made_meanwhile_is_shown_and_not_lost(keeper, lead):
    version = world.drafted(keeper)
    with request_transaction(keeper):
        services.amend_draft(actor=keeper, version=version, given=replace(AGREED, words="Mine"), edits=1, now=NOW)

    with request_transaction(lead), pytest.raises(Conflict) as conflict:
        services.amend_draft(actor=lead, version=version, given=replace(AGREED, words="Yours"), edits=1, now=NOW)

    assert (conflict.value.current, conflict.value.yours) == ({"words": "Mine"}, {"words": "Yours"})
    assert conflict.value.changed_by == "Ada Administrator"


def test_what_was_ticked_otherwise_meanwhile_is_not_overwritten(keeper, lead):
    version = world.drafted(keeper)
    with request_transaction(keeper):
        services.amend_draft(actor=keeper, version=version, given=replace(AGREED, bases=("s47",)), edits=1, now=NOW)

    with request_transaction(lead), pytest.raises(RuleBroken, match="Ada Administrator has changed this draft"):
        services.amend_draft(actor=lead, version=version, given=AGREED, edits=1, now=NOW)

    with request_transaction(MACHINE):
        assert DocumentVersion.objects.get().bases == ["s47"]


def test_an_approval_can_be_taken_back_and_is_then_given_anew(keeper, lead):
    version = world.drafted(keeper)
    world.approved(version, lead)
    with request_transaction(keeper):
        services.return_to_draft(actor=keeper, version=version, now=NOW)

    assert state_of(version) == VersionState.DRAFT
    with request_transaction(keeper), pytest.raises(RuleBroken):
        services.bring_into_force(actor=keeper, version=version, now=NOW)


def test_a_draft_is_not_brought_into_force(keeper):
    version = world.drafted(keeper)

    with request_transaction(keeper), pytest.raises(RuleBroken, match="cannot become"):
        services.bring_into_force(actor=keeper, version=version, now=NOW)


def test_a_version_is_ended_with_a_reason_and_stays_readable(keeper, lead):
    version = world.drafted(keeper)
    world.in_force(version, lead, keeper)
    with request_transaction(keeper), pytest.raises(RuleBroken, match="takes its place"):
        services.end_version(actor=keeper, version=version, reason=" ", now=NOW)
    with request_transaction(keeper):
        services.end_version(actor=keeper, version=version, reason="The pan-Lancashire agreement", now=NOW)
        row = queries.document_row(keeper, version.document.reference, on=DAY)

    assert (row.latest.standing, row.latest.over_reason) == ("superseded", "The pan-Lancashire agreement")


def test_what_has_passed_its_review_is_lapsed_by_rule_before_any_job_and_by_the_job_after(keeper, lead):
    version = world.drafted(keeper)
    world.in_force(version, lead, keeper)
    later = NOW + timedelta(days=300)
    with request_transaction(keeper):
        row = queries.document_row(keeper, version.document.reference, on=later.date())
    assert (row.latest.standing, state_of(version)) == ("lapsed", VersionState.IN_FORCE)

    with request_transaction(MACHINE):
        assert services.lapse_versions(actor=MACHINE, now=later) == 1
        assert services.lapse_versions(actor=MACHINE, now=later) == 0

    assert state_of(version) == VersionState.LAPSED
    assert "version.lapsed" in kinds_in_trail(version.document.reference)


def test_the_review_is_raised_once_in_time_and_finished_by_the_next_version(keeper, lead):
    version = world.drafted(keeper)
    world.in_force(version, lead, keeper)
    near = NOW + timedelta(days=180)
    with request_transaction(MACHINE):
        assert services.raise_reviews(actor=MACHINE, now=NOW) == 0
        services.raise_reviews(actor=MACHINE, now=near)
        services.raise_reviews(actor=MACHINE, now=near + timedelta(days=1))
        item = WorkItem.objects.get()
    assert (item.act, item.subject, item.team.code) == (
        "review_document",
        version.document.reference,
        "front-door-support",
    )
    assert item.due_at.date() == AGREED.review_on

    with request_transaction(keeper):
        again = replace(AGREED, review_on=date(2029, 1, 1))
        second = services.draft_version(actor=keeper, document=version.document, given=again, now=near)
    world.in_force(second, lead, keeper, near)

    with request_transaction(MACHINE):
        assert WorkItem.objects.filter(done_at__isnull=True).count() == 0


def test_an_agency_reads_what_it_is_party_to_and_nothing_else(keeper):
    ours, theirs = world.drafted(keeper), world.drafted(keeper, title="With the police", parties=("LCC", world.POLICE))
    partner = world.worker(Role.PARTNER, "health-mash")

    with request_transaction(partner):
        rows = queries.register_rows(partner, on=DAY)
        assert [row.reference for row in rows] == [ours.document.reference]
        with pytest.raises(NotFound):
            queries.document_row(partner, theirs.document.reference, on=DAY)
        # The second net: the database itself shows no more.
        assert list(Document.objects.values_list("reference", flat=True)) == [ours.document.reference]
        assert DocumentVersion.objects.count() == 1


def test_an_agency_cannot_write_into_the_register(keeper):
    from django.db import DatabaseError, transaction

    version = world.drafted(keeper)
    partner = world.worker(Role.PARTNER, "health-mash")
    with request_transaction(partner):
        with pytest.raises(Denied):
            services.draft_version(actor=partner, document=version.document, given=AGREED, now=NOW)
        held = DocumentVersion.objects.get()
        held.words = "Ours"
        with pytest.raises(DatabaseError), transaction.atomic():
            held.save()


def test_the_list_is_in_the_order_of_the_next_review_in_a_fixed_number_of_queries(
    keeper, django_assert_max_num_queries
):
    for title, day in (("Later", date(2028, 1, 1)), ("Never", None), ("Sooner", date(2027, 1, 1))):
        world.drafted(keeper, title=title, review_on=day)
    with request_transaction(keeper):
        queries.register_rows(keeper, on=DAY)
        with django_assert_max_num_queries(3):
            rows = queries.register_rows(keeper, on=DAY)

    assert [row.title for row in rows] == ["Sooner", "Later", "Never"]


def test_duties_say_the_day_on_which_they_begin_or_that_none_is_known(keeper):
    with request_transaction(keeper):
        duties = {duty["law"].split(",")[0]: duty for duty in queries.duties_on(DAY)}

    assert duties["UK GDPR article 35"]["begun"]
    new = duties["Children Act 2004 section 16LA"]
    assert (new["begins_on"], new["begun"]) == (None, False)
    assert "No day is known" in new["note"] and new["checked_on"] == date(2026, 11, 27)
