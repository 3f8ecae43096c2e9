"""Who somebody is at work, what the practice pack in force says, and which teams there are."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q

from openmash.agencies import routing
from openmash.agencies.choices import CLEARED_ROLES, OUTSIDE_ROLES, ROLE_PURPOSES, ROLE_WORDS
from openmash.agencies.models import Agency, Membership, PackVersion, Team
from openmash.agencies.packs import PackErrors, offered
from openmash.agencies.packs.schema import NoticeUse, NotInPack, OperatingModel, Pack, PaperUse, TemplateUse
from openmash.agencies.routing import Route
from openmash.base import clock, worktime
from openmash.base.actors import Actor
from openmash.base.errors import NotFound, RuleBroken
from openmash.base.transactions import forget, remembered

PACK_IN_FORCE = "agencies.pack_in_force"
ALL_AGENCIES = "agencies.all"


class NoPack(RuleBroken):
    """No practice pack with a front door has been loaded."""

    def __init__(self) -> None:
        super().__init__("No practice pack is loaded. Load one with ./run pack load.")


class _Member(NamedTuple):
    """What a membership makes of its user, with the pack versions there are, the newest first."""

    role: str
    team_id: int
    team_code: str
    locality: str
    agency_id: int
    agency_code: str
    agency_kind: str
    of_authority: bool
    packs: Sequence[int]


OF_A_MEMBER = (
    "role",
    "team_id",
    "team__code",
    "team__locality",
    "team__agency_id",
    "team__agency__code",
    "team__agency__kind",
    "team__agency__is_authority",
)


# -- people at work ----------------------------------------------------------------------------------------------


def actor_for(user: Any, *, purpose: str = "", on: date, in_request: bool = False) -> Actor | None:
    """Return who a signed-in user is at work on a day, or None without a membership.

    Somebody with memberships in several agencies acts for the council if it is one of them, else for the first:
    roles of two agencies are never mixed, and a role of the council's own gives nothing in another agency. An actor of one
    request keeps the pack version in force at its beginning.
    """
    memberships = (
        Membership.objects.filter(Q(until__isnull=True) | Q(until__gte=on), user_id=user.pk, since__lte=on)
        .filter(Q(team__withdrawn_on__isnull=True) | Q(team__withdrawn_on__gt=on))
        .order_by("-team__agency__is_authority", "pk")
    )
    held = [_Member(*row) for row in memberships.values_list(*OF_A_MEMBER, ArraySubquery(_newest_first()))]
    if not held:
        return None
    first = held[0]
    held = [member for member in held if member.agency_id == first.agency_id]
    roles = frozenset(member.role for member in held)
    if not first.of_authority:
        roles &= OUTSIDE_ROLES
    version = _of_authority(first.packs)
    return Actor(
        user_id=user.pk,
        name=user.name,
        agency_id=first.agency_id,
        agency_code=first.agency_code,
        agency_kind=first.agency_kind,
        in_authority=first.of_authority,
        roles=roles,
        team_ids=frozenset(member.team_id for member in held),
        localities=frozenset(code for one in held for code in _localities(one.team_code, one.locality, version, on)),
        cleared=first.of_authority and bool(roles & CLEARED_ROLES),
        purpose=purpose or purpose_of(roles),
        known={PACK_IN_FORCE: version} if in_request else {},
    )


def purpose_of(roles: Iterable[str]) -> str:
    """Return what a holder of these roles opens records for, in the words of the work: the first role of the list."""
    held = set(roles)
    return next((ROLE_PURPOSES[role] for role in ROLE_WORDS if role in held), "")


def localities_of(team: Team, *, on: date) -> frozenset[str]:
    """Return the localities a team covers: the pack's, or the one that stands on the team."""
    return _localities(team.code, team.locality, _version_in_force(), on)


def _localities(code: str, locality: str, version: int | None, on: date) -> frozenset[str]:
    own = frozenset({locality} - {""})
    if version is None:
        return own
    entries = [entry for entry in _pack(version).in_force("teams", on) if entry.code == code]
    return own.union(*(entry.localities for entry in entries))


# -- the pack ------------------------------------------------------------------------------------------------------


def _version_in_force() -> int | None:
    """Return the key of the version that was loaded last and belongs to an authority."""
    return remembered(PACK_IN_FORCE, _ask_version_in_force)


def _ask_version_in_force() -> int | None:
    return _of_authority(_newest_first())


