"""A meeting about a worry in every state at once, for the records of the promises: decided, something to do, a disagreement."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from openmash.agencies.models import Agency, Team
from openmash.base import clock
from openmash.meetings import models as met


def meet(
    mark: str, contact: Any, person: Any, *, family: str, team: Team, asked: Iterable[str], doing: Iterable[str]
) -> None:
    """Call, hold and decide in a meeting about a worry, and let each agency that answers disagree; elsewhere, health alone."""
    now = clock.now()
    meeting = met.Meeting.objects.create(
        reference=f"MT-{mark}",
        kind="strategy-discussion",
        subject_kind="contact",
        subject=contact.reference,
        state="held",
        planned_at=now,
        means="telephone",
        place="01632 960400",
        purpose=f"{family} may have been hurt",
        team=team,
        restricted=contact.restricted,
        pack=contact.pack,
        called_at=now,
        called_by="user:1",
        held_at=now,
        held_by="user:1",
        written_at=now,
    )
    about = met.MeetingAbout.objects.create(
        meeting=meeting, person=person, person_reference=person.reference, name=person.full_name
    )
    met.Finding.objects.create(
        meeting=meeting,
        about=about,
        question="threshold",
        answer="met",
        words=f"{family} was hit",
        decider="council_manager",
        version=1,
        recorded_at=now,
        recorded_by="user:1",
    )
    for code in asked:
        agency = Agency.objects.get(code=code)
        _take_part(meeting, agency, family)
        _give_to_do(f"{mark}-{code}", contact, meeting, family=family, agency=agency, team=team)
    for code in doing:
        _team_action(mark, meeting, Team.objects.get(code=code), family)


def _take_part(meeting: met.Meeting, agency: Agency, family: str) -> None:
    """Let somebody of an agency take part, say something, and not agree."""
    now = clock.now()
    invited = met.Attendee.objects.create(
        meeting=meeting, agency=agency, name="O Other", invited_at=now, attendance="telephone"
    )
    met.Contribution.objects.create(attendee=invited, words=f"{family} is known", written_at=now, written_by="user:1")
    met.Dissent.objects.create(
        meeting=meeting, attendee=invited, reason=f"{family}", recorded_at=now, recorded_by="user:1"
    )


def _give_to_do(mark: str, contact: Any, meeting: met.Meeting, *, family: str, agency: Agency, team: Team) -> None:
    """Give an agency something to do after a meeting, and let it disagree with the meeting."""
    now = clock.now()
    met.MeetingAction.objects.create(
        reference=f"AC-{mark}",
        meeting=meeting,
        words=f"See {family}",
        agency=agency,
        due_at=now + timedelta(days=1),
        agreed_at=now,
        agreed_by="user:1",
    )
    escalation = met.Escalation.objects.create(
        reference=f"PD-{mark}",
        subject_kind="contact",
        subject=contact.reference,
        about_kind="meeting",
        about=meeting.reference,
        words=f"{family} is not safe",
        agency=agency,
        team=team,
        restricted=contact.restricted,
        pack=contact.pack,
        state="open",
        stage="workers",
        due_at=now + timedelta(days=1),
        raised_at=now,
        raised_by="user:1",
    )
    met.EscalationStep.objects.create(
        escalation=escalation, stage="workers", state="open", due_at=now + timedelta(days=1), at=now, by="user:1"
    )


def _team_action(mark: str, meeting: met.Meeting, team: Team, family: str) -> None:
    """Give a team of the council something to do after a meeting."""
    now = clock.now()
    met.MeetingAction.objects.create(
        reference=f"AC-{mark}-{team.kind}",
        meeting=meeting,
        words=f"See {family}",
        agency=team.agency,
        team=team,
        due_at=now + timedelta(days=1),
        agreed_at=now,
        agreed_by="user:1",
    )
