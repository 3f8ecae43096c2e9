"""What records lack: said when something is recorded, in words and without a gate, and kept by team every night."""

from datetime import date

import pytest

from openmash.agencies.choices import Role
from openmash.base.errors import Denied, NotFound
from openmash.base.transactions import request_transaction
from openmash.cases import queries as cases
from openmash.people.models import Person
from openmash.returns.models import MissingItem, MissingRun
from openmash.returns.queries import missing
from openmash.returns.rules.lacks import KINDS
from openmash.returns.services.missing import find_missing
from openmash.returns.tests.conftest import MACHINE, NOW

TODAY = date(2026, 5, 20)
REFERRED = {"source": "2A", "need": "N1", "outcome": "Assessment required"}


@pytest.fixture
def told(social_worker):
    """Return what the record of a child still lacks, as its worker reads it."""

    def read(person):
        with request_transaction(social_worker):
            return {(one.fact, one.words) for one in cases.missing_of(social_worker, person, today=TODAY)}

    return read


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param([("referral", date(2026, 4, 20), None, "", REFERRED)], set(), id="nothing-is-missing"),
        pytest.param(
            [("referral", date(2026, 4, 20), None, "", {**REFERRED, "source": ""})],
            {"Record who referred the child. The return says that it is not known."},
            id="who-referred",
        ),
        pytest.param(
            [("referral", date(2026, 4, 20), date(2026, 5, 1), "", REFERRED)],
            {"Record why the case was closed. The whole referral is left out of the return."},
            id="closed-without-a-reason",
        ),
        pytest.param(
            [
                ("referral", date(2026, 4, 20), None, "", REFERRED),
                ("plan", date(2026, 5, 6), None, "cp", {"category": "NEG", "previous_plans": 0}),
            ],
            {"No initial conference was recorded on the day on which the plan began. This is left out of the return."},
            id="a-plan-without-its-conference",
        ),
        pytest.param(
            [
                ("referral", date(2026, 4, 20), None, "", {**REFERRED, "outcome": "No Further Action"}),
                ("assessment", date(2026, 4, 21), None, "", {}),
            ],
            {
                "The referral is recorded as one with no further action: correct that, or this. "
                "This is left out of the return."
            },
            id="an-assessment-after-no-further-action",
        ),
        pytest.param(
            [("assessment", date(2026, 4, 21), None, "", {})],
            {
                "It lies within no referral: record the referral that it belongs to, or correct the day. "
                "This is left out of the return."
            },
            id="an-assessment-without-a-referral",
        ),
    ],
)
def test_what_the_census_would_lack_is_said_in_words_about_the_fact(child, happened, told, facts, words):
    person = child()
    held = [happened(person, kind, began, ended, variety, **said) for kind, began, ended, variety, said in facts]

    assert {said for _, said in told(person)} == words
    assert all(about == held[-1].reference for about, _ in told(person))


def test_what_is_missing_of_the_child_is_about_no_fact(child, happened, told):
    person = child(disabilities=[])
    happened(person, "referral", date(2026, 4, 20), **REFERRED)

    assert told(person) == {
        ("", "Record the child’s disability, or that there is none. The child is left out of the return.")
    }


def test_it_hinders_nothing(child, happened, told):
    fact = happened(child(), "referral", date(2026, 4, 20))

    assert fact.pk
    assert told(fact.person)


def test_every_kind_says_what_to_do_and_names_its_rules():
    assert all(kind.words.endswith(".") and kind.title and kind.rules for kind in KINDS.values())


# -- by team -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def looked_through(child, happened):
    """Three children of two teams whose records lack something, one of them restricted."""
    for name, team, known in (
        ("Aled", "Central", {"disabilities": []}),
        ("Bryn", "Central", {"disabilities": [], "ethnicity": ""}),
        ("Cari", "", {"disabilities": []}),
    ):
        person = child(name, **known)
        happened(person, "referral", date(2026, 4, 20), **REFERRED)
        if team:
            happened(person, "worker", date(2026, 4, 20), worker=f"Worker of {name}", team=team)
    with request_transaction(MACHINE):
        Person.objects.filter(given_name="Bryn").update(restricted=True)
        return find_missing(actor=MACHINE, now=NOW)


def test_it_is_counted_by_team_with_everybody(looked_through):
    lines = [(one.team, one.kind.code, one.times, one.children) for one in missing.missing_by_team()]

    assert lines == [("Central", "disability", 2, 2), ("Central", "ethnicity", 1, 1), ("", "disability", 1, 1)]
    assert looked_through.children == 3


def test_the_list_of_whose_is_shorter_for_whoever_sees_no_restricted_record_and_the_count_is_not(
    looked_through, somebody_as
):
    seen = {}
    for role in (Role.PRINCIPAL_SOCIAL_WORKER, Role.MASH_MANAGER):
        actor = somebody_as(role)
        with request_transaction(actor):
            seen[role] = missing.missing_whose(actor, team="Central", kind="disability", most=10)

    assert [row.worker for row in seen[Role.PRINCIPAL_SOCIAL_WORKER].rows] == ["Worker of Aled"]
    assert [row.worker for row in seen[Role.MASH_MANAGER].rows] == ["Worker of Aled", "Worker of Bryn"]
    assert seen[Role.PRINCIPAL_SOCIAL_WORKER].all == seen[Role.MASH_MANAGER].all == 2


def test_what_was_found_before_is_forgotten(looked_through):
    with request_transaction(MACHINE):
        find_missing(actor=MACHINE, now=NOW)

        assert MissingRun.objects.count() == 1
        assert MissingItem.objects.count() == 4


def test_nothing_is_called_so(looked_through, somebody_as):
    actor = somebody_as(Role.MASH_MANAGER)

    with request_transaction(actor), pytest.raises(NotFound):
        missing.missing_whose(actor, team="Central", kind="nothing", most=10)


def test_nobody_looks_through_the_records_by_hand(analyst):
    with request_transaction(analyst), pytest.raises(Denied, match="job"):
        find_missing(actor=analyst, now=NOW)
