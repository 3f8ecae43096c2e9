"""Every measure of case-file audit, counted by hand on a handful of audits. "Now" is 20 November 2026; the period is the autumn."""

from datetime import date, datetime

import pytest

from openmash.agencies import queries as agencies
from openmash.base.clock import LONDON
from openmash.base.transactions import request_transaction
from openmash.caseaudits.models import AgreedGrade, Answer, Audit, Escalation, Grade
from openmash.frontdoor.tests.conftest import MACHINE, pack  # noqa: F401 - the fixture
from openmash.indicators import queries
from openmash.indicators.engine import counting, keeping
from openmash.indicators.engine.auditcohorts import AUDITS
from openmash.indicators.queries.counted import counted as counted_by
from openmash.indicators.rules.periods import Period

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=LONDON)
AUTUMN = Period(date(2026, 10, 1), date(2026, 11, 30))
SMART = {("plan", "smart_plan", ""): "no"}


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=LONDON)


def audit(number, day, *, grades=(), answers=(), sample="random", kind="first", state="finished", reads=None, **more):
    """Write one audit as the services leave it. `grades`: section, grade, the earlier audit's; `answers`: question and answer."""
    held = Audit.objects.create(
        reference=f"AU-{number}", source="elsewhere", source_id=str(number), kind=kind, reads=reads, state=state,
        cohort="CP", sample=sample, made_at=at(1), made_by="system:test", audited_on=day,
        finished_at=at(19) if state == "finished" else None, finished_by="user:1" if state == "finished" else "",
        **{"locality": "Central", "team": "central-social-work"} | more,
    )  # fmt: skip
    for section, grade, before in grades:
        Grade.objects.create(audit=held, section=section, grade=grade, previous_grade=before)
    for question, answer, *item in answers:
        Answer.objects.create(audit=held, section="any", question=question, item="".join(item), answer=answer)
    return held


def write_audits() -> None:
    # 1 Good, better than before; all but the chronology on the file; the child heard and acted on; made with the worker.
    first = audit(
        1, date(2026, 10, 5),
        grades=[("overall", "good", "requires_improvement"), ("impact", "outstanding", ""), ("risk", "inadequate", "")],
        answers=[("chronology", "no"), ("gp", "yes"), ("court_documents", "na"), ("voice_heard", "yes"),
                 ("voice_recorded", "yes"), ("voice_acted_on", "yes")],
        social_worker_met=True, feedback_from="Mother",
    )  # fmt: skip
    # 2 Good by its first reader; the two agreed on requires improvement, which is worse than before. One item is not timed.
    second = audit(
        2, date(2026, 11, 4), locality="North", team="north-social-work",
        grades=[("overall", "good", "good"), ("impact", "requires_improvement", "")],
        answers=[("smart_plan", "yes", "1"), ("smart_plan", "no", "2"), ("gp", "yes"), ("voice_acted_on", "no")],
        social_worker_met=False,
    )  # fmt: skip
    AgreedGrade.objects.create(
        audit=second, section="overall", before="good", second="requires_improvement", after="requires_improvement",
        reason="So", agreed_at=at(18), agreed_by="user:1",
    )  # fmt: skip
    # 3 Outstanding, as before; nothing answered, and not said whether the worker was there.
    audit(3, date(2026, 11, 30), grades=[("overall", "outstanding", "outstanding")], feedback_from=" ")
    # None of these counts: chosen for a reason, as many from each group, not given how, a second reading, not finished, October 2025.
    poor = [("overall", "inadequate", "good")]
    audit(4, date(2026, 11, 3), grades=poor, sample="targeted", answers=[("gp", "no")], social_worker_met=False)
    audit(5, date(2026, 11, 3), grades=poor, sample="stratified")
    audit(6, date(2026, 11, 3), grades=poor, sample="")
    audit(7, date(2026, 11, 3), grades=poor, kind="second", reads=first)
    audit(8, date(2026, 11, 3), grades=poor, state="started")
    audit(9, date(2025, 10, 3), grades=[("overall", "good", "")])
    # Answered at the very moment it was due; a second late; due and not answered; not due yet; of a targeted audit, in time.
    for number, (of, due, answered) in enumerate(
        [("AU-1", at(4, 17), at(4, 17)), ("AU-1", at(4, 17), at(5)), ("AU-2", at(19), None), ("AU-2", at(23), None),
         ("AU-4", at(4, 17), at(4, 10))], 1,
    ):  # fmt: skip
        Escalation.objects.create(
            reference=f"ES-{number}", audit=Audit.objects.get(reference=of), words="So",
            team=agencies.team_by_code("mash-management"), raised_at=at(3), raised_by="user:1", due_at=due,
            due_rule="audit-escalation", answered_at=answered, answered_by="user:2" if answered else "",
        )  # fmt: skip


