"""Who raises the hand-made situations."""

from collections.abc import Iterable

from openmash.demo.rules.callers import police_caller
from openmash.demo.rules.contacts.model import Caller
from openmash.demo.rules.staff import HEALTH, POLICE, PlannedUser

ROLES_OF_CALLERS = {
    "SCHOOL-BAY": ("designated safeguarding lead", "Bay Example Primary School"),
    "SCHOOL-GUILD": ("designated safeguarding lead", "Guild Example High School"),
    "SCHOOL-CALDER": ("designated safeguarding lead", "Calder Example Primary School"),
    HEALTH: ("health visitor", "Community health service"),
}


def caller_of(agency: str, users: Iterable[PlannedUser]) -> Caller:
    """Return who rings from an agency: its referrer with an account, or the police's notices."""
    if agency == POLICE:
        return police_caller()
    role, organisation = ROLES_OF_CALLERS[agency]
    for user in users:
        if user.agency == agency and user.role == "referrer":
            return Caller(user.name, role, organisation, user.telephone, user.email, agency, user.key)
    return professional("Marian Wetherall", role, organisation)


def professional(name: str, role: str, organisation: str) -> Caller:
    first, last = name.casefold().split()[0], name.casefold().split()[-1]
    return Caller(name, role, organisation, "01632 960471", f"{first}.{last}@work.example")


def member_of_the_public(name: str, role: str, *, do_not_name: bool = False) -> Caller:
    return Caller(name, role, "", "07700 900461", professional=False, do_not_name=do_not_name)


NOBODY = Caller("", "", "", "", professional=False, anonymous=True)
