"""The pack's questions: each can be answered where it is asked, and what had to be answered holds a decision back."""

import pytest
from django.urls import reverse

from openmash.agencies import queries as agencies
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.frontdoor.models import PromptAnswer
from openmash.frontdoor.queries.facts import BEFORE_DECIDING, asked_by_a_decision, facts_for
from openmash.frontdoor.queries.screening import MOMENTS
from openmash.frontdoor.services import decisions, history, screening
from openmash.frontdoor.tests.conftest import NOW, fresh
from openmash.frontdoor.tests.test_pages import browser, key_on  # noqa: F401
from openmash.sharing.services import PositionGiven

LOWERED = "rating-lowered"


def test_every_moment_of_the_pack_has_a_place_where_it_asks(pack):
    asked_elsewhere = {"telling_family"}  # on the page where it is recorded that the family was approached
    moments = {str(moment) for prompt in agencies.pack_in_force().prompts for moment in prompt.at}

    assert moments <= set(MOMENTS) | asked_elsewhere
    assert set(BEFORE_DECIDING) <= set(MOMENTS)


@pytest.fixture
def lowered(worker, screened):
    """A contact rated red and then amber, with nobody asked yet why."""
    contact, children = screened("red")
    with request_transaction(worker):
        screening.rate_rag(actor=worker, children=children, rag="amber", reason="Seen at school", now=NOW)
        return fresh(worker, contact)


def codes(worker, child, outcome="NFA", level=1):
    facts = facts_for(worker, child, outcome=outcome, level=level, now=NOW)
    return {prompt.code for prompt in asked_by_a_decision(child, facts, now=NOW)}


def test_a_question_asked_while_rating_holds_the_decision_until_it_is_answered(worker, lowered):
    _, children = lowered
    with request_transaction(worker):
        said = dict.fromkeys(codes(worker, children[0]), "Weighed")
        without = {code: words for code, words in said.items() if code != LOWERED}
        assert LOWERED in said
        given = {"actor": worker, "children": children, "outcome": "NFA", "level": 1, "rationale": "Weighed"}
        with pytest.raises(RuleBroken, match="rated higher"):
            decisions.propose_decision(**given, answers=without, now=NOW)
    with request_transaction(worker):
        decisions.propose_decision(**given, answers=said, now=NOW)

        assert PromptAnswer.objects.filter(prompt=LOWERED, words="Weighed").count() == len(children)


def test_a_question_answered_before_is_not_asked_again(worker, lowered):
    _, children = lowered
    with request_transaction(worker):
        screening.answer_prompt(actor=worker, children=children, prompt=LOWERED, words="Seen at school", now=NOW)

        assert LOWERED not in codes(worker, children[0])


@pytest.mark.parametrize(
    ("outcome", "level", "asked"),
    [
        pytest.param("S17", 3, True, id="going-ahead"),
        pytest.param("NFA", 1, False, id="closing-goes-ahead-with-nothing"),
        pytest.param("STRAT", 4, False, id="harm-likely-needs-no-telling"),
    ],
)
def test_why_the_family_is_not_told_is_asked_of_a_decision_that_goes_ahead(worker, screened, outcome, level, asked):
    contact, _ = screened()
    with request_transaction(worker):
        given = PositionGiven(told="not_told", agreement="not_sought")
        screening.record_family_position(actor=worker, contact=contact, given=given, now=NOW)
        _, children = fresh(worker, contact)

        assert ("going-ahead-without-telling" in codes(worker, children[0], outcome, level)) is asked


def test_after_a_lower_colour_the_page_asks_at_once_and_the_answer_goes_for_the_siblings(browser, worker, screened):  # noqa: F811
    contact, children = screened("red")
    place = {"reference": contact.reference, "child": children[0].person.reference}
    rate = reverse("frontdoor:rate_rag", kwargs=place)
    answers = {"rag": "amber", "reason": "Seen", "same": "on", "idempotency_key": key_on(browser.get(rate))}

    asked = browser.post(rate, answers)["Location"]

    assert asked.endswith(f"?prompt={LOWERED}")
    page = browser.get(asked)
    assert "rated higher" in page.content.decode()
    browser.post(asked, {"words": "Seen at school", "same": "on", "idempotency_key": key_on(page)})
    with request_transaction(worker):
        assert PromptAnswer.objects.filter(prompt=LOWERED).count() == len(children)


def test_approaching_the_family_before_the_history_asks_why(browser, worker, taken):  # noqa: F811
    page = browser.get(reverse("frontdoor:approach_family", kwargs={"reference": taken.reference}))

    assert "say why waiting would be wrong" in page.content.decode()
    with request_transaction(worker), pytest.raises(RuleBroken, match="history"):
        history.record_family_approached(actor=worker, contact=taken, reason="", now=NOW)
