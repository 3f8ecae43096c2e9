"""Who stands behind a reference such as user:12, for pages."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model


def names_behind(references: Iterable[str]) -> dict[str, str]:
    """Return the names of colleagues by their references; machines are named as such."""
    wanted = set(references)
    numbers = {int(ref.removeprefix("user:")) for ref in wanted if ref.startswith("user:")}
    names = {
        f"user:{pk}": name for pk, name in get_user_model().objects.filter(pk__in=numbers).values_list("pk", "name")
    }
    return names | {ref: ref.removeprefix("system:") for ref in wanted if ref.startswith("system:")}
