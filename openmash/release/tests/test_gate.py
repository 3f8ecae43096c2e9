"""The gate's rules, as a Caldicott guardian can read them."""

import pytest

from openmash.release.rules.gate import (
    BY_HAND,
    NOT_FOR_THEM,
    PROTECTED,
    Fact,
    Known,
    document,
    findings,
    is_second_person,
    mark_of,
    may_move,
    needs_look,
    needs_second,
    stops,
    told,
    without,
)

ALED = Known("P1", "Aled Example", address="12 High Street", postcode="PR1 8XJ")
MAIR = Known("P3", "Mair Example", address="3 Refuge Lane", postcode="PR2 1AA", address_protected=True)
BESIDE = Known("P2", "Cari Example", address="3 Refuge Lane", postcode="PR2 1AA", home_protected=True)
BRYN = Known("P9", "Bryn Neighbour", in_family=False)
SCHOOL, POLICE = ("names", "outcome"), ("names", "address", "protected_address", "outcome")
FACTS = (
    Fact("names", "Child", "Aled Example", "P1"),
    Fact("address", "Address of Aled Example", "12 High Street", "P1"),
    Fact("address", "Address of Mair Example", "3 Refuge Lane", "P3"),
    Fact("rationale", "Why", "Because Bryn said so"),
)


@pytest.mark.parametrize(
    ("allowed", "left_out", "expected"),
    [
        pytest.param(SCHOOL, (), ["", NOT_FOR_THEM, PROTECTED, NOT_FOR_THEM], id="a-school-gets-names-and-no-address"),
        pytest.param(
            ("names", "address"), (), ["", "", PROTECTED, NOT_FOR_THEM], id="an-address-is-not-a-protected-one"
        ),
        pytest.param(
            POLICE, (), ["", "", "", NOT_FOR_THEM], id="the-police-get-a-protected-address-where-the-list-says"
        ),
        pytest.param(POLICE, (1,), ["", BY_HAND, "", NOT_FOR_THEM], id="what-is-left-out-by-hand-is-said-to-be"),
        pytest.param((), (), [NOT_FOR_THEM, NOT_FOR_THEM, PROTECTED, NOT_FOR_THEM], id="nothing-named-nothing-told"),
    ],
)
def test_what_the_list_does_not_name_is_left_out_and_why(allowed, left_out, expected):
    rows = told(FACTS, allowed=allowed, left_out=left_out, protected={"P3"})

    assert [row.why_not for row in rows] == expected
    assert [row.shown for row in rows] == [not why for why in expected]


def test_a_birthday_gives_away_whose_it_is():
    fact = Fact("born", "Date of birth of Mair Example", "2 January 1990", "P3", also="adults")

    assert [row.shown for row in told([fact], allowed=("born",), left_out=(), protected=())] == [False]
    assert [row.shown for row in told([fact], allowed=("born", "adults"), left_out=(), protected=())] == [True]


def test_a_document_is_what_is_told_without_what_was_taken_out():
    rows = told(FACTS, allowed=(*SCHOOL, "rationale"), left_out=(), protected={"P3"})

    assert document(rows, taken_out=["bryn"]) == "Child: Aled Example\n\nWhy: Because [taken out] said so"
    assert without("Bryn and BRYN NEIGHBOUR", ["Bryn", "Bryn Neighbour"]) == "[taken out] and [taken out]"
    assert without("Bryn  \nNeighbour said", ["bryn neighbour"]) == "[taken out] said"  # a page shows one space


@pytest.mark.parametrize(
    ("text", "envelope", "known", "allowed", "expected"),
    [
        pytest.param("Aled Example is helped.", "", [ALED], SCHOOL, [], id="nothing-to-point-out"),
        pytest.param(
            "She is at 3, Refuge  Lane.", "", [ALED, MAIR], SCHOOL, [("stop", "address_in_text"), ("second", "protected_person")],
            id="a-protected-address-in-the-words-stops-it",
        ),
        pytest.param(
            "She is at pr21aa", "", [MAIR], POLICE, [("second", "address_in_text")],
            id="where-the-list-allows-it-a-second-person-reads-it",
        ),
        pytest.param(
            "Aled is at 3 Refuge Lane.", "", [BESIDE], SCHOOL, [("stop", "address_in_text"), ("second", "protected_person")],
            id="a-home-that-is-protected-for-somebody-else",
        ),
        pytest.param(
            "They are at 3 Refuge Lane.", "", [BESIDE, MAIR], POLICE, [("second", "address_in_text")],
            id="one-home-is-pointed-out-once",
        ),
        pytest.param(
            "A letter.", "Mair Example\n3 Refuge Lane", [MAIR], SCHOOL, [("second", "address_on_envelope")],
            id="a-protected-address-on-the-envelope",
        ),
        pytest.param(
            "A letter.", "N Nurse", [ALED, MAIR], SCHOOL, [("second", "protected_person")],
            id="somebody-with-a-protected-address-belongs-to-it",
        ),
        pytest.param(
            "Bryn Neighbour rang.", "", [ALED, BRYN], SCHOOL, [("look", "outside")], id="somebody-outside-the-family"
        ),
        pytest.param(
            "Dr Owen saw Mr Example.", "", [ALED], SCHOOL, [("look", "stranger")], id="somebody-whom-nobody-knows"
        ),
        pytest.param(
            "Call 020 7946 0001.", "", [ALED], SCHOOL, [("stop", "referrer")], id="whoever-wishes-not-to-be-named"
        ),
    ],
)  # fmt: skip
def test_what_the_gate_finds(text, envelope, known, allowed, expected):
    found = findings(
        text, envelope=envelope, known=known, allowed=allowed, second_person=False, not_to_be_named=["020 7946 0001"]
    )

    assert [(str(one.weight), one.code) for one in found] == expected
    assert needs_second(found) == any(weight == "second" for weight, _ in expected)
    assert needs_look(found) == any(weight == "look" for weight, _ in expected)
    assert bool(stops(found)) == any(weight == "stop" for weight, _ in expected)


