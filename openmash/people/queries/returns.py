"""What the national returns ask about people, many at once. Whoever is restricted counts there as everybody does."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from openmash.base.actors import Actor
from openmash.people.choices import Index
from openmash.people.models import IndexRecord, Person


@dataclass(frozen=True, slots=True)
class ForReturns:
    """A person as a return names and describes them. `council_id`: how children's social care calls the child; empty: no such."""

    key: int
    reference: str
    council_id: str
    given_name: str
    family_name: str
    date_of_birth: date | None
    unborn: bool
    sex: str
    upn: str
    former_upn: str
    upn_unknown: str
    ethnicity: str
    disabled: bool | None
    disabilities: tuple[str, ...]
    died_on: date | None
    nhs_number: str
    address: str
    address_protected: bool
    postcode: str
    household: str
    restricted: bool


COLUMNS = (
    "pk", "reference", "council_id", "given_name", "family_name", "date_of_birth", "unborn", "sex", "upn", "former_upn",
    "upn_unknown", "ethnicity", "disabled", "disabilities", "died_on", "nhs_number", "address",
    "address_protected", "postcode", "household__reference", "restricted",
)  # fmt: skip


def told_for_returns(actor: Actor, keys: Iterable[int]) -> dict[int, ForReturns]:
    """Return what is known of people, by their keys. One query, however many."""
    rows = Person.objects.visible_to(actor).filter(pk__in=list(keys))
    ours = Q(index_records__index=Index.SOCIAL_CARE, index_records__gone_at__isnull=True)
    found = {}
    for row in rows.annotate(council_id=Min("index_records__record_id", filter=ours)).values_list(*COLUMNS):
        values = dict(zip(COLUMNS, row, strict=True))
        values["household"] = values.pop("household__reference") or ""
        values |= {"council_id": values["council_id"] or "", "disabilities": tuple(values["disabilities"])}
        key = values.pop("pk")
        found[key] = ForReturns(key=key, **values)
    return found


def pupil_numbers_of_several(actor: Actor) -> set[str]:
    """Return the pupil numbers that more than one record has."""
    rows = Person.objects.visible_to(actor).filter(replaced_by__isnull=True).exclude(upn="")
    return set(rows.values("upn").annotate(times=Count("pk")).filter(times__gt=1).values_list("upn", flat=True))


def references_that_are_council_ids(actor: Actor) -> set[str]:
    """Return the references of people that children's social care calls some child by."""
    taken = IndexRecord.objects.filter(index=Index.SOCIAL_CARE).values("record_id")
    return set(Person.objects.visible_to(actor).filter(reference__in=taken).values_list("reference", flat=True))


def with_pupil_number(actor: Actor, upn: str, *, beside: Collection[int] = ()) -> bool:
    """Whether somebody else's record has a pupil number."""
    rows = Person.objects.visible_to(actor).filter(upn=upn, replaced_by__isnull=True)
    return bool(upn) and rows.exclude(pk__in=beside).exists()
