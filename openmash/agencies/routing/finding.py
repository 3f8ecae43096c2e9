"""From a postcode to the locality that serves it: values in, answer out."""

from dataclasses import dataclass
from datetime import date

from openmash.agencies.packs.schema import Pack
from openmash.agencies.routing.names import authority_of, district_name
from openmash.agencies.routing.postcodes import PostcodeTable, shipped_table


class UnknownPostcode(LookupError):
    """The postcode is not in the table, or is none. Nothing is guessed; the message is a sentence."""


@dataclass(frozen=True)
class Route:
    """Where a postcode lies. `locality` is None for another authority, and where a service has none there."""

    postcode: str
    district: str
    gss: str
    locality: str | None
    authority: str
    is_ours: bool


def route(
    postcode: str, *, on: date, pack: Pack, service: str | None = None, table: PostcodeTable | None = None
) -> Route:
    """Return where a postcode lies for a service on a day; without a service, the front door's own.

    Raises UnknownPostcode.
    """
    found = (table or shipped_table()).find(postcode)
    if found is None:
        raise UnknownPostcode(
            f"The postcode “{postcode.strip()[:20]}” is not known. Check it, or find the address another way."
        )
    known, gss = found
    own = next((district for district in pack.in_force("districts", on) if district.code == gss), None)
    if own is None:
        return Route(known, _name(gss, pack), gss, None, _authority(gss, pack), is_ours=False)
    locality = pack.locality_of(gss, service=service or pack.door.service, on=on)
    return Route(
        postcode=known,
        district=own.title,
        gss=gss,
        locality=locality.code if locality else None,
        authority=pack.home.short_name,
        is_ours=True,
    )


def _name(gss: str, pack: Pack) -> str:
    return district_name(gss) or _outside(gss, pack) or gss


def _authority(gss: str, pack: Pack) -> str:
    authority = authority_of(gss)
    return authority.name if authority else _outside(gss, pack) or gss


def _outside(gss: str, pack: Pack) -> str | None:
    return next((other.title for other in pack.outside_authorities if gss in other.districts), None)
