"""Who may be brought together into a household, and at which address: an address that is protected is lent to nobody."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from openmash.people.rules.places import house_of, tidy_postcode

Place = tuple[str, str]
NOWHERE: Place = ("", "")


@dataclass(frozen=True)
class Housed:
    """Somebody as far as their home goes; `shares`: with somebody whose address is protected, in one household."""

    key: int
    address: str = ""
    postcode: str = ""
    protected: bool = False
    shares: bool = False

    @property
    def place(self) -> Place:
        """Return address and postcode."""
        return self.address, self.postcode


@dataclass(frozen=True)
class Together:
    """Who stays where they live, who is brought together (keys), and at which address and postcode; empty where none is taken."""

    stay: tuple[int, ...]
    come: tuple[int, ...]
    address: str = ""
    postcode: str = ""
    withheld: bool = False


def may_be_one_home(place: Place, other: Place) -> bool:
    """Whether two ways of writing may mean one home. In doubt they do: one home is written in many ways.

    The same words, or the same postcode unless both name a number and none of their numbers agrees.
    """
    address, postcode, other_address, other_postcode = (*place, *other)
    if _bare(address) and _bare(address) == _bare(other_address):
        return True
    if not (postcode and other_postcode):
        return bool(house_of(address)) and house_of(address) == house_of(other_address)
    if tidy_postcode(postcode) != tidy_postcode(other_postcode):
        return False
    numbers, others = _numbers(address), _numbers(other_address)
    return not (numbers and others) or bool(numbers & others)


def _bare(words: str) -> str:
    return re.sub(r"\W", "", words).casefold()


def _numbers(address: str) -> set[str]:
    return set(re.findall(r"\d+", address))


def is_any_home(place: Place, homes: Collection[Place]) -> bool:
    """Whether a place may be one of several homes; nowhere is none of them."""
    return place != NOWHERE and any(may_be_one_home(place, home) for home in homes if home != NOWHERE)


def bring_together(members: Sequence[Housed], *, homes: Collection[Place], address: str, postcode: str) -> Together:
    """Return who of some people is brought together, and where. `homes` are the protected ones, also of people who are not among them.

    Whose address is protected stays where they live, and so does whoever lives there already. Nobody else is given that
    address: where it is the one that was said, the others are brought together without any. Where none was said it is that of
    the first of the others who has one of their own.
    """
    stay = tuple(one.key for one in members if _stays(one, homes))
    others = [one for one in members if one.key not in stay]
    said = (address, postcode)
    if is_any_home(said, homes):
        said, withheld = NOWHERE, True
    else:
        withheld = False
        own = next((one.place for one in others if one.place != NOWHERE), NOWHERE)
        said = (address or own[0], postcode or own[1])
    come = tuple(one.key for one in others)
    return Together(stay, come, *said, withheld=withheld)


def _stays(one: Housed, homes: Collection[Place]) -> bool:
    """Whether somebody lives where the address is protected; who left such a household for a home of their own does not."""
    return one.protected or (one.shares and one.place == NOWHERE) or is_any_home(one.place, homes)
