"""Who stands behind a reference such as user:12, for pages."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model

from openmash.base.transactions import remembered


def names_behind(references: Iterable[str]) -> dict[str, str]:
    """Return the names of colleagues by their references; machines and e-mailed links are named as such."""
    wanted = set(references)
    numbers = {int(ref.removeprefix("user:")) for ref in wanted if ref.startswith("user:")}
    known: dict[int, str] = remembered("frontdoor.names", dict)
    if unknown := numbers - known.keys():
        known |= get_user_model().objects.filter(pk__in=unknown).values_list("pk", "name")
    names = {f"user:{pk}": known[pk] for pk in numbers if pk in known}
    names |= {ref: f"An e-mailed link ({ref.removeprefix('link:')})" for ref in wanted if ref.startswith("link:")}
    return names | {ref: ref.removeprefix("system:") for ref in wanted if ref.startswith("system:")}
