"""The tests meet the database as the server does."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_tests_run_as_the_serving_role():
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, session_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user"
        )

        assert cursor.fetchone() == ("openmash_app", "openmash_app", False, False)


@pytest.mark.django_db
def test_the_serving_role_owns_no_table():
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_class where relkind in ('r','p') and relowner = current_user::regrole")

        assert cursor.fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_leaves_nothing_behind(request):
    from django.contrib.sessions.models import Session

    assert Session.objects.count() == 0

    Session.objects.create(session_key="k", session_data="", expire_date="2030-01-01T00:00:00Z")


test_a_test_that_commits_leaves_nothing_behind_again = test_a_test_that_commits_leaves_nothing_behind
