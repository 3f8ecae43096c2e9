"""Who may call and keep a meeting, decide in it, be told of it, and disagree."""

from openmash.base.actors import Actor
from openmash.base.errors import Denied
from openmash.meetings.models import Escalation, Meeting, MeetingAction

KEEPERS = ("screening_worker", "mash_manager", "locality_manager", "social_worker")
KEEPERS_APART = {"allegation": ("designated_officer", "mash_manager")}
MANAGERS = ("mash_manager", "locality_manager")
INVITED = ("partner", "early_help_officer", "adult_duty_worker")


def can_keep(actor: Actor, subject_kind: str = "") -> bool:
    """Whether the actor works with children for the council: the room that calls has checked the record.

    Meetings about a record that stands apart are kept by whoever decides on it.
    """
    keepers = KEEPERS_APART.get(subject_kind, KEEPERS)
    return actor.is_authority and (bool(actor.system) or actor.has(*keepers))


def check_can_keep(actor: Actor, subject_kind: str = "") -> None:
    """Raise Denied unless the actor may call a meeting, hold it and write down what came of it."""
    if not can_keep(actor, subject_kind):
        if subject_kind in KEEPERS_APART:
            raise Denied("Only whoever decides on the record can call a meeting about it and keep it.")
        raise Denied("Only a social worker or manager of the council can call a meeting about a family and keep it.")


def is_manager(actor: Actor) -> bool:
    """Whether the actor decides for the council what a manager has to decide."""
    return actor.is_authority and actor.has(*MANAGERS)


def check_can_decide_for_council(actor: Actor) -> None:
    """Raise Denied unless the actor is a manager of the council."""
    if not is_manager(actor):
        raise Denied("The council decides this, through a manager. Leave it as it is and ask one.")


def is_invited(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor's own agency is invited."""
    if actor.system or not actor.has(*INVITED):
        return False
    return any(one.agency_id == actor.agency_id for one in meeting.attendees.all())


def check_is_invited(actor: Actor, meeting: Meeting) -> None:
    """Raise Denied unless the actor answers for an agency that is invited."""
    if not is_invited(actor, meeting):
        raise Denied("Only somebody of an agency that is invited can do this.")


def check_can_finish(actor: Actor, action: MeetingAction) -> None:
    """Raise Denied unless the actor's agency has the action, or the actor keeps meetings for the council."""
    apart = action.meeting.subject_kind in KEEPERS_APART
    if apart and can_keep(actor, action.meeting.subject_kind):
        return
    own = not actor.system and actor.has(*INVITED) and action.agency_id == actor.agency_id
    if apart or not (own or can_keep(actor) or (actor.is_authority and action.team_id in actor.team_ids)):
        raise Denied("Only whoever has this to do, or who keeps the meeting, can say that it is done.")


def check_can_disagree(actor: Actor) -> None:
    """Raise Denied unless the actor works with children for the council or for an agency: the room above checks the record."""
    if not (can_keep(actor) or actor.has(*INVITED)):
        raise Denied("Only those who work with the family can raise a professional disagreement.")


def raised_it(actor: Actor, escalation: Escalation) -> bool:
    """Whether the actor, or the actor's agency outside the council, raised a disagreement."""
    if actor.system:
        return False
    own = escalation.raised_by == actor.reference
    return own or (actor.has(*INVITED) and escalation.agency_id == actor.agency_id)


def check_raised_it(actor: Actor, escalation: Escalation) -> None:
    """Raise Denied unless the actor or their agency raised the disagreement."""
    if not raised_it(actor, escalation):
        raise Denied("Only whoever raised this can say whether the answer settles it.")


def check_can_answer(actor: Actor, roles: tuple[str, ...]) -> None:
    """Raise Denied unless the actor may answer a stage: in a role of the pack, where it names any."""
    check_can_keep(actor)
    if roles and not actor.system and not actor.has(*roles):
        raise Denied("This stage is answered by somebody in another role than yours.")
