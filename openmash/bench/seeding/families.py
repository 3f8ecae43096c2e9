"""Families: households, the people in them, and what other services' indexes say of some."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from openmash.base.bulk import copy_in, reserve, reserve_keys
from openmash.bench.seeding.names import family_name, given_name, slipped
from openmash.people.models import Household, IndexLoad, IndexRecord, Person, Residence
from openmash.people.rules.names import search_text

STREETS = ("High Street", "Mill Lane", "Chapel Road", "Station Road", "Church Street", "Moor View", "Canal Side")
INDEXED = {"social_care": 0.16, "early_help": 0.12, "education": 0.25, "police": 0.1}
RESTRICTED = 0.003
PERSON = (
    "id", "reference", "given_name", "family_name", "also_known_as", "date_of_birth", "sex", "address", "postcode",
    "household_id", "restricted", "search_text", "created_at",
)  # fmt: skip
RECORD = (
    "index", "record_id", "given_name", "family_name", "date_of_birth", "sex", "address", "postcode", "involvement",
    "status", "since", "worker", "team", "phone", "search_text", "content_hash", "person_id", "linked_at", "linked_by",
)  # fmt: skip


@dataclass(frozen=True)
class Someone:
    """One person of a family, as it is copied in."""

    key: int
    reference: str
    given: str
    family: str
    born: date
    sex: str
    child: bool
    restricted: bool


@dataclass(frozen=True)
class Family:
    """One household and who lives in it."""

    key: int
    reference: str
    address: str
    postcode: str
    members: tuple[Someone, ...]

    @property
    def children(self) -> list[Someone]:
        return [one for one in self.members if one.child]

    @property
    def adults(self) -> list[Someone]:
        return [one for one in self.members if not one.child]


def make_families(number: int, *, postcodes: list[str], chance: Random, now: datetime) -> list[Family]:
    """Return families with keys and references taken from the sequences, nothing stored yet."""
    sizes = [
        (chance.choices((1, 2, 3, 4), (40, 35, 18, 7))[0], chance.choices((1, 2), (45, 55))[0]) for _ in range(number)
    ]
    people = sum(children + adults for children, adults in sizes)
    first = reserve_keys(Person, people), reserve("ref_person", people)
    home = reserve_keys(Household, number), reserve("ref_household", number)
    counter = iter(range(people))
    return [
        _family(
            home[0] + at,
            f"H{home[1] + at}",
            size,
            postcodes=postcodes,
            counter=counter,
            first=first,
            chance=chance,
            today=now.date(),
        )
        for at, size in enumerate(sizes)
    ]


def _family(
    key: int,
    reference: str,
    size: tuple[int, int],
    *,
    postcodes: list[str],
    counter: Iterator[int],
    first: tuple[int, int],
    chance: Random,
    today: date,
) -> Family:
    surname, members = family_name(chance), []
    for number in range(sum(size)):
        child = number < size[0]
        years = chance.uniform(0.1, 17.5) if child else chance.uniform(19, 60)
        at = next(counter)
        members.append(
            Someone(
                key=first[0] + at,
                reference=f"P{first[1] + at}",
                given=given_name(chance),
                family=surname if chance.random() < 0.85 else family_name(chance),
                born=today - timedelta(days=int(years * 365.25)),
                sex=chance.choice("FM"),
                child=child,
                restricted=chance.random() < RESTRICTED,
            )
        )
    address = f"{chance.randrange(1, 180)} {chance.choice(STREETS)}"
    return Family(key, reference, address, chance.choice(postcodes), tuple(members))


def store_families(families: list[Family], *, chance: Random, now: datetime) -> int:
    """Store families and the rows that indexes hold of some of their people. Returns how many such rows."""
    copy_in(
        Household,
        ("id", "reference", "address", "postcode", "created_at"),
        ((home.key, home.reference, home.address, home.postcode, now) for home in families),
    )
    copy_in(Person, PERSON, (_person(home, one, chance, now) for home in families for one in home.members))
    copy_in(
        Residence,
        ("person_id", "household_id", "address", "postcode", "since"),
        (
            (one.key, home.key, home.address, home.postcode, max(one.born, date(2016, 1, 1)))
            for home in families
            for one in home.members
        ),
    )
    rows = list(_records(families, chance, now))
    copy_in(IndexRecord, RECORD, rows)
    for index in INDEXED:
        held = sum(row[0] == index for row in rows)
        counts = {"rows": held, "accepted": held, "new": held, "changed": 0, "gone": 0}
        IndexLoad.objects.create(index=index, loaded_at=now, loaded_by="system:bench", **counts)
    return len(rows)


def _person(home: Family, one: Someone, chance: Random, now: datetime) -> tuple[object, ...]:
    known_as = given_name(chance) if chance.random() < 0.05 else ""
    words = search_text(one.given, one.family, known_as)
    return (
        one.key, one.reference, one.given, one.family, known_as, one.born, one.sex, home.address, home.postcode,
        home.key, one.restricted, words, now,
    )  # fmt: skip


def _records(families: list[Family], chance: Random, now: datetime) -> Iterator[tuple[object, ...]]:
    """Yield what indexes say: some written with a slip or for an old address, a third linked to our own person."""
    number = 0
    for home in families:
        for one in home.members:
            for index, share in INDEXED.items():
                if chance.random() > (share if one.child else share / 4):
                    continue
                number += 1
                given = one.given if chance.random() < 0.85 else slipped(one.given, chance)
                linked = chance.random() < 0.33
                yield (
                    index, f"{index[:2].upper()}{number}", given, one.family, one.born, one.sex, home.address,
                    home.postcode, "Support", "Open" if chance.random() < 0.3 else "Closed", date(2024, 3, 1),
                    "W Worker", "A team", "01632 960001", search_text(given, one.family), f"{number:064d}",
                    one.key if linked else None, now if linked else None, "system:bench" if linked else "",
                )  # fmt: skip
