"""One action of the board with all that became of it, and each act on it."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.base import access, clock
from openmash.base.actors import Actor
from openmash.base.errors import RuleBroken
from openmash.base.views import ActView, PageView
from openmash.improvement import forms, permissions, presenters, queries, services
from openmash.improvement.choices import ORIGIN_WORDS, Origin
from openmash.improvement.rules import plan as rules
from openmash.improvement.views.plan import PLAN, PlanAct


def address(name: str, reference: str) -> str:
    """Return an address that names an action."""
    return reverse(f"improvement:{name}", kwargs={"reference": reference})


def origin_address(actor: Actor, kind: str, origin: str) -> str:
    """Return where one reads what an action came from, for those who may; empty where there is no such page."""
    name, given = {
        Origin.MINUTE: ("improvement:minutes_read", {"reference": origin}),
        Origin.MEASURE: ("indicators:measure", {"measure": origin}),
        Origin.AUDIT_THEME: ("caseaudits:learning", {}),
    }.get(kind, ("", {}))  # type: ignore[call-overload]
    return reverse(name, kwargs=given) if name and origin and access.may_use(actor, name) else ""


class ShowAction(PageView):
    """What is to be done, how it stands, and all that became of it."""

    template = "improvement/action.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.board_action(actor, reference)
        one = queries.action_in_full(actor, held)
        work = held.action
        return {
            "back": reverse(PLAN),
            "reference": held.reference,
            "words": one.words,
            "tag": presenters.colour_tag(one.colour),
            "reason": one.reason,
            "gaps": one.gaps,
            "summary": {
                "rows": presenters.above(
                    one,
                    held,
                    origin=queries.origin_words(work.origin_kind, work.origin, now),
                    source=queries.target_words(held.target_kind, held.target_code, now),
                    origin_href=origin_address(actor, work.origin_kind, work.origin),
                )
            },
            "waited_for": [
                {"words": words, "href": address("board_action", other)}
                for other, words in queries.actions_waiting_for(actor, held)
            ],
            "history": presenters.history(held, now),
            "acts": self.acts(actor, held, one),
        }

    def acts(self, actor: Actor, held: Any, one: Any) -> list[dict[str, str]]:
        """Return what the actor may do with it now."""
        keeps = permissions.can_keep_plan(actor)
        reports = permissions.can_report(actor, owner_ids=one.owner_ids)
        looks = permissions.can_look_again(actor) and held.action.done_by != actor.reference
        found = [
            ("Say that it is done", "finish_action", reports and not one.done),
            ("Look again", "look_again", looks and one.done and not one.looked),
            ("Write a note or evidence", "write_entry", reports),
            ("Give it a colour", "rate_action", keeps),
            ("Change its owners or its day", "amend_action", keeps and not one.done),
            ("Place it on the plan", "place_action", keeps and not one.finished),
            ("Move its end", "move_end", keeps and one.start > 0 and not one.finished),
            ("Say what it aims at", "set_target", keeps),
        ]
        return [{"text": text, "href": address(name, held.reference)} for text, name, may in found if may]


class MakeAction(PlanAct):
    """Make an action of the board: from anywhere in the product, with what it came from."""

    form_class = forms.ActionForm
    draft_title = "An action of the board"

    def initial(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        kind, origin = self.request.GET.get("kind", ""), self.request.GET.get("origin", "")
        return {"origin_kind": kind, "origin": origin[:60]} if kind in ORIGIN_WORDS and kind != Origin.MINUTE else {}

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        kind, origin = self.request.GET.get("kind", ""), self.request.GET.get("origin", "")
        known = kind in ORIGIN_WORDS and kind != Origin.MINUTE and origin
        return {
            "heading": "Make an action of the board",
            "caption": queries.origin_words(kind, origin[:60], now) if known else "",
            "intro": "What it lacks is shown with it, and asked about until it is there.",
            "button": "Make it",
            "back": origin_address(actor, kind, origin) or reverse(PLAN),
        }

    def act(self, actor: Actor, form: forms.ActionForm, now: datetime, **kwargs: Any) -> str:
        held = form.cleaned_data
        wanted = services.ActionWanted(
            words=held["words"],
            origin_kind=held["origin_kind"],
            origin=held["origin"],
            owners=form.names(),
            due_on=held["due_on"],
        )
        return address("board_action", services.make_action(actor=actor, wanted=wanted, now=now).reference)


class ActionAct(ActView):
    """One act on one action."""

    template = "improvement/act.html"

    def held(self, actor: Actor, reference: str) -> Any:
        return queries.board_action(actor, reference)

    def may_send(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> None:
        self.held(actor, reference)

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"{type(self).__name__}:{reference}"

    def above(self, actor: Actor, reference: str) -> tuple[Any, Any, dict[str, Any]]:
        """Return an action, how the plan shows it, and what stands above the form."""
        held = self.held(actor, reference)
        one = queries.action_in_full(actor, held)
        return held, one, {"caption": one.words, "back": address("board_action", held.reference)}


class AmendAction(ActionAct):
    """Give an action other owners or another day, and say why."""

    form_class = forms.AmendForm
    draft_title = "Owners and day of an action of the board"

    def initial(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held, one, _ = self.above(actor, reference)
        return {"owners": "\n".join(one.owners), "due_on": held.due_on}

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        _, one, above = self.above(actor, reference)
        return above | {
            "heading": "Change its owners or its day",
            "intro": "The work goes to whoever leads. What it was before stays in its history.",
            "nothing": "This has been done already." if one.done else "",
            "button": "Change it",
        }

    def act(self, actor: Actor, form: forms.AmendForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        held = form.cleaned_data
        services.amend_action(
            actor=actor,
            action=self.held(actor, reference),
            owners=form.names(),
            due_on=held["due_on"],
            reason=held["reason"],
            now=now,
        )
        return address("board_action", reference)


class WriteEntry(ActionAct):
    """Write a note on how it goes, or what proves it."""

    form_class = forms.EntryForm
    draft_title = "A note on an action of the board"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        _, one, above = self.above(actor, reference)
        may = permissions.can_report(actor, owner_ids=one.owner_ids)
        return above | {
            "heading": "Write a note or evidence",
            "intro": "What is written stays as it is written.",
            "nothing": "" if may else "Only its owners, and those who keep the plan, write here.",
            "button": "Write it down",
        }

    def act(self, actor: Actor, form: forms.EntryForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        held = form.cleaned_data
        action = self.held(actor, reference)
        services.write_entry(actor=actor, action=action, kind=held["kind"], words=held["words"], now=now)
        return address("board_action", reference)


class RateAction(ActionAct):
    """Give an action a colour, and say why."""

    form_class = forms.ColourForm

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        _, one, above = self.above(actor, reference)
        missing = rules.lacking_for_blue(done=one.done, evidence=one.evidence, holds=one.holds)
        return above | {
            "heading": "How does it stand?",
            "lines": missing,
            "lines_title": "What blue still needs",
            "button": "Give it this colour",
        }

    def act(self, actor: Actor, form: forms.ColourForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        held = form.cleaned_data
        action = self.held(actor, reference)
        services.rate_action(actor=actor, action=action, colour=held["colour"], reason=held["reason"], now=now)
        return address("board_action", reference)


class MoveEnd(ActionAct):
    """Move the last week of an action, and say why."""

    form_class = forms.MoveForm

    def place(self, actor: Actor, reference: str) -> Any:
        """Return where the action stands last; None where it is nowhere."""
        return max(self.held(actor, reference).placements.all(), key=lambda one: one.cycle.number, default=None)

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        place = self.place(actor, reference)
        return {"weeks": presenters.week_choices(place.cycle.starts_on) if place else []}

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        _, one, above = self.above(actor, reference)
        return above | {
            "heading": "Move its end",
            "intro": f"It ends in week {one.end} now. Where it cannot be done within the cycle, it is carried over when the "
            "next one is agreed.",
            "nothing": "" if one.start else "It is not on the plan yet. Place it first.",
            "button": "Move it",
        }

    def act(self, actor: Actor, form: forms.MoveForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        held = form.cleaned_data
        action, week = self.held(actor, reference), int(held["to_week"])
        services.move_end(actor=actor, action=action, to_week=week, reason=held["reason"], now=now)
        return address("board_action", reference)


class PlaceAction(ActionAct):
    """Place an action on the plan of a cycle."""

    form_class = forms.PlaceForm

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = self.held(actor, reference)
        here = {place.cycle_id for place in held.placements.all()}
        open_cycles = [one for one in (queries.cycle_planned(actor), queries.cycle_agreed(actor)) if one is not None]
        return {
            "cycles": [
                (str(one.number), f"Cycle {one.number}, from {presenters.day_words(one.starts_on)}")
                for one in open_cycles
                if one.pk not in here
            ],
            "outcomes": queries.outcomes_to_choose(actor),
            "others": [
                (one.reference, one.words) for one in queries.open_actions(actor) if one.reference != held.reference
            ],
        }

    def initial(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        _, one, _ = self.above(actor, reference)
        return {"outcome": f"{one.priority}: {one.outcome}"} if one.outcome else {}

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        _, _, above = self.above(actor, reference)
        could = self.form_kwargs(actor, now, reference=reference)["cycles"]
        return above | {
            "heading": "Place it on the plan",
            "nothing": "" if could else "No cycle is open that it is not on. Plan the next cycle first.",
            "button": "Place it",
        }

    def act(self, actor: Actor, form: forms.PlaceForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        held = form.cleaned_data
        services.place_action(
            actor=actor,
            action=self.held(actor, reference),
            cycle=queries.cycle_numbered(actor, int(held["cycle"])),
            outcome=queries.outcome_chosen(actor, held["outcome"]),
            weeks=(int(held["starts_week"]), int(held["ends_week"])),
            waits_for=held.get("waits_for", ()),
            now=now,
        )
        return address("board_action", reference)


class SetTarget(ActionAct):
    """Say what an action aims at."""

    form_class = forms.TargetForm
    draft_title = "The target of an action of the board"

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {"measures": queries.measures_to_choose(now), "themes": queries.themes_to_choose(now)}

    def initial(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = self.held(actor, reference)
        kind, code = held.target_kind, held.target_code
        if not kind and held.action.origin_kind in (Origin.MEASURE, Origin.AUDIT_THEME):
            kind, code = held.action.origin_kind, held.action.origin
        return {
            "target": held.target_words,
            "source": f"{kind}:{code}" if kind else "",
            "baseline": held.baseline,
            "target_on": held.target_on,
        }

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        _, _, above = self.above(actor, reference)
        return above | {"heading": "What does it aim at?", "button": "Keep the target"}

    def act(self, actor: Actor, form: forms.TargetForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        held = form.cleaned_data
        kind, code = form.read_from()
        target = services.Target(held["target"], kind, code, held["baseline"] or "", held["target_on"])
        services.set_target(actor=actor, action=self.held(actor, reference), target=target, now=now)
        return address("board_action", reference)


class FinishAction(ActionAct):
    """Say that an action is done, and what proves it."""

    form_class = forms.DoneForm
    draft_title = "An action of the board that is done"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        _, one, above = self.above(actor, reference)
        may = permissions.can_report(actor, owner_ids=one.owner_ids)
        hinders = "" if may else "Only its owners, and those who keep the plan, say that it is done."
        return above | {
            "heading": "Say that it is done",
            "intro": "Somebody else then looks again. Only when it holds is it blue.",
            "nothing": "This has been done already." if one.done else hinders,
            "button": "It is done",
        }

    def act(self, actor: Actor, form: forms.DoneForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        held = form.cleaned_data
        action = self.held(actor, reference)
        services.finish_board_action(
            actor=actor, action=action, words=held["words"], evidence=held["evidence"] or "", now=now
        )
        return address("board_action", reference)


class LookAgain(ActionAct):
    """Look again whether it is done indeed."""

    form_class = forms.LookForm
    draft_title = "A re-look at an action of the board"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held, one, above = self.above(actor, reference)
        said = {"key": "What was done", "value": held.action.done_words} if one.done else None
        proof = [entry.words for entry in held.entries.all() if entry.kind == "evidence"]
        return above | {
            "heading": "Look again: is it done?",
            "intro": "Look at what is different, not at what is said of it.",
            "rows": [row for row in (said, {"key": "Evidence", "value": {"keys": 1, "lines": proof}}) if row and proof],
            "nothing": self.hinders(actor, held.action),
            "button": "Keep what you saw",
        }

    def hinders(self, actor: Actor, work: Any) -> str:
        if work.done_at is None:
            return "Nobody has said yet that it is done."
        if work.looked_at is not None:
            return "Somebody has looked at this already."
        return "You did this yourself. Somebody else looks again." if work.done_by == actor.reference else ""

    def act(self, actor: Actor, form: forms.LookForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        held, holds = form.cleaned_data, form.cleaned_data["holds"] == "yes"
        if not holds and held["due_on"] is None:
            raise RuleBroken("Say until when it is done now.", field="due_on")
        if not holds and held["due_on"] < clock.london_day(now):
            raise RuleBroken("Choose a day that is still to come.", field="due_on")
        action = self.held(actor, reference)
        services.look_again(
            actor=actor, action=action, holds=holds, words=held["words"], due_on=held["due_on"], now=now
        )
        return address("board_action", action.reference)
