"""The shipped pack, those who keep the plan, own its actions, look again and read it; and what makes actions and cycles."""

from datetime import date

import pytest

from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import NOW, load_lancashire
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base.transactions import request_transaction
from openmash.improvement import queries, services
from openmash.improvement.choices import Origin

STARTS = date(2026, 11, 16)  # the Monday of the week of NOW
DUE = date(2026, 12, 18)


@pytest.fixture
def lancashire(db):
    load_lancashire()


@pytest.fixture
def secretary(lancashire):
    return somebody(Role.BOARD_SECRETARY, "front-door-support", name="Sela Secretary")


@pytest.fixture
def principal(lancashire):
    return somebody(Role.PRINCIPAL_SOCIAL_WORKER, "mash-management", name="Petra Principal")


@pytest.fixture
def owner(lancashire):
    return somebody(Role.SOCIAL_WORKER, "central-social-work", name="Olga Owner")


@pytest.fixture
def member(lancashire):
    """Return somebody who sits on the board for the police."""
    return somebody(Role.BOARD_MEMBER, "police-mash", name="Pol Member")


@pytest.fixture
def partner(lancashire):
    return somebody(Role.PARTNER, "police-mash", name="Pat Partner")


@pytest.fixture
def make(secretary):
    """Return what makes an action of the board."""

    def made(words="Rewrite the template for plans", **more):
        given = {"origin_kind": Origin.AUDIT_THEME, "origin": "smart-planning", "owners": ["Olga Owner"], "due_on": DUE}
        target = services.Target("90% of plans are SMART", "audit_theme", "smart-planning", "6 of 8 in October", DUE)
        wanted = services.ActionWanted(words=words, **{**given, "target": target, **more})
        with request_transaction(secretary):
            return services.make_action(actor=secretary, wanted=wanted, now=NOW)

    return made


@pytest.fixture
def cycle(secretary, make):
    """Return what plans a cycle, places actions on it and has the board agree it."""

    def agreed(*actions, starts_on=STARTS, carried=None, with_gaps=False, agree=True):
        with request_transaction(secretary):
            planned = services.plan_cycle(actor=secretary, starts_on=starts_on, now=NOW)
            for action in actions:
                services.place_action(
                    actor=secretary, action=action, cycle=planned, outcome=None, weeks=(1, 4), now=NOW
                )
            if not agree:
                return planned
            return services.agree_cycle(
                actor=secretary,
                cycle=planned,
                carried={key: services.Carried(reason) for key, reason in (carried or {}).items()},
                words="Board of 18 November",
                with_gaps=with_gaps,
                now=NOW,
            )

    return agreed


@pytest.fixture
def shown(secretary):
    """Return what shows an action as the plan does now."""

    def show(reference):
        with request_transaction(secretary):
            return queries.action_in_full(secretary, queries.board_action(secretary, reference))

    return show
