"""An audit to take away: a Word document that does not name the child, for those who may read the audit."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse

from openmash.base.actors import Actor
from openmash.base.views import PageView
from openmash.caseaudits import presenters
from openmash.caseaudits.views.audits import sheet
from openmash.caseaudits.views.shared import opened

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
        return {"title": f"Audit {audit.reference}", "lines": lines, "parts": sheet(audit), "name": audit.reference}

    def draw(self, context: dict[str, Any]) -> HttpResponse:
        content = presenters.as_word(context["title"], context["lines"], context["parts"])
        answer = HttpResponse(content, content_type=WORD)
        answer["Content-Disposition"] = f'attachment; filename="{context["name"]}.docx"'
        return answer
