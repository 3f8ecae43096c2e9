"""Audits of the small area that were made elsewhere, figures reported without their cases, and the pages that show them."""

from io import BytesIO
from typing import Any

from openmash.base.transactions import request_transaction
from openmash.caseaudits import services
from tests.journeys.edges.shown import Shown

HEAD = "audit_id,sample,audited_on,cohort,locality,team,auditor,social_worker_met,section,question,answer,grade,previous_grade"
AUDITS = "\n".join(
    [
        HEAD,
        *(
            f"E-{number},random,2026-{1 + number % 10:02d}-05,CLA,North,{'Team ' * 20},Ann Other,yes,{what}"
            for number in range(40)
            for what in ("compliance,gp,yes,,", "overall,,,good,inadequate", "voice,voice_heard,no,,")
        ),
        "T-1,targeted,2026-10-06,CP,Atlantis,,,no,overall,,,inadequate,",
        "T-2,,2026-10-06,CP,East,,,,overall,,,excellent,",
    ]
)
REPORTED = """measure,period,cohort,numerator,denominator,percent,note
assessment_up_to_date,2026-09,CLA,6,8,75,
improved,2026-09,,,,46,
improved,2026-10,,,,58,
voice_impact,2026-10,,,,96,good or requires improvement
"""
OF_AUDITS: dict[str, tuple[Shown, ...]] = {
    "indicators:audit_report": (
        Shown("principal", "/reports/audit/"),
        Shown("board", "/reports/audit/?from=2026-09-01&to=2026-10-31&locality=North"),
        Shown("manager", "/reports/audit/?from=2013-01-01&to=2013-01-31"),
        Shown("manager", "/reports/audit/?from=x"),
        Shown("school", "/reports/audit/", status=403),
    ),
    "caseaudits:files_read": (Shown("analyst", "/audits/elsewhere/"), Shown("board", "/audits/elsewhere/", status=403)),
    "caseaudits:read_audits": (Shown("principal", "/audits/elsewhere/read/", errors=True),),
    "caseaudits:read_reported": (Shown("analyst", "/audits/elsewhere/read-reported/", errors=True),),
    "caseaudits:file_read": (
        Shown("principal", "/audits/elsewhere/files/{audit_file}/"),
        Shown("analyst", "/audits/elsewhere/files/{reported_file}/"),
        Shown("analyst", "/audits/elsewhere/files/999999/", status=404),
    ),
}
NO_AUDIT_PAGE = {
    "indicators:audit_report_file": "a download",
    "caseaudits:audit_template": "a download",
}


def settle_elsewhere(area: Any) -> None:
    """Read in a file of audits, some of it refused and some doubtful, and one of reported figures."""
    principal = area.actors["principal"]
    told: Any = {"actor": principal, "now": area.now}
    with request_transaction(principal):
        audits = services.read_audits_in(file=BytesIO(AUDITS.encode()), name=f"{'audits-' * 20}.csv", **told)
        figures = services.read_reported_in(file=BytesIO(REPORTED.encode()), name="figures.csv", **told)
    area.held |= {"audit_file": str(audits.number), "reported_file": str(figures.number)}
