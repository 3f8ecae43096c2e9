"""Case files audited: a round from the draw to what its worker reads, an escalation answered, a second reading that differs."""

import pytest

from openmash.base.transactions import request_transaction
from openmash.caseaudits import queries, services
from openmash.caseaudits.models import Audit
from tests.journeys.ways.acts import actor_of
from tests.journeys.ways.auditing import MACHINE, has_a_plan, was_drawn, wrote
from tests.journeys.ways.conftest import Clock, Visit
from tests.journeys.ways.person import Person as Worker

pytestmark = pytest.mark.journey
# After every other journey: what is audited here is in no figure that another one reads.
LATER = 30


def who_has(audit: Audit) -> str:
    with request_transaction(MACHINE):
        name = Audit.objects.get(pk=audit.pk).auditor_name
    return {"Ada Auditor": "auditor", "Bea Reader": "reader"}[name]


def test_a_round_from_the_draw_to_what_the_worker_reads(visit: Visit, time: Clock) -> None:
    time.passes(days=LATER)
    has_a_plan("Lowri Auditway", "pathway", house="1 Round Row", now=time.moment)
    principal, social = visit("principal"), visit("social")

    plans_and_draws(principal)
    with request_transaction(MACHINE):
        audit = Audit.objects.get(person__given_name="Lowri")
    auditor = visit(who_has(audit))
    auditor.goes_home()
    auditor.follows("Lowri Auditway")
    auditor.reads("To be written", "Judge the last 6 months")
    writes_all_of_it(auditor)
    auditor.reads("What you have finished", audit.reference)
    auditor.does_not_read("Lowri Auditway")

    social.goes_home()
    social.follows("Case-file audit")
    social.follows("Lowri Auditway")
    social.reads(
        "Not timed", "There is no way to tell when it is done.", "Is the plan SMART?", "I would put days on it."
    )
    principal.goes_home()
    principal.follows("What comes after care")
    principal.reads("Finished", "Second readings")


def test_danger_that_an_auditor_found_reaches_a_manager_and_is_answered(visit: Visit, time: Clock) -> None:
    time.passes(days=LATER)
    child = has_a_plan("Mabli Auditfound", "cp", house="2 Round Row", now=time.moment)
    audit = was_drawn(child, "CP", now=time.moment)
    auditor, manager = visit(who_has(audit)), visit("manager")

    auditor.opens(f"/audits/{audit.reference}/")
    auditor.follows("Escalate what cannot wait")
    auditor.chooses("Yes", under="May a child be in danger now?")
    auditor.is_refused("Escalate it", "What did you find")
    auditor.writes("What did you find", "He who hurt her lives there again.")
    auditor.presses("Escalate it")
    auditor.reads("Escalated", "in 1 hour")

    with request_transaction(MACHINE):
        reference = Audit.objects.get(pk=audit.pk).escalations.get().reference
    manager.finds_work("Answer what an auditor escalated", reference)
    manager.reads("He who hurt her lives there again.", "Mabli Auditfound")
    manager.writes("What did you do", "A strategy discussion at noon; she stays with her aunt.")
    manager.presses("Answer")
    manager.reads("she stays with her aunt")
    manager.has_no_work("Answer what an auditor escalated", reference)

    auditor.goes_home()
    auditor.follows("Mabli Auditfound")
    auditor.reads("A strategy discussion at noon", "Mo Manager")


