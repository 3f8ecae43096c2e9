"""Telling the schools of a contact's children, in words."""

from datetime import datetime
from typing import Any

from openmash.base import worktime


def standing_words(standing: Any, *, children: int, now: datetime) -> str:
    """Return how the telling of a contact's schools stands, as a sentence."""
    if not standing.notices:
        return f"{_schools(children)} to be told before the next school day."
    first = f", {worktime.in_words(standing.first_due_at, now)}" if standing.first_due_at else ""
    waits = f"{standing.to_tell} to be told{first}. " if standing.to_tell else ""
    silent = f"{standing.not_acknowledged} not acknowledged yet. " if standing.not_acknowledged else ""
    done = f"{standing.done} done." if standing.done else ""
    return f"{waits}{silent}{done}".strip()


def _schools(children: int) -> str:
    return "The school of 1 child is" if children == 1 else f"The schools of {children} children are"
