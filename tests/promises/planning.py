"""An action of the board on an agreed cycle, one that is planned after it, and minutes with an action: for the promises.

Action and minutes go by the same reference, as each address names one of them.
"""

from datetime import date, timedelta

from openmash.agencies.models import Team
from openmash.base import clock
from openmash.improvement.models import BoardAction, Cycle, Minutes, Outcome, Placement, Priority, ProposedAction
from openmash.work.models import Action

REFERENCE = "BA-A"


def keep_plan() -> str:
    """Keep a plan and minutes. Returns the reference of both."""
    now = clock.now()
    made = {"made_at": now, "made_by": "user:1"}
    cycle = _cycles()
    outcome = Outcome.objects.create(
        priority=Priority.objects.create(title="Plans", **made), words="Plans are understood", **made
    )
    work = Action.objects.create(
        reference="WA-PLAN",
        origin_kind="review",
        words="Rewrite the template",
        team=Team.objects.get(code="front-door-support"),
        due_at=now,
        due_rule="by the day agreed",
        agreed_at=now,
        agreed_by="user:1",
        done_at=now,
        done_by="user:1",
        done_words="Rewritten",
    )
    action = BoardAction.objects.create(reference=REFERENCE, action=work, outcome=outcome, **made)
    Placement.objects.create(of=action, cycle=cycle, starts_week=1, ends_week=3, placed_at=now, placed_by="user:1")
    minutes = Minutes.objects.create(
        reference=REFERENCE,
        title="Board of January",
        content_hash="x",
        text="To rewrite the template - A Member",
        read_at=now,
        read_by="user:1",
    )
    ProposedAction.objects.create(
        minutes=minutes,
        number=1,
        kind="tagged",
        words="To rewrite the template",
        owners=["A Member"],
        starts=0,
        ends=34,
    )
    return REFERENCE


def _cycles() -> Cycle:
    """Have one cycle agreed and the next one planned. Returns the first."""
    now, starts = clock.now(), date(2026, 1, 5)
    cycle = Cycle.objects.create(
        number=1,
        starts_on=starts,
        ends_on=starts + timedelta(days=83),
        state="agreed",
        planned_at=now,
        planned_by="user:1",
        agreed_at=now,
        agreed_by="user:1",
        agreed_words="Board of January",
    )
    second = starts + timedelta(days=84)
    Cycle.objects.create(
        number=2,
        starts_on=second,
        ends_on=second + timedelta(days=83),
        predecessor=cycle,
        state="draft",
        planned_at=now,
        planned_by="user:1",
    )
    return cycle
