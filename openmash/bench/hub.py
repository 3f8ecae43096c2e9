"""The hub under load: a burst of police notices about which agencies are asked, while people work and agencies read.

Three stretches of the same work: as usual, with one agency at seven times its usual load, and during the burst. What
people wait for in the second and third is read beside the first.
"""

import os
import platform
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from multiprocessing import get_context
from random import Random
from typing import Any

import django
import psycopg
from django.urls import reverse

from openmash.accounts.models import User
from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.agencies.models import Membership
from openmash.base.actors import Actor
from openmash.base.collecting import leave_alone
from openmash.base.commandline import say
from openmash.base.transactions import request_transaction
from openmash.bench import rules, watching
from openmash.bench.driving import Desk, Load, drive
from openmash.bench.frontdoor import ANCHOR, Plan, desk_of, row_of, signed_in
from openmash.bench.seeding.filling import BENCH
from openmash.bench.visiting import Browser
from openmash.bench.watching import Seen
from openmash.bench.weighing import weigh
from openmash.enquiries.services import EnquiryGiven
from openmash.frontdoor.models import Contact
from openmash.frontdoor.rules.given import CallGiven, Incident, PersonRow
from openmash.frontdoor.services.asking import ask_agencies_about
from openmash.frontdoor.services.contacts import receive_notice

USUAL, TIMES = 20, 7
BURST_SECONDS, PAGE_MS = 10.0, 200.0
BUSY = "LANCS-POLICE"
ASKED = {BUSY: "police-mash", "HEALTH-0-19": "health-mash", "SCHOOL-GUILD": "guild-high"}
QUESTIONS, TOGETHER = "Questions to you", "What agencies say"
AT_THE_COUNCIL = {"My work": 35, "Team board": 15, "Contact": 25, TOGETHER: 25}
AT_AN_AGENCY = {QUESTIONS: 1}
STORY = "Officers were called to the address by a neighbour. Two adults had argued; the children were upstairs."
STRETCHES = ("as usual", "one agency at seven times", "during the burst")


@dataclass
class Burst:
    """How long each notice took to be received, and each act of asking to be stored and queued, in seconds."""

    received: list[float] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    receiving: float = 0.0
    asking: float = 0.0
    requests: int = 0


def measure_hub(
    plan: Plan,
    *,
    notices: int,
    port: int,
    address: Mapping[str, Any],
    held: Mapping[str, int],
    now: datetime,
) -> dict[str, Any]:
    """Drive the served hub through its three stretches, and return rows, page weights, query counts and scanning plans."""
    asker, partners = _asker(now), _partners(now)
    council = desk_of(plan, now)
    council = replace(council, contacts=_asked_as_usual(asker, now), addresses={**council.addresses, **_addresses()})
    desks = {"the council": (council, AT_THE_COUNCIL)} | {
        _at(code): (replace(council, sessions=[signed_in(user, now)]), AT_AN_AGENCY) for code, user in partners.items()
    }
    chance = Random(1)  # noqa: S311 - the same pages every time
    seen = _looked(council, desks[_at(BUSY)][0], chance)
    with psycopg.connect(**address, autocommit=True) as other:
        scanned = {what: watching.plans(other, one.reads) for what, one in seen.items()}
        version = str(other.info.server_version)
    weights = _weights(Browser(port, council.sessions[0]), council, chance)
    rows, errors, burst, seven = _worked(
        plan,
        desks,
        {"seven": (asker, council.contacts[:-USUAL], now), "burst": (notices, asker, council.names, now)},
        port=port,
        address=address,
        seen=seen,
    )
    rows += [_row_of_acts("Notice received", burst.received), _row_of_acts("Three agencies asked", burst.asked)]
    return {
        "benchmark": "hub",
        "rows": rows,
        "burst": _said(burst, seven),
        "pages": weights,
        "scans": [{"what": what, **one} for what, found in scanned.items() for one in found],
        "size": dict(held),
        "load": asdict(plan) | {"errors": errors[:20], "generator": "on the same machine as server and database"},
        "machine": {"processors": os.cpu_count(), "python": platform.python_version(), "postgresql": version},
        "load_average": [round(one, 2) for one in os.getloadavg()],
        "unit": "ms",
        "targets": {"p95": PAGE_MS, "first_visit": rules.TARGET_WEIGHT, "burst_seconds": BURST_SECONDS},
    }


