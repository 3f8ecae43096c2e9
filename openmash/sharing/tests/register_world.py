"""Lancashire's pack in force, people who keep and approve the register, and an agreement in any state."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import cache

from openmash.agencies import queries as agencies
from openmash.agencies import services as agencies_services
from openmash.agencies.choices import Role
from openmash.agencies.models import Membership, Team
from openmash.agencies.packs import SHIPPED, Pack, read_pack
from openmash.agencies.tests.factories import user
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.sharing import services
from openmash.sharing.models import DocumentVersion
from openmash.sharing.services import FeedGiven, VersionGiven

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=timezone.utc)
MACHINE = Actor.machine("tests")
COUNCIL, HEALTH, POLICE = "LCC", "HEALTH-0-19", "LANCS-POLICE"
AGREED = VersionGiven(
    words="Health visiting is told of children of whom social care has heard, so that it can help.",
    parties=(COUNCIL, HEALTH),
    purposes=("continuity-of-care", "protecting-child"),
    bases=("public-task", "safeguarding"),
    items=("reference", "name", "date_of_birth", "open_since", "postcode"),
    retention="contact",
    review_on=date(2027, 6, 30),
)


@cache
def lancashire() -> Pack:
    return read_pack(SHIPPED / "lancashire")


def load() -> None:
    """Put the shipped pack in force."""
    agencies.forget_packs()
    with request_transaction(MACHINE):
        agencies_services._keep(actor=MACHINE, pack=lancashire(), now=NOW - timedelta(days=900))
    agencies.forget_packs()


def worker(role: str, team: str = "front-door-support", name: str = "W Worker") -> Actor:
    """Return somebody in a role in a team of the pack."""
    member = user(f"{role}.{team}.{name[:1]}@example.org".lower(), name=name)
    Membership.objects.create(user=member, team=Team.objects.get(code=team), role=role, since=date(2020, 1, 1))
    actor = agencies.actor_for(member, on=NOW.date())
    assert actor is not None
    return actor


def keeper() -> Actor:
    return worker(Role.ADMINISTRATOR, name="Ada Administrator")


def lead() -> Actor:
    return worker(Role.INFORMATION_GOVERNANCE, name="Iris Governance")


def drafted(actor: Actor, *, title: str = "MASH agreement", kind: str = "sharing_agreement", **more) -> DocumentVersion:
    with request_transaction(actor):
        given = replace(AGREED, **more)
        return services.draft_document(actor=actor, kind=kind, title=title, given=given, now=NOW)


def approved(version: DocumentVersion, actor: Actor, now: datetime = NOW) -> DocumentVersion:
    with request_transaction(actor):
        return services.approve_version(actor=actor, version=version, for_whom="Caldicott guardian", now=now)


def in_force(version: DocumentVersion, approver: Actor, actor: Actor, now: datetime = NOW) -> DocumentVersion:
    approved(version, approver, now)
    with request_transaction(actor):
        return services.bring_into_force(actor=actor, version=version, now=now)


def feed_given(version: DocumentVersion, **more) -> FeedGiven:
    given = FeedGiven(
        title="Children with open contacts, for health visiting",
        content="tests.children",
        document=version.document.reference,
        from_agency=COUNCIL,
        to_agency=HEALTH,
        purpose="continuity-of-care",
        bases=("public-task",),
        items=("reference", "name"),
        every_days=7,
        first_on=NOW.date(),
    )
    return replace(given, **more)
