"""The allegation meeting: who may call it, what comes of it, and that nobody else sees that there is one."""

from datetime import timedelta

import pytest

from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import NOW, load_lancashire, worker
from openmash.allegations import queries, services
from openmash.allegations.services import DecisionGiven, WorryGiven
from openmash.base.actors import Actor
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.meetings import queries as hub
from openmash.meetings import services as hub_services
from openmash.meetings.models import Attendee, Contribution, Finding, Meeting, MeetingAction
from openmash.meetings.services import CameGiven, FindingGiven, InviteGiven, MeetingGiven
from openmash.trail.models import Entry
from openmash.work.models import WorkItem

LATER = NOW + timedelta(days=1)
TABLES = (Meeting, Attendee, Contribution, Finding, MeetingAction)
GIVEN = MeetingGiven("allegation-meeting", NOW + timedelta(hours=3), "telephone", "01632 960400", "Who enquires?")


@pytest.fixture
def town(db):
    load_lancashire()
    return {
        "officer": worker(Role.DESIGNATED_OFFICER, "designated-officer", name="Olwen Officer"),
        "manager": worker(Role.MASH_MANAGER, "mash-management", name="Mo Manager"),
        "worker": worker(Role.SCREENING_WORKER, "east-central-triage", name="Tess Triage"),
        "social": worker(Role.SOCIAL_WORKER, "central-social-work", name="Sol Social"),
        "police": worker(Role.PARTNER, "police-mash", name="Pat Police"),
    }


def met(town, about="Cai Coach", by="officer"):
    """Return the reference of a worry whose threshold is met."""
    with request_transaction(town["social"]):
        given = WorryGiven(who_name=about, words="He shook her.")
        made = services.raise_allegation(actor=town["social"], given=given, now=NOW)
    decide(town, made.reference, by=by)
    return made.reference


def decide(town, reference, *, by="officer", decision="met", **more):
    with request_transaction(town[by]):
        held = queries.allegation_by_reference(town[by], reference)
        services.decide_allegation(
            actor=town[by],
            allegation=held,
            given=DecisionGiven(decision, "Shaken, bruised.", ("harm",), **more),
            expected_version=held.version,
            now=NOW,
        )


def call(actor, reference, invited="DS Dee, police\nHead Harris, the school"):
    with request_transaction(actor):
        return services.call_meeting(actor=actor, reference=reference, given=GIVEN, invited=invited, now=NOW)


def hold(actor, reference, meeting, answer="open", now=LATER):
    with request_transaction(actor):
        held = queries.meeting_about(actor, reference, meeting.reference)
        came = [CameGiven(key=one.pk, attendance="telephone", said="I saw it.") for one in held.attendees.all()]
        found = [FindingGiven("allegation-outcome", answer, "So they said.")]
        services.hold_meeting(
            actor=actor,
            reference=reference,
            meeting=meeting.reference,
            held_at=now,
            came=came,
            notes="",
            given=found,
            now=now,
        )


def agree(actor, reference, meeting):
    with request_transaction(actor):
        return services.agree_action(
            actor=actor,
            reference=reference,
            meeting=meeting.reference,
            words="Send the list of pupils",
            owner="Head Harris",
            due_at=LATER + timedelta(days=2),
            now=LATER,
        )


def ahead(actor):
    with request_transaction(actor):
        waiting = queries.waiting_for(actor)
    return [one.title for one in waiting.ahead] if waiting else []


def seen(actor):
    """Return the tables of meetings of which somebody sees a row, whatever they ask."""
    with request_transaction(actor):
        return {model.__name__ for model in TABLES if model.objects.exists()}


def whole(town, about="Cai Coach", by="officer"):
    """Return a worry and its meeting, called, held, and with something to do."""
    reference = met(town, about, by)
    meeting = call(town[by], reference)
    hold(town[by], reference, meeting)
    agree(town[by], reference, meeting)
    return reference, meeting


def test_the_outcome_and_what_is_to_be_done_come_from_the_meeting(town):
    officer = town["officer"]
    reference = met(town)
    assert ahead(officer) == ["Call the allegation meeting"]
    meeting = call(officer, reference)
    assert ahead(officer) == ["Hold the allegation meeting"]
    hold(officer, reference, meeting)
    action = agree(officer, reference, meeting)
    assert ahead(officer) == ["Call the next allegation meeting", "Send the list of pupils (Head Harris)"]

    with request_transaction(officer):
        services.finish_action(
            actor=officer,
            reference=reference,
            meeting=meeting.reference,
            action=action.reference,
            words="Sent.",
            now=LATER,
        )
    second = call(officer, reference)
    hold(officer, reference, second, "substantiated", LATER + timedelta(days=1))

    assert ahead(officer) == []
    with request_transaction(officer):
        held = queries.meetings_about(officer, reference)
        assert queries.outcome_of(reversed(held)) == ("Substantiated: there is enough evidence for it", True)
        assert [one.reference for one in held] == [second.reference, meeting.reference]


