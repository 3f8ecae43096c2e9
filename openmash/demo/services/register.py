"""The register of the demonstration: the board's own case, an agreement still in draft, and what a draft stops."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from openmash.base.clock import london_day
from openmash.base.transactions import request_transaction
from openmash.demo.models import Built
from openmash.demo.rules.settings import FIRST_DAY
from openmash.demo.services.cast import SETUP, Cast
from openmash.sharing import services as sharing
from openmash.sharing.services import FeedGiven, VersionGiven

COUNCIL, POLICE, HEALTH = "LCC", "LANCS-POLICE", "HEALTH-0-19"
FEED = "Children with open contacts, for health visiting"
MASH = VersionGiven(
    words=(
        "Agencies of the multi-agency safeguarding hub ask each other what they know about a child or an adult at risk, and "
        "answer, so that the right family gets the right help in time. Health visitors are told each week which of the "
        "children they know have an open contact."
    ),
    parties=(COUNCIL, POLICE, HEALTH, "PROBATION", "LCC-EDUCATION", "RIBBLE-HOSPITAL"),
    purposes=("protecting-child", "protecting-adult", "continuity-of-care"),
    bases=("public-task", "safeguarding", "offences-safeguarding", "s47", "s17"),
    items=(
        "reference",
        "name",
        "date_of_birth",
        "sex",
        "address",
        "postcode",
        "nhs_number",
        "open_since",
        "team",
        "category",
    ),
    retention="contact",
)
ASSESSMENT = replace(
    MASH,
    words=(
        "What could go wrong for people when the hub's agencies share: too much is shared, it reaches the wrong person, a "
        "protected address is given away. What is done about each is still being written."
    ),
    parties=(),
    retention="",
)
NOTICE = VersionGiven(
    words=(
        "What we do with what we are told about your family: who holds it, what for, who else may be told and why, how long "
        "it is kept, and what you may ask of us."
    ),
    purposes=("protecting-child", "protecting-adult"),
    bases=("public-task", "safeguarding"),
    kept_at="The council's website, privacy notices",
)
DOMESTIC_TITLE = "Who is told of domestic abuse at home"
DOMESTIC = VersionGiven(
    words=(
        "Advisers and landlords are told of an adult who is hurt at home, and a school of a pupil of that home, so that each helps "
        "with what is theirs and knows no more than it needs."
    ),
    parties=(COUNCIL, "SAFE-HOMES", "EXAMPLE-HOUSING", "SCHOOL-GUILD"),
    purposes=("protecting-adult", "protecting-child", "supporting-pupil"),
    bases=("public-task", "safeguarding"),
    items=("name", "date_of_birth", "address", "postcode", "household", "category", "story"),
    retention="contact",
)
NOTICES = VersionGiven(
    words="The constabulary tells the council of each incident that touched a child.",
    parties=(COUNCIL, POLICE),
    purposes=("protecting-child", "preventing-crime"),
    bases=("public-task", "s115", "s47"),
    items=("reference", "name", "date_of_birth", "address", "story"),
    retention="contact",
    kept_at="Records of the constabulary's information management unit",
)


def build_agreements(cast: Cast, *, now: datetime) -> None:
    """Play the agreement under which advisers, landlords and one school are told of domestic abuse: in force before the story."""
    begins = now.replace(year=FIRST_DAY.year, month=FIRST_DAY.month, day=2)
    given = _document(cast, "sharing_agreement", DOMESTIC_TITLE, DOMESTIC, begins, review=_in(now, 300))
    _in_force(cast, given, begins + timedelta(days=12))
    with request_transaction(SETUP):
        Built.objects.create(kind="register", key="agreements")


def build_register(cast: Cast, *, now: datetime) -> None:
    """Play the register: a draft agreement and assessment, a notice in force, an agreement that lapsed, a stopped feed."""
    begins = now.replace(year=FIRST_DAY.year, month=FIRST_DAY.month, day=2)
    today = london_day(now)
    notices = _document(
        cast, "sharing_agreement", "Police notices about children", NOTICES, begins, review=_in(begins, 540)
    )
    _in_force(cast, notices, begins + timedelta(days=9))
    notice = _document(cast, "privacy_notice", "What we do with what we are told", NOTICE, begins, review=_in(now, 200))
    _in_force(cast, notice, begins + timedelta(days=20))
    drafted = now - timedelta(days=75)
    mash = _document(
        cast, "sharing_agreement", "Lancashire MASH information-sharing agreement", MASH, drafted, review=_in(now, 365)
    )
    _document(
        cast, "impact_assessment", "Impact assessment of the Lancashire MASH", ASSESSMENT, drafted, review=_in(now, 365)
    )
    keeper = _who(cast, "administrator", now)
    with request_transaction(SETUP):
        sharing.lapse_versions(actor=SETUP, now=now)
    with request_transaction(keeper):
        feed = sharing.start_feed(
            actor=keeper,
            given=FeedGiven(
                title=FEED,
                content="frontdoor.open_children",
                document=mash.document.reference,
                from_agency=COUNCIL,
                to_agency=HEALTH,
                purpose="continuity-of-care",
                bases=("public-task", "safeguarding"),
                items=("reference", "name", "date_of_birth", "nhs_number", "open_since", "team", "category"),
                every_days=7,
                first_on=today - timedelta(days=1),
            ),
            now=now - timedelta(days=1),
        )
        sharing.run_feed(actor=keeper, feed=feed, now=now - timedelta(days=1))
        Built.objects.create(kind="register", key="all")


def _document(cast: Cast, kind: str, title: str, given: VersionGiven, at: datetime, *, review: date) -> Any:
    keeper = _who(cast, "administrator", at)
    with request_transaction(keeper):
        said = replace(given, review_on=review)
        return sharing.draft_document(actor=keeper, kind=kind, title=title, given=said, now=at)


def _in_force(cast: Cast, version: Any, at: datetime) -> None:
    lead, keeper = _who(cast, "information_governance", at), _who(cast, "administrator", at)
    with request_transaction(lead):
        sharing.approve_version(
            actor=lead, version=version, for_whom="the Caldicott guardian", now=at - timedelta(days=1)
        )
    with request_transaction(keeper):
        sharing.bring_into_force(actor=keeper, version=version, now=at)


def _who(cast: Cast, role: str, at: datetime) -> Any:
    return cast.actor(cast.with_role(role)[0], at)


def _in(at: datetime, days: int) -> date:
    return london_day(at) + timedelta(days=days)
