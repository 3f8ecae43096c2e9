"""Packs are versions that never change; members come and go by day."""

from datetime import date, timedelta

import pytest

from openmash.agencies import queries, services
from openmash.agencies.choices import Role
from openmash.agencies.models import Membership, PackVersion, Team
from openmash.agencies.tests import factories as make
from openmash.base.actors import Actor
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.trail.models import Entry

pytestmark = pytest.mark.django_db
SETUP = Actor.machine("setup")
ADMINISTRATOR = Actor(user_id=1, in_authority=True, roles=frozenset({Role.ADMINISTRATOR}))

PACK = """
[pack]
name = "{name}"
title = "Tests"
version = "{version}"
"""


def folder(path, name="made-up", version="1"):
    (path / name).mkdir(parents=True, exist_ok=True)
    (path / name / "pack.toml").write_text(PACK.format(name=name, version=version), encoding="utf-8")
    return path / name


def test_the_same_content_is_loaded_once(tmp_path):
    directory = folder(tmp_path)

    first = services.load_pack(actor=SETUP, directory=directory, now=make.NOW)
    second = services.load_pack(actor=SETUP, directory=directory, now=make.NOW + timedelta(days=1))

    assert first.pk == second.pk
    assert Entry.objects.filter(kind="pack.loaded").count() == 1


def test_other_content_is_another_version_and_the_first_stays(tmp_path):
    first = services.load_pack(actor=SETUP, directory=folder(tmp_path), now=make.NOW)
    services.load_pack(actor=SETUP, directory=folder(tmp_path, version="2"), now=make.NOW)

    assert PackVersion.objects.filter(name="made-up").count() == 2
    assert queries.pack_of(first).about.version == "1"
    assert queries.pack_named("made-up").about.version == "2"


def test_packs_of_a_folder_are_loaded_by_name(tmp_path):
    folder(tmp_path, "one")
    folder(tmp_path, "two")

    assert [version.name for version in services.load_packs(actor=SETUP, folder=tmp_path, now=make.NOW)] == [
        "one",
        "two",
    ]
    assert [
        version.name for version in services.load_packs(actor=SETUP, folder=tmp_path, names=["two"], now=make.NOW)
    ] == ["two"]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_an_administrator_loads_packs(tmp_path, role):
    actor = Actor(user_id=1, in_authority=True, roles=frozenset({role}))

    with pytest.raises(Denied, match="Only an administrator of the council can load"):
        services.load_pack(actor=actor, directory=folder(tmp_path), now=make.NOW)


def test_without_a_pack_the_sentence_says_what_to_do():
    with pytest.raises(RuleBroken, match="Load one with"):
        queries.pack_in_force()
    with pytest.raises(NotFound, match="No pack nowhere"):
        queries.pack_named("nowhere")


def test_a_version_keeps_what_it_said_when_a_later_one_is_in_force():
    first = make.load()
    later = make.load(
        make.small_pack(clocks=(make.clock_entry("rag-red", 4, "elapsed_hours"),)), make.NOW + timedelta(days=1)
    )

    assert queries.current_pack_version() == later
    assert queries.due_by("rag-red", make.NOW).due_at == make.NOW + timedelta(hours=4)
    assert queries.due_by("rag-red", make.NOW, pack=first).due_at == make.NOW + timedelta(hours=2)
    assert queries.pack_in_force(make.NOW.date()).clock("rag-red").limit == 2


def test_what_is_due_names_its_rule_and_says_why():
    make.load()

    due = queries.due_by("referral-decision", make.NOW)

    assert due.rule == "referral-decision"
    assert due.due_at.isoformat() == "2026-11-24T23:59:59+00:00"
    assert "1 working day from Monday 23 November 2026 14:00" in due.explanation


def test_a_team_that_the_pack_no_longer_has_is_withdrawn_and_stays():
    make.team("old-team")
    services._bring_up_to_date(make.small_pack(), on=date(2026, 11, 23))

    assert Team.objects.get(code="old-team").withdrawn_on == date(2026, 11, 23)


def test_a_membership_is_added_and_ended_and_the_trail_says_so():
    user, team = make.user(), make.team()

    held = services.add_membership(
        actor=ADMINISTRATOR, user=user, team=team, role=Role.REFERRER, since=date(2026, 1, 1), now=make.NOW
    )
    ended = services.end_membership(actor=ADMINISTRATOR, membership=held, until=date(2026, 6, 1), now=make.NOW)

    assert ended.until == date(2026, 6, 1)
    assert list(Entry.objects.order_by("pk").values_list("kind", "subject")) == [
        ("membership.added", f"user {user.pk}".split()[1]),
        ("membership.ended", str(user.pk)),
    ]


def test_what_cannot_be_is_refused_with_a_sentence():
    user, team = make.user(), make.team()
    given = {"actor": ADMINISTRATOR, "user": user, "team": team, "since": date(2026, 1, 1), "now": make.NOW}
    held = services.add_membership(**given, role=Role.REFERRER)

    with pytest.raises(RuleBroken, match="no such role"):
        services.add_membership(**given, role="king")
    with pytest.raises(RuleBroken, match="holds that role"):
        services.add_membership(**given, role=Role.REFERRER)
    with pytest.raises(RuleBroken, match="before it begins"):
        services.end_membership(actor=ADMINISTRATOR, membership=held, until=date(2025, 1, 1), now=make.NOW)
    with pytest.raises(Denied, match="Only an administrator"):
        services.add_membership(**(given | {"actor": make.actor(email="other@example.org")}), role=Role.PARTNER)

    assert Membership.objects.filter(user=user).count() == 1


def test_the_packs_that_come_with_the_product_are_put_in_force_with_their_agencies_and_teams():
    versions = services.load_packs(actor=SETUP, now=make.NOW)
    again = services.load_packs(actor=SETUP, now=make.NOW + timedelta(days=1))

    pack = queries.pack_in_force()
    assert [version.pk for version in versions] == [version.pk for version in again]
    assert queries.current_pack_version().name == pack.about.name == "lancashire"
    assert set(Team.objects.filter(withdrawn_on=None).values_list("code", flat=True)) == {
        entry.code for entry in pack.teams if entry.until is None
    }
    assert queries.pack_of(versions[-1]).content_hash == versions[-1].content_hash
    assert queries.team_by_code(pack.teams[0].code).agency.code == pack.teams[0].agency


def test_a_shipped_pack_does_not_push_aside_an_authoritys_own():
    make.load()

    services.load_packs(actor=SETUP, now=make.NOW + timedelta(days=1))

    assert queries.pack_in_force().about.name == "smallshire"
