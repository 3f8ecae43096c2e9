"""The plan of the small area: two cycles, actions of each colour and with gaps, minutes that wait, and the pages that show them."""

from datetime import date, timedelta
from typing import Any

from openmash.agencies.choices import Role
from openmash.base.transactions import request_transaction
from openmash.improvement import queries, services
from openmash.improvement.choices import Origin
from tests.journeys.edges.shown import Shown

PLAN_PEOPLE = {"secretary": (Role.BOARD_SECRETARY, "front-door-support", "Sela Secretary")}
ACTION, DONE, MINUTES = "/plan/actions/{plan_action}/", "/plan/actions/{plan_done}/", "/minutes/{minutes}/"
PLAN_PAGES: dict[str, tuple[Shown, ...]] = {
    "improvement:plan": (
        Shown("secretary", "/plan/"),
        Shown("board", "/plan/?by=owner"),
        Shown("social", "/plan/?by=mine"),
        Shown("principal", "/plan/?cycle=2"),
        Shown("secretary", "/plan/?cycle=99", status=404),
        Shown("school", "/plan/", status=403),
    ),
    "improvement:moved": (
        Shown("board", "/plan/moved/"),
        Shown("board", "/plan/moved/?since=2026-11-01"),
        Shown("board", "/plan/moved/?since=x", status=400),
    ),
    "improvement:open_actions": (Shown("manager", "/plan/actions/"),),
    "improvement:board_action": (
        Shown("secretary", ACTION),
        Shown("board", DONE),
        Shown("social", "/plan/actions/{plan_bare}/"),
        Shown("secretary", "/plan/actions/BA-0/", status=404),
    ),
    "improvement:make_action": (
        Shown("secretary", "/plan/actions/new/", errors=True),
        Shown("principal", "/plan/actions/new/?kind=audit_theme&origin=drift"),
    ),
    "improvement:amend_action": (Shown("secretary", f"{ACTION}change/", errors=True),),
    "improvement:place_action": (
        Shown("secretary", "/plan/actions/{plan_bare}/place/", errors=True),
        Shown("secretary", f"{ACTION}place/"),
    ),
    "improvement:set_target": (Shown("secretary", "/plan/actions/{plan_bare}/target/", errors=True),),
    "improvement:write_entry": (Shown("social", f"{ACTION}note/", errors=True), Shown("manager", f"{ACTION}note/")),
    "improvement:rate_action": (Shown("secretary", f"{ACTION}colour/", errors=True),),
    "improvement:move_end": (Shown("secretary", f"{ACTION}end/", errors=True),),
    "improvement:finish_action": (Shown("social", f"{ACTION}done/", errors=True), Shown("secretary", f"{DONE}done/")),
    "improvement:look_again": (Shown("secretary", f"{DONE}look/", errors=True), Shown("secretary", f"{ACTION}look/")),
    "improvement:add_outcome": (Shown("secretary", "/plan/outcomes/new/", errors=True),),
    "improvement:plan_cycle": (Shown("secretary", "/plan/next/"),),
    "improvement:agree_cycle": (Shown("secretary", "/plan/next/agree/", errors=True),),
    "improvement:minutes": (Shown("secretary", "/minutes/"), Shown("board", "/minutes/")),
    "improvement:read_minutes": (Shown("secretary", "/minutes/read/", errors=True),),
    "improvement:minutes_read": (
        Shown("secretary", MINUTES),
        Shown("board", MINUTES),
        Shown("secretary", "/minutes/MN-0/", status=404),
    ),
    "improvement:confirm_proposal": (
        Shown("secretary", f"{MINUTES}1/confirm/", errors=True),
        Shown("secretary", f"{MINUTES}9/confirm/", status=404),
    ),
    "improvement:decline_proposal": (Shown("secretary", f"{MINUTES}2/decline/", errors=True),),
}
LONG = "Rewrite the template for plans so that a family would understand it, with days and names " * 4
MINUTES_TEXT = """Improvement board, 14 October 2026

Actions:

* To update the plan - Anna Example, 12 December 2026
* To draft a paper on قال and 😟 - Ben Example/Cara Example

Resolved: that the Board agreed the plan.
"""


def settle_plan(area: Any) -> None:
    """Have the board agree a cycle with actions of every colour, plan the next, and read minutes."""
    secretary = area.actors["secretary"]
    with request_transaction(secretary):
        if queries.cycles(secretary):
            return
        _agreed(area, secretary)
        told: Any = {"actor": secretary, "now": area.now}
        read = services.read_minutes_in(name="minutes.txt", content=MINUTES_TEXT.encode(), title="Board " * 12, **told)
    area.held["minutes"] = read.reference


def _agreed(area: Any, secretary: Any) -> None:
    told: Any = {"actor": secretary, "now": area.now}
    today = area.now.date()
    starts = today - timedelta(days=today.weekday() + 21)
    cycle = services.plan_cycle(starts_on=starts, **told)
    outcome = services.add_outcome(priority="Plans that work", words="Families understand their plan " * 3, **told)
    for number, colour in enumerate(("red", "amber", "green", "")):
        made = services.make_action(wanted=_wanted(number, today), **told)
        services.place_action(
            action=made, cycle=cycle, outcome=outcome if number else None, weeks=(number + 1, number + 6), **told
        )
        if colour:
            services.rate_action(action=made, colour=colour, reason="As the notes say", **told)
    area.held["plan_action"] = made.reference
    done = services.make_action(wanted=_wanted(5, today), **told)
    services.place_action(action=done, cycle=cycle, outcome=outcome, weeks=(1, 2), **told)
    services.agree_cycle(cycle=cycle, carried={}, words="Board of November", with_gaps=True, **told)
    services.move_end(action=done, to_week=4, reason="The printer was late", **told)
    social = area.actors["social"]
    with request_transaction(social):
        services.finish_board_action(
            actor=social, action=done, words="Rewritten", evidence="The template of Monday", now=area.now
        )
    area.held["plan_done"] = done.reference
    bare = services.ActionWanted("Think about it", Origin.COMPLAINT)
    area.held["plan_bare"] = services.make_action(wanted=bare, **told).reference
    services.plan_cycle(starts_on=starts + timedelta(weeks=12), **told)


def _wanted(number: int, today: date) -> services.ActionWanted:
    """Return an action in so many words; the first lacks owner, day and target."""
    if not number:
        return services.ActionWanted(LONG[:400], Origin.SERVICE_PLAN, "Area 3")
    due = today + timedelta(days=30)
    target = services.Target("90% of plans are SMART", "audit_theme", "smart-planning", "6 of 8 in October", due)
    return services.ActionWanted(
        f"Rewrite the template, part {number}",
        Origin.AUDIT_THEME,
        "smart-planning",
        ["Sol Social", "Ann Other"],
        due,
        target,
    )
