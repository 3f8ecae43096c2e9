"""One audit: the sheet, its parts as forms with what the record knows beside, escalated, finished, taken away."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import access, clock, drafts
from openmash.base.actors import Actor
from openmash.base.errors import NotFound
from openmash.base.views import PageView
from openmash.caseaudits import forms, permissions, presenters, queries, services
from openmash.caseaudits.choices import COMPLIANCE, GRADE_WORDS, IMPACT, OVERALL, AuditState
from openmash.caseaudits.rules import prompts_for
from openmash.caseaudits.views.shared import HOME, WritingAct, address, in_hand, opened
from openmash.cases.queries import kind_titles
from openmash.work import queries as work

FINISHED = (
    "Once it is finished it cannot be changed, and neither the audit nor the case is open to you any longer. The social "
    "worker and their manager can read it. Escalate first what cannot wait, and take it away as a Word document if you need it."
)
RING = "If a child may be in danger now, managers have it at once, in red. Ring as well: nobody is safe because a form was sent."


def sheet(audit: Any) -> list[dict[str, Any]]:
    """Return what was said of each part of an audit; nothing of one that was made elsewhere but its grades."""
    grades = queries.grades_held(audit)
    if audit.pack_id is None:
        named = [(one.section, one.grade) for one in grades.values() if one.grade]
        return [
            {"title": section.replace("_", " ").capitalize(), "tag": presenters.grade_tag(grade), "rows": []}
            for section, grade in named
        ]
    pack = agencies.pack_of(audit.pack_id)
    return presenters.sheet_of(
        audit,
        queries.toolkit_of(audit),
        queries.answered_for(audit),
        grades,
        items=queries.plan_items_of(audit),
        agreed={one.section: one for one in audit.agreed_grades.all()},
        themes={one.code: one.title for one in pack.audit_themes},
        previous_on=presenters.day_words(audit.follows.audited_on) if audit.follows else "",
    )


def heading(audit: Any, now: datetime) -> dict[str, Any]:
    """Return what stands above every page about an audit."""
    row = presenters.audit_row(audit, address("audit", audit.reference), now)
    return {"caption": row["who"], "audit": row, "back": address("audit", audit.reference)}


class ShowAudit(PageView):
    """One audit: for its auditor what is still to be written, for everybody what was said."""

    template = "caseaudits/audit.html"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        audit = opened(actor, reference, now)
        mine = permissions.can_audit(actor, audit)
        context = heading(audit, now) | {
            "back": reverse(HOME),
            "parts": sheet(audit),
            "tasks": self.tasks(actor, audit, now) if mine else [],
            "escalations": [
                {
                    "rows": presenters.escalation_rows(one, now),
                    "href": address("escalation", one.reference)
                    if access.may_use(actor, "caseaudits:escalation")
                    else "",
                }
                for one in queries.escalations_open(audit)
            ],
            "actions": [self.action(actor, one, now) for one in self.actions(actor, audit)],
            "word": address("audit_file", audit.reference),
            "links": self.links(actor, audit, mine),
        }
        if mine:
            toolkit = queries.toolkit_of(audit)
            context |= {"intro": toolkit.words, "months": toolkit.months_judged}
        return context

    def actions(self, actor: Actor, audit: Any) -> list[Any]:
        return work.actions_of(actor, origin_kind="audit", origins=[audit.reference])

    def action(self, actor: Actor, one: Any, now: datetime) -> dict[str, Any]:
        looks = one.done_at is not None and one.looked_at is None and one.done_by != actor.reference
        may = looks and actor.has(*permissions.READERS)
        return presenters.action_row(one, now, look=address("look_again", one.reference) if may else "")

    def tasks(self, actor: Actor, audit: Any, now: datetime) -> list[dict[str, Any]]:
        toolkit = queries.toolkit_of(audit)
        titles = presenters.part_titles(toolkit, audit.cohort)
        hrefs = {code: address("write_part", audit.reference, part=code) for code in titles}
        keys = {f"{WritePart.__name__}:{audit.reference}:{code}": code for code in titles}
        drafted = {keys[one.key] for one in drafts.drafts_of(actor, now=now) if one.key in keys}
        held = queries.answered_for(audit), queries.grades_held(audit)
        return presenters.tasks_of(audit, toolkit, *held, hrefs, drafted=drafted)

    def links(self, actor: Actor, audit: Any, mine: bool) -> list[dict[str, str]]:
        """Return what the actor can do with an audit, as it stands."""
        possible = (
            ("finish_audit", "Finish the audit", mine),
            ("escalate_audit", "Escalate what cannot wait", mine),
            ("act_on_audit", "Say what is to be done", permissions.can_act_on(actor, audit) and audit.pack_id),
            ("allocate_audit", "Give it to an auditor", permissions.can_allocate(actor) and self.open(audit)),
            ("withdraw_audit", "Take it out of its round", permissions.can_allocate(actor) and self.open(audit)),
        )
        return [{"text": text, "href": address(name, audit.reference)} for name, text, may in possible if may]

    def open(self, audit: Any) -> bool:
        return audit.state not in (AuditState.FINISHED, AuditState.WITHDRAWN)


class WritePart(WritingAct):
    """One part of an audit, with what the record knows beside it. Kept as a draft while it is written."""

    template = "caseaudits/part.html"
    form_class = forms.PartForm
    draft_title = "A part of an audit"

    def section(self, audit: Any, part: str) -> Any:
        """Return the section of the toolkit, None for compliance and the parts that every toolkit has. Raises NotFound."""
        toolkit = queries.toolkit_of(audit)
        if part not in presenters.part_titles(toolkit, audit.cohort):
            raise NotFound
        return None if part == COMPLIANCE or part in forms.OWN_PARTS else toolkit.section(part)

    def questions(self, audit: Any, part: str) -> list[Any]:
        """Return what is asked in a part; what is answered by itself, from the items of the plan, is not asked."""
        toolkit, section = queries.toolkit_of(audit), self.section(audit, part)
        derived = {one.answers for one in toolkit.sections if one.asked_of(audit.cohort)}
        asked = section.questions if section else toolkit.compliance if part == COMPLIANCE else ()
        return [one for one in asked if one.asked_of(audit.cohort) and (section or one.code not in derived)]

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, part: str, **kwargs: Any) -> dict[str, Any]:
        audit = self.held(actor, reference)
        section, pack = self.section(audit, part), agencies.pack_of(audit.pack_id)
        items = queries.plan_items_of(audit) if section and section.each_plan_item else []
        own = queries.own_items(audit, part) if section and section.each_plan_item and not items else None
        return {
            "part": part,
            "questions": self.questions(audit, part),
            "items": [(one.reference, one.words or "An item without words") for one in items],
            "own_items": own,
            "themes": [(one.code, one.title) for one in pack.in_force("audit_themes", clock.london_day(now))],
        }

    def initial(self, actor: Actor, now: datetime, *, reference: str, part: str, **kwargs: Any) -> dict[str, Any]:
        audit = self.held(actor, reference)
        asked = forms.PartForm(**self.form_kwargs(actor, now, reference=reference, part=part))
        held = {name: value or "" for name, value in self.said(audit, part).items()}
        return dict.fromkeys(asked.own_fields, "") | held | {"version": audit.version}

    def said(self, audit: Any, part: str) -> dict[str, Any]:
        """Return what is held of a part, by the names of its fields."""
        return forms.said_of_part(part, audit, queries.answered_for(audit), queries.grades_held(audit))

    def page(self, actor: Actor, now: datetime, *, reference: str, part: str, **kwargs: Any) -> dict[str, Any]:
        audit = opened(actor, reference, now)
        in_hand(actor, reference)
        section, known = self.section(audit, part), queries.known_of(audit)
        wanted = dict.fromkeys(kind for one in self.questions(audit, part) for kind in one.knows)
        items = queries.plan_items_of(audit) if section and section.each_plan_item else []
        cards = presenters.known_cards(known, kind_titles(), list(wanted), now)
        if part == COMPLIANCE and audit.person is not None:
            cards.insert(0, presenters.child_card(audit.person))
        return heading(audit, now) | {
            "heading": presenters.part_titles(queries.toolkit_of(audit), audit.cohort)[part],
            "intro": section.words if section else "",
            "known": cards,
            "items": [self.item(one) for one in items],
            "button": "Save this part",
        }

    def item(self, one: Any) -> dict[str, str]:
        said = [f"by {one.by}" if one.by else "no day given", one.worker, one.measured_by]
        return {"words": one.words, "more": ", ".join(part for part in said if part)}

    def act(
        self, actor: Actor, form: forms.PartForm, now: datetime, *, reference: str, part: str, **kwargs: Any
    ) -> str:
        self.held(actor, reference)
        audit, held = queries.audit_locked(actor, reference), form.cleaned_data
        if held["version"] != audit.version:
            raise forms.written_meanwhile(form, self.said(audit, part), version=audit.version)
        said: dict[str, Any] = {"actor": actor, "audit": audit, "now": now}
        if part == forms.WORKER:
            met = services.MeetingGiven(forms.SAID.get(held["met"]), held["met_on"], held["reflection"])
            services.save_meeting(given=met, **said)
        elif part == forms.FEEDBACK:
            services.save_feedback(given=services.FeedbackGiven(held["who"], held["how"], held["words"]), **said)
        elif part == forms.WHOLE:
            overall, impact = (services.GradeGiven(**form.grade(name)) for name in (OVERALL, IMPACT))
            services.save_whole(
                given=services.WholeGiven(overall, impact, tuple(held["themes"]), held["good_practice"]), **said
            )
        else:
            grade = services.GradeGiven(**form.grade()) if part != COMPLIANCE else None
            answers = [services.AnswerGiven(**one) for one in form.answers()]
            services.save_part(part=part, given=services.PartGiven(answers, grade), **said)
        return address("audit", reference)


class FinishAudit(WritingAct):
    """Finish an audit, with a reason where the whole stands beside what a prompt asks."""

    form_class = forms.FinishForm
    draft_title = "The end of an audit"

    def form_kwargs(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        audit = self.held(actor, reference)
        grades = {section: one.grade for section, one in queries.grades_held(audit).items()}
        return {"prompts": prompts_for(grades, queries.toolkit_of(audit).prompts)}

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        audit = opened(actor, reference, now)
        in_hand(actor, reference)
        grades = queries.grades_held(audit)
        named = [(title, grades.get(code)) for code, title in ((OVERALL, "The whole"), (IMPACT, "Impact"))]
        return heading(audit, now) | {
            "heading": "Finish the audit",
            "intro": FINISHED,
            "rows": [{"key": title, "value": GRADE_WORDS.get(one.grade, "") if one else ""} for title, one in named],
            "button": "Finish the audit",
        }

    def act(self, actor: Actor, form: forms.FinishForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        services.finish_audit(actor=actor, audit=self.held(actor, reference), whys=form.whys(), now=now)
        return reverse(HOME)


class EscalateAudit(WritingAct):
    """Escalate what cannot wait until the audit is read."""

    form_class = forms.EscalateForm
    draft_title = "Something to escalate from an audit"

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        audit = opened(actor, reference, now)
        in_hand(actor, reference)
        return heading(audit, now) | {
            "heading": "Escalate what cannot wait",
            "intro": RING,
            "button": "Escalate it",
        }

    def act(self, actor: Actor, form: forms.EscalateForm, now: datetime, *, reference: str, **kwargs: Any) -> str:
        held = form.cleaned_data
        services.escalate_audit(
            actor=actor,
            audit=self.held(actor, reference),
            immediate=held["immediate"] == "yes",
            words=held["words"],
            now=now,
        )
        return address("audit", reference)