def _worked(
    plan: Plan,
    desks: Mapping[str, tuple[Desk, Mapping[str, int]]],
    given: Mapping[str, tuple[Any, ...]],
    *,
    port: int,
    address: Mapping[str, Any],
    seen: Mapping[str, Seen],
) -> tuple[list[dict[str, Any]], list[str], Burst, Burst]:
    """Let everybody work through the three stretches. Returns rows, what went wrong, the burst, and the agency's load."""
    came = {"burst": Burst(), "seven": Burst()}
    rows, errors = list[dict[str, Any]](), list[str]()
    with _elsewhere() as elsewhere:

        def keep(what: str, act: Callable[..., Burst]) -> None:
            came[what] = elsewhere.submit(act, *given[what]).result()

        acts: Sequence[Callable[[], None]] = (
            lambda: None,
            lambda: keep("seven", ask_one_agency),
            lambda: keep("burst", receive_burst),
        )
        for place, (stretch, act) in enumerate(zip(STRETCHES, acts, strict=True)):
            say(f"{plan.users} users at work {stretch} for {plan.seconds / 3:.0f} s ...")
            part = replace(plan, seconds=plan.seconds / 3, warm=plan.warm if place == 0 else 0.0)
            loads = _stretch(part, desks, _noting(errors, act), port=port, address=address, seen=seen)
            rows += _rows(stretch, loads, seen)
            errors += [words for load in loads.values() for words in load.errors]
    return rows, errors, came["burst"], came["seven"]


def _looked(council: Desk, agency: Desk, chance: Random) -> dict[str, Seen]:
    """Return what each page sends to the database, looked at once from inside."""
    seen = {what: watching.look(council.sessions[0], council.place(what, chance)) for what in AT_THE_COUNCIL}
    return seen | {QUESTIONS: watching.look(agency.sessions[0], agency.place(QUESTIONS, chance))}


def _weights(browser: Browser, council: Desk, chance: Random) -> list[dict[str, Any]]:
    return [weigh(what, council.place(what, chance), browser.get) for what in AT_THE_COUNCIL]


