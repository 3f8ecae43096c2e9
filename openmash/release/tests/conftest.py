"""Lancashire's pack, people at work, and a message that is to leave."""

from datetime import datetime, timezone

import pytest

from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import load_lancashire
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.release import services

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=timezone.utc)
MACHINE = Actor.machine("test")


@pytest.fixture
def lancashire(db):
    load_lancashire()


@pytest.fixture
def worker(lancashire):
    return somebody(Role.SCREENING_WORKER, "east-central-triage", name="P Haslam")


@pytest.fixture
def manager(lancashire):
    return somebody(Role.MASH_MANAGER, "mash-management", name="J Ravenscroft")


@pytest.fixture
def administrator(lancashire):
    return somebody(Role.ADMINISTRATOR, "front-door-support", name="A Admin")


@pytest.fixture
def police(lancashire):
    return somebody(Role.PARTNER, "police-mash", name="O Officer")


@pytest.fixture
def enqueued(db):
    """Have a message leave; change what is not as usual."""

    def make(actor=MACHINE, now=NOW, **more):
        given = {
            "kind": "request_asked",
            "subject_kind": "contact",
            "subject": "C-1",
            "source_kind": "request",
            "source": "Q-1",
            "recipient_kind": "agency",
            "recipient": "agency LANCS-POLICE",
            "address": "requests@police.example",
            "subject_line": "Question Q-1 for you",
            "body": "A question waits for you. Its reference is Q-1.",
        } | more
        with request_transaction(actor):
            return services.enqueue_dispatch(actor=actor, outgoing=services.Outgoing(**given), now=now)

    return make
