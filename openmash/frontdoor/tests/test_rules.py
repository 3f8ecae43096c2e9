"""The rules of contacts, screening, checks and decisions, as tables."""

from datetime import datetime, timezone
from types import SimpleNamespace

import pytest

from openmash.base.errors import RuleBroken
from openmash.frontdoor.rules import answers as answer_rules
from openmash.frontdoor.rules import contacts, decisions, earlyhelp, screening
from openmash.frontdoor.rules.given import PersonRow


def at(year, month, day=1):
    return datetime(year, month, day, 12, tzinfo=timezone.utc)


NOW = at(2026, 11, 23)


@pytest.mark.parametrize(
    ("colours", "expected"),
    [
        pytest.param(["green", "red"], "red", id="one-red-child-makes-the-contact-red"),
        pytest.param(["green", "amber"], "amber", id="amber-before-green"),
        pytest.param(["", "green"], "green", id="a-child-without-colour-does-not-count"),
        pytest.param(["", ""], "", id="no-colour-set"),
    ],
)
def test_a_contact_has_the_most_urgent_colour_of_its_children(colours, expected):
    assert contacts.most_urgent(colours) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(PersonRow(is_child=False, age=5), False, id="as-the-worker-said"),
        pytest.param(PersonRow(age=17), True, id="seventeen-is-a-child"),
        pytest.param(PersonRow(age=18), False, id="eighteen-is-grown-up"),
        pytest.param(PersonRow(unborn=True), True, id="unborn"),
        pytest.param(PersonRow(relationship="Mother"), False, id="a-mother-of-unknown-age"),
        pytest.param(PersonRow(), True, id="nothing-known-counts-as-a-child"),
    ],
)
def test_who_is_a_child(row, expected):
    assert contacts.is_child(row, adult_words=frozenset({"mother"})) is expected


@pytest.mark.parametrize(
    ("opened", "reason", "refused"),
    [
        pytest.param(True, "", False, id="history-read"),
        pytest.param(False, "", True, id="not-read-and-no-reason"),
        pytest.param(False, "He is in danger now", False, id="not-read-but-waiting-would-be-wrong"),
    ],
)
def test_the_family_is_approached_after_the_history_or_with_a_reason(opened, reason, refused):
    try:
        contacts.check_family_may_be_approached(history_opened=opened, history_first=True, reason=reason)
        assert not refused
    except RuleBroken as broken:
        assert refused and broken.field == "reason"


def test_repeat_contacts_are_explained_in_words():
    words = contacts.repeats_in_words([at(2026, 10), at(2026, 2)], [], now=NOW, windows=[3, 12])

    assert words == [
        "1 earlier contact about this child in the last 3 months.",
        "2 earlier contacts about this child in the last 12 months.",
    ]
    assert contacts.repeats_in_words([], [], now=NOW, windows=[3]) == []


def condition(fact, *, holds=True, at_least=None, within_months=None, one_of=()):
    return SimpleNamespace(fact=fact, holds=holds, at_least=at_least, within_months=within_months, one_of=one_of)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(condition("high_risk_recorded"), True, id="a-fact-that-holds"),
        pytest.param(condition("unborn"), False, id="a-fact-that-does-not"),
        pytest.param(condition("unborn", holds=False), True, id="its-absence-asked-for"),
        pytest.param(condition("repeat_contacts", at_least=2, within_months=12), True, id="counted-enough"),
        pytest.param(
            condition("repeat_contacts", at_least=2, within_months=3), False, id="counted-too-few-in-the-window"
        ),
        pytest.param(condition("category_is", one_of=("neglect",)), True, id="the-category"),
    ],
)
def test_conditions_of_the_pack(one, expected):
    facts = screening.Facts(
        NOW, frozenset({"high_risk_recorded"}), {"repeat_contacts": [at(2026, 10), at(2026, 2)]}, "neglect"
    )

    assert screening.holds(one, facts) is expected


@pytest.mark.parametrize(
    ("result", "rag", "refused"),
    [
        pytest.param("", "red", False, id="a-red-goes-on"),
        pytest.param("", "amber", True, id="an-amber-waits"),
        pytest.param("", "", True, id="no-colour-waits"),
        pytest.param("not_possible", "amber", False, id="not-possible-is-an-answer"),
    ],
)
def test_who_leaves_screening_without_an_early_help_check(result, rag, refused):
    try:
        earlyhelp.check_checked(result=result, rag=rag, required=True)
        assert not refused
    except RuleBroken:
        assert refused


@pytest.mark.parametrize(
    ("closes", "malicious", "evidence", "refused"),
    [
        pytest.param(True, True, False, True, id="malicious-alone-never-closes"),
        pytest.param(True, True, True, False, id="others-say-it-too"),
        pytest.param(True, False, False, False, id="not-malicious"),
        pytest.param(False, True, False, False, id="goes-on-anyway"),
    ],
)
def test_a_malicious_source_alone_never_closes(closes, malicious, evidence, refused):
    try:
        decisions.check_not_malicious_alone(closes=closes, believed_malicious=malicious, other_evidence=evidence)
        assert not refused
    except RuleBroken:
        assert refused


def test_nobody_countersigns_their_own():
    with pytest.raises(RuleBroken, match="own decision"):
        decisions.check_not_own(proposed_by="user:1", actor="user:1")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        pytest.param([("A.E.", "We help."), ("C.E.", "We help.")], "We help.", id="the-same"),
        pytest.param([("A.E.", "We help."), ("C.E.", "Nothing.")], "For A.E.: We help. For C.E.: Nothing.", id="two"),
        pytest.param(
            [("A.E.", "We help."), ("B.E.", "Nothing."), ("C.E.", "Nothing.")],
            "For A.E.: We help. For B.E. and C.E.: Nothing.",
            id="two-alike",
        ),
        pytest.param(
            [("A.E.", "We help."), ("A.E.", "Nothing.")],
            "For one child: We help. For one child: Nothing.",
            id="initials-that-tell-nobody-apart",
        ),
    ],
)
def test_a_professional_reads_which_child_each_outcome_is_for(said, words):
    assert answer_rules.outcome_for_professional(said) == words


def test_initials_of_a_name_half_known():
    assert (answer_rules.initials_of("Aled", "Example"), answer_rules.initials_of("", "Example")) == ("A.E.", "E.")
