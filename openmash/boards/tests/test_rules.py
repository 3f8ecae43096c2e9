"""Who answers to whom, how it is drawn, and when a body is quorate."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from openmash.boards import presenters, rules

BOARD, OPERATIONS, LIAISON, ALONE = 1, 2, 3, 4
HOUSE = {BOARD: None, OPERATIONS: BOARD, LIAISON: OPERATIONS, ALONE: None}


@pytest.mark.parametrize(
    ("key", "way"),
    [
        pytest.param(BOARD, [BOARD], id="answers-to-none"),
        pytest.param(LIAISON, [LIAISON, OPERATIONS, BOARD], id="two-steps"),
        pytest.param(ALONE, [ALONE], id="alone"),
    ],
)
def test_the_line_of_sight_goes_up_to_the_one_that_answers_to_none(key, way):
    assert rules.line_of_sight(key, HOUSE) == way


def test_a_circle_that_stands_in_the_data_ends_where_it_began():
    assert rules.line_of_sight(1, {1: 2, 2: 1}) == [1, 2]


@pytest.mark.parametrize(
    ("key", "above", "circles"),
    [
        pytest.param(BOARD, BOARD, True, id="to-itself"),
        pytest.param(BOARD, LIAISON, True, id="by-others"),
        pytest.param(LIAISON, BOARD, False, id="past-one"),
        pytest.param(BOARD, None, False, id="to-none"),
        pytest.param(BOARD, ALONE, False, id="to-another"),
    ],
)
def test_what_would_answer_to_itself_is_seen(key, above, circles):
    assert rules.would_circle(key, above, HOUSE) is circles


# Each body answers to one that was set up before it, or to none.
TREES = some.lists(some.integers(0, 99), min_size=1, max_size=14).map(
    lambda drawn: {place + 1: (one % (place + 1)) or None for place, one in enumerate(drawn)}
)


@given(TREES)
def test_every_body_has_a_place_of_its_own_right_of_the_one_it_answers_to(answers_to):
    drawing = rules.drawn(answers_to)
    places = {box.key: box for box in drawing.boxes}

    assert set(places) == set(answers_to)
    assert len({(box.x, box.y) for box in drawing.boxes}) == len(answers_to)
    assert len(drawing.lines) == sum(1 for above in answers_to.values() if above is not None)
    for key, above in answers_to.items():
        assert above is None or places[key].x > places[above].x
    column: dict[int, list[int]] = {}
    for box in drawing.boxes:
        assert 0 <= box.x <= drawing.width - rules.WIDE
        assert 0 <= box.y <= drawing.height - rules.HIGH
        column.setdefault(box.x, []).append(box.y)
    for rows in column.values():
        assert all(lower - upper >= rules.HIGH for upper, lower in zip(sorted(rows), sorted(rows)[1:], strict=False))


def test_a_body_whose_board_has_ended_stands_by_itself():
    assert [box.key for box in rules.drawn({OPERATIONS: BOARD}).boxes] == [OPERATIONS]


@pytest.mark.parametrize(
    ("from_on", "until_on", "sits"),
    [
        pytest.param(date(2026, 11, 1), None, True, id="still"),
        pytest.param(date(2026, 11, 28), date(2026, 11, 28), True, id="the-last-day-counts"),
        pytest.param(date(2026, 11, 1), date(2026, 11, 27), False, id="left-yesterday"),
        pytest.param(date(2026, 11, 29), None, False, id="from-tomorrow"),
    ],
)
def test_a_seat_holds_from_its_first_to_its_last_day(from_on, until_on, sits):
    assert rules.holds(from_on, until_on, date(2026, 11, 28)) is sits


@pytest.mark.parametrize(
    ("quorum", "voting", "words"),
    [
        pytest.param(None, 5, "Not laid down yet", id="not-laid-down"),
        pytest.param(3, 5, "3 of the 5 with a vote", id="enough"),
        pytest.param(3, 2, "3, but there are only 2 with a vote: no meeting can be quorate", id="too-few"),
    ],
)
def test_the_quorum_is_said_with_how_many_there_are(quorum, voting, words):
    assert rules.quorum_words(quorum, voting) == words


def test_advisers_and_secretaries_do_not_count_towards_the_quorum():
    assert rules.voters(["chair", "deputy_chair", "member", "adviser", "secretary"]) == 3


@pytest.mark.parametrize(
    ("terms", "quorum", "frequency", "capacities", "lacks"),
    [
        pytest.param("x", 3, "monthly", ["chair"], [], id="nothing"),
        pytest.param(
            "",
            None,
            " ",
            [],
            ["what it is for", "how often it meets", "its quorum", "a chair"],
            id="everything",
        ),
    ],
)
def test_what_a_body_lacks_is_said(terms, quorum, frequency, capacities, lacks):
    assert rules.missing_of(terms, quorum, frequency, capacities) == lacks


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        pytest.param("MASH group", ["MASH group"], id="short"),
        pytest.param("Operational improvement group", ["Operational improvement", "group"], id="two-lines"),
        pytest.param("A" * 40, ["A" * 25 + "…"], id="one-long-word"),
        pytest.param(
            "Liaison meeting of the twelve districts and the county about children at risk",
            ["Liaison meeting of the", "twelve districts and the…"],
            id="cut",
        ),
    ],
)
def test_a_name_fits_its_box(name, lines):
    assert presenters.in_lines(name) == lines
