"""What other rooms ask before they share: the answer, the version it rests on, and what follows from a warning."""

import pytest

from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.sharing import queries, services
from openmash.sharing.choices import ShareAnswer, SharingKind
from openmash.sharing.models import FootingWarning
from openmash.sharing.tests import register_world as world
from openmash.sharing.tests.register_world import COUNCIL, HEALTH, MACHINE, NOW, POLICE
from openmash.trail.models import Entry
from openmash.work.models import WorkItem

pytestmark = pytest.mark.django_db
S47 = {
    "purpose": "protecting-child",
    "bases": ("public-task", "s47"),
    "from_agency": COUNCIL,
    "to_agency": HEALTH,
    "items": ("name",),
    "kind": SharingKind.ONE_CHILD,
    "on": NOW.date(),
}


@pytest.fixture(autouse=True)
def lancashire(db):
    world.load()


@pytest.fixture
def keeper():
    return world.keeper()


def footing(actor=MACHINE, **more):
    with request_transaction(actor):
        return queries.footing_for(actor, **(S47 | more))


def test_a_draft_is_named_and_the_childs_sharing_goes_ahead_with_a_warning(keeper):
    version = world.drafted(keeper)

    found = footing()

    assert (found.answer, found.review, found.version) == (ShareAnswer.WARNED, True, version)
    assert found.agreement_version == f"{version.document.reference}/1"
    assert "is still a draft" in found.sentences[0]


def test_what_is_in_force_is_named_without_a_warning(keeper):
    version = world.drafted(keeper, bases=("public-task", "s47"))
    world.in_force(version, world.lead(), keeper)

    found = footing()

    assert (found.answer, found.agreement_version) == (ShareAnswer.ALLOWED, f"{version.document.reference}/1")
    assert "until 30 June 2027" in found.sentences[0]


def test_without_any_agreement_there_is_no_version():
    found = footing(to_agency=POLICE, kind=SharingKind.WITH_POLICE)

    assert (found.version, found.agreement_version, found.answer) == (None, "", ShareAnswer.WARNED)


def test_an_impact_assessment_is_no_agreement(keeper):
    world.in_force(world.drafted(keeper, kind="impact_assessment"), world.lead(), keeper)

    assert footing().version is None


def test_a_partner_asks_for_its_own_sharing(keeper):
    version = world.drafted(keeper)
    partner = world.worker("partner", "health-mash")

    found = footing(partner, from_agency=HEALTH, to_agency=COUNCIL)

    assert found.version == version


def test_the_number_of_queries_is_fixed(keeper, django_assert_max_num_queries):
    for title in ("One", "Two", "Three"):
        world.drafted(keeper, title=title)
    with request_transaction(MACHINE), django_assert_max_num_queries(6):
        queries.footing_for(MACHINE, **S47)


def warn(found, subject="C-10001", actor=MACHINE):
    with request_transaction(actor):
        return services.record_warnings(actor=actor, footings=[found], subject_kind="contact", subject=subject, now=NOW)


def test_a_warning_is_written_down_each_time_and_the_review_is_asked_for_once(keeper):
    version = world.drafted(keeper)
    found = footing()

    warn(found)
    warn(found, "C-10002")

    with request_transaction(MACHINE):
        assert FootingWarning.objects.filter(version=version).count() == 2
        item = WorkItem.objects.get()
    assert (item.act, item.subject, item.due_rule) == (
        "review_document",
        version.document.reference,
        "agreement-review",
    )
    entry = Entry.objects.filter(kind="sharing.warned").first()
    assert (entry.subject, entry.details["agreements"]) == ("C-10001", [f"{version.document.reference}/1"])


def test_one_act_asks_for_what_nobody_has_been_asked_for_yet(keeper):
    version = world.drafted(keeper)
    found = [footing(), footing(to_agency=POLICE, kind=SharingKind.WITH_POLICE)]
    warn(found[0])

    def both():
        with request_transaction(MACHINE):
            services.record_warnings(actor=MACHINE, footings=found, subject_kind="contact", subject="C-2", now=NOW)

    both()

    with request_transaction(MACHINE):
        opened = WorkItem.objects.order_by("pk").values_list("act", "subject")
        assert list(opened) == [("review_document", version.document.reference), ("make_agreement", POLICE)]
    both()
    with request_transaction(MACHINE):
        assert WorkItem.objects.count() == 2


def test_where_there_is_no_agreement_the_work_is_to_make_one():
    warn(footing(to_agency=POLICE, kind=SharingKind.WITH_POLICE))

    with request_transaction(MACHINE):
        item = WorkItem.objects.get()
    assert (item.act, item.subject, item.note) == ("make_agreement", POLICE, "Lancashire Constabulary")


def test_a_partners_own_sharing_is_written_down_by_the_register(keeper):
    world.drafted(keeper)
    partner = world.worker("partner", "health-mash")
    found = footing(partner, from_agency=HEALTH, to_agency=COUNCIL)

    warn(found, actor=partner)

    with request_transaction(MACHINE):
        assert FootingWarning.objects.get().warned_by == partner.reference


def test_nothing_is_written_where_nothing_was_warned_about_and_a_stop_stays_a_stop(keeper):
    world.in_force(world.drafted(keeper, bases=("public-task", "s47")), world.lead(), keeper)
    assert warn(footing()) == []

    stopped = footing(kind=SharingKind.STANDING_FEED, to_agency=POLICE)
    with pytest.raises(RuleBroken, match="There is no agreement"):
        warn(stopped)


def test_a_load_is_doubted_where_no_agreement_in_force_covers_the_sender(keeper):
    world.drafted(keeper)

    with request_transaction(MACHINE):
        doubts = queries.doubts_on_loading(MACHINE, senders=[POLICE, HEALTH, "LCC-ADULTS", "?"], on=NOW.date())

    assert [doubt.split(":")[0] for doubt in doubts] == [
        "Health visiting and school nursing (demonstration)",
        "Lancashire Constabulary",
    ]
    assert all("loaded all the same" in doubt for doubt in doubts)


def test_of_several_agencies_that_could_have_sent_it_one_with_an_agreement_is_enough(keeper):
    def doubts():
        with request_transaction(MACHINE):
            return queries.doubts_on_loading(MACHINE, kinds=("HLTH_HV", "HLTH_AC"), on=NOW.date())

    assert len(doubts()) == 2
    world.in_force(world.drafted(keeper), world.lead(), keeper)
    assert doubts() == []
