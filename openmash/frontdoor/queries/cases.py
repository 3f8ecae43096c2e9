"""The cases behind a figure: the contacts that were counted or missed, as far as the actor may see them."""

from datetime import date, datetime

from openmash.base.actors import Actor
from openmash.frontdoor.models import Contact
from openmash.frontdoor.queries.counting import COHORTS, MEASURES, Span, all_of, in_locality

MOST_CASES = 200


def cases_of(
    actor: Actor, measure: str, *, start: date, end: date, locality: str = "", missed: bool, now: datetime
) -> list[Contact]:
    """Return the contacts behind a figure that the actor may see: those it counted, or of its population those it missed.

    Raises LookupError for a measure that is not counted.
    """
    if measure not in MEASURES:
        raise LookupError(f"The front door does not count {measure}.")
    counted = MEASURES[measure]
    cohort, numerator = COHORTS[counted.cohort], counted.numerator(now)
    rows = in_locality(cohort, Span(start, end), locality)
    if (population := all_of(counted.population(now))) is not None:
        rows = rows.filter(population)
    if missed and numerator is None:
        rows = rows.none()
    elif numerator is not None:
        fits = rows.filter(all_of(numerator)).values("pk")
        rows = rows.exclude(pk__in=fits) if missed else rows.filter(pk__in=fits)
    keys = rows.values(f"{cohort.contact}pk") if cohort.contact else rows.values("pk")
    seen = Contact.objects.visible_to(actor).filter(pk__in=keys).select_related("team").order_by("-received_at", "-pk")
    return list(seen[:MOST_CASES])
