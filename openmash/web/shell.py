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
    Role.DESIGNATED_OFFICER,
)
READERS_OF_FIGURES = (
    Role.MASH_MANAGER,
    Role.LOCALITY_MANAGER,
    Role.BOARD_MEMBER,
    Role.BOARD_SECRETARY,
    Role.PRINCIPAL_SOCIAL_WORKER,
    Role.AUDITOR,
    Role.ANALYST,
    Role.ADMINISTRATOR,
)
BOARD = (Role.BOARD_SECRETARY, Role.PRINCIPAL_SOCIAL_WORKER, Role.BOARD_MEMBER)
MOST_ENTRIES = 5
SCHOOL = "EDU"

# In order of need: an entry is shown when the actor's roles may use its address; the first five are kept.
ENTRIES = (
    ("My work", "web:home", WORK_ROLES),
    ("Take a call", "frontdoor:take_call", (Role.SCREENING_WORKER, Role.MASH_MANAGER)),
    ("Teams’ work", "web:board", (Role.SCREENING_WORKER, Role.MASH_MANAGER, Role.LOCALITY_MANAGER)),
    ("Questions to you", "enquiries:requests", (Role.PARTNER,)),
    ("School notices", "schools:own_notices", (Role.PARTNER,)),
    ("Meetings", "meetings:invitations", (Role.PARTNER,)),
    ("Worries about workers", "allegations:allegations", (Role.DESIGNATED_OFFICER,)),
    ("The hub", "enquiries:pictures", (Role.HUB_MEMBER,)),
    ("Worries raised", "frontdoor:raised", (Role.REFERRER, Role.PARTNER)),
    ("Children in early help", "frontdoor:early_help_children", (Role.EARLY_HELP_OFFICER,)),
    ("Stepped up", "frontdoor:raised", (Role.EARLY_HELP_OFFICER,)),
    ("Find a person", "people:search", (Role.SCREENING_WORKER, Role.MASH_MANAGER)),
    ("Questions to you", "enquiries:requests", (Role.EARLY_HELP_OFFICER, Role.ADULT_DUTY_WORKER)),
    ("Adults at risk", "adults:concerns", (Role.ADULT_DUTY_WORKER,)),
    ("Early-help offer", "frontdoor:early_help_offer", (Role.EARLY_HELP_OFFICER,)),
    ("Police notices", "frontdoor:load_notices", (Role.ADMINISTRATOR,)),
    ("Schools to tell", "schools:notices", (Role.SCREENING_WORKER,)),
    ("Register of sharing", "sharing:register", (Role.INFORMATION_GOVERNANCE, Role.ADMINISTRATOR, Role.PARTNER)),
    ("Standing feeds", "sharing:feeds", (Role.INFORMATION_GOVERNANCE,)),
    ("Outbox", "release:outbox", (Role.ADMINISTRATOR,)),
    (
        "Case-file audit",
        "caseaudits:audits",
        (Role.PRINCIPAL_SOCIAL_WORKER, Role.AUDITOR, Role.SOCIAL_WORKER, Role.LOCALITY_MANAGER),
    ),
    ("The plan", "improvement:plan", BOARD),
    ("Minutes", "improvement:minutes", (Role.BOARD_SECRETARY,)),
    ("Report", "indicators:report", READERS_OF_FIGURES),
    ("Returns", "returns:to_send", (Role.ANALYST,)),
    ("What is missing", "returns:missing", (Role.PRINCIPAL_SOCIAL_WORKER, Role.ANALYST, Role.LOCALITY_MANAGER)),
    ("Administration", "web:administration", (Role.ADMINISTRATOR,)),
    ("Audit report", "indicators:audit_report", READERS_OF_FIGURES),
)


def navigation(actor: Actor, path: str) -> list[dict[str, Any]]:
    """Return at most five entries, the current one marked."""
    shown = [
        (text, reverse(name))
        for text, name, roles in ENTRIES
        if actor.has(*roles) and may_use(actor, name) and concerns(actor, name)
    ]
    under = [href for _, href in shown if path == href or (href != "/" and path.startswith(href))]
    current = max(under, key=len, default="")
    entries = [{"text": text, "href": href, "current": href == current} for text, href in shown]
    return entries[:MOST_ENTRIES]


def concerns(actor: Actor, name: str) -> bool:
    """Whether an address is for people of the actor's agency: what schools are told is for schools."""
    return name != "schools:own_notices" or actor.agency_kind == SCHOOL


def footer(actor: Actor) -> list[dict[str, str]]:
    """Return what stands at the foot of each page: for everybody the notice to families, for whoever signs in where a worry
    about a worker goes, for the council the register.
    """
    found = [{"text": "How we use what we know about families", "href": reverse("frontdoor:family_notice")}]
    if actor.user_id is None:
        return found
    found.append({"text": "A worry about a worker", "href": reverse("allegations:allegations")})
    if actor.has(Role.MASH_MANAGER) and may_use(actor, "caseaudits:audits"):  # whose five entries are taken
        found.append({"text": "Case-file audit", "href": reverse("caseaudits:audits")})
    if may_use(actor, "improvement:plan") and not actor.has(*BOARD):
        found.append({"text": "The improvement board’s plan", "href": reverse("improvement:plan")})
    if may_use(actor, "boards:boards"):
        found.append({"text": "Boards and groups", "href": reverse("boards:boards")})
    if may_use(actor, "sharing:register"):
        found.append({"text": "Register of sharing", "href": reverse("sharing:register")})
    return found


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