@pytest.mark.parametrize(
    ("about", "reader"),
    [
        pytest.param("Cai Coach", "officer", id="the-officer"),
        pytest.param("Tess Triage", "officer", id="about-somebody-who-keeps-meetings"),
        pytest.param("Mo Manager", "officer", id="about-a-manager"),
        pytest.param("Olwen Officer", "manager", id="who-stands-in-and-not-the-officer-concerned"),
    ],
)
def test_nobody_sees_a_meeting_but_whoever_decides_on_the_worry(town, about, reader):
    reference, meeting = whole(town, about, reader)

    assert {name for name, actor in town.items() if seen(actor)} == {reader}
    assert seen(town[reader]) == {model.__name__ for model in TABLES}
    for name in set(town) - {reader}:
        actor = town[name]
        assert ahead(actor) == []
        with request_transaction(actor):
            with pytest.raises(NotFound):
                queries.meeting_about(actor, reference, meeting.reference)
            assert not Meeting.objects.visible_to(actor).exists()
            assert not hub.invitations(actor)
            assert not hub.actions_of_agency(actor)


def test_the_rooms_own_reads_know_of_none_even_where_the_database_shows_all(town):
    reference, _ = whole(town)
    with request_transaction(Actor.machine("test")):
        for actor in town.values():
            assert not Meeting.objects.visible_to(actor).exists()
            assert not hub.invitations(actor)
            assert not hub.actions_of_agency(actor)
            assert not hub.actions_about(actor, subject_kind="allegation", subject=reference)
            assert not hub.states_about(actor, subject_kind="allegation", subject=reference)


def test_whoever_becomes_known_as_concerned_sees_its_meetings_no_more(town):
    reference, _ = whole(town, "Olwen Officer", by="manager")
    assert seen(town["manager"])
    second = worker(Role.MASH_MANAGER, "mash-management", "second@example.org", name="Second Manager")
    with request_transaction(queries.KEEPER):
        queries.Allegation.objects.filter(reference=reference).update(
            told=f",{town['manager'].user_id},{second.user_id},"
        )
    decide(
        town | {"second": second}, reference, by="second", concerned_email="mash_manager.mash-management@example.org"
    )

    assert not seen(town["manager"])
    assert seen(second)


def test_it_opens_no_work_counts_nothing_up_and_invites_no_agency(town):
    _, meeting = whole(town)
    with request_transaction(town["officer"]):
        action = MeetingAction.objects.get(meeting=meeting)

    assert all(len(one.reference) == len("MT-") + 8 for one in (meeting, action))
    with request_transaction(Actor.machine("test")):
        assert not WorkItem.objects.exists()
        assert not Attendee.objects.filter(agency__isnull=False).exists()
        assert not Entry.objects.filter(kind="opened").exists()


@pytest.mark.parametrize(
    ("about", "invited", "why"),
    [
        pytest.param("Cai Coach", " \n", "Write who is invited", id="nobody"),
        pytest.param("Cai Coach", "DS Dee\nMr Cai Coach, the club", "may be the person concerned", id="by-the-name"),
        pytest.param("Tess Triage", "Triage, Tess", "may be the person concerned", id="by-their-sign-in"),
        pytest.param("Cai Coach", "D" * 161, "at most 160 letters", id="too-long"),
    ],
)
def test_who_is_not_invited(town, about, invited, why):
    with pytest.raises(RuleBroken, match=why):
        call(town["officer"], met(town, about), invited)


def test_a_meeting_waits_for_the_threshold(town):
    reference = met(town)
    decide(town, reference, decision="not_met")
    with pytest.raises(RuleBroken, match="First decide that the threshold is met"):
        call(town["officer"], reference)


@pytest.mark.parametrize("name", ["manager", "worker", "social", "police"])
def test_nobody_else_calls_one(town, name):
    reference = met(town)
    with pytest.raises(NotFound):
        call(town[name], reference)


@pytest.mark.parametrize("name", ["worker", "social"])
def test_whoever_keeps_meetings_about_families_keeps_none_of_these(town, name):
    _, meeting = whole(town)
    with request_transaction(town["officer"]):
        action = MeetingAction.objects.select_related("meeting").get(meeting=meeting)
    with request_transaction(Actor.machine("test")):
        with pytest.raises(Denied):
            hub_services.finish_action(actor=town[name], action=action, words="Done", now=LATER)
        with pytest.raises(Denied):
            hub_services.call_off_meeting(actor=town[name], meeting=meeting, reason="No", now=LATER)
        with pytest.raises(Denied):
            hub_services.call_meeting(
                actor=town[name],
                subject_kind="allegation",
                subject="A-1",
                team=meeting.team,
                given=GIVEN,
                about=[],
                invited=[InviteGiven(name="D")],
                now=NOW,
            )


def test_an_officer_keeps_no_meeting_about_a_family_and_a_contact_is_offered_no_allegation_meeting(town):
    assert "allegation-meeting" not in {one.code for one in hub.kinds(NOW)}
    with pytest.raises(Denied):
        hub_services.call_meeting(
            actor=town["officer"],
            subject_kind="contact",
            subject="C-1",
            team=None,
            given=GIVEN,
            about=[],
            invited=[],
            now=NOW,
        )


def test_a_meeting_is_called_off_and_called_anew(town):
    officer, reference = town["officer"], met(town)
    meeting = call(officer, reference)
    with request_transaction(officer):
        services.call_off_meeting(
            actor=officer, reference=reference, meeting=meeting.reference, reason="The police cannot come", now=NOW
        )

    assert ahead(officer) == ["Call the next allegation meeting"]
