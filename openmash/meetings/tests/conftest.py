"""Lancashire's pack, two children somebody may have hurt, and people of the council and of agencies who meet."""

from datetime import date, datetime, timedelta, timezone

import pytest

from openmash.agencies.choices import Role
from openmash.agencies.models import Team
from openmash.agencies.tests.lancashire import load_lancashire
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.meetings import queries, services
from openmash.meetings.services import AboutGiven, CameGiven, FindingGiven, InviteGiven, MeetingGiven

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=timezone.utc)
SEATED = (
    InviteGiven("LCC", seat="social-work-manager"),
    InviteGiven("LANCS-POLICE", seat="police"),
    InviteGiven("HEALTH-0-19", seat="health"),
    InviteGiven("SCHOOL-GUILD", seat="education"),
)


@pytest.fixture
def lancashire(db):
    load_lancashire()


@pytest.fixture
def worker(lancashire):
    return somebody(Role.SCREENING_WORKER, "east-central-triage", name="P Haslam")


@pytest.fixture
def manager(lancashire):
    return somebody(Role.MASH_MANAGER, "mash-management", name="J Ravenscroft")


@pytest.fixture
def police(lancashire):
    return somebody(Role.PARTNER, "police-mash", name="O Officer")


@pytest.fixture
def health(lancashire):
    return somebody(Role.PARTNER, "health-mash", name="N Nurse")


@pytest.fixture
def family(lancashire):
    """Two children; made by name, since this room lies beneath the one that makes people."""
    from django.apps import apps

    person = apps.get_model("people", "Person")
    rows = (("P1", "Aled", date(2015, 3, 4)), ("P2", "Cari", date(2020, 5, 6)))
    with request_transaction(Actor.machine("test")):
        return [
            person.objects.create(
                reference=reference, given_name=given, family_name="Example", date_of_birth=born, created_at=NOW
            )
            for reference, given, born in rows
        ]


@pytest.fixture
def called(worker, family):
    """Call a strategy discussion about both children with everybody who must attend; change what is not as usual."""

    def make(*invited, kind="strategy-discussion", about=None, now=NOW, **more):
        given = {"planned_at": now + timedelta(hours=1), "means": "telephone", "place": "01632 960400"} | more
        with request_transaction(worker):
            return services.call_meeting(
                actor=worker,
                subject_kind="contact",
                subject="C-1",
                team=Team.objects.get(code="east-central-triage"),
                given=MeetingGiven(kind=kind, purpose="A bruise", **given),
                about=[AboutGiven(one) for one in (family if about is None else about)],
                invited=invited or SEATED,
                now=now,
            )

    return make


@pytest.fixture
def read():
    """Read a meeting again as somebody."""

    def again(actor, meeting):
        return queries.meeting_about(actor, subject_kind="contact", subject="C-1", reference=meeting.reference)

    return again


@pytest.fixture
def held(worker, called, read):
    """The same, held an hour later; those whose agency code is named in `away` were not there."""

    def make(*invited, away=(), reason="", now=NOW, **more):
        meeting = called(*invited, now=now, **more)
        with request_transaction(worker):
            came = [
                CameGiven(
                    "absent" if one.agency.code in away else "telephone",
                    key=one.pk,
                    name=f"{one.agency.code} person",
                    said=f"{one.agency.code} said",
                )
                for one in read(worker, meeting).attendees.all()
            ]
            services.hold_meeting(
                actor=worker,
                meeting=meeting,
                held_at=now + timedelta(hours=1),
                came=came,
                inquorate_reason=reason,
                now=now + timedelta(hours=2),
            )
            return read(worker, meeting)

    return make


@pytest.fixture
def decide(manager, read):
    """Write down what a meeting decided for the child at a place in the list, by question: an answer, or answer and words."""

    def write(meeting, answers, *, child="P1", actor=manager, version=None, now=NOW + timedelta(hours=3), said_by=None):
        with request_transaction(actor):
            fresh = read(actor, meeting)
            about = queries.person_of(fresh, child)
            rows = [one for one in fresh.findings.all() if one.about_id == about.pk]
            speaker = next((one.pk for one in fresh.attendees.all() if one.agency.code == said_by), None)
            given = [
                FindingGiven(question=code, answer=answer, words="Because", said_by=speaker)
                for code, answer in answers.items()
            ]
            return services.record_findings(
                actor=actor,
                meeting=fresh,
                about=about,
                given=given,
                expected_version=len(rows) if version is None else version,
                now=now,
            )

    return write
