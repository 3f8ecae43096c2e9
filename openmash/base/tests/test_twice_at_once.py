"""The same form from two tabs at the same moment."""

import threading
import time
import uuid

import pytest
from django.db import connection

from openmash.base import acts
from openmash.base.actors import Actor
from openmash.base.errors import KeyReused
from openmash.base.models import Act
from openmash.base.tests.factories import NOW
from openmash.base.transactions import request_transaction

pytestmark = pytest.mark.django_db(transaction=True)
WORKER = Actor.machine("twice")


def all_at_once(*works):
    """Run the works in threads of their own and return what each gave or raised."""
    results, barrier = [None] * len(works), threading.Barrier(len(works))

    def run(place, work):
        try:
            barrier.wait()
            results[place] = work()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def one_act(key, *, body="same", fail=False):
    def work():
        with request_transaction(WORKER):
            claim = acts.begin(actor=WORKER, key=key, address="/note", body=body, now=NOW)
            if isinstance(claim, acts.Replay):
                return claim
            time.sleep(0.2)
            if fail:
                raise RuntimeError("the first one fails")
            acts.finish(claim, location="/notes/1")
            return claim

    return work


def test_one_act_and_its_answer_for_the_others():
    key = str(uuid.uuid4())

    results = all_at_once(*[one_act(key)] * 4)

    assert sorted(type(result).__name__ for result in results) == ["Act", "Replay", "Replay", "Replay"]
    assert {result.location for result in results} == {"/notes/1"}
    assert Act.objects.count() == 1


def test_other_words_under_the_same_key_are_refused():
    key = str(uuid.uuid4())

    results = all_at_once(one_act(key, body="these"), one_act(key, body="those"))

    assert sorted(type(result).__name__ for result in results) == ["Act", "KeyReused"]
    assert any(isinstance(result, KeyReused) for result in results)


def test_when_the_first_fails_the_second_is_carried_out():
    key = str(uuid.uuid4())

    results = all_at_once(one_act(key, fail=True), one_act(key, fail=True))

    assert [type(result) for result in results] == [RuntimeError, RuntimeError]
    assert not Act.objects.exists()
    assert isinstance(one_act(key)(), Act)
