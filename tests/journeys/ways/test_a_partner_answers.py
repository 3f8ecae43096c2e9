"""The police answer on a telephone with a photograph, by pages alone; and a partner tries everything else."""

from pathlib import Path

import pytest

from openmash.base.tests import hostile
from tests.journeys.served import TELEPHONE
from tests.journeys.ways.acts import was_called
from tests.journeys.ways.conftest import Clock, Visit

pytestmark = pytest.mark.journey


def is_asked(visit: Visit, time: Clock, child: str) -> tuple[str, str]:
    """Have the triage team ask the police about a child; give the contact's reference and the request's."""
    reference = was_called("triage", child, colour="amber", now=time.now())
    triage = visit("triage")
    triage.opens(f"/contacts/{reference}/agencies/ask/")
    triage.page.locator('input[name="agencies"][value="LANCS-POLICE"]').evaluate("box => box.click()")
    for box in triage.page.locator('input[name="people"]').all():
        box.check()
    for name in ("purpose", "lawful_bases", "told"):
        triage.page.locator(f'input[name="{name}"]').first.evaluate("box => box.click()")
    triage.presses("Ask them")
    police = visit("police")
    police.opens("/requests/")
    link = police.page.locator("main").get_by_role("link", name=child).first.get_attribute("href")
    assert link
    return reference, link


def test_an_answer_with_a_photograph_from_a_telephone(visit: Visit, time: Clock, tmp_path: Path) -> None:
    reference, asked = is_asked(visit, time, "Fflur Photograph")
    (tmp_path / "IMG_0417.jpg").write_bytes(hostile.photograph(800, 600))
    (tmp_path / "report.pdf").write_bytes(b"<!doctype html><script>alert(1)</script>")
    police = visit("police")
    police.page.set_viewport_size(TELEPHONE)
    police.opens(asked)
    police.follows("We know this family")
    police.writes("What else do you know", "A neighbour showed us a bruise on her arm.")
    police.chooses("Ask us before you share it with the family")
    police.chooses("No, more is to come")

    police.page.get_by_label("Photographs and documents").set_input_files(
        [tmp_path / "IMG_0417.jpg", tmp_path / "report.pdf"]
    )
    police.is_refused("Send the answer", "report.pdf: This is a web page")
    police.page.get_by_label("Photographs and documents").set_input_files([tmp_path / "IMG_0417.jpg"])
    police.presses("Send the answer")

    police.reads("A neighbour showed us a bruise", "IMG_0417.jpg", "Photograph", "Not scanned for viruses")
    assert police.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")
    triage = visit("triage")
    triage.opens(f"/contacts/{reference}/agencies/")
    triage.reads("A neighbour showed us a bruise", "IMG_0417.jpg", "Not scanned for viruses")
    with triage.page.expect_download() as taken:
        triage.page.get_by_role("link", name="IMG_0417.jpg").click()
    content = Path(taken.value.path()).read_bytes()
    assert content.startswith(b"\xff\xd8")
    assert hostile.SECRET_PLACE not in content


def test_a_partner_who_tries_everything_else(visit: Visit, time: Clock) -> None:
    reference, asked = is_asked(visit, time, "Tegwen Tries")
    health = visit("health")
    tried = [
        asked,
        f"{asked}answer/",
        f"{asked}decline/",
        f"{asked}files/F-10001/",
        f"/contacts/{reference}/",
        f"/contacts/{reference}/agencies/",
        f"/hub/{reference}/",
        "/people/?q=Tegwen",
        "/outbox/",
    ]
    for address in tried:
        answer = health.page.request.get(
            health.page.url.split("/", 3)[0] + "//" + health.page.url.split("/", 3)[2] + address
        )
        assert answer.status in (403, 404), f"{address}: {answer.status}"
        assert "Tegwen" not in answer.text(), address
    health.opens("/requests/")
    health.does_not_read("Tegwen")


def test_a_member_of_the_hub_sees_what_is_released_and_adds_to_it(visit: Visit, time: Clock) -> None:
    reference, asked = is_asked(visit, time, "Heledd Hub")
    police = visit("police")
    police.opens(asked)
    police.follows("We know this family")
    police.writes("What else do you know", "Called to the home in June.")
    police.chooses("Must not be shared with the family")
    police.chooses("No, more is to come")
    police.presses("Send the answer")

    member = visit("hub")
    member.opens("/hub/")
    member.does_not_read("Heledd")
    triage = visit("triage")
    triage.opens(f"/contacts/{reference}/agencies/hub/")
    triage.page.get_by_label("Which agency?").select_option(value="HEALTH-0-19")
    triage.presses("Add it")
    member.opens(f"/hub/{reference}/")
    member.reads("Heledd Hub", "Nothing yet")
    member.does_not_read("Called to the home")

    triage.opens(f"/contacts/{reference}/agencies/")
    triage.follows("Release to the hub")
    triage.presses("Release it")
    triage.reads("Released to the hub")
    member.opens(f"/hub/{reference}/")
    member.reads("Called to the home in June", "Must not be shared with the family")
    member.writes("What do you add?", "Seen at the clinic in May.")
    member.presses("Add it")
    member.reads("Seen at the clinic in May.")
    triage.opens(f"/contacts/{reference}/agencies/")
    triage.reads("Seen at the clinic in May.")
