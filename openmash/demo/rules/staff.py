"""The people who work in the story: about fifty, all invented, in the teams of the pack and at partner agencies."""

from dataclasses import dataclass

from openmash.demo.rules.places import LOCALITIES
from openmash.demo.rules.settings import Teams

COUNCIL, EARLY_HELP, ADULTS = "LCC", "LCC-EARLY-HELP", "LCC-ADULTS"
POLICE, HEALTH = "LANCS-POLICE", "HEALTH-0-19"


@dataclass(frozen=True, slots=True)
class PlannedUser:
    """Somebody with an account: what they do, in which team or for which agency. `sign_in` names the account shown on the demo's page."""

    key: str
    name: str
    role: str
    team: str
    agency: str
    locality: str
    telephone: str
    email: str
    sign_in: str = ""


@dataclass(frozen=True, slots=True)
class School:
    """A school that does not exist. `agency` is its code in the pack where it works at this front door."""

    name: str
    district: str
    primary: bool
    agency: str = ""


SCHOOLS = (
    School("Bay Example Primary School", "Lancaster", True, "SCHOOL-BAY"),
    School("Guild Example High School", "Preston", False, "SCHOOL-GUILD"),
    School("Calder Example Primary School", "Burnley", True, "SCHOOL-CALDER"),
    School("Beckside Example Academy", "Lancaster", False),
    School("Saltmarsh Example Primary School", "Wyre", True),
    School("Sandpiper Example High School", "Wyre", False),
    School("Skylark Example Primary School", "Fylde", True),
    School("Windmill Example High School", "Fylde", False),
    School("Loomshed Example Primary School", "Preston", True),
    School("Oxhey Example Primary School", "Chorley", True),
    School("Harebell Example High School", "Chorley", False),
    School("Dovewell Example Primary School", "South Ribble", True),
    School("Wharfedge Example Academy", "South Ribble", False),
    School("Mossbeck Example Primary School", "West Lancashire", True),
    School("Ravensholme Example High School", "West Lancashire", False),
    School("Tenterfield Example High School", "Burnley", False),
    School("Gingham Example Primary School", "Hyndburn", True),
    School("Shuttle Example High School", "Hyndburn", False),
    School("Starbeck Example Primary School", "Pendle", True),
    School("Hollinbrook Example High School", "Pendle", False),
    School("Fellgarth Example Primary School", "Ribble Valley", True),
    School("Kettlebeck Example High School", "Ribble Valley", False),
    School("Whinberry Example Primary School", "Rossendale", True),
    School("Packhorse Example High School", "Rossendale", False),
)

_SCREENING, _MANAGER, _LOCALITY = "screening_worker", "mash_manager", "locality_manager"
_SOCIAL_WORKER, _EARLY_HELP, _ADULT = "social_worker", "early_help_officer", "adult_duty_worker"

_MASH_WORKERS = {
    "North": ("Bronwen Ainsley", "Tariq Mahfouz", "Colette Ormesby", "Idris Penhallow"),
    "Central": ("Dorota Siwek", "Leighton Crosthwaite", "Amarachi Udeh"),
    "East": ("Shazia Rehmat", "Gareth Tunnicliffe", "Philippa Braithwell"),
}
_MASH_MANAGERS = {"North": "Maureen Gillibrand", "Central": "Obafemi Adekoya", "East": "Rosalind Thwaite"}
_TRIAGE_WORKERS = (
    "Priya Haslam",
    "Declan Moorhouse",
    "Yvette Kitching",
    "Samir Bouchard",
    "Hilary Tootill",
    "Conrad Eastwell",
)
_TRIAGE_MANAGER = "Deborah Fairhurst-Ali"
_SERVICE_MANAGERS = ("Judith Ravenscroft", "Malachi Stanworth")
_LOCALITY_MANAGERS = {"North": "Alasdair Kilbride", "Central": "Nasreen Vakil", "East": "Frances Holroyd-Shaw"}
_SOCIAL_WORKERS = {
    "North": ("Keira Longmire", "Tobiah Winder", "Wiktoria Maj", "Rhodri Castell"),
    "Central": ("Jonah Peverell", "Adaeze Nwosu", "Lynette Bagshaw", "Marek Hudák"),
    "East": ("Sumaira Kaleem", "Ruaridh Postle", "Bethan Clough", "Owen Scarisbrick"),
}
_EARLY_HELP_OFFICERS = {
    "North": ("Trudi Fothergill", "Ellis Marchbank"),
    "Central": ("Hamida Sattar", "Clive Bickerstaffe"),
    "East": ("Noreen Eccleston-Bell", "Jerome Pickavance"),
}
_ADULT_DUTY = ("Verity Ashcombe", "Desmond Okoro-Lane")
_BOARD = ("Professor Imelda Standish", "Gordon Whitelock")
_ADMINISTRATOR = "Robin Thackeray-Moss"
_DESIGNATED = "Eluned Carrington-Voss"
_GOVERNANCE = "Sunniva Achterberg-Pell"
_PRINCIPAL = "Honora Blackwater-Finch"
_AUDITORS = ("Thaddeus Okonjo-Marsh", "Rosalind Featherstone-Iqbal", "Cornelius Ashgrove")
_ANALYST = "Philippa Quillfeather"
_SECRETARY = "Ottoline Merriweather"
_PARTNERS = (
    ("Sgt Naomi Butterfield", POLICE, "partner", "partner (police)"),
    ("Pc Lewis Arrowsmith", POLICE, "referrer", ""),
    ("Gwendolyn Prior-Hale", HEALTH, "partner", "partner (health)"),
    ("Abosede Fashola-Grey", HEALTH, "referrer", ""),
    ("Marian Wetherall", "SCHOOL-CALDER", "referrer", "referrer"),
    ("Winnie Latimer", "SCHOOL-CALDER", "partner", ""),
    ("Hugh Carradine", "SCHOOL-GUILD", "partner", "partner (school)"),
    ("Farida Moolla", "SCHOOL-GUILD", "referrer", ""),
    ("Sally-Ann Prescot", "SCHOOL-BAY", "referrer", ""),
    ("Kit Dunderdale", "SCHOOL-BAY", "partner", ""),
    ("Theodora Marchbank", HEALTH, "hub_member", "hub_member"),
)


