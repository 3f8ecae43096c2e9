"""Deciding: what it needs, who else has to agree, what follows, and opening it again."""

import pytest

from openmash.agencies.choices import Role
from openmash.base.errors import Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.frontdoor.models import Contact, DipSample, Referral
from openmash.frontdoor.queries.facts import unanswered_prompts
from openmash.frontdoor.queries.screening import decision_to_oversee
from openmash.frontdoor.services import contacts, countersigning, decisions, dipsamples, reopening, screening
from openmash.frontdoor.tests.conftest import NOW, fresh
from openmash.sharing.services import PositionGiven
from openmash.trail.models import Entry
from openmash.work.models import WorkItem


def answer_all(actor, children, outcome, level):
    for child in children:
        asked = unanswered_prompts(actor, child, moments=("decision",), outcome=outcome, level=level, now=NOW)
        for prompt in asked:
            screening.answer_prompt(actor=actor, children=[child], prompt=prompt.code, words="Weighed", now=NOW)


def decide(actor, children, outcome, *, level=2, rationale="Weighed, and why"):
    answer_all(actor, children, outcome, level)
    return decisions.propose_decision(
        actor=actor, children=children, outcome=outcome, level=level, rationale=rationale, now=NOW
    )


def open_acts(contact):
    return set(WorkItem.objects.open().filter(subject=contact.reference).values_list("act", flat=True))


def test_an_assessment_begins_the_forty_five_days_and_the_answer_to_the_referrer(worker, screened):
    contact, children = screened()
    with request_transaction(worker):
        decide(worker, children, "S17", level=4)
        contact, children = fresh(worker, contact)

        assert (contact.status, contact.decided_at) == ("decided", NOW)
        assert [child.outcome for child in children] == ["S17", "S17"]
        assert Referral.objects.count() == 2
        assert (Referral.objects.first().assessment_due_at - NOW).days >= 63
        assert {"answer_referrer", "start_assessment", "countersign"} <= open_acts(contact)
        assert not {"screen", "decide"} & open_acts(contact)
        assert Entry.objects.filter(kind="contact.decided", subject=contact.reference).exists()


@pytest.mark.parametrize(
    ("outcome", "level", "rationale", "words"),
    [
        pytest.param("S17", 4, " ", "Write why", id="no-reasons"),
        pytest.param("S17", 9, "Why", "level", id="no-such-level"),
        pytest.param("NOTHING", 4, "Why", "outcome", id="no-such-outcome"),
    ],
)
def test_a_decision_without_what_it_needs_is_refused_and_leaves_nothing(
    worker, screened, outcome, level, rationale, words
):
    contact, children = screened()
    with request_transaction(worker), pytest.raises(RuleBroken, match=words):
        decisions.propose_decision(
            actor=worker, children=children, outcome=outcome, level=level, rationale=rationale, now=NOW
        )
    with request_transaction(worker):
        assert Contact.objects.get(pk=contact.pk).decided_at is None
        assert not Entry.objects.filter(kind__startswith="decision.").exists()


def test_the_history_is_opened_before_a_decision(worker, taken):
    with request_transaction(worker):
        _, children = fresh(worker, taken)
        screening.rate_rag(actor=worker, children=children, rag="red", reason="", now=NOW)
        with pytest.raises(RuleBroken, match="Open the history"):
            decisions.propose_decision(
                actor=worker, children=children, outcome="STRAT", level=4, rationale="Why", now=NOW
            )


def test_an_amber_waits_for_its_check_and_a_red_goes_on_with_the_check_behind_it(worker, screened):
    contact, children = screened("amber", check=False)
    with request_transaction(worker):
        with pytest.raises(RuleBroken, match="early-help check"):
            decide(worker, children, "S17", level=4)
        screening.rate_rag(actor=worker, children=children, rag="red", reason="Worse", now=NOW)
        _, children = fresh(worker, contact)
        decide(worker, children, "S17", level=4)
        contact, children = fresh(worker, contact)

        assert contact.status == "decided"
        assert "early_help_check" in open_acts(contact)
        assert all(child.check_due_at for child in children)