# Measure: (counted, measured), by hand from the audits above, by their number.
WHOLE = {
    "audits_finished": (3, 3),  # 1, 2, 3
    "audits_good_or_better": (2, 3),  # 1, 3: what two readers agreed holds
    "audits_impact_good_or_better": (1, 2),
    "audits_improved": (1, 3),
    "audits_same": (1, 3),  # 3
    "audits_worse": (1, 3),  # 2
    "audits_gp": (2, 2),
    "audits_chronology": (0, 1),
    "audits_court_documents": (0, 0),  # it did not apply
    "audits_smart_plan": (0, 1),  # one item of two
    "audits_voice_heard": (1, 1),
    "audits_voice_recorded": (1, 1),
    "audits_voice_acted_on": (1, 2),
    "audits_worker_met": (1, 2),
    "audits_family_heard": (1, 3),
    "audit_escalations_in_time": (2, 4),
}
NOBODY_ASKED = set(AUDITS) - set(WHOLE)


@pytest.fixture
def counted(pack, fresh_extracts):  # noqa: F811
    with request_transaction(MACHINE):
        write_audits()
        yield keeping.extract(now=NOW, whole=True)


def test_every_measure_of_audits_is_counted_as_it_was_by_hand(counted):
    found = counted_by(list(AUDITS), AUTUMN, counted)

    assert {code: found[code][""] for code in WHOLE} == WHOLE
    assert {code: found[code][""] for code in NOBODY_ASKED} == dict.fromkeys(NOBODY_ASKED, (0, 0))


def test_audits_are_counted_by_locality_team_and_month(counted):
    assert counted_by(["audits_finished"], AUTUMN, counted, by="locality")["audits_finished"] == {
        "Central": (2, 2),
        "North": (1, 1),
    }
    assert counted_by(["audits_good_or_better"], AUTUMN, counted, by="team")["audits_good_or_better"] == {
        "central-social-work": (2, 2),
        "north-social-work": (0, 1),
    }
    months = counted_by(["audits_finished"], AUTUMN, counted, by="month")["audits_finished"]
    assert months == {"2026-10": (1, 1), "2026-11": (2, 2)}


def test_as_of_an_earlier_day_what_was_answered_or_agreed_since_is_not_known(counted):
    then = counting.Asked(AUTUMN.start, AUTUMN.end, as_of=at(4, 12))
    codes = ["audits_finished", "audit_escalations_in_time"]
    found = counting.count(codes, then, counted)

    # No audit was finished by then; of the escalations one was answered, and none of the others was due.
    assert found == {"audits_finished": {}, "audit_escalations_in_time": {"": (1, 1)}}


def test_each_has_its_definition_and_none_speaks_of_targeted_audits(counted):
    entries = [one for one in queries.measures_in_force(NOW) if one.theme == "audit"]

    assert {one.code for one in entries} == set(AUDITS)
    assert all("drawn at random" in one.data or one.code == "audit_escalations_in_time" for one in entries)
    [figure] = queries.measure_figures("audits_good_or_better", AUTUMN, now=NOW)
    assert figure.sentence == "2 of 3 graded good or outstanding; too few for a percentage"
