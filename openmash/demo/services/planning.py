"""The board's plan in the demonstration: a cycle that is over, the one agreed after it with actions of every colour, and old minutes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from openmash.base.clock import london_day
from openmash.base.transactions import request_transaction
from openmash.demo.models import Built
from openmash.demo.services.cast import SETUP, Cast
from openmash.demo.services.story import Story
from openmash.improvement import queries, services
from openmash.improvement.choices import Origin

SMART, VOICE = "Plans that change something", "Children are heard"
FRONT_DOOR, EARLY = "A front door that answers", "Help comes early"
OUTCOMES = {
    SMART: "Families can say what their plan is for, and by when",
    VOICE: "What a child says changes what is done",
    FRONT_DOOR: "Whoever raises a worry is answered in time",
    EARLY: "Nobody waits for a crisis to be helped",
}
MINUTES = """Improvement board

Actions:

·  To bring the figures for early help to the next meeting – {analyst}.

·  To write to the schools about notices before the bell – {principal}/{member}.

{member} will speak to the health trust about the format of its answers.

Resolved: that the Board agreed the next twelve-week plan.
"""


@dataclass(frozen=True)
class Told:
    """One action of the demonstration: under which priority, who, its weeks, and the colour it has now."""

    words: str
    priority: str
    who: str
    weeks: tuple[int, int]
    colour: str
    why: str
    kind: str = Origin.AUDIT_THEME
    origin: str = ""
    target: str = ""
    baseline: str = ""
    read_from: tuple[str, str] = ("", "")
    carried: str = ""


ACTIONS = (
    Told(
        "Rewrite the template for plans with days and names", SMART, "principal", (1, 4), "blue", "", origin="smart-planning",
        target="At least 9 in 10 plans say until when", baseline="7 of 12 in the first round",
        read_from=("audit_theme", "smart-planning"),
    ),
    Told(
        "Go through every plan older than six months with its family", SMART, "manager", (2, 8), "amber",
        "Central is through, East has begun", origin="drift", target="No plan older than six months is unread",
        baseline="19 of 140 in September", read_from=("audit_theme", "drift"), carried="Two team managers changed in autumn",
    ),
    Told(
        "Ask fathers who live away, every time", VOICE, "principal", (1, 10), "green", "Two teams of three do it each time",
        origin="fathers", target="Father heard in 8 of 10 audits", baseline="4 of 11", read_from=("audit_theme", "fathers"),
    ),
    Told(
        "Have young people write the questions of the feedback form", VOICE, "member", (3, 6), "red",
        "Nobody has asked them yet", Origin.REVIEW, "Review of autumn", target="A form of theirs in use",
    ),
    Told(
        "Answer every referrer within the time of the pack", FRONT_DOOR, "manager", (1, 12), "green",
        "The chart shows no change for the worse", Origin.SERVICE_PLAN, "Area 2 of 7", target="95% answered in time",
        baseline="See the measure", read_from=("measure", "referrer_answered_in_time"), carried="It takes the whole year",
    ),
    Told("Set explicit targets for early help and for practitioners", EARLY, "", (1, 6), "amber", "", Origin.INSPECTION),
)  # fmt: skip


def build_plan(story: Story, cast: Cast) -> None:
    """Plan two cycles as the board's secretary did, week by week; and read minutes."""
    secretary = cast.with_role("board_secretary")[0]
    names = {
        "principal": cast.planned[cast.with_role("principal_social_worker")[0]].name,
        "manager": cast.planned[cast.with_role("mash_manager")[0]].name,
        "member": cast.planned[cast.with_role("board_member")[0]].name,
        "analyst": cast.planned[cast.with_role("analyst")[0]].name,
    }
    today = london_day(story.now)
    starts = today - timedelta(days=today.weekday() + 5 * 7)
    before, since = story.now - timedelta(weeks=17), story.now - timedelta(weeks=5)
    made: dict[str, Any] = {}
    _as(cast, secretary, before, lambda told: made.update(_first(told, names, starts)))
    _as(cast, secretary, since, lambda told: _second(told, names, starts, made))
    _progress(cast, secretary, since, made)
    text = MINUTES.format(**names)
    _as(
        cast,
        secretary,
        story.now - timedelta(days=6),
        lambda told: services.read_minutes_in(
            name="minutes.txt",
            content=text.encode(),
            title=f"Improvement board, {today - timedelta(days=7):%B %Y}",
            **told,
        ),
    )
    with request_transaction(SETUP):
        Built.objects.create(kind="plan", key="all")


