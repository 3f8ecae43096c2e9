"""A form sent twice, and a form sent again after the back button: nothing twice, and a sentence that says so."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from openmash.base.actors import Actor
from openmash.base.transactions import request_transaction
from openmash.frontdoor.models import Contact, Decision, RagRating
from tests.journeys.edges.area import Area
from tests.journeys.edges.looking import faults_of

pytestmark = pytest.mark.journey
STORY = "What is the caller telling you?"
AT_ONCE = """async () => {
  const form = document.querySelector('main form'), body = new URLSearchParams(new FormData(form));
  const send = () => fetch(location.href, {method: 'POST', body});
  const answers = await Promise.all([send(), send(), send()]);
  return answers.map(answer => [answer.status, answer.url]);
}"""


def contacts_told(words: str) -> int:
    with request_transaction(Actor.machine("test")):
        return Contact.objects.filter(story=words).count()


def told(page: Page, words: str) -> None:
    page.goto("/calls/new/?call=" + re.sub(r"\W", "", words))
    page.get_by_label(STORY).fill(words)
    page.get_by_label("Given name").first.fill("Elin")


def test_a_double_click_makes_one_contact(visitor: Callable[..., Page]) -> None:
    page = visitor("triage")
    told(page, "Told by a double click.")

    page.get_by_role("button", name=re.compile("^Save and ")).dblclick()
    page.wait_for_url("**/contacts/C-*/**")

    assert contacts_told("Told by a double click.") == 1


def test_three_sendings_at_the_same_moment_make_one_contact_and_one_answer(visitor: Callable[..., Page]) -> None:
    page = visitor("triage")
    told(page, "Told three times at once.")

    answers = page.evaluate(AT_ONCE)

    assert {status for status, _ in answers} == {200}
    assert len({url for _, url in answers}) == 1
    assert contacts_told("Told three times at once.") == 1


def decide(page: Page, words: str) -> None:
    page.get_by_label("Information and advice").check()
    page.get_by_role("group", name="Level of need you decide on").get_by_label(re.compile("^2:")).check()
    page.get_by_label("Why? What did you weigh").fill(words)
    page.get_by_role("button", name="Decide", exact=True).click()


def test_a_decision_sent_again_after_the_back_button_stays_one_decision(
    area: Area, visitor: Callable[..., Page]
) -> None:
    contact = area.weighed(area.screened(area.call()), "ADVICE", 2)
    child, page = area.child_of(contact), visitor("triage")
    page.goto(f"/contacts/{contact.reference}/children/{child}/decide/")
    decide(page, "Seen by the school every day.")
    page.wait_for_url(re.compile(f"/contacts/{contact.reference}/(#.*)?$"))

    page.go_back()
    decide(page, "Seen by the school every day, and by us.")

    expect(page.locator("main")).to_contain_text(
        re.compile("been decided or passed on already|already sent with other words")
    )
    assert "Seen by the school every day, and by us." in page.content()
    assert faults_of(page) == []
    with request_transaction(Actor.machine("test")):
        assert Decision.objects.filter(child__contact__reference=contact.reference).count() == 1


def test_the_same_form_with_other_words_is_refused_and_its_words_given_back(
    area: Area, visitor: Callable[..., Page]
) -> None:
    contact = area.call()
    child, page = area.child_of(contact), visitor("triage", java_script_enabled=False)
    page.goto(f"/contacts/{contact.reference}/children/{child}/colour/")
    page.get_by_role("radio").first.check()
    page.get_by_label("Why this colour?").fill("Hurt today.")
    key = page.locator("[name=idempotency_key]").get_attribute("value") or ""
    token = page.locator("main [name=csrfmiddlewaretoken]").get_attribute("value") or ""
    page.get_by_role("button", name=re.compile("Save|Set")).first.click()
    page.wait_for_url(f"**/contacts/{contact.reference}/**")

    address = f"/contacts/{contact.reference}/children/{child}/colour/"
    form = {"csrfmiddlewaretoken": token, "idempotency_key": key, "rag": "green", "reason": "Another thought."}
    answer = page.request.post(address, form=form)

    assert answer.status == 409
    assert "already sent with other words" in answer.text()
    assert "Another thought." in answer.text()
    with request_transaction(Actor.machine("test")):
        assert RagRating.objects.filter(child__contact__reference=contact.reference).count() == 1
