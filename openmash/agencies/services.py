"""Load practice packs as versions that never change, and say who is in which team."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from openmash.agencies import permissions, queries
from openmash.agencies.choices import OUTSIDE_ROLES, ROLE_WORDS, Role
from openmash.agencies.models import Agency, Membership, PackVersion, Team
from openmash.agencies.packs.reading import SHIPPED, iter_packs, read_pack
from openmash.agencies.packs.schema import Pack
from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.errors import RuleBroken
from openmash.trail import services as trail


@transaction.atomic
def load_pack(*, actor: Actor, directory: Path, now: datetime) -> PackVersion:
    """Load the pack in a folder as a version, and bring agencies and teams up to what it says.

    The same content adds nothing. Raises Denied, and PackErrors with file, key and reason of all that is wrong.
    """
    permissions.check_can_load_packs(actor)
    return _keep(actor=actor, pack=read_pack(directory), now=now)


@transaction.atomic
def load_packs(*, actor: Actor, folder: Path = SHIPPED, names: Iterable[str] = (), now: datetime) -> list[PackVersion]:
    """Load the packs of a folder that come with the product (all of them, or those named), in the order of their names.

    A local pack does not push aside one that an authority of another name has put in force, unless it is named.
    Raises Denied and PackErrors.
    """
    permissions.check_can_load_packs(actor)
    wanted = set(names)
    ours = set(PackVersion.objects.values_list("name", flat=True))
    held = queries.pack_in_force().about.name if queries.area_name() else ""
    versions = []
    for directory in iter_packs(folder):
        if wanted and directory.name not in wanted:
            continue
        pack = read_pack(directory)
        pushes_aside = pack.authority is not None and held and held != pack.about.name
        if pushes_aside and not wanted and pack.about.name not in ours:
            continue
        versions.append(_keep(actor=actor, pack=pack, now=now))
    return versions


def _keep(*, actor: Actor, pack: Pack, now: datetime) -> PackVersion:
    mark = pack.content_hash
    known = PackVersion.objects.defer("content").filter(name=pack.about.name, content_hash=mark).first()
    if known is not None:
        return known
    version = PackVersion.objects.create(
        name=pack.about.name,
        version=pack.about.version,
        content_hash=mark,
        content=pack.model_dump(mode="json", by_alias=True),
        loaded_at=now,
    )
    queries.forget_pack_in_force()
    if pack.authority is not None:
        _bring_up_to_date(pack, on=london_day(now))
        queries.forget_pack_in_force()
    trail.record(
        actor=actor,
        kind="pack.loaded",
        subject=f"pack {pack.about.name}",
        at=now,
        version=pack.about.version,
        content_hash=mark,
    )
    return version


def _bring_up_to_date(pack: Pack, *, on: date) -> None:
    """Make or change the rows of agencies and teams; a team that the pack no longer has is withdrawn, never removed."""
    agencies = {}
    for entry in _latest(pack.agencies):
        agencies[entry.code], _ = Agency.objects.update_or_create(
            code=entry.code,
            defaults={"name": entry.title, "kind": entry.kind, "is_authority": entry.is_authority},
        )
    for entry in _latest(pack.teams):
        Team.objects.update_or_create(
            code=entry.code,
            defaults={
                "agency": agencies[entry.agency],
                "name": entry.title,
                "kind": entry.kind,
                "locality": entry.localities[0] if len(entry.localities) == 1 else "",
                "telephone": entry.telephone,
                "withdrawn_on": entry.until,
            },
        )
    gone = Team.objects.exclude(code__in=[entry.code for entry in pack.teams])
    gone.filter(withdrawn_on__isnull=True).update(withdrawn_on=on)


def _latest(entries: Iterable[Any]) -> list[Any]:
    """Return one entry a code: the one that begins last."""
    by_code = {entry.code: entry for entry in sorted(entries, key=lambda entry: entry.since)}
    return list(by_code.values())


@transaction.atomic
def add_membership(*, actor: Actor, user: Any, team: Team, role: str, since: date, now: datetime) -> Membership:
    """Give a user a role in a team from a day on.

    Raises Denied, RuleBroken for an unknown role, one that the team's agency cannot hold, a withdrawn team, or a role
    held already.
    """
    permissions.check_can_change_members(actor)
    if role not in set(Role):
        raise RuleBroken("There is no such role. Choose one from the list.", field="role")
    if not team.agency.is_authority and role not in OUTSIDE_ROLES:
        raise RuleBroken(f"{ROLE_WORDS[role]} is a role of the council’s own. {team.agency.name} is not.", field="role")
    if team.withdrawn_on is not None and team.withdrawn_on <= since:
        raise RuleBroken(f"{team.name} no longer exists on that day. Choose another team.", field="team")
    if Membership.objects.filter(user=user, team=team, role=role, until__isnull=True).exists():
        raise RuleBroken("This person holds that role in that team already.", field="role")
    membership = Membership.objects.create(user=user, team=team, role=role, since=since)
    trail.record(
        actor=actor,
        kind="membership.added",
        subject=f"user {user.pk}",
        at=now,
        team=team.code,
        role=role,
        since=str(since),
    )
    return membership


@transaction.atomic
def end_membership(*, actor: Actor, membership: Membership, until: date, now: datetime) -> Membership:
    """End a role on a day, that day included. Raises Denied, RuleBroken when it ended before or would end too early."""
    permissions.check_can_change_members(actor)
    membership = Membership.objects.select_for_update(of=("self",)).select_related("team").get(pk=membership.pk)
    if membership.until is not None:
        raise RuleBroken("This role has ended already.")
    if until < membership.since:
        raise RuleBroken("A role cannot end before it begins. Give a later day.", field="until")
    membership.until = until
    membership.save(update_fields=["until"])
    trail.record(
        actor=actor,
        kind="membership.ended",
        subject=f"user {membership.user_id}",
        at=now,
        team=membership.team.code,
        role=membership.role,
        until=str(until),
    )
    return membership
