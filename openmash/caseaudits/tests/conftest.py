"""Lancashire's pack, children with plans, and those who audit, oversee and are audited."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from openmash.accounts.models import User
from openmash.agencies import queries as agencies
from openmash.agencies.choices import Role
from openmash.agencies.tests.lancashire import load_lancashire
from openmash.agencies.tests.lancashire import worker as somebody
from openmash.base import clock
from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.caseaudits.choices import AuditKind, AuditState, Cohort, Sampling, Source
from openmash.caseaudits.models import Answer, Audit, Grade
from openmash.people.models import Person

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=LONDON)  # a Wednesday
MACHINE = Actor.machine("test")


@pytest.fixture
def lancashire(db):
    load_lancashire()


@pytest.fixture
def principal(lancashire):
    return somebody(Role.PRINCIPAL_SOCIAL_WORKER, "mash-management", name="Petra Principal")


@pytest.fixture
def auditor(lancashire):
    return somebody(Role.AUDITOR, "front-door-support", name="Ada Auditor")


@pytest.fixture
def second_auditor(lancashire):
    return somebody(Role.AUDITOR, "front-door-support", email="second@example.org", name="Sim Second")


@pytest.fixture
def social_worker(lancashire):
    return somebody(Role.SOCIAL_WORKER, "central-social-work", name="Sol Social")


@pytest.fixture
def locality_manager(lancashire):
    return somebody(Role.LOCALITY_MANAGER, "central-social-work", name="Lou Locality")


@pytest.fixture
def manager(lancashire):
    return somebody(Role.MASH_MANAGER, "mash-management", name="Mo Manager")


@pytest.fixture
def police(lancashire):
    return somebody(Role.PARTNER, "police-mash", name="Pol Partner")


@pytest.fixture
def people(lancashire):
    """Return three children; the last is restricted."""
    with request_transaction(MACHINE):
        return [
            Person.objects.create(
                reference=f"P-90{number}",
                given_name=given,
                family_name="Example",
                date_of_birth=date(2013 + number, 3, 4),
                restricted=given == "Cari",
                created_at=NOW,
            )
            for number, given in enumerate(("Aled", "Bryn", "Cari"))
        ]


@pytest.fixture
def make_audit(lancashire):
    """Return what makes an audit as it stands, without the services that lead there."""

    def make(person=None, *, auditor=None, state=AuditState.ALLOCATED, grades=None, answers=None, **more):
        finished = state == AuditState.FINISHED
        with request_transaction(MACHINE):
            audit = Audit.objects.create(
                reference=f"AU-{Audit.objects.count() + 1}",
                person=person,
                auditor_id=auditor.user_id if auditor else None,
                state=state,
                made_at=NOW,
                made_by="system:test",
                **{
                    "auditor_name": auditor.name if auditor else "",
                    "kind": AuditKind.FIRST,
                    "cohort": Cohort.CP,
                    "locality": "Central",
                    "sample": Sampling.RANDOM,
                    "source": Source.OWN if person else Source.ELSEWHERE,
                    "toolkit": "need-and-protection",
                    "pack": agencies.current_pack_version() if person else None,
                    "audited_on": NOW.date() if finished else None,
                    "finished_at": NOW if finished else None,
                    "finished_by": "system:test" if finished else "",
                }
                | more,
            )
            for section, grade in (grades or {}).items():
                Grade.objects.create(audit=audit, section=section, grade=grade)
            for (section, question, *item), answer in (answers or {}).items():
                Answer.objects.create(
                    audit=audit, section=section, question=question, item="".join(item), answer=answer
                )
        return audit

    return make


@pytest.fixture
def on_a_plan(social_worker):
    """Return what puts a child on a child protection plan, with a worker and items of the plan."""
    from openmash.cases import queries as cases
    from openmash.cases import services
    from openmash.cases.services import FactGiven

    def put(person, *, kind="cp", worker="Sol Social", team="Central social work team", items=("Go to school",)):
        with request_transaction(MACHINE):

            def happened(fact, variety="", part=None, **answers):
                given = FactGiven(date(2026, 9, 1), None, variety, answers)
                return services.record_fact(actor=MACHINE, person=person, kind=fact, given=given, part_of=part, now=NOW)

            plan = happened("plan", kind)
            happened("worker", worker=worker, team=team)
            for words in items:
                happened("plan-item", part=plan, words=words, by=date(2026, 12, 1))
            return cases.plans_of(MACHINE, person)[0]

    return put


@pytest.fixture
def plan(principal):
    """Return what plans a round as the principal social worker."""
    from openmash.caseaudits import services

    def made(**more):
        given = {"month": NOW.date(), "theme": "Plans", "cohorts": ["CP"], "sampling": "random", "size": 5} | more
        with request_transaction(principal):
            return services.plan_round(actor=principal, given=services.RoundGiven(**given), now=NOW)

    return made


@pytest.fixture
def drawn(principal, plan):
    """Return what plans and draws a round."""
    from openmash.caseaudits import services

    def made(chosen=(), seed="a1", **more):
        held = plan(**more)
        with request_transaction(principal):
            services.draw_round(actor=principal, audit_round=held, chosen=chosen, seed=seed, now=NOW)
        return held

    return made


@pytest.fixture
def everything():
    """Return all audits there are, by reference: no actor sees more."""

    def read():
        with request_transaction(MACHINE):
            return {one.reference: one for one in Audit.objects.select_related("person").order_by("pk")}

    return read


@pytest.fixture
def write_whole(lancashire):
    """Return what answers everything that an audit asks, as its auditor."""
    from openmash.caseaudits import queries, services

    def write(actor, audit, *, grades=None, smart="yes", now=NOW):
        grades = {"overall": "good", "impact": "good"} | (grades or {})
        with request_transaction(actor):
            toolkit = queries.toolkit_of(audit)
            items = [one.reference for one in queries.plan_items_of(audit)] or [""]
            asked = [one for one in toolkit.compliance if one.asked_of(audit.cohort)]
            answers = [services.AnswerGiven(one.code, "yes") for one in asked]
            services.save_part(actor=actor, audit=audit, part="compliance", given=services.PartGiven(answers), now=now)
            for section in (one for one in toolkit.sections if one.asked_of(audit.cohort)):
                of = items if section.each_plan_item else [""]
                said = [
                    services.AnswerGiven(one.code, smart if section.each_plan_item else "yes", item)
                    for item in of
                    for one in section.questions
                    if one.asked_of(audit.cohort)
                ]
                grade = services.GradeGiven(grades.get(section.code, "good"), why="Because")
                given = services.PartGiven(said, grade)
                services.save_part(actor=actor, audit=audit, part=section.code, given=given, now=now)
            met = services.MeetingGiven(True, NOW.date(), "I would do more")
            services.save_meeting(actor=actor, audit=audit, given=met, now=now)
            whole = services.WholeGiven(
                services.GradeGiven(grades["overall"], why="Because"),
                services.GradeGiven(grades["impact"], why="Because"),
                ("drift",),
            )
            services.save_whole(actor=actor, audit=audit, given=whole, now=now)

    return write


@pytest.fixture
def signed_in(monkeypatch, settings):
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    monkeypatch.setattr(clock, "now", lambda: NOW)

    def sign_in(actor):
        client = Client()
        user = User.objects.get(pk=actor.user_id)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
