"""Under which agreement a school is told: named where one is in force; a draft, a lapsed one or none is a warning and no more."""

from datetime import date

import pytest

from openmash.base.transactions import request_transaction
from openmash.schools import queries, services
from openmash.schools.models import School
from openmash.schools.tests.conftest import MACHINE, NOW, again
from openmash.sharing.models import DocumentVersion, FootingWarning
from openmash.sharing.tests.register_world import drafted, in_force, keeper, lead

COVERS = {
    "parties": ("LCC", "SCHOOL-GUILD"),
    "purposes": ("supporting-pupil",),
    "bases": ("public-task", "safeguarding"),
    "items": ("name", "date_of_birth", "story"),
}


@pytest.fixture
def agreed(lancashire):
    def make(state="in_force"):
        clerk = keeper()
        version = drafted(clerk, title="Schools", **COVERS)
        if state != "draft":
            version = in_force(version, lead(), clerk)
        if state == "lapsed":
            with request_transaction(MACHINE):
                DocumentVersion.objects.filter(pk=version.pk).update(review_on=date(2026, 11, 20))
        return version

    return make


def warnings():
    with request_transaction(MACHINE):
        return FootingWarning.objects.filter(subject="C-1").count()


def test_the_agreement_in_force_is_named_on_the_notice_and_its_version_kept(agreed, prepared):
    version = agreed()

    notice = prepared()

    assert (notice.state, notice.agreement, notice.footing_warned) == ("at_the_gate", version.reference, False)
    assert "Schools, version 1 is in force" in notice.footing and warnings() == 0


@pytest.mark.parametrize(
    ("state", "said"), [("draft", "is still a draft"), ("lapsed", "lapsed after"), ("none", "There is no agreement")]
)
def test_without_one_in_force_the_school_is_told_all_the_same(agreed, prepared, state, said):
    version = agreed(state) if state != "none" else None

    notice = prepared()

    assert (notice.state, notice.footing_warned, warnings()) == ("at_the_gate", True, 1)
    assert said in notice.footing
    assert notice.agreement == (version.reference if version else "")


@pytest.mark.parametrize(
    ("how", "named"),
    [
        pytest.param("telephone", True, id="we-rang"),
        pytest.param("in_person", True, id="we-went"),
        pytest.param("police", False, id="the-police-told-them-and-not-we"),
    ],
)
def test_what_we_tell_by_word_of_mouth_has_its_footing_too(agreed, worker, guild, opened, how, named):
    version = agreed()

    with request_transaction(worker):
        notice = services.tell_otherwise(
            actor=worker, notice=opened(), how=how, told_at=NOW, words="The head", urn=guild.urn, now=NOW
        )

    assert again(notice).agreement == (version.reference if named else "")


def test_a_school_whose_people_do_not_sign_in_has_no_agreement_here_and_is_told(worker, opened):
    with request_transaction(MACHINE):
        School.objects.create(urn="100009", name="Far School", status="open", content_hash="9", search_text="far")

    with request_transaction(worker):
        notice = services.tell_otherwise(
            actor=worker, notice=opened(), how="telephone", told_at=NOW, words="The head", urn="100009", now=NOW
        )

    assert notice.footing_warned and "no agreement with it" in notice.footing
    assert (notice.state, warnings()) == ("told_otherwise", 0)


def test_before_the_school_is_told_one_reads_under_which_agreement(agreed, worker, guild, bay, opened):
    agreed()
    notice = opened()
    with request_transaction(worker):
        covered = queries.footing_in_words(worker, guild, team=notice.team, now=NOW)
        other = queries.footing_in_words(worker, bay, team=notice.team, now=NOW)

        assert "covers it" in covered
        assert "There is no agreement" in other and other.endswith("The school is told all the same.")
        assert queries.footing_in_words(worker, None, team=notice.team, now=NOW) == ""
    assert warnings() == 0
