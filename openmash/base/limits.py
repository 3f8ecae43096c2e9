"""How often something may be tried from one place: counted in the cache that all workers share.

For forms that somebody without a sign-in sends and a machine might guess at. Count outside the transaction of the act: a
refusal takes back what was written in it, and the count with it.
"""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def tries_from(request: HttpRequest, what: str) -> int:
    """Return how often this was tried in vain of late, from where the request comes."""
    return int(cache.get(_name(request, what), 0))


def count_try(request: HttpRequest, what: str, *, kept_for: timedelta) -> None:
    """Count one more try in vain. The count is forgotten `kept_for` after its latest try."""
    cache.set(_name(request, what), tries_from(request, what) + 1, timeout=kept_for.total_seconds())


def _name(request: HttpRequest, what: str) -> str:
    """Return the count's name: it holds no address, so the table of the cache tells of nobody."""
    return f"tries:{what}:{salted_hmac('openmash.base.limits', get_adapter().get_client_ip(request)).hexdigest()}"
