"""An audit from the first word to what follows: whole before it is finished, prompted and not overruled, read twice, made again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.caseaudits import queries, services
from openmash.caseaudits.models import Answer, Audit, Grade
from openmash.caseaudits.tests.conftest import MACHINE, NOW
from openmash.trail.models import Entry
from openmash.work.models import Action, WorkItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def audit(auditor, second_auditor, people, on_a_plan, drawn, everything):
    """Return an audit of Aled with its auditor, another being there to read it a second time."""
    on_a_plan(people[0])
    drawn()
    return next(iter(everything().values()))


@pytest.fixture
def reader(audit, auditor, second_auditor):
    """Return who has the audit."""
    return auditor if audit.auditor_id == auditor.user_id else second_auditor


@pytest.fixture
def other(audit, auditor, second_auditor):
    """Return the auditor who does not have the audit."""
    return second_auditor if audit.auditor_id == auditor.user_id else auditor


def finish(actor, audit, whys=None, now=NOW):
    with request_transaction(actor):
        return services.finish_audit(actor=actor, audit=audit, whys=whys, now=now)


def test_only_who_has_the_audit_writes_it(audit, other, principal):
    for actor in (other, principal):
        with request_transaction(actor), pytest.raises(Denied, match="Only the auditor whom it was given to"):
            services.save_part(actor=actor, audit=audit, part="compliance", given=services.PartGiven(), now=NOW)


def test_what_is_sent_again_replaces_what_was_said(audit, reader):
    for answer in ("no", "yes"):
        given = services.PartGiven([services.AnswerGiven("gp", answer, on=NOW.date(), words="Dr Example")])
        with request_transaction(reader):
            services.save_part(actor=reader, audit=audit, part="compliance", given=given, now=NOW)

    with request_transaction(MACHINE):
        assert list(Answer.objects.values_list("question", "answer", "words")) == [("gp", "yes", "Dr Example")]
        assert Audit.objects.get().state == "started"


@pytest.mark.parametrize(
    ("part", "question", "answer", "said"),
    [
        ("nothing", "gp", "yes", "no such section"),
        ("compliance", "history_read", "yes", "does not ask that"),
        ("compliance", "gp", "perhaps", "does not ask that"),
    ],
)
def test_what_the_toolkit_does_not_ask_is_not_answered(audit, reader, part, question, answer, said):
    given = services.PartGiven([services.AnswerGiven(question, answer)])

    with request_transaction(reader), pytest.raises(RuleBroken, match=said):
        services.save_part(actor=reader, audit=audit, part=part, given=given, now=NOW)


def test_an_audit_is_finished_once_it_is_whole(audit, reader, write_whole):
    with pytest.raises(RuleBroken, match="Still missing: Compliance, Assessment"):
        finish(reader, audit)
    write_whole(reader, audit)

    done = finish(reader, audit)

    assert (done.state, done.audited_on, done.escalated) == ("finished", NOW.date(), False)
    with request_transaction(MACHINE):
        assert not WorkItem.objects.open().filter(subject=audit.reference).exists()
        assert Entry.objects.filter(kind="case_audit.finished").exists()
    with request_transaction(reader):
        assert not Audit.objects.visible_to(reader).exists()
        assert [one.overall for one in queries.own_finished(reader)] == ["good"]


@pytest.mark.parametrize("smart", ["yes", "no"])
def test_the_plans_answer_is_made_of_its_items(audit, reader, write_whole, smart):
    write_whole(reader, audit, smart=smart)

    finish(reader, audit)

    counted = queries.audits_for_figures(start=NOW.date(), end=NOW.date())[0]
    assert counted.answers["compliance", "smart_plan"] == smart


def test_a_prompt_asks_for_a_reason_and_changes_no_grade(audit, reader, write_whole):
    write_whole(reader, audit, grades={"plan": "inadequate"})

    with pytest.raises(RuleBroken, match="is the whole better") as refused:
        finish(reader, audit)
    assert refused.value.field == "why_plan"
    finish(reader, audit, {"plan": "The new plan of last week is good"})

    with request_transaction(MACHINE):
        held = Audit.objects.get(pk=audit.pk)
        assert held.why_beside_prompts == {"plan": "The new plan of last week is good"}
        assert Grade.objects.get(audit=held, section="overall").grade == "good"


def test_one_in_so_many_is_read_a_second_time_by_somebody_else_who_sees_nothing_of_the_first(
    audit, reader, other, write_whole, everything
):
    write_whole(reader, audit)

    finish(reader, audit)

    second = next(one for one in everything().values() if one.kind == "second")
    assert (second.auditor_id, second.state, second.reads_id) == (other.user_id, "allocated", audit.pk)
    with request_transaction(other):
        seen = queries.audit_by_reference(other, second.reference)
        assert queries.grades_held(seen) == {}
        assert not Grade.objects.exists()


def test_what_two_readers_grade_differently_is_agreed_with_a_reason(
    audit, reader, other, principal, write_whole, everything
):
    write_whole(reader, audit)
    finish(reader, audit)
    second = next(one for one in everything().values() if one.kind == "second")
    write_whole(other, second, grades={"overall": "requires_improvement"})
    finish(other, second)

    def agree(actor, given):
        with request_transaction(actor):
            return services.agree_grades(actor=actor, audit=audit, given=given, now=NOW)

    with pytest.raises(Denied):
        agree(reader, [])
    with pytest.raises(RuleBroken, match="Say why"):
        agree(principal, [services.AgreedGiven("overall", "requires_improvement")])
    agree(principal, [services.AgreedGiven("overall", "requires_improvement", "No contingency")])

    counted = queries.audits_for_figures(start=NOW.date(), end=NOW.date())
    assert [(one.grades["overall"], one.first_grades["overall"]) for one in counted] == [
        ("requires_improvement", "good")
    ]
    with request_transaction(reader):
        own = queries.readings_seen_by(reader, start=NOW.date(), end=NOW.date())
        assert [one.reason for one in own if one.section == "overall"] == ["No contingency"]
    with request_transaction(other):
        assert queries.readings_seen_by(other, start=NOW.date(), end=NOW.date()) == []
    with request_transaction(MACHINE):
        assert not WorkItem.objects.open().filter(act="agree_grades").exists()


def test_what_is_inadequate_is_audited_again_and_compared_with_the_earlier_audit_itself(
    audit, reader, principal, write_whole, everything
):
    write_whole(reader, audit, grades={"overall": "inadequate"})
    finish(reader, audit)
    again = next(one for one in everything().values() if one.kind == "again")
    assert (again.state, again.follows_id) == ("drawn", audit.pk)
    assert timedelta(weeks=12) <= again.due_at - NOW < timedelta(weeks=12, days=1)
    with request_transaction(MACHINE):
        item = WorkItem.objects.get(act="allocate_audit")
        assert timedelta(weeks=4) <= item.due_at - NOW < timedelta(weeks=4, days=1)

    later = NOW + timedelta(weeks=6)
    with request_transaction(principal):
        services.allocate_audit(actor=principal, audit=again, auditor_id=reader.user_id, now=later)
    write_whole(reader, again, now=later)
    finish(reader, again, now=later)

    with request_transaction(MACHINE):
        assert Grade.objects.get(audit=again, section="overall").previous_grade == "inadequate"


def test_danger_now_is_red_work_for_managers_within_the_hour(audit, reader, manager, principal):
    with request_transaction(reader):
        made = services.escalate_audit(actor=reader, audit=audit, immediate=True, words="Burns, not seen", now=NOW)

    assert made.due_at == NOW + timedelta(hours=1)
    with request_transaction(manager):
        item = WorkItem.objects.visible_to(manager).get(act="answer_audit")
        assert (item.rag, item.due_at, item.roles) == ("red", made.due_at, ",locality_manager,mash_manager,")
    with request_transaction(manager), pytest.raises(RuleBroken, match="Say what you did"):
        services.answer_escalation(actor=manager, escalation=made, answer=" ", now=NOW)
    with request_transaction(manager):
        services.answer_escalation(actor=manager, escalation=made, answer="Strategy discussion today", now=NOW)

    with request_transaction(reader):
        assert [one.answer for one in queries.hand_of(reader, NOW).answered] == ["Strategy discussion today"]
    with request_transaction(MACHINE):
        assert not WorkItem.objects.open().filter(act="answer_audit").exists()


def test_what_is_not_danger_is_answered_within_one_working_day(audit, reader):
    with request_transaction(reader):
        made = services.escalate_audit(actor=reader, audit=audit, immediate=False, words="No visit since May", now=NOW)

    assert made.due_at.isoformat() == "2026-11-19T23:59:59+00:00"


def test_nobody_answers_their_own_escalation(audit, reader, other, manager):
    with request_transaction(reader):
        made = services.escalate_audit(actor=reader, audit=audit, immediate=False, words="No visit", now=NOW)

    for actor, said in ((replace(reader, roles=manager.roles), "yourself"), (other, "Only a manager")):
        with request_transaction(actor), pytest.raises(Denied, match=said):
            services.answer_escalation(actor=actor, escalation=made, answer="Seen", now=NOW)


def test_what_an_audit_asks_for_is_done_and_looked_at_again_by_somebody_else(audit, reader, social_worker, principal):
    given = services.AuditAction(
        "See him alone", "central-social-work", NOW.date() + timedelta(days=7), social_worker.user_id, ("drift",)
    )
    with request_transaction(reader):
        action = services.act_on_audit(actor=reader, audit=audit, given=given, now=NOW)
    with request_transaction(social_worker):
        services.finish_audit_action(actor=social_worker, action=action, words="Seen on Monday", now=NOW)
    with request_transaction(social_worker), pytest.raises(Denied):
        services.look_at_action(actor=social_worker, action=action, holds=True, words="Yes", now=NOW)
    with request_transaction(principal):
        services.look_at_action(
            actor=principal,
            action=action,
            holds=False,
            words="Seen, with his mother there",
            due_on=NOW.date() + timedelta(days=3),
            now=NOW,
        )

    with request_transaction(MACHINE):
        first, again = Action.objects.order_by("pk")
        assert (first.holds, again.done_at, again.words) == (False, None, "See him alone")
        assert list(WorkItem.objects.open().order_by("-act").values_list("act", "owner_id")) == [
            ("audit_case", reader.user_id),
            ("audit_action", social_worker.user_id),
        ]
