"""A small practice pack, agencies, teams and people at work, for the tests of every room."""

from datetime import date, datetime, timezone

from openmash.accounts.models import User
from openmash.agencies import queries
from openmash.agencies.choices import Role
from openmash.agencies.models import Agency, Membership, PackVersion, Team
from openmash.agencies.packs.schema import About, Authority, Clock, Pack
from openmash.base.worktime import Kind

LONG_AGO = date(2013, 1, 1)
NOW = datetime(2026, 11, 23, 14, 0, tzinfo=timezone.utc)
SAID = {"source": "Made up for the tests", "confidence": "demonstration"}


def clock_entry(code, limit, kind, **more):
    return Clock(
        code=code,
        title=code,
        since=LONG_AGO,
        limit=limit,
        kind=kind,
        start="begun",
        stop="ended",
        words=code,
        **SAID,
        **more,
    )


def small_pack(name="smallshire", **more):
    """Return a pack with three clocks and an authority; unchecked, as no other section is there."""
    clocks = (
        clock_entry("referral-decision", 1, Kind.WORKING_DAYS),
        clock_entry("rag-red", 2, Kind.ELAPSED_HOURS),
        clock_entry("assessment", 45, Kind.WORKING_DAYS),
    )
    authority = Authority(code="smallshire", name="Smallshire County Council", short_name="Smallshire", **SAID)
    values = {"about": About(name=name, title=name, version="1"), "authority": authority, "clocks": clocks}
    return Pack(**(values | more))


def load(pack=None, at=NOW):
    """Put a pack in force as it stands."""
    pack = pack or small_pack()
    version, _ = PackVersion.objects.get_or_create(
        name=pack.about.name,
        content_hash=pack.content_hash,
        defaults={
            "version": pack.about.version,
            "content": pack.model_dump(mode="json", by_alias=True),
            "loaded_at": at,
        },
    )
    queries.forget_packs()
    return version


def council():
    return Agency.objects.get_or_create(
        code="council", defaults={"name": "Smallshire County Council", "kind": "council", "is_authority": True}
    )[0]


def police():
    return Agency.objects.get_or_create(code="police", defaults={"name": "Smallshire Police", "kind": "police"})[0]


def team(code="triage", *, agency=None, kind="triage", locality=""):
    values = {"agency": agency or council(), "name": code.capitalize(), "kind": kind, "locality": locality}
    return Team.objects.get_or_create(code=code, defaults=values)[0]


def user(email="worker@example.org", **fields):
    return User.objects.create_user(email, "correct horse battery", **({"name": "W Worker"} | fields))


def member(
    role=Role.SCREENING_WORKER, *, in_team=None, email="worker@example.org", since=LONG_AGO, until=None, **fields
):
    """Return a user who holds a role in a team."""
    person = user(email, **fields)
    Membership.objects.create(user=person, team=in_team or team(), role=role, since=since, until=until)
    return person


def actor(role=Role.SCREENING_WORKER, **more):
    """Return the actor of a new user in that role."""
    return queries.actor_for(member(role, **more), on=NOW.date())
