"""The whole filling, once: people at work, families, contacts, and what follows from them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any

from openmash.accounts.models import User
from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.agencies.models import Membership
from openmash.base.actors import Actor
from openmash.base.commandline import say
from openmash.base.transactions import request_transaction
from openmash.bench.seeding.aftermath import store_aftermath
from openmash.bench.seeding.families import make_families, store_families
from openmash.bench.seeding.worries import Place, make_worries, store_worries
from openmash.frontdoor.models import Contact

BENCH = Actor.machine("bench", purpose="measure speed")
SEED = 20_261_101
FAMILIES_PER_CONTACT = 0.4
POSTCODES = 400
TRIAGE, MASH = "east-central-triage", "north-mash"
USERS = 20


@dataclass(frozen=True)
class Seeded:
    """What a bench database holds."""

    contacts: int
    people: int
    index_records: int


def fill(*, contacts: int, now: datetime) -> Seeded:
    """Fill the database with about this many contacts, all in one transaction: all of it or nothing."""
    chance = Random(SEED)  # noqa: S311 - the same area every time
    with request_transaction(BENCH):
        if Contact.objects.exists():
            raise ValueError("This database holds contacts already: the bench fills none but its own.")
        workers = _people_at_work(now)
        places = _places(chance, now)
        say("Families ...")
        families = make_families(
            max(10, int(contacts * FAMILIES_PER_CONTACT)), postcodes=list(places), chance=chance, now=now
        )
        records = store_families(families, chance=chance, now=now)
        say("Contacts ...")
        worries = make_worries(contacts, families, places, chance=chance, now=now)
        store_worries(worries, workers=workers, chance=chance)
        say("What follows from them ...")
        store_aftermath(team=agencies.team_by_code("central-mash").pk)
    return Seeded(contacts, sum(len(home.members) for home in families), records)


def _people_at_work(now: datetime) -> dict[str, list[str]]:
    """Make the users: screening workers of both triage teams and a few managers. Returns references by team."""
    found: dict[str, list[str]] = defaultdict(list)
    for number in range(USERS):
        role = Role.MASH_MANAGER if number % 10 == 9 else Role.SCREENING_WORKER
        code = "mash-management" if role is Role.MASH_MANAGER else MASH if number % 4 == 3 else TRIAGE
        user = User(email=f"worker{number}@bench.example", name=f"W Worker{number}", joined_at=now)
        user.set_unusable_password()
        user.save()
        Membership.objects.create(user=user, team=agencies.team_by_code(code), role=role, since=date(2020, 1, 1))
        found[code].append(f"user:{user.pk}")
    anybody = found[TRIAGE]
    return defaultdict(lambda: anybody, found)


def _places(chance: Random, now: datetime) -> dict[str, Place]:
    """Return some real postcodes of the area, and where each leads."""
    held: dict[str, Any] = agencies.postcodes_by_district()
    everything = sorted(postcode for codes in held.values() for postcode in codes)
    found = ((postcode, _place(postcode, now)) for postcode in chance.sample(everything, POSTCODES))
    return {postcode: place for postcode, place in found if place is not None}


def _place(postcode: str, now: datetime) -> Place | None:
    way = agencies.route(postcode, on=now)
    model = agencies.operating_model_for(way.locality, on=now) if way.locality else None
    if model is None or not way.locality:
        return None
    team = agencies.team_by_code(model.screening_team)
    return Place(way.district or "", way.locality, way.authority or "", model.code, team.pk, team.code)
