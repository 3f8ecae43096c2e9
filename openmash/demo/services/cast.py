"""Who plays the story: the accounts of the planned users, and who each of them is at work on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from openmash.accounts import queries as accounts
from openmash.accounts import services as account_services
from openmash.agencies import queries as agencies
from openmash.agencies import services as agency_services
from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.base.transactions import request_transaction
from openmash.demo.models import Built
from openmash.demo.rules.settings import FIRST_DAY, Teams
from openmash.demo.rules.staff import PlannedUser, plan_users

PASSWORD = "curlew-lantern-weir-42"  # noqa: S105 - shown to everybody, for accounts marked as demonstration
SETUP = Actor.machine("demo", purpose="build the demonstration area")
SHOWN = {
    "screening_worker": "Screening social worker",
    "mash_manager": "MASH manager",
    "locality_manager": "Locality team manager",
    "social_worker": "Social worker with open cases",
    "early_help_officer": "Early-help officer",
    "adult_duty_worker": "Adult duty worker",
    "partner": "Partner",
    "hub_member": "Partner who sits in the hub (health)",
    "referrer": "Referrer",
    "board_member": "Board member",
    "board_secretary": "Secretary of the improvement board",
    "designated_officer": "Designated officer for allegations",
    "information_governance": "Information governance lead",
    "principal_social_worker": "Principal social worker",
    "auditor": "Auditor of case files",
    "analyst": "Performance analyst",
    "administrator": "Administrator",
}
ORDER = (
    "referrer", "screening_worker", "mash_manager", "locality_manager", "social_worker", "early_help_officer",
    "adult_duty_worker", "partner", "hub_member", "board_member", "board_secretary",
    "designated_officer", "information_governance",
    "principal_social_worker", "auditor", "analyst", "administrator",
)  # fmt: skip
DESKS = ("designated_officer", "exploitation", "domestic_abuse", "prevent")
"""Teams without workers of their own in the story: a service manager looks after them."""


def create_accounts(*, actor: Actor, now: datetime) -> dict[str, Any]:
    """Make the accounts of everybody in the story and put them into their teams. A second time changes nothing."""
    teams = Teams()
    users = plan_users(teams)
    held = dict(Built.objects.filter(kind="user").values_list("key", "reference"))
    shown = {user.key for user in sign_ins(users)}
    made: dict[str, Any] = {}
    for planned in users:
        if planned.key in held:
            made[planned.key] = accounts.user_by_email(planned.email)
            continue
        made[planned.key] = _create(actor, planned, shown=planned.key in shown, now=now)
    _look_after_desks(actor, users, teams, made, now=now)
    return made


def _create(actor: Actor, planned: PlannedUser, *, shown: bool, now: datetime) -> Any:
    with request_transaction(actor):
        user = account_services.create_user(
            actor=actor,
            email=planned.email,
            name=planned.name,
            password=PASSWORD if shown else None,
            telephone=planned.telephone,
            demonstration=True,
            now=now,
        )
        agency_services.add_membership(
            actor=actor,
            user=user,
            team=_team(planned.team),
            role=planned.role,
            since=FIRST_DAY,
            now=now,
        )
        Built.objects.create(kind="user", key=planned.key, reference=str(user.pk))
    return user


def _team(code: str) -> Any:
    """Return a team; a board, which is no team of the pack, is looked after by the front door's support."""
    known = {entry.code for entry in agencies.pack_in_force().teams}
    return agencies.team_by_code(code if code in known else Teams().administration)


def _look_after_desks(
    actor: Actor, users: Iterable[PlannedUser], teams: Teams, made: dict[str, Any], *, now: datetime
) -> None:
    if Built.objects.filter(kind="desks").exists():
        return
    manager = [user for user in users if user.team == teams.management][-1]
    with request_transaction(actor):
        for desk in DESKS:
            agency_services.add_membership(
                actor=actor,
                user=made[manager.key],
                team=agencies.team_by_code(getattr(teams, desk)),
                role=manager.role,
                since=FIRST_DAY,
                now=now,
            )
        Built.objects.create(kind="desks", key="all")


def sign_ins(users: Iterable[PlannedUser]) -> list[PlannedUser]:
    """Return the accounts that are shown: the planned ones, and a screening social worker of the North as well."""
    users = list(users)
    north = next(user for user in users if user.role == "screening_worker" and user.locality == "North")
    shown = [*(user for user in users if user.sign_in), north]
    return sorted(shown, key=lambda user: (ORDER.index(user.role), user is not north, user.key))


def sign_in_rows() -> list[dict[str, str]]:
    """Return role, address and password of the accounts that are shown."""
    rows = []
    for user in sign_ins(plan_users(Teams())):
        words = SHOWN[user.role]
        if user.role == "screening_worker":
            words += " (North MASH team)" if user.locality else " (triage team)"
        elif user.role == "partner":
            words += f" {user.sign_in[user.sign_in.index('(') :]}"
        rows.append({"role": words, "name": user.name, "email": user.email, "password": PASSWORD})
    return rows


@dataclass
class Cast:
    """The players by key, and each of them as they were at work on a day."""

    users: dict[str, Any]
    planned: dict[str, PlannedUser]
    _actors: dict[tuple[str, date], Actor] = field(default_factory=dict)
    _teams: dict[str, Any] = field(default_factory=dict)

    def actor(self, key: str, at: datetime) -> Actor:
        """Return somebody as an actor at a moment."""
        day = london_day(at).replace(day=1)  # memberships of the story begin with it and do not end
        if (key, day) not in self._actors:
            if len(self._actors) > 4000:
                self._actors.clear()
            found = agencies.actor_for(self.users[key], on=day)
            if found is None:
                raise LookupError(f"{key} is in no team on {day}.")
            self._actors[key, day] = found
        return self._actors[key, day]

    def team(self, code: str) -> Any:
        if code not in self._teams:
            self._teams[code] = agencies.team_by_code(code)
        return self._teams[code]

    def with_role(self, role: str, team_code: str = "") -> list[str]:
        """Return the keys of those with a role, in a team where one is given."""
        return [
            key for key, user in self.planned.items() if user.role == role and (not team_code or user.team == team_code)
        ]

    def key_of_name(self, name: str) -> str | None:
        return next((key for key, user in self.planned.items() if user.name == name), None)
