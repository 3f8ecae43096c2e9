"""The register: schools by number and by name, their key adults, and what was loaded. It holds no child and no family."""

from datetime import date

from django.db.models import F

from openmash.accounts import queries as accounts
from openmash.agencies import queries as agencies
from openmash.base.errors import NotFound
from openmash.schools.choices import TAKES_PUPILS
from openmash.schools.models import KeyAdult, RegisterLoad, School
from openmash.schools.models.notices import READS_NOTICES
from openmash.schools.rules.notices import Adult

MOST = 50
EDUCATION = "EDU"


def schools_like(words: str, *, most: int = MOST, closed: bool = True) -> list[School]:
    """Return the schools whose name, number, town or postcode holds every word, by name; without words the first ones."""
    rows = School.objects.select_related("agency", "calendar")
    if not closed:
        rows = rows.filter(status__in=TAKES_PUPILS)
    for word in words.casefold().split()[:8]:
        rows = rows.filter(search_text__contains=word)
    return list(rows.order_by(F("agency").asc(nulls_last=True), "name", "urn")[:most])


def number_of_schools() -> tuple[int, int]:
    """Return how many schools the register has, and how many of them take pupils."""
    return School.objects.count(), School.objects.filter(status__in=TAKES_PUPILS).count()


def school_by_urn(urn: str) -> School:
    """Return one school. Raises NotFound."""
    school = School.objects.select_related("agency", "calendar").filter(urn=urn).first()
    if school is None:
        raise NotFound("The register has no such school.")
    return school


def school_choices(words: str = "", *, always: School | None = None) -> list[tuple[str, str]]:
    """Return number and name of schools that take pupils, for choosing: those that match, and one that is there already."""
    found = schools_like(words, most=20, closed=False)
    rows = [*([always] if always is not None else []), *found]
    return list({one.urn: f"{one.name}, {one.postcode}".rstrip(", ") for one in rows}.items())


def key_adults_of(school: School, *, ended: bool = False, on: date) -> list[KeyAdult]:
    """Return the key adults of a school in the order in which they are told; those who have ended only when asked."""
    rows = list(KeyAdult.objects.filter(school=school).order_by("place", "since", "pk"))
    return rows if ended else [one for one in rows if one.in_force(on)]


def key_adult_of(school: School, reference: str) -> KeyAdult:
    """Return one key adult of a school. Raises NotFound."""
    found = KeyAdult.objects.filter(school=school, reference=reference).first()
    if found is None:
        raise NotFound
    return found


def adults_of(school: School, *, on: date) -> list[Adult]:
    """Return the key adults in force as the rules know them: each with the account by which they sign in for the school.

    One without is sent a link, where the pack says so.
    """
    held = key_adults_of(school, on=on)
    members = (
        dict(agencies.members_of_agency(school.agency_id, roles=READS_NOTICES, on=on))
        if school.agency_id and held
        else {}
    )
    telling, found = agencies.pack_in_force().schools, []
    links = telling is not None and telling.answers_by_link
    for one in held:
        user = accounts.user_by_email(one.email)
        signs_in = user.pk if user is not None and user.pk in members else None
        by_link = signs_in is None and links and bool(one.email)
        found.append(Adult(one.reference, one.name, one.email, one.telephone, signs_in, by_link))
    return found


def agencies_of_schools() -> list[tuple[str, str]]:
    """Return code and name of the agencies that are schools, for saying who signs in for one."""
    return [(one.code, one.name) for one in agencies.all_agencies() if one.kind == EDUCATION and not one.is_authority]


def latest_loads(*, most: int = 20) -> list[RegisterLoad]:
    """Return what was loaded last, the newest first."""
    return list(RegisterLoad.objects.order_by("-loaded_at", "-pk")[:most])


def load_by_number(number: int) -> RegisterLoad:
    """Return one loading. Raises NotFound."""
    load = RegisterLoad.objects.filter(pk=number).first()
    if load is None:
        raise NotFound
    return load
