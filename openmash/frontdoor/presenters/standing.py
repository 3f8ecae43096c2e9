"""What is still to do on a contact, in words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from openmash.agencies.choices import ROLE_WORDS
from openmash.base import worktime
from openmash.frontdoor.rules.contacts import soon
from openmash.work.choices import ACT_WORDS, WorkAct

# What several of them on one contact are told apart by: who is told.
ABOUT_OTHERS = {WorkAct.TELL_BRANCH, WorkAct.WEIGH_DANGER}


def _whose(item: Any) -> str:
    """Return whose a piece of work is that nobody has taken: the roles it needs where it needs some, else the team."""
    roles = [ROLE_WORDS[role].lower().replace("mash", "MASH") for role in ROLE_WORDS if f",{role}," in item.roles]
    return f"for a {' or '.join(roles)}" if roles else str(item.team.name)


def to_do_row(item: Any, names: Mapping[str, str], rule: str, now: datetime) -> dict[str, Any]:
    """Return one piece of work on a contact: the act, for which child, whose it is, until when and by which rule."""
    return {
        "act": ACT_WORDS[item.act],
        "child": names.get(item.child, ""),
        "what": item.note if item.act in ABOUT_OTHERS else "",
        "who": item.owner.name if item.owner else _whose(item),
        "note": item.note,
        "clock": {
            "text": worktime.in_words(item.due_at, now),
            "tone": "overdue" if item.due_at < now else "amber" if soon(item.due_at, now) else "",
            "rule": rule,
        },
    }
