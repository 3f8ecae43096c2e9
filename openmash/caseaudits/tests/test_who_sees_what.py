"""Who sees an audit: whom it is with, whom it concerns, who oversees; and never what a second reader must not know."""

import pytest

from openmash.base.transactions import request_transaction
from openmash.caseaudits.choices import AuditKind, AuditState
from openmash.caseaudits.models import Audit, Draw, Grade, Round
from openmash.caseaudits.queries import audits_for_figures, readings_for_figures
from openmash.caseaudits.tests.conftest import MACHINE, NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def seen_by(actor):
    with request_transaction(actor):
        return sorted(Audit.objects.visible_to(actor).values_list("reference", flat=True))


def test_an_auditor_sees_a_case_while_it_is_with_them(auditor, second_auditor, people, make_audit):
    make_audit(people[0], auditor=auditor)
    make_audit(people[1], auditor=auditor, state=AuditState.FINISHED)

    assert seen_by(auditor) == ["AU-1"]
    assert seen_by(second_auditor) == []


def test_a_worker_reads_what_was_found_in_their_own_case_once_it_is_finished(
    social_worker, auditor, people, make_audit
):
    make_audit(people[0], auditor=auditor, worker_user_id=social_worker.user_id)
    make_audit(people[1], auditor=auditor, state=AuditState.FINISHED, worker_user_id=social_worker.user_id)
    make_audit(people[1], auditor=auditor, state=AuditState.FINISHED)

    assert seen_by(social_worker) == ["AU-2"]


def test_a_locality_manager_reads_the_finished_ones_of_their_locality(locality_manager, auditor, people, make_audit):
    make_audit(people[0], auditor=auditor, state=AuditState.FINISHED, locality="Central")
    make_audit(people[1], auditor=auditor, state=AuditState.FINISHED, locality="East")

    assert seen_by(locality_manager) == ["AU-1"]


def test_an_audit_of_a_restricted_child_is_for_those_who_are_cleared(
    principal, manager, auditor, police, people, make_audit
):
    make_audit(people[2], auditor=auditor)

    assert seen_by(principal) == []
    assert seen_by(auditor) == []
    assert seen_by(police) == []
    assert seen_by(manager) == ["AU-1"]


def test_the_database_itself_keeps_a_restricted_childs_audit(principal, manager, people, make_audit):
    make_audit(people[2], state=AuditState.FINISHED, grades={"overall": "good"})

    with request_transaction(principal):
        assert (Audit.objects.count(), Grade.objects.count()) == (0, 0)
    with request_transaction(manager):
        assert (Audit.objects.count(), Grade.objects.count()) == (1, 1)


def test_a_second_reader_does_not_see_the_first_ones_grades_until_they_have_finished(
    principal, auditor, people, make_audit
):
    first = make_audit(people[0], auditor=auditor, state=AuditState.FINISHED, grades={"overall": "good"})
    second = make_audit(people[0], auditor=principal, kind=AuditKind.SECOND, reads=first)

    assert seen_by(principal) == ["AU-2"]
    with request_transaction(principal):
        assert not Grade.objects.filter(audit=first.pk).exists()
    with request_transaction(MACHINE):
        Audit.objects.filter(pk=second.pk).update(state=AuditState.FINISHED, finished_at=NOW, finished_by="x")
    assert seen_by(principal) == ["AU-1", "AU-2"]
    with request_transaction(principal):
        assert Grade.objects.filter(audit=first.pk).exists()


def test_only_machines_read_who_could_have_been_drawn(principal, manager, lancashire):
    from openmash.agencies import queries as agencies

    with request_transaction(MACHINE):
        held = Round.objects.create(
            reference="RD-1",
            month=TODAY.replace(day=1),
            theme="Plans",
            sampling="random",
            size=3,
            state="planned",
            pack=agencies.current_pack_version(),
            planned_at=NOW,
            planned_by="x",
        )
        Draw.objects.create(round=held, seed="1f", population=[["P-901", "Central"]])
        assert Draw.objects.count() == 1

    for actor in (principal, manager):
        with request_transaction(actor):
            assert Draw.objects.count() == 0


def test_figures_count_everyone_and_take_a_plan_as_smart_only_where_each_item_is(people, make_audit):
    items = {("plan", "specific", "CF-1"): "yes", ("plan", "specific", "CF-2"): "no", ("compliance", "gp"): "na"}
    make_audit(people[2], state=AuditState.FINISHED, grades={"overall": "good", "voice": ""}, answers=items)
    make_audit(None, state=AuditState.FINISHED, source_id="A-1", auditor_name="Elsewhere")
    make_audit(people[0])

    found = audits_for_figures(start=TODAY, end=TODAY)

    assert [one.reference for one in found] == ["AU-1", "AU-2"]
    assert found[0].answers == {("plan", "specific"): "no", ("compliance", "gp"): "na"}
    assert found[0].grades == {"overall": "good"}


def test_two_readings_of_a_section_stand_side_by_side(people, auditor, second_auditor, make_audit):
    given = {"overall": "good", "voice": "inadequate"}
    first = make_audit(people[0], auditor=auditor, state=AuditState.FINISHED, grades=given)
    seen = {"overall": "requires_improvement", "voice": "inadequate", "impact": "good"}
    made = {"kind": AuditKind.SECOND, "reads": first, "grades": seen, "state": AuditState.FINISHED}
    make_audit(people[0], auditor=second_auditor, **made)

    found = readings_for_figures(start=TODAY, end=TODAY)

    assert [(one.section, one.first, one.second, one.agreed) for one in found] == [
        ("overall", "good", "requires_improvement", ""),
        ("voice", "inadequate", "inadequate", "inadequate"),
    ]
    assert audits_for_figures(start=TODAY, end=TODAY)[0].reference == first.reference


def test_figures_ask_the_same_number_of_questions_however_many_audits(
    people, make_audit, django_assert_max_num_queries
):
    for _ in range(4):
        make_audit(None, state=AuditState.FINISHED, grades={"overall": "good"})

    with django_assert_max_num_queries(9):
        assert len(audits_for_figures(start=TODAY, end=TODAY)) == 4
