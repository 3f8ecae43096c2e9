"""What the pulse says as figures: with how many said it, never an arrow from two rounds, and nothing of a small group."""

from datetime import timedelta

import pytest

from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import load_lancashire, worker
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.indicators.queries import pulse_report
from openmash.pulse import services
from openmash.pulse.jobs import OPENER
from openmash.pulse.tests.test_pulse import NOW


@pytest.fixture
def two_rounds(db):
    """Thirty people in each of two rounds; fewer agree in the second."""
    load_lancashire()
    actors = [worker(Role.SCREENING_WORKER, "east-central-triage", email=f"w{one}@example.org") for one in range(30)]
    for start, agreeing in ((NOW, 24), (NOW + timedelta(weeks=13), 12)):
        with request_transaction(OPENER):
            services.open_round_when_due(actor=OPENER, now=start)
        for place, actor in enumerate(actors):
            feeling = "agree" if place < agreeing else "disagree"
            with request_transaction(actor):
                services.answer_pulse(actor=actor, feelings={"buy-in": feeling}, locality="East", now=start)


def test_a_round_is_told_with_its_numbers_and_two_rounds_are_no_change(two_rounds):
    with request_transaction(Actor.machine("test")):
        latest, first = pulse_report(NOW + timedelta(weeks=16))

    said = {one.words: one for one in latest.said}["Every agency that should be part of this is really part of it."]
    assert said.everybody.sentence == "12 of 30 say that every agency is part of it, 40% (25 to 58)"
    assert said.change == "too few rounds to tell: 2 of at least 7"
    assert first.said[1].everybody.numerator == 24


def test_a_sentence_nobody_could_say_anything_of_has_no_figure(two_rounds):
    with request_transaction(Actor.machine("test")):
        latest, _ = pulse_report(NOW + timedelta(weeks=16))

    assert latest.said[0].everybody is None
