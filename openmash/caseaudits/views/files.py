"""An audit to take away: a Word document that does not name the child, for those who may read the audit."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse

from openmash.base.actors import Actor
from openmash.base.views import PageView
from openmash.caseaudits import presenters, queries
from openmash.caseaudits.views.audits import sheet
from openmash.caseaudits.views.shared import opened
from openmash.work import queries as work

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class AuditFile(PageView):
    """An audit as a Word document: by its reference, without the name of anybody in the family."""

    def page(self, actor: Actor, now: datetime, *, reference: str, **kwargs: Any) -> dict[str, Any]:
        audit = opened(actor, reference, now)
        row = presenters.audit_row(audit, "", now)
        lines = [
            f"{row['cohort']}. {row['place']}".strip(". "),
            f"Audited by {row['auditor']}, {row['finished'] or row['state']['text'].lower()}",
            "Confidential. Whoever took this away stands in the record of who opened the case.",
        ]
        parts = [*sheet(audit), *self.following(actor, audit, now)]
        return {"title": f"Audit {audit.reference}", "lines": lines, "parts": parts, "name": audit.reference}

    def following(self, actor: Actor, audit: Any, now: datetime) -> list[dict[str, Any]]:
        """Return what was escalated, and what is to be done, as parts of the sheet."""
        parts = [
            {"title": "Escalated", "rows": [row for row in rows if isinstance(row["value"], str)]}
            for rows in (presenters.escalation_rows(one, now) for one in queries.escalations_open(audit))
        ]
        actions = [
            presenters.action_row(one, now)
            for one in work.actions_of(actor, origin_kind="audit", origins=[audit.reference])
        ]
        if actions:
            rows = [{"key": one["words"], "value": f"{one['who']}, {one['state']}"} for one in actions]
            parts.append({"title": "What is to be done", "rows": rows})
        return parts

    def draw(self, context: dict[str, Any]) -> HttpResponse:
        content = presenters.as_word(context["title"], context["lines"], context["parts"])
        answer = HttpResponse(content, content_type=WORD)
        answer["Content-Disposition"] = f'attachment; filename="{context["name"]}.docx"'
        return answer
