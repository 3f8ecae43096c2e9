"""Every address is in the access matrix, and a new one without a row fails the build."""

import tomllib
from types import SimpleNamespace

import pytest
from django.urls import get_resolver

from openmash.agencies.choices import Role
from openmash.base import access
from openmash.base.views import ActorView
from tests.architecture.guards.addresses import (
    address_names,
    addresses_without_row,
    row_faults,
    rows_without_address,
    views_past_the_gate,
)
from tests.architecture.guards.source import PACKAGE, nothing_wrong

GOOD = {
    "name": "frontdoor:queue",
    "act": "See the queue",
    "roles": ["screening_worker"],
    "scope": "team",
    "record": "none",
}


def test_every_address_has_a_row_in_the_access_matrix():
    nothing_wrong(addresses_without_row(address_names(get_resolver()), access.matrix()))


def test_every_row_of_the_access_matrix_has_its_address():
    with_addresses = [row.name for row in access.matrix().values() if (PACKAGE / row.room / "urls.py").exists()]

    nothing_wrong(rows_without_address(address_names(get_resolver()), with_addresses))


def test_every_row_of_the_access_matrix_is_whole():
    rows = [row for path in PACKAGE.glob("*/access.toml") for row in tomllib.loads(path.read_text("utf-8"))["address"]]

    nothing_wrong(row_faults(rows, roles=list(Role)))


def test_every_view_of_ours_asks_the_access_matrix():
    # What a page asks by itself (autosave, the state of the session) and the health page are about nobody's record.
    nothing_wrong(views_past_the_gate(get_resolver(), gate=ActorView, excepted=["openmash.base.pages"]))


def test_the_guard_sees_a_view_that_asks_nobody():
    def leak(request):
        raise NotImplementedError

    leak.__module__ = "openmash.people.views"
    resolver = SimpleNamespace(url_patterns=[SimpleNamespace(callback=leak)])

    assert len(views_past_the_gate(resolver, gate=ActorView)) == 1


def test_the_guard_sees_an_address_without_a_row():
    assert addresses_without_row(["web:home", "web:new"], ["web:home"]) == ["web:new"]


def test_the_guard_sees_a_row_without_an_address():
    assert rows_without_address(["web:home"], ["web:home", "web:gone"]) == ["web:gone"]


def test_the_guard_is_content_with_a_whole_row():
    assert row_faults([GOOD], roles=list(Role)) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"act": ""}, "does not say act", id="no-words"),
        pytest.param({"roles": []}, "does not say roles", id="nobody"),
        pytest.param({"roles": ["wizard"]}, "names the role wizard", id="unknown-role"),
        pytest.param({"elsewhere": {"partner": "open"}}, "elsewhere for partner", id="elsewhere-for-nobody"),
        pytest.param({"scope": "world"}, "says world for scope", id="unknown-scope"),
        pytest.param({"roles": ["anonymous"]}, "does not agree with itself", id="open-and-not-open"),
        pytest.param(
            {"roles": ["anonymous"], "anonymous": "open", "record": "child"},
            "opens a record to everyone",
            id="open-record",
        ),
    ],
)
def test_the_guard_sees_a_row_that_is_wrong(change, words):
    assert any(words in fault for fault in row_faults([{**GOOD, **change}], roles=list(Role)))
