"""Who raises the hand-made situations."""

from openmash.demo.rules.callers import police_caller
from openmash.demo.rules.contacts.model import Caller
from openmash.demo.rules.staff import HEALTH, PlannedUser


class Directory:
    """Callers with an account, and invented ones without."""

    def __init__(self, users: tuple[PlannedUser, ...]) -> None:
        self._of = {user.agency: user for user in users if user.role == "referrer"}

    def school(self, agency: str, name: str, *, role: str = "designated safeguarding lead") -> Caller:
        user = self._of.get(agency)
        if user is None:
            return Caller("Marian Wetherall", role, name, "01632 960455", "m.wetherall@work.example", agency)
        return Caller(user.name, role, name, user.telephone, user.email, agency, user.key)

    def health_visitor(self) -> Caller:
        user = self._of.get(HEALTH)
        if user is None:
            return professional("Abosede Fashola-Grey", "health visitor", "Community health service")
        return Caller(user.name, "health visitor", "Community health service", user.telephone, user.email, HEALTH, user.key)

    def police(self) -> Caller:
        return police_caller()


def professional(name: str, role: str, organisation: str) -> Caller:
    first, last = name.casefold().split()[0], name.casefold().split()[-1]
    return Caller(name, role, organisation, "01632 960471", f"{first}.{last}@work.example")


def member_of_the_public(name: str, role: str, *, do_not_name: bool = False) -> Caller:
    return Caller(name, role, "", "07700 900461", professional=False, do_not_name=do_not_name)


NOBODY = Caller("", "", "", "", professional=False, anonymous=True)
