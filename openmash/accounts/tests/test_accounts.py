"""Accounts are made by an administrator; sign-in is by e-mail, limited, and under a fresh session."""

import pytest
from django.core.cache import cache

from openmash.accounts import queries, services
from openmash.accounts.models import User
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import Denied, RuleBroken
from openmash.trail.models import Entry

pytestmark = pytest.mark.django_db
SETUP = Actor.machine("setup")
PASSWORD = "correct horse battery"


def created(**given):
    values = {"email": "W.Worker@Example.org", "name": "W Worker", "password": PASSWORD}
    return services.create_user(actor=SETUP, **(values | given), now=clock.now())


@pytest.fixture(autouse=True)
def ground_floor(ground_floor_only):
    """No room above takes part."""
    cache.clear()


def test_an_account_is_made_and_recorded_without_name_or_address():
    user = created()

    assert user.email == "w.worker@example.org"
    assert user.check_password(PASSWORD)
    entry = Entry.objects.get(kind="user.created")
    assert (entry.subject, entry.details) == (str(user.pk), {"demonstration": False})


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        pytest.param({"email": "nobody"}, "Enter an e-mail address", id="no-address"),
        pytest.param({"name": " "}, "Enter the person's name", id="no-name"),
        pytest.param({"password": "password"}, "too short", id="easy-password"),
    ],
)
def test_what_is_wrong_is_said(given, reason):
    with pytest.raises(RuleBroken, match=reason):
        created(**given)

    assert not Entry.objects.exists()


def test_an_address_is_taken_once_whatever_its_case():
    created()

    with pytest.raises(RuleBroken, match="already"):
        created(email="w.WORKER@example.org")


@pytest.mark.parametrize("role", ["screening_worker", "mash_manager", "partner"])
def test_only_an_administrator_makes_and_closes_accounts(role):
    user, actor = created(), Actor(user_id=9, in_authority=True, roles=frozenset({role}))

    with pytest.raises(Denied, match="Only an administrator"):
        services.create_user(actor=actor, email="x@example.org", name="X", now=clock.now())
    with pytest.raises(Denied, match="Only an administrator"):
        services.close_account(actor=actor, user=user, now=clock.now())


def sign_in(client, password=PASSWORD, **more):
    return client.post("/account/login/", {"login": "w.worker@example.org", "password": password, **more})


def test_sign_in_is_by_email_under_a_fresh_session_and_leads_back(client):
    user = created()
    client.get("/account/login/")
    session = client.session
    session["planted"] = "1"
    session.save()
    before = client.session.session_key

    answer = sign_in(client, next="/drafts/")

    assert (answer.status_code, answer.url) == (302, "/drafts/")
    assert client.session.session_key != before
    assert client.session["_auth_user_id"] == str(user.pk)
    assert Entry.objects.filter(kind="signed_in", subject=str(user.pk)).count() == 1


def test_sign_in_never_leads_elsewhere(client):
    created()

    assert sign_in(client, next="https://elsewhere.example/").url == "/"


def test_a_closed_account_cannot_sign_in(client):
    services.close_account(actor=SETUP, user=created(), now=clock.now())

    sign_in(client)

    assert "_auth_user_id" not in client.session


def test_there_is_no_sign_up(client):
    client.post("/account/signup/", {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD})

    assert not User.objects.exists()


def test_sign_in_is_limited_after_five_wrong_passwords(client):
    created()
    for _ in range(5):
        sign_in(client, password="wrong wrong wrong")

    sign_in(client)

    assert "_auth_user_id" not in client.session


def test_names_are_found_by_reference_in_one_query(django_assert_num_queries):
    user = created()

    with django_assert_num_queries(1):
        names = queries.names_of({f"user:{user.pk}", "user:999999", "system:demo"})

    assert names == {f"user:{user.pk}": "W Worker", "user:999999": "A former colleague", "system:demo": "demo"}
    assert queries.name_of(f"user:{user.pk}") == "W Worker"
    assert queries.user_by_name("w worker") == user
