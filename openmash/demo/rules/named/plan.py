"""Plans all hand-made situations: their families, what is known of them, and their contacts."""

from datetime import timedelta

from openmash.demo.rules.cases import Known
from openmash.demo.rules.contacts.model import PlannedContact
from openmash.demo.rules.families import PlannedFamily
from openmash.demo.rules.hours import WorkingHours
from openmash.demo.rules.named.build import Builder
from openmash.demo.rules.named.callers import Directory
from openmash.demo.rules.named.model import Situation
from openmash.demo.rules.named.families import settle
from openmash.demo.rules.named.ordinary import ordinary_situations
from openmash.demo.rules.named.urgent import urgent_situations
from openmash.demo.rules.people import Numbers
from openmash.demo.rules.places import Address
from openmash.demo.rules.settings import AreaSettings
from openmash.demo.rules.staff import Staff

WORKER_OF_THE_DEMO = "sumaira.kaleem"
"""The social worker shown on the demo's page holds the open case, so that a handover waits for her."""


def plan_named(
    settings: AreaSettings, hours: WorkingHours, staff: Staff, known: Known, numbers: Numbers
) -> tuple[dict[str, PlannedFamily], list[PlannedContact]]:
    """Return the families and the contacts of today's situations, and let the indexes know what they should."""
    callers = Directory(tuple(staff.users.values()))
    situations = (*urgent_situations(callers), *ordinary_situations(callers))
    families: dict[str, PlannedFamily] = {}
    addresses: dict[str, Address] = {}
    for situation in situations:
        home = situation.home
        if home.key not in families:
            families[home.key] = settle(home, settings.last_day, settings.postcodes, numbers, settings.seed, addresses)
            _make_known(situation, families[home.key], settings, known)
    contacts = [
        Builder(situation, families[situation.home.key], settings, hours, staff, known).build(number)
        for number, situation in enumerate(situations, start=1)
    ]
    return families, contacts


def _make_known(situation: Situation, family: PlannedFamily, settings: AreaSettings, known: Known) -> None:
    children = [child.key for child in family.children_on(settings.last_day, family.home)]
    since = max(settings.last_day - timedelta(days=160), settings.first_day - timedelta(days=60))
    if situation.open_case:
        known.hold_case(family, children, since, WORKER_OF_THE_DEMO)
    if situation.episode:
        known.begin_help(family, children, settings.last_day - timedelta(days=130))
