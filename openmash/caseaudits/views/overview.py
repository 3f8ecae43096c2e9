"""Where audits begin, what they teach, and how far two readers agree."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base import access, clock, worktime
from openmash.base.actors import Actor
from openmash.base.views import PageView
from openmash.caseaudits import permissions, presenters, queries
from openmash.caseaudits.choices import COHORT_WORDS, GRADE_WORDS, IMPACT, OVERALL
from openmash.caseaudits.rules import agreement_of
from openmash.caseaudits.views.shared import address
from openmash.work import queries as work
from openmash.work.choices import ACT_WORDS, WorkAct

YEAR, WEEKS = timedelta(days=365), timedelta(days=28)
MOST = 50
MAKE_ACTION = "improvement:make_action"  # of a room above: known by its name alone
DONE_WHERE = {
    WorkAct.ALLOCATE_AUDIT: "allocate_audit",
    WorkAct.CHASE_AUDIT: "allocate_audit",
    WorkAct.AGREE_GRADES: "agree_grades",
    WorkAct.LOOK_AGAIN: "look_again",
}


class Audits(PageView):
    """What of audits is mine now, and the rounds."""

    template = "caseaudits/audits.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        hand = queries.hand_of(actor, now)
        oversees = permissions.can_allocate(actor)
        return {
            "to_do": [presenters.audit_row(one, address("audit", one.reference), now) for one in hand.to_do],
            "own_cases": [presenters.audit_row(one, address("audit", one.reference), now) for one in hand.own_cases],
            "asked": [self.escalation(one, now) for one in hand.asked],
            "answered": [self.escalation(one, now) for one in hand.answered],
            "work": [self.item(one, now) for one in work.own_work(actor, acts=list(DONE_WHERE), limit=MOST)],
            "rounds": [presenters.round_row(one, address("round", one.reference)) for one in queries.rounds()]
            if oversees
            else [],
            "finished": [self.finished(one) for one in queries.own_finished(actor)],
            "audits": actor.has(*permissions.READERS),
            "oversees": oversees,
            "plan": reverse("caseaudits:plan_round") if permissions.can_run_rounds(actor) else "",
            "links": [
                {"text": text, "href": reverse(name)}
                for name, text in (
                    ("indicators:audit_report", "What is audit telling us"),
                    ("caseaudits:files_read", "Audits made elsewhere"),
                    ("caseaudits:learning", "What audits teach"),
                    ("caseaudits:moderation", "How far two readers agree"),
                )
                if access.may_use(actor, name)
            ],
        }

    def escalation(self, one: Any, now: datetime) -> dict[str, Any]:
        tone = "overdue" if one.due_at < now else ""
        state = (
            {"text": f"answered by {one.answered_by_name}", "tone": ""}
            if one.answered_at
            else {"text": worktime.in_words(one.due_at, now), "tone": tone}
        )
        return {
            "who": presenters.who_words(one.audit, clock.london_day(now)),
            "href": address("escalation", one.reference),
            "reference": one.reference,
            "danger": one.immediate,
            "clock": state,
        }

    def item(self, one: Any, now: datetime) -> dict[str, Any]:
        return {
            "act": ACT_WORDS[one.act],
            "who": one.note,
            "href": address(DONE_WHERE[one.act], one.subject),
            "clock": {
                "text": worktime.in_words(one.due_at, now),
                "tone": "overdue" if one.due_at < now else "",
            },
        }

    def finished(self, one: Any) -> dict[str, Any]:
        changed = one.holds != one.overall
        return {
            "reference": one.reference,
            "day": presenters.day_words(one.audited_on),
            "cohort": COHORT_WORDS[one.cohort],
            "overall": presenters.grade_words(one.overall),
            "holds": presenters.grade_words(one.holds) if changed else "",
        }


def theme_titles() -> dict[str, str]:
    """Return what each theme is called, withdrawn ones included."""
    return {one.code: one.title for one in agencies.pack_in_force().audit_themes}


class Learning(PageView):
    """What audits teach: themes counted, and practice worth telling."""

    template = "caseaudits/learning.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        day = clock.london_day(now)
        titles = theme_titles()
        learned = queries.themes_learned(start=day - YEAR, end=day)
        return {
            "back": reverse("caseaudits:audits"),
            "themes": {
                "caption": "Themes of the last twelve months",
                "columns": [
                    {"text": "Theme"},
                    {"text": "Audits", "numeric": True},
                    *([{"text": "For the board"}] if access.may_use(actor, MAKE_ACTION) else []),
                ],
                "rows": [
                    [
                        {"keys": 1, "text": titles.get(one.theme, one.theme), "header": True},
                        {"keys": 1, "text": f"{one.number} of {one.of}", "numeric": True},
                        *self.to_action(actor, one.theme, titles.get(one.theme, one.theme)),
                    ]
                    for one in learned
                ],
            }
            if learned
            else None,
            "brief": [self.practice(one) for one in queries.good_practice(actor, start=day - WEEKS, end=day)],
        }

    def to_action(self, actor: Actor, theme: str, title: str) -> list[dict[str, Any]]:
        """Return where a theme is made an action of the board, for those who may."""
        if not access.may_use(actor, MAKE_ACTION):
            return []
        href = f"{reverse(MAKE_ACTION)}?{urlencode({'kind': 'audit_theme', 'origin': theme})}"
        return [{"keys": 1, "href": href, "text": f"Make “{title}” an action"}]

    def practice(self, one: Any) -> dict[str, str]:
        where = ", ".join(part for part in (one.team, one.locality) if part)
        return {"words": one.words, "where": where, "day": presenters.day_words(one.audited_on)}


class Moderation(PageView):
    """How far two readers agree: all of it for the principal social worker, their own for an auditor; and the meeting's sheet."""

    template = "caseaudits/moderation.html"

    def page(self, actor: Actor, now: datetime, **kwargs: Any) -> dict[str, Any]:
        day = clock.london_day(now)
        pairs = queries.readings_seen_by(actor, start=day - YEAR, end=day)
        fewest = agencies.pack_in_force().auditing.fewest_for_agreement
        everybody = permissions.can_see_every_auditor(actor)
        return {
            "back": reverse("caseaudits:audits"),
            "everybody": everybody,
            "agreement": self.agreement(pairs, fewest),
            "overall": self.agreement([one for one in pairs if one.section == OVERALL], fewest),
            "auditors": [
                {"name": name, "words": self.agreement([one for one in pairs if one.auditor == name], fewest)}
                for name in sorted({one.auditor for one in pairs})
            ]
            if everybody
            else [],
            "sheet": [self.line(one) for one in pairs if one.first != one.second],
        }

    def agreement(self, pairs: list[Any], fewest: int) -> str:
        found = agreement_of([(one.first, one.second) for one in pairs], fewest=fewest)
        return presenters.agreement_words(found, fewest)

    def line(self, one: Any) -> dict[str, str]:
        return {
            "reference": one.reference,
            "section": self.title(one),
            "first": GRADE_WORDS[one.first],
            "second": GRADE_WORDS[one.second],
            "agreed": presenters.grade_words(one.agreed) or "To be agreed",
            "reason": one.reason,
        }

    def title(self, one: Any) -> str:
        """Return what a section is called in the toolkit that it was read with."""
        own = {OVERALL: "The whole", IMPACT: "Impact"}
        if one.section in own:
            return own[one.section]
        toolkit = agencies.pack_in_force().one("audit_toolkits", one.toolkit)
        return next((held.title for held in toolkit.sections if held.code == one.section), one.section)
