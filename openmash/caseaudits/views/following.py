"""What follows from an audit: an escalation and its answer, what is to be done and looked at again, two readers agreeing."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import access, clock
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import ActView, PageView
from openmash.caseaudits import forms, permissions, presenters, queries, services
from openmash.caseaudits.choices import GRADE_WORDS, IMPACT, OVERALL
from openmash.caseaudits.views.audits import heading
from openmash.caseaudits.views.shared import HOME, AuditAct, address, opened, saw
from openmash.work import queries as work

USER, TEAM = "user:", "team:"
START = "web:home"


def opened_escalation(actor: Actor, reference: str, now: datetime) -> Any:
    """Return an escalation, and keep that whom it is about was opened. Raises NotFound."""
    found = queries.escalation_by_reference(actor, reference)
    saw(actor, found.audit, now)
    return found


class ShowEscalation(PageView):
    """What was escalated, and the answer."""

    template = "caseaudits/escalation.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        found = opened_escalation(actor, reference, now)
        may = found.answered_at is None and permissions.can_answer(actor, found)
        return {
            "caption": presenters.who_words(found.audit, clock.london_day(now)),
            "reference": found.reference,
            "rows": presenters.escalation_rows(found, now),
            "back": reverse(HOME),
            "audit": address("audit", found.audit.reference) if queries.sees_audit(actor, found.audit) else "",
            "answer": address("answer_escalation", found.reference) if may else "",
        }


class AnswerEscalation(ActView):
    """Answer what an auditor escalated."""

    template = "caseaudits/act.html"
    form_class = forms.AnswerForm
    draft_title = "An answer to an auditor"

    def may_send(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> None:
        queries.escalation_by_reference(actor, reference)

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"answer_escalation:{reference}"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        found = opened_escalation(actor, reference, now)
        own = found.raised_by == actor.reference
        return {
            "caption": presenters.who_words(found.audit, clock.london_day(now)),
            "heading": "Answer what an auditor escalated",
            "rows": presenters.escalation_rows(found, now),
            "nothing": "This has been answered already."
            if found.answered_at
            else "You escalated this yourself. Somebody else answers it."
            if own
            else "",
            "button": "Answer",
            "back": address("escalation", found.reference),
        }

    def act(self, actor: Actor, form: forms.AnswerForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        found = queries.escalation_by_reference(actor, reference)
        services.answer_escalation(actor=actor, escalation=found, answer=form.cleaned_data["answer"], now=now)
        return address("escalation", reference)


class ActOnAudit(AuditAct):
    """Say what an audit asks for: by whom, until when."""

    form_class = forms.ActionForm
    draft_title = "What an audit asks for"

    def held(self, actor: Actor, reference: str) -> Any:
        audit = queries.audit_by_reference(actor, reference)
        if audit.pack_id is None or not permissions.can_act_on(actor, audit):
            raise NotFound
        return audit

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        audit, day = self.held(actor, reference), clock.london_day(now)
        teams = [one for one in agencies.teams_in_use() if one.agency.is_authority]
        who = [(f"{TEAM}{one.code}", one.name) for one in teams]
        for one in teams if audit.worker_user_id else ():
            if any(key == audit.worker_user_id for key, _ in agencies.members_of(one, on=day)):
                who.insert(0, (f"{USER}{one.code}", f"{audit.worker}, {one.name}"))
                break
        return {"who": who, "themes": [(one.code, one.title) for one in agencies.pack_of(audit.pack_id).audit_themes]}

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        audit = opened(actor, reference, now)
        self.held(actor, reference)
        return heading(audit, now) | {
            "heading": "Say what is to be done",
            "intro": "It goes into the work of whoever does it. When they say that it is done, somebody else looks again.",
            "button": "Ask for it",
        }

    def act(self, actor: Actor, form: forms.ActionForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        audit, held = self.held(actor, reference), form.cleaned_data
        to_worker = held["who"].startswith(USER)
        given = services.AuditAction(
            words=held["words"],
            team_code=held["who"].removeprefix(USER).removeprefix(TEAM),
            due_on=held["due_on"],
            owner_id=audit.worker_user_id if to_worker else None,
            themes=tuple(held["themes"]),
        )
        services.act_on_audit(actor=actor, audit=audit, given=given, now=now)
        return address("audit", reference)


class ActionAct(ActView):
    """One act on what an audit asked for."""

    template = "caseaudits/act.html"

    def may_send(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> None:
        work.action_by_reference(actor, reference)

    def draft_key_for(self, actor: Actor, *, reference: str, **kwargs: Any) -> str:
        return f"{type(self).__name__}:{reference}"

    def above(self, actor: Actor, reference: str, now: datetime) -> tuple[Any, dict[str, Any]]:
        """Return an action and what stands above it; whoever may see the audit it came from opens that with it."""
        action = work.action_by_reference(actor, reference)
        row = presenters.action_row(action, now)
        audit = queries.action_audit(actor, action)
        if audit is not None:
            saw(actor, audit, now)
        rows = [
            {"key": "What is to be done", "value": row["words"]},
            {"key": "By whom", "value": row["who"]},
            {"key": "Where it stands", "value": row["state"]},
        ]
        caption = presenters.who_words(audit, clock.london_day(now)) if audit is not None else ""
        return action, {"caption": caption, "rows": rows, "back": self.back(actor)}

    def back(self, actor: Actor) -> str:
        return reverse(HOME if access.may_use(actor, HOME) else START)


class FinishAction(ActionAct):
    """Say that what an audit asked for is done."""

    form_class = forms.DoneForm
    draft_title = "What was done after an audit"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        action, above = self.above(actor, reference, now)
        return above | {
            "heading": "Say that it is done",
            "nothing": "This has been done already." if action.done_at else "",
            "button": "It is done",
        }

    def act(self, actor: Actor, form: forms.DoneForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        action = work.action_by_reference(actor, reference)
        services.finish_audit_action(actor=actor, action=action, words=form.cleaned_data["words"], now=now)
        return self.back(actor)


class LookAgain(ActionAct):
    """Look again whether it is done indeed."""

    form_class = forms.LookForm
    draft_title = "A re-look after an audit"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        action, above = self.above(actor, reference, now)
        return above | {
            "heading": "Look again: is it done?",
            "intro": "Look at the file in the case system, not at what is said of it.",
            "nothing": self.hinders(actor, action),
            "button": "Keep what you saw",
        }

    def hinders(self, actor: Actor, action: Any) -> str:
        """Return why nobody looks at this now, or the actor does not; empty where they do."""
        if action.done_at is None:
            return "Nobody has said yet that it is done."
        if action.looked_at is not None:
            return "Somebody has looked at this already."
        return "You did this yourself. Somebody else looks again." if action.done_by == actor.reference else ""

    def act(self, actor: Actor, form: forms.LookForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        held = form.cleaned_data
        services.look_at_action(
            actor=actor,
            action=work.action_by_reference(actor, reference),
            holds=held["holds"] == "yes",
            words=held["words"],
            due_on=held["due_on"],
            now=now,
        )
        return self.back(actor)


class AgreeGrades(AuditAct):
    """Record which grades two readers agreed, side by side."""

    form_class = forms.AgreeForm
    draft_title = "What two readers agreed"

    def differing(self, actor: Actor, audit: Any) -> dict[str, tuple[str, str]]:
        """Return the sections on which the readers differ, with both grades in words; none before both have finished."""
        second = queries.second_reading(actor, audit)
        if second is None or audit.agreed_grades.exists():
            return {}
        titles = {one.code: one.title for one in queries.toolkit_of(audit).sections}
        titles |= {OVERALL: "The whole", IMPACT: "Impact"}
        firsts, seconds = queries.grades_held(audit), queries.grades_held(second)
        return {
            code: (titles.get(code, code), self.both(one, seconds[code]))
            for code, one in firsts.items()
            if code in seconds and one.grade and seconds[code].grade and one.grade != seconds[code].grade
        }

    def both(self, one: Any, other: Any) -> str:
        return (
            f"First reader: {GRADE_WORDS[one.grade]}. {one.why} Second reader: {GRADE_WORDS[other.grade]}. {other.why}"
        )

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        return {"sections": self.differing(actor, self.held(actor, reference))}

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        audit = opened(actor, reference, now)
        return heading(audit, now) | {
            "heading": "Which grades hold?",
            "intro": "Neither reader saw the other’s grades. Say with both of them what holds, and why: auditors learn from it.",
            "nothing": "" if self.differing(actor, audit) else "There is nothing to agree here now.",
            "button": "Keep what was agreed",
        }

    def act(self, actor: Actor, form: forms.AgreeForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        given = [services.AgreedGiven(*one) for one in form.agreed()]
        services.agree_grades(actor=actor, audit=self.held(actor, reference), given=given, now=now)
        return address("audit", reference)
