"""The plan week by week and as lists, what moved, and its cycles and outcomes."""

from datetime import date, datetime, time
from typing import Any

from django.urls import reverse

from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound, NotUnderstood, RuleBroken
from openmash.base.views import ActView, PageView
from openmash.improvement import forms, permissions, presenters, queries, services
from openmash.improvement.rules import plan as rules

PLAN = "improvement:plan"
BY = (("weeks", "Week by week"), ("owner", "By owner"), ("mine", "Mine"))
EARLIEST = 2000


def links(actor: Actor) -> list[dict[str, str]]:
    """Return where one goes from the plan."""
    found = [
        ("What moved since last time", "moved"),
        ("Every open action", "open_actions"),
        ("Minutes that were read", "minutes"),
    ]
    if permissions.can_keep_plan(actor):
        found += [("Add an outcome", "add_outcome")]
    return [{"text": text, "href": reverse(f"improvement:{name}")} for text, name in found]


class Plan(PageView):
    """The plan of a cycle: week by week under its priorities, by owner, or one's own."""

    template = "improvement/plan.html"

    def cycle(self, actor: Actor) -> Any:
        """Return the cycle asked for; without one that which is agreed, else planned, else the latest; None where there is none."""
        asked = self.request.GET.get("cycle", "")
        if asked:
            if not (asked.isdecimal() and len(asked) < 6):
                raise NotFound("There is no such cycle of the plan.")
            return queries.cycle_numbered(actor, int(asked))
        held = queries.cycle_agreed(actor) or queries.cycle_planned(actor)
        return held or next(iter(queries.cycles(actor)), None)

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        keeps, cycle = permissions.can_keep_plan(actor), self.cycle(actor)
        shown = {
            "links": links(actor),
            "make": reverse("improvement:make_action") if keeps else "",
            "next": self.next_step(actor) if keeps else None,
        }
        if cycle is None:
            return shown
        by = self.request.GET.get("by", "weeks")
        by = by if by in dict(BY) else "weeks"
        today, rows = clock.london_day(now), queries.plan_of(actor, cycle)
        mine = [one for one in rows if actor.user_id in one.owner_ids]
        return shown | {
            "cycle": presenters.cycle_words(cycle, today),
            "by": by,
            "sub_navigation": {
                "label": "The plan",
                "entries": [
                    {"text": text, "href": f"?by={code}&cycle={cycle.number}", "current": code == by}
                    for code, text in BY
                ],
            },
            "tables": presenters.weeks_table(rows, cycle, today) if by == "weeks" else [],
            "owners": presenters.lines_by_owner(rows, today) if by == "owner" else [],
            "mine": [presenters.line(one, today) for one in mine] if by == "mine" else [],
            "gaps": sum(1 for one in rows if one.gaps),
            "number": len(rows),
            "others": [
                {"text": f"Cycle {one.number}", "href": f"?cycle={one.number}"}
                for one in queries.cycles(actor)
                if one.number != cycle.number
            ],
        }

    def next_step(self, actor: Actor) -> dict[str, str]:
        planned = queries.cycle_planned(actor)
        if planned is None:
            return {"text": "Plan the next cycle", "href": reverse("improvement:plan_cycle")}
        return {"text": f"Agree cycle {planned.number}", "href": reverse("improvement:agree_cycle")}


class OpenActions(PageView):
    """Every action that is not blue yet, on the plan or not: nothing is dropped."""

    template = "improvement/open_actions.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        rows, today = queries.open_actions(actor), clock.london_day(now)
        return {
            "back": reverse(PLAN),
            "on_plan": [presenters.line(one, today) for one in rows if one.start],
            "off_plan": [presenters.line(one, today) for one in rows if not one.start],
        }


class Moved(PageView):
    """What moved on the plan since a day, and what did not, in words made from what is kept."""

    template = "improvement/moved.html"

    def since(self, cycle: Any, now: datetime) -> date:
        """Return the day asked for; without one, four weeks ago, and never before the cycle began to be planned."""
        asked = self.request.GET.get("since", "")
        if not asked:
            four = date.fromordinal(clock.london_day(now).toordinal() - 28)
            return max(four, clock.london_day(cycle.planned_at))
        try:
            day = date.fromisoformat(asked)
        except ValueError:
            raise NotUnderstood("The day is not a date that exists. Write it like 2026-11-23.") from None
        if day.year < EARLIEST:
            raise NotUnderstood("That day lies before any plan.")
        return day

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        cycle = queries.cycle_agreed(actor) or queries.cycle_planned(actor)
        shown: dict[str, Any] = {"back": reverse(PLAN)}
        if cycle is None:
            return shown
        day = self.since(cycle, now)
        rows = queries.moved_since(actor, cycle, since=datetime.combine(day, time(), clock.LONDON))
        said = [
            {
                "href": reverse("improvement:board_action", kwargs={"reference": one.reference}),
                "words": one.words,
                "moved": rules.moved(one),
                "tag": presenters.colour_tag(one.after),
            }
            for one in rows
        ]
        return shown | {
            "cycle": presenters.cycle_words(cycle, clock.london_day(now)),
            "since": day.isoformat(),
            "since_words": presenters.day_words(day),
            "told": rules.told(rows),
            "moved": [one for one in said if one["moved"]],
            "still": [one for one in said if not one["moved"]],
        }


