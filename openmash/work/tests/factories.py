"""Work for the tests."""

from datetime import timedelta

from openmash.agencies import queries as agencies
from openmash.agencies.tests import factories as make
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.work import services
from openmash.work.choices import WorkAct

NOW = make.NOW
MACHINE = Actor.machine("tests")


def due(hours=2):
    return agencies.DueBy(NOW + timedelta(hours=hours), "because", "rag-red")


def work(subject="C-10001", *, act=WorkAct.SCREEN, actor=MACHINE, team=None, hours=2, arrived=0, **more):
    """Open an item that is due in so many hours and arrived so many minutes ago."""
    make.load()
    values = {"rag": "", "subject_kind": "contact"} | more
    with request_transaction(actor):
        return services.open_work(
            actor=actor,
            act=act,
            subject=subject,
            team=team or make.team(),
            due=due(hours),
            arrived_at=NOW - timedelta(minutes=arrived),
            now=NOW,
            **values,
        )
