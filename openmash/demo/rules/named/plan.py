"""Plans all hand-made situations: their families, what is known of them, and their contacts."""

from datetime import timedelta

from openmash.demo.rules.cases import Known
from openmash.demo.rules.contacts.model import PlannedContact
from openmash.demo.rules.families import PlannedFamily
from openmash.demo.rules.hours import WorkingHours
from openmash.demo.rules.named.assessments import THAT_WAIT_FOR_AN_ASSESSMENT
from openmash.demo.rules.named.build import Builder
from openmash.demo.rules.named.families import settle
from openmash.demo.rules.named.known import ABOUT_WHO_IS_KNOWN
from openmash.demo.rules.named.model import Situation
from openmash.demo.rules.named.ordinary import OF_AN_ORDINARY_DAY
from openmash.demo.rules.named.urgent import THAT_CANNOT_WAIT
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
    situations = (*THAT_CANNOT_WAIT, *OF_AN_ORDINARY_DAY, *ABOUT_WHO_IS_KNOWN, *THAT_WAIT_FOR_AN_ASSESSMENT)
    families: dict[str, PlannedFamily] = {}
    addresses: dict[str, Address] = {}
    for situation in situations:
        home = situation.home
        if home.key not in families:
            families[home.key] = settle(
                home, settings.last_day, settings.postcodes, numbers, seed=settings.seed, addresses=addresses
            )
            _make_known(situation, families[home.key], settings, known)
    contacts: list[PlannedContact] = []
    met: set[str] = set()
    for number, situation in enumerate(situations, start=1):
        family = families[situation.home.key]
        earlier = sum(contact.family == family.key for contact in contacts)
        contact = Builder(
            situation, family, settings=settings, hours=hours, staff=staff, known=known, met=met, earlier=earlier
        ).build(number)
        met.update(person.person for person in contact.people)
        contacts.append(contact)
    return families, contacts


def _make_known(situation: Situation, family: PlannedFamily, settings: AreaSettings, known: Known) -> None:
    children = [child.key for child in family.children_on(settings.last_day, family.home)]
    since = max(settings.last_day - timedelta(days=160), settings.first_day - timedelta(days=60))
    if situation.open_case:
        known.hold_case(family, children, since, WORKER_OF_THE_DEMO)
    if situation.episode:
        known.begin_help(family, children, settings.last_day - timedelta(days=130))
