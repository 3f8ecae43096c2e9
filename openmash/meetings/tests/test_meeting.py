"""A strategy discussion: who is invited, who took part, what was decided by whom, and what is to be done."""

from datetime import timedelta

import pytest

from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base.errors import Conflict, Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.meetings import queries, services
from openmash.meetings.models import Contribution, Finding, Meeting, MeetingAction
from openmash.meetings.services import ActionGiven, InviteGiven
from openmash.meetings.tests.conftest import NOW, SEATED
from openmash.trail.models import Entry


def test_the_pack_says_who_must_attend_and_lancashire_adds_education(lancashire):
    seats = queries.seats_of("strategy-discussion", on=NOW.date())

    assert [seat.code for seat in seats] == ["social-work-manager", "police", "health", "education"]
    assert "Working Together" in seats[1].source
    assert "April 2017" in seats[3].source


def test_calling_one_is_kept_with_whom_it_is_about_and_who_is_invited(called, worker):
    meeting = called()

    with request_transaction(worker):
        entry = Entry.objects.get(kind="meeting.called")
    assert entry.subject == meeting.reference
    assert entry.details["people"] == ["P1", "P2"]
    assert entry.details["agencies"] == [one.agency for one in SEATED]


def test_a_seat_that_nobody_is_invited_to_needs_a_reason(called):
    with pytest.raises(RuleBroken, match="Nobody is invited for: Health, Education") as refused:
        called(*SEATED[:2])
    assert refused.value.field == "urgent_reason"

    assert called(*SEATED[:2], urgent_reason="He goes home at three").urgent_reason == "He goes home at three"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        pytest.param({"kind": "tea"}, "kind", id="no-such-kind"),
        pytest.param({"place": " "}, "place", id="nowhere"),
        pytest.param({"about": []}, "people", id="about-nobody"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(called, change, field):
    with pytest.raises(RuleBroken) as refused:
        called(**change)
    assert refused.value.field == field


def test_an_agency_sees_that_it_is_invited_replies_and_sees_nothing_of_the_rest(held, called, police, worker, read):
    meeting = called()
    with request_transaction(police):
        shown, own = queries.invitation(police, meeting.reference)
        assert [one.name for one in shown.about.all()] == ["Aled Example", "Cari Example"]
        assert [one.seat for one in own] == ["police"]
        services.reply_to_invitation(actor=police, meeting=shown, reply="comes", name="O Officer", now=NOW)
        assert [one.agency.code for one in shown.attendees.select_related("agency")] == ["LANCS-POLICE"]
    with request_transaction(worker):
        replies = {one.agency.code: one.reply for one in read(worker, meeting).attendees.all()}
    assert replies == {"LCC": "", "LANCS-POLICE": "comes", "HEALTH-0-19": "", "SCHOOL-GUILD": ""}

    held()
    with request_transaction(police):
        assert (Contribution.objects.count(), Finding.objects.count()) == (0, 0)


def test_an_agency_that_is_not_invited_finds_nothing(called, health):
    meeting = called(*SEATED[:2], urgent_reason="Now")

    with request_transaction(health):
        assert queries.invitations(health) == []
        assert not Meeting.objects.exists()
        with pytest.raises(NotFound):
            queries.invitation(health, meeting.reference)


def test_going_ahead_without_the_police_needs_a_reason_and_says_who_was_missing(held):
    with pytest.raises(RuleBroken, match="Not there: Police") as refused:
        held(away=("LANCS-POLICE",))
    assert refused.value.field == "inquorate_reason"

    meeting = held(away=("LANCS-POLICE",), reason="They were rung twice; he goes home at three")
    assert meeting.seats_left_empty == ["police"]


def test_what_each_said_is_kept_under_their_name(held, worker):
    meeting = held()

    said = {one.name: [words.words for words in one.said.all()] for one in meeting.attendees.all()}
    assert said["LANCS-POLICE person"] == ["LANCS-POLICE said"]


def test_it_is_written_down_once(held, worker):
    meeting = held()

    with request_transaction(worker), pytest.raises(RuleBroken, match="already"):
        services.hold_meeting(actor=worker, meeting=meeting, held_at=NOW, came=[], now=NOW + timedelta(hours=3))


def test_nothing_is_decided_before_it_was_held(called, decide):
    with pytest.raises(RuleBroken, match="who took part"):
        decide(called(), {"protection": "safe"})


def test_the_council_decides_the_threshold_through_a_manager_alone(held, decide, worker, manager):
    meeting = held()
    with pytest.raises(Denied, match="through a manager"):
        decide(meeting, {"threshold": "met"}, actor=worker)

    (finding,) = decide(meeting, {"threshold": "met"}, actor=manager)
    assert (finding.decider, finding.recorded_by_name) == ("council_manager", "J Ravenscroft")


def test_the_police_decide_about_a_crime_and_it_says_who_of_them_said_so(held, decide):
    meeting = held()
    for said_by in (None, "HEALTH-0-19"):
        with pytest.raises(RuleBroken, match="not ours to decide"):
            decide(meeting, {"criminal": "yes"}, said_by=said_by)

    (finding,) = decide(meeting, {"criminal": "yes"}, said_by="LANCS-POLICE")
    assert finding.decided_by_agency.code == "LANCS-POLICE"
    assert finding.said_by == "LANCS-POLICE person"


def test_police_who_were_not_there_decided_nothing(held, decide):
    meeting = held(away=("LANCS-POLICE",), reason="Now")

    with pytest.raises(RuleBroken, match="did not take part"):
        decide(meeting, {"criminal": "yes"}, said_by="LANCS-POLICE")


def test_a_decision_is_a_version_and_nothing_is_overwritten(held, decide, manager):
    meeting = held()
    decide(meeting, {"threshold": "not-met", "protection": "safe"})
    decide(meeting, {"threshold": "met", "protection": "safe"})

    with request_transaction(manager):
        rows = Finding.objects.filter(meeting=meeting).order_by("question", "version")
        stands = [(one.question, one.version, one.answer) for one in rows]
    assert stands == [("protection", 1, "safe"), ("threshold", 1, "not-met"), ("threshold", 2, "met")]


def test_the_second_editor_is_shown_both_texts(held, decide):
    meeting = held()
    decide(meeting, {"threshold": "met"})

    with pytest.raises(Conflict) as conflict:
        decide(meeting, {"threshold": "not-met"}, version=0)

    assert conflict.value.current["answer_threshold"] == "met"
    assert conflict.value.yours["answer_threshold"] == "not-met"


def test_each_child_has_decisions_of_their_own(held, decide, manager, read):
    meeting = held()
    decide(meeting, {"threshold": "met"}, child="P1")
    decide(meeting, {"threshold": "not-met"}, child="P2")

    with request_transaction(manager):
        fresh = read(manager, meeting)
        stands = {
            one.person_reference: queries.findings_in_force(fresh.findings.all(), one)["threshold"].answer
            for one in fresh.about.all()
        }
    assert stands == {"P1": "met", "P2": "not-met"}


def test_dissent_stands_with_its_name_and_reason(held, worker):
    meeting = held()
    with request_transaction(worker):
        attendee = next(one for one in meeting.attendees.all() if one.seat == "health")
        for reason in (" ", "He needs to be seen tonight"):
            if not reason.strip():
                with pytest.raises(RuleBroken, match="why they do not agree"):
                    services.record_dissent(actor=worker, meeting=meeting, attendee=attendee, reason=reason, now=NOW)
                continue
            made = services.record_dissent(
                actor=worker, meeting=meeting, attendee=attendee, question="medical", reason=reason, now=NOW
            )
    assert (made.attendee.name, made.reason) == ("HEALTH-0-19 person", "He needs to be seen tonight")


# -- the clock to the conference ---------------------------------------------------------------------------------------


def test_fifteen_working_days_run_from_the_discussion_that_began_it(held, decide, family, manager):
    first = held()
    decide(first, {"threshold": "met"})
    decide(held(now=NOW + timedelta(days=5)), {"threshold": "running"}, now=NOW + timedelta(days=5, hours=3))

    with request_transaction(manager):
        clocks = queries.clocks_of(manager, family)
    assert list(clocks) == [family[0].pk]
    found = clocks[family[0].pk]
    assert (found.meeting, found.due_at.date().isoformat()) == (first.reference, "2026-12-09")


def test_a_conference_that_was_held_ends_it(held, decide, family, manager):
    meeting = held()
    decide(meeting, {"threshold": "met"})
    decide(meeting, {"conference": "held"}, now=NOW + timedelta(days=10))

    with request_transaction(manager):
        found = queries.clocks_of(manager, family)[family[0].pk]
    assert found.ending == "It has been held"


# -- what is to be done --------------------------------------------------------------------------------------------------


def action(actor, meeting, code, **more):
    with request_transaction(actor):
        given = ActionGiven(
            words="See the child", due_at=NOW + timedelta(days=1), agency=agencies.agency_by_code(code), **more
        )
        return services.agree_action(actor=actor, meeting=meeting, given=given, now=NOW + timedelta(hours=3))


def test_an_agency_finds_what_it_has_to_do_and_says_it_is_done(held, worker, police, health, read):
    meeting = held()
    made = action(worker, meeting, "LANCS-POLICE")

    with request_transaction(health):
        assert queries.actions_of_agency(health) == []
        assert not MeetingAction.objects.exists()
    with request_transaction(police):
        own = queries.action_of_agency(police, made.reference)
        services.finish_action(actor=police, action=own, words="Seen at home", now=NOW + timedelta(hours=5))
    with request_transaction(worker):
        (shown,) = read(worker, meeting).actions.all()
    assert (shown.done_by_name, shown.done_words) == ("O Officer", "Seen at home")


def test_an_agency_that_was_not_invited_is_given_nothing(held, worker):
    with pytest.raises(RuleBroken, match="Only an agency that was invited"):
        action(worker, held(), "PROBATION")


def test_what_is_done_is_done_once(held, worker):
    made = action(worker, held(), "LANCS-POLICE")
    with request_transaction(worker):
        services.finish_action(actor=worker, action=made, words="Rung", now=NOW)
        with pytest.raises(RuleBroken, match="already"):
            services.finish_action(actor=worker, action=made, words="Again", now=NOW)


@pytest.mark.parametrize("role", [Role.PARTNER, Role.EARLY_HELP_OFFICER, Role.BOARD_MEMBER])
def test_nobody_else_calls_a_meeting(lancashire, role):
    other = somebody(role, "police-mash" if role == Role.PARTNER else "central-early-help")
    with request_transaction(other), pytest.raises(Denied, match="Only a social worker or manager"):
        services.call_meeting(
            actor=other,
            subject_kind="contact",
            subject="C-1",
            team=None,
            given=services.MeetingGiven(kind="hub-meeting", planned_at=NOW, means="room", place="Here"),
            about=[],
            invited=[InviteGiven("LCC")],
            now=NOW,
        )
