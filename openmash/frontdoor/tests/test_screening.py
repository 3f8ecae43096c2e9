"""What is set down for each child, and what follows from it."""

import pytest

from openmash.agencies.choices import Role
from openmash.base.errors import Conflict, Denied, RuleBroken
from openmash.base.transactions import request_transaction
from openmash.frontdoor.queries.facts import facts_for
from openmash.frontdoor.queries.screening import screening_of
from openmash.frontdoor.services import earlyhelp_checks, screening
from openmash.frontdoor.tests.conftest import NOW, fresh
from openmash.sharing.queries import Position
from openmash.trail.models import Entry
from openmash.work.models import WorkItem


def test_the_colour_of_the_worst_off_child_is_the_contacts_and_its_works(worker, taken):
    with request_transaction(worker):
        contact, (aled, cari) = fresh(worker, taken)
        screening.rate_rag(actor=worker, children=[aled], rag="red", reason="Hurt", now=NOW)
        screening.rate_rag(actor=worker, children=[cari], rag="green", reason="", now=NOW)
        contact, (aled, cari) = fresh(worker, taken)

        assert (contact.rag, contact.rag_rank, contact.status) == ("red", 0, "screening")
        assert contact.decide_due_at < taken.decide_due_at
        item = WorkItem.objects.open().get(subject=contact.reference, act="decide")
        assert (item.rag, item.due_at) == ("red", contact.decide_due_at)
        assert Entry.objects.filter(kind="contact.rated", subject=contact.reference).count() == 2


def test_a_changed_colour_needs_a_reason_and_both_are_kept(worker, taken):
    with request_transaction(worker):
        _, children = fresh(worker, taken)
        screening.rate_rag(actor=worker, children=children, rag="green", reason="", now=NOW)
        _, children = fresh(worker, taken)
        with pytest.raises(RuleBroken, match="why the colour changes"):
            screening.rate_rag(actor=worker, children=children, rag="red", reason=" ", now=NOW)
        screening.rate_rag(actor=worker, children=children, rag="red", reason="New bruise", now=NOW)

        assert [rating.rag for rating in children[0].ratings.order_by("pk")] == ["green", "red"]


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.SCREENING_WORKER, Role.MASH_MANAGER)], ids=str
)
def test_other_roles_do_not_screen(act_as, worker, taken, role):
    actor = act_as(role)
    with request_transaction(worker):
        _, children = fresh(worker, taken)
        with pytest.raises(Denied):
            screening.rate_rag(actor=actor, children=children, rag="red", reason="", now=NOW)
        assert not children[0].ratings.exists()


def test_another_teams_worker_does_not_screen(act_as, worker, taken):
    actor = act_as(Role.SCREENING_WORKER, team="north-mash")
    with request_transaction(worker):
        _, children = fresh(worker, taken)
        with pytest.raises(Denied, match="Only that team"):
            screening.rate_rag(actor=actor, children=children, rag="red", reason="", now=NOW)


def test_levels_are_kept_apart(worker, taken):
    with request_transaction(worker):
        _, children = fresh(worker, taken)
        screening.give_level(actor=worker, children=children, whose="referrer", level=4, reason="", now=NOW)
        screening.give_level(actor=worker, children=children, whose="recommended", level=3, reason="Support", now=NOW)
        _, (aled, _) = fresh(worker, taken)

        assert (aled.referrer_level, aled.recommended_level, aled.decided_level) == (4, 3, None)


def test_a_factor_needs_evidence_and_is_withdrawn_not_deleted(worker, taken, pack):
    heading = next(h for h in pack.risk_headings if h.column == "high_risk").items[0].code
    given = {"column": "high_risk", "heading": heading, "source_words": "School", "seen_on": None, "now": NOW}
    with request_transaction(worker):
        _, children = fresh(worker, taken)
        with pytest.raises(RuleBroken, match="what was seen"):
            screening.record_factor(actor=worker, children=children, evidence=" ", **given)
        (factor, _) = screening.record_factor(actor=worker, children=children, evidence="Bruise", **given)
        _, (aled, _) = fresh(worker, taken)
        assert "high_risk_recorded" in facts_for(worker, aled, now=NOW).holding
        factor.child = aled
        screening.withdraw_factor(actor=worker, factor=factor, now=NOW)

        assert aled.factors.get().withdrawn_at == NOW
        assert "high_risk_recorded" not in facts_for(worker, aled, now=NOW).holding


def test_the_same_for_the_siblings_never_replaces_a_siblings_own_words(worker, taken):
    with request_transaction(worker):
        _, (aled, cari) = fresh(worker, taken)
        words = {"siblings": [], "lived_impact": "", "not_known": "", "now": NOW}
        screening.record_analysis(actor=worker, child=cari, analysis="Of Cari", expected_version=1, **words)
        _, (aled, cari) = fresh(worker, taken)
        both = words | {"siblings": [cari], "not_known": "Where the father is"}
        screening.record_analysis(actor=worker, child=aled, analysis="Of Aled", expected_version=1, **both)

        _, (aled, cari) = fresh(worker, taken)
        assert (cari.analysis, cari.not_known) == ("Of Cari", "Where the father is")

        again = both | {"siblings": [cari], "not_known": "Where the father lives"}
        screening.record_analysis(actor=worker, child=aled, analysis="Of Aled", expected_version=2, **again)
        _, (aled, cari) = fresh(worker, taken)
        assert (cari.analysis, cari.not_known) == ("Of Cari", "Where the father lives")


def test_two_workers_writing_one_analysis_get_both_texts(worker, taken):
    with request_transaction(worker):
        _, (aled, _) = fresh(worker, taken)
        words = {"siblings": [], "lived_impact": "", "not_known": "", "expected_version": 1, "now": NOW}
        screening.record_analysis(actor=worker, child=aled, analysis="First", **words)
        with pytest.raises(Conflict) as conflict:
            screening.record_analysis(actor=worker, child=aled, analysis="Second", **words)

        assert (conflict.value.current["analysis"], conflict.value.yours["analysis"]) == ("First", "Second")


def test_a_check_that_is_not_possible_needs_its_reason(worker, taken):
    with request_transaction(worker):
        _, children = fresh(worker, taken)
        with pytest.raises(RuleBroken, match="not possible"):
            earlyhelp_checks.record_early_help_check(actor=worker, children=children, result="not_possible", now=NOW)
        earlyhelp_checks.record_early_help_check(
            actor=worker, children=children, result="not_possible", reason="No index", now=NOW
        )
        _, (aled, cari) = fresh(worker, taken)

        assert aled.check_result == cari.check_result == "not_possible"


def test_a_question_of_the_pack_is_asked_until_it_is_answered(worker, taken):
    with request_transaction(worker):
        contact, children = fresh(worker, taken)
        prompt = screening_of(worker, contact, position=Position(), now=NOW)[0].prompts[0]
        screening.answer_prompt(actor=worker, children=children, prompt=prompt.code, words="Thought about", now=NOW)
        contact, _ = fresh(worker, taken)

        assert prompt.code not in [
            one.code for one in screening_of(worker, contact, position=Position(), now=NOW)[0].prompts
        ]
