"""A worry about a worker leaves no trace for whoever it is about, in any role: every page is asked, and the database."""

import re

import pytest

from openmash.accounts.models import User
from openmash.agencies.choices import Role
from openmash.agencies.models import Membership
from openmash.allegations import queries, services
from openmash.allegations.models import Allegation, AllegationDecision
from openmash.base import access, clock
from openmash.base.transactions import request_transaction
from openmash.meetings.models import Attendee, Meeting
from openmash.meetings.services import MeetingGiven
from tests.promises.asking import Asker, undone
from tests.promises.records import MACHINE, Records

MEETING = re.compile(r"MT-[^/]+")
TOLD = "Unmistakablewords"
READERS = (Role.DESIGNATED_OFFICER, Role.MASH_MANAGER)
ROLES = (Role.DESIGNATED_OFFICER, Role.MASH_MANAGER, Role.SCREENING_WORKER, Role.PARTNER)


def worry_about(records: Records, role: str, *, by: str = Role.SOCIAL_WORKER) -> Allegation:
    """Return a worry about whoever holds a role, recorded by somebody else from a contact."""
    actor = records.actor(by)
    with request_transaction(actor):
        given = services.WorryGiven(who_name=records.users[role, "own"].name, words=TOLD, contact="C-A")
        return services.raise_allegation(actor=actor, given=given, now=clock.now())


def met_about(records: Records, made: Allegation) -> str:
    """Return the reference of a meeting about a worry, called by whoever decides on it."""
    with request_transaction(MACHINE):
        concerned = queries.rules.keys_of(Allegation.objects.get(pk=made.pk).concerned)
    officer = records.users[Role.DESIGNATED_OFFICER, "own"].pk
    actor = records.actor(Role.MASH_MANAGER if officer in concerned else Role.DESIGNATED_OFFICER)
    with request_transaction(actor):
        decided = services.DecisionGiven("met", TOLD, ("harm",))
        services.decide_allegation(
            actor=actor, allegation=made, given=decided, expected_version=made.version, now=clock.now()
        )
        given = MeetingGiven("allegation-meeting", clock.now(), "telephone", "01632 960400", TOLD)
        meeting = services.call_meeting(
            actor=actor, reference=made.reference, given=given, invited="DS Dee", now=clock.now()
        )
    return str(meeting.reference)


@pytest.mark.parametrize("role", ROLES)
def test_no_page_shows_it_to_the_person_concerned(asker: Asker, role: str) -> None:
    found, asked, client = [], 0, asker.client(role, "own")
    with undone():
        made = worry_about(asker.records, role)
        meeting = met_about(asker.records, made)
        for row in access.matrix().values():
            if ":" not in row.name or row.name.startswith("base:") or "GET" not in asker.methods(row.name):
                continue
            address = asker.address(row, role, "own")
            pages = [address]
            if row.record == "allegation":
                pages.append(address.replace(f"A-A-{role}"[:20], made.reference).replace("A-A", made.reference))
                pages += [page.replace(part, meeting) for page in pages[-1:] for part in MEETING.findall(page)]
            for page in pages:
                response = client.get(page)
                words = response.content.decode(errors="replace").replace(page, "")
                asked += "/account/login/" not in response.headers.get("Location", "")
                found += [page] * (TOLD in words or made.reference in words or meeting in words)

    assert not found
    assert asked > 100


@pytest.mark.parametrize("role", ROLES)
def test_the_database_shows_it_to_nobody_concerned(asker: Asker, role: str) -> None:
    with undone():
        made = worry_about(asker.records, role)
        met_about(asker.records, made)
        with request_transaction(asker.records.actor(role)):
            assert not Allegation.objects.filter(pk=made.pk).exists()
            assert not AllegationDecision.objects.filter(allegation_id=made.pk).exists()
            assert not Meeting.objects.filter(subject=made.reference).exists()
            assert not Attendee.objects.filter(apart=made.reference).exists()
        with request_transaction(MACHINE):
            assert Allegation.objects.filter(pk=made.pk).exists()


