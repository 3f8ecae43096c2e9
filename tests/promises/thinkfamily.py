"""Branches of a worry in each state that an address needs: a concern to decide, an enquiry, what goes to the conference."""

from collections.abc import Sequence
from typing import Any

from openmash.adults import models as adults
from openmash.agencies.models import Agency, Team
from openmash.base import clock

# By the start of its reference: kind, state, and which of the people it is about.
BRANCHES = {
    "B": ("adult_safeguarding", "to_decide", 0),
    "BE": ("adult_safeguarding", "enquiry", 1),
    "BW": ("marac", "to_weigh", 0),
    "BH": ("marac", "referred", 1),
    "BC": ("housing", "to_tell", 0),
}


def tell_others(mark: str, contact: Any, people: Sequence[Any], *, family: str, team: Team, elsewhere: bool) -> None:
    """Open every branch of a worry; elsewhere the concerns are another team's."""
    now = clock.now()
    duty = team if elsewhere else Team.objects.get(code="adult-duty")
    for start, (kind, state, about) in BRANCHES.items():
        branch = adults.Branch.objects.create(
            reference=f"{start}-{mark}",
            kind=kind,
            subject_kind="contact",
            subject=contact.reference,
            person=people[about],
            person_reference=people[about].reference,
            state=state,
            story=f"{family} was hit",
            team=duty if kind == "adult_safeguarding" else team,
            asked_by_team=team,
            agency=Agency.objects.get(code="EXAMPLE-HOUSING") if kind == "housing" else None,
            restricted=contact.restricted,
            due_at=now,
            due_rule="adult-concern",
            pack=contact.pack,
            opened_at=now,
            opened_by="user:1",
        )
        adults.BranchPerson.objects.create(
            branch=branch,
            person=people[about],
            person_reference=people[about].reference,
            is_child=False,
            is_subject=True,
            name=people[about].full_name,
            address=f"{mark} {family} Lane",
        )
        _decided(branch, now, family)


def _decided(branch: adults.Branch, now: Any, family: str) -> None:
    if branch.state == "enquiry":
        adults.ConcernDecided.objects.create(
            branch=branch,
            needs="yes",
            at_risk="yes",
            cannot_protect="yes",
            asked=True,
            wishes=f"{family} wants peace",
            difficulty="no",
            decision="enquiry",
            reason=f"{family} depends on him",
            decided_at=now,
            decided_by="user:1",
        )
    if branch.state == "referred":
        adults.DangerWeighed.objects.create(
            branch=branch,
            checklist="danger-to-adult",
            answers={},
            total=14,
            band="high",
            judgement="as_band",
            aware="yes",
            refers=True,
            weighed_at=now,
            weighed_by="user:1",
        )
