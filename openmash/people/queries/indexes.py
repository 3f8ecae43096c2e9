"""The indexes of other services: how fresh they are, and their rows as the actor may see them."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.people.choices import INDEX_WORDS, STALE_DAYS, Index
from openmash.people.models import IndexLoad, IndexRecord, Person
from openmash.people.queries.comparable import of_person, of_record
from openmash.people.rules import same_person_certain


@dataclass(frozen=True)
class IndexFreshness:
    """How fresh one index is. `absent`: it was never loaded, so finding nothing in it says nothing."""

    index: str
    title: str
    loaded_at: datetime | None
    days_old: int | None
    stale: bool

    @property
    def absent(self) -> bool:
        return self.loaded_at is None

    @property
    def words(self) -> str:
        """How fresh it is, as people say it."""
        if self.days_old is None:
            return "not loaded, so not searched"
        age = {0: "loaded today", 1: "loaded yesterday"}.get(self.days_old, f"loaded {self.days_old} days ago")
        return f"{age}, older than it should be" if self.stale else age


def index_freshness(*, now: datetime) -> list[IndexFreshness]:
    """Return how fresh every index is, those never loaded too. It tells nothing of anybody, so everybody may know."""
    limits = STALE_DAYS | getattr(settings, "INDEX_STALE_DAYS", {})
    last = dict(IndexLoad.objects.order_by("index", "-loaded_at").distinct("index").values_list("index", "loaded_at"))
    rows = []
    for index in Index:
        loaded_at = last.get(index)
        days = (now - loaded_at).days if loaded_at else None
        stale = days is not None and days >= limits[index]
        rows.append(IndexFreshness(index.value, INDEX_WORDS[index], loaded_at, days, stale))
    return rows


def latest_loads(*, top: int = 20) -> list[IndexLoad]:
    """Return the latest loads of any index, the newest first."""
    return list(IndexLoad.objects.order_by("-loaded_at", "-pk")[:top])


def load_by_number(number: int) -> IndexLoad:
    """Return one load. Raises NotFound."""
    load = IndexLoad.objects.filter(pk=number).first()
    if load is None:
        raise NotFound
    return load


def visible_records(actor: Actor) -> QuerySet[IndexRecord]:
    """Return the rows still in their index that the actor may see: none that belongs to a restricted person."""
    rows = IndexRecord.objects.filter(gone_at__isnull=True)
    if not actor.is_authority:
        return rows.none()
    return rows if actor.cleared else rows.filter(Q(person_id__isnull=True) | Q(person__restricted=False))


def records_of(actor: Actor, person: Person) -> list[IndexRecord]:
    """Return the index rows that somebody linked to a person."""
    return list(visible_records(actor).filter(person_id=person.pk).order_by("index", "record_id"))


def certain_filter(person: Person) -> Q:
    """Return the filter for rows that may certainly be a person: `same_person_certain` decides among them."""
    if not person.date_of_birth:
        return Q(pk__in=[])
    same = Q(pk__in=[])
    if person.nhs_number:
        same |= Q(nhs_number=person.nhs_number)
    if person.postcode:
        same |= Q(postcode=person.postcode)
    return Q(date_of_birth=person.date_of_birth) & same


def records_like(actor: Actor, person: Person) -> list[IndexRecord]:
    """Return the index rows, linked to nobody, that are certainly this person by what they say."""
    rows = visible_records(actor).filter(certain_filter(person), person_id__isnull=True).order_by("index", "record_id")
    held = of_person(person)
    return [row for row in rows if same_person_certain(held, of_record(row))]
