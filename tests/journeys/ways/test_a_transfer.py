"""A contact between two teams: rejected once, offered again, rejected again, settled; and a red, which nobody rejects."""

import pytest

from tests.journeys.ways.acts import was_called
from tests.journeys.ways.conftest import Clock, Visit

pytestmark = pytest.mark.journey


def offers(worker, reference: str, *, because: str) -> None:
    worker.opens(f"/contacts/{reference}/")
    worker.follows("Offer to another team")
    worker.reads("Contacts of Central go to")
    worker.picks("Offer it to which team?", "Central MASH team")
    worker.writes("Why this team?", because)
    worker.presses("Offer the transfer")


def rejects(worker, reference: str, *, because: str) -> None:
    worker.finds_work("Accept or reject the transfer", reference)
    worker.chooses("No, it stays with the team that offers it")
    worker.is_refused("Send the answer", "Say why your team cannot take it")
    worker.writes("If not, why?", because)
    worker.presses("Send the answer")


def test_a_transfer_rejected_twice_is_settled_by_a_manager(visit: Visit, time: Clock) -> None:
    triage, central, manager = visit("triage"), visit("central"), visit("manager")
    reference = was_called("triage", "Twm Example", colour="amber", now=time.moment)

    offers(triage, reference, because="They live in Preston.")
    triage.reads("Accept or reject the transfer", "Central MASH team", "due 14:00, in 4 hours")
    rejects(central, reference, because="The father lives in Burnley now.")
    triage.opens(f"/contacts/{reference}/")
    triage.does_not_read("Accept or reject the transfer")
    triage.page.get_by_text("Transfers so far").click()
    triage.reads(
        "rejected by Central MASH team. Offered because: They live in Preston. Answered: The father lives in Burnley now."
    )

    offers(triage, reference, because="The children live with their mother in Preston.")
    rejects(central, reference, because="We still think that it is East’s.")
    triage.opens(f"/contacts/{reference}/")
    triage.reads("Settle the transfer", "due 12:00, in 2 hours")
    triage.does_not_read("Offer to another team")

    manager.finds_work("Settle the transfer", reference)
    manager.reads("The father lives in Burnley now.", "We still think that it is East’s.")
    manager.picks("Which team takes it?", "Central MASH team")
    manager.writes("Why?", "The children live in Preston, whoever moves.")
    manager.presses("Settle the transfer")
    manager.reads("with Central MASH team")

    central.finds_work("Decide", reference)
    central.reads("with Central MASH team")


def test_a_red_is_taken_and_never_rejected(visit: Visit, time: Clock) -> None:
    triage, central = visit("triage"), visit("central")
    reference = was_called("triage", "Rhodri Example", colour="red", now=time.moment)

    offers(triage, reference, because="They live in Preston.")
    triage.reads("due 11:00, in 1 hour")
    central.finds_work("Accept or reject the transfer", reference)
    central.reads("A red contact is never rejected")
    central.chooses("No, it stays with the team that offers it")
    central.writes("If not, why?", "Not ours.")
    central.is_refused("Send the answer", "never rejected")
    central.chooses("Yes, we take it")
    central.presses("Send the answer")
    central.reads("with Central MASH team")


def test_an_offer_is_taken_back_before_it_is_answered(visit: Visit, time: Clock) -> None:
    triage, central = visit("triage"), visit("central")
    reference = was_called("triage", "Delyth Example", colour="amber", now=time.moment)

    offers(triage, reference, because="They live in Preston.")
    triage.follows("Take the offer to another team back")
    triage.writes("Why do you take it back?", "The address was misheard.")
    triage.presses("Take the offer back")
    triage.reads("with ")

    central.has_no_work("Accept or reject the transfer", reference)