def test_somebody_else_is_told_where_the_officer_is_the_person_concerned(asker: Asker) -> None:
    manager = asker.client(Role.MASH_MANAGER, "own")
    with undone():
        made = worry_about(asker.records, Role.DESIGNATED_OFFICER)
        page = manager.get(f"/worries-about-workers/{made.reference}/")

        assert TOLD in page.content.decode()


def test_nobody_else_reads_it_not_even_whoever_recorded_it(asker: Asker) -> None:
    strangers = (Role.MASH_MANAGER, Role.LOCALITY_MANAGER, Role.SOCIAL_WORKER, Role.ADMINISTRATOR)
    clients = {role: asker.client(role, "own") for role in (*strangers, Role.DESIGNATED_OFFICER)}
    with undone():
        made = worry_about(asker.records, Role.SCREENING_WORKER)
        answers = {role: clients[role].get(f"/worries-about-workers/{made.reference}/") for role in clients}
        receipt = clients[Role.SOCIAL_WORKER].get(f"/worries-about-workers/{made.reference}/receipt/")

    assert {role: answers[role].status_code for role in strangers} == dict.fromkeys(strangers, 404)
    assert receipt.status_code == 200
    assert TOLD not in receipt.content.decode()
    assert TOLD in answers[Role.DESIGNATED_OFFICER].content.decode()


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        pytest.param(Role.SCREENING_WORKER, Role.DESIGNATED_OFFICER, id="the-officer"),
        pytest.param(Role.DESIGNATED_OFFICER, Role.MASH_MANAGER, id="who-stands-in"),
    ],
)
def test_one_more_waits_where_its_reader_begins_and_where_nobody_else_does(
    asker: Asker, about: str, shown: str
) -> None:
    roles = [role for role in Role if (role, "own") in asker.records.users]
    clients = {role: asker.client(role, "own") for role in roles}

    def homes() -> dict[str, str]:
        return {role: client.get("/", follow=True).content.decode() for role, client in clients.items()}

    def told(page: str) -> tuple[str, ...]:
        return tuple(re.findall(r"(\d+) worr(?:y|ies) about workers? wait", page))

    with undone():
        with request_transaction(MACHINE):
            Allegation.objects.exclude(reference__contains=f"-{Role.PARTNER}").update(state="not_met")
        before = homes()
        made = worry_about(asker.records, about)
        after = homes()

    assert {role for role in roles if made.reference in after[role]} == {shown}
    assert {role for role in roles if told(before[role]) != told(after[role])} == {shown}


def test_the_administrator_is_told_that_nobody_can_read_one_and_nothing_of_it(asker: Asker) -> None:
    client, recorder = asker.client(Role.ADMINISTRATOR, "own"), asker.client(Role.SOCIAL_WORKER, "own")
    with undone():
        readers = [user for (role, _), user in asker.records.users.items() if role in READERS]
        Membership.objects.filter(role__in=READERS).exclude(user__in=readers).delete()
        User.objects.filter(pk__in=[one.pk for one in readers]).update(name="Rowan Reader")
        actor = asker.records.actor(Role.SOCIAL_WORKER)
        with request_transaction(actor):
            given = services.WorryGiven(who_name="Rowan Reader", words=TOLD)
            made = services.raise_allegation(actor=actor, given=given, now=clock.now())
        page = client.get("/administration/").content.decode()
        receipt = recorder.get(f"/worries-about-workers/{made.reference}/receipt/").content.decode()

    assert "1 worry about workers that nobody here can read" in page
    assert not any(words in page.split("Jobs that failed")[0] for words in (TOLD, made.reference, "Rowan Reader"))
    assert all(words in receipt for words in ("nobody here can read it yet", "01632 960107", "999"))
    assert TOLD not in receipt
