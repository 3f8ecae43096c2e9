"""Who may audit what: never their own case, their own team's, their own decision, and never the same audit twice."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reader:
    """Somebody who could audit: the key of their account, their name as case systems write it, and their work.

    `teams` are those they belong to, `leads` those whose manager they are, by name and code. `in_hand` is how many audits are
    with them.
    """

    user_id: int
    name: str
    teams: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    cleared: bool = False
    in_hand: int = 0


@dataclass(frozen=True)
class Case:
    """What is known of a case as far as independence goes.

    `workers` and `teams` are those of now and before, `decided_by` the accounts of those who decided, countersigned or recorded
    it, `read_by` those who have audited this very file in the round.
    """

    workers: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    decided_by: frozenset[int] = field(default_factory=frozenset)
    read_by: frozenset[int] = field(default_factory=frozenset)
    restricted: bool = False


def why_not(reader: Reader, case: Case) -> str:
    """Return the sentence that says which rule forbids a reader this case; empty where none does."""
    if reader.user_id in case.read_by:
        return "Has read this file already: a second reading is by somebody else."
    if case.restricted and not reader.cleared:
        return "Is not cleared for this record."
    if reader.name in case.workers:
        return "Is, or was, the child’s worker: nobody audits their own case."
    if reader.leads & case.teams:
        return "Manages the team that works with the child: nobody audits those they supervise."
    if reader.user_id in case.decided_by:
        return "Took a decision in this case: nobody audits their own decision."
    if reader.teams & case.teams:
        return "Belongs to the team that works with the child."
    return ""


def fairest(readers: Iterable[Reader], case: Case, *, given: Collection[int] = ()) -> Reader | None:
    """Return the reader who may have this case and has the fewest in hand; `given` counts those handed out meanwhile.

    None where every one of them is forbidden.
    """
    handed = list(given)
    allowed = [one for one in readers if not why_not(one, case)]
    return min(
        allowed,
        key=lambda one: (one.in_hand + handed.count(one.user_id), one.name.casefold(), one.user_id),
        default=None,
    )
