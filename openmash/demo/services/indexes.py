"""The social-care and the early-help index as other systems would hand them over: files in the data folder, then loaded."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from openmash.agencies import queries as agencies
from openmash.base.actors import Actor
from openmash.base.clock import london_day
from openmash.demo.rules.cases import Episode, Involvement
from openmash.demo.rules.chance import Chance
from openmash.demo.rules.slips import OF_AN_INDEX, write_down
from openmash.demo.services.story import Story
from openmash.people import services as people

COLUMNS = (
    "record_id", "given_name", "family_name", "also_known_as", "date_of_birth", "sex", "address", "postcode", "nhs_number",
    "upn", "updated_on", "involvement", "status", "since", "until", "worker", "team", "phone",
)  # fmt: skip
WORDS_OF_PHASE = {
    "assessment": "Assessment", "CIN": "Child in need plan", "CP": "Child protection plan", "CLA": "Child looked after",
}  # fmt: skip
WORDS_OF_HELP = {"CAF": "Common assessment (CAF)", "TAF": "Team around the family"}


def record_id(case: Involvement | Episode, child: str) -> str:
    """Return the record of one child within a case or an episode."""
    return f"{case.key}-{case.children.index(child) + 1}"


def load_indexes(*, actor: Actor, story: Story, folder: Path, now: datetime) -> dict[str, int]:
    """Write both files and load them. Returns how many rows of each were accepted."""
    folder.mkdir(parents=True, exist_ok=True)
    day = london_day(now)
    counts = {}
    for index, rows in (("social_care", _cases(story, day)), ("early_help", _help(story, day))):
        file = folder / f"{index}.csv"
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        result = people.load_index(actor=actor, index=index, file=file, now=now)
        counts[index] = result.accepted
    return counts


def _cases(story: Story, day: date) -> Iterator[dict[str, object]]:
    names = {team.code: team.name for team in agencies.teams_in_use()}
    for family, cases in story.area.known.involvements.items():
        for case in cases:
            if case.since > day:
                continue
            phase, since = case.phase_on(day)
            status, until = ("open", "") if case.open_on(day) else ("closed", case.until)
            for child in case.children:
                yield _identity(story, family, child, record_id(case, child), day) | {
                    "involvement": WORDS_OF_PHASE[phase], "status": status, "since": since, "until": until,
                    "worker": case.worker, "team": names.get(case.team, case.team), "phone": case.telephone,
                    "updated_on": max(since, case.since),
                }  # fmt: skip


def _help(story: Story, day: date) -> Iterator[dict[str, object]]:
    for family, episodes in story.area.known.episodes.items():
        for episode in episodes:
            if episode.since > day:
                continue
            status, until = ("open", "") if episode.open_on(day) else ("closed", episode.until)
            for child in episode.children:
                yield _identity(story, family, child, record_id(episode, child), day) | {
                    "involvement": WORDS_OF_HELP[episode.kind], "status": status, "since": episode.since, "until": until,
                    "worker": episode.lead, "team": episode.role, "phone": episode.telephone, "updated_on": episode.since,
                }  # fmt: skip


def _identity(story: Story, family: str, child: str, record: str, day: date) -> dict[str, object]:
    """Return who a row is about, written down as an index has it: with its slips, the same ones every time."""
    person, home = story.area.families[family].people[child], story.area.families[family].household_of(child)
    chance = Chance.named(story.area.settings.seed, "index", record)
    written = write_down(chance, person, home.address_on(day), day, OF_AN_INDEX)
    given = written.given
    return {
        "record_id": record, "given_name": given.given_name, "family_name": given.family_name,
        "also_known_as": given.also_known_as, "date_of_birth": given.date_of_birth or "", "sex": given.sex,
        "address": written.address, "postcode": written.postcode, "nhs_number": given.nhs_number, "upn": given.upn,
    }  # fmt: skip
