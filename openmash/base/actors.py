"""Who acts: made once per request, e-mailed link, job or command, and handed to every service and query."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

# What somebody may do who came by an e-mailed link: what names this role, and never what is open to everyone signed in.
BY_LINK = "by_link"


@dataclass(frozen=True)
class Actor:
    """A person in a role for a purpose, or a machine with a name. Never anonymous.

    `cleared` says whether restricted people are visible; `localities` and `team_ids` are those of the
    actor's memberships in force. Who came by an e-mailed `link` acts for its agency, on its one record and nothing else:
    `link_record`, of the kind `link_kind`. `known` is what was asked when the actor was made and is not asked again in the
    request: see `base.transactions.remembered`.
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
    link: str | None = None
    link_kind: str = ""
    link_record: str = ""
    known: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.link and not (self.link_kind and self.link_record and self.user_id is None and not self.system):
            raise ValueError("An e-mailed link is for one record, and nobody else acts by it.")
        if self.user_id is None and not self.system and not self.link:
            raise ValueError("An actor is a person, an e-mailed link or a named machine; there is no anonymous actor.")

    @classmethod
    def machine(cls, system: str, *, purpose: str = "") -> "Actor":
        """Return the actor for a job, a command or a public form."""
        return cls(system=system, name=system, purpose=purpose or system, in_authority=True, cleared=True)

    @property
    def reference(self) -> str:
        if self.link:
            return f"link:{self.link}"
        return f"system:{self.system}" if self.system else f"user:{self.user_id}"

    @property
    def is_authority(self) -> bool:
        """Whether this is the council itself (its staff, or its machines)."""
        return self.in_authority

    def has(self, *roles: str) -> bool:
        """Whether the actor holds any of these roles. A machine holds none."""
        return bool(self.roles.intersection(roles))

    def came_for(self, kind: str, record: str) -> bool:
        """Whether the actor came by a link to exactly this record."""
        return bool(self.link) and (self.link_kind, self.link_record) == (kind, record)

    def for_purpose(self, purpose: str) -> "Actor":
        return replace(self, purpose=purpose)
