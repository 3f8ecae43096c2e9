"""A round: planned, drawn so that it can be repeated, given to those who are independent, chased and given to another."""

from datetime import timedelta

import pytest

from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base.errors import Denied, NotFound, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.caseaudits import queries, services
from openmash.caseaudits.models import Allocation, Audit, Draw
from openmash.caseaudits.tests.conftest import MACHINE, NOW
from openmash.trail.models import Entry
from openmash.work.models import WorkItem

pytestmark = pytest.mark.django_db


def work_on(reference):
    with request_transaction(MACHINE):
        return sorted(WorkItem.objects.open().filter(subject=reference).values_list("act", flat=True))


def test_only_the_principal_social_worker_plans_and_draws(auditor, manager, principal, plan):
    held = plan()

    for actor in (auditor, manager):
        with request_transaction(actor), pytest.raises(Denied, match="Only the principal social worker"):
            services.draw_round(actor=actor, audit_round=held, now=NOW)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"sampling": "targeted"}, "reason"),
        ({"sampling": "stratified"}, "stratum"),
        ({"cohorts": []}, "cohorts"),
        ({"theme": " "}, "theme"),
        ({"size": 0}, "size"),
    ],
)
def test_a_round_that_could_not_be_drawn_as_it_stands_is_refused(plan, wrong, field):
    with pytest.raises(RuleBroken) as refused:
        plan(**wrong)

    assert refused.value.field == field


def test_the_draw_counts_everyone_and_can_be_repeated(
    principal, manager, auditor, people, on_a_plan, drawn, everything
):
    for person in people:
        on_a_plan(person)

    held = drawn()

    audits = everything()
    assert sorted(one.person.reference for one in audits.values()) == ["P-900", "P-901", "P-902"]
    with request_transaction(principal):
        again = queries.repeat_draw(principal, held)
        seen = queries.audits_of_round(principal, held)
    assert (again.population, again.drawn, again.same, again.hidden) == (3, 3, True, 1)
    assert {one.person.reference for one in seen} == {"P-900", "P-901"}
    with request_transaction(manager):
        assert queries.repeat_draw(manager, held).hidden == 0


def test_a_draw_that_was_tampered_with_says_so(principal, auditor, people, on_a_plan, drawn):
    for person in people:
        on_a_plan(person)
    held = drawn(size=1)
    with request_transaction(MACHINE):
        kept = Draw.objects.get()
        others = [row[0] for row in kept.population if row[0] not in kept.chosen]
        Draw.objects.update(chosen=others[:1])

    with request_transaction(principal):
        assert not queries.repeat_draw(principal, held).same


def test_an_audit_goes_to_somebody_independent_and_a_restricted_one_to_cleared_eyes(
    auditor, people, on_a_plan, drawn, everything
):
    for person in people:
        on_a_plan(person)
    own = somebody(Role.AUDITOR, "central-social-work", email="own@example.org", name="Own Team")

    drawn()

    audits = {one.person.given_name: one for one in everything().values()}
    assert {audits[name].auditor_id for name in ("Aled", "Bryn")} == {auditor.user_id}
    assert own.user_id not in {one.auditor_id for one in audits.values()}
    assert audits["Cari"].state == "drawn"
    assert work_on(audits["Aled"].reference) == ["audit_case"]
    assert work_on(audits["Cari"].reference) == ["allocate_audit"]
    with request_transaction(MACHINE):
        assert WorkItem.objects.get(subject=audits["Cari"].reference).restricted
        kinds = set(Entry.objects.values_list("kind", flat=True))
    assert {"audit_round.planned", "audit_round.drawn", "case_audit.allocated", "case_audit.waits"} <= kinds


def test_somebody_who_is_being_audited_is_not_drawn_again(auditor, people, on_a_plan, drawn):
    on_a_plan(people[0])
    drawn()

    with pytest.raises(RuleBroken, match="nobody to draw"):
        drawn()