def _newest_first() -> Any:
    return PackVersion.objects.order_by("-loaded_at", "-pk").values_list("pk", flat=True)


def _of_authority(versions: Iterable[int]) -> int | None:
    return next((pk for pk in versions if _pack(pk).authority is not None), None)


@lru_cache(maxsize=32)
def _pack(version_id: int) -> Pack:
    return Pack.model_validate(PackVersion.objects.values_list("content", flat=True).get(pk=version_id))


@lru_cache(maxsize=32)
def _version(version_id: int) -> PackVersion:
    return PackVersion.objects.defer("content").get(pk=version_id)


@lru_cache(maxsize=256)
def _calendar(version_id: int, on: date) -> worktime.Calendar:
    return _pack(version_id).calendar(on)


def forget_pack_in_force() -> None:
    """Ask again which pack is in force, and which agencies there are, in the transaction that has loaded one."""
    forget(PACK_IN_FORCE)
    forget(ALL_AGENCIES)


def forget_packs() -> None:
    """Read packs anew: for tests, whose database is emptied beneath them."""
    forget_pack_in_force()
    for cached in (_pack, _version, _calendar):
        cached.cache_clear()


def pack_in_force(on: date | None = None) -> Pack:
    """Return the practice pack in force: on a day in the past, the one that had been loaded last by then.

    Where none had been loaded by that day, the first one holds for the time before it too. Raises NoPack.
    """
    if on is None:
        return _pack(current_pack_version().pk)
    loaded = list(PackVersion.objects.order_by("loaded_at", "pk").values_list("pk", "loaded_at"))
    own = [(pk, clock.london_day(at)) for pk, at in loaded if _pack(pk).authority is not None]
    if not own:
        raise NoPack
    return _pack(next((pk for pk, day in reversed(own) if day <= on), own[0][0]))


def pack_offered(name: str) -> tuple[Path, Pack]:
    """Return a pack that comes with the product under a name, or the one in a folder, and where it is.

    Raises RuleBroken with a sentence where there is none or it cannot be used.
    """
    try:
        return offered(name)
    except LookupError as unknown:
        raise RuleBroken(str(unknown.args[0])) from None
    except PackErrors as wrong:
        raise RuleBroken(f"The pack “{name}” cannot be used. ./run pack check says why: {wrong.errors[0]}") from None


def current_pack_version() -> PackVersion:
    """Return the version in force, which a new clock, form or record keeps. Raises NoPack."""
    key = _version_in_force()
    if key is None:
        raise NoPack
    return _version(key)


def pack_of(version: PackVersion | int) -> Pack:
    """Return what a version says: for a record that keeps the version it began with."""
    return _pack(version if isinstance(version, int) else version.pk)


def pack_named(name: str) -> Pack:
    """Return the latest loaded version of a pack by its name. Raises NotFound."""
    key = PackVersion.objects.filter(name=name).order_by("-loaded_at", "-pk").values_list("pk", flat=True).first()
    if key is None:
        raise NotFound(f"No pack {name} has been loaded.")
    return _pack(key)


def area_name() -> str:
    """Return the authority's short name for the header; empty before a pack is loaded."""
    key = _version_in_force()
    return _pack(key).home.short_name if key is not None else ""


@dataclass(frozen=True)
class DueBy(worktime.Due):
    """When something is due, why, by which rule of which pack version."""

    rule: str = ""


def due_by(rule_code: str, start: datetime, *, team: Team | None = None, pack: PackVersion | None = None) -> DueBy:
    """Return when something that started then is due by a clock of the pack.

    Open hours are the team's own where a team is given. Raises NotInPack, NoPack, or CalendarEnds.
    """
    version = pack or current_pack_version()
    day = clock.london_day(start)
    held = pack_of(version)
    rule = _clock_rule(held, rule_code, day)
    if team is not None and rule.kind is worktime.Kind.SERVICE_HOURS:
        rule = replace(rule, hours=held.one("teams", team.code).hours)
    found = worktime.due(rule, start, calendar=_calendar(version.pk, day))
    return DueBy(found.due_at, found.explanation, rule_code)


def _clock_rule(pack: Pack, code: str, day: date) -> worktime.ClockRule:
    try:
        return pack.clock_rule(code, day)
    except NotInPack:
        return pack.clock_rule(code)