class PlanAct(ActView):
    """One act on the plan."""

    template = "improvement/act.html"

    def may_send(self, actor: Actor, now: datetime, **kwargs: Any) -> None:
        permissions.check_can_keep_plan(actor)

    def draft_key_for(self, actor: Actor, **kwargs: Any) -> str:
        return f"{type(self).__name__}:{kwargs.get('reference', '')}:{kwargs.get('number', '')}"


class AddOutcome(PlanAct):
    """Add an outcome under a priority."""

    form_class = forms.OutcomeForm
    draft_title = "An outcome of the plan"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        held = [words for _, words in queries.outcomes_to_choose(actor)]
        return {
            "heading": "Add an outcome",
            "button": "Add it",
            "back": reverse(PLAN),
            "lines_title": "On the plan already",
            "lines": held,
        }

    def act(self, actor: Actor, form: forms.OutcomeForm, now: datetime, **kwargs: Any) -> str:
        held = form.cleaned_data
        services.add_outcome(actor=actor, priority=held["priority"], words=held["words"], now=now)
        return reverse(PLAN)


class PlanCycle(PlanAct):
    """Begin to plan the next cycle."""

    form_class = forms.CycleForm
    draft_title = "The next cycle"

    def initial(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        last = next(iter(queries.cycles(actor)), None)
        return {"starts_on": rules.week_begins(rules.WEEKS + 1, starts_on=last.starts_on)} if last else {}

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        planned = queries.cycle_planned(actor)
        return {
            "heading": "Plan the next cycle",
            "intro": "Actions are placed on it while it is planned. When the board agrees it, the cycle before is over.",
            "nothing": f"Cycle {planned.number} is being planned already." if planned else "",
            "button": "Begin to plan it",
            "back": reverse(PLAN),
        }

    def act(self, actor: Actor, form: forms.CycleForm, now: datetime, **kwargs: Any) -> str:
        cycle = services.plan_cycle(actor=actor, starts_on=form.cleaned_data["starts_on"], now=now)
        return f"{reverse(PLAN)}?cycle={cycle.number}"


class AgreeCycle(PlanAct):
    """Record that the board agreed the cycle that is planned; what is unfinished goes on, each with its reason."""

    form_class = forms.AgreeForm
    draft_title = "The next cycle, to be agreed"

    def left(self, actor: Actor, cycle: Any) -> list[Any]:
        """Return what of the cycle before is unfinished and not on this one yet."""
        if cycle is None or cycle.predecessor_id is None:
            return []
        here = {one.reference for one in queries.plan_of(actor, cycle)}
        return [one for one in queries.unfinished_before(actor, cycle) if one.reference not in here]

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        cycle = queries.cycle_planned(actor)
        left = self.left(actor, cycle)
        lacks = [*left, *(queries.plan_of(actor, cycle) if cycle else [])]
        return {"carried": [(one.reference, one.words) for one in left], "gaps": any(one.gaps for one in lacks)}

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        cycle = queries.cycle_planned(actor)
        shown = {"heading": "Agree the next cycle", "button": "The board agreed it", "back": reverse(PLAN)}
        if cycle is None:
            return shown | {"nothing": "No cycle is being planned. Plan the next one first."}
        planned = queries.plan_of(actor, cycle)
        lacks = [one for one in [*planned, *self.left(actor, cycle)] if one.gaps]
        words = presenters.cycle_words(cycle, clock.london_day(now))
        return shown | {
            "heading": f"Agree cycle {cycle.number}",
            "caption": words["days"],
            "intro": f"{len(planned)} {'action stands' if len(planned) == 1 else 'actions stand'} on it. "
            "What is unfinished of the cycle before is carried over, each with a reason, and keeps its history.",
            "lacks": [
                {
                    "words": one.words,
                    "gaps": one.gaps,
                    "href": reverse("improvement:board_action", kwargs={"reference": one.reference}),
                }
                for one in lacks
            ],
        }

    def act(self, actor: Actor, form: forms.AgreeForm, now: datetime, **kwargs: Any) -> str:
        cycle = queries.cycle_planned(actor)
        if cycle is None:
            raise RuleBroken("No cycle is being planned. Plan the next one first.")
        services.agree_cycle(
            actor=actor,
            cycle=cycle,
            carried={key: services.Carried(reason) for key, reason in form.reasons().items()},
            words=form.cleaned_data["words"],
            with_gaps=bool(form.cleaned_data.get("with_gaps")),
            now=now,
        )
        return f"{reverse(PLAN)}?cycle={cycle.number}"