def test_a_targeted_round_takes_those_who_are_named_and_no_restricted_one(principal, auditor, people, on_a_plan, drawn):
    for person in people:
        on_a_plan(person)
    why = {"sampling": "targeted", "reason": "Three re-referrals"}

    with pytest.raises(RuleBroken, match="no record visible to you"):
        drawn(["P-902"], **why)
    held = drawn(["p-901"], **why)

    with request_transaction(principal):
        assert [one.person.reference for one in queries.audits_of_round(principal, held)] == ["P-901"]
        assert queries.audits_of_round(principal, held)[0].sample == "targeted"


def test_an_audit_goes_to_another_with_a_reason_and_never_to_the_worker_or_their_manager(
    principal, auditor, second_auditor, locality_manager, social_worker, people, on_a_plan, drawn, everything
):
    on_a_plan(people[0])
    drawn()
    audit = next(iter(everything().values()))
    other = second_auditor if audit.auditor_id == auditor.user_id else auditor

    def give(user_id, reason="Ill"):
        with request_transaction(principal):
            return services.allocate_audit(actor=principal, audit=audit, auditor_id=user_id, reason=reason, now=NOW)

    with pytest.raises(RuleBroken, match="nobody audits those they supervise"):
        give(locality_manager.user_id)
    with pytest.raises(RuleBroken, match="Choose somebody who audits"):
        give(social_worker.user_id)
    with pytest.raises(RuleBroken, match="Say why"):
        give(other.user_id, reason="")
    give(other.user_id)

    with request_transaction(MACHINE):
        assert Audit.objects.get().auditor_id == other.user_id
        assert list(Allocation.objects.order_by("pk").values_list("reason", flat=True)) == ["", "Ill"]
        assert WorkItem.objects.open().get(act="audit_case").owner_id == other.user_id


def test_nobody_gives_out_what_they_may_not_see(principal, manager, auditor, people, on_a_plan, drawn, everything):
    on_a_plan(people[2])
    drawn()
    audit = next(iter(everything().values()))

    with request_transaction(principal), pytest.raises(NotFound):
        services.allocate_audit(actor=principal, audit=audit, auditor_id=auditor.user_id, now=NOW)
    with request_transaction(manager), pytest.raises(RuleBroken, match="not cleared"):
        services.allocate_audit(actor=manager, audit=audit, auditor_id=auditor.user_id, now=NOW)
    with request_transaction(manager):
        services.allocate_audit(actor=manager, audit=audit, auditor_id=manager.user_id, now=NOW)

    assert next(iter(everything().values())).auditor_id == manager.user_id


def test_a_late_audit_is_chased_once_and_a_job_alone_chases(principal, auditor, people, on_a_plan, drawn):
    on_a_plan(people[0])
    drawn()
    later = NOW + timedelta(days=30)

    for _ in range(2):
        with request_transaction(MACHINE):
            assert services.chase_audits(actor=MACHINE, now=later) == 1
    with request_transaction(principal), pytest.raises(Denied):
        services.chase_audits(actor=principal, now=later)

    with request_transaction(MACHINE):
        assert WorkItem.objects.filter(act="chase_audit").count() == 1
        assert "Late" in WorkItem.objects.get(act="audit_case").note


def test_an_audit_that_cannot_be_made_is_taken_out_with_its_reason(
    principal, auditor, people, on_a_plan, drawn, everything
):
    on_a_plan(people[0])
    drawn()
    audit = next(iter(everything().values()))

    with request_transaction(principal), pytest.raises(RuleBroken, match="Say why"):
        services.withdraw_audit(actor=principal, audit=audit, reason=" ", now=NOW)
    with request_transaction(principal):
        services.withdraw_audit(actor=principal, audit=audit, reason="Moved away", now=NOW)

    assert next(iter(everything().values())).state == "withdrawn"
    assert work_on(audit.reference) == []


def test_restricting_a_child_hides_the_work_on_their_audit(
    principal, manager, auditor, people, on_a_plan, drawn, everything
):
    from openmash.people import services as people_services

    on_a_plan(people[0])
    drawn()
    with request_transaction(manager):
        people_services.restrict_person(actor=manager, person=people[0], reason="Threats", now=NOW)

    with request_transaction(auditor):
        assert not WorkItem.objects.visible_to(auditor).exists()
        assert not Audit.objects.visible_to(auditor).exists()