def _as(cast: Cast, who: str, at: datetime, act: Callable[[dict[str, Any]], Any]) -> None:
    actor = cast.actor(who, at)
    with request_transaction(actor):
        act({"actor": actor, "now": at})


def _first(told: dict[str, Any], names: dict[str, str], starts: date) -> dict[str, Any]:
    """Plan and agree the cycle before: what is carried over later was on it."""
    outcomes = {title: services.add_outcome(priority=title, words=words, **told) for title, words in OUTCOMES.items()}
    cycle = services.plan_cycle(starts_on=starts - timedelta(weeks=12), **told)
    made = {one.words: _make(told, one, names, cycle, outcomes) for one in ACTIONS if one.carried}
    services.agree_cycle(cycle=cycle, carried={}, words="The board of early autumn", with_gaps=True, **told)
    for action in made.values():
        services.rate_action(action=action, colour="amber", reason="It has begun late", **told)
    return made


def _second(told: dict[str, Any], names: dict[str, str], starts: date, made: dict[str, Any]) -> None:
    """Plan and agree the cycle that runs now; what was unfinished is carried over, each with its reason."""
    actor = told["actor"]
    outcomes = {title: queries.outcome_chosen(actor, f"{title}: {words}") for title, words in OUTCOMES.items()}
    cycle = services.plan_cycle(starts_on=starts, **told)
    carried = {
        made[one.words].reference: services.Carried(one.carried, *one.weeks) for one in ACTIONS if one.words in made
    }
    for one in ACTIONS:
        if one.words not in made:
            made[one.words] = _make(told, one, names, cycle, outcomes)
    services.agree_cycle(cycle=cycle, carried=carried, words="The board of five weeks ago", with_gaps=True, **told)


def _make(told: dict[str, Any], one: Told, names: dict[str, str], cycle: Any, outcomes: dict[str, Any]) -> Any:
    kind, code = one.read_from
    due = cycle.starts_on + timedelta(weeks=one.weeks[1], days=-3)
    wanted = services.ActionWanted(
        one.words,
        one.kind,
        one.origin,
        [names[one.who], names["member"]] if one.who == "principal" else [names[one.who]] if one.who else [],
        due if one.who else None,
        services.Target(one.target, kind, code, one.baseline, due if one.target else None),
    )
    action = services.make_action(wanted=wanted, **told)
    services.place_action(action=action, cycle=cycle, outcome=outcomes[one.priority], weeks=one.weeks, **told)
    return action


def _progress(cast: Cast, secretary: str, since: datetime, made: dict[str, Any]) -> None:
    """Write notes, give colours, move an end; have one thing done, proved and looked at again."""
    principal, manager = cast.with_role("principal_social_worker")[0], cast.with_role("mash_manager")[0]
    done = made[ACTIONS[0].words]
    words = "The template is in use in all three localities."
    proof = "The template of this month, and eight plans on it."
    _as(
        cast,
        principal,
        since + timedelta(weeks=3),
        lambda told: services.finish_board_action(action=done, words=words, evidence=proof, **told),
    )

    def looks(told: dict[str, Any]) -> None:
        held = queries.board_action(told["actor"], done.reference)
        services.look_again(action=held, holds=True, words="Eight plans of eight say until when", **told)

    _as(cast, manager, since + timedelta(weeks=4), looks)
    note = "Central is through: 31 plans read with the families."
    late = made[ACTIONS[1].words]
    _as(
        cast,
        secretary,
        since + timedelta(weeks=2),
        lambda told: services.write_entry(action=late, kind="note", words=note, **told),
    )
    _as(
        cast,
        secretary,
        since + timedelta(weeks=4),
        lambda told: services.move_end(action=late, to_week=10, reason="East asked for two weeks more", **told),
    )
    _as(cast, secretary, since + timedelta(weeks=4, hours=1), lambda told: _rate(told, made))


def _rate(told: dict[str, Any], made: dict[str, Any]) -> None:
    """Give every action but the first, which is blue by its re-look, the colour that it has now."""
    for one in ACTIONS[1:]:
        why = one.why or "No owner is named, and no target is set"
        services.rate_action(action=made[one.words], colour=one.colour, reason=why, **told)
