"""The story speaks in the codes of the practice pack that ships with the product."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from openmash.demo.rules import codes
from openmash.demo.rules.callers import SOURCES
from openmash.demo.rules.contacts.events import (
    Disagreed,
    Rated,
    Reopened,
    TransferDisputed,
    TransferRejected,
    TransferSettled,
)
from openmash.demo.rules.kinds import KINDS
from openmash.demo.rules.settings import Teams
from openmash.demo.tests.areas import whole_area

PACKS = Path(__file__).resolve().parents[3] / "packs"


@cache
def entries(name):
    found = []
    for pack in ("england", "lancashire"):
        for file in sorted((PACKS / pack).glob("*.toml")):
            found += tomllib.loads(file.read_text(encoding="utf-8")).get(name, [])
    return found


@cache
def reasons(group):
    return {entry["code"] for entry in entries("reasons") if entry["group"] == group}


def test_categories_are_those_of_the_pack():
    assert {kind.category for kind in KINDS.values()} <= {entry["code"] for entry in entries("contact_categories")}


@pytest.mark.parametrize("column", [codes.HIGH_RISK, codes.UNDERLYING, codes.STRENGTH])
def test_factors_are_those_of_the_packs_column(column):
    held = {item["code"] for entry in entries("risk_headings") if entry["column"] == column for item in entry["items"]}
    attribute = {codes.HIGH_RISK: "high_risk", codes.UNDERLYING: "underlying", codes.STRENGTH: "strengths"}[column]

    assert {code for kind in KINDS.values() for code in getattr(kind, attribute)} <= held


def test_outcomes_and_what_makes_a_referral_are_those_of_the_pack():
    held = {entry["code"]: entry for entry in entries("outcomes")}
    used = {
        answer.outcome
        for contact in whole_area().contacts
        if contact.decision()
        for answer in contact.decision().answers
    }

    assert used <= set(held)
    assert {code for code in used if held[code]["is_referral"]} == used & codes.REFERRALS


def test_sources_relationships_languages_and_warnings_are_those_of_the_pack():
    used = {code for weighted in SOURCES.values() for code in weighted._things}
    relationships = {row["code"] for row in entries("relationships")} | {"child"}

    assert used <= {entry["code"] for entry in entries("contact_sources")}
    assert set(codes.RELATIONSHIPS.values()) <= relationships
    assert set(codes.LANGUAGES.values()) <= {entry["code"] for entry in entries("languages")}
    assert {contact.warning[0] for contact in whole_area().contacts if contact.warning} <= {
        entry["code"] for entry in entries("safety_warnings")
    }


def test_lawful_bases_are_those_of_the_pack():
    used = {
        basis
        for contact in whole_area().contacts
        for event in contact.events
        if event.act == "record_family_position"
        for basis in event.lawful_bases
    }

    assert used <= {entry["code"] for entry in entries("lawful_bases")}


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        pytest.param(Rated, "rating_changed", id="rating-changed"),
        pytest.param(TransferRejected, "transfer_rejected", id="transfer-rejected"),
        pytest.param(TransferDisputed, "transfer_rejected", id="transfer-disputed"),
        pytest.param(TransferSettled, "transfer_settled", id="transfer-settled"),
        pytest.param(Reopened, "decision_reopened", id="reopened"),
        pytest.param(Disagreed, "referrer_disagrees", id="disagreed"),
    ],
)
def test_reasons_are_those_of_the_packs_group(kind, group):
    used = {
        event.reason
        for contact in whole_area().contacts
        for event in contact.events
        if isinstance(event, kind) and event.reason
    }

    assert used
    assert used <= reasons(group)


def test_reasons_of_positions_checks_and_handovers_are_those_of_the_pack():
    untold = reasons("going_ahead_without_telling") | reasons("agreement_not_sought")
    for contact in whole_area().contacts:
        for event in contact.events:
            if event.act == "record_family_position":
                assert not event.reason or event.reason in untold
                assert not event.before_history or event.before_history in reasons("approach_before_history")
            elif event.act == "check_early_help":
                assert not event.reason or event.reason in reasons("early_help_check_not_possible")
            elif event.act == "hand_over_open_case":
                assert not event.not_reached or event.not_reached in reasons("worker_not_reached")


def test_teams_and_partner_agencies_are_those_of_the_pack():
    teams, agencies = {row["code"] for row in entries("teams")}, {row["code"] for row in entries("agencies")}
    used = {user.team for user in whole_area().users} - {Teams().board}

    assert used <= teams
    assert {user.agency for user in whole_area().users} <= agencies
