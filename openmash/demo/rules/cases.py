"""Who is known: cases open to social care with their workers, and early help with its lead professionals."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from openmash.demo.rules.chance import Chance, Weighted
from openmash.demo.rules.families import PlannedFamily
from openmash.demo.rules.hours import DAY, months_between
from openmash.demo.rules.places import LOCALITIES
from openmash.demo.rules.staff import PlannedUser, Staff

ASSESSMENT, IN_NEED, PROTECTION_PLAN, IN_CARE = "assessment", "CIN", "CP", "CLA"
NEXT = Weighted({"": 62, IN_NEED: 25, PROTECTION_PLAN: 9, IN_CARE: 4})
LENGTH = {IN_NEED: (50, 200), PROTECTION_PLAN: (120, 330), IN_CARE: (300, 1500)}
LEADS = (
    ("school", "pastoral lead"), ("school", "family liaison worker"), ("health", "health visitor"),
    ("council", "family support worker"), ("council", "early-help officer"), ("nursery", "nursery manager"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Involvement:
    """A case with social care: its phases (assessment, CIN, CP, CLA) with the day each began, until it closed."""

    key: str
    family: str
    children: tuple[str, ...]
    phases: tuple[tuple[str, date], ...]
    until: date | None
    worker: str
    team: str
    telephone: str

    @property
    def since(self) -> date:
        return self.phases[0][1]

    def open_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def phase_on(self, day: date) -> tuple[str, date]:
        """Return the phase on a day, and since when. The first one before it began."""
        return next((phase for phase in reversed(self.phases) if phase[1] <= day), self.phases[0])


@dataclass(frozen=True, slots=True)
class Episode:
    """Early help for a family: a CAF or a team around the family, its lead professional and their number."""

    key: str
    family: str
    children: tuple[str, ...]
    kind: str
    since: date
    until: date | None
    lead: str
    role: str
    telephone: str

    def open_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


class Known:
    """What the two indexes would say about each family, day by day, and what had reached us at the latest loading."""

    def __init__(self, chance: Chance, staff: Staff, first_day: date, last_day: date, every_months: int = 3) -> None:
        self.chance, self.staff, self.last_day = chance, staff, last_day
        self.load_days = load_days(first_day, last_day, every_months)
        self.involvements: dict[str, list[Involvement]] = {}
        self.episodes: dict[str, list[Episode]] = {}
        self.made = 0

    def latest_load(self, day: date) -> date:
        return self.load_days[max(bisect_right(self.load_days, day) - 1, 0)]

    def open_case(self, family: str, day: date, child: str = "") -> Involvement | None:
        """Return the case of a family that is open on a day, or of one child where one is named."""
        for case in self.involvements.get(family, ()):
            if case.open_on(day) and (not child or child in case.children):
                return case
        return None

    def closed_within(self, family: str, day: date, time: timedelta) -> bool:
        """Return whether a case that began within a time before a day has closed since."""
        return any(
            case.until is not None and case.until <= day and day - case.since <= time
            for case in self.involvements.get(family, ())
        )

    def visible_case(self, family: str, child: str, moment: datetime) -> Involvement | None:
        """Return the open case of a child that the index loaded last shows as open, and that is open still."""
        day = moment.date()
        load = self.latest_load(day)
        for case in self.involvements.get(family, ()):
            if child in case.children and case.open_on(load) and case.open_on(day):
                return case
        return None

    def visible_episode(self, family: str, child: str, day: date) -> Episode | None:
        """Return the early help that the index loaded last shows for a child: open, or ended within two years."""
        load = self.latest_load(day)
        shown = [
            episode
            for episode in self.episodes.get(family, ())
            if child in episode.children and episode.since <= load
            and (episode.until is None or load - episode.until < timedelta(days=730))
        ]  # fmt: skip
        return max(shown, key=lambda episode: episode.since, default=None)

    def begin_case(
        self, family: PlannedFamily, children: Iterable[str], day: date, *, grave: bool = False
    ) -> Involvement:
        """Open a case on a day, with the whole course it will take."""
        chance = self.chance
        phases: list[tuple[str, date]] = [(ASSESSMENT, day)]
        until = day + DAY * chance.between(20, 62)
        follows = chance.draw(NEXT) if not grave or chance.yes(0.4) else chance.pick((IN_NEED, PROTECTION_PLAN))
        if follows:
            phases.append((follows, until))
            until += DAY * chance.between(*LENGTH[follows])
        return self._keep(family, tuple(children), tuple(phases), until, day)

    def recall_case(
        self, family: PlannedFamily, children: Iterable[str], day: date, *, still_open: bool
    ) -> Involvement:
        """Remember a case from before a day: still open then, or closed since."""
        chance = self.chance
        since = day - DAY * chance.between(130, 420 if still_open else 2200)
        kind = chance.draw(NEXT) or IN_NEED
        phases = ((ASSESSMENT, since), (kind, since + DAY * 45))
        until = (
            day + DAY * chance.between(40, 300)
            if still_open
            else min(since + DAY * chance.between(60, 400), day - DAY * 20)
        )
        return self._keep(family, tuple(children), phases, until, day)

    def hold_case(self, family: PlannedFamily, children: Iterable[str], since: date, worker: str) -> Involvement:
        """Open a case with a named worker, which stays open to the end of the story."""
        user = self.staff.users[worker]
        self.made += 1
        case = Involvement(
            f"SC{100000 + self.made}", family.key, tuple(children), ((ASSESSMENT, since), (IN_NEED, since + DAY * 40)), None,
            user.name, user.team, user.telephone,
        )  # fmt: skip
        self.involvements.setdefault(family.key, []).append(case)
        return case

    def _keep(
        self,
        family: PlannedFamily,
        children: tuple[str, ...],
        phases: tuple[tuple[str, date], ...],
        until: date,
        day: date,
    ) -> Involvement:
        self.made += 1
        locality = family.address_on(day).locality or LOCALITIES[self.made % 3]
        worker = self._worker(locality)
        case = Involvement(
            f"SC{100000 + self.made}", family.key, children, phases, until, worker.name, worker.team, worker.telephone
        )
        self.involvements.setdefault(family.key, []).append(case)
        return case

    def _worker(self, locality: str) -> PlannedUser:
        return self.staff.users[self.chance.pick(self.staff.social_workers(locality))]

    def begin_help(self, family: PlannedFamily, children: Iterable[str], day: date) -> Episode:
        """Begin early help on a day: a CAF, or a team around the family."""
        chance = self.chance
        self.made += 1
        organisation, role = chance.pick(LEADS)
        name = chance.pick(LEAD_NAMES)
        until = day + DAY * chance.between(60, 290)
        episode = Episode(
            f"EH{100000 + self.made}", family.key, tuple(children), chance.pick(("CAF", "CAF", "TAF")), day, until,
            name, f"{role} ({organisation})", f"01632 960{chance.between(500, 799):03d}",
        )  # fmt: skip
        self.episodes.setdefault(family.key, []).append(episode)
        return episode


LEAD_NAMES = (
    "Aliyah Bowker", "Bernard Croft", "Ceri Dunmore", "Dawn Elstead", "Emil Farnworth", "Fiona Garstang-Webb", "Grace Hollies",
    "Haroon Ibbotson", "Irena Jaskot", "Joy Kettlewell", "Khadra Lamont", "Linus Meadowcroft", "Myfanwy Nield", "Nikhil Openshaw",
    "Olwen Parr", "Petra Quayle", "Rhoda Stirzaker", "Saima Tatlock", "Trevor Umpleby", "Una Varney", "Wilfred Yarwood",
)  # fmt: skip


def load_days(first_day: date, last_day: date, every_months: int = 3) -> list[date]:
    """Return the days on which the indexes are loaded: the first of every few months, and the last day."""
    days = list(months_between(first_day, last_day))[::every_months]
    return days if days[-1] == last_day else [*days, last_day]
