"""A record opened for a reason, for each team that was told of it, and a look-up that met it: for the records of the promises."""

from typing import Any

from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.agencies.models import Team
from openmash.allegations.models import Allegation
from openmash.base import clock
from openmash.meetings.models import Attendee, Meeting, MeetingAction
from openmash.people.models import BreakGlass, Person, RestrictedCheck


def read_for_a_reason(mark: str, person: Person, *, told: tuple[Any, ...], by: Any) -> None:
    """Have the record of a person opened: G-A, of which the first team was told, and G-A-S with the second; and met: K-A."""
    now = clock.now()
    for reference, team in zip((f"G-{mark}", f"G-{mark}-S"), told, strict=False):
        BreakGlass.objects.create(
            reference=reference,
            person=person,
            user=by,
            user_name=by.name,
            reason="covering",
            words="Covering",
            opened_at=now,
            until=now,
            told_team=team,
            pack=agencies.current_pack_version(),
        )
    RestrictedCheck.objects.create(
        reference=f"K-{mark}", person=person, asked_by=by, asked_by_name=by.name, first_at=now, last_at=now
    )


def worry_about_a_worker(mark: str, *, users: dict[tuple[str, str], Any], manager: bool) -> None:
    """Have a worry about a worker recorded by everybody, A-A-partner and so on; where it says so, a manager stands in."""
    now, told = clock.now(), users[Role.MASH_MANAGER, "own"].pk
    for (role, where), user in users.items():
        if where == "own":
            made = Allegation.objects.create(
                reference=f"A-{mark}-{role}"[:20],
                who_name="Somebody Else",
                words="Shouted at a child",
                told=f",{told}," if manager else "",
                recorded_at=now,
                recorded_by=user,
                recorded_by_name=user.name,
                due_at=now,
                due_rule="lado-contact",
                pack=agencies.current_pack_version(),
                state="raised",
            )
            _meet_about(made)


def _meet_about(made: Allegation) -> None:
    """Call a meeting about a worry about a worker, with something to do: its reference behind MT- and AC-."""
    team = Team.objects.select_related("agency").get(code="designated-officer")
    meeting = Meeting.objects.create(
        reference=f"MT-{made.reference}"[:20],
        kind="allegation-meeting",
        subject_kind="allegation",
        subject=made.reference,
        state="called",
        planned_at=made.recorded_at,
        means="telephone",
        place="01632 960400",
        team=team,
        pack=made.pack,
        called_at=made.recorded_at,
        called_by="user:1",
    )
    Attendee.objects.create(meeting=meeting, name="DS Dee", invited_at=made.recorded_at, apart=made.reference)
    MeetingAction.objects.create(
        reference=f"AC-{made.reference}"[:20],
        meeting=meeting,
        words="Send the list",
        agency=team.agency,
        owner_name="Head Harris",
        due_at=made.recorded_at,
        agreed_at=made.recorded_at,
        agreed_by="user:1",
    )
