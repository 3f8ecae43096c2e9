"""The case of the small area: a child from referral to protection plan, one fact corrected, one withdrawn."""

from datetime import timedelta
from typing import Any

from openmash.cases import queries, services
from openmash.cases.services import FactGiven
from tests.journeys.edges.auditing import settle_audits

CASE: tuple[tuple[str, str, int, dict[str, Any]], ...] = (
    ("referral", "", 72, {"need": "N1"}),
    ("assessment", "", 70, {"factors": ["3B"]}),
    ("section-47", "", 40, {}),
    ("conference", "initial", 20, {"outcome": "plan", "category": "NEG"}),
    ("plan", "cp", 20, {"category": "NEG"}),
    ("worker", "", 70, {"worker": "Tess Triage", "team": "Preston"}),
    ("visit", "cp", 4, {"seen": True, "alone": True}),
    ("visit", "cp", 2, {"seen": False}),
)


def settle_case(area: Any, child: Any) -> None:
    """Record what happened in a child's case, correct the first fact, and withdraw the last."""
    actor, today = area.actors["triage"], area.now.date()
    held = [
        services.record_fact(
            actor=actor,
            person=child,
            kind=kind,
            given=FactGiven(today - timedelta(days=ago), None, variety, answers),
            now=area.now,
        )
        for kind, variety, ago, answers in CASE
    ]
    first, last = (queries.fact_by_reference(actor, child, held[place].reference) for place in (0, -1))
    corrected = FactGiven(today - timedelta(days=71), None, "", {"need": "N1", "outcome": "Assessment required"})
    services.correct_fact(
        actor=actor, fact=first, given=corrected, reason="The letter says so", expected_version=1, now=area.now
    )
    services.withdraw_fact(actor=actor, fact=last, reason="His brother’s 🙂", expected_version=1, now=area.now)
    area.held |= {"fact": first.reference, "withdrawn_fact": last.reference}
    settle_audits(area)
