"""Whether a record may be the person asked for, and why, in words.

The weights are powers of two by which an agreement makes one and the same person likelier, chosen by us for a first
simple search, not learned from data. A number from them is shown with its reasons, never alone, and a person confirms.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from openmash.people.rules.days import age_agrees, day_and_month_swapped, one_digit_off
from openmash.people.rules.names import Likeness, compact, likeness, loose_likeness, loose_likeness_of_one
from openmash.people.rules.numbers import nhs_digits, nhs_passes
from openmash.people.rules.particulars import Particulars
from openmash.people.rules.places import same_house, tidy_postcode

# Two people taken at random are one and the same once in this many times, as a power of two.
PRIOR = -14.0


@dataclass(frozen=True)
class Agreement:
    """One thing that speaks for or against two records being one person.

    `common`: whether the two share something here, where its weight does not say so already.
    """

    words: str
    weight: float
    common: bool | None = None


def same_person_certain(one: Particulars, other: Particulars) -> bool:
    """Whether two records are certainly one person.

    NHS number and date of birth agree, or given name, family name, date of birth and postcode all do.

    An estimated date is never certain, and neither are two sound NHS numbers that differ.
    """
    if not one.date_of_birth or one.date_of_birth != other.date_of_birth or one.estimated or other.estimated:
        return False
    if nhs_passes(one.nhs) and nhs_passes(other.nhs):
        return nhs_digits(one.nhs) == nhs_digits(other.nhs)
    if not all((one.given, one.family, one.postcode, other.given, other.family, other.postcode)):
        return False
    return (
        compact(one.given) == compact(other.given)
        and compact(one.family) == compact(other.family)
        and tidy_postcode(one.postcode) == tidy_postcode(other.postcode)
    )


def same_pupil(one: Particulars, other: Particulars) -> bool:
    """Whether two records are certainly one pupil: unique pupil number and date of birth agree, and neither is an estimate."""
    if not one.upn or one.upn.casefold() != other.upn.casefold():
        return False
    if not one.date_of_birth or one.date_of_birth != other.date_of_birth or one.estimated or other.estimated:
        return False
    return not (nhs_passes(one.nhs) and nhs_passes(other.nhs)) or nhs_digits(one.nhs) == nhs_digits(other.nhs)


def agreement_in_words(asked: Particulars, row: Particulars, *, today: date) -> list[str]:
    """Return why a record may or may not be the person asked for, the strongest reason first."""
    return [agreement.words for agreement in compare(asked, row, today=today)]


def compare(asked: Particulars, row: Particulars, *, today: date) -> list[Agreement]:
    """Return what speaks for and against, by the weight of it."""
    names = list(_names(asked, row))
    place = list(_place(asked, row))
    found = [*names, *_birth(asked, row, today), *place, *_numbers(asked, row), *_sex(asked, row)]
    if _sibling(asked, row):
        found.append(Agreement("different first name: may be a sibling", -15.0))
    elif asked.given and row.given and not _swapped(asked, row) and _first(asked, row) is Likeness.DIFFERENT:
        found.append(Agreement("different first name", -9.0))
    return sorted(found, key=lambda agreement: -abs(agreement.weight))


def in_common(agreements: Iterable[Agreement]) -> bool:
    """Whether there is a reason to show one record where the other is asked for. An age that fits is none by itself."""
    return any(row.weight > 0 if row.common is None else row.common for row in agreements)


def reasons(agreements: Iterable[Agreement]) -> list[str]:
    """Return in words why a record is shown, the strongest first; never only what speaks against it."""
    rows = list(agreements)
    words = [row.words for row in rows]
    return words if in_common(rows) or not words else ["names spelt a little alike", *words]


def probability(agreements: Iterable[Agreement]) -> float:
    """Return how likely the two records are one person. It is a number of the pair, not of a family."""
    odds: float = 2.0 ** max(-60.0, min(60.0, PRIOR + sum(agreement.weight for agreement in agreements)))
    return round(odds / (1 + odds), 4)


def _swapped(asked: Particulars, row: Particulars) -> bool:
    if not all((asked.given, asked.family, row.given, row.family)) or compact(asked.given) == compact(asked.family):
        return False
    return compact(asked.given) == compact(row.family) and compact(asked.family) == compact(row.given)


def _first(asked: Particulars, row: Particulars) -> Likeness:
    best = likeness(asked.given, row.given)
    if best is not Likeness.SAME and row.also_known_as:
        known = loose_likeness(asked.given, row.also_known_as)
        best = Likeness.ALIKE if known is Likeness.SAME else best
    return best


def _sibling(asked: Particulars, row: Particulars) -> bool:
    """Whether family and home agree and the first name does not."""
    if not (asked.given and row.given and asked.family and row.family) or _swapped(asked, row):
        return False
    home = bool(asked.postcode) and tidy_postcode(asked.postcode) == tidy_postcode(row.postcode)
    born = asked.date_of_birth is not None and asked.date_of_birth == row.date_of_birth
    family = likeness(asked.family, row.family) is not Likeness.DIFFERENT
    return family and (home or born) and _first(asked, row) is Likeness.DIFFERENT


def _names(asked: Particulars, row: Particulars) -> Iterator[Agreement]:
    if asked.loose:
        found = loose_likeness(asked.loose, row.all_names)
        if found is Likeness.SAME:
            yield Agreement("same name", 12.0 if len(asked.loose.split()) > 1 else 6.0)
        elif found is Likeness.ALIKE:
            yield Agreement("name alike", 6.0 if len(asked.loose.split()) > 1 else 3.0)
        elif loose_likeness_of_one(asked.loose, row.all_names):
            yield Agreement("one name agrees, another does not", -6.0, common=True)
        else:
            yield Agreement("different name", -6.0)
    if _swapped(asked, row):
        yield Agreement("same names in the other order", 9.0)
        return
    yield from _given(asked, row)
    yield from _family(asked, row)


def _given(asked: Particulars, row: Particulars) -> Iterator[Agreement]:
    if asked.given and row.given:
        first = _first(asked, row)
        if first is Likeness.SAME:
            yield Agreement("same first name", 6.0)
        elif first is Likeness.ALIKE:
            yield Agreement("first name alike", 3.0)


def _family(asked: Particulars, row: Particulars) -> Iterator[Agreement]:
    if asked.family and row.family:
        surname = likeness(asked.family, row.family)
        if surname is Likeness.SAME:
            yield Agreement("same surname", 6.0)
        elif surname is Likeness.ALIKE or loose_likeness(asked.family, row.also_known_as) is Likeness.SAME:
            yield Agreement("surname alike", 3.0)
        else:
            yield Agreement("different surname", -4.0)


def _birth(asked: Particulars, row: Particulars, today: date) -> Iterator[Agreement]:
    wanted, held = asked.date_of_birth, row.date_of_birth
    if wanted and held:
        if wanted == held:
            yield Agreement("same date of birth", 11.0)
        elif day_and_month_swapped(wanted) == held:
            yield Agreement("same date of birth with day and month swapped", 7.0)
        elif one_digit_off(wanted, held):
            yield Agreement("date of birth differs in one digit", 5.0)
        elif (asked.estimated or row.estimated) and abs((wanted - held).days) <= 550:
            yield Agreement("date of birth near, one is an estimate", 2.0)
        else:
            yield Agreement("different date of birth", -6.0)
        return
    agrees = _ages_agree(asked, row, today)
    if agrees is True:
        yield Agreement("age fits, give or take one", 2.5, common=False)
    elif agrees is False:
        yield Agreement("age does not fit", -4.0)


def _ages_agree(asked: Particulars, row: Particulars, today: date) -> bool | None:
    """Return whether the ages fit; None when one is not known."""
    if asked.age is not None and row.date_of_birth:
        return age_agrees(row.date_of_birth, asked.age, today)
    if asked.date_of_birth and row.age is not None:
        return age_agrees(asked.date_of_birth, row.age, today)
    if asked.age is not None and row.age is not None:
        return abs(asked.age - row.age) <= 1
    return None


def _place(asked: Particulars, row: Particulars) -> Iterator[Agreement]:
    """Address and postcode are one comparison: two would count the same home twice."""
    wanted, held = tidy_postcode(asked.postcode), tidy_postcode(row.postcode)
    if wanted and held:
        if same_house(asked.address, wanted, row.address, held):
            yield Agreement("same address", 9.0)
        elif wanted == held:
            yield Agreement("same postcode", 6.0)
        elif " " not in wanted and held.startswith(wanted):
            yield Agreement("postcode begins alike", 3.0)
        else:
            yield Agreement("different postcode", -1.5)
    elif asked.address and row.address and loose_likeness(asked.address, row.address) is not Likeness.DIFFERENT:
        yield Agreement("address alike", 5.0)


def _numbers(asked: Particulars, row: Particulars) -> Iterator[Agreement]:
    if asked.nhs and row.nhs:
        if (nhs_digits(asked.nhs) or asked.nhs) == (nhs_digits(row.nhs) or row.nhs):
            yield Agreement("same NHS number", 20.0)
        elif nhs_passes(asked.nhs) and nhs_passes(row.nhs):
            yield Agreement("different NHS number", -8.0)
    if asked.upn and row.upn:
        same = asked.upn.casefold() == row.upn.casefold()
        yield Agreement("same pupil number", 20.0) if same else Agreement("different pupil number", -6.0)


def _sex(asked: Particulars, row: Particulars) -> Iterator[Agreement]:
    known = {"M", "F"}
    if asked.sex in known and row.sex in known and asked.sex != row.sex:
        yield Agreement("different sex", -3.0)
