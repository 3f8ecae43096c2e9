"""Contacts over four years with the people in them: nearly all decided, those of the last days still open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from openmash.agencies import queries as agencies
from openmash.base.bulk import copy_in, reserve, reserve_keys
from openmash.bench.seeding.families import Family
from openmash.frontdoor.choices import ContactStatus, WayIn
from openmash.frontdoor.models import Contact, ContactChild, ContactPerson
from openmash.work.choices import RAG_RANK

YEARS = 4
OPEN_SHARE, MOST_OPEN = 0.02, 1200
CATEGORIES = ("neglect", "domestic-abuse", "physical-abuse", "family-conflict", "exploitation", "parent-mental-health")
WORDS = (
    "The caller said what they had seen and heard at home and at school, and what the child told them about it. " * 4
)
CONTACT = (
    "id", "reference", "way_in", "source", "received_at", "taken_by", "story", "worries_most", "category", "caller_name",
    "caller_is_professional", "address", "postcode", "district", "locality", "authority", "address_state",
    "operating_model", "team_id", "rag", "rag_rank", "status", "restricted", "decide_due_at", "decided_at",
    "referrer_due_at", "answered_at", "history_opened_at", "history_opened_by", "pack_id",
)  # fmt: skip
CHILD = (
    "id", "contact_id", "person_id", "as_given", "relationship", "rag", "referrer_level", "recommended_level",
    "decided_level", "analysis", "not_known", "outcome", "decided_at", "check_result", "checked_at",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where an address leads: names for people, and the team that screens there."""

    district: str
    locality: str
    authority: str
    operating_model: str
    team: int
    team_code: str


@dataclass(frozen=True)
class Worry:
    """One contact as it is copied in."""

    key: int
    reference: str
    family: Family
    place: Place
    received_at: datetime
    open: bool
    rag: str
    outcome: str
    restricted: bool


def make_worries(
    number: int, families: list[Family], places: dict[str, Place], *, chance: Random, now: datetime
) -> list[Worry]:
    """Return contacts, some families with many; the newest are open. Nothing is stored yet."""
    still_open = min(MOST_OPEN, max(20, int(number * OPEN_SHARE)))
    ages = sorted(
        (chance.random() * YEARS * 365 * 86_400 + 3 * 86_400 for _ in range(number - still_open)), reverse=True
    )
    ages += sorted((chance.random() * 2 * 86_400 for _ in range(still_open)), reverse=True)
    first, reference = reserve_keys(Contact, number), reserve("ref_contact", number)
    worries = []
    for at, age in enumerate(ages):
        family = families[int(len(families) * chance.random() ** 1.6)]
        is_open = at >= number - still_open
        rag = chance.choices(("red", "amber", "green", ""), (8, 40, 40, 12) if is_open else (8, 45, 47, 0))[0]
        outcome = "" if is_open else chance.choices(("NFA", "ADVICE", "EH", "S17", "STRAT"), (35, 20, 15, 22, 8))[0]
        worries.append(
            Worry(
                key=first + at,
                reference=f"C-{reference + at}",
                family=family,
                place=places[family.postcode],
                received_at=now - timedelta(seconds=age),
                open=is_open,
                rag=rag,
                outcome=outcome,
                restricted=any(one.restricted for one in family.members),
            )
        )
    return worries


def store_worries(worries: list[Worry], *, workers: dict[str, list[str]], chance: Random) -> None:
    """Store contacts with their children and adults."""
    version = agencies.current_pack_version().pk
    copy_in(Contact, CONTACT, (_contact(one, workers, version) for one in worries))
    children = sum(len(one.family.children) for one in worries)
    copy_in(ContactChild, CHILD, _children(worries, reserve_keys(ContactChild, children), chance))
    adults = ("contact_id", "person_id", "as_given", "relationship")
    copy_in(
        ContactPerson,
        adults,
        ((one.key, adult.key, "{}", "parent") for one in worries for adult in one.family.adults),
    )


def _contact(one: Worry, workers: dict[str, list[str]], version: int) -> tuple[object, ...]:
    at, place = one.received_at, one.place
    team = workers[place.team_code]
    worker = team[one.key % len(team)]
    decided = None if one.open else at + timedelta(hours=5 + one.key % 30)
    read = one.key % 3 > 0 or not one.open
    status = ContactStatus.DECIDED if decided else ContactStatus.SCREENING if one.rag else ContactStatus.RECEIVED
    return (
        one.key, one.reference, WayIn.POLICE_NOTICE if one.key % 3 == 0 else WayIn.TELEPHONE, "6" if one.key % 3 == 0 else "2A",
        at, worker, WORDS, "That it happens again.", CATEGORIES[one.key % len(CATEGORIES)], "T Teacher", True,
        one.family.address, one.family.postcode, place.district, place.locality, place.authority, "routed",
        place.operating_model, place.team, one.rag, RAG_RANK[one.rag], status, one.restricted,
        at + timedelta(hours=24), decided, at + timedelta(hours=24), decided, at + timedelta(hours=1) if read else None,
        worker if read else "", version,
    )  # fmt: skip


def _children(worries: list[Worry], first: int, chance: Random) -> Iterator[tuple[object, ...]]:
    key = first
    for one in worries:
        decided = None if one.open else one.received_at + timedelta(hours=5 + one.key % 30)
        level = {"": None, "NFA": 1, "ADVICE": 1, "EH": 2, "S17": 3, "STRAT": 4}[one.outcome]
        for child in one.family.children:
            yield (
                key, one.key, child.key, "{}", "child", one.rag, chance.choice((2, 3, 4, None)), level, level,
                "" if one.open else WORDS[:210], "Whether the father is at home." if key % 7 == 0 else "", one.outcome,
                decided, "" if one.open else "no_record", decided,
            )  # fmt: skip
            key += 1
