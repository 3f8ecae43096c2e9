"""Who acts: made once per request, e-mailed link, job or command, and handed to every service and query."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Actor:
    """A person in a role for a purpose, or a machine with a name. Never anonymous.

    `cleared` says whether restricted people are visible; `localities` and `team_ids` are those of the
    actor's memberships in force.
    """

    user_id: int | None = None
    name: str = ""
    agency_id: int | None = None
    agency_code: str = ""
    agency_kind: str = ""
    in_authority: bool = False
    roles: frozenset[str] = frozenset()
    team_ids: frozenset[int] = frozenset()
    localities: frozenset[str] = frozenset()
    cleared: bool = False
    purpose: str = ""
    system: str | None = None

    def __post_init__(self) -> None:
        if self.user_id is None and not self.system:
            raise ValueError("An actor is a person or a named machine; there is no anonymous actor.")

    @classmethod
    def machine(cls, system: str, *, purpose: str = "") -> "Actor":
        """Return the actor for a job, a command or a public form."""
        return cls(system=system, name=system, purpose=purpose or system, in_authority=True, cleared=True)

    @property
    def reference(self) -> str:
        return f"system:{self.system}" if self.system else f"user:{self.user_id}"

    @property
    def is_authority(self) -> bool:
        """Whether this is the council itself (its staff, or its machines)."""
        return self.in_authority

    def has(self, *roles: str) -> bool:
        """Whether the actor holds any of these roles. A machine holds none."""
        return bool(self.roles.intersection(roles))

    def for_purpose(self, purpose: str) -> "Actor":
        return replace(self, purpose=purpose)
