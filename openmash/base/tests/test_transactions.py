"""Who is acting is told to the database for one transaction, and for no longer."""

import pytest
from django.db import connection

from openmash.base.actors import Actor
from openmash.base.transactions import SETTINGS, forget, remembered, request_transaction

CLEARED = Actor(user_id=7, agency_id=3, in_authority=True, cleared=True)
PARTNER = Actor(user_id=8, agency_id=4)


def settings_now():
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in SETTINGS))
        return cursor.fetchone()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_for_the_next_user_of_the_connection():
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        before = cursor.fetchone()
    with request_transaction(CLEARED):
        assert settings_now() == ("authority", "3", "7", "1", "", "")

    assert settings_now() == ("", "", "", "", "", "")
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        assert cursor.fetchone() == before


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_after_a_failure():
    with pytest.raises(RuntimeError), request_transaction(CLEARED):
        raise RuntimeError("it went wrong")

    assert settings_now() == ("", "", "", "", "", "")


@pytest.mark.django_db
def test_inside_another_the_earlier_actor_comes_back():
    with request_transaction(CLEARED):
        with request_transaction(PARTNER):
            assert settings_now() == ("agency", "4", "8", "", "", "")
        assert settings_now() == ("authority", "3", "7", "1", "", "")
        with pytest.raises(RuntimeError), request_transaction(PARTNER):
            raise RuntimeError("it went wrong")
        assert settings_now() == ("authority", "3", "7", "1", "", "")


@pytest.mark.parametrize(
    ("actor", "hub"),
    [
        pytest.param(Actor(user_id=9, agency_id=4, roles=frozenset({"hub_member"})), "1", id="a-member-of-the-hub"),
        pytest.param(PARTNER, "", id="a-partner-who-is-none"),
        pytest.param(
            Actor(user_id=7, agency_id=3, in_authority=True, roles=frozenset({"hub_member"})),
            "",
            id="nobody-of-the-council",
        ),
    ],
)
@pytest.mark.django_db
def test_the_database_is_told_who_is_a_member_of_the_hub(actor, hub):
    with request_transaction(actor):
        assert settings_now()[SETTINGS.index("app.hub")] == hub


def test_there_is_no_anonymous_actor():
    with pytest.raises(ValueError, match="no anonymous actor"):
        Actor()


@pytest.mark.django_db
def test_the_same_actor_inside_is_told_to_the_database_once(django_assert_num_queries):
    with request_transaction(CLEARED):
        with django_assert_num_queries(2), request_transaction(CLEARED):
            pass  # a savepoint and its release
        assert settings_now() == ("authority", "3", "7", "1", "", "")


@pytest.mark.django_db
def test_what_holds_for_an_act_is_asked_once_in_its_transaction():
    asked = []

    def ask():
        asked.append(1)
        return len(asked)

    with request_transaction(CLEARED):
        assert [remembered("it", ask), remembered("it", ask)] == [1, 1]
        with request_transaction(PARTNER):
            assert remembered("it", ask) == 1
        forget("it")
        assert remembered("it", ask) == 2
    with request_transaction(CLEARED):
        assert remembered("it", ask) == 3
    assert [remembered("it", ask), remembered("it", ask)] == [4, 5]
