"""A case from referral to protection plan: recorded, read in the child's story, corrected, and one fact withdrawn."""

import pytest

from openmash.base.transactions import request_transaction
from openmash.people.models import Person
from tests.journeys.ways.acts import actor_of, was_called
from tests.journeys.ways.conftest import Clock, Visit
from tests.journeys.ways.person import Person as Worker

pytestmark = pytest.mark.journey


def test_what_happened_in_a_case_is_recorded_corrected_and_read_in_the_story(visit: Visit, time: Clock) -> None:
    triage = visit("triage")
    was_called("triage", "Meirion Casebook", now=time.moment, address="5 Record Row", postcode="PR2 8UQ")
    with request_transaction(actor_of("manager")):
        child = Person.objects.get(given_name="Meirion", family_name="Casebook").reference

    triage.opens(f"/children/{child}/")
    triage.follows("Case record")
    triage.reads("Nothing of a case is recorded here")
    triage.follows("Referral")
    triage.is_refused("Record it", "Enter received on")
    says(triage, "Received on", "2 11 2026")
    triage.picks("Primary need", "Abuse or neglect")
    triage.presses("Record it")
    triage.reads("Referral", "Since 2 November 2026", "Primary need: Abuse or neglect", "Entered here")

    triage.follows("Child protection conference")
    triage.chooses("Initial child protection conference")
    says(triage, "Held on", "10 11 2026")
    triage.chooses("Child protection plan", under="What was decided")
    triage.presses("Record it")
    triage.follows("Plan")
    triage.chooses("Child protection plan", under="Which was it?")
    says(triage, "Started on", "10 11 2026")
    triage.presses("Record it")
    triage.reads("What is due", "Initial child protection conference, 10 november 2026")
    triage.follows("Visit")
    triage.chooses("Child protection visit")
    says(triage, "Visited on", "16 11 2026")
    triage.chooses("No", under="Was the child seen?")
    triage.chooses("Yes", under="Was the child seen alone?")
    triage.is_refused("Record it", "A child who was not seen cannot have been seen alone")
    triage.chooses("Yes", under="Was the child seen?")
    triage.presses("Record it")

    triage.opens(f"/children/{child}/")
    triage.reads("Open to children's social care", "Child protection plan began", "The child was seen alone")
    triage.follows("Referral received")
    triage.follows("Correct this")
    says(triage, "Received on", "1 11 2026")
    triage.is_refused("Save the correction", "Answer “Why is it corrected?”")
    triage.writes("Why is it corrected?", "It came on the Sunday.")
    triage.presses("Save the correction")
    triage.reads("1 November 2026", "What it said before", "2 November 2026", "It came on the Sunday.")
    triage.follows("Case record")
    triage.follows("Child protection visit")
    triage.follows("Withdraw it as wrong")
    triage.writes("Why is it wrong?", "It was his cousin who was visited.")
    triage.presses("Withdraw it")
    triage.reads("Withdrawn as wrong", "It was his cousin who was visited.")


def says(worker: Worker, question: str, day: str) -> None:
    group = worker.page.get_by_role("group", name=question, exact=True).last
    for part, value in zip(("Day", "Month", "Year"), day.split(), strict=True):
        group.get_by_label(part).fill(value)