def operating_model_for(locality: str, *, on: datetime | date) -> OperatingModel | None:
    """Return who screens a locality's contacts at a moment or on a day, or None where the pack names no model."""
    day = clock.london_day(on) if isinstance(on, datetime) else on
    pack = pack_in_force()
    try:
        return pack.operating_model(locality, service=pack.door.service, on=day)
    except NotInPack:
        return None


def route(postcode: str, *, on: datetime | date, service: str | None = None) -> Route:
    """Return in which district, locality and authority a postcode lies, for the front door's service unless another.

    Raises UnknownPostcode with a sentence, NoPack.
    """
    day = clock.london_day(on) if isinstance(on, datetime) else on
    return routing.route(postcode, on=day, pack=pack_in_force(), service=service)


def postcodes_by_district() -> dict[str, list[str]]:
    """Return every postcode of the shipped table under the name of its district."""
    found: dict[str, list[str]] = {}
    for postcode, gss in routing.shipped_table():
        found.setdefault(routing.district_name(gss) or gss, []).append(postcode)
    return found


def districts_of(postcodes: Iterable[str], *, on: date) -> dict[str, str]:
    """Return the district of each of many postcodes; one that is unknown is left out. The pack is read once."""
    pack, found = pack_in_force(), {}
    for postcode in set(postcodes):
        try:
            found[postcode] = routing.route(postcode, on=on, pack=pack).district
        except routing.UnknownPostcode:
            continue
    return found


def relationship_words(code: str) -> str:
    """Return what somebody is to a child, in words for the middle of a sentence: the pack's own, else what was written."""
    titles = {one.code: one.title for one in pack_in_force().relationships}
    title = titles.get(code, code.replace("-", " ").replace("_", " "))
    return title[:1].lower() + title[1:]


def template_use(code: str) -> TemplateUse:
    """Return the use of a fixed message by its code. Raises ValueError."""
    return TemplateUse(code)


def notice_use(code: str) -> NoticeUse:
    """Return the use of a fixed notice by its code. Raises ValueError."""
    return NoticeUse(code)


def paper_use(code: str) -> PaperUse:
    """Return the use of a paper for families by its code. Raises ValueError."""
    return PaperUse(code)


# -- agencies and teams --------------------------------------------------------------------------------------------


def team_by_code(code: str) -> Team:
    """Return a team. Raises NotFound."""
    team = Team.objects.select_related("agency").filter(code=code).first()
    if team is None:
        raise NotFound(f"There is no team {code}. The pack in force names the teams.")
    return team


def team_of_actor(actor: Actor) -> Team | None:
    """Return the team of somebody; of several the first by name; None for whoever is in none."""
    return Team.objects.select_related("agency").filter(pk__in=actor.team_ids).order_by("name", "code").first()


def teams_of_kind(kind: str, *, locality: str = "", district: str = "", on: date) -> list[Team]:
    """Return the teams of a kind that cover a place, the closest fit first, as the pack says."""
    wanted = pack_in_force().teams_for(kind, on, locality=locality or None, district=district or None)
    rows = Team.objects.select_related("agency").filter(code__in=[entry.code for entry in wanted])
    held = {team.code: team for team in rows}
    return [held[entry.code] for entry in wanted if entry.code in held]


def team_of_agency(agency: Agency, *, locality: str = "", on: date) -> Team | None:
    """Return the team of an agency that covers a locality, else its first one; None where it has no team in use."""
    entries = [one for one in pack_in_force().in_force("teams", on) if one.agency == agency.code]
    fitting = sorted(entries, key=lambda one: (bool(locality) and locality not in one.localities, one.code))
    return team_by_code(fitting[0].code) if fitting else None


def teams_in_use() -> list[Team]:
    """Return every team that has not been withdrawn, by name."""
    return list(Team.objects.select_related("agency").filter(withdrawn_on__isnull=True).order_by("name", "code"))


def front_door_telephones(on: date) -> list[tuple[str, str]]:
    """Return for which place or time each number of the front door is, and the number, as the pack in force names them."""
    pack = pack_in_force()
    teams = {entry.code: entry for entry in pack.in_force("teams", on)}
    places: dict[str, list[str]] = {}
    for model in pack.in_force("operating_models", on):
        if model.service == pack.door.service and model.screening_team in teams:
            places.setdefault(model.screening_team, []).append(model.locality)
    whole = [(_and(localities), teams[code].telephone) for code, localities in places.items()]
    night = [("outside office hours", team.telephone) for team in teams.values() if team.kind == OUT_OF_HOURS]
    return [(where, number) for where, number in [*whole, *night] if number]