def test_a_refusal_does_not_stop_where_harm_is_likely_and_stops_early_help(worker, screened):
    contact, children = screened("red")
    with request_transaction(worker):
        refused = PositionGiven(told="told", told_who="Mother", agreement="refused", going_ahead_reason="risk-to-child")
        screening.record_family_position(actor=worker, contact=contact, given=refused, now=NOW)
        with pytest.raises(RuleBroken, match="agree"):
            decide(worker, children, "EH")
        decide(worker, children, "STRAT", level=4)

        assert fresh(worker, contact)[0].status == "decided"


def test_closing_a_red_waits_for_a_manager_who_did_not_propose_it(worker, manager, screened):
    contact, children = screened("red")
    with request_transaction(worker):
        decide(worker, children, "NFA", level=1)
        contact, children = fresh(worker, contact)
        assert (contact.status, children[0].outcome) == ("screening", "")
        assert "countersign" in open_acts(contact)
        with pytest.raises(Denied):
            countersigning.countersign_decision(
                actor=worker, decision=decision_to_oversee(children[0]), words="", now=NOW
            )
    with request_transaction(manager):
        for child in fresh(manager, contact)[1]:
            countersigning.countersign_decision(
                actor=manager, decision=decision_to_oversee(child), words="Read", now=NOW
            )

        assert fresh(manager, contact)[0].status == "decided"


def test_nobody_countersigns_their_own(manager, screened):
    contact, _ = screened("red")
    with request_transaction(manager):
        _, children = fresh(manager, contact)
        decide(manager, children, "NFA", level=1)
        _, children = fresh(manager, contact)
        with pytest.raises(RuleBroken, match="own decision"):
            countersigning.countersign_decision(
                actor=manager, decision=decision_to_oversee(children[0]), words="", now=NOW
            )


def test_a_returned_decision_is_undecided_and_can_be_made_anew(worker, manager, screened):
    contact, children = screened("red")
    with request_transaction(worker):
        decide(worker, children, "NFA", level=1)
    with request_transaction(manager):
        _, children = fresh(manager, contact)
        countersigning.return_decision(
            actor=manager, decision=decision_to_oversee(children[0]), words="See the hospital letter", now=NOW
        )
        _, children = fresh(manager, contact)
        decide(manager, children[:1], "S17", level=4)

        assert children[0].decisions.count() == 2


def test_a_malicious_source_alone_never_closes(worker, screened):
    contact, children = screened()
    with request_transaction(worker):
        contacts.amend_contact(
            actor=worker,
            contact=contact,
            changes={"believed_malicious": True},
            expected_version=contact.version,
            now=NOW,
        )
        _, children = fresh(worker, contact)
        with pytest.raises(RuleBroken, match="malicious"):
            decide(worker, children, "NFA", level=1)


def test_a_reopened_contact_keeps_what_was_decided(worker, screened):
    contact, children = screened()
    with request_transaction(worker):
        decide(worker, children, "S17", level=4)
        contact, children = fresh(worker, contact)
        with pytest.raises(RuleBroken, match="why"):
            reopening.reopen_contact(actor=worker, contact=contact, children=children, reason=" ", now=NOW)
        reopening.reopen_contact(actor=worker, contact=contact, children=children, reason="New facts", now=NOW)
        contact, children = fresh(worker, contact)

        assert (contact.status, contact.decided_at, children[0].decided_at) == ("screening", None, None)
        assert children[0].decisions.get().state == "reopened"
        assert contact.referrer_due_at > contact.decide_due_at, "nobody is promised an answer before the new decision"
        assert "decide" in open_acts(contact)


def follow_on(contact):
    rows = WorkItem.objects.open().filter(subject=contact.reference).exclude(child="")
    acts = ("start_assessment", "early_help", "follow_up", "adult_duty")
    return sorted(rows.filter(act__in=acts).values_list("act", "child", "note"))


