"""Whom the pack suggests: by worry and age, and of schools, of which there are many, those that know the child."""

import pytest

from openmash.base.transactions import request_transaction
from openmash.enquiries import queries, services
from openmash.enquiries.services import ReturnGiven
from openmash.enquiries.tests.conftest import NOW


def suggested(worker, known_to=()):
    with request_transaction(worker):
        choices = queries.choices_for(
            subject_kind="contact",
            subject="C-1",
            category="physical-abuse",
            ages=(11, 6),
            rag="red",
            known_to=known_to,
            now=NOW,
        )
    return {one.code for one in choices if one.why}


@pytest.mark.parametrize(
    ("known_to", "schools"),
    [
        pytest.param((), set(), id="no-school-is-known"),
        pytest.param(("SCHOOL-GUILD",), {"SCHOOL-GUILD"}, id="the-school-that-raised-it"),
    ],
)
def test_of_schools_those_are_suggested_that_know_the_child(worker, known_to, schools):
    found = suggested(worker, known_to)

    assert {code for code in found if code.startswith("SCHOOL")} == schools
    assert "LANCS-POLICE" in found


def test_who_told_something_about_a_person_before_knows_them_and_who_held_nothing_does_not(ask, worker, police, health):
    ask("LANCS-POLICE", "HEALTH-0-19")
    for actor, given in (
        (police, ReturnGiven(kind="part", words="Known", handling="no")),
        (health, ReturnGiven("no_information")),
    ):
        with request_transaction(actor):
            (held,) = queries.requests_to_answer(actor)
            services.answer_request(actor=actor, request=held, given=given, now=NOW)

    with request_transaction(worker):
        assert queries.agencies_that_know(["P1"]) == {"LANCS-POLICE"}
        assert queries.agencies_that_know(["P9"]) == frozenset()
