"""Who is acting is told to the database for one transaction, and for no longer."""

import pytest
from django.db import connection

from openmash.base.actors import Actor
from openmash.base.transactions import SETTINGS, request_transaction

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
        assert settings_now() == ("authority", "3", "7", "1")

    assert settings_now() == ("", "", "", "")
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        assert cursor.fetchone() == before


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_after_a_failure():
    with pytest.raises(RuntimeError), request_transaction(CLEARED):
        raise RuntimeError("it went wrong")

    assert settings_now() == ("", "", "", "")


@pytest.mark.django_db
def test_inside_another_the_earlier_actor_comes_back():
    with request_transaction(CLEARED):
        with request_transaction(PARTNER):
            assert settings_now() == ("agency", "4", "8", "")
        assert settings_now() == ("authority", "3", "7", "1")
        with pytest.raises(RuntimeError), request_transaction(PARTNER):
            raise RuntimeError("it went wrong")
        assert settings_now() == ("authority", "3", "7", "1")


def test_there_is_no_anonymous_actor():
    with pytest.raises(ValueError, match="no anonymous actor"):
        Actor()