OUT_OF_HOURS = "emergency"


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def agency_by_code(code: str) -> Agency:
    """Return an agency, of those asked for once in a transaction where it is among them. Raises NotFound."""
    agency = next((one for one in all_agencies() if one.code == code), None) or Agency.objects.filter(code=code).first()
    if agency is None:
        raise NotFound(f"There is no agency {code}. The pack in force names the agencies.")
    return agency


def all_agencies() -> list[Agency]:
    """Return every agency, the council's own services first, by name. Asked once in a transaction."""
    return remembered(ALL_AGENCIES, lambda: list(Agency.objects.order_by("-is_authority", "name", "code")))


def members_of(team: Team, *, on: date) -> list[tuple[int, str]]:
    """Return key and name of everybody in a team on a day, by name."""
    held = Membership.objects.filter(Q(until__isnull=True) | Q(until__gte=on), team=team, since__lte=on)
    found = held.filter(user__is_active=True).values_list("user_id", "user__name").distinct()
    return sorted(found, key=lambda member: (member[1].casefold(), member[0]))


def members_of_agency(agency_id: int, *, roles: Collection[str], on: date) -> list[tuple[int, str]]:
    """Return key and name of everybody of an agency who has one of some roles on a day, by name."""
    held = Membership.objects.filter(
        Q(until__isnull=True) | Q(until__gte=on), team__agency_id=agency_id, since__lte=on, role__in=roles
    )
    found = held.filter(user__is_active=True).values_list("user_id", "user__name").distinct()
    return sorted(found, key=lambda member: (member[1].casefold(), member[0]))


def holders_of(role: str, *, on: date) -> set[int]:
    """Return the keys of everybody of the council who holds a role on a day and can sign in."""
    held = Membership.objects.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on, role=role)
    return set(held.filter(team__agency__is_authority=True, user__is_active=True).values_list("user_id", flat=True))


def at_work_in(roles: Collection[str], *, on: date) -> list[Membership]:
    """Return the memberships, in any role, of everybody of the council who holds one of some roles on a day, by name."""
    held = Membership.objects.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)
    held = held.filter(team__agency__is_authority=True, user__is_active=True)
    holders = held.filter(role__in=roles).values("user_id")
    return list(held.filter(user_id__in=holders).select_related("user", "team").order_by("user__name", "pk"))


def has_members(agency_id: int, *, on: date) -> bool:
    """Whether anybody of an agency can sign in on a day."""
    held = Membership.objects.filter(Q(until__isnull=True) | Q(until__gte=on), team__agency_id=agency_id, since__lte=on)
    return held.filter(user__is_active=True).exists()


def teams_taking_contacts(on: date) -> list[Team]:
    """Return the teams that a contact can be transferred to, as the pack's team kinds say."""
    kinds = {entry.code for entry in pack_in_force(on).team_kinds if entry.takes_contacts}
    return [team for team in teams_in_use() if team.kind in kinds]


def localities_in_use(on: date) -> list[str]:
    """Return the localities of the front door's service on a day, in the pack's order."""
    pack = pack_in_force()
    return [entry.code for entry in pack.in_force("localities", on) if entry.service == pack.door.service]


def districts_in(localities: Collection[str], *, on: date) -> list[str]:
    """Return the districts of some localities by name."""
    pack = pack_in_force()
    codes = {code for entry in pack.in_force("localities", on) if entry.code in localities for code in entry.districts}
    return sorted(entry.title for entry in pack.districts if entry.code in codes)


def district_names() -> list[str]:
    """Return the authority's districts by name."""
    return sorted(entry.title for entry in pack_in_force().districts)


def user_id_by_name(name: str, *, on: date) -> int | None:
    """Return the account of a worker whom another system names, when exactly one worker of the council has that name."""
    held = Membership.objects.filter(user__name=name, team__agency__is_authority=True, user__is_active=True)
    keys = set(held.exclude(until__lt=on).values_list("user_id", flat=True))
    return keys.pop() if len(keys) == 1 else None


def pack_versions(*, top: int = 20) -> list[PackVersion]:
    """Return the loaded pack versions, latest first, without their content."""
    return list(PackVersion.objects.defer("content").order_by("-loaded_at", "-pk")[:top])


def memberships_in_force(on: date) -> list[Membership]:
    """Return who works in which team in which role on a day, by team and name."""
    held = Membership.objects.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)
    return list(held.select_related("user", "team__agency").order_by("team__agency__name", "team__name", "user__name"))
