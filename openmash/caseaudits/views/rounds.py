"""Rounds: planned, drawn, shown with their draw repeated, closed; and who has which audit."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.views import ActView, PageView
from openmash.caseaudits import forms, permissions, presenters, queries, services
from openmash.caseaudits.choices import COHORT_WORDS, IN_HAND, ROUND_STATE_WORDS, AuditState, RoundState, Sampling
from openmash.caseaudits.presenters.words import sampling_words
from openmash.caseaudits.rules import why_not
from openmash.caseaudits.views.audits import heading
from openmash.caseaudits.views.shared import HOME, AuditAct, address, opened

MONTHS_AHEAD, MONTHS_BACK = 2, 1
MOST_TO_TICK = 100


def months_around(day: date) -> list[tuple[str, str]]:
    """Return the months that a round can be planned for: the last, this and the next two."""
    first, found = day.replace(day=1), []
    for step in range(-MONTHS_BACK, MONTHS_AHEAD + 1):
        number = first.year * 12 + first.month - 1 + step
        month = date(number // 12, number % 12 + 1, 1)
        found.append((month.isoformat(), presenters.month_words(month)))
    return found


class PlanRound(ActView):
    """Plan a round."""

    template = "caseaudits/act.html"
    form_class = forms.RoundForm
    draft_title = "A round of audits"

    def draft_key_for(self, actor: Actor, **kwargs: Any) -> str:
        return "plan_round"

    def form_kwargs(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        day = clock.london_day(now)
        return {"months": months_around(day), "places": [(one, one) for one in agencies.localities_in_use(day)]}

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        return {
            "heading": "Plan a round of audits",
            "intro": "Nobody is drawn yet: that is done on the next page, and can be done only once.",
            "button": "Plan it",
            "back": reverse(HOME),
        }

    def act(self, actor: Actor, form: forms.RoundForm, now: datetime, **kwargs: Any) -> str:
        held = form.cleaned_data
        given = services.RoundGiven(
            month=date.fromisoformat(held["month"]),
            theme=held["theme"],
            cohorts=held["cohorts"],
            sampling=held["sampling"],
            size=held["size"],
            places=held["places"],
            stratum=held["stratum"],
            reason=held["reason"],
        )
        return address("round", services.plan_round(actor=actor, given=given, now=now).reference)


class ShowRound(PageView):
    """A round: its audits, and the draw made once more to check it."""

    template = "caseaudits/round.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.round_by_reference(actor, reference)
        planned = held.state == RoundState.PLANNED
        audits = [] if planned else queries.audits_of_round(actor, held)
        gives = permissions.can_allocate(actor)
        rows = [
            presenters.audit_row(
                one,
                address("audit", one.reference),
                now,
                act=address("allocate_audit", one.reference)
                if gives and one.state in (AuditState.DRAWN, *IN_HAND)
                else "",
            )
            for one in audits
        ]
        return {
            "back": reverse(HOME),
            "month": presenters.month_words(held.month),
            "theme": held.theme,
            "reference": held.reference,
            "planned": planned,
            "size": held.size,
            "summary": self.summary(held),
            "rows": [one for one in rows if one["kind"] != "Second reading"],
            "second": [one for one in rows if one["kind"] == "Second reading"],
            "drawn": None if planned else self.drawn(actor, held),
            "draw": address("draw_round", held.reference) if planned and permissions.can_run_rounds(actor) else "",
            "could": len(queries.population_of(held, on=clock.london_day(now))) if planned else 0,
            "close": address("close_round", held.reference)
            if held.state == RoundState.DRAWN and permissions.can_run_rounds(actor)
            else "",
            "meeting": held.meeting_words,
        }

    def summary(self, held: Any) -> dict[str, Any]:
        cohorts = ", ".join(COHORT_WORDS[code] for code in held.cohorts)
        rows = [
            {"key": "Whom it is about", "value": cohorts},
            {"key": "Where", "value": ", ".join(held.places) or "Everywhere"},
            {"key": "How they are drawn", "value": sampling_words(held)},
            {"key": "How many", "value": str(held.size)},
            {"key": "State", "value": ROUND_STATE_WORDS[held.state]},
            *([{"key": "Why these", "value": held.reason}] if held.reason else []),
            *([{"key": "To be finished by", "value": self.due(held)}] if held.due_at else []),
        ]
        return {"rows": rows}

    def due(self, held: Any) -> str:
        return presenters.day_words(clock.london_day(held.due_at))

    def drawn(self, actor: Actor, held: Any) -> dict[str, Any]:
        """Return how the draw was made, and what making it once more gives."""
        again = queries.repeat_draw(actor, held)
        groups = [f"{group or 'Not known'}: {were} of {could}" for group, (could, were) in sorted(again.groups.items())]
        return {"population": again.population, "number": again.drawn, "seed": again.seed} | {
            "same": again.same,
            "hidden": again.hidden,
            "groups": groups,
        }


class RoundAct(ActView):
    """One act on a round."""

    template = "caseaudits/act.html"

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"{type(self).__name__}:{reference}"

    def above(self, held: Any) -> dict[str, Any]:
        """Return what stands above a page about a round."""
        caption = f"{presenters.month_words(held.month)}: {held.theme}"
        return {"caption": caption, "back": address("round", held.reference)}


class DrawRound(RoundAct):
    """Draw a round, once."""

    form_class = forms.DrawForm
    draft_title = "Whom a targeted round is about"

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.round_by_reference(actor, reference)
        targeted = held.sampling == Sampling.TARGETED
        return {"targeted": targeted, "could": self.could(actor, held, now) if targeted else ()}

    def could(self, actor: Actor, held: Any, now: datetime) -> list[tuple[str, str]]:
        """Return who could be chosen, to tick; of more than can be ticked nobody: their references are written then."""
        members = [
            one for one in queries.population_of(held, on=clock.london_day(now)) if actor.cleared or not one.restricted
        ]
        if len(members) > MOST_TO_TICK:
            return []
        return [
            (one.reference, ", ".join(filter(None, (one.reference, COHORT_WORDS[one.cohort], one.team, one.worker))))
            for one in members
        ]

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.round_by_reference(actor, reference)
        return self.above(held) | {
            "heading": "Draw the audits",
            "intro": "The seed, and who could have been drawn, are kept: so it can be repeated. Each audit goes to an independent auditor.",
            "nothing": "" if held.state == RoundState.PLANNED else "This round has been drawn already.",
            "button": "Draw them",
        }

    def act(self, actor: Actor, form: forms.DrawForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        held = queries.round_by_reference(actor, reference)
        services.draw_round(actor=actor, audit_round=held, chosen=form.chosen(), now=now)
        return address("round", reference)


class CloseRound(RoundAct):
    """Close a round with what its consistency meeting said."""

    form_class = forms.CloseForm
    draft_title = "What a consistency meeting said"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        held = queries.round_by_reference(actor, reference)
        return self.above(held) | {
            "heading": "Close the round",
            "intro": "What is not finished yet can still be finished.",
            "nothing": ""
            if held.state == RoundState.DRAWN
            else "Only a round that has been drawn, and is open, is closed.",
            "button": "Close the round",
        }

    def act(self, actor: Actor, form: forms.CloseForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        held = queries.round_by_reference(actor, reference)
        services.close_round(actor=actor, audit_round=held, words=form.cleaned_data["words"], now=now)
        return address("round", reference)


class AllocateAudit(AuditAct):
    """Give an audit to an auditor, or to another one; those who may not have it stand below, each with the rule."""

    form_class = forms.AllocateForm
    draft_title = "Who audits"

    def draft_key_for(self, actor: Actor, **kwargs: Any) -> str:
        return ""

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        audit = self.held(actor, reference)
        case = queries.case_of(audit)
        readers = [
            (str(one.user_id), f"{one.name}, {one.in_hand} in hand")
            for one in queries.readers_at_work(on=clock.london_day(now))
            if not why_not(one, case) and one.user_id != audit.auditor_id
        ]
        return {"readers": readers, "again": audit.auditor_id is not None}

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        audit = opened(actor, reference, now)
        case = queries.case_of(audit)
        barred = [
            f"{one.name}: {why}"
            for one in queries.readers_at_work(on=clock.london_day(now))
            if (why := why_not(one, case))
        ]
        over = audit.state not in (AuditState.DRAWN, *IN_HAND)
        return heading(audit, now) | {
            "heading": "Give the audit to an auditor",
            "intro": f"It is with {audit.auditor_name} now." if audit.auditor_id else "",
            "nothing": "This audit is over. It cannot go to anybody else." if over else "",
            "lines": barred,
            "lines_title": "Who may not have it, and why",
            "button": "Give it",
        }

    def act(self, actor: Actor, form: forms.AllocateForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        audit, held = self.held(actor, reference), form.cleaned_data
        services.allocate_audit(
            actor=actor, audit=audit, auditor_id=int(held["auditor"]), reason=held.get("reason", ""), now=now
        )
        return address("round", audit.round.reference) if audit.round else reverse(HOME)


class WithdrawAudit(AuditAct):
    """Take an audit out of its round."""

    form_class = forms.ReasonForm
    draft_title = "Why an audit cannot be made"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        audit = opened(actor, reference, now)
        over = audit.state not in (AuditState.DRAWN, *IN_HAND)
        return heading(audit, now) | {
            "heading": "Take the audit out of its round",
            "intro": "It counts for nothing then, and nobody is drawn instead: who is drawn is by lot.",
            "nothing": "This audit is over. It stays as it is." if over else "",
            "button": "Take it out",
            "dangerous": True,
        }

    def act(self, actor: Actor, form: forms.ReasonForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        audit = self.held(actor, reference)
        services.withdraw_audit(actor=actor, audit=audit, reason=form.cleaned_data["reason"], now=now)
        return address("round", audit.round.reference) if audit.round else reverse(HOME)
