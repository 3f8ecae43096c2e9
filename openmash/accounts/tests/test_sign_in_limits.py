"""How often signing in may fail: one person locks out nobody else, a whole council signs in at once, a spray is slowed."""

import pytest
from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from openmash.accounts.models import User
from openmash.accounts.tests.test_accounts import PASSWORD, ground_floor  # noqa: F401
from openmash.base import clock

pytestmark = pytest.mark.django_db
COUNCIL, HOME, ELSEWHERE = "198.51.100.7", "203.0.113.9", "192.0.2."


@pytest.fixture(autouse=True)
def two_colleagues(settings):
    """Two who may sign in, by a hash that takes no time; what is counted begins anew."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    for who in ("tess", "sam"):
        User.objects.create_user(f"{who}@example.org", PASSWORD, name=who.title(), joined_at=clock.now())


def led_in(who, place, password=PASSWORD):
    """Whether a password of somebody, tried from a place, leads in. The page of sign-in asks the same."""
    request = RequestFactory().post("/account/login/", REMOTE_ADDR=place)
    try:
        return get_adapter(request).authenticate(request, email=f"{who}@example.org", password=password) is not None
    except ValidationError:
        return False


def wrong(times, who="tess", place=COUNCIL):
    """So many wrong passwords of somebody at a place. `{}` in either becomes the number of the try."""
    return [(who.format(number), place.format(number)) for number in range(times)]


@pytest.mark.parametrize(
    ("failures", "who", "place", "answer"),
    [
        pytest.param(wrong(4), "tess", COUNCIL, True, id="four-wrong-and-the-fifth-right"),
        pytest.param(wrong(5), "tess", COUNCIL, False, id="five-wrong-lock-the-account-at-this-place"),
        pytest.param(wrong(5), "TESS", COUNCIL, False, id="however-the-address-is-written"),
        pytest.param(wrong(5), "sam", COUNCIL, True, id="a-colleague-at-the-same-place-is-not-locked-out"),
        pytest.param(wrong(80), "sam", COUNCIL, True, id="nor-when-somebody-goes-on-and-on"),
        pytest.param(wrong(5), "tess", HOME, True, id="the-same-person-elsewhere-is-not-locked-out"),
        pytest.param(wrong(50, who="worker{}"), "sam", COUNCIL, True, id="fifty-who-mistype-at-one-place-are-borne"),
        pytest.param(wrong(60, who="worker{}"), "sam", COUNCIL, False, id="a-spray-from-one-place-is-slowed"),
        pytest.param(wrong(60, who="worker{}"), "sam", HOME, True, id="and-slows-no-other-place"),
        pytest.param(wrong(99, place=ELSEWHERE + "{}"), "tess", HOME, True, id="many-places-against-one-account"),
        pytest.param(wrong(100, place=ELSEWHERE + "{}"), "tess", HOME, False, id="at-most-a-hundred-in-an-hour"),
        pytest.param(wrong(100, place=ELSEWHERE + "{}"), "sam", HOME, True, id="and-no-other-account"),
    ],
)
def test_how_often_signing_in_may_fail(failures, who, place, answer):
    for failed, where in failures:
        assert not led_in(failed, where, password="wrong wrong wrong")

    assert led_in(who, place) is answer


def test_a_shift_signs_in_by_the_page_at_one_place_within_a_minute(client):
    for _ in range(40):
        client.cookies.clear()
        client.post("/account/login/", {"login": "tess@example.org", "password": PASSWORD}, REMOTE_ADDR=COUNCIL)

        assert "_auth_user_id" in client.session
