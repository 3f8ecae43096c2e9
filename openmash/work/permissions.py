"""Who may open, take, move and finish work."""

from collections.abc import Callable

from openmash.base.actors import Actor
from openmash.base.errors import Denied
from openmash.work.models import Action, WorkItem
from openmash.work.rules import OF_AUDITS

MANAGERS = ("mash_manager", "locality_manager")
KEEPERS_OF_PLAN = ("board_secretary", "principal_social_worker")


def check_can_keep_work(actor: Actor) -> None:
    """Raise Denied unless the actor's own acts may open and finish work: the room that calls has checked the act."""
    if not actor.is_authority:
        raise Denied("Only the council's own staff have work here.")


def check_can_take_work(actor: Actor, item: WorkItem) -> None:
    """Raise Denied unless the actor may take an item for themselves."""
    if actor.user_id is None:
        raise Denied("Only a person can take work.")
    if not actor.is_authority:
        raise Denied("Only the council's own staff have work here.")
    if item.team_id not in actor.team_ids and not actor.has(*MANAGERS):
        raise Denied("Only a member of the team that has this work, or a manager, can take it.")
    if item.roles and not any(f",{role}," in item.roles for role in actor.roles):
        raise Denied("This needs a person in another role than yours.")
    if item.not_by and item.not_by == actor.reference:
        raise Denied("This has to be done by somebody else than you.")


def check_can_move_work(actor: Actor, item: WorkItem) -> None:
    """Raise Denied unless the actor may hand an item to another team or person."""
    if not actor.is_authority:
        raise Denied("Only the council's own staff have work here.")
    if actor.system or actor.has(*MANAGERS) or item.team_id in actor.team_ids:
        return
    raise Denied("Only a member of the team that has this work, or a manager, can move it.")


def check_can_hand_over_work(actor: Actor, item: WorkItem) -> None:
    """Raise Denied unless the actor has the item, or is a manager who may move it."""
    if not actor.is_authority:
        raise Denied("Only the council's own staff have work here.")
    if (actor.user_id is None or item.owner_id != actor.user_id) and not actor.has(*MANAGERS):
        raise Denied("Only the person who has this work, or a manager, can hand it over.")


def oversees_action(actor: Actor, action: Action) -> bool:
    """Whether the actor may say of others' action that it is done: a manager, or of the board's, whoever keeps its plan."""
    return actor.has(*MANAGERS) or (action.origin_kind != OF_AUDITS and actor.has(*KEEPERS_OF_PLAN))


def lookers(action: Action) -> tuple[str, ...]:
    """Return the roles that look again at an action."""
    if action.origin_kind == OF_AUDITS:
        return ("principal_social_worker", "auditor", *MANAGERS)
    return (*KEEPERS_OF_PLAN, "auditor", *MANAGERS)


def can_take_work(actor: Actor, item: WorkItem) -> bool:
    """Whether the actor may take an item."""
    return _allowed(check_can_take_work, actor, item)


def can_hand_over_work(actor: Actor, item: WorkItem) -> bool:
    """Whether the actor may hand an item over to a colleague."""
    return _allowed(check_can_hand_over_work, actor, item)


def can_move_work(actor: Actor, item: WorkItem) -> bool:
    """Whether the actor may move an item."""
    return _allowed(check_can_move_work, actor, item)


def _allowed(check: Callable[[Actor, WorkItem], None], actor: Actor, item: WorkItem) -> bool:
    try:
        check(actor, item)
    except Denied:
        return False
    return True
