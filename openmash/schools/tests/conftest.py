"""Lancashire's pack, two schools with key adults who sign in, and a family after a Saturday night."""

from datetime import date, datetime, timezone

import pytest

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.agencies.models import Team
from openmash.agencies.tests.lancashire import load_lancashire
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.people.models import Household, Person
from openmash.release import queries as release
from openmash.release import services as gate
from openmash.release.services import WorkGiven
from openmash.schools import services
from openmash.schools.models import School
from openmash.schools.services import KeyAdultGiven, NoticeGiven

MACHINE = Actor.machine("test")
SATURDAY_NIGHT = datetime(2026, 11, 21, 23, 15, tzinfo=timezone.utc)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=timezone.utc)
MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=timezone.utc)
FACTS = {"present": "yes", "circumstances": "Shouting, and a door broken.", "place": "at home"}


@pytest.fixture
def lancashire(db):
    load_lancashire()


@pytest.fixture
def worker(lancashire):
    return somebody(Role.SCREENING_WORKER, "east-central-triage", name="P Haslam")


@pytest.fixture
def second(lancashire):
    return somebody(Role.SCREENING_WORKER, "east-central-triage", "second@example.org", "S Second")


@pytest.fixture
def manager(lancashire):
    return somebody(Role.MASH_MANAGER, "mash-management", name="J Ravenscroft")


@pytest.fixture
def administrator(lancashire):
    return somebody(Role.ADMINISTRATOR, "front-door-support", name="A Admin")


@pytest.fixture
def head(lancashire):
    return somebody(Role.PARTNER, "guild-high", "head@guild.example", "Hattie Head")


@pytest.fixture
def deputy(lancashire):
    return somebody(Role.PARTNER, "guild-high", "deputy@guild.example", "Dai Deputy")


@pytest.fixture
def stranger(lancashire):
    """Somebody of the same school who is no key adult."""
    return somebody(Role.PARTNER, "guild-high", "stranger@guild.example", "Sid Stranger")


@pytest.fixture
def other_school(lancashire):
    return somebody(Role.PARTNER, "bay-primary", "bea@bay.example", "Bea Bay")


def email_of(actor):
    return User.objects.get(pk=actor.user_id).email


@pytest.fixture
def guild(lancashire, administrator, head, deputy):
    """Guild Example High School with a key adult and a deputy."""
    return a_school("100001", "Guild Example High School", "SCHOOL-GUILD", administrator, (head, deputy))


@pytest.fixture
def bay(lancashire, administrator, other_school):
    return a_school("100002", "Bay Example Primary School", "SCHOOL-BAY", administrator, (other_school,))


def a_school(urn, name, agency, administrator, adults):
    with request_transaction(administrator):
        school = School.objects.create(
            urn=urn, name=name, status="open", content_hash=urn, search_text=name.casefold(), telephone="01632 960152"
        )
        school = services.set_up_school(
            actor=administrator, school=school, agency_code=agency, calendar_code="", now=NOW
        )
        for place, one in enumerate(adults):
            given = KeyAdultGiven(
                name=one.name, email=email_of(one), role="Key adult", place=place, since=date(2026, 1, 1)
            )
            services.add_key_adult(actor=administrator, school=school, given=given, now=NOW)
    return school


@pytest.fixture
def family(lancashire):
    """Aled, 11, and Cari, 6, with their mother."""
    with request_transaction(MACHINE):
        home = Household.objects.create(reference="H1", address="12 High Street", postcode="PR1 8XJ", created_at=NOW)
        return [
            Person.objects.create(
                reference=reference,
                given_name=given,
                family_name="Example",
                date_of_birth=born,
                address=home.address,
                postcode=home.postcode,
                household=home,
                created_at=NOW,
            )
            for reference, given, born in (
                ("P1", "Aled", date(2015, 3, 4)),
                ("P2", "Cari", date(2020, 5, 6)),
                ("P3", "Mair", date(1990, 1, 2)),
            )
        ]


@pytest.fixture
def opened(worker, family):
    """Open a notice about Aled; change what is not as usual."""

    def make(child=0, actor=worker, now=NOW, **more):
        given = {
            "about_kind": "contact", "about": "C-1", "person_id": family[child].pk, "incident_at": SATURDAY_NIGHT,
            "police_reference": "PVP-26-1", "team": Team.objects.get(code="east-central-triage"), "rag": "red",
        }  # fmt: skip
        with request_transaction(actor):
            return services.open_notice(actor=actor, now=now, **(given | more))

    return make


@pytest.fixture
def prepared(worker, guild, opened):
    """Prepare a notice about Aled for Guild."""

    def make(notice=None, actor=worker, now=NOW, others=(), urn=None, **more):
        notice = notice or opened()
        given = {"urn": urn or guild.urn, "facts": FACTS, "police_reference": "PVP-26-1"}
        with request_transaction(actor):
            return services.prepare_notice(
                actor=actor, notice=notice, given=NoticeGiven(**(given | more)), others=others, now=now
            )

    return make


@pytest.fixture
def released(worker, prepared):
    """Prepare, read at the gate and release."""

    def make(actor=worker, now=NOW, **more):
        notice = prepared(actor=actor, now=now, **more)
        sign(actor, notice, now=now)
        return again(notice)

    return make


def package_of(actor, notice):
    return release.package_about(actor, notice.package, subject_kind=notice.about_kind, subject=notice.about)


def sign(actor, notice, *, now=NOW):
    """Read what is at the gate, and sign exactly it."""
    with request_transaction(actor):
        package = package_of(actor, notice)
        team = Team.objects.get(code="east-central-triage")
        return gate.sign_package(
            actor=actor, package=package, look=package.document_hash, seen=True, queue=WorkGiven(team=team), now=now
        )


def again(notice):
    """Return the notice as it is now."""
    with request_transaction(MACHINE):
        notice.refresh_from_db()
    return notice
