"""Whether information may go: the table of cases, which the manual prints."""

from dataclasses import replace

import pytest

from openmash.sharing.choices import ShareAnswer, SharingKind, VersionState
from openmash.sharing.rules.cases import ASKED, CASES, COUNCIL, DRAFT, HEALTH, TODAY
from openmash.sharing.rules.footing import NEEDS_AGREEMENT, Words, may_share


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_may_share(case):
    found = case.decide()

    assert (found.answer, found.review) == (case.answer, case.review)
    assert found.sentences and all(sentence.endswith(".") for sentence in found.sentences)


def test_every_case_has_a_name_of_its_own_and_every_kind_is_there():
    assert len({case.name for case in CASES}) == len(CASES)
    assert {(ASKED | case.asked)["kind"] for case in CASES} == set(SharingKind)
    assert {case.answer for case in CASES} == set(ShareAnswer)


@pytest.mark.parametrize("kind", SharingKind)
@pytest.mark.parametrize("state", [state for state in VersionState if state is not VersionState.IN_FORCE])
def test_without_an_agreement_in_force_what_is_regular_stops_and_nothing_else_does(kind, state):
    asked = ASKED | {"kind": kind, "to": replace(HEALTH, kind="POL")}

    found = may_share(**asked, agreements=(replace(DRAFT, state=state),), on=TODAY)

    assert found.allowed is (kind not in NEEDS_AGREEMENT)
    assert found.answer is not ShareAnswer.ALLOWED


def test_what_an_agency_sent_is_never_blocked():
    for held in ((), (DRAFT,), (replace(DRAFT, state=VersionState.LAPSED),)):
        asked = ASKED | {"kind": SharingKind.LOADING, "from_": HEALTH, "to": COUNCIL, "bases": (), "purpose": ""}
        assert may_share(**asked, agreements=held, on=TODAY).allowed


def test_the_sentence_names_the_version_and_what_is_wrong_with_it():
    found = may_share(**ASKED, agreements=(DRAFT,), on=TODAY)

    assert found.terms == DRAFT
    assert found.sentences == (
        "G-1 Agreement, version 1 is still a draft.",
        "A standing feed goes only under an agreement in force that covers it. Nothing was sent.",
    )


def test_titles_are_said_instead_of_codes():
    words = Words(items={"address": "Address"})
    asked = ASKED | {"items": ("address",)}
    in_force = replace(DRAFT, state=VersionState.IN_FORCE)

    assert "items: Address." in may_share(**asked, agreements=(in_force,), on=TODAY, words=words).sentences[0]
