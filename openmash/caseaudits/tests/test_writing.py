"""An audit while it is written: in two windows, of a plan that is not recorded here, and without a name where everybody reads."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from openmash.base import acts
from openmash.base.errors import RuleBroken
from openmash.base.transactions import request_transaction
from openmash.caseaudits import forms, queries, rules, services
from openmash.caseaudits.models import Answer, Audit, Grade
from openmash.caseaudits.tests.conftest import MACHINE, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def audit(auditor, people, make_audit):
    return make_audit(people[0], auditor=auditor)


def address(audit, part):
    return reverse("caseaudits:write_part", kwargs={"reference": audit.reference, "part": part})


def opened(client, audit, part):
    """Return what the form of a part carries along unseen."""
    form = client.get(address(audit, part)).context_data["form"]
    return {"version": form["version"].value(), "shown": form["shown"].value()}


def send(client, audit, part, carried, **said):
    data = {"idempotency_key": acts.fresh_key(), **carried, **said}
    return client.post(address(audit, part), data)


def test_what_is_saved_in_one_window_is_not_lost_to_another(signed_in, auditor, audit):
    client = signed_in(auditor)
    one, other = opened(client, audit, "voice"), opened(client, audit, "voice")
    assert send(client, audit, "voice", one, evidence="Seen alone").status_code == 302

    page = send(client, audit, "voice", other, evidence="Not asked")

    assert page.status_code == 409
    assert "You, in another window, saved this while you were writing" in page.content.decode()
    assert "Seen alone" in page.content.decode()
    assert "Not asked" in page.content.decode()
    with request_transaction(MACHINE):
        assert Grade.objects.get(section="voice").evidence == "Seen alone"


def test_two_parts_written_in_two_windows_are_both_kept(signed_in, auditor, audit):
    client = signed_in(auditor)
    voice, oversight = opened(client, audit, "voice"), opened(client, audit, "supervision")
    send(client, audit, "voice", voice, evidence="Seen alone")

    assert send(client, audit, "supervision", oversight, evidence="Monthly").status_code == 302

    with request_transaction(MACHINE):
        assert {one.section: one.evidence for one in Grade.objects.all()} == {
            "voice": "Seen alone",
            "supervision": "Monthly",
        }


def test_the_items_of_a_plan_that_is_not_recorded_here_are_written_down_one_by_one(signed_in, auditor, audit):
    client = signed_in(auditor)
    smart = [one.code for one in plan_questions(auditor, audit)]
    said = {"words_own-1": "Mum sees the nurse", "item_own-1": smart, "words_own-2": "School", "item_own-2": smart[:1]}
    assert send(client, audit, "plan", opened(client, audit, "plan"), **said).status_code == 302

    with request_transaction(auditor):
        held = Audit.objects.get()
        assert queries.own_items(held, "plan") == {"own-1": "Mum sees the nurse", "own-2": "School"}
        answers = {(one.item, one.question): one.answer for one in Answer.objects.filter(section="plan")}
    assert {answers["own-1", code] for code in smart} == {"yes"}
    assert {answers["own-2", code] for code in smart[1:]} == {"no"}
    page = client.get(address(audit, "plan")).content.decode()
    assert "Item 5 of the plan" in page
    assert "Mum sees the nurse" in page


def plan_questions(actor, audit):
    with request_transaction(actor):
        toolkit = queries.toolkit_of(audit)
        return [one for one in toolkit.section("plan").questions if one.asked_of(audit.cohort)]


def test_ticks_for_an_item_that_is_not_written_down_are_refused(signed_in, auditor, audit):
    client = signed_in(auditor)
    smart = [one.code for one in plan_questions(auditor, audit)]

    page = send(client, audit, "plan", opened(client, audit, "plan"), **{"item_own-1": smart})

    assert page.status_code == 422
    assert "Write what the plan says here" in page.content.decode()


def test_a_plan_of_which_no_item_is_written_down_is_named_among_what_is_missing(auditor, audit, write_whole):
    write_whole(auditor, audit)
    with request_transaction(auditor):
        Answer.objects.filter(section="plan").delete()
        with pytest.raises(RuleBroken, match="Plan, item by item"):
            services.finish_audit(actor=auditor, audit=audit, now=NOW)


def test_a_part_that_is_begun_or_drafted_is_started(signed_in, auditor, audit):
    client = signed_in(auditor)
    send(client, audit, "voice", opened(client, audit, "voice"), evidence="Seen alone")
    draft = {"draft_key": f"WritePart:{audit.reference}:supervision", "evidence": "Monthly", "save_draft": "1"}
    assert send(client, audit, "supervision", opened(client, audit, "supervision"), **draft).status_code == 200

    tasks = client.get(reverse("caseaudits:audit", kwargs={"reference": audit.reference})).context_data["tasks"]

    begun = [one["text"] for one in tasks if one["tag"] and one["tag"]["text"] == "Started"]
    assert begun == ["The child’s voice", "Supervision and oversight"]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        pytest.param("The worker drew the plan with the child.", None, id="nobody"),
        pytest.param("ALED’s grandmother was asked.", "Aled", id="given-name-of-somebody-and-what-is-theirs"),
        pytest.param("The Example family keeps it on the fridge", "Example", id="family-name"),
        pytest.param("Examples help.", None, id="only-the-beginning-of-a-word"),
    ],
)
def test_practice_worth_telling_names_nobody(auditor, audit, words, named):
    assert rules.named_in(words, ["Aled", "Example"]) == named
    whole = services.WholeGiven(good_practice=words)
    with request_transaction(auditor):
        if named is None:
            services.save_whole(actor=auditor, audit=audit, given=whole, now=NOW)
        else:
            with pytest.raises(RuleBroken, match=f"without the name {named}"):
                services.save_whole(actor=auditor, audit=audit, given=whole, now=NOW)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        pytest.param(services.FeedbackGiven("Nan", "In person", ""), "words", id="nothing-said"),
        pytest.param(services.FeedbackGiven("", "In person", "She listens"), "who", id="by-nobody"),
    ],
)
def test_feedback_is_somebodys_words(auditor, audit, given, field):
    with request_transaction(auditor), pytest.raises(RuleBroken) as refused:
        services.save_feedback(actor=auditor, audit=audit, given=given, now=NOW)

    assert refused.value.field == field


def test_what_is_to_be_done_is_not_put_off_for_more_than_two_years(auditor, audit):
    given = services.AuditAction("See the child", "central-social-work", NOW.date() + timedelta(days=800))
    with request_transaction(auditor), pytest.raises(RuleBroken, match="Is the year right"):
        services.act_on_audit(actor=auditor, audit=audit, given=given, now=NOW)
    with request_transaction(auditor):
        near = replace(given, due_on=NOW.date() + timedelta(days=700))
        assert services.act_on_audit(actor=auditor, audit=audit, given=near, now=NOW).words == "See the child"


def test_what_was_escalated_and_asked_for_leaves_with_the_word_document(signed_in, auditor, audit):
    from io import BytesIO

    import docx

    with request_transaction(auditor):
        services.escalate_audit(actor=auditor, audit=audit, immediate=True, words="Nobody came", now=NOW)
        given = services.AuditAction("See the child", "central-social-work", NOW.date() + timedelta(days=2))
        services.act_on_audit(actor=auditor, audit=audit, given=given, now=NOW)

    answer = signed_in(auditor).get(reverse("caseaudits:audit_file", kwargs={"reference": audit.reference}))

    said = "\n".join(one.text for one in docx.Document(BytesIO(answer.content)).paragraphs)
    assert "Danger now Yes" in said
    assert "Nobody came" in said
    assert "See the child" in said


def test_who_answers_second_sees_again_what_they_wrote(signed_in, auditor, audit, manager, principal):
    with request_transaction(auditor):
        held = services.escalate_audit(actor=auditor, audit=audit, immediate=False, words="Nobody came", now=NOW)
    with request_transaction(principal):
        services.answer_escalation(actor=principal, escalation=held, answer="Seen today", now=NOW)

    page = signed_in(manager).post(
        reverse("caseaudits:answer_escalation", kwargs={"reference": held.reference}),
        {"idempotency_key": acts.fresh_key(), "answer": "I went there myself"},
    )

    assert page.status_code == 422
    assert "I went there myself" in page.content.decode()


def test_a_form_of_a_plan_with_recorded_items_asks_for_no_others(people, on_a_plan, auditor, make_audit):
    on_a_plan(people[1])
    held = make_audit(people[1], auditor=auditor)
    with request_transaction(auditor):
        items = [(one.reference, one.words) for one in queries.plan_items_of(held)]
    form = forms.PartForm(part="plan", questions=plan_questions(auditor, held), items=items)

    assert [name for name in form.fields if name.startswith("words_")] == []


def test_who_a_targeted_round_is_about_is_ticked_and_no_restricted_child_is_offered(
    signed_in, principal, people, on_a_plan, plan
):
    for one in people:
        on_a_plan(one)
    held = plan(sampling="targeted", reason="Three re-referrals")
    client = signed_in(principal)
    draw = reverse("caseaudits:draw_round", kwargs={"reference": held.reference})

    offered = client.get(draw).context_data["form"].fields["chosen"].choices
    assert [code for code, _ in offered] == ["P-900", "P-901"]
    assert client.post(draw, {"idempotency_key": acts.fresh_key(), "chosen": ["P-901"]}).status_code == 302

    with request_transaction(MACHINE):
        assert [one.person.reference for one in Audit.objects.select_related("person")] == ["P-901"]


@pytest.mark.parametrize(
    ("sent", "chosen"),
    [
        pytest.param("P-1\nP-2", ["P-1", "P-2"], id="a-line-each"),
        pytest.param("P-1, P-2,", ["P-1", "P-2"], id="with-commas"),
    ],
)
def test_references_are_read_with_commas_or_lines_between(sent, chosen):
    form = forms.DrawForm({"chosen": sent}, targeted=True)
    assert form.is_valid()
    assert form.chosen() == chosen