def _stretch(
    plan: Plan,
    desks: Mapping[str, tuple[Desk, Mapping[str, int]]],
    act: Callable[[], None],
    *,
    port: int,
    address: Mapping[str, Any],
    seen: Mapping[str, Seen],
) -> dict[str, Load]:
    """Let everybody work for a while, and something happen beside them. Returns what was measured, by where they work."""
    reads = {what: one.reads for what, one in seen.items()}
    loads: dict[str, Load] = {}

    def work(where: str) -> None:
        desk, mix = desks[where]
        loads[where] = drive(plan, desk, mix, port=port, address=address, reads=reads)

    threads = [threading.Thread(target=work, args=(where,)) for where in desks]
    threads.append(threading.Thread(target=_beside, args=(act, plan.warm)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return loads


def _beside(act: Callable[[], None], warm: float) -> None:
    time.sleep(warm + 1)
    act()


@contextmanager
def _elsewhere() -> Iterator[Executor]:
    """Yield a process of its own for what happens beside the users, as a load of notices is one; it is ready to begin."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=django.setup) as held:
        held.submit(leave_alone).result()
        yield held


def _noting(errors: list[str], act: Callable[[], None]) -> Callable[[], None]:
    """Return the act, which notes what goes wrong in it: nobody sees the end of a thread."""

    def done() -> None:
        try:
            act()
        except Exception as problem:  # whatever it is, the figures must say it
            errors.append(f"{type(problem).__name__}: {problem}")

    return done


def ask_one_agency(asker: Actor, contacts: Sequence[str], now: datetime) -> Burst:
    """Bring one agency to seven times what it usually has, one question after the other."""
    seven = Burst()
    for reference in contacts:
        contact = _contact(asker, reference)
        seven.asked.append(_timed(lambda contact=contact: _ask(asker, contact, [BUSY], now)))  # type: ignore[misc]
    seven.requests, seven.asking = len(seven.asked), sum(seven.asked)
    return seven


def receive_burst(notices: int, asker: Actor, names: Sequence[tuple[str, str]], now: datetime) -> Burst:
    """Receive the notices, then ask three agencies about each; each act in a transaction of its own."""
    burst = Burst()
    held: list[Contact] = []
    began = time.perf_counter()
    for number in range(notices):
        burst.received.append(_timed(lambda number=number: held.append(_notice(number, names, now))))  # type: ignore[misc]
    burst.receiving, began = time.perf_counter() - began, time.perf_counter()
    for contact in held:
        burst.asked.append(_timed(lambda contact=contact: _ask(asker, contact, list(ASKED), now)))  # type: ignore[misc]
    burst.asking = time.perf_counter() - began
    burst.requests = notices * len(ASKED)
    return burst


def _timed(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _notice(number: int, names: Sequence[tuple[str, str]], now: datetime) -> Contact:
    given, family = names[number % len(names)]
    rows = tuple(
        PersonRow(given_name=name, family_name=family, date_of_birth=born, is_child=is_child)
        for name, born, is_child in (
            (given, date(2015, 1 + number % 12, 1 + number % 28), True),
            ("Robin", date(1988, 1 + number % 12, 1 + number % 28), False),
        )
    )
    told = CallGiven(
        story=STORY, source="6", category="domestic-abuse", address="12 High Street", postcode="PR1 8XJ", people=rows
    )
    key = f"BENCH-{now:%Y%m%d%H%M%S}-{number}"
    incident = Incident(key, BUSY, now, now, told, key, tuple(range(len(rows))))
    with request_transaction(BENCH):
        made = receive_notice(actor=BENCH, incident=incident, now=now)
    if made is None:
        raise LookupError(f"{key} was received before.")
    return made


def _ask(asker: Actor, contact: Contact, codes: list[str], now: datetime) -> None:
    with request_transaction(asker):
        people = [one.person.reference for one in contact.children.select_related("person")]
        given = EnquiryGiven(purpose="protect-child", lawful_bases=("public-task",), told="not_told", words=STORY)
        ask_agencies_about(actor=asker, contact=contact, agency_codes=codes, people=people, given=given, now=now)


def _asked_as_usual(asker: Actor, now: datetime) -> list[str]:
    """Ask every agency of the bench what it usually has open, about contacts of the filling. Returns their references."""
    wanted = USUAL * TIMES
    with request_transaction(BENCH):
        rows = Contact.objects.filter(
            restricted=False, children__isnull=False, status__in=("received", "screening")
        ).distinct()
        fresh = list(rows.exclude(reference__in=_asked_before()).order_by("-pk")[:wanted])
    for contact in fresh[:USUAL]:
        _ask(asker, contact, list(ASKED), now)
    return [one.reference for one in (*fresh[USUAL:], *fresh[:USUAL])]


def _asked_before() -> list[str]:
    from openmash.enquiries.models import Enquiry

    return list(Enquiry.objects.values_list("subject", flat=True))


def _contact(asker: Actor, reference: str) -> Contact:
    with request_transaction(asker):
        return Contact.objects.select_related("team").get(reference=reference)


def _asker(now: datetime) -> Actor:
    """Return a manager of the bench, who may ask about every contact."""
    user = User.objects.filter(email="worker9@bench.example").get()
    actor = agencies.actor_for(user, on=now.date())
    if actor is None:
        raise LookupError("The manager of the bench is in no team.")
    return actor


def _partners(now: datetime) -> dict[str, User]:
    """Return somebody of each agency that is asked, made where there is nobody yet."""
    found = {}
    for code, team in ASKED.items():
        user, made = User.objects.get_or_create(
            email=f"{team}@partner.bench.example", defaults={"name": "P Partner", "joined_at": now}
        )
        if made:
            user.set_unusable_password()
            user.save()
            Membership.objects.create(
                user=user, team=agencies.team_by_code(team), role=Role.PARTNER, since=date(2020, 1, 1)
            )
        found[code] = user
    return found


def _addresses() -> dict[str, str]:
    return {
        QUESTIONS: reverse("enquiries:requests"),
        TOGETHER: reverse("frontdoor:enquiry", kwargs={"reference": "REFERENCE"}),
    }


def _at(code: str) -> str:
    return "the busy agency" if code == BUSY else f"another agency ({code})"


def _rows(stretch: str, loads: Mapping[str, Load], seen: Mapping[str, Seen]) -> list[dict[str, Any]]:
    rows = [row_of(what, loads["the council"], seen) for what in AT_THE_COUNCIL]
    others = Load()
    for where, load in loads.items():
        if where.startswith("another"):
            others.times[QUESTIONS] += load.times[QUESTIONS]
            others.anchors[QUESTIONS] += load.anchors[QUESTIONS]
            others.failed[QUESTIONS] += load.failed[QUESTIONS]
    told = [("the busy agency", loads[_at(BUSY)]), ("the other agencies", others)]
    rows += [row_of(QUESTIONS, load, seen) | {"what": f"{QUESTIONS}, {where}"} for where, load in told]
    return [row | {"what": f"{row['what']}, {stretch}", "target_p95": PAGE_MS} for row in rows]


def _row_of_acts(what: str, times: Sequence[float]) -> dict[str, Any]:
    return {
        "what": what,
        "anchor": "none",
        **asdict(rules.spread(times)),
        "ratio": None,
        "anchor_p50": None,
        "anchor_p95": None,
        "errors": 0,
        "queries": None,
        "processor": None,
        "target_p95": None,
    }


def _said(burst: Burst, seven: Burst) -> dict[str, Any]:
    return {
        "notices": len(burst.received),
        "requests": burst.requests,
        "receiving_seconds": round(burst.receiving, 2),
        "asking_seconds": round(burst.asking, 2),
        "target_seconds": BURST_SECONDS,
        "seven_times_requests": seven.requests,
        "anchor": ANCHOR,
    }
