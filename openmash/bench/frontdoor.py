"""The front door under load: who asks for what, how often, and the figures that come of it."""

import os
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

import psycopg
from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from openmash.accounts.models import User
from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.base.commandline import say
from openmash.base.transactions import request_transaction
from openmash.bench import rules, watching
from openmash.bench.driving import CALL, HEALTH, SEND, Desk, Load, call_about, drive
from openmash.bench.seeding.filling import BENCH
from openmash.bench.visiting import Browser
from openmash.bench.watching import Seen
from openmash.bench.weighing import weigh
from openmash.frontdoor.models import ContactChild
from openmash.people.models import Person
from openmash.work.models import WorkItem

# What 20 people ask for, of each hundred askings. Typing asks several times; a call is a page and what is sent.
MIX = {
    "My work": 22,
    "Team board": 20,
    "Child’s page": 22,
    "Contact": 16,
    "Search while typing": 12,
    CALL: 4,
    SEND: 4,
}
TARGETS = {"My work": rules.TARGET_MS, "Team board": rules.TARGET_MS, "Child’s page": rules.TARGET_MS}
CHOSEN = 400
IN_HAND = timedelta(days=60)
ANCHOR = "the same page’s own reads through psycopg alone, sent right after each asking"


@dataclass(frozen=True)
class Plan:
    """How hard and how long."""

    users: int
    think: float
    seconds: float
    warm: float


def measure(
    plan: Plan, *, port: int, address: Mapping[str, Any], held: Mapping[str, int], now: datetime
) -> dict[str, Any]:
    """Drive the served front door, and return rows, page weights, query counts and the plans that scan."""
    desk = desk_of(plan, now)
    browser = Browser(port, desk.sessions[0])
    say("Looking at each page once ...")
    chance = Random(1)  # noqa: S311 - the same pages every time
    places = {what: desk.place(what, chance) for what in MIX if what in desk.addresses}
    seen = {what: watching.look(desk.sessions[0], place) for what, place in places.items()}
    seen[SEND] = watching.look_at_sending(desk.sessions[0], places[CALL], call_about(*desk.names[0]))
    weights = [weigh(what, place, browser.get) for what, place in places.items()]
    with psycopg.connect(**address, autocommit=True) as connection:
        scanned = {what: watching.plans(connection, one.reads) for what, one in seen.items()}
        version = str(connection.info.server_version)
    say(f"{plan.users} users at work for {plan.seconds:.0f} s, after {plan.warm:.0f} s to warm up ...")
    load = drive(plan, desk, MIX, port=port, address=address, reads={what: one.reads for what, one in seen.items()})
    return {
        "benchmark": "front-door",
        "rows": [row_of(what, load, seen) for what in [*MIX, HEALTH]],
        "pages": weights,
        "scans": [{"what": what, **one} for what, found in scanned.items() for one in found],
        "size": dict(held),
        "load": asdict(plan) | {"errors": load.errors[:20], "generator": "on the same machine as server and database"},
        "machine": {"processors": os.cpu_count(), "python": platform.python_version(), "postgresql": version},
        "load_average": [round(one, 2) for one in os.getloadavg()],
        "unit": "ms",
        "targets": {"p95": rules.TARGET_MS, "first_visit": rules.TARGET_WEIGHT},
    }


def row_of(what: str, load: Load, seen: Mapping[str, Seen]) -> dict[str, Any]:
    """Return what was measured of one page: its times, its anchor, and what one asking costs."""
    found, anchor = rules.spread(load.times[what]), rules.spread(load.anchors[what])
    looked = seen.get(what)
    return {
        "what": what,
        "anchor": ANCHOR if anchor.n else "none",
        **asdict(found),
        "ratio": rules.ratio(found.p50, anchor.p50),
        "anchor_p50": anchor.p50,
        "anchor_p95": anchor.p95,
        "errors": load.failed[what],
        "queries": len(looked.statements) if looked else None,
        "processor": round(looked.processor * 1000, 1) if looked and looked.processor is not None else None,
        "target_p95": TARGETS.get(what),
    }


def desk_of(plan: Plan, now: datetime) -> Desk:
    """Sign the users in and choose what they ask for: open contacts, their children, other children, names."""
    users = list(User.objects.filter(email__endswith="@bench.example").order_by("pk")[: plan.users])
    chance = Random(2)  # noqa: S311 - the same askings every time
    with request_transaction(BENCH):
        work = WorkItem.objects.filter(done_at__isnull=True, restricted=False).order_by("pk")
        contacts = list(work.values_list("subject", flat=True).distinct()[:CHOSEN])
        people = Person.objects.filter(restricted=False)
        keys = list(people.values_list("pk", flat=True))
        chosen = people.filter(pk__in=chance.sample(keys, min(CHOSEN, len(keys))))
        named = list(chosen.values_list("given_name", "family_name"))
    sessions = {signed_in(user, now): user for user in users}
    return Desk(
        sessions=list(sessions),
        contacts=contacts,
        children={session: _children_of(user, now) for session, user in sessions.items()},
        names=named,
        addresses={
            "My work": reverse("web:home"),
            "Team board": reverse("web:team_board"),
            CALL: reverse("frontdoor:take_call"),
            "Search while typing": reverse("people:found"),
            "Contact": reverse("frontdoor:contact", kwargs={"reference": "REFERENCE"}),
            "Child’s page": reverse("web:child", kwargs={"reference": "REFERENCE"}),
            HEALTH: reverse("base:health"),
        },
    )


def _children_of(user: User, now: datetime) -> list[str]:
    """Return the children whom somebody has in hand: whoever reads about another child is asked why first."""
    actor = agencies.actor_for(user, on=now.date())
    with request_transaction(BENCH):
        rows = ContactChild.objects.filter(contact__restricted=False, person__restricted=False)
        rows = rows.filter(Q(contact__decided_at__isnull=True) | Q(contact__decided_at__gte=now - IN_HAND))
        if actor is not None and not actor.has(Role.MASH_MANAGER):
            rows = rows.filter(contact__team_id__in=actor.team_ids)
        return list(rows.order_by("-contact_id").values_list("person__reference", flat=True)[:CHOSEN])


def signed_in(user: User, now: datetime) -> str:
    """Return the key of a session as signing in makes it: sign-in itself is not what is measured."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["last_input_at"] = now.timestamp()
    session.create()
    return str(session.session_key)
