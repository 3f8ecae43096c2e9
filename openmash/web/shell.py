"""Navigation by role, the one line on what is due next, and the area's name. Plain values only."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.agencies.choices import ROLE_WORDS, Role
from openmash.base.access import may_use
from openmash.base.actors import Actor
from openmash.base.shell import notice
from openmash.frontdoor import queries as frontdoor
from openmash.pulse import queries as pulse

WORK_ROLES = (
    Role.SCREENING_WORKER,
    Role.MASH_MANAGER,
    Role.LOCALITY_MANAGER,
    Role.SOCIAL_WORKER,
    Role.EARLY_HELP_OFFICER,
    Role.ADULT_DUTY_WORKER,
    Role.INFORMATION_GOVERNANCE,
)
MOST_ENTRIES = 5

# In order of need: an entry is shown when the actor's roles may use its address; the first five are kept.
ENTRIES = (
    ("My work", "web:home", WORK_ROLES),
    ("Take a call", "frontdoor:take_call", (Role.SCREENING_WORKER, Role.MASH_MANAGER)),
    ("Teams’ work", "web:board", (Role.SCREENING_WORKER, Role.MASH_MANAGER, Role.LOCALITY_MANAGER)),
    ("Questions to you", "enquiries:requests", (Role.PARTNER,)),
    ("Meetings", "meetings:invitations", (Role.PARTNER,)),
    ("The hub", "enquiries:pictures", (Role.HUB_MEMBER,)),
    ("Worries raised", "frontdoor:raised", (Role.REFERRER, Role.PARTNER)),
    ("Children in early help", "frontdoor:early_help_children", (Role.EARLY_HELP_OFFICER,)),
    ("Stepped up", "frontdoor:raised", (Role.EARLY_HELP_OFFICER,)),
    ("Find a person", "people:search", (Role.SCREENING_WORKER, Role.MASH_MANAGER)),
    ("Questions to you", "enquiries:requests", (Role.EARLY_HELP_OFFICER, Role.ADULT_DUTY_WORKER)),
    ("Early-help offer", "frontdoor:early_help_offer", (Role.EARLY_HELP_OFFICER,)),
    ("Police notices", "frontdoor:load_notices", (Role.ADMINISTRATOR,)),
    ("Register of sharing", "sharing:register", (Role.INFORMATION_GOVERNANCE, Role.ADMINISTRATOR, Role.PARTNER)),
    ("Standing feeds", "sharing:feeds", (Role.INFORMATION_GOVERNANCE,)),
    ("Outbox", "release:outbox", (Role.ADMINISTRATOR,)),
    ("Report", "indicators:report", (Role.MASH_MANAGER, Role.LOCALITY_MANAGER, Role.BOARD_MEMBER, Role.ADMINISTRATOR)),
    ("Administration", "web:administration", (Role.ADMINISTRATOR,)),
)


def navigation(actor: Actor, path: str) -> list[dict[str, Any]]:
    """Return at most five entries, the current one marked."""
    shown = [(text, reverse(name)) for text, name, roles in ENTRIES if actor.has(*roles) and may_use(actor, name)]
    under = [href for _, href in shown if path == href or (href != "/" and path.startswith(href))]
    current = max(under, key=len, default="")
    entries = [{"text": text, "href": href, "current": href == current} for text, href in shown]
    return entries[:MOST_ENTRIES]


def footer(actor: Actor) -> list[dict[str, str]]:
    """Return what everybody of the council finds at the foot of each page."""
    if not may_use(actor, "sharing:register"):
        return []
    return [{"text": "Register of sharing", "href": reverse("sharing:register")}]


def shell(actor: Actor, now: datetime, path: str) -> dict[str, Any]:
    """Return what stands around the page for this actor."""
    working = actor.has(*WORK_ROLES)
    nav = navigation(actor, path)
    return {
        "area": agencies.area_name(),
        "user": actor.name,
        "role": ", ".join(ROLE_WORDS[role] for role in ROLE_WORDS if role in actor.roles),
        "nav": nav,
        "footer": footer(actor),
        "notice": notice(now) if any(entry["href"] == path for entry in nav) else None,
        "pulse": _pulse(actor, now) if any(entry["href"] == path for entry in nav) else "",
        "next": frontdoor.next_due(actor, now) if working else None,
        "search": may_use(actor, "people:search") and actor.has(Role.SCREENING_WORKER, Role.MASH_MANAGER),
        "purpose": actor.purpose,
    }


def _pulse(actor: Actor, now: datetime) -> str:
    """Return where the open round of the pulse is answered, for those who have not answered it; empty otherwise."""
    return reverse("pulse:answer_pulse") if pulse.round_to_answer(actor, now) else ""