@pytest.mark.parametrize(
    ("outcome", "level", "left"),
    [
        pytest.param(
            "S17", 4, ["start_assessment", "start_assessment"], id="the-same-again-is-one-piece-of-work-a-child"
        ),
        pytest.param("NFA", 1, [], id="no-further-action-ends-it"),
    ],
)
def test_deciding_anew_ends_what_the_reopened_decision_set_going(worker, screened, outcome, level, left):
    contact, children = screened("green")
    with request_transaction(worker):
        decide(worker, children, "S17", level=4)
        contact, children = fresh(worker, contact)
        reopening.reopen_contact(actor=worker, contact=contact, children=children, reason="New facts", now=NOW)
        standing = follow_on(contact)
        assert [act for act, *_ in standing] == ["start_assessment", "start_assessment"]
        assert {note for *_, note in standing} == {"The decision was reopened: New facts"}

        _, children = fresh(worker, contact)
        decide(worker, children, outcome, level=level)

        assert [act for act, *_ in follow_on(contact)] == left
        assert not any("reopened" in note for *_, note in follow_on(contact))


def test_the_decision_page_is_not_another_roles(act_as, worker, screened):
    _, children = screened()
    actor = act_as(Role.SOCIAL_WORKER)
    with request_transaction(worker), pytest.raises(Denied):
        decisions.propose_decision(actor=actor, children=children, outcome="S17", level=4, rationale="Why", now=NOW)


def test_a_sample_is_read_by_a_manager_who_did_not_decide(worker, manager, screened):
    contact, children = screened("green")
    with request_transaction(worker):
        (made, *_) = decide(worker, children, "NFA", level=1)
        if made.state == "awaiting":
            made.state, made.made_at = "made", NOW
            made.save(update_fields=["state", "made_at"])
        sample = DipSample.objects.create(decision=made, drawn_at=NOW)
        with pytest.raises(Denied):
            dipsamples.read_dip_sample(actor=worker, sample=sample, agrees=True, words="", now=NOW)
    with request_transaction(manager):
        with pytest.raises(RuleBroken, match="what you would have decided"):
            dipsamples.read_dip_sample(actor=manager, sample=sample, agrees=False, words=" ", now=NOW)
        read = dipsamples.read_dip_sample(actor=manager, sample=sample, agrees=True, words="", now=NOW)

        assert (read.read_at, read.agrees) == (NOW, True)
        assert Entry.objects.filter(kind="dip_sample.read", subject=contact.reference).exists()


def test_a_locality_manager_reopens_in_their_own_locality_only(act_as, worker, screened):
    contact, children = screened()
    with request_transaction(worker):
        decide(worker, children, "S17", level=4)
    north = act_as(Role.LOCALITY_MANAGER, team="north-mash")
    own = act_as(Role.LOCALITY_MANAGER, team="central-mash")
    with request_transaction(worker):
        contact, children = fresh(worker, contact)
        with pytest.raises(Denied):
            reopening.reopen_contact(actor=north, contact=contact, children=children, reason="Why", now=NOW)
    with request_transaction(own):
        reopening.reopen_contact(actor=own, contact=contact, children=children, reason="New facts", now=NOW)

        assert fresh(own, contact)[0].status == "screening"


def test_a_worker_is_not_told_to_decide_what_waits_for_somebody_else(worker, manager, screened):
    contact, children = screened("red")
    with request_transaction(worker):
        decide(worker, children[:1], "NFA", level=1)
        assert "decide" in open_acts(contact)  # one child is still the worker's to decide
        decide(worker, fresh(worker, contact)[1][1:], "NFA", level=1)
        assert not {"screen", "decide"} & open_acts(contact)
    with request_transaction(manager):
        first = fresh(manager, contact)[1][0]
        countersigning.return_decision(actor=manager, decision=decision_to_oversee(first), words="Why?", now=NOW)
        assert "decide" in open_acts(contact)


def test_what_is_returned_comes_back_to_the_one_who_decided(worker, manager, screened):
    contact, children = screened("red")
    with request_transaction(worker):
        decide(worker, children, "NFA", level=1)
    with request_transaction(manager):
        first = fresh(manager, contact)[1][0]
        countersigning.return_decision(actor=manager, decision=decision_to_oversee(first), words="Why?", now=NOW)
        item = WorkItem.objects.open().get(subject=contact.reference, act="decide")
        assert (item.owner_id, item.team_id) == (worker.user_id, contact.team_id)