def test_a_second_reader_sees_nothing_of_the_first_and_what_differs_is_agreed(visit: Visit, time: Clock) -> None:
    time.passes(days=LATER)
    child = has_a_plan("Nerys Auditagain", "cin", house="3 Round Row", now=time.moment)
    audit = was_drawn(child, "CIN", now=time.moment)
    first = who_has(audit)
    wrote(first, audit, "good", now=time.moment)
    with request_transaction(actor_of(first)):
        services.finish_audit(actor=actor_of(first), audit=audit, now=time.moment)
    second = next(one for one in queries.second_readings_open() if one.reads_id == audit.pk)
    wrote(who_has(second), second, "good", now=time.moment, but_the_whole=True)
    other, principal, own = visit(who_has(second)), visit("principal"), visit(first)

    other.goes_home()
    other.follows("Nerys Auditagain")
    other.reads("second reading")
    assert other.page.goto(f"/audits/{audit.reference}/").status == 404
    other.opens(f"/audits/{second.reference}/part/whole/")
    other.chooses("Requires improvement to be good", under="The whole")
    other.chooses("Good", under="Impact: what difference")
    for box in other.page.get_by_label("Why this grade?").all():
        box.fill("Nobody asked her father.")
    other.presses("Save this part")
    other.follows("Finish the audit")
    other.presses("Finish the audit")

    principal.goes_home()
    principal.follows("Agree the grades of two readers")
    principal.reads("First reader: Good", "Second reader: Requires improvement to be good", "Nobody asked her father.")
    principal.chooses("Requires improvement to be good", under="The whole: which grade holds?")
    principal.is_refused("Keep what was agreed", "Say why this grade holds")
    principal.writes("Why?", "A file without the father is not good.")
    principal.presses("Keep what was agreed")
    principal.reads("First graded good", "A file without the father is not good.")
    principal.goes_home()
    principal.follows("How far two readers agree")
    principal.reads("All auditors", "A file without the father is not good.", "cannot be said: fewer than 20")
    own.goes_home()
    own.follows("How far two readers agree")
    own.reads("Second readings of your own audits", "A file without the father is not good.")
    own.does_not_read("By auditor")


def plans_and_draws(principal: Worker) -> None:
    """Plan a round about care leavers, of whom there is one, and draw it."""
    principal.goes_home()
    principal.follows("Plan a round")
    principal.is_refused("Plan it", "Choose month")
    principal.picks("Month", "December 2026")
    principal.writes("Theme", "What comes after care")
    principal.chooses("Leaving care")
    principal.chooses("Random")
    principal.writes("How many audits?", "3")
    principal.presses("Plan it")
    principal.reads("1 could be drawn today")
    principal.follows("Draw the audits")
    principal.presses("Draw them")
    principal.reads("1 of 1 were drawn", "it gives the same sample", "Lowri Auditway")


def writes_all_of_it(auditor: Worker) -> None:
    """Be told what is missing, write every part of an audit of a care leaver, and finish it."""
    auditor.follows("Finish the audit")
    auditor.is_refused("Finish the audit", "Still missing: Compliance")
    auditor.follows("Back")
    auditor.follows("Compliance: is it there?")
    auditor.reads("What the record knows", "Name: Lowri Auditway", "NHS number: not held")
    says_yes(auditor)
    auditor.presses("Save this part")
    auditor.follows("Care or pathway plan")
    auditor.reads("A flat of her own by spring", "by 1 March 2027")
    for one in ("Specific", "Measurable", "Achievable", "Relevant"):
        auditor.chooses(one)
    grades(auditor, "Requires improvement to be good", "There is no way to tell when it is done.")
    for part in (
        "Assessment",
        "The child’s voice",
        "Home and the people",
        "Risk Sensible",
        "Review and",
        "Supervision",
    ):
        auditor.follows(part)
        says_yes(auditor)
        grades(auditor, "Good", "Her own words, and what came of them.")
    auditor.follows("With the social worker")
    auditor.chooses("Yes", under="Did you meet the social worker?")
    auditor.is_refused("Save this part", "Say when you met")
    day(auditor, "When?", "17 11 2026")
    auditor.writes("What does the worker think of it?", "I would put days on it.")
    auditor.presses("Save this part")
    auditor.follows("The whole, and its impact")
    for question in ("The whole", "Impact: what difference"):
        auditor.chooses("Good", under=question)
    for box in auditor.page.get_by_label("Why this grade?").all():
        box.fill("She is on her way.")
    auditor.chooses("SMART planning")
    auditor.presses("Save this part")
    auditor.follows("Finish the audit")
    auditor.presses("Finish the audit")


def says_yes(worker: Worker) -> None:
    """Answer yes to everything that is asked."""
    for box in worker.page.get_by_label("Yes", exact=True).all():
        box.check()


def grades(worker: Worker, grade: str, why: str) -> None:
    worker.chooses(grade, under="Grade of this section")
    worker.writes("Why this grade?", why)
    worker.presses("Save this part")


def day(worker: Worker, question: str, words: str) -> None:
    group = worker.page.get_by_role("group", name=question, exact=True).last
    for part, value in zip(("Day", "Month", "Year"), words.split(), strict=True):
        group.get_by_label(part).fill(value)