SHY = ("Mrs Renée O'Brien-Dubé", "07700 900 123", "r.obrien@example.org")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Mrs Renée O'Brien-Dubé rang.", ["referrer"], id="as-it-is-kept"),
        pytest.param("We heard Renée O\u2019Brien\u2011Dubé.", ["referrer"], id="without-title-and-as-a-word-processor-writes-it"),
        pytest.param("RENEE  OBRIEN\nDUBE told us.", ["referrer"], id="without-accents-over-two-lines"),
        pytest.param("Rene\u0301e\u00a0O'Brien-Dube\u0301", ["referrer"], id="accents-by-themselves-and-a-fixed-space"),
        pytest.param("Renée\u200b O'Brien-Dubé", ["referrer"], id="a-letter-that-nobody-sees"),
        pytest.param("Ring 07700900123.", ["referrer"], id="the-number-unspaced"),
        pytest.param("Ring +44 (0)7700-900 123.", ["referrer"], id="the-number-with-the-code-of-the-country"),
        pytest.param("R.OBrien@Example.org wrote.", ["referrer"], id="the-address-in-capitals"),
        pytest.param("Renée told us.", ["referrer_part"], id="the-first-name-alone-is-looked-at"),
        pytest.param("The Dubé boys.", ["referrer_part"], id="and-a-part-of-the-last"),
        pytest.param("Aled told us.", [], id="nobody-of-them"),
        pytest.param("Reneesance 1077009001234", [], id="inside-other-words-it-is-nobody"),
    ],
)  # fmt: skip
def test_whoever_wishes_not_to_be_named_is_found_however_they_are_written(text, expected):
    found = findings(text, envelope="", known=[ALED], allowed=SCHOOL, second_person=False, not_to_be_named=SHY)

    assert [one.code for one in found if one.code.startswith("referrer")] == expected
    assert not any("Ren" in one.words for one in found if one.code.startswith("referrer"))


def test_a_name_that_the_family_has_too_points_nobody_out():
    found = findings(
        "Aled Example is helped.", envelope="", known=[ALED], allowed=SCHOOL, second_person=False,
        not_to_be_named=["Mrs Example"],
    )  # fmt: skip

    assert found == []


@pytest.mark.parametrize("name", ["Mrs O'Hara", "Mrs O\u2019Hara", "Dr Núñez", "Mr Smith-Jones", "PC MacLeod"])
def test_a_titled_name_is_seen_whatever_it_is_written_with(name):
    found = findings(
        f"{name} rang.", envelope="", known=[ALED], allowed=SCHOOL, second_person=False, not_to_be_named=[]
    )

    assert [one.words for one in found] == [
        f"“{name}” reads like a name, and the record does not know it. Is it needed?"
    ]


@pytest.mark.parametrize(
    ("known", "named"),
    [
        pytest.param([BESIDE, MAIR], "Mair Example", id="whom-it-protects-and-not-who-lives-with-them"),
        pytest.param([BESIDE], "somebody who lives with them", id="who-is-not-of-the-record-is-not-named"),
    ],
)
def test_a_protected_home_names_whom_it_protects_alone(known, named):
    found = findings("Text", envelope="", known=known, allowed=(), second_person=False, not_to_be_named=())

    assert [one.words.partition(" is protected")[0] for one in found] == [f"The address of {named}"]


def test_a_kind_of_recipient_can_ask_for_a_second_person_always():
    found = findings("Text", envelope="", known=[], allowed=(), second_person=True, not_to_be_named=())

    assert needs_second(found)


@pytest.mark.parametrize(
    ("hands", "reader", "is_one"),
    [
        pytest.param({"user:1"}, "user:2", True, id="somebody-else"),
        pytest.param({"user:1"}, "user:1", False, id="who-prepared-it"),
        pytest.param({"user:1", "user:2"}, "user:2", False, id="who-changed-it"),
        pytest.param({"user:1"}, "system:x", False, id="a-machine-reads-nothing"),
    ],
)
def test_a_second_person_is_somebody_else(hands, reader, is_one):
    assert is_second_person(hands=hands, reader=reader) is is_one


@pytest.mark.parametrize("change", [{"recipient": "b"}, {"address": "b"}, {"document": "b"}])
def test_any_change_is_another_document(change):
    given = {"recipient": "a", "address": "a", "document": "a"}

    assert mark_of(**given) != mark_of(**(given | change))


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [
        pytest.param("prepared", "waiting", True, id="sent-for-a-second-person"),
        pytest.param("waiting", "prepared", True, id="changed-so-looked-at-anew"),
        pytest.param("released", "prepared", False, id="what-has-left-cannot-be-changed"),
        pytest.param("refused", "released", False, id="what-was-refused-stays-refused"),
    ],
)
def test_what_may_follow_what(before, after, may):
    assert may_move(before, after) is may