def _support(teams: Teams) -> list[tuple[str, str, str, str, str]]:
    """Return those beside the work: who administers, looks after sharing, oversees, audits and counts."""
    rows = [
        (_ADMINISTRATOR, "administrator", teams.administration),
        (_DESIGNATED, "designated_officer", teams.designated_officer),
        (_GOVERNANCE, "information_governance", teams.administration),
        (_PRINCIPAL, "principal_social_worker", teams.management),
        *((name, "auditor", teams.administration) for name in _AUDITORS),
        (_ANALYST, "analyst", teams.administration),
        (_SECRETARY, "board_secretary", teams.administration),
    ]
    return [(name, role, team, "", "" if name in _AUDITORS[1:] else role) for name, role, team in rows]


def plan_users(teams: Teams) -> tuple[PlannedUser, ...]:
    """Return everybody with an account. The first of each role is the one shown on the demo's page."""
    rows: list[tuple[str, str, str, str, str]] = []
    rows += [
        (name, _SCREENING, teams.triage, "", "screening_worker" if i == 0 else "")
        for i, name in enumerate(_TRIAGE_WORKERS)
    ]
    rows.append((_TRIAGE_MANAGER, _MANAGER, teams.triage, "", ""))
    rows += [
        (name, _MANAGER, teams.management, "", "mash_manager" if i == 0 else "")
        for i, name in enumerate(_SERVICE_MANAGERS)
    ]
    for place in LOCALITIES:
        shown = place == "East"
        rows += [(name, _SCREENING, teams.mash[place], place, "") for name in _MASH_WORKERS[place]]
        rows.append((_MASH_MANAGERS[place], _MANAGER, teams.mash[place], place, ""))
        rows.append(
            (_LOCALITY_MANAGERS[place], _LOCALITY, teams.assessment[place], place, "locality_manager" if shown else "")
        )
        rows += [
            (name, _SOCIAL_WORKER, teams.assessment[place], place, "social_worker" if shown and i == 0 else "")
            for i, name in enumerate(_SOCIAL_WORKERS[place])
        ]
        rows += [
            (name, _EARLY_HELP, teams.early_help[place], place, "early_help_officer" if shown and i == 0 else "")
            for i, name in enumerate(_EARLY_HELP_OFFICERS[place])
        ]
    rows += [
        (name, _ADULT, teams.adult_duty, "", "adult_duty_worker" if i == 0 else "")
        for i, name in enumerate(_ADULT_DUTY)
    ]
    rows += [(name, "board_member", teams.board, "", "board_member" if i == 0 else "") for i, name in enumerate(_BOARD)]
    rows += _support(teams)
    agency_of = {**dict.fromkeys(teams.early_help.values(), EARLY_HELP), teams.adult_duty: ADULTS}
    users = [
        _user(number, name, role, team, locality=place, sign_in=shown, agency=agency_of.get(team, COUNCIL))
        for number, (name, role, team, place, shown) in enumerate(rows)
    ]
    users += [
        _user(len(rows) + number, name, role, teams.partners[agency], locality="", sign_in=shown, agency=agency)
        for number, (name, agency, role, shown) in enumerate(_PARTNERS)
        if agency in teams.partners
    ]
    return tuple(users)


def _user(number: int, name: str, role: str, team: str, *, locality: str, sign_in: str, agency: str) -> PlannedUser:
    key = "".join(
        letter
        for letter in name.casefold().replace(" ", ".")
        if letter.isascii() and (letter.isalnum() or letter in ".-")
    )
    domain = {POLICE: "police.example", HEALTH: "health.example"}.get(agency, "lancashire.example")
    domain = "schools.example" if agency.startswith("SCHOOL") else domain
    return PlannedUser(
        key, name, role, team, agency, locality, f"01632 960{200 + number:03d}", f"{key}@{domain}", sign_in
    )


class Staff:
    """Finds who does an act: the workers and the manager of a team, never the same person twice in one decision."""

    def __init__(self, users: tuple[PlannedUser, ...], teams: Teams) -> None:
        self.users = {user.key: user for user in users}
        self.teams = teams
        self._by_place: dict[tuple[str, str], list[str]] = {}
        for user in users:
            self._by_place.setdefault((user.role, user.team), []).append(user.key)

    def who(self, role: str, team: str) -> list[str]:
        """Return the keys of those with a role in a team. Raises KeyError when there is nobody."""
        return self._by_place[role, team]

    def screeners(self, team: str) -> list[str]:
        return self.who(_SCREENING, team)

    def manager(self, team: str) -> str:
        return self.who(_MANAGER, team)[0]

    def service_manager(self) -> str:
        """Return the named manager who settles what two teams cannot."""
        return self.who(_MANAGER, self.teams.management)[0]

    def social_workers(self, locality: str) -> list[str]:
        return self.who(_SOCIAL_WORKER, self.teams.assessment[locality])

    def locality_manager(self, locality: str) -> str:
        return self.who(_LOCALITY, self.teams.assessment[locality])[0]

    def early_help_officers(self, locality: str) -> list[str]:
        return self.who(_EARLY_HELP, self.teams.early_help[locality])

    def adult_duty(self) -> list[str]:
        return self.who(_ADULT, self.teams.adult_duty)
